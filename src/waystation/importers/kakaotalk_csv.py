"""KakaoTalk's CSV from macOS: `Date,User,Message`, quoted or, when saved again, not.

A quoted field ends where RFC 4180 says. An unquoted message ends with its line, unless the
next line does not start a row; its boundary is heuristic.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from waystation.importers.kakaotalk_stamps import day_of, moment_of
from waystation.importers.kakaotalk_words import (
    MEDIA_BEGINS,
    is_deleted,
    is_own_act,
    media_of,
)
from waystation.importers.original import Original
from waystation.importers.row import Chat, Reading, Row

_HEAD = re.compile(rb'"?Date"?(?P<by>[,;\t])"?User"?(?P=by)"?Message"?[ \t]*(?:\r?\n|\Z)')
_QUOTED = rb'"(?:[^"]++|"")*+"'
_DATE = (
    rb'"?(\d{4}(?:[-/]|\. ?)\d{1,2}(?:[-/]|\. ?)\d{1,2}\.?[ T]\d{1,2}:\d\d(?::\d\d)?)?"?'
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of a row: quoted, plain, and with a quote that the end of the file cut.

    `begins` finds where a row could begin.
    `clean` is what most rows look like: nothing to undo, a time that needs no second look.
    """

    row: re.Pattern[bytes]
    plain: re.Pattern[bytes]
    open: re.Pattern[bytes]
    clean: re.Pattern[bytes]
    begins: re.Pattern[bytes]


def _forms(by: bytes) -> _Forms:
    start = rb"%s%s(%s|[^%s\r\n]*+)%s" % (_DATE, by, _QUOTED, by, by)
    return _Forms(
        row=re.compile(rb"%s(%s)(?:\r?\n|\Z)" % (start, _QUOTED)),
        plain=re.compile(rb"%s([^\r\n]*+)(?:\r?\n|\r|\Z)" % start),
        begins=re.compile(rb"^(?:%s)" % start, re.MULTILINE),
        open=re.compile(rb'%s("(?:[^"]++|"")*+)\Z' % start),
        clean=re.compile(
            rb"(\d{4}-\d\d-\d\d) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)"
            rb'%s"([^"\r\n]+)"%s"([^"\r]*)"\n' % (by, by)
        ),
    )


_STUMP = re.compile(rb'"?\d[\d\-/. T:"]*\Z|"?\d{4}[\-/.][^\r\n]*\Z')
_LINE = re.compile(rb"([^\r\n]*+)(?:\r?\n|\r|\Z)")
_LOOKALIKE = re.compile(r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)?,[^,\n]*,", re.MULTILINE)
Flags = tuple[str, ...]
_HEURISTIC = "boundary=heuristic"
_CUT = "file=cut"


def read_csv(source: Original) -> Reading | None:
    """Read a macOS export; None if the first line is not its header."""
    head = _HEAD.match(source.utf8, source.begin)
    if head is None:
        return None
    reader = _Reader(source, _forms(head["by"]))
    told = head[0].decode().strip()
    reader.rows.append(Row(None, None, "header", told, 0, head.end(), ()))
    reader.read(head.end())
    last = reader.rows[-1]
    if last.kind != "header" and not source.utf8.endswith((b"\n", b"\r")):
        last.flags = (*(flag for flag in last.flags if flag != _CUT), _CUT)
    plain = any(_HEURISTIC in row.flags for row in reader.rows)
    flags: Flags = (_HEURISTIC,) if plain else ()
    if source.encoding == "utf-8-sig":
        flags += ("encoding=utf-8-bom",)
    return Reading(source, "kakaotalk", "macos csv", reader.rows, [Chat(None)], flags)


