"""The first lines of a KakaoTalk text export: the room's name and when it was saved."""

import re
from dataclasses import dataclass

from waystation.importers.kakaotalk_stamps import moment_of

_SAVED = re.compile(r"(?:저장한 날짜|Date Saved) ?: ?(.*)")
_LOOKED_AT = 8
_LONGEST = 1000
_TITLES = (
    re.compile(
        r"(?P<room>.*?)(?: \d+| ?\(\d+명?\))? ?님?과의? 카카오톡 대화(?:-\d+)?(?:\.txt)?"
    ),
    re.compile(r"(?P<room>.*?) ?카카오톡 대화(?:-\d+)?(?:\.txt)?"),
    re.compile(
        r"KakaoTalk Chats with (?P<room>.*?)(?: ?\(\d+(?: people)?\))?(?:-\d+)?(?:\.txt)?"
    ),
    re.compile(r"(?P<room>.*?)(?: ?\(\d+\))? with KakaoTalk Chats"),
)
_UNNAMED = re.compile(r"Talk_[\d. :_]+-\d+\.txt")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the first day; `end` is where the body begins, 0 if none."""

    end: int
    text: str
    room: str | None
    saved: str | None


def read_header(data: bytes, begin: int) -> Header:
    """Read the header block that starts at `begin`, with the empty lines that close it."""
    lines: list[str] = []
    place, end, saved = begin, 0, None
    while len(lines) < _LOOKED_AT and place < len(data):
        line, place = _next_line(data, place)
        lines.append(line)
        found = _SAVED.match(line)
        if found:
            saved, end = moment_of(found[1]), place
            break
    title = lines[0] if lines else ""
    if not end and _room(title) is None:
        return Header(0, "", None, None)
    if not end:
        end = _next_line(data, begin)[1]
    head = data[begin:end].decode("utf-8", "replace").replace("\r\n", "\n").rstrip("\n")
    while end < len(data):
        line, after = _next_line(data, end)
        if line:
            break
        end = after
    return Header(end, head, _room(title) or None, saved)


def _next_line(data: bytes, place: int) -> tuple[str, int]:
    found = _LINE.match(data, place)
    end = found.end() if found else len(data)
    line = data[place : min(end, place + _LONGEST)].rstrip(b"\r\n")
    return line.decode("utf-8", "replace"), end


def _room(title: str) -> str | None:
    """Return the room's name, "" for a title that tells none, None if it is no title."""
    if _UNNAMED.fullmatch(title):
        return ""
    for pattern in _TITLES:
        found = pattern.fullmatch(title)
        if found:
            return found["room"]
    return None
