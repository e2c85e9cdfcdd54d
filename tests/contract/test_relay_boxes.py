"""Several boxes in one request, and letters asked about (spec/relay.md R-18, R-19)."""

import asyncio
import json
from collections.abc import Iterator, MutableMapping
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.relay_process import hashed, ident, letter, token
from waystation.clock import SimulatedClock, SystemClock
from waystation.encoding import b64, unb64
from waystation.relay.app import RelayApp, create_app
from waystation.relay.jobs import Job, OpenBox, PutLetter
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire.frames import read_boxes
from waystation.wire.limits import BOXES_READ_MAX, READ_BODY_MAX
from waystation.wire.requests import BOXES_PATH, LETTERS_PATH

Read = list[tuple[int, list[tuple[int, bytes]]]]


class Relay:
    """The application on a store, its time moved by hand."""

    def __init__(self, path: Path) -> None:
        self.clock = SimulatedClock(SystemClock().now())
        self.store = SqliteStore(path)

    def do(self, *jobs: Job) -> None:
        for place in range(0, len(jobs), 500):
            done = self.store.apply(jobs[place : place + 500], self.clock.now())
            assert not [one for one in done if isinstance(one, Exception)]

    def open(self, name: str, *letters: str, fleeting: bool = False) -> None:
        made = OpenBox(ident(name), unb64(hashed("box")), fleeting=fleeting)
        self.do(made, *(PutLetter(ident(name), letter(one)) for one in letters))

    def ask(self, path: str, body: Any) -> tuple[int, bytes]:
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            raw = json.dumps(body).encode()
            return {"type": "http.request", "body": raw, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        scope = {"method": "POST", "path": path, "headers": [], "query_string": b""}

        async def request() -> None:
            app: RelayApp = create_app(self.store, self.clock)
            await app({"type": "http", **scope}, receive, send)
            await asyncio.to_thread(app.close)

        asyncio.run(request())
        return sent[0]["status"], sent[1]["body"]

    def read(self, *named: tuple[str, int], by: str = "box") -> tuple[int, bytes]:
        boxes = [
            {"box": b64(ident(name)), "token": b64(token(by)), "after": after}
            for name, after in named
        ]
        return self.ask(BOXES_PATH, {"boxes": boxes})

    def pages(self, *named: tuple[str, int]) -> Read:
        status, raw = self.read(*named)
        assert status == 200
        generation, pages = read_boxes(raw)
        assert generation == self.store.generation
        return pages


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    made = Relay(tmp_path / "store")
    yield made
    made.store.close()


def test_several_boxes_read_at_once_read_like_each_of_them(relay: Relay) -> None:
    """R-19."""
    relay.open("one", "a", "b")
    relay.open("two")
    relay.open("three", "c")
    assert relay.pages(("three", 0), ("one", 1), ("two", 0), ("one", 0)) == [
        (1, [(1, letter("c"))]),
        (2, [(2, letter("b"))]),
        (0, []),
        (2, [(1, letter("a")), (2, letter("b"))]),
    ]


def test_absent_and_forbidden_boxes_answer_with_the_same_bytes_among_others(
    relay: Relay,
) -> None:
    """R-2, R-9, R-19."""
    relay.open("one", "a")
    relay.open("empty")
    forbidden = relay.read(("one", 0), ("empty", 0), by="another")
    assert forbidden == relay.read(("nowhere", 0), ("no box", 0), by="box")
    assert forbidden == relay.read(("empty", 0), ("empty", 0))
    assert forbidden[0] == 200


def test_one_answer_holds_as_many_boxes_as_fit_and_always_one(relay: Relay) -> None:
    """R-19."""
    half = READ_BODY_MAX // len(letter("")) // 2 + 10
    for name in ("one", "two", "three"):
        relay.open(name, *(f"{name} {number}" for number in range(half)))
    named = [("one", 0), ("two", 0), ("three", 0)]
    first = relay.pages(*named)
    assert [last for last, _ in first] == [half]
    rest = relay.pages(*named[1:])
    assert [records[0][1] for _, records in rest] == [letter("two 0")]
    assert len(relay.read(*named)[1]) <= READ_BODY_MAX + 1000


def test_reading_several_fleeting_boxes_begins_the_last_day_of_each(relay: Relay) -> None:
    """R-13, R-19."""
    for name in ("one", "two"):
        relay.open(name, f"in {name}", fleeting=True)
    relay.pages(("one", 0))
    relay.clock.move_to(relay.clock.now() + timedelta(hours=12))
    assert [last for last, _ in relay.pages(("one", 0), ("two", 0))] == [1, 1]
    relay.clock.move_to(relay.clock.now() + timedelta(hours=12))
    assert [last for last, _ in relay.pages(("one", 0), ("two", 0))] == [0, 1]


@pytest.mark.parametrize("count", [0, BOXES_READ_MAX + 1])
def test_no_boxes_and_too_many_are_refused(relay: Relay, count: int) -> None:
    status, raw = relay.read(*[("one", 0)] * count)
    assert (status, json.loads(raw)["error"]["code"]) == (400, "wire.boxes")


def test_a_letter_is_asked_about_by_its_bytes_and_its_box_alone(relay: Relay) -> None:
    """R-18."""
    relay.open("one", "a", fleeting=True)

    def unread(box: str, name: str) -> tuple[int, bytes]:
        asked = {"box": b64(ident(box)), "digest": hashed_letter(name)}
        return relay.ask(LETTERS_PATH, {"letters": [asked]})

    yes, no = unread("one", "a"), unread("one", "b")
    assert (json.loads(yes[1])["unread"], json.loads(no[1])["unread"]) == ([True], [False])
    assert unread("nowhere", "a") == no
    relay.pages(("one", 0))
    assert unread("one", "a") == no


def hashed_letter(name: str) -> str:
    return b64(sha256(letter(name)).digest())
