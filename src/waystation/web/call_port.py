"""What the page of a call asks of a desk, and how the real desk answers it."""

from datetime import timedelta
from typing import Protocol

from waystation.casework.cause import AlarmCause
from waystation.desk import call
from waystation.desk.views_call import CallView, NewCallView, call_view, new_call_view
from waystation.errors import FormatError
from waystation.web.open_part import OpenPart


class CallPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def new_call(self) -> NewCallView:
        """Return who may be calling, and the calls that go on."""
        ...

    def call(self, journey_id: str, call_id: str) -> CallView:
        """Return one call.

        Raises:
            NotFoundError: no such call at this desk.
        """
        ...

    def begin_call(
        self, journey_id: str, caller: str, language: str, call_id: str = ""
    ) -> str:
        """Begin a call, or say of one who calls; return its id."""
        ...

    def call_line(self, journey_id: str, call_id: str, text: str, ago: timedelta) -> None:
        """Note a line that was begun so long ago."""
        ...

    def call_warned(self, journey_id: str, call_id: str, who: str) -> None:
        """Say that somebody was warned."""
        ...

    def call_alarm(self, journey_id: str, call_id: str, cause: str) -> None:
        """Raise what the caller tells."""
        ...

    def end_call(self, journey_id: str, call_id: str, *, broke_off: bool) -> None:
        """Say that the call is over."""
        ...


class OpenCall(OpenPart):
    """A `CallPort` on an unlocked desk; whoever acts is the desk's human."""

    def new_call(self) -> NewCallView:
        """Return who may be calling, and the calls that go on."""
        return new_call_view(self._desk, self.state())

    def call(self, journey_id: str, call_id: str) -> CallView:
        """Return one call.

        Raises:
            NotFoundError: no such call at this desk.
        """
        return call_view(self._desk, self.state(), journey_id, call_id)

    def begin_call(
        self, journey_id: str, caller: str, language: str, call_id: str = ""
    ) -> str:
        """Begin a call, or say of one who calls; return its id."""
        return call.begin(self._desk, journey_id, caller, language, call_id)

    def call_line(self, journey_id: str, call_id: str, text: str, ago: timedelta) -> None:
        """Note a line that was begun so long ago."""
        call.line(self._desk, journey_id, call_id, text, self._desk.now() - ago)

    def call_warned(self, journey_id: str, call_id: str, who: str) -> None:
        """Say that somebody was warned."""
        call.warned(self._desk, journey_id, call_id, who)

    def call_alarm(self, journey_id: str, call_id: str, cause: str) -> None:
        """Raise what the caller tells.

        Raises:
            FormatError: no such cause.
        """
        if cause not in set(call.CAUSES):
            raise FormatError("web.call", "no such cause")
        call.alarm(self._desk, journey_id, call_id, AlarmCause(cause))

    def end_call(self, journey_id: str, call_id: str, *, broke_off: bool) -> None:
        """Say that the call is over."""
        call.end(self._desk, journey_id, call_id, broke_off=broke_off)
