"""How one KakaoTalk text export writes: its platform, its stamps, and what ends a record.

The first line of the body that is a record decides: it is the exporter's own, while any
later line may be text that someone pasted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from waystation.importers.kakaotalk_stamps import DAY, FORMS, FULL, TIME, day_of, time_of

_TAIL = r"(?:(?P<mark>[,:])(?: (?P<rest>.*))?)?\Z"
STAMPED = tuple(re.compile(form + _TAIL, re.DOTALL) for form in FORMS)
CLOCK_FIRST = STAMPED[-1]
_TIMED = re.compile(f"(?P<clock>{TIME}){_TAIL}", re.DOTALL)
# The first `] [time]` closes the name: a header quoted in the text must not steal it.
BRACKETED = re.compile(rf"\[([^\n]*?)\] \[({TIME})\](?: (.*))?\Z", re.DOTALL)
DAY_LINE = re.compile(rf"(-{{5,}} )?{DAY}(?(1) -{{5,}})\s*\Z")
LOOKS_LIKE_RECORD = re.compile(
    rf"^(?:{FULL}(?:[,:] |$)|{TIME}, [^\n]* : "
    rf"|\[[^\n]*?\] \[{TIME}\]|(?:-{{5,}} )?{DAY})",
    re.MULTILINE,
)
_LOOKED_AT = 2000
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Layout:
    """Which lines are records (`record` matches them), and what ends one.

    `framed`: `cut` ends records and nothing else, so that no text can imitate the boundary.
    """

    platform: str
    record: re.Pattern[str]
    cut: bytes
    framed: bool

    @property
    def windows(self) -> bool:
        """Whether names and times stand in brackets, and system lines have no stamp."""
        return self.record is BRACKETED

    @property
    def timed(self) -> bool:
        """Whether a record tells its time alone and the day stands on a line before."""
        return self.record is _TIMED


def layout_of(data: bytes, begin: int, start: int) -> Layout | None:
    """Find the layout of the body, which begins at `start`, after a header if there is one.

    None if nothing in the bytes says KakaoTalk.
    """
    days = 0
    for line in _first_lines(data, start):
        day = DAY_LINE.match(line)
        days += day is not None
        if day and day[1]:
            return Layout("windows", BRACKETED, *_frame(data, begin, start))
        found = _record(line)
        if found is not None:
            return Layout(*found, *_frame(data, begin, start))
    return (
        Layout("mobile", STAMPED[0], *_frame(data, begin, start))
        if start > begin or days
        else None
    )


def _first_lines(data: bytes, start: int) -> Iterator[str]:
    mark = b"\n" if b"\n" in data else b"\r"
    for _ in range(_LOOKED_AT):
        end = data.find(mark, start)
        longest = start + _LONGEST
        line = data[start : longest if end < 0 else min(end, longest)]
        yield line.rstrip(b"\r").decode("utf-8", "replace")
        if end < 0:
            return
        start = end + 1


def _record(line: str) -> tuple[str, re.Pattern[str]] | None:
    if BRACKETED.match(line):
        return "windows", BRACKETED
    for pattern in STAMPED:
        stamped = pattern.match(line)
        if stamped and day_of(stamped["day"]) and time_of(stamped["clock"]):
            return ("mobile", pattern) if stamped["mark"] else None
    timed = _TIMED.match(line)
    if timed and timed["mark"] and time_of(timed["clock"]):
        return "mobile, time only", _TIMED
    return None


def _frame(data: bytes, begin: int, start: int) -> tuple[bytes, bool]:
    """Find what ends a line, and whether CRLF ends records and bare LF is inside them.

    An editor that rewrote the line ends rewrote those of the header too. Without a header,
    more records behind bare LF than behind CRLF tell the same.
    """
    ends = data.count(b"\r", start)  # always before an LF, and far faster to count alone
    bare = data.count(b"\n", start) - ends
    if ends and b"\n" not in data:
        return b"\r", False  # as no exporter writes, but old editors do
    if bare <= 0 or not ends:
        return (b"\r\n" if ends else b"\n"), False
    if start > begin:
        framed = data[begin : data.find(b"\n", begin)].endswith(b"\r")
    else:
        framed = bare <= ends or _crlf_leads(data[start:])
    return (b"\r\n", True) if framed else (b"\n", False)


def _crlf_leads(body: bytes) -> bool:
    behind = [0, 0]
    text = body.decode("utf-8", "replace")
    for line in LOOKS_LIKE_RECORD.finditer(text):
        behind[text[max(0, line.start() - 2) : line.start()] in ("", "\r\n")] += 1
    return behind[1] >= behind[0]
