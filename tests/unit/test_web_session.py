"""Launch tokens are good once; sessions end."""

from datetime import UTC, datetime, timedelta

from waystation.clock import SimulatedClock
from waystation.entropy import FixedEntropy
from waystation.web.session import LIFETIME, Sessions

NOW = datetime(2026, 3, 6, tzinfo=UTC)


def opened() -> tuple[Sessions, SimulatedClock]:
    clock = SimulatedClock(NOW)
    return Sessions(FixedEntropy(b"sessions"), clock), clock


def test_a_launch_token_opens_one_session_once():
    sessions, _ = opened()
    token = sessions.issue()
    cookie = sessions.exchange(token)
    assert cookie is not None
    assert sessions.find(cookie) is not None
    assert sessions.exchange(token) is None


def test_a_newer_launch_token_voids_the_one_before():
    sessions, _ = opened()
    first, second = sessions.issue(), sessions.issue()
    assert sessions.exchange(first) is None
    assert sessions.exchange(second) is not None


def test_no_token_and_no_cookie_open_nothing():
    sessions, _ = opened()
    assert sessions.exchange("") is None
    assert sessions.find("") is None
    assert sessions.exchange("\udcff") is None


def test_a_session_ends_when_it_is_locked_or_after_its_time():
    sessions, clock = opened()
    first = sessions.exchange(sessions.issue()) or ""
    second = sessions.exchange(sessions.issue()) or ""
    session = sessions.find(first)
    assert session is not None
    sessions.end(session)
    assert sessions.find(first) is None
    assert not sessions.lasts(session)
    assert sessions.find(second) is not None
    clock.move_to(NOW + LIFETIME - timedelta(seconds=1))
    assert sessions.find(second) is not None
    clock.move_to(NOW + LIFETIME)
    assert sessions.find(second) is None


def test_a_form_of_another_session_is_not_accepted():
    sessions, _ = opened()
    one = sessions.find(sessions.exchange(sessions.issue()) or "")
    other = sessions.find(sessions.exchange(sessions.issue()) or "")
    assert one is not None
    assert other is not None
    assert one.accepts(one.csrf)
    assert not one.accepts(other.csrf)
    assert not one.accepts("")


def test_what_is_left_to_be_shown_is_shown_once_and_forgotten_when_locked():
    sessions, _ = opened()
    cookie = sessions.exchange(sessions.issue())
    assert cookie is not None
    session = sessions.find(cookie)
    assert session is not None
    sessions.leave(session, "a link")
    assert sessions.take(session) == "a link"
    assert sessions.take(session) == ""
    sessions.leave(session, "another")
    sessions.lock()
    sessions.leave(session, "a third, by a session that is over")
    assert sessions.take(session) == ""
