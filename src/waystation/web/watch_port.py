"""What the page of check-ins asks of a desk, and how the real desk answers it."""

from typing import Protocol

from waystation.desk import checkin, disarm
from waystation.desk.views_watch import CheckInsView, check_ins_view
from waystation.web.open_part import OpenPart


class WatchPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def check_ins(self, journey_id: str) -> CheckInsView:
        """Return the check-ins of a journey.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        ...

    def take_down(self, journey_id: str, watch: str, reason: str) -> None:
        """Count this desk's human towards the two who take a check-in down."""
        ...

    def spoken(
        self, journey_id: str, person: str, number: int, code: str, word: str
    ) -> None:
        """Keep a check-in that was said aloud."""
        ...


class OpenWatches(OpenPart):
    """A `WatchPort` on an unlocked desk; whoever acts is the desk's human."""

    def check_ins(self, journey_id: str) -> CheckInsView:
        """Return the check-ins of a journey.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        return check_ins_view(self._desk, self.state(), journey_id)

    def take_down(self, journey_id: str, watch: str, reason: str) -> None:
        """Count this desk's human towards the two who take a check-in down."""
        disarm.agree(self._desk, journey_id, watch, reason)

    def spoken(
        self, journey_id: str, person: str, number: int, code: str, word: str
    ) -> None:
        """Keep a check-in that was said aloud."""
        checkin.said(self._desk, journey_id, person, number, code, word)
