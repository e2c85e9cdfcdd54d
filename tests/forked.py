"""Commands as processes that begin where all of them are imported already.

Each is a process of its own, with its own memory, directory, streams and exit code; only
the seven tenths of a second in which Python imports the same modules are spent once.
"""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_LIMIT = 170
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.imported"])


class Done(NamedTuple):
    """What became of a command."""

    returncode: int
    stdout: str
    stderr: str


def run(words: Sequence[str], directory: Path, streams: Path, said: str) -> Done:
    """Run `waystation` with these words; what it reads and says lies in `streams`."""
    given, out, err = (streams / name for name in ("stdin", "stdout", "stderr"))
    given.write_text(said)
    process = _SERVER.Process(target=_be, args=(tuple(words), directory, given, out, err))
    process.start()
    process.join(_LIMIT)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(words)
    code = process.exitcode
    process.close()
    return Done(code, out.read_text(), err.read_text())


def _be(words: tuple[str, ...], directory: Path, *streams: Path) -> None:
    from waystation.__main__ import main

    os.setsid()
    os.chdir(directory)
    for number, (path, mode) in enumerate(zip(streams, ("r", "w", "w"), strict=True)):
        with path.open(mode) as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    sys.argv = ["waystation", *words]
    try:
        sys.exit(main())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
