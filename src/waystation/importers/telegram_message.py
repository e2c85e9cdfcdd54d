"""One message of a Telegram export: from its JSON to a row."""

import json
from datetime import UTC, datetime
from typing import Any, get_type_hints

import msgspec
from msgspec import UNSET, Raw, UnsetType

from waystation.importers.row import Row

Said = Raw | UnsetType
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 the export's own clock, whose zone is the question
_WIDEST_S = 14 * 3600
_KINDS = {"message": "message", "service": "system"}


class Part(msgspec.Struct, gc=False):
    """A formatted stretch of text; only what it reads is kept."""

    text: str = ""


class Message(msgspec.Struct, rename={"from_": "from"}, gc=False):
    """The fields of a message that a row needs; the rest stays in the row's bytes."""

    type: str | None = None
    id: int | str | None = None
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    actor: str | UnsetType | None = UNSET
    actor_id: str | int | None = None
    action: str | None = None
    information_text: str | None = None
    from_: str | UnsetType | None = UNSET
    from_id: str | int | None = None
    forwarded_from: Said = UNSET
    reply_to_message_id: int | str | None = None
    photo: str | None = None
    file: str | None = None
    file_name: str | None = None
    thumbnail: str | None = None
    media_type: str | None = None
    contact_vcard: str | None = None
    contact_information: Said = UNSET
    location_information: Said = UNSET
    place_name: Said = UNSET
    poll: Said = UNSET
    todo_list: Said = UNSET
    game_title: Said = UNSET
    invoice_information: Said = UNSET
    giveaway_information: Said = UNSET
    giveaway_results: Said = UNSET
    self_destruct_period_seconds: Said = UNSET
    reactions: Said = UNSET
    text: str | list[str | Part] | None = None


_DECODER = msgspec.json.Decoder(Message)
_TYPES = get_type_hints(Message)
_NAMES = {"from_": "from"}
_OTHER_MEDIA = (
    ("contact", "contact_information"),
    ("place", "place_name"),
    ("location", "location_information"),
    ("poll", "poll"),
    ("todo_list", "todo_list"),
    ("game", "game_title"),
    ("invoice", "invoice_information"),
    ("giveaway", "giveaway_information"),
    ("giveaway", "giveaway_results"),
)


def decode(raw: Raw | bytes) -> tuple[Message | None, tuple[str, ...]]:
    """Decode one message; a field of a type never seen is left out and said.

    None if the bytes are no JSON object.
    """
    try:
        return _DECODER.decode(raw), ()
    except (
        ValueError,
        RecursionError,
    ):  # every error of msgspec, and of UTF-8, is a ValueError
        return _lenient(bytes(raw))


def _lenient(raw: bytes) -> tuple[Message | None, tuple[str, ...]]:
    text = raw.decode("utf-8", "replace")
    flags = ("encoding=broken",) if "\ufffd" in text else ()
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return None, flags
    if not isinstance(read, dict):
        return None, flags
    message, unread = Message(), False
    for name, wanted in _TYPES.items():
        key = _NAMES.get(name, name)
        if key not in read:
            continue
        try:
            setattr(message, name, _convert(read[key], wanted))
        except (ValueError, TypeError, RecursionError):
            unread = True
    return message, (*flags, "field=unread") if unread else flags


def _convert(value: Any, wanted: Any) -> Any:
    if wanted == Said:
        return Raw(b"null" if value is None else b"{}")
    return msgspec.convert(value, wanted)


