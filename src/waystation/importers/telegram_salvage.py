"""What can be read of a `result.json` that was cut short, or is broken somewhere.

Every message that is whole is found where it stands; the bytes between are kept as pieces
that nothing could be read from. Quotes in a text are escaped, so that no text can imitate
the beginning of a message or of a list.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
from msgspec import Raw

_OPENING = re.compile(rb'(?<!\\)"messages"\s*:\s*\[')
_BEGINNING = re.compile(
    rb'\{\s*(?:"id"\s*:\s*-?\d+\s*,\s*)?"type"\s*:\s*"(?:message|service|unsupported)"'
)
_SECTION = re.compile(rb'(?<!\\)"(left_)?chats"\s*:\s*\{')
_BETWEEN = re.compile(rb"[\s,]*")
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]"]', re.DOTALL)
_OBJECT = msgspec.json.Decoder(dict[str, Raw])
_DECODE = json.JSONDecoder(strict=False).raw_decode
_BACK_AT_MOST, _TRIED = 1 << 16, 30
# How many brackets close behind the last list of one chat, and of a full export.
_CLOSING, _CLOSING_ALL = 1, 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A message's object, or bytes that none could be read from."""

    start: int
    end: int
    whole: bool


@dataclass(frozen=True, slots=True)
class SalvagedList:
    """One list of messages: `opening` is the offset behind its bracket.

    `head` holds what stands before it in its chat; None where that cannot be read.
    """

    opening: int
    head: dict[str, Raw] | None
    left: bool
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """All lists; behind `end` nothing belongs to the export. `cut`: its end is missing."""

    lists: list[SalvagedList]
    full: bool
    end: int
    cut: bool


def salvage(data: bytes) -> Salvaged:
    """Find every list of messages and what is whole in it; never fails."""
    beginnings = [found.start() for found in _BEGINNING.finditer(data)]
    sections = {found.start(): bool(found[1]) for found in _SECTION.finditer(data)}
    starts = list(sections)
    heads = list(_heads(data, min(sections, default=0)))
    lists = []
    place, depth = 0, 0
    for number, (_, opening, head) in enumerate(heads):
        stop = heads[number + 1][0] if number + 1 < len(heads) else len(data)
        mine = beginnings[bisect_left(beginnings, opening) : bisect_left(beginnings, stop)]
        walk = _Walk(data, stop, mine)
        pieces = list(walk.pieces(opening))
        place = walk.place
        depth = (_CLOSING_ALL if sections else _CLOSING) + (not walk.closed)
        section = bisect_left(starts, opening) - 1
        left = section >= 0 and sections[starts[section]]
        lists.append(SalvagedList(opening, head, left, pieces))
    end = _end(data, place, depth)
    return Salvaged(lists, bool(sections), end or len(data), cut=end is None)


def _heads(data: bytes, low: int) -> Iterator[tuple[int, int, dict[str, Raw] | None]]:
    """Yield for each list where its chat begins, where its bracket ends, and the head."""
    for opening in _OPENING.finditer(data, low):
        start, head = _head(data, low, opening.start())
        yield start, opening.end(), head
        low = opening.end()


def _head(data: bytes, low: int, end: int) -> tuple[int, dict[str, Raw] | None]:
    low, start = max(low, end - _BACK_AT_MOST), end
    for _ in range(_TRIED):
        start = data.rfind(b"{", low, start)
        if start < 0:
            break
        try:
            return start, _OBJECT.decode(data[start:end].rstrip(b", \t\r\n") + b"}")
        except (ValueError, RecursionError):
            continue
    return end, None


@dataclass(slots=True)
class _Walk:
    """One pass over a list, which ends at `stop` at the latest."""

    data: bytes
    stop: int
    beginnings: list[int]
    place: int = 0
    closed: bool = False
    text: str = ""
    base: int = 0
    until: int = -1

    def pieces(self, place: int) -> Iterator[Piece]:
        while True:
            between = _BETWEEN.match(self.data, place, self.stop)
            place = between.end() if between else place
            after = bisect_right(self.beginnings, place)
            following = (
                self.beginnings[after] if after < len(self.beginnings) else self.stop
            )
            last = following == self.stop
            if last and self.data[place : place + 1] == b"]":
                self.place, self.closed = place + 1, True
                return
            if place >= self.stop:
                self.place = self.stop
                return
            end = self._value(place, following)
            yield Piece(place, end or self._broken(place, following), end is not None)
            place = end or following

    def _value(self, place: int, following: int) -> int | None:
        """Return where the value ends; what swallows the next beginning lost its own."""
        if self.until != following:
            self.base, self.until = place, following
            self.text = self.data[place:following].decode("latin-1")  # a byte, a character
        try:
            return self.base + _DECODE(self.text, place - self.base)[1]
        except (ValueError, RecursionError):
            return None

    def _broken(self, place: int, following: int) -> int:
        if following == len(self.data):
            return following
        return place + len(self.data[place:following].rstrip(b", \t\r\n"))


def _end(data: bytes, place: int, depth: int) -> int | None:
    """Return where the last of `depth` open brackets closes; None if it does not."""
    for token in _TOKEN.finditer(data, place):
        mark = token[0]
        if mark == b'"':
            return None
        depth += (mark in (b"{", b"[")) - (mark in (b"}", b"]"))
        if not depth:
            return token.end()
    return None
