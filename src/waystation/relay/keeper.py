"""The relay's timer: fires what is due, notices outages, erases what has had its time.

alive --(a turn within `outage`)--> alive
alive --(no turn for longer: killed, suspended, disk full)--> down
down  --(the next turn that succeeds fires what is due as late)--> alive
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from waystation.clock import Clock, SimulatedClock
from waystation.errors import NotPermittedError
from waystation.relay.jobs import Beat, Done, FireWatches, Outage, Outcome, Sweep
from waystation.relay.settings import Settings
from waystation.relay.store import Store


class Keeper:
    """Takes turns on the writing thread. A turn that fails is taken again."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        tell: Callable[[tuple[bytes, ...]], None],
    ) -> None:
        self._store = store
        self._clock = clock
        self._settings = settings
        self._tell = tell
        self._alive = store.last_alive
        self._waits = isinstance(clock, SimulatedClock)  # for the first move
        self._beaten: datetime | None = None
        self._swept: datetime | None = None

    def turn(self) -> int:
        """Do what is due now, and return how many watches fired.

        Raises:
            UnavailableError: something could not be stored; the next turn tries again.
        """
        if self._waits:
            return 0
        now = self._clock.now()
        outage = self._outage(now)
        fired = self._fire(now, outage)
        if outage is not None or _is_past(self._beaten, self._settings.beat, now):
            self._do(Beat(), now)
            self._beaten = now
        if _is_past(self._swept, self._settings.sweep, now):
            self._do(Sweep(), now)
            self._swept = now
        self._alive = now
        return fired

    def move(self, moment: datetime) -> int:
        """Move simulated time on, run what became due once, and return how many fired.

        A jump is no outage: the relay was there all the while. The first one after a start
        is, from the last beat on.

        Raises:
            NotPermittedError: the clock is a real one.
            UnavailableError: as for `turn`.
        """
        if not isinstance(self._clock, SimulatedClock):
            raise NotPermittedError("relay.practice", "only practice time can be moved")
        self._clock.move_to(moment)
        if not self._waits:
            self._alive = self._clock.now()
        self._waits = False
        self._beaten = None
        return self.turn()

    def _outage(self, now: datetime) -> Outage | None:
        if self._alive is None or now - self._alive <= self._settings.outage:
            return None
        return Outage(self._alive, now)

    def _fire(self, now: datetime, outage: Outage | None) -> int:
        fired = 0
        while True:
            limit = self._settings.group_watches
            done = self._do(FireWatches(limit, outage), now)
            self._tell(done.news)
            fired += done.seqs[0]
            if done.seqs[0] < limit:
                return fired

    def _do(self, job: FireWatches | Beat | Sweep, now: datetime) -> Done:
        outcome: Outcome = self._store.apply([job], now)[0]
        if not isinstance(outcome, Done):
            raise outcome
        return outcome


def _is_past(last: datetime | None, every: timedelta, now: datetime) -> bool:
    """Tell whether something is due again; a clock that was put back puts nothing off."""
    return last is None or abs(now - last) >= every
