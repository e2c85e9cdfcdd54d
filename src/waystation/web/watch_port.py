"""What the page of check-ins asks of a desk, and how the real desk answers it."""

from datetime import datetime, timedelta
from typing import Protocol

from waystation.casework.picture import PICTURES
from waystation.desk import checkin, checkin_link, disarm, journey, trail
from waystation.desk.views_watch import CheckInsView, check_in_page, check_ins_view
from waystation.errors import FormatError, NotFoundError
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

    def agree_picture(self, journey_id: str, person: str, picture: int) -> None:
        """Note which picture means that a person is well."""
        ...

    def make_link(
        self, journey_id: str, person: str, every: timedelta, until: datetime, grace_s: int
    ) -> str:
        """Make a journey-only link and agree its check-ins; return it, to be shown once."""
        ...

    def seal_for_silence(self, journey_id: str, text: str) -> None:
        """Seal something that is to be read only after silence."""
        ...

    def open_sealed(self, journey_id: str, reason: str) -> bool:
        """Act as one of the two who open what was sealed; say whether it is open now."""
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

    def agree_picture(self, journey_id: str, person: str, picture: int) -> None:
        """Note which picture means that a person is well."""
        if not 0 <= picture < len(PICTURES):
            raise FormatError("check_in.picture", "one of the six pictures")
        journey.agree_picture(self._desk, journey_id, person, picture)

    def make_link(
        self, journey_id: str, person: str, every: timedelta, until: datetime, grace_s: int
    ) -> str:
        """Make a journey-only link and agree its check-ins; return it, to be shown once."""
        desk = self._desk
        times = checkin_link.spaced(desk.now().replace(microsecond=0), every, until)
        page = check_in_page(desk)
        if not page:
            raise NotFoundError("check_in.page", "nobody has noted where the page lies")
        return checkin_link.make(desk, journey_id, person, times, grace_s, base=page)

    def seal_for_silence(self, journey_id: str, text: str) -> None:
        """Seal something that is to be read only after silence."""
        trail.seal(self._desk, journey.journey_cell(self._desk, journey_id), text)

    def open_sealed(self, journey_id: str, reason: str) -> bool:
        """Act as one of the two who open what was sealed; say whether it is open now."""
        opened = journey.journey_cell(self._desk, journey_id)
        return trail.release(self._desk, opened, reason)
