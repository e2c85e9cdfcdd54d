"""The relay killed at random moments and denied its disk: nothing acknowledged is lost."""

import resource
import sqlite3
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.relay_process import RelayProcess, frame, hashed, ident, letter, token
from waystation.clock import SystemClock
from waystation.encoding import b64, to_rfc3339
from waystation.entropy import SystemEntropy
from waystation.errors import UnavailableError
from waystation.relay.fsck import fsck
from waystation.relay.jobs import Append, Done, OpenFeed, OpenHandle
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire import requests
from waystation.wire.frames import read_feed

FEED, HANDLE, DESK = ident("feed"), ident("handle", 16), ident("desk")


SILENCES = {letter(f"silence {number}") for number in range(60)}


class Client(threading.Thread):
    """Appends and posts until told to stop, repeating what was not acknowledged."""

    def __init__(self, relay: RelayProcess, number: int) -> None:
        super().__init__()
        self.relay, self.number = relay, number
        self.acknowledged: dict[bytes, int] = {}
        self.letters: dict[bytes, int] = {}
        self.stopping = threading.Event()

    def run(self) -> None:
        count = 0
        while not self.stopping.is_set():
            one = frame(HANDLE, f"{self.number} {count}")
            self.acknowledged[one] = self.until_told(lambda one=one: self.append(one))
            note = letter(f"{self.number} {count}")
            self.letters[note] = self.until_told(lambda note=note: self.post(note))
            count += 1

    def append(self, one: bytes) -> int:
        answer = self.relay.append(FEED, one)
        assert answer.status_code == 200, answer.text
        seq: int = answer.json()["seqs"][0]
        return seq

    def post(self, note: bytes) -> int:
        answer = self.relay.call("POST", requests.box_path(DESK), note)
        assert answer.status_code in {200, 429}, answer.text
        seq: int = answer.json().get("seq", 0)
        return seq

    def until_told(self, send: Any) -> int:
        while True:
            try:
                return int(send())
            except (httpx2.TransportError, RuntimeError):
                time.sleep(0.02)  # down: the next round speaks to the next process


def everything(relay: RelayProcess, path: str, bearer: str) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    while True:
        after = found[-1][0] if found else 0
        records = read_feed(
            relay.call("GET", f"{path}?after={after}", bearer=bearer).content
        )[1]
        if not records:
            return found
        found += records


def arm(relay: RelayProcess, number: int, due: datetime) -> None:
    body = {
        "opens": to_rfc3339(due - timedelta(hours=1)),
        "due": to_rfc3339(due),
        "check_in_hash": hashed("well"),
        "disarm_hashes": [hashed("one"), hashed("two")],
        "notes": [{"box": b64(DESK), "letter": b64(letter(f"silence {number}"))}],
        "check_in_box": b64(DESK),
    }
    path = requests.watch_path(ident(f"watch {number}"))
    assert relay.call("PUT", path, body, "feed").status_code == 204


def heard(relay: RelayProcess) -> tuple[list[tuple[int, bytes]], list[bytes]]:
    """Wait for every watch; return all letters of the desk, and the notes among them."""
    deadline = time.monotonic() + 90
    while True:
        letters = everything(relay, requests.box_path(DESK), "box")
        silences = [raw for _, raw in letters if raw in SILENCES]
        if len(silences) >= 60 or time.monotonic() > deadline:
            return letters, silences
        time.sleep(0.2)


