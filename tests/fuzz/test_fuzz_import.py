"""Exports broken, hostile or merely unusual: only a FormatError, and no byte lost."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waystation.errors import FormatError
from waystation.importers.read import read
from waystation.importers.row import Import

SAMPLES = sorted(
    path.read_bytes()
    for path in (Path(__file__).parents[1] / "samples").iterdir()
    if path.suffix in (".txt", ".csv", ".json")
)
BETWEEN = set(b" \t\r\n,]}\0")
PIECES = [
    b"\r\n",
    b"\n",
    b"\r",
    b'"',
    b'""',
    b",",
    b" : ",
    b"] [",
    b"[",
    b"\\x0B",
    b"\\",
    b"\\ud83d",
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"null",
    b"{",
    b"}",
    b"]",
    b"1e999",
    b'"messages": [',
    b'"document_id": 12',
    b"---------------",
    b"12:61",
    b"2026-13-01",
    "2026년 3월 1일 오전 12:05, 가 : 나".encode(),
    "오후 1:01, 가 : 나".encode(),
    "2026년 2월 30일 월요일".encode(),
    "[가] [오후 1:01] 나".encode(),
    "삭제된 메시지입니다.".encode(),
]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        cut = draw(st.integers(0, 30))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=4))
        data = data[:at] + piece + data[at + cut :]
    return data


@settings(max_examples=400, deadline=None)
@given(mutated() | st.binary(max_size=300))
def test_any_bytes_read_whole_or_are_refused(data: bytes) -> None:
    try:
        found = read(data)
    except FormatError:
        return
    assert_covered(data, found)
    json.dumps(found.summary()).encode()
    for row in found.rows:
        json.dumps(row.shown(), ensure_ascii=False).encode()


def assert_covered(data: bytes, found: Import) -> None:
    place = 0
    for row in found.rows:
        assert place <= row.start <= row.end <= len(data)
        assert set(data[place : row.start]) <= BETWEEN
        assert found.format == "telegram" or row.start == place
        place = row.end
    assert set(data[place:]) <= BETWEEN
    assert found.format == "telegram" or place == len(data)


@dataclass(frozen=True)
class Said:
    """What somebody said."""

    at: datetime
    who: str
    text: str


_WORD = st.text(
    st.sampled_from("가나다라마abc :,[]'\"/ \u202f\U0001f44d."), min_size=1, max_size=12
)
_NAME = _WORD.map(str.strip).filter(
    lambda name: bool(name) and " : " not in f" {name} " and "] [" not in name
)
_LINES = st.lists(_WORD.map(str.strip).filter(bool), min_size=1, max_size=3).map("\n".join)


@st.composite
def conversations(draw: st.DrawFn) -> list[Said]:
    at = datetime(2026, 3, 1, 0, 5)  # noqa: DTZ001 exports have no zone
    found = []
    for _ in range(draw(st.integers(1, 8))):
        at += timedelta(minutes=draw(st.integers(0, 900)))
        found.append(Said(at, draw(_NAME), draw(_LINES)))
    return found


def _half(at: datetime) -> str:
    return f"{'오전' if at.hour < 12 else '오후'} {at.hour % 12 or 12}:{at.minute:02}"


def _english(at: datetime) -> str:
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


STAMPS = {
    "android ko": lambda at: f"{at.year}년 {at.month}월 {at.day}일 {_half(at)}",
    "android en": lambda at: f"{at:%B} {at.day}, {at.year}, {_english(at)}",
    "android en 2015": lambda at: (
        f"{_english(at).lower().replace(' ', '')}, {at:%B} {at.day}, {at.year}"
    ),
    "android en cldr 42": lambda at: (
        f"{at:%B} {at.day}, {at.year} at "
        + _english(at).replace(" AM", "\u202fa.m.").replace(" PM", "\u202fp.m.")
    ),
    "ios ko 12h": lambda at: f"{at.year}. {at.month}. {at.day}. {_half(at)}",
    "ios ko 24h": lambda at: f"{at.year}. {at.month}. {at.day}. {at:%H:%M}",
    "ios en": lambda at: f"{at:%b} {at.day}, {at.year}, {_english(at)}",
    "ios en 24h": lambda at: f"{at:%b} {at.day}, {at.year} at {at:%H:%M}",
}
HEAD = "\ufeff도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026년 3월 2일 오전 9:00\n\n\r\n"
SHUT = "\n끝"  # a bare LF in the body, so that the file shows how it ends its records


@pytest.mark.parametrize("variant", STAMPS)
@settings(max_examples=60, deadline=None)
@given(said=conversations())
def test_mobile_conversation_comes_back_as_it_was(variant: str, said: list[Said]) -> None:
    stamp, day, lines = STAMPS[variant], None, []
    for one in said:
        if one.at.date() != day:
            day = one.at.date()
            lines += ["", f"{day.year}년 {day.month}월 {day.day}일 월요일"]
        lines.append(f"{stamp(one.at)}, {one.who} : {one.text}{SHUT}")
    data = (HEAD + "\r\n".join(lines) + "\r\n").encode()
    found = read(data)
    assert messages(found) == [
        (f"{s.at:%Y-%m-%dT%H:%M}", s.who, s.text + SHUT) for s in said
    ]
    assert_covered(data, found)
    assert "boundary=heuristic" not in found.flags


@settings(max_examples=60, deadline=None)
@given(said=conversations(), hours=st.sampled_from([_half, _english, "{:%H:%M}".format]))
def test_windows_conversation_comes_back_as_it_was(said: list[Said], hours: object) -> None:
    assert callable(hours)
    lines, day = ["방 님과 카카오톡 대화", "저장한 날짜 : 2026-03-02 09:00:00", ""], None
    for one in said:
        if one.at.date() != day:
            day = one.at.date()
            lines.append(
                f"{'-' * 15} {day.year}년 {day.month}월 {day.day}일 월요일 {'-' * 15}"
            )
        text = one.text.replace("\n", "\r\n")
        lines.append(f"[{one.who}] [{hours(one.at)}] {text}")
    data = ("\r\n".join(lines) + "\r\n").encode()
    found = read(data)
    assert messages(found) == [(f"{s.at:%Y-%m-%dT%H:%M}", s.who, s.text) for s in said]
    assert_covered(data, found)
    assert "boundary=heuristic" in found.flags


@settings(max_examples=60, deadline=None)
@given(said=conversations())
def test_macos_conversation_comes_back_as_it_was(said: list[Said]) -> None:
    rows = [
        ",".join([f"{one.at:%Y-%m-%d %H:%M:%S}", *(f'"{x}"' for x in quoted)])
        for one in said
        for quoted in [[one.who.replace('"', '""'), one.text.replace('"', '""')]]
    ]
    data = ("Date,User,Message\n" + "\n".join(rows) + "\n").encode()
    found = read(data)
    assert messages(found) == [(f"{s.at:%Y-%m-%dT%H:%M:%S}", s.who, s.text) for s in said]
    assert_covered(data, found)


@settings(max_examples=60, deadline=None)
@given(said=conversations(), indent=st.sampled_from([None, 1, 4]), ascii_only=st.booleans())
def test_telegram_conversation_comes_back_as_it_was(
    said: list[Said], indent: int | None, *, ascii_only: bool
) -> None:
    listed = [
        {
            "id": n,
            "type": "message",
            "date": one.at.isoformat(),
            "from": one.who,
            "text": one.text
            if n % 2
            else [one.text[:2], {"type": "bold", "text": one.text[2:]}],
        }
        for n, one in enumerate(said)
    ]
    chat = {"name": "x", "type": "personal_chat", "id": 1, "messages": listed}
    data = json.dumps(chat, indent=indent, ensure_ascii=ascii_only).encode()
    found = read(data)
    assert messages(found) == [(s.at.isoformat(), s.who, s.text) for s in said]
    assert_covered(data, found)
    rows = [row for row in found.rows if row.kind == "message"]
    assert [json.loads(data[row.start : row.end]) for row in rows] == listed


def messages(found: Import) -> list[tuple[str | None, str | None, str]]:
    return [(row.at, row.who, row.text) for row in found.rows if row.kind == "message"]
