"""Writes what waits, all of it in one transaction, then answers.

While the disk is quick that is done on the event loop itself: two changes of thread cost
more than the commit. A slow disk, much at once and the timer's turns have a thread.
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from waystation.clock import Clock
from waystation.errors import UnavailableError
from waystation.relay.complaints import RETRY_S, Complaints
from waystation.relay.jobs import Append, Done, Job, Outcome
from waystation.relay.keeper import Keeper
from waystation.relay.settings import Settings
from waystation.relay.store import Store

_TURN_S = 0.2
_QUICK_S = 0.005  # a group takes less in the mean: the event loop may wait for it
_MEAN_OF = 4  # groups, so that one that takes four times as long goes to the thread
_FRAMES_HERE = 64  # more in one append are stored on the thread
_MORE = 1 / 8  # of the time that a slow group takes: so long more of them may come
_pause = time.sleep


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
_Answers = list[tuple[Reply, Outcome]]


class Writer:
    """Runs from `start` to `stop`; what was submitted before `stop` is still answered.

    Args:
        store: Where to write.
        clock: Asked once for each group.
        settings: How large a group may be.
        post: Runs a call where replies live (an event loop's `call_soon_threadsafe`).
        tell: Called there with the ids of feeds and boxes that have news.
        pace: By what it is measured how long the disk takes and how often to look: real
            time, even in practice.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        post: Callable[..., Any],
        tell: Callable[[tuple[bytes, ...]], None],
        pace: Clock,
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
        self._pace = pace
        self._complaints = Complaints(self._pace)
        self._busy = threading.Lock()  # held by whoever uses the store
        self._group_s = 0.0  # what a group takes in the mean
        self._together = 0  # how many were in the last
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
        """Take jobs, on the event loop; each reply gets its outcome when it is durable."""
        if (
            self._group_s < _QUICK_S
            and self._queue.empty()
            and not any(_is_large(job) for job, _ in jobs)
            and self._busy.acquire(timeout=_QUICK_S)
        ):
            try:
                answers = self._write(jobs)
            finally:
                self._busy.release()
            _hand_over(answers, self._tell)
        else:
            self._queue.put(list(jobs))

    def move(self, moment: datetime, reply: Reply) -> None:
        """Move simulated time on between two groups; `reply` gets what the turn did."""
        self._queue.put([(_Move(moment), reply)])

    def _run(self) -> None:
        while not self._stopping:
            items = self._take()
            with self._busy:
                self._take_turn()
                self._work(items)
            self._tidy()

    def _tidy(self) -> None:
        try:
            if self._store.tidy():
                with self._busy:
                    self._store.tidy()
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            self._complaints.about(error)

    def _work(self, items: _Work) -> None:
        jobs: list[tuple[Job, Reply]] = []
        for work, reply in items:
            if isinstance(work, _Move):
                self._answer(self._write(jobs))
                jobs = []
                self._answer([(reply, self._moved(work.moment))])
            else:
                jobs.append((work, reply))
        self._answer(self._write(jobs))

    def _take(self) -> _Work:
        """Wait for something, then take everything else that waits too."""
        items: _Work = []
        try:
            item = self._queue.get(timeout=_TURN_S)
            if self._group_s >= _QUICK_S and self._together > 1:
                # Who was just answered is about to ask again: one commit then serves all.
                _pause(self._group_s * _MORE)
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
            self._complaints.about(error)
            self._next_turn = elapsed + RETRY_S

    def _moved(self, moment: datetime) -> Outcome:
        try:
            return Done((self._keeper.move(moment),))
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            return self._complaints.about(error)

    def _write(self, jobs: Sequence[tuple[Job, Reply]]) -> _Answers:
        """Do the jobs, and note how long that took."""
        if not jobs:
            return []
        began = self._pace.monotonic()
        outcomes = self._apply([job for job, _ in jobs])
        took = self._pace.monotonic() - began
        self._together = len(jobs)
        self._group_s += (took - self._group_s) / _MEAN_OF
        return [(reply, done) for (_, reply), done in zip(jobs, outcomes, strict=True)]

    def _apply(self, jobs: Sequence[Job]) -> list[Outcome]:
        try:
            return self._store.apply(jobs, self._clock.now())
        except UnavailableError as error:
            return [self._complaints.about(error)] * len(jobs)
        except Exception as error:  # noqa: BLE001  # the edge of this thread: it must go on
            if len(jobs) > 1:
                # One that fails by itself must not take the others along.
                return [outcome for job in jobs for outcome in self._apply([job])]
            return [self._complaints.about(error)]

    def _answer(self, answers: _Answers) -> None:
        if answers:
            self._post(_hand_over, answers, self._tell)


def _is_large(job: Job) -> bool:
    return isinstance(job, Append) and len(job.records) > _FRAMES_HERE


def _hand_over(answers: _Answers, tell: Callable[[tuple[bytes, ...]], None]) -> None:
    news: dict[tuple[bytes, ...], None] = {}  # many of a group are about one feed
    for reply, outcome in answers:
        if not reply.done():
            reply.set_result(outcome)
        if type(outcome) is Done and outcome.news:
            news[outcome.news] = None
    for places in news:
        tell(places)
