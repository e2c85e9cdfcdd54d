"""Telegram Desktop's `result.json`: one chat, or everything an account had.

The JSON is never built as a whole: its structure is walked as raw spans, and each message
is decoded by itself, so that a row's bytes are exactly the message's object in the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec
from msgspec import Raw

from waystation.errors import FormatError
from waystation.importers.original import Original, near
from waystation.importers.row import Chat, Reading, Row
from waystation.importers.telegram_message import RowMaker, decode
from waystation.importers.telegram_repair import quote_ids, repair_escapes
from waystation.importers.telegram_salvage import Salvaged, SalvagedList, salvage

_OBJECT = msgspec.json.Decoder(dict[str, Raw])
_LIST = msgspec.json.Decoder(list[Raw])
_KEY = re.compile(rb'[\s,]*("(?:[^"\\]++|\\.)*+")\s*:\s*', re.DOTALL)
_BETWEEN = re.compile(rb"[\s,]*")
_NOTHING = re.compile(rb"[\s,\]}]*\Z")
_CHAT_TYPES = {
    "saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat",
    "private_group", "private_supergroup", "public_supergroup", "private_channel",
    "public_channel",
}  # fmt: skip
_TRIED = 50
_BROKEN_FLAG, _CUT = "json=broken", "file=cut"
_HEAD = 1 << 13
# What the beginning of an export holds whose messages are all lost.
_TELLS = re.compile(
    rb'"type"\s*:\s*"(?:%s)"|"personal_information"\s*:|"about"\s*:\s*"Here is the data'
    % "|".join(sorted(_CHAT_TYPES)).encode()
)


@dataclass(frozen=True, slots=True)
class _Messages:
    """One chat's list of messages: `start` is the offset behind its bracket.

    `values` are its messages with their offsets; None stands for bytes that are broken,
    which end where the offset behind says.
    """

    chat: Chat
    start: int
    values: Iterable[tuple[int, int, Raw | bytes | None]]


@dataclass(frozen=True, slots=True)
class _Found:
    """All lists of an export; `end` is where it ends, and `flags` hold for the file."""

    source: Original
    repairs: list[int]
    lists: list[_Messages]
    full: bool
    end: int
    flags: tuple[str, ...] = ()


def read_export(source: Original) -> Reading | None:
    """Read a `result.json`, also one cut short; None if the bytes are no such thing."""
    found = _structure(source)
    if found is None:
        return None
    source, lists = found.source, sorted(found.lists, key=lambda part: part.start)
    named = found.full or len(lists) > 1
    maker = RowMaker()
    rows: list[Row] = []
    place = 0
    for part in lists:
        chat_name, chat_id = (_label(part.chat), part.chat.id) if named else (None, None)
        rows.append(_header(source, place, part.start, chat_name))
        place = part.start
        for start, place, raw in part.values:
            row = (
                _broken(source, start, place)
                if raw is None
                else maker.row(raw, start, place)
            )
            row.chat, row.chat_id = chat_name, chat_id
            rows.append(row)
    rows += _rest(found, place)
    if _CUT in found.flags:
        rows[-1].flags += (_CUT,)
    _flag_repairs(rows, found.repairs)
    flags = found.flags + (("json=repaired",) if found.repairs else ())
    if source.encoding == "utf-8-sig":
        flags += ("encoding=utf-8-bom",)
    if maker.zoneless:
        flags += ("zone=unknown",)
    variant = "full export" if found.full else "single chat"
    # In the order of the file, a chat whose list is written twice once.
    chats = list({id(part.chat): part.chat for part in found.lists}.values())
    return Reading(source, "telegram", variant, rows, chats, flags)


def _structure(source: Original) -> _Found | None:
    """Find every chat's messages, repairing the JSON if it must be."""
    opening = _SPACE.match(source.utf8, source.begin)
    start = opening.end() if opening else source.begin
    if source.utf8[start : start + 1] != b"{":
        return None
    source, repairs = quote_ids(source)
    try:
        return _whole(source, repairs, _lists(source.utf8, start))
    except _BROKEN:
        source, more = repair_escapes(source)
    repairs = sorted([*repairs, *more])
    try:
        return _whole(source, repairs, _lists(source.utf8, start))
    except _BROKEN:
        return _salvaged(source, repairs)


def _whole(
    source: Original, repairs: list[int], found: tuple[list[_Messages] | None, bool]
) -> _Found | None:
    lists, full = found
    if lists is None:
        return None
    return _Found(source, repairs, lists, full, len(source.utf8))


def _salvaged(source: Original, repairs: list[int]) -> _Found | None:
    """Take what is whole in an export whose JSON is not; None if nothing says Telegram."""
    data = source.utf8
    found = salvage(data)
    lists: list[_Messages] = []
    for part in found.lists:
        chat = _salvaged_chat(part, lists[-1].chat if lists else None)
        if part.pieces or chat.type in _CHAT_TYPES:
            values = [
                (
                    piece.start,
                    piece.end,
                    data[piece.start : piece.end] if piece.whole else None,
                )
                for piece in part.pieces
            ]
            lists.append(_Messages(chat, part.opening, values))
    if not _ours(data, found, lists):
        return None
    cut = found.cut or not lists
    flags = (_BROKEN_FLAG, _CUT) if cut else (_BROKEN_FLAG,)
    return _Found(source, repairs, lists, found.full, found.end, flags)


def _ours(data: bytes, found: Salvaged, lists: list[_Messages]) -> bool:
    if any(piece.whole for part in found.lists for piece in part.pieces):
        whole = (
            decode(raw)[0]
            for part in lists
            for _, _, raw in list(part.values)[:_TRIED]
            if raw
        )
        return any(message and message.type in _MESSAGE_TYPES for message in whole)
    return _TELLS.search(data, 0, _HEAD) is not None


