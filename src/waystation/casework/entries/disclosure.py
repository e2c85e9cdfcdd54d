"""Acts about what was told of whom, to whom, and over which way."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Text
from waystation.casework.terms import Disclosed


class DisclosureNoted(Act, frozen=True, kw_only=True):
    """Somebody was told, or is to be told, something of somebody.

    `of` and `to` are register ids; `channel` is that of a conversation, where one is noted.
    """

    kind: ClassVar[str] = "disclosure.noted"
    disclosure: Id
    journey: Id
    what: Disclosed
    of: Id
    to: Id
    channel: MaybeId = ""
    over: Label = ""
    reason: Text = ""
