"""The only source of time. Times are aware UTC everywhere."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the present as aware UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go backwards, for waits and timeouts."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present as aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic seconds."""
        return time.monotonic()


class SimulatedClock:
    """A clock that moves only when told: for tests and for a practice organisation."""

    def __init__(self, start: datetime) -> None:
        self._now = start
        self._elapsed = 0.0

    def now(self) -> datetime:
        """Return the simulated present."""
        return self._now

    def monotonic(self) -> float:
        """Return the simulated seconds since the start."""
        return self._elapsed

    def move_to(self, moment: datetime) -> None:
        """Jump forward to `moment`; an earlier moment is ignored."""
        if moment > self._now:
            self._elapsed += (moment - self._now).total_seconds()
            self._now = moment
