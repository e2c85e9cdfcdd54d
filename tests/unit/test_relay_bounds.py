"""One connection costs a relay so much and no more: bytes, requests at once, time."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest
from uvicorn.server import ServerState

from tests.relay_line import Line, connect, request, turns
from waystation.relay import bounds
from waystation.relay.bounds import (
    AROUND_BYTES_MAX,
    BEHIND_MAX,
    HEAD_SECONDS,
    HEADERS_MAX,
    UNREAD_SECONDS,
    BoundedProtocol,
)
from waystation.wire.limits import APPEND_BODY_MAX

PIECE = 64 * 1024
CHUNKED = request("/a", "transfer-encoding: chunked", method="POST")
HEAD = b"GET /a HTTP/1.1\r\nhost: relay\r\n"


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose time a test moves."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead

    async def passes(self, seconds: float) -> None:
        self.ahead += seconds
        await turns(3)


class App:
    """Reads a body to its end and answers; what it has read of it is counted."""

    read = 0

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        more = scope["path"] != "/at-once"
        while more:
            message = await receive()
            self.read += len(message.get("body", b""))
            more = message.get("more_body", False)
        head = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"ok"})


def run(call: Callable[[Loop, BoundedProtocol, Line], Awaitable[None]]) -> list[bytes]:
    """Return what was done with a connection; the end of it is noted as such."""

    async def exchange() -> list[bytes]:
        protocol, line = connect(BoundedProtocol, App())
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Loop)
        await call(loop, protocol, line)
        await turns(20)
        done, line.closing = list(line.done), True
        protocol.connection_lost(None)
        return done

    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(exchange())


def sent(*parts: bytes) -> list[bytes]:
    async def call(_loop: Loop, protocol: BoundedProtocol, line: Line) -> None:
        for part in parts:
            if not line.closing:
                protocol.data_received(part)
                await turns(5)

    return run(call)


@pytest.mark.parametrize(
    "parts",
    [
        [HEAD, b"a: " + b"b" * AROUND_BYTES_MAX],
        [HEAD + b"a: b\r\n" * (HEADERS_MAX + 1)],
        [b"GET /", *[b"b" * PIECE] * 5],
        [b"GET /", b"b" * AROUND_BYTES_MAX + b"b"],
    ],
    ids=["a long header", "many headers", "a long path", "one byte too much"],
)
def test_a_head_without_end_is_refused_and_the_connection_closed(
    parts: list[bytes],
) -> None:
    answer, closed = sent(*parts)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert closed == b"closed"


@pytest.mark.parametrize(
    "endless",
    [b"1\r\nx\r\n0\r\n" + b"a: b\r\n" * 200, b"1\r\nx\r\n0\r\na: ", b"1;"],
    ids=["trailers", "one trailer", "an extension"],
)
def test_what_stands_around_a_body_has_an_end_too(endless: bytes) -> None:
    assert sent(CHUNKED + endless, *[b"a" * 1024] * 65) == [b"closed"]


def test_as_much_as_a_request_may_be_is_no_reason_to_close() -> None:
    pieces = [b"400\r\n" + b"x" * 1024 + b"\r\n"] * (APPEND_BODY_MAX // 1024)
    head = request("/a", *[f"h{number}: x" for number in range(HEADERS_MAX - 1)])
    done = sent(CHUNKED, *pieces, b"0\r\n\r\n", head[:9], head[9:])
    assert b"".join(done).count(b"HTTP/1.1 200 ") == 2
    assert b"closed" not in done


def test_of_requests_at_once_a_few_are_held_and_more_close_the_connection() -> None:
    few = sent(request("/a") * (BEHIND_MAX + 1))
    assert [done[-2:] for done in few] == [b"ok"] * (BEHIND_MAX + 1)
    many = sent(request("/a") * 10_000)
    assert many[-1] == b"closed"
    assert len(many) <= 2


def test_a_connection_too_many_is_broken_off_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "CONNECTIONS_MAX", 2)

    async def exchange() -> list[list[bytes]]:
        state = ServerState()
        pairs = [connect(BoundedProtocol, App(), state) for _ in range(3)]
        pairs[0][0].data_received(request("/a"))
        await turns(10)
        for protocol, _ in pairs[1:]:
            protocol.connection_lost(None)
        pairs.append(connect(BoundedProtocol, App(), state))
        return [[done[-6:] for done in line.done] for _, line in pairs]

    first, second, third, later = asyncio.run(exchange())
    assert first == [b"\r\n\r\nok"]
    assert second == [b"closed"]
    assert third == [b"closed", b"closed"]
    assert later == []


def after(seconds: float, *parts: bytes) -> list[bytes]:
    async def call(loop: Loop, protocol: BoundedProtocol, _line: Line) -> None:
        for part in parts:
            protocol.data_received(part)
            await turns(10)
        await loop.passes(seconds)

    return [done[-6:] for done in run(call)]


def test_who_asks_nothing_is_closed_after_a_while() -> None:
    assert after(4) == []
    assert after(5) == [b"closed"]
    assert after(4, request("/a")) == [b"\r\n\r\nok"]
    assert after(5, request("/a")) == [b"\r\n\r\nok", b"closed"]
    assert after(5, b"\r\n", b"\r\n") == [b"closed"]


def test_who_goes_on_sending_after_the_answer_is_closed_after_a_while() -> None:
    async def call(loop: Loop, protocol: BoundedProtocol, line: Line) -> None:
        protocol.data_received(
            request("/at-once", "content-length: 99999999", method="POST")
        )
        for _ in range(4):
            await turns(5)
            protocol.data_received(b"x" * PIECE)
            await loop.passes(1)
        assert not line.closing
        protocol.data_received(b"x" * PIECE)
        await loop.passes(1)

    answer, closed = run(call)
    assert answer.endswith(b"ok")
    assert closed == b"closed"


def test_a_head_may_come_slowly_but_not_for_ever() -> None:
    async def call(loop: Loop, protocol: BoundedProtocol, line: Line) -> None:
        protocol.data_received(HEAD)
        for _ in range(int(HEAD_SECONDS) - 1):
            protocol.data_received(b"a: b\r\n")
            await loop.passes(1)
        assert not line.closing
        protocol.data_received(b"a: b\r\n")
        await loop.passes(1)

    assert run(call) == [b"closed"]


def test_who_is_waiting_for_an_answer_is_not_closed() -> None:
    async def call(loop: Loop, protocol: BoundedProtocol, _line: Line) -> None:
        protocol.data_received(request("/a", "content-length: 1", method="POST"))
        for _ in range(10):
            await loop.passes(HEAD_SECONDS)
        protocol.data_received(b"x")

    (answer,) = run(call)
    assert answer.endswith(b"ok")


def test_an_answer_that_nobody_reads_is_dropped_but_not_one_read_slowly() -> None:
    async def call(loop: Loop, protocol: BoundedProtocol, line: Line) -> None:
        protocol.data_received(request("/a"))
        await turns(10)
        for line.unread in (9, 8, 7, 6):
            await loop.passes(UNREAD_SECONDS)
        assert not line.closing
        await loop.passes(UNREAD_SECONDS)

    answer, closed = run(call)
    assert answer.endswith(b"ok")
    assert closed == b"closed"
