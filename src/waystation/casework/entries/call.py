"""Acts of a call as it is typed: every line is an entry with its own time."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Moment, Text


class CallBegun(Act, frozen=True, kw_only=True):
    """Somebody is on the telephone: who, as far as is known, and in which language."""

    kind: ClassVar[str] = "call.begun"
    call: Id
    journey: Id
    caller: MaybeId = ""
    said_name: Label = ""
    language: Label = ""


class CallLine(Act, frozen=True, kw_only=True):
    """What was heard or said, as it was typed; `at` is when its first letter was."""

    kind: ClassVar[str] = "call.line"
    call: Id
    journey: Id
    at: Moment
    text: Text


class CallEnded(Act, frozen=True, kw_only=True):
    """The call is over; `broke_off` where nobody hung up."""

    kind: ClassVar[str] = "call.ended"
    call: Id
    journey: Id
    broke_off: bool = False


class CallWarned(Act, frozen=True, kw_only=True):
    """Somebody on the list was warned during or after the call."""

    kind: ClassVar[str] = "call.warned"
    call: Id
    journey: Id
    who: Id
