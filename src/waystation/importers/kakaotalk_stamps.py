"""Dates and times as KakaoTalk writes them: by platform, by language, by version.

Nothing is guessed: a date that is in no calendar is no stamp. No text export has a zone.
"""

import re
from datetime import date, time

_GAP = "[ \u00a0\u202f]"
_HALF = "오전|오후|AM|PM|午前|午後|上午|下午"
TIME = rf"(?:(?:{_HALF}){_GAP}?)?\d{{1,2}}:\d\d(?::\d\d)?(?:{_GAP}?[AaPp]\.?[Mm]\.?)?"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
MONTH = "(?:" + "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + r"|Sept)\.?"
_KO_DAY = "[월화수목금토일]요일"
_EN_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_KO = r"\d{4}년 \d{1,2}월 \d{1,2}일"
_DOTS = r"\d{4}\. ?\d{1,2}\. ?\d{1,2}\."
_EN = rf"(?:{MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {MONTH} \d{{4}})"

# One form is used throughout a file; the most frequent in practice come first.
FORMS = (
    rf"(?P<day>{_KO})(?: {_KO_DAY})?{_GAP}(?P<clock>{TIME})",
    rf"(?P<day>{_DOTS})(?: {_KO_DAY})?{_GAP}(?P<clock>{TIME})",
    rf"(?P<day>{_EN})(?:,| at)?{_GAP}(?P<clock>{TIME})",
    rf"(?P<clock>{TIME}), (?P<day>{_EN})",
)
FULL = "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in FORMS) + ")"
DAY = rf"(?:(?:{_KO}|{_DOTS})(?: {_KO_DAY})?|(?:{_EN_DAY}, )?{_EN}(?:, {_EN_DAY})?)"

_READ_DATE = re.compile(
    r"(?P<y>\d{4})(?:년 |\. ?|[-/])(?P<m>\d{1,2})(?:월 |\. ?|[-/])(?P<d>\d{1,2})"
    rf"|(?P<month>{MONTH}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{MONTH}) (?P<year2>\d{{4}})"
)
_READ_TIME = re.compile(
    rf"(?P<before>{_HALF})?{_GAP}?(?P<h>\d{{1,2}}):(?P<m>\d\d)(?::(?P<s>\d\d))?"
    rf"(?:{_GAP}?(?P<after>[AaPp])\.?[Mm]\.?)?"
)
_AFTERNOON = {"오후", "PM", "午後", "下午", "P", "p"}


def day_of(text: str) -> str | None:
    """Read the date in `text` as `2026-03-01`; None if it names no day of the calendar."""
    found = _READ_DATE.search(text)
    if found is None:
        return None
    name = found["month"] or found["month2"]
    if name is None:
        year, month, day = found["y"], found["m"], found["d"]
    else:
        year, day = found["year"] or found["year2"], found["day"] or found["day2"]
        month = next(n for n, full in enumerate(_MONTHS, 1) if full[:3] == name[:3])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def time_of(text: str) -> str | None:
    """Read the time in `text` as `13:05` or `13:05:30`: as precise as it was written."""
    found = _READ_TIME.search(text)
    if found is None:
        return None
    hour, half = int(found["h"]), found["before"] or found["after"]
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    try:
        read = time(hour, int(found["m"]), int(found["s"] or 0))
    except ValueError:
        return None
    return read.isoformat("seconds" if found["s"] else "minutes")


def moment_of(text: str) -> str | None:
    """Read a date with a time as `2026-03-01T13:05`; None if either is impossible."""
    found = _READ_DATE.search(text)
    if found is None:
        return None
    day = day_of(text)
    # Neither half may borrow digits of the other.
    clock = time_of(text[: found.start()]) or time_of(text[found.end() :])
    return f"{day}T{clock}" if day and clock else None
