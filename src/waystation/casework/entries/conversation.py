"""Acts of a conversation cell: everything that was said, over whatever channel."""

from typing import ClassVar

from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    MaybeId,
    Moment,
    Quotation,
    Text,
)
from waystation.casework.terms import Channel, ChannelRisk


class ChannelNoted(Act, frozen=True, kw_only=True):
    """A way to reach somebody, and what using it risks there."""

    kind: ClassVar[str] = "channel.noted"
    channel: Id
    via: Channel
    label: Label = ""
    seen_by: tuple[Id, ...] = ()
    risks: tuple[ChannelRisk, ...] = ()
    safety_asked: bool = False
    safe_times: Text = ""


class MessageNoted(Act, frozen=True, kw_only=True):
    """One message; `written` is the time as the source prints it, where it has no zone."""

    kind: ClassVar[str] = "message.noted"
    channel: Id
    who: Label
    text: Text
    said_at: Moment | None = None
    written: Label = ""
    file: MaybeId = ""
    row: tuple[int, int] | None = None
    flags: tuple[Label, ...] = ()


class FileImported(Act, frozen=True, kw_only=True):
    """An export of a conversation, kept as it came."""

    kind: ClassVar[str] = "file.imported"
    file: Id
    channel: Id
    format: Label
    sha256: Base64
    size_bytes: int
    messages: int
    unparsed: int = 0
    flags: tuple[Label, ...] = ()
    chunks: tuple[Base64, ...] = ()
    key: Base64 = ""


class LetterQuoted(Act, frozen=True, kw_only=True):
    """A letter that came to a letterbox."""

    kind: ClassVar[str] = "letter.quoted"
    letter_kind: Label
    quoted: Quotation
    who: MaybeId = ""


class CallNoted(Act, frozen=True, kw_only=True):
    """A conversation by voice or picture, typed down by who was in it."""

    kind: ClassVar[str] = "call.noted"
    call: Id
    channel: Id
    who: Label
    text: Text
    began: Moment | None = None
    ended: Moment | None = None
    interpreter: MaybeId = ""
