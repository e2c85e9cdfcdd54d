"""KakaoTalk's text exports: Android, iOS and Windows, in Korean and in English.

Where records end in CRLF and a newline inside a message is a bare LF, the boundaries are
the exporter's. Everywhere else a line that looks like a message may be text that someone
pasted: every row then carries `boundary=heuristic`.
"""

import re
from collections.abc import Callable, Iterator

from waystation.importers.kakaotalk_cut import is_stump
from waystation.importers.kakaotalk_header import Header, read_header
from waystation.importers.kakaotalk_layout import (
    BRACKETED,
    CLOCK_FIRST,
    DAY_LINE,
    LOOKS_LIKE_RECORD,
    STAMPED,
    Layout,
    layout_of,
)
from waystation.importers.kakaotalk_stamps import day_of, time_of
from waystation.importers.kakaotalk_words import (
    MEDIA_BEGINS,
    is_deleted,
    is_system,
    is_warning,
    media_of,
)
from waystation.importers.original import Original
from waystation.importers.row import Chat, Reading, Row

Flags = tuple[str, ...]
_HEURISTIC = "boundary=heuristic"
_CUT = "file=cut"
_BLOCK = 1 << 20
_NONE_YET = "\0"


def read_text(source: Original) -> Reading | None:
    """Read a KakaoTalk text export; None if the bytes are no such thing."""
    header = read_header(source.utf8, source.begin)
    layout = layout_of(source.utf8, source.begin, header.end or source.begin)
    if layout is None:
        return None
    rows = _Reader(source, header, layout).read()
    flags: Flags = () if layout.framed else (_HEURISTIC,)
    if layout.windows and source.encoding == "utf-8-sig":
        flags += ("encoding=utf-8-bom",)
    variant = f"{layout.platform}; {'CRLF records' if layout.framed else 'lines'}"
    chats = [Chat(header.room)]
    return Reading(source, "kakaotalk", variant, rows, chats, flags, header.saved)


def _blocks(data: bytes, start: int, stop: int, cut: bytes) -> Iterator[bytes]:
    """Yield the data up to `stop` piece by piece, each ending where a `cut` begins."""
    while start <= stop:
        end = data.find(cut, start + _BLOCK, stop)
        end = stop if end < 0 else end
        yield data[start:end]
        start = end + len(cut)


