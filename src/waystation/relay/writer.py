"""The one thread that writes: takes all that waits, one transaction, then answers."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from waystation.clock import Clock, SystemClock
from waystation.errors import UnavailableError, WaystationError
from waystation.relay.jobs import Done, Job, Outcome
from waystation.relay.keeper import Keeper
from waystation.relay.settings import Settings
from waystation.relay.store import Store

_LOG = logging.getLogger("waystation.relay")
_TURN_S = 0.2
_RETRY_S = 1.0


class Reply(Protocol):
    """Where an outcome goes: an asyncio future, or a test's."""

    def done(self) -> bool:
        """Tell whether nobody waits any more."""
        ...

    def set_result(self, result: Any, /) -> None:
        """Hand the outcome over."""
        ...


@dataclass(frozen=True, slots=True)
class _Move:
    moment: datetime


_Work = list[tuple[Job | _Move, Reply]]


class Writer:
    """Runs from `start` to `stop`; what was submitted before `stop` is still answered.

    Args:
        store: Where to write.
        clock: Asked once for each group.
        settings: How large a group may be.
        post: Runs a call where replies live (an event loop's `call_soon_threadsafe`).
        tell: Called there with the ids of feeds and boxes that have news.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        post: Callable[..., Any],
        tell: Callable[[tuple[bytes, ...]], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._post = post
        self._tell = tell
        self._keeper = Keeper(
            store, clock, settings, lambda news: post(tell, news) if news else None
        )
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._pace = SystemClock()  # how often to look is real time even in practice
        self._next_turn = 0.0
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what was submitted, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def submit(self, jobs: Sequence[tuple[Job, Reply]]) -> None:
        """Hand in jobs; each reply gets its outcome when that is durable."""
        self._queue.put(list(jobs))

    def move(self, moment: datetime, reply: Reply) -> None:
        """Move simulated time on between two groups; `reply` gets what the turn did."""
        self._queue.put([(_Move(moment), reply)])

    def _run(self) -> None:
        while not self._stopping:
            self._take_turn()
            items = self._take()
            jobs: list[tuple[Job, Reply]] = []
            for work, reply in items:
                if isinstance(work, _Move):
                    self._write(jobs)
                    jobs = []
                    self._answer([(reply, self._moved(work.moment))])
                else:
                    jobs.append((work, reply))
            self._write(jobs)

    def _take(self) -> _Work:
        """Wait for something, then take everything else that waits too."""
        items: _Work = []
        try:
            item = self._queue.get(timeout=_TURN_S)
            while item is not None:
                items.extend(item)
                if len(items) >= self._settings.group_jobs:
                    return items
                item = self._queue.get_nowait()
            self._stopping = True
        except queue.Empty:
            pass
        return items

    def _take_turn(self) -> None:
        elapsed = self._pace.monotonic()
        if elapsed < self._next_turn:
            return
        self._next_turn = elapsed + _TURN_S
        try:
            self._keeper.turn()
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            _failed(error)
            self._next_turn = elapsed + _RETRY_S

    def _moved(self, moment: datetime) -> Outcome:
        try:
            return Done((self._keeper.move(moment),))
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            return _failed(error)

    def _write(self, jobs: list[tuple[Job, Reply]]) -> None:
        if not jobs:
            return
        try:
            outcomes = self._store.apply([job for job, _ in jobs], self._clock.now())
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            if len(jobs) > 1:
                # One that fails by itself must not take the others along.
                for job in jobs:
                    self._write([job])
                return
            outcomes = [_failed(error)]
        replies = [reply for _, reply in jobs]
        self._answer(list(zip(replies, outcomes, strict=True)))

    def _answer(self, outcomes: list[tuple[Reply, Outcome]]) -> None:
        self._post(_hand_over, outcomes, self._tell)


def _failed(error: Exception) -> WaystationError:
    """Log a failure by its name alone, and return what the ones who wait are told."""
    if isinstance(error, WaystationError):
        _LOG.warning("nothing could be written: %s", error.code)
        return error
    _LOG.error("a defect: %s", type(error).__name__)
    return UnavailableError("relay.defect", "the relay failed", retry_after=_RETRY_S)


def _hand_over(
    outcomes: list[tuple[Reply, Outcome]], tell: Callable[[tuple[bytes, ...]], None]
) -> None:
    for reply, outcome in outcomes:
        if not reply.done():
            reply.set_result(outcome)
        if isinstance(outcome, Done) and outcome.news:
            tell(outcome.news)