def _salvaged_chat(part: SalvagedList, before: Chat | None) -> Chat:
    if part.head is None:
        return before or Chat(None)
    fields = {name: (0, raw) for name, raw in part.head.items()}
    return _chat(fields, left=part.left)


def _broken(source: Original, start: int, end: int) -> Row:
    text = source.utf8[start:end].decode("utf-8", "replace")
    return Row(None, None, "unparsed", text, start, end, (_BROKEN_FLAG,))


def _rest(found: _Found, place: int) -> list[Row]:
    """Return what stands behind the last message: of the export, and behind the export."""
    source, size, rows = found.source, len(found.source.utf8), []
    if _CUT in found.flags:
        # What a list left open, or what stood behind the last one.
        return [] if _NOTHING.match(source.utf8, place) else [_broken(source, place, size)]
    if not _NOTHING.match(source.utf8[: found.end], place):
        rows.append(_header(source, place, found.end, None))
    if not _NOTHING.match(source.utf8, found.end):
        rows.append(_broken(source, found.end, size))
    return rows


def _lists(data: bytes, start: int) -> tuple[list[_Messages] | None, bool]:
    top = _fields(data, start, memoryview(data)[start:])
    if "messages" in top:
        return _one_chat(data, top), False
    return _all_chats(data, top), True


_SPACE = re.compile(rb"\s*")
_BROKEN = (ValueError, RecursionError, FormatError)
_Fields = dict[str, tuple[int, Raw]]


def _fields(data: bytes, start: int, raw: Raw | memoryview) -> _Fields:
    """Read the object at `start`: for each key where its value begins, and the value.

    Raises:
        FormatError: a key is written twice, so that one of the values would be lost.
        ValueError: not a JSON object.
    """
    read = _OBJECT.decode(raw)
    found: _Fields = {}
    place = start + 1
    for _ in read:
        key = _KEY.match(data, place)
        name = msgspec.json.decode(key[1], type=str) if key else ""
        if key is None or name in found or name not in read:
            raise FormatError("import.json", "a key is written twice in one object")
        value = read[name]
        found[name] = (key.end(), value)
        place = key.end() + len(value)
    if _CLOSING.match(data, place) is None:
        raise FormatError("import.json", "a key is written twice in one object")
    return found


_CLOSING = re.compile(rb"\s*\}")


def _spans(data: bytes, place: int, values: Raw) -> Iterator[tuple[int, int, Raw]]:
    """Yield each value of a list whose first one follows `place`, with its offsets."""
    for raw in _LIST.decode(values):
        between = _BETWEEN.match(data, place)
        start = between.end() if between else place
        place = start + len(raw)
        yield start, place, raw


def _one_chat(data: bytes, top: _Fields) -> list[_Messages] | None:
    """Return the chat of a single export; None if its messages are another program's."""
    start, raw = top["messages"]
    chat = _chat(top)
    try:
        tried = _LIST.decode(raw)[:_TRIED]
    except ValueError:
        return None
    told = [message.type for message, _ in map(decode, tried) if message is not None]
    ours = _MESSAGE_TYPES.intersection(told) if told else chat.type in _CHAT_TYPES
    return [_messages(data, chat, start, raw)] if ours else None


def _messages(data: bytes, chat: Chat, start: int, raw: Raw) -> _Messages:
    return _Messages(chat, start + 1, _spans(data, start + 1, raw))


_MESSAGE_TYPES = {"message", "service", "unsupported"}


def _all_chats(data: bytes, top: _Fields) -> list[_Messages] | None:
    """Return the chats of a full export, those left included; None if there is no list."""
    found: list[_Messages] = []
    lists = 0
    for section in ("chats", "left_chats"):
        chats = _inside(data, top, section)
        start, raw = chats.get("list", (0, None))
        if raw is None or bytes(memoryview(raw)[:1]) != b"[":
            continue
        lists += 1
        for place, _, one in _spans(data, start + 1, raw):
            chat = _object(data, place, one)
            at, messages = chat.get("messages", (0, None))
            if messages is not None and bytes(memoryview(messages)[:1]) == b"[":
                described = _chat(chat, left=section == "left_chats")
                found.append(_messages(data, described, at, messages))
    return found if lists else None


def _inside(data: bytes, fields: _Fields, name: str) -> _Fields:
    start, raw = fields.get(name, (0, None))
    return {} if raw is None else _object(data, start, raw)


def _object(data: bytes, start: int, raw: Raw) -> _Fields:
    return _fields(data, start, raw) if bytes(memoryview(raw)[:1]) == b"{" else {}


def _chat(fields: _Fields, *, left: bool = False) -> Chat:
    return Chat(
        _word(fields, "name"), type=_word(fields, "type"), id=_word(fields, "id"), left=left
    )


def _word(fields: _Fields, name: str) -> str | None:
    _, raw = fields.get(name, (0, None))
    try:
        read = None if raw is None else msgspec.json.decode(raw, type=str | int | None)
    except ValueError:
        return None
    return None if read is None else str(read)


def _label(chat: Chat) -> str:
    """Name a chat of several; one without a name by its type and number."""
    if chat.name is not None:
        return chat.name
    nameless = chat.type in ("saved_messages", "replies", "verification_codes")
    return " ".join(filter(None, [chat.type, None if nameless else chat.id]))


def _header(source: Original, start: int, end: int, chat: str | None) -> Row:
    text = source.utf8[max(start, source.begin) : end].decode("utf-8", "replace")
    return Row(None, None, "header", text, start, end, (), chat=chat)


def _flag_repairs(rows: list[Row], repairs: list[int]) -> None:
    if not repairs:
        return
    for row in rows:
        if near(repairs, row.start, row.end):
            row.flags += ("json=repaired",)
