"""The relay's timer alone, on a fake store: outages (W-4) and the rhythm of its beats."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from waystation.clock import SimulatedClock
from waystation.errors import NotPermittedError, UnavailableError
from waystation.relay.jobs import Beat, Done, FireWatches, Job, Outage, Outcome, Sweep
from waystation.relay.keeper import Keeper
from waystation.relay.settings import Settings

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class RealClock:
    """Counts as a real clock; the test sets it."""

    def __init__(self) -> None:
        self.moment = NOON

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0


class FakeStore:
    def __init__(self, last_alive: datetime | None = None) -> None:
        self.last_alive = last_alive
        self.full = False
        self.done: list[Job] = []

    def apply(self, jobs: Sequence[Job], now: datetime) -> list[Outcome]:
        if self.full:
            raise UnavailableError("relay.full", "no space", retry_after=1)
        self.done += jobs
        return [Done((0,)) for _ in jobs]

    def outages(self) -> list[Outage | None]:
        return [job.outage for job in self.done if isinstance(job, FireWatches)]


def keeper_of(store: FakeStore, clock: RealClock | SimulatedClock) -> Keeper:
    return Keeper(store, clock, Settings(), lambda _news: None)  # type: ignore[arg-type]


def test_a_machine_that_was_suspended_says_from_when_to_when() -> None:
    store, clock = FakeStore(), RealClock()
    keeper = keeper_of(store, clock)
    keeper.turn()
    clock.moment = NOON + timedelta(seconds=20)
    keeper.turn()
    clock.moment = NOON + timedelta(hours=2)
    keeper.turn()
    suspended = Outage(NOON + timedelta(seconds=20), NOON + timedelta(hours=2))
    assert store.outages() == [None, None, suspended]


def test_a_disk_that_took_nothing_for_a_while_is_an_outage() -> None:
    store, clock = FakeStore(NOON), RealClock()
    keeper = keeper_of(store, clock)
    keeper.turn()
    store.full = True
    for seconds in range(10, 100, 10):
        clock.moment = NOON + timedelta(seconds=seconds)
        with pytest.raises(UnavailableError):
            keeper.turn()
    store.full = False
    keeper.turn()
    assert store.outages()[-1] == Outage(NOON, NOON + timedelta(seconds=90))


def test_a_restart_is_an_outage_from_the_last_beat_unless_it_was_short() -> None:
    for away, expected in ((timedelta(seconds=20), False), (timedelta(minutes=5), True)):
        store = FakeStore(NOON - away)
        keeper_of(store, RealClock()).turn()
        assert store.outages() == [Outage(NOON - away, NOON) if expected else None]


def test_a_clock_that_was_put_back_puts_off_neither_beats_nor_erasing() -> None:
    store, clock = FakeStore(), RealClock()
    keeper = keeper_of(store, clock)
    for moment in (NOON, NOON - timedelta(hours=3), NOON - timedelta(hours=3, seconds=-10)):
        clock.moment = moment
        keeper.turn()
    assert [type(job) for job in store.done if not isinstance(job, FireWatches)] == [
        Beat, Sweep, Beat, Sweep, Beat,
    ]  # fmt: skip
    assert store.outages() == [None] * 3


def test_it_beats_every_ten_seconds_and_not_at_every_turn() -> None:
    store, clock = FakeStore(), RealClock()
    keeper = keeper_of(store, clock)
    for seconds in range(31):
        clock.moment = NOON + timedelta(seconds=seconds)
        keeper.turn()
    assert sum(isinstance(job, Beat) for job in store.done) == 4


def test_practice_time_stands_until_it_is_moved_and_a_jump_is_no_outage() -> None:
    store, clock = FakeStore(NOON), SimulatedClock(NOON)
    keeper = keeper_of(store, clock)
    keeper.turn()
    assert store.done == []
    keeper.move(NOON + timedelta(seconds=10))
    keeper.move(NOON + timedelta(days=30))
    assert store.outages() == [None, None]


def test_a_real_clock_cannot_be_moved() -> None:
    with pytest.raises(NotPermittedError):
        keeper_of(FakeStore(), RealClock()).move(NOON)
