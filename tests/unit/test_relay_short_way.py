"""An append in one piece is answered without a task, and like every other."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from tests.relay_line import connect, request, turns
from tests.relay_process import SMALL, frame, ident, token
from waystation.clock import SimulatedClock
from waystation.relay.app import RelayApp, create_app
from waystation.relay.jobs import CloseHandle, OpenFeed, OpenHandle
from waystation.relay.settings import Settings
from waystation.relay.short_way import ShortWayProtocol
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire.frames import write_appends
from waystation.wire.limits import APPEND_BODY_MAX
from waystation.wire.requests import feed_path

FEED, HANDLE, CLOSED = ident("feed"), ident("handle", 16), ident("closed", 16)
PATH = feed_path(FEED)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
SMALL_QUOTA = Settings(feed_bytes_a_day=20 * SMALL)


class Caller:
    """One connection to a relay."""

    def __init__(self, app: RelayApp) -> None:
        self.protocol, self.line = connect(ShortWayProtocol, app)

    async def send(self, *parts: bytes) -> bytes:
        """Send parts, one after the other, and return all that came back."""
        for part in parts:
            self.protocol.data_received(part)
            await turns(3)
        return await self.heard()

    async def heard(self, count: int = 1) -> bytes:
        """Wait for so many answers."""
        while b"".join(self.line.done).count(b"HTTP/1.1") < count:
            self.line.news.clear()
            await self.line.news.wait()
        await turns(3)
        return b"".join(self.line.done)


@contextmanager
def relay(directory: Path) -> Iterator[RelayApp]:
    store = SqliteStore(directory, settings=SMALL_QUOTA)
    store.apply(
        [
            OpenFeed(FEED, sha256(token("feed")).digest()),
            OpenHandle(FEED, token("feed"), HANDLE, sha256(token("append")).digest()),
            OpenHandle(FEED, token("feed"), CLOSED, sha256(token("append")).digest(),
                       (sha256(token("closer")).digest(),), 1),
            CloseHandle(FEED, CLOSED, (token("closer"),)),
        ],
        NOW,
    )  # fmt: skip
    app = create_app(store, SimulatedClock(NOW), SMALL_QUOTA)
    yield app
    app.close()
    store.close()


async def call(app: RelayApp, *parts: bytes) -> bytes:
    return await Caller(app).send(*parts)


def append(*names: str, handle: bytes = HANDLE, shown: str = "append") -> bytes:
    return write_appends([(token(shown), frame(handle, name)) for name in names])


def post(body: bytes, *headers: str, path: str = PATH) -> bytes:
    head = (f"content-length: {len(body)}", *headers)
    return request(path, *head, method="POST") + body


ASKED = {
    "one": (post(append("one")), 200),
    "several, one of them twice": (post(append("one", "two", "one")), 200),
    "the last of its connection": (post(append("one"), "connection: close"), 200),
    "of a client of before": (post(append("one")).replace(b"/1.1", b"/1.0", 1), 200),
    "of who waits for a sign": (post(append("one"), "expect: 100-continue"), 200),
    "with a wrong token": (post(append("one", shown="no token")), 404),
    "to no handle": (post(append("one", handle=ident("no handle", 16))), 404),
    "to a closed handle": (post(append("one", handle=CLOSED)), 409),
    "to no feed": (post(append("one"), path=feed_path(ident("no feed"))), 404),
    "to what is no id": (post(append("one"), path="/v1/feeds/short"), 400),
    "to another place": (post(append("one"), path=f"{PATH}/handles"), 404),
    "more than a day's": (post(append(*map(str, range(21)))), 429),
    "cut off": (post(append("one")[:-1]), 400),
    "too many": (post(bytes(APPEND_BODY_MAX + 1)), 413),
    "nothing": (post(b""), 400),
    "put": (post(append("one")).replace(b"POST", b"PUT ", 1), 400),
}


def test_in_one_piece_or_in_two_the_same_is_answered(tmp_path: Path) -> None:
    async def ask(app: RelayApp, *parts: bytes) -> bytes:
        said = await call(app, *parts)
        return said.replace(b"HTTP/1.1 100 Continue\r\n\r\n", b"")

    async def ask_all(app: RelayApp) -> None:
        for name, (asked, status) in ASKED.items():
            head = asked.index(b"\r\n\r\n") + 4
            halves = await ask(app, asked[:head], asked[head:])
            whole = await ask(app, asked)
            assert (name, whole) == (name, halves)
            assert (name, int(whole.split()[1])) == (name, status)

    with relay(tmp_path / "store") as app:
        asyncio.run(ask_all(app))


def test_only_an_append_in_one_piece_needs_no_task(tmp_path: Path) -> None:
    async def tasks(app: RelayApp, *parts: bytes) -> tuple[int, bytes]:
        caller = Caller(app)
        for part in parts:
            caller.protocol.data_received(part)
        return len(caller.protocol.tasks), await caller.heard()

    async def ask_all(app: RelayApp) -> list[tuple[int, bytes]]:
        asked = post(append("one"))
        return [await tasks(app, asked), await tasks(app, asked[:-9], asked[-9:])]

    with relay(tmp_path / "store") as app:
        (short, first), (usual, second) = asyncio.run(ask_all(app))
    assert (short, usual) == (0, 1)
    assert first == second


def test_a_connection_keeps_no_body_after_it_was_taken(tmp_path: Path) -> None:
    async def kept(app: RelayApp) -> int:
        caller = Caller(app)
        await caller.send(post(append("one")))
        return len(caller.protocol.cycle.body)

    with relay(tmp_path / "store") as app:
        assert asyncio.run(kept(app)) == 0


def test_what_was_answered_the_short_way_is_stored(tmp_path: Path) -> None:
    with relay(tmp_path / "store") as app:
        asyncio.run(call(app, post(append("one", "two"))))
        page = app.store.read_feed(FEED, token("feed"), 0)
    assert page.records == [(1, frame(HANDLE, "one")), (2, frame(HANDLE, "two"))]


def test_requests_of_all_kinds_that_came_at_once_are_answered_in_their_order(
    tmp_path: Path,
) -> None:
    asked = [
        post(append("one")),
        request("/v1/relay"),
        post(append("two", shown="no token")),
        post(append("two")),
        post(append("three"), "connection: close"),
    ]

    async def ask(app: RelayApp) -> list[bytes]:
        caller = Caller(app)
        caller.protocol.data_received(b"".join(asked))
        await caller.heard(len(asked))
        return caller.line.done

    with relay(tmp_path / "store") as app:
        *answers, closed = asyncio.run(ask(app))
    assert closed == b"closed"
    assert [int(answer.split()[1]) for answer in answers] == [200, 200, 404, 200, 200]
    ends = [answer.rpartition(b":")[2] for answer in answers]
    assert (ends[0], ends[3], ends[4]) == (b"[1]}", b"[2]}", b"[3]}")


def test_who_left_is_sent_nothing_and_the_others_of_the_group_are_answered(
    tmp_path: Path,
) -> None:
    async def ask(app: RelayApp) -> tuple[list[bytes], bytes]:
        gone, there = Caller(app), Caller(app)
        gone.protocol.data_received(post(append("one")))
        there.protocol.data_received(post(append("two")))
        gone.protocol.connection_lost(None)
        return gone.line.done, await there.heard()

    with relay(tmp_path / "store") as app:
        gone, there = asyncio.run(ask(app))
    assert gone == [b"closed"]
    assert there.endswith(b"[2]}")


def test_one_answer_at_most_is_held_for_who_sends_and_does_not_read(tmp_path: Path) -> None:
    async def ask(app: RelayApp) -> list[int]:
        caller = Caller(app)
        taken = caller.line.write

        def write(data: bytes | bytearray | memoryview) -> None:
            taken(data)
            caller.protocol.pause_writing()

        caller.line.write = write  # type: ignore[method-assign]
        caller.protocol.data_received(post(append("one")) * 4)
        held = []
        for count in range(1, 5):
            await caller.heard(count)
            await turns(50)
            held.append(len(caller.line.done))
            caller.protocol.resume_writing()
        return held

    with relay(tmp_path / "store") as app:
        assert asyncio.run(ask(app)) == [1, 2, 3, 4]


def test_a_relay_that_stops_answers_what_it_took_and_closes(tmp_path: Path) -> None:
    async def ask(app: RelayApp) -> list[bytes]:
        caller = Caller(app)
        caller.protocol.data_received(post(append("one")))
        caller.protocol.shutdown()
        await caller.heard()
        return caller.line.done

    with relay(tmp_path / "store") as app:
        answer, closed = asyncio.run(ask(app))
    assert b"connection: close" in answer
    assert (answer[-4:], closed) == (b"[1]}", b"closed")
