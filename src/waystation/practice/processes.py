"""The processes of a practice organisation: started together, always ended together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from waystation.clock import Clock
from waystation.errors import UnavailableError

_PATIENCE_S = 5.0
_POLL_S = 0.02
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """Child processes that end with this one, whatever ends it."""

    def __init__(self, clock: Clock, logs: Path) -> None:
        self._clock = clock
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a Python command of our own; what it prints goes to a log of its name."""
        with (self._logs / f"{name}.log").open("ab") as log, _undisturbed() as mask:
            self._running[name] = subprocess.Popen(  # noqa: S603  # our own interpreter
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C reaches the driver alone, which ends the others in order.
                start_new_session=True,
                preexec_fn=_prepared(os.getpid(), mask),  # noqa: PLW1509  # no threads yet
            )

    def wait_for(self, paths: Sequence[Path], timeout_s: float = 90.0) -> None:
        """Wait until every path exists.

        Raises:
            UnavailableError: a process ended, or it took too long.
        """
        deadline = self._clock.monotonic() + timeout_s
        while not all(path.exists() for path in paths):
            for name, process in self._running.items():
                if process.poll() is not None:
                    message = "a practice process ended early"
                    raise UnavailableError("practice.ended", message, where=name)
            if self._clock.monotonic() > deadline:
                raise UnavailableError("practice.slow", "a practice process did not start")
            time.sleep(_POLL_S)

    def end(self) -> None:
        """End every process: ask, wait, then insist."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
        deadline = self._clock.monotonic() + _PATIENCE_S
        for process in self._running.values():
            try:
                process.wait(max(0.1, deadline - self._clock.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()


@contextlib.contextmanager
def _undisturbed() -> Iterator[set[int]]:
    """Let no signal come between a process and the note that it runs; give the old mask."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield {int(one) for one in before}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepared(parent: int, mask: set[int]) -> Callable[[], None]:
    """Have the kernel end the child if the driver is killed; only Linux can."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def in_child() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if library is not None:
            library.prctl(_DIE_WITH_PARENT, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return in_child
