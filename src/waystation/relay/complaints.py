"""What the log says when something cannot be written: its name alone, not every time."""

import logging

from waystation.clock import Clock
from waystation.errors import UnavailableError, WaystationError

RETRY_S = 1.0
_QUIET_S = 60.0
_LOG = logging.getLogger("waystation.relay")


class Complaints:
    """Logs each kind of failure at most once a minute, with how often it came since."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._quiet_until: dict[str, float] = {}
        self._unsaid: dict[str, int] = {}

    def about(self, error: Exception) -> WaystationError:
        """Log a failure, and return what the ones who wait are told."""
        if isinstance(error, WaystationError):
            self._say(f"nothing could be written: {error.code}", logging.WARNING)
            return error
        self._say(f"a defect: {type(error).__name__}", logging.ERROR)
        return UnavailableError("relay.defect", "the relay failed", retry_after=RETRY_S)

    def _say(self, what: str, level: int) -> None:
        now = self._clock.monotonic()
        if now < self._quiet_until.get(what, now):
            self._unsaid[what] = self._unsaid.get(what, 0) + 1
            return
        self._quiet_until[what] = now + _QUIET_S
        _LOG.log(level, "%s (%d more unsaid)", what, self._unsaid.pop(what, 0))
