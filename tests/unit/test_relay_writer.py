"""Where the relay writes, and what those are told whose write fails; on a fake store."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from waystation.clock import SimulatedClock
from waystation.errors import UnavailableError, WaystationError
from waystation.relay import writer as writing
from waystation.relay.jobs import Append, Beat, Done, FireWatches, Job, Outcome, Sweep
from waystation.relay.settings import Settings
from waystation.relay.writer import Writer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FULL = UnavailableError("relay.full", "no space", retry_after=30)


class FakeStore:
    last_alive = None

    def __init__(self) -> None:
        self.groups: list[list[bytes]] = []
        self.full = False
        self.seconds = 0.0
        self.pace = SimulatedClock(NOON)

    def apply(self, jobs: Sequence[Job], now: datetime) -> list[Outcome]:
        self.pace.move_to(self.pace.now() + timedelta(seconds=self.seconds))
        names = [job.feed for job in jobs if isinstance(job, Append)]
        self.groups += [names] if names else []
        if self.full:
            raise FULL
        if b"poison" in names:
            raise KeyError
        return [Done((0,) if isinstance(job, FireWatches | Beat | Sweep) else (1,))
                for job in jobs]  # fmt: skip

    def tidy(self) -> bool:
        return False


class Waiting:
    told: Any = None

    def done(self) -> bool:
        return self.told is not None

    def set_result(self, result: Any, /) -> None:
        self.told = result


def writer_on(store: FakeStore) -> Writer:
    return Writer(
        store,  # type: ignore[arg-type]
        SimulatedClock(NOON),
        Settings(),
        lambda call, *values: call(*values),
        lambda _news: None,
        store.pace,
    )


def submit(writer: Writer, *names: bytes, frames: int = 1) -> list[Waiting]:
    replies = [Waiting() for _ in names]
    records = [(b"token", b"frame")] * frames
    jobs = [
        (Append(name, records), reply) for name, reply in zip(names, replies, strict=True)
    ]
    writer.submit(jobs)
    return replies


def test_a_quick_disk_is_written_by_the_one_who_asks_in_one_group() -> None:
    store = FakeStore()
    replies = submit(writer_on(store), b"a", b"b")
    assert [reply.told for reply in replies] == [Done((1,)), Done((1,))]
    assert store.groups == [[b"a", b"b"]]


def test_much_at_once_is_left_to_the_thread_and_answered_before_it_ends() -> None:
    store = FakeStore()
    writer = writer_on(store)
    (reply,) = submit(writer, b"large", frames=1000)
    assert (reply.told, store.groups) == (None, [])
    (behind,) = submit(writer, b"small")
    assert behind.told is None
    writer.start()
    writer.stop()
    assert (reply.told, behind.told) == (Done((1,)), Done((1,)))


def test_one_that_fails_by_itself_does_not_take_the_others_along() -> None:
    replies = submit(writer_on(FakeStore()), b"a", b"poison", b"b")
    assert [isinstance(reply.told, WaystationError) for reply in replies] == [
        False,
        True,
        False,
    ]


def test_on_a_full_disk_all_are_told_after_one_try() -> None:
    store = FakeStore()
    store.full = True
    replies = submit(writer_on(store), b"a", b"b", b"c")
    assert [reply.told for reply in replies] == [FULL] * 3
    assert len(store.groups) == 1
    store.full = False
    assert submit(writer_on(store), b"a")[0].told == Done((1,))


@pytest.mark.parametrize("others", [True, False], ids=["with others", "alone"])
def test_while_the_disk_is_slow_a_group_waits_for_who_was_just_answered_and_for_no_one_else(
    monkeypatch: pytest.MonkeyPatch, *, others: bool
) -> None:
    store, come = FakeStore(), threading.Event()
    store.seconds = 0.05
    writer = writer_on(store)
    submit(writer, *([b"a", b"b"] if others else [b"a"]))

    def pause(_seconds: float) -> None:
        submit(writer, b"d")
        come.set()

    monkeypatch.setattr(writing, "_pause", pause)
    submit(writer, b"c")
    writer.start()
    assert not others or come.wait(60)
    writer.stop()
    assert store.groups[1:] == ([[b"c", b"d"]] if others else [[b"c"]])
