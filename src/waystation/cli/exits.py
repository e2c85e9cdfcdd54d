"""Exit codes, mapped from errors in this one place."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable

from waystation.errors import (
    FormatError,
    LogIntegrityError,
    RuleError,
    SealError,
    UnavailableError,
    WaystationError,
)

DONE = 0
FOUND = 1
USAGE = 2
INTERRUPTED = 128 + signal.SIGINT

_CODES: tuple[tuple[type[WaystationError], int], ...] = (
    (RuleError, 3),
    (FormatError, 4),
    (SealError, 5),
    (LogIntegrityError, 6),
    (UnavailableError, 7),
)


def code_of(error: WaystationError) -> int:
    """Return the exit code of an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FOUND)


def run(command: Callable[[argparse.Namespace], int], chosen: argparse.Namespace) -> int:
    """Run a command; say on standard error what went wrong, as JSON where asked for."""
    try:
        return command(chosen)
    except WaystationError as error:
        _say(error, as_json=bool(getattr(chosen, "json", False)))
        return code_of(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing more can be said to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        unusable = _unusable(error)
        _say(unusable, as_json=bool(getattr(chosen, "json", False)))
        return code_of(unusable)


def _unusable(error: OSError) -> UnavailableError:
    """Say what the system said, without the path: it may name somebody."""
    said = os.strerror(error.errno) if error.errno else "no reason given"
    return UnavailableError(
        "file.unusable", f"a file or directory that was named cannot be used: {said}"
    )


def _say(error: WaystationError, *, as_json: bool) -> None:
    if as_json:
        shape = {"code": error.code, "message": error.message, "where": error.where or None}
        print(json.dumps({"error": shape}), file=sys.stderr)
        return
    print(f"waystation: {error}", file=sys.stderr)
