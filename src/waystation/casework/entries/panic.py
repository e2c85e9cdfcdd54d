"""Acts about a human of the organisation who is in danger, or was taken: in the roster."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Text


class PanicRaised(Act, frozen=True, kw_only=True):
    """Somebody is in danger, or taken: they say so themselves, or a colleague does.

    `alarm` is also the alarm on every journey that they answer for, and the hold.
    """

    kind: ClassVar[str] = "panic.raised"
    alarm: Id
    human: Id
    text: Text = ""


class PanicEnded(Act, frozen=True, kw_only=True):
    """Somebody else says that it is over, and how; what is held stays held."""

    kind: ClassVar[str] = "panic.ended"
    alarm: Id
    outcome: Text