class RowMaker:
    """Turns messages into rows; remembers the offsets from UTC that it has met."""

    def __init__(self) -> None:
        self.offsets: dict[int, str] = {}
        self.zoneless = False

    def row(self, raw: Raw | bytes, start: int, end: int) -> Row:
        """Read the message that lies at [start, end); never fails."""
        message, flags = decode(raw)
        if message is None:
            text = bytes(raw).decode("utf-8", "replace")
            return Row(None, None, "unparsed", text, start, end, flags)
        kind = _KINDS.get(message.type or "", "unparsed")
        if kind == "unparsed":
            unsupported = message.type == "unsupported"
            flags += ("type=unsupported" if unsupported else "type=unknown",)
        at, said = self._moment(message.date, message.date_unixtime)
        flags += said
        service = kind == "system"
        name, number = (
            (message.actor, message.actor_id)
            if service
            else (message.from_, message.from_id)
        )
        if name is None:
            flags += ("account=deleted",)
        media, file, said = _media(message)
        flags += said + _marks(message)
        who = name if isinstance(name, str) else None
        text = _plain(message.text)
        row = Row(at, who, kind, text, start, end, flags, media=media, file=file)
        if message.id is not None:
            row.id = str(message.id)
        if number is not None:
            row.who_id = str(number)
        if message.reply_to_message_id is not None:
            row.reply_to = str(message.reply_to_message_id)
        if service:
            _tell_action(row, message)
        return row

    def _moment(
        self, date: str | None, unixtime: str | int | None
    ) -> tuple[str | None, tuple[str, ...]]:
        """Join the local clock and the seconds of Unix time into a time with its offset."""
        try:
            local = None if date is None else datetime.fromisoformat(date)
            seconds = None if unixtime is None else int(unixtime)
            if local is not None and local.tzinfo is not None:
                return local.isoformat(), ()
            if seconds is not None:
                return self._with_offset(local, seconds)
        except (ValueError, OverflowError, OSError):
            return None, ("time=unknown",)
        if local is None:
            return None, ("time=unknown",)
        self.zoneless = True
        return local.isoformat(), ()

    def _with_offset(
        self, local: datetime | None, seconds: int
    ) -> tuple[str, tuple[str, ...]]:
        if local is None:
            return datetime.fromtimestamp(seconds, UTC).isoformat(), ()
        since = local - _EPOCH
        offset = since.days * 86400 + since.seconds - seconds
        suffix = self.offsets.get(offset)
        if suffix is None:
            if offset % 900 or abs(offset) > _WIDEST_S:
                return datetime.fromtimestamp(seconds, UTC).isoformat(), (
                    "time=contradicts",
                )
            minutes = abs(offset) // 60
            sign = "-" if offset < 0 else "+"
            suffix = self.offsets[offset] = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
        return local.isoformat() + suffix, ()


def _tell_action(row: Row, message: Message) -> None:
    row.action = message.action
    if message.action is None and message.information_text is not None:
        row.action = "custom"
    if not row.text and message.information_text:
        row.text = message.information_text
    if message.action in ("phone_call", "group_call"):
        row.media = "call"


def _plain(text: str | list[str | Part] | None) -> str:
    if text is None or isinstance(text, str):
        return text or ""
    return "".join([part if isinstance(part, str) else part.text for part in text])


def _media(message: Message) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Say what the message carries; a path is only quoted, the file is not with us."""
    path, kind = message.photo, "photo"
    if path is None:
        path, kind = message.file, message.media_type or "file"
    if path is None and message.contact_vcard is not None:
        path, kind = message.contact_vcard, "contact"
    if path is not None:
        return _file(path, kind, message)
    if message.media_type is not None or message.file_name is not None:
        return message.media_type or "file", message.file_name, ()
    for kind, name in _OTHER_MEDIA:
        if getattr(message, name) is not UNSET:
            return kind, None, ()
    return None, None, ()


def _file(
    path: str, kind: str, message: Message
) -> tuple[str, str | None, tuple[str, ...]]:
    if _is_absent(path):
        return kind, message.file_name, ("media=missing",)
    if message.thumbnail is not None and _is_absent(message.thumbnail):
        return kind, path, ("media=beside", "thumbnail=missing")
    return kind, path, ("media=beside",)


def _is_absent(path: str) -> bool:
    """Know what stands for a path: "(File not included. Change data exporting …)"."""
    return path[:1] == "(" and path[-1:] == ")"


def _marks(message: Message) -> tuple[str, ...]:
    flags: tuple[str, ...] = ()
    # Old versions wrote 1970 for "never edited".
    if message.edited is not None and message.edited[:4] != "1970":
        flags = ("edited",)
    if message.forwarded_from is not UNSET:
        flags += ("forwarded",)
    if message.self_destruct_period_seconds is not UNSET:
        flags += ("self_destruct",)
    if message.reactions is not UNSET:
        flags += ("reactions",)
    return flags
