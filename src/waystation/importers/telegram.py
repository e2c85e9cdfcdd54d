"""Telegram Desktop's `result.json`: one chat, or everything an account had.

The JSON is never built as a whole: its structure is walked as raw spans, and each message
is decoded by itself, so that a row's bytes are exactly the message's object in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from msgspec import Raw

from waystation.errors import FormatError
from waystation.importers.original import Original, near
from waystation.importers.row import Chat, Reading, Row
from waystation.importers.telegram_message import RowMaker, decode
from waystation.importers.telegram_repair import quote_ids, repair_escapes

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


@dataclass(frozen=True, slots=True)
class _Messages:
    """One chat's list of messages: `start` is the offset of its bracket."""

    chat: Chat
    start: int
    raw: Raw


def read_export(source: Original) -> Reading | None:
    """Read a `result.json`; None if the bytes are no such thing.

    Raises:
        FormatError: it is one, and its JSON cannot be read even after the known repairs.
    """
    source, repairs, lists, whole = _structure(source)
    if lists is None:
        return None
    maker = RowMaker()
    rows: list[Row] = []
    place = 0
    for part in sorted(lists, key=lambda part: part.start):
        chat_name, chat_id = (_label(part.chat), part.chat.id) if whole else (None, None)
        rows.append(_header(source, place, part.start + 1, chat_name))
        place = part.start + 1
        for start, raw in _spans(source.utf8, place, part.raw):
            place = start + len(raw)
            row = maker.row(raw, start, place)
            row.chat, row.chat_id = chat_name, chat_id
            rows.append(row)
    if not _NOTHING.match(source.utf8, place):
        rows.append(_header(source, place, len(source.utf8), None))
    _flag_repairs(rows, repairs)
    flags: tuple[str, ...] = ("json=repaired",) if repairs else ()
    if source.encoding == "utf-8-sig":
        flags += ("encoding=utf-8-bom",)
    if maker.zoneless:
        flags += ("zone=unknown",)
    variant = "full export" if whole else "single chat"
    return Reading(source, "telegram", variant, rows, [part.chat for part in lists], flags)


def _structure(
    source: Original,
) -> tuple[Original, list[int], list[_Messages] | None, bool]:
    """Find every chat's messages, repairing the JSON if it must be."""
    opening = _SPACE.match(source.utf8, source.begin)
    start = opening.end() if opening else source.begin
    if source.utf8[start : start + 1] != b"{":
        return source, [], None, False
    source, repairs = quote_ids(source)
    try:
        return source, repairs, *_lists(source.utf8, start)
    except _BROKEN:
        source, more = repair_escapes(source)
    try:
        return source, sorted([*repairs, *more]), *_lists(source.utf8, start)
    except _BROKEN as error:
        if b'"messages"' not in source.utf8:
            return source, [], None, False
        raise FormatError("import.json", "the export is not readable as JSON") from error


def _lists(data: bytes, start: int) -> tuple[list[_Messages] | None, bool]:
    top = _fields(data, start, memoryview(data)[start:])
    if "messages" in top:
        return _one_chat(top), False
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


def _spans(data: bytes, place: int, values: Raw) -> Iterator[tuple[int, Raw]]:
    """Yield each value of a list whose first one follows `place`, and where it begins."""
    for raw in _LIST.decode(values):
        between = _BETWEEN.match(data, place)
        start = between.end() if between else place
        yield start, raw
        place = start + len(raw)


def _one_chat(top: _Fields) -> list[_Messages] | None:
    """Return the chat of a single export; None if its messages are another program's."""
    start, raw = top["messages"]
    chat = _chat(top)
    try:
        tried = _LIST.decode(raw)[:_TRIED]
    except ValueError:
        return None
    told = [message.type for message, _ in map(decode, tried) if message is not None]
    ours = _MESSAGE_TYPES.intersection(told) if told else chat.type in _CHAT_TYPES
    return [_Messages(chat, start, raw)] if ours else None


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
        for place, one in _spans(data, start + 1, raw):
            chat = _object(data, place, one)
            at, messages = chat.get("messages", (0, None))
            if messages is not None and bytes(memoryview(messages)[:1]) == b"[":
                described = _chat(chat, left=section == "left_chats")
                found.append(_Messages(described, at, messages))
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
