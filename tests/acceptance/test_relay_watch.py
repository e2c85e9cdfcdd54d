"""Watches of a practice relay as a process, its time moved over a socket."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.relay_process import RelayProcess, hashed, ident, letter, token
from waystation.encoding import b64
from waystation.wire import requests
from waystation.wire.frames import read_feed

FEED, HANDLE, DESK, WATCH = (
    ident("feed"),
    ident("handle", 16),
    ident("desk"),
    ident("watch"),
)
START = "2023-03-01T12:00:00Z"


class Practice:
    def __init__(self, directory: Path) -> None:
        self.socket = directory / "clock"
        options = ("--practice", "--practice-clock", str(self.socket))
        self.relay = RelayProcess(directory / "store", *options)

    def move(self, now: str) -> dict[str, Any]:
        return self.relay.move_clock(self.socket, now)

    def arm(self, due: str, watch: bytes = WATCH, **changes: Any) -> int:
        body = {
            "opens": START,
            "due": due,
            "grace_s": 600,
            "check_in_hash": hashed("well"),
            "disarm_hashes": [hashed("one"), hashed("two")],
            "notes": [{"box": b64(DESK), "letter": b64(letter("silence"))}],
            "check_in_box": b64(DESK),
        }
        path = requests.watch_path(watch)
        return self.relay.call("PUT", path, body | changes, "feed").status_code

    def state(self, watch: bytes = WATCH) -> Any:
        return self.relay.call("GET", requests.watch_path(watch), bearer="feed").json()

    def letters(self) -> list[bytes]:
        answer = self.relay.call("GET", requests.box_path(DESK), bearer="box")
        return [raw for _, raw in read_feed(answer.content)[1]]


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    made = Practice(tmp_path)
    with made.relay:
        made.move(START)
        made.relay.make_feed(FEED, HANDLE)
        made.relay.make_box(DESK)
        yield made


def test_silence_past_the_grace_raises_the_notes_once_and_a_jump_is_no_outage(
    practice: Practice,
) -> None:
    assert practice.arm("2023-03-01T13:00:00Z") == 204
    assert practice.move("2023-03-01T13:09:59Z")["ran"] == 0
    assert practice.letters() == []
    assert practice.move("2023-03-05T00:00:00Z") == {
        "now": "2023-03-05T00:00:00Z",
        "ran": 1,
    }
    assert practice.move("2023-03-06T00:00:00Z")["ran"] == 0
    assert practice.letters() == [letter("silence")]
    assert practice.state() == {"state": "fired", "late": None}


def test_a_check_in_over_http_stops_the_watch_and_arrives_with_it(
    practice: Practice,
) -> None:
    practice.arm("2023-03-01T13:00:00Z")
    body = {"token": b64(token("well")), "letter": b64(letter("well"))}
    path = requests.check_in_path(WATCH)
    assert practice.relay.call("POST", path, body).json() == {"seq": 1}
    assert practice.relay.call("POST", path, body).json() == {"seq": 1}
    wrong = body | {"token": b64(token("guess"))}
    assert practice.relay.call("POST", path, wrong).status_code == 404
    assert practice.move("2023-03-02T00:00:00Z")["ran"] == 0
    assert practice.letters() == [letter("well")]
    assert practice.state()["state"] == "checked_in"


def test_one_person_cannot_disarm_a_watch_and_two_can(practice: Practice) -> None:
    practice.arm("2023-03-01T13:00:00Z")
    path = requests.disarm_path(WATCH)
    one, two = b64(token("one")), b64(token("two"))
    assert practice.relay.call("POST", path, {"tokens": [one]}).status_code == 404
    assert practice.relay.call("POST", path, {"tokens": [one, one]}).status_code == 400
    assert practice.relay.call("POST", path, {"tokens": [one, two]}).status_code == 204
    assert practice.move("2023-03-02T00:00:00Z")["ran"] == 0
    assert practice.state()["state"] == "disarmed"


def test_after_an_outage_overdue_watches_fire_late_and_say_from_when_to_when(
    practice: Practice,
) -> None:
    practice.arm("2023-03-01T13:00:00Z")
    practice.move("2023-03-01T12:30:00Z")
    practice.relay.kill()
    practice.relay.start()
    assert practice.move("2023-03-01T15:00:00Z")["ran"] == 1
    late = {"down_from": "2023-03-01T12:30:00Z", "to": "2023-03-01T15:00:00Z"}
    assert practice.state() == {"state": "fired", "late": late}
    assert practice.letters() == [letter("silence")]
    practice.arm("2023-03-01T16:00:00Z", ident("second"))
    practice.move("2023-03-02T00:00:00Z")
    assert practice.state(ident("second"))["late"] is None


def test_garbage_on_the_practice_socket_is_answered_and_changes_nothing(
    practice: Practice,
) -> None:
    assert practice.move("yesterday")["error"]["code"] == "encoding.time"
    assert practice.move("1999-01-01T00:00:00Z")["now"] == START


def test_practice_time_is_refused_for_a_store_that_was_not_made_for_it(
    tmp_path: Path,
) -> None:
    with RelayProcess(tmp_path / "store"):
        pass
    for option in (["--practice"], ["--practice-clock", str(tmp_path / "clock")]):
        real = RelayProcess(tmp_path / "store", *option)
        with pytest.raises(AssertionError, match=r"relay\.practice"):
            real.start()
