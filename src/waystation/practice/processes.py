"""The processes of a practice organisation: started together, always ended together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
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
_NOTHING = 0
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Processes:
    """Child processes that end with this one, whatever ends it."""

    def __init__(self, clock: Clock, logs: Path) -> None:
        self._clock = clock
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start a Python command of our own; what it prints goes to a log of its name."""
        with (self._logs / f"{name}.log").open("ab") as log, _undisturbed():
            self._running[name] = subprocess.Popen(  # noqa: S603  # our own interpreter
                [sys.executable, *command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C reaches the driver alone, which ends the others in order.
                start_new_session=True,
                preexec_fn=die_with(os.getpid()),  # noqa: PLW1509  # no threads yet
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
        """End every process and what it started: ask, wait, then insist."""
        for process in self._running.values():
            if process.poll() is None:
                _tell(process, signal.SIGTERM)
        deadline = self._clock.monotonic() + _PATIENCE_S
        for process in self._running.values():
            try:
                process.wait(max(0.1, deadline - self._clock.monotonic()))
            except subprocess.TimeoutExpired:
                _tell(process, signal.SIGKILL)
                process.wait()
                self._wait_for_all_of(process)
        self._running.clear()

    def _wait_for_all_of(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until nothing is left of what a process started; it has been killed."""
        deadline = self._clock.monotonic() + _PATIENCE_S
        while self._clock.monotonic() < deadline and _tell(process, _NOTHING):
            time.sleep(_POLL_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.end()


def _tell(process: subprocess.Popen[bytes], number: int) -> bool:
    """Send a signal to a process and all that it started; say whether any is left."""
    try:
        os.killpg(process.pid, number)  # each began a session of its own
    except ProcessLookupError:
        return False
    return True


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a signal wait while a process is started and noted."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are heard in the main thread alone
        return
    came: list[int] = []
    before = {
        one: signal.signal(one, lambda number, _: came.append(number)) for one in _ENDING
    }
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        for number in came:
            signal.raise_signal(number)


def die_with(parent: int) -> Callable[[], None]:
    """Have the kernel end the child if the driver is killed; only Linux can."""
    if sys.platform != "linux":
        return lambda: None
    library = ctypes.CDLL(None)

    def in_child() -> None:
        library.prctl(_DIE_WITH_PARENT, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return in_child
