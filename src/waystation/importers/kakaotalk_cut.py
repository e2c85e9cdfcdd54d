"""The last line of a KakaoTalk text export that was cut short in it."""

import re

from waystation.importers.kakaotalk_layout import DAY_LINE, STAMPED, Layout
from waystation.importers.kakaotalk_stamps import FULL, MONTH, TIME
from waystation.importers.kakaotalk_words import is_system

# What is left of a stamp, or of a name behind a whole one.
_STUMP = re.compile(
    rf"""(?:
        \d{{1,4}}\Z | \d{{4}}(?:년|\.)[^\n:]{{0,30}}(?::\d?)?\Z
      | {MONTH}(?:[ ]\d[^\n]{{0,40}})?\Z
      | (?:오전|오후|AM|PM)?[ ]?\d{{1,2}}(?::\d{{0,2}}[ ]?[apAP]?[mM]?)?\Z
      | (?:{FULL}|{TIME}),[^\n]*\Z
      | \[[^\n]*\Z | -+(?:[ ][^\n]*)?\Z
    )""",
    re.VERBOSE,
)
_MEDIA_BESIDE = re.compile(r"[0-9a-f]{1,64}(?:\.\w*)?\Z")
_SENTENCE_END = (".", "!", "?", ")")


def is_stump(
    line: str, layout: Layout, record: re.Match[str] | None, *, beside: bool
) -> bool:
    """Say whether the line, which has no end, is a record's beginning and no more.

    What ends in the middle of a text is a message; what ends before says neither who spoke
    nor whether anybody did. `beside` says that the row before names files.
    """
    if not line.strip():
        return False
    if record is not None:
        return not layout.windows and _without_text(record)
    if DAY_LINE.match(line) or any(pattern.match(line) for pattern in STAMPED):
        return False
    if layout.framed:
        return not (beside and _MEDIA_BESIDE.match(line))
    return _STUMP.match(line) is not None and not is_system(line)


def _without_text(record: re.Match[str]) -> bool:
    rest = record["rest"] or ""
    return (
        record["mark"] == ","
        and " : " not in rest
        and not rest.endswith((" :", *_SENTENCE_END))
        and not is_system(rest)
    )
