"""Starts the desks and the people of a practice organisation, each a process of its own.

    python -m waystation.practice.nursery --directory DIR --sockets DIR --logs DIR WORKER...

The program is read once and then forked for each of them, before any of them has a key or a
store: reading it eight times took longer than a replay. When one of them fails, or it is
told to end, it ends them all.
"""

import argparse
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from waystation.practice.actor import act
from waystation.practice.processes import die_with

_FAILED = 1
_TOLD_TO_END = {signal.SIGTERM}


def main(arguments: Sequence[str]) -> int:
    """Start everybody; stay until the last of them has ended."""
    parser = argparse.ArgumentParser(prog="nursery")
    for name in ("directory", "sockets", "logs"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("workers", nargs="+", metavar="KIND:NAME")
    chosen = parser.parse_args(arguments)
    running: set[int] = set()
    signal.signal(signal.SIGTERM, lambda _number, _frame: _end(running))
    signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD_TO_END)  # until it knows them all
    end_with_this_one = die_with(os.getpid())
    for worker in chosen.workers:
        kind, _, name = worker.partition(":")
        work = partial(act, kind, chosen.directory / name, chosen.sockets / name)
        running.add(_fork(work, end_with_this_one, chosen.logs / f"{name}.log"))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD_TO_END)
    return _stay(running)


def _fork(work: Callable[[], None], first: Callable[[], None], log: Path) -> int:
    """Do some work in a new process, which never comes back from here; return its id."""
    child = os.fork()
    if child:
        return child
    status = _FAILED
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD_TO_END)
        first()
        with log.open("ab", buffering=0) as written:
            for stream in (sys.stdout, sys.stderr):
                os.dup2(written.fileno(), stream.fileno())
        work()
        status = 0
    except SystemExit:
        status = 0
    except Exception:  # noqa: BLE001  # the edge of a process: it goes to its log
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _stay(running: set[int]) -> int:
    """Wait for all of them; the first that fails ends the others."""
    failed = 0
    while running:
        try:
            child, status = os.wait()
        except ChildProcessError:
            break
        running.discard(child)
        if status:
            failed = _FAILED
            _end(running)
    return failed


def _end(running: set[int]) -> None:
    for child in tuple(running):
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