@pytest.mark.fault
def test_kills_at_random_moments_lose_and_double_nothing_and_every_watch_fires_once(
    tmp_path: Path,
) -> None:
    relay = RelayProcess(tmp_path / "store")
    moments = SystemEntropy().draw(5)
    with relay:
        relay.make_feed(FEED, HANDLE)
        relay.make_box(DESK)
        for number in range(60):
            arm(relay, number, SystemClock().now() + timedelta(seconds=number // 6))
        clients = [Client(relay, number) for number in range(6)]
        for client in clients:
            client.start()
        for moment in moments:
            time.sleep(0.3 + moment / 200)
            relay.kill()
            relay.start()
        time.sleep(0.5)
        for client in clients:
            client.stopping.set()
        for client in clients:
            client.join(90)
        letters, silences = heard(relay)
        assert sorted(silences) == sorted(SILENCES)
        kept = {
            raw: seq for seq, raw in everything(relay, requests.feed_path(FEED), "feed")
        }
        posted = {raw: seq for seq, raw in letters}
        assert len(posted) == len(letters)
        for client in clients:
            assert client.acknowledged.items() <= kept.items()
            assert {raw: seq for raw, seq in client.letters.items() if seq}.items() <= (
                posted.items()
            )
        assert sum(len(client.acknowledged) for client in clients) > 50
    assert fsck(tmp_path / "store") == []


@pytest.mark.fault
def test_a_full_disk_is_said_and_what_was_refused_is_taken_when_there_is_space(
    tmp_path: Path,
) -> None:
    with RelayProcess(tmp_path / "store") as relay:
        relay.make_feed(FEED, HANDLE)
        relay.make_box(DESK)
        arm(relay, 0, SystemClock().now() + timedelta(seconds=3))
        resource.prlimit(
            relay.pid, resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY)
        )
        acknowledged: list[bytes] = []
        refused: httpx2.Response | None = None
        for number in range(200):
            one = frame(HANDLE, str(number), 8236)
            answer = relay.append(FEED, one)
            if answer.status_code != 200:
                refused = answer
                break
            acknowledged.append(one)
        assert refused is not None
        assert refused.status_code == 507
        assert refused.json()["error"]["retry_after"] > 0
        assert "retry-after" in refused.headers
        time.sleep(3.5)  # the watch falls due while nothing can be written
        path = requests.feed_path(FEED)
        assert [raw for _, raw in everything(relay, path, "feed")] == acknowledged
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        resource.prlimit(relay.pid, resource.RLIMIT_FSIZE, unlimited)
        assert relay.append(FEED, one).status_code == 200
        assert [raw for _, raw in everything(relay, path, "feed")] == [*acknowledged, one]
        deadline = time.monotonic() + 60
        letters: list[tuple[int, bytes]] = []
        while not letters and time.monotonic() < deadline:
            letters = everything(relay, requests.box_path(DESK), "box")
        assert [raw for _, raw in letters] == [letter("silence 0")]
    assert fsck(tmp_path / "store") == []


@pytest.mark.fault
def test_a_database_that_may_not_grow_refuses_whole_appends_and_recovers(
    tmp_path: Path,
) -> None:
    now = SystemClock().now()
    store = SqliteStore(tmp_path / "store")
    read, write = (requests.read_hash(hashed(name)) for name in ("feed", "append"))
    store.apply(
        [OpenFeed(FEED, read), OpenHandle(FEED, token("feed"), HANDLE, write)],
        now,
    )
    database: sqlite3.Connection = store._database  # the fault goes in here
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages + 20}")
    stored: list[bytes] = []

    def batch(number: int) -> Append:
        frames = [frame(HANDLE, f"{number} {n}", 8236) for n in range(4)]
        return Append(FEED, [(token("append"), one) for one in frames])

    def fill() -> None:
        for number in range(12):
            job = batch(number)
            assert isinstance(store.apply([job], now)[0], Done)
            stored.extend(one for _, one in job.records)

    with pytest.raises(UnavailableError) as full:
        fill()
    assert full.value.code == "relay.full"
    assert full.value.retry_after
    outcome = store.apply([batch(99)], now)[0]  # a new connection has no such limit
    assert isinstance(outcome, Done)
    assert outcome.seqs[0] == len(stored) + 1
    store.close()
    assert fsck(tmp_path / "store") == []


@pytest.mark.fault
def test_fsck_names_what_was_changed_behind_the_relays_back(tmp_path: Path) -> None:
    with RelayProcess(tmp_path / "store") as relay:
        relay.make_feed(FEED, HANDLE)
        relay.make_box(DESK)
        relay.append(FEED, *(frame(HANDLE, str(n)) for n in range(4)))
        relay.call("POST", requests.box_path(DESK), letter("a"))
        arm(relay, 0, SystemClock().now() + timedelta(hours=1))
    for change, code in (
        ("UPDATE frames SET frame = zeroblob(1068) WHERE key & 7 = 2", "frame.changed"),
        ("DELETE FROM frames WHERE key & 7 = 3", "feed.gap"),
        ("UPDATE bodies SET letter = zeroblob(9328) WHERE number = 1", "letter.changed"),
        ("DELETE FROM bodies WHERE number = 2", "watch.note"),
        ("DELETE FROM letters", "letter.orphan"),
    ):
        with sqlite3.connect(tmp_path / "store" / "relay.sqlite3") as database:
            database.execute(change)
        database.close()
        assert code in {problem.code for problem in fsck(tmp_path / "store")}
