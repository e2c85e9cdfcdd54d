"""Commands as processes that begin where all of them are imported already.

Each is a process of its own, with its own memory, directory, streams and exit code; only
the seven tenths of a second in which Python imports the same modules are spent once.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_LIMIT = 170
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(["tests.imported"])
_NOTHING = Path(os.devnull)


class Done(NamedTuple):
    """What became of a command."""

    returncode: int
    stdout: str
    stderr: str


class Running:
    """A command that goes on until it is told to end, as `subprocess.Popen` has one."""

    def __init__(self, words: Sequence[str], directory: Path, *streams: Path) -> None:
        # Where a test forgets one, it ends with the process that ran the test.
        self._process = _SERVER.Process(
            target=_be, args=(tuple(words), directory, *streams), daemon=True
        )
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("waystation", seconds)
        return code

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def run(words: Sequence[str], directory: Path, streams: Path, said: str) -> Done:
    """Run `waystation` with these words; what it reads and says lies in `streams`."""
    given, out, err = (streams / name for name in ("stdin", "stdout", "stderr"))
    given.write_text(said)
    for said_there in (out, err):
        said_there.unlink(missing_ok=True)
    running = Running(words, directory, given, out, err)
    try:
        code = running.wait(_LIMIT)
    finally:
        running.kill()
    return Done(code, out.read_text(), err.read_text())


def run_on(words: Sequence[str], log: Path) -> Running:
    """Start `waystation` with these words here; what it says is added to a log."""
    return Running(words, Path.cwd(), _NOTHING, log, log)


def _be(words: tuple[str, ...], directory: Path, *streams: Path) -> None:
    from waystation.__main__ import main

    os.setsid()
    os.chdir(directory)
    for number, (path, mode) in enumerate(zip(streams, ("r", "a", "a"), strict=True)):
        with path.open(mode) as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    sys.argv = ["waystation", *words]
    try:
        sys.exit(main())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
