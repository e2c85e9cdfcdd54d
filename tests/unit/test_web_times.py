"""Times as people say them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from waystation.web.texts import Language, Texts
from waystation.web.times import Times

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)


def times(language: Language = "en", hours: int = 0) -> Times:
    return Times(Texts(language), timezone(timedelta(hours=hours)), NOW)


@pytest.mark.parametrize(
    ("away", "en", "ko"),
    [
        (timedelta(seconds=30), "now", "지금"),
        (timedelta(seconds=-59), "now", "지금"),
        (timedelta(minutes=13), "in 13 min", "13분 뒤"),
        (timedelta(minutes=-12), "12 min ago", "12분 전"),
        (timedelta(hours=2, minutes=5), "in 2 h 5 min", "2시간 5분 뒤"),
        (timedelta(hours=-3), "3 h ago", "3시간 전"),
        (timedelta(hours=9, minutes=30), "in 9 h", "9시간 뒤"),
        (timedelta(hours=47), "in 47 h", "47시간 뒤"),
        (timedelta(days=-2), "2 days ago", "2일 전"),
        (timedelta(days=-75), "2 months ago", "2달 전"),
        (timedelta(days=1649), "in 4 years", "4년 뒤"),
    ],
)
def test_distances_are_said_as_people_say_them(away: timedelta, en: str, ko: str):
    assert f">{en}</time>" in times().relative(NOW + away)
    assert f">{ko}</time>" in times("ko").relative(NOW + away)


def test_another_day_and_another_year_are_named():
    assert ">22:00<" in times().clock(NOW + timedelta(minutes=13))
    assert ">9 Mar 21:47<" in times().clock(NOW + timedelta(days=3))
    assert ">3월 9일 21:47<" in times("ko").clock(NOW + timedelta(days=3))
    assert ">2025년 3월 6일 21:47<" in times("ko").clock(NOW - timedelta(days=365))


def test_the_exact_time_stands_in_the_title_in_the_readers_zone():
    said = times(hours=9).clock(NOW)
    assert 'datetime="2026-03-06T21:47:00Z"' in said
    assert 'title="2026-03-07 06:47 (UTC+09:00)"' in said
    assert ">06:47<" in said


def test_a_span_names_the_day_only_once():
    tomorrow = NOW + timedelta(days=1)
    said = times().span(tomorrow, tomorrow + timedelta(minutes=73))
    assert said.count("7 Mar") == 1
    assert ">23:00</time>" in said