@dataclass(slots=True)
class _Reader:
    source: Original
    forms: _Forms
    rows: list[Row] = field(default_factory=list)
    latest: str = ""
    more: list[str] = field(default_factory=list)
    blank: int = 0
    days: dict[bytes, str | None] = field(default_factory=dict)
    names: dict[bytes, str] = field(default_factory=dict)

    def read(self, place: int) -> None:
        """Read rows from `place` to the end."""
        data, clean = self.source.utf8, not self.source.broken
        match_clean, match_row = self.forms.clean.match, self.forms.row.match
        while place < len(data):
            found = match_clean(data, place) if clean else None
            if found is not None:
                day, clock, who, text = found.groups()
                at, end = self._moment(day, clock), found.end()
                name = self.names.get(who) or self._name(who)
                self._add(at, name, text.decode(), place, end, ())
                place = end
                continue
            found = match_row(data, place)
            place = self._unquoted(data, place) if found is None else self._row(found, ())
        self._settle()
        self.rows[-1].end = len(data)

    def _settle(self) -> None:
        """Join the lines that followed the last row, now that no more can."""
        if self.more:
            self.rows[-1].text = "\n".join([self.rows[-1].text, *self.more])
        self.more, self.blank = [], 0

    def _unquoted(self, data: bytes, place: int) -> int:
        found = self.forms.open.match(data, place)
        if found and found[1] and not self.forms.begins.search(found[3]):
            return self._row(found, (_CUT,), closing=b'"')
        found = self.forms.plain.match(data, place)
        # Without a date a row has no user either; anything else that begins so is text.
        if found and (found[1] or found[2] in (b"", b'""')):
            return self._row(found, (_HEURISTIC,))
        line = _LINE.match(data, place)
        end = line.end() if line else len(data)
        text = self._text(data[place:end]).rstrip("\n")
        last = self.rows[-1]
        if not text:
            last.end = end
            self.blank += 1
        elif _goes_on(last) and not (end == len(data) and _STUMP.match(data, place)):
            self.more += [*[""] * self.blank, text]
            self.blank = 0
            last.end = end
        else:
            self._settle()
            flags = ("time=unknown", *self._broken(text))
            self.rows.append(Row(None, None, "unparsed", text, place, end, flags))
        return end

    def _row(self, found: re.Match[bytes], flags: Flags, closing: bytes = b"") -> int:
        who, text = self._text(found[2]), self._text(found[3] + closing)
        at = None if found[1] is None else _moment(found[1].decode())
        start, end = found.span()
        self._add(at, who, text, start, end, flags + self._broken(text))
        return end

    def _moment(self, day: bytes, clock: bytes) -> str | None:
        try:
            known = self.days[day]
        except KeyError:
            known = self.days[day] = day_of(day.decode())
        return known and f"{known}T{clock.decode()}"

    def _name(self, raw: bytes) -> str:
        name = self.names[raw] = raw.decode()
        return name

    def _add(
        self, at: str | None, who: str, text: str, start: int, end: int, flags: Flags
    ) -> None:
        if self.more or self.blank:
            self._settle()
        if at is None:
            flags += ("time=unknown",)
        elif at < self.latest:
            flags += ("time=backwards",)
        else:
            self.latest = at
        kind, media, file = "message", None, None
        if not who or is_own_act(who, text):
            kind = "system"
            flags += ("system=forgeable",) if who else ()
            flags += ("message=deleted",) if is_deleted(text) else ()
        elif text[:2] in MEDIA_BEGINS:
            media, file, said = media_of(text)
            flags += said
        if "\n" in text and _LOOKALIKE.search(text, text.index("\n") + 1):
            flags += ("boundary=lookalike",)
        self.rows.append(
            Row(
                at, who or None, kind, text, start, end, flags,
                None, None, None, None, None, media, file,
            )
        )  # fmt: skip

    def _text(self, raw: bytes) -> str:
        if raw[:1] == b'"' and raw[-1:] == b'"' and len(raw) > 1 and _is_field(raw):
            raw = raw[1:-1].replace(b'""', b'"')
        text = raw.decode("utf-8", "replace" if self.source.broken else "strict")
        return text.replace("\r\n", "\n") if "\r" in text else text

    def _broken(self, text: str) -> Flags:
        return ("encoding=broken",) if self.source.broken and "\ufffd" in text else ()


def _goes_on(row: Row) -> bool:
    """Say whether the next line may be more of the row's text."""
    return _HEURISTIC in row.flags and row.kind == "message"


_FIELD = re.compile(_QUOTED)


def _is_field(raw: bytes) -> bool:
    return _FIELD.fullmatch(raw) is not None


def _moment(text: str) -> str | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return moment_of(text)
    return read.isoformat(timespec="seconds" if text.count(":") == 2 else "minutes")
