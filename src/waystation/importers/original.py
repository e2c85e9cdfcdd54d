"""The bytes as given, the UTF-8 they are read as, and the way back.

Every change to the bytes before they are read (another encoding, a repair) is a step that
can say where in the original an offset came from: a row's range is always in the original.
"""

import codecs
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_PIECE = 1 << 20
_LOOKED_AT = 4096
_BACK = Callable[[Sequence[int]], list[int]]


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes `start` to `end` of the text before were replaced by `size` bytes."""

    start: int
    end: int
    size: int


@dataclass(frozen=True, slots=True)
class Original:
    """UTF-8 to read, where its text begins (after a byte order mark), and its story.

    `broken` says that some bytes are not valid UTF-8 and will be read as U+FFFD.
    """

    utf8: bytes
    begin: int
    encoding: str
    broken: bool = False
    flags: tuple[str, ...] = ()
    steps: tuple[_BACK, ...] = field(default=(), repr=False)

    def edited(
        self, pattern: "re.Pattern[bytes]", by: Callable[["re.Match[bytes]"], bytes]
    ) -> "tuple[Original, list[int]]":
        """Replace every match, and return where in the new bytes the replacements begin."""
        edits: list[Edit] = []

        def note(found: "re.Match[bytes]") -> bytes:
            new = by(found)
            edits.append(Edit(found.start(), found.end(), len(new)))
            return new

        changed = pattern.sub(note, self.utf8)
        places, grown = [], 0
        for edit in edits:
            places.append(edit.start + grown)
            grown += edit.size - (edit.end - edit.start)
        steps = (*self.steps, lambda offsets: _through_edits(edits, offsets))
        return Original(
            changed, self.begin, self.encoding, self.broken, self.flags, steps
        ), places

    def back(self, offsets: Sequence[int]) -> list[int]:
        """Say where in the original the ascending `offsets` of `utf8` lie."""
        found = list(offsets)
        for step in reversed(self.steps):
            found = step(found)
        return found


def _through_edits(edits: list[Edit], offsets: Sequence[int]) -> list[int]:
    found: list[int] = []
    shrunk = 0
    upcoming = iter(edits)
    edit = next(upcoming, None)
    for offset in offsets:
        while edit is not None and offset >= edit.start - shrunk + edit.size:
            shrunk += (edit.end - edit.start) - edit.size
            edit = next(upcoming, None)
        inside = edit is not None and offset > edit.start - shrunk
        found.append(edit.start if inside and edit is not None else offset + shrunk)
    return found


def _through_codec(utf8: bytes, codec: str, begin: int, size: int) -> _BACK:
    def back(offsets: Sequence[int]) -> list[int]:
        found: list[int] = []
        here, there = 0, begin
        for offset in offsets:
            there += _size(utf8[here:offset].decode("utf-8"), codec)
            here = offset
            # What no character could be read from at the end belongs to the end.
            found.append(size if offset >= len(utf8) else there if offset else 0)
        return found

    return back


def original(data: bytes) -> Original:
    """Find the encoding of an export: UTF-8, or what an editor saved it again as."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data, codec, len(mark))
    if data.startswith(codecs.BOM_UTF8):
        return Original(data, 3, "utf-8-sig", not _is_utf8(data))
    low, high = data[0:_LOOKED_AT:2].count(0), data[1:_LOOKED_AT:2].count(0)
    if max(low, high) * 16 > len(data[:_LOOKED_AT]):
        # Every Latin letter, digit and line end of UTF-16 has a NUL; other text has none.
        return _decoded(data, "utf-16-le" if high > low else "utf-16-be", 0)
    if _is_utf8(data):
        return Original(data, 0, "utf-8")
    return _cp949(data) or Original(data, 0, "utf-8", broken=True)


_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def _is_utf8(data: bytes) -> bool:
    check = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _PIECE):
            check.decode(data[start : start + _PIECE])
        check.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, codec: str, begin: int) -> Original:
    """Read UTF-16; half a pair of surrogates, and half a unit at the end, are broken."""
    even = len(data) - (len(data) - begin) % 2
    text = data[begin:even].decode(codec, "surrogatepass")
    return _again(text + _LOST * (len(data) - even), codec, begin, len(data))


def _cp949(data: bytes) -> Original | None:
    """Read as CP949, unless most of it reads well as UTF-8 (a file cut short)."""
    lenient = data[:_PIECE].decode("utf-8", "replace")
    lost = lenient.count("\ufffd")
    if lost * 4 < sum(char > "\x7f" for char in lenient) or _ends_within(data):
        return None
    text = data.decode("cp949", "surrogateescape")
    read = sum(char > "\x7f" for char in text)
    if len(_HALF_PAIR.findall(text)) * 8 > read or _size(text, "cp949") != len(data):
        return None
    return _again(text, "cp949", 0, len(data))


def _ends_within(data: bytes) -> bool:
    """Say whether the only fault of the UTF-8 is that its last character is cut."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return False


_HALF_PAIR = re.compile("[\ud800-\udfff]")
_LOST = "\ud800"


def _size(text: str, codec: str) -> int:
    """Count the bytes of the text; what could not be read as CP949 was one byte each."""
    return len(text.encode(codec, "replace"))


def _again(text: str, codec: str, begin: int, size: int) -> Original:
    name = codec[:6]
    text, lost = _HALF_PAIR.subn("\ufffd", text)
    utf8 = text.encode("utf-8")
    step = _through_codec(utf8, codec, begin, size)
    return Original(utf8, 0, name, bool(lost), (f"encoding={name}",), (step,))


def near(places: list[int], start: int, end: int) -> bool:
    """Say whether one of the ascending `places` lies in [start, end)."""
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end