class _Reader:
    """One pass over the body; every byte goes to exactly one row.

    `last` is the row that following lines may still belong to, and `more` those lines.
    """

    def __init__(self, source: Original, header: Header, layout: Layout) -> None:
        self.source = source
        self.header = header
        self.layout = layout
        self.base: Flags = () if layout.framed else (_HEURISTIC,)
        self.rows: list[Row] = []
        self.last: Row | None = None
        self.more: list[str] = []
        self.empty_from: int | None = None
        self.empty = 0
        self.day: str | None = None
        self.latest = ""
        # What a line begins with whose day was read before, and how its time begins.
        self.prefix, self.day_at = _NONE_YET, ""
        self.days: dict[str, str | None] = {}
        self.clocks: dict[str, str | None] = {}

    def read(self) -> list[Row]:
        """Read the whole file."""
        header, data = self.header, self.source.utf8
        if header.end:
            found = Row(header.saved, None, "header", header.text, 0, header.end, ())
            self.rows.append(found)
        last = self._body(header.end or self.source.begin)
        if last < len(data):
            self._open(last)
        self._settle()
        if last < len(data) and self.rows:
            self.rows[-1].flags += (_CUT,)
        if self.rows:
            # Empty lines after the last record, and the line end that the last line lacks.
            self.rows[0].start = 0
            self.rows[-1].end = len(data)
        return self.rows

    def _body(self, end: int) -> int:
        """Read all lines that have an end; return where the one without begins."""
        match = self.layout.record.match
        take = self._taker()
        known = self._known_windows if self.layout.windows else self._known_mobile
        cut, size = self.layout.cut, len(self.layout.cut)
        cut_text, errors = cut.decode(), "replace" if self.source.broken else "strict"
        stop = self.source.utf8.rfind(cut, end)
        for block in _blocks(self.source.utf8, end, stop, cut):
            lines = block.decode("utf-8", errors).split(cut_text)
            for raw, line in zip(block.split(cut), lines, strict=True):
                start, end = end, end + len(raw) + size
                if line[-1:] == "\r":
                    line = line[:-1]  # noqa: PLW2901 a line that an editor ended otherwise
                if known(line, start, end):
                    continue
                record = match(line)
                if record is None or not take(record, line, start, end):
                    self._loose(line, start, end)
        return end

    def _open(self, start: int) -> None:
        """Take the last line where it has no end: the file was perhaps cut short in it."""
        end = len(self.source.utf8)
        line = self.source.utf8[start:].decode("utf-8", "replace").rstrip("\r\n")
        record = self.layout.record.match(line)
        beside = self.last is not None and self.last.media == "file"
        begun = bool(line) and self.prefix.startswith(line)
        if begun or is_stump(line, self.layout, record, beside=beside):
            self._add("unparsed", None, line, start, end)
        elif record is None:
            self._loose(line, start, end)
        elif not self._taker()(record, line, start, end):
            self._add("unparsed", None, line, start, end)

    def _taker(self) -> Callable[[re.Match[str], str, int, int], bool]:
        if self.layout.windows:
            return self._bracketed
        if self.layout.record is CLOCK_FIRST:
            return self._clock_first
        return self._timed if self.layout.timed else self._stamped

    def _known_mobile(self, line: str, start: int, end: int) -> bool:
        """Take a message whose day and time were both read before: most, and fast."""
        if not line.startswith(self.prefix):
            return False
        clock, _, rest = line[len(self.prefix) :].partition(", ")
        known = self.clocks.get(clock)
        if not known:
            return False
        who, colon, text = rest.partition(" : ")
        if not colon or "\n" in who:
            return False
        self._say(self.day_at + known, who, text, start, end)
        return True

    def _known_windows(self, line: str, start: int, end: int) -> bool:
        """Take a message whose time was read before."""
        if line[:1] != "[" or self.day is None:
            return False
        who, _, rest = line[1:].partition("] [")
        clock, close, text = rest.partition("] ")
        known = self.clocks.get(clock)
        if not known or not close:
            return False
        self._say(f"{self.day}T{known}", who, text, start, end)
        return True

    def _stamped(self, record: re.Match[str], line: str, start: int, end: int) -> bool:
        day, clock, mark, rest = record.groups()
        day = self.days.get(day) or self._learn(self.days, day, day_of)
        clock = self.clocks.get(clock) or self._learn(self.clocks, clock, time_of)
        if not day or not clock:
            return False
        self.prefix, self.day_at = line[: record.start(2)], f"{day}T"
        return self._other_stamped(f"{day}T{clock}", mark, rest, (line, start, end))

    def _other_stamped(
        self, at: str, mark: str | None, rest: str | None, piece: tuple[str, int, int]
    ) -> bool:
        line, start, end = piece
        if mark is None:
            return self._date(line, at, start, end)
        self._after_stamp(at, mark, rest or "", start, end)
        return True

    def _clock_first(self, record: re.Match[str], line: str, start: int, end: int) -> bool:
        clock, day, mark, rest = record.groups()
        day = self.days.get(day) or self._learn(self.days, day, day_of)
        clock = self.clocks.get(clock) or self._learn(self.clocks, clock, time_of)
        if not day or not clock:
            return False
        return self._other_stamped(f"{day}T{clock}", mark, rest, (line, start, end))

    def _timed(self, record: re.Match[str], _line: str, start: int, end: int) -> bool:
        clock, mark, rest = record.groups()
        clock = self.clocks.get(clock) or self._learn(self.clocks, clock, time_of)
        if not clock or mark is None:
            return False
        self._after_stamp(
            f"{self.day}T{clock}" if self.day else None, mark, rest or "", start, end
        )
        return True

    def _after_stamp(
        self, at: str | None, mark: str, rest: str, start: int, end: int
    ) -> None:
        who, colon, text = rest.partition(" : ")
        if mark == ":" or "\n" in who or not (colon or rest.endswith(" :")):
            self._add("system", at, rest, start, end)
        elif colon:
            self._say(at, who, text, start, end)
        else:
            self._say(at, rest[:-2], "", start, end)

    def _bracketed(self, record: re.Match[str], _line: str, start: int, end: int) -> bool:
        who, clock, text = record.groups()
        clock = self.clocks.get(clock) or self._learn(self.clocks, clock, time_of)
        if not clock:
            return False
        self._say(f"{self.day}T{clock}" if self.day else None, who, text or "", start, end)
        return True

    def _learn(
        self, known: dict[str, str | None], text: str, how: Callable[[str], str | None]
    ) -> str | None:
        found = known[text] = how(text)
        return found

    def _say(self, at: str | None, who: str, text: str, start: int, end: int) -> None:
        """Add a message; most need no second look."""
        if (
            at is None
            or at < self.latest
            or not who
            or text[:2] in MEDIA_BEGINS
            or text[:1] == "["
            or "\n" in text
            or self.more
            or self.empty
            or self.source.broken
        ):
            self._say_with_care(at, who, text, start, end)
            return
        self.latest = at
        self.last = row = Row(at, who, "message", text, start, end, self.base)
        self.rows.append(row)

    def _say_with_care(
        self, at: str | None, who: str, text: str, start: int, end: int
    ) -> None:
        if self.more or self.empty:
            start = self._settle(start, keep=True)
        media, file, said = media_of(text)
        flags = self._when(at) + said
        if not who:
            flags += ("name=empty",)
        flags += self._oddities(text)
        self.last = Row(at, who, "message", text, start, end, flags, media=media, file=file)
        self.rows.append(self.last)

    def _add(self, kind: str, at: str | None, text: str, start: int, end: int) -> None:
        """Add a row that nobody said."""
        start = self._settle(start, keep=True)
        flags = self._when(at) + self._oddities(text)
        if is_deleted(text):
            flags += ("message=deleted",)
        self.last = Row(at, None, kind, text, start, end, flags)
        self.rows.append(self.last)

    def _when(self, at: str | None) -> Flags:
        if at is None:
            return (*self.base, "time=unknown")
        if len(at) == len("2026-03-01"):
            return (*self.base, "time=day")
        if at < self.latest:
            return (*self.base, "time=backwards")
        self.latest = at
        return self.base

    def _oddities(self, text: str) -> Flags:
        found: Flags = ()
        pasted = "\n" in text and LOOKS_LIKE_RECORD.search(text, text.index("\n") + 1)
        if pasted or (self.layout.windows and BRACKETED.match(text)):
            found = ("boundary=lookalike",)
        if self.source.broken and "\ufffd" in text:
            found += ("encoding=broken",)
        return found

    def _settle(self, start: int = 0, *, keep: bool = False) -> int:
        """Close the last row and return where the next one's bytes begin.

        Empty lines belong to the last row if its text could have ended with them (`keep`),
        else to the row that follows.
        """
        if self.empty_from is not None:
            if keep and not self.layout.framed and self.last is not None:
                self.more.extend([""] * self.empty)
                self.last.end = start
            else:
                start = self.empty_from
            self.empty_from, self.empty = None, 0
        if self.more and self.last is not None:
            self._join(self.last)
        return start

    def _join(self, row: Row) -> None:
        row.text = "\n".join([row.text, *self.more])
        self.more.clear()
        kept = tuple(
            flag for flag in row.flags if not flag.startswith(("media=", "message="))
        )
        said: Flags = ()
        if row.kind == "message":
            row.media, row.file, said = media_of(row.text)
        row.flags = tuple(dict.fromkeys(kept + said + self._oddities(row.text)))

    def _date(self, line: str, at: str, start: int, end: int) -> bool:
        """Take a line between days, unless it goes back in time where it could be typed."""
        back = at[:10] <= max(self.day or "", self.latest[:10])
        if back and not self.layout.framed and self.last is not None:
            return False
        if not back or self.layout.framed:
            self.day = at[:10]
            if self.layout.timed:
                self.prefix, self.day_at = "", f"{self.day}T"
        start = self._settle(start)
        self.last = None
        flags = (*self.base, "time=backwards") if back else self.base
        self.rows.append(Row(at, None, "date", line.rstrip(), start, end, flags))
        return True

    def _loose(self, line: str, start: int, end: int) -> None:
        """Place a line that is not this file's kind of record."""
        if not line:
            self.empty_from = start if self.empty_from is None else self.empty_from
            self.empty += 1
            return
        if DAY_LINE.match(line):
            day = day_of(line)
            if day is not None and self._date(line, day, start, end):
                return
        if self.layout.windows:
            self._loose_on_windows(line, start, end)
        elif not self._stamped_otherwise(line, start, end):
            self._loose_on_mobile(line, start, end)

    def _stamped_otherwise(self, line: str, start: int, end: int) -> bool:
        """Read a record whose stamp has another form, as exports joined by hand have."""
        if self.layout.timed:
            return False
        for pattern in STAMPED:
            record = pattern.match(line)
            take = self._clock_first if pattern is CLOCK_FIRST else self._stamped
            if record is not None and take(record, line, start, end):
                return True
        return False

    def _loose_on_mobile(self, line: str, start: int, end: int) -> None:
        if is_deleted(line):
            self._add("system", self.day, line, start, end)
        elif self.last is not None:
            self._continue(line, end)
        else:
            self._add("unparsed", None, line, start, end)

    def _loose_on_windows(self, line: str, start: int, end: int) -> None:
        after = self.last.kind if self.last is not None else None
        if is_system(line) and not (is_warning(line) and after == "system"):
            self._add("system", self.day, line, start, end)
        elif self.last is not None and (after != "system" or is_warning(line)):
            self._continue(line, end)
        else:
            self._add("unparsed", None, line, start, end)

    def _continue(self, line: str, end: int) -> None:
        if self.last is not None:
            self.more += [*[""] * self.empty, line]
            self.empty_from, self.empty = None, 0
            self.last.end = end
