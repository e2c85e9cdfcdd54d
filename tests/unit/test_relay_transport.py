"""Answers leave the relay in one write, whole, in order, no faster than they are read."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from tests.relay_line import Line, connect, request, turns
from waystation.relay.transport import OneWriteProtocol

LARGE = b"x" * 1_000_000
TURNS = 50
"""Of the loop: more than any answer here takes; no clock is waited for."""


async def answer(
    scope: MutableMapping[str, Any],
    receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    path = scope["path"]
    body = {"/empty": b"", "/large": LARGE}.get(path, path.encode())
    if scope["method"] == "POST":
        body = (await receive())["body"]
    headers = [(b"content-length", b"%d" % len(body))]
    status = 200 if body else 204
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if path == "/late":
        await turns(3)
    await send({"type": "http.response.body", "body": body})


def connected() -> tuple[OneWriteProtocol, Line]:
    return connect(OneWriteProtocol, answer)


def written(*parts: bytes, pause_before: bool = False) -> list[bytes]:
    """Return what is done with a connection that is sent these parts, one a moment."""

    async def exchange() -> list[bytes]:
        protocol, line = connected()
        if pause_before:
            protocol.pause_writing()
        for part in parts:
            protocol.data_received(part)
            await turns(TURNS)
        if pause_before:
            assert line.done == []
            protocol.resume_writing()
            await turns(TURNS)
        done, line.closing = list(line.done), True
        protocol.connection_lost(None)
        return done

    return asyncio.run(exchange())


def body_of(raw: bytes) -> bytes:
    return raw.partition(b"\r\n\r\n")[2]


def test_head_and_body_of_an_answer_leave_in_one_write() -> None:
    (one,) = written(request("/a"))
    assert one.startswith(b"HTTP/1.1 200 ")
    assert body_of(one) == b"/a"


def test_an_answer_without_a_body_leaves_in_one_write() -> None:
    (one,) = written(request("/empty"))
    assert one.startswith(b"HTTP/1.1 204 ")
    assert one.endswith(b"\r\n\r\n")


def test_a_large_body_follows_its_head_whole() -> None:
    done = written(request("/large"))
    assert body_of(b"".join(done)) == LARGE


def test_a_head_whose_body_is_late_does_not_wait_for_it() -> None:
    head, body = written(request("/late"))
    assert head.endswith(b"\r\n\r\n")
    assert body == b"/late"


def test_requests_that_came_at_once_are_answered_in_their_order() -> None:
    done = written(request("/a") + request("/late") + request("/large") + request("/b"))
    whole = b"".join(done)
    places = [whole.index(b"\r\n\r\n" + each) for each in (b"/a", b"/late", LARGE, b"/b")]
    assert places == sorted(places)


def test_a_connection_is_closed_after_its_last_answer_not_before() -> None:
    last, closed = written(request("/a", "connection: close"))
    assert body_of(last) == b"/a"
    assert closed == b"closed"


def test_garbage_is_answered_before_the_connection_is_closed() -> None:
    done = written(b"no such thing\r\n\r\n")
    assert b"".join(done).startswith(b"HTTP/1.1 400 ")
    assert done[-1] == b"closed"


def test_who_waits_for_a_sign_before_sending_a_body_gets_it_at_once() -> None:
    headers = ("expect: 100-continue", "content-length: 4")
    go_on, last = written(request("/a", *headers, method="POST"), b"word")
    assert go_on == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert body_of(last) == b"word"


def test_nothing_is_written_while_the_other_side_does_not_read() -> None:
    (one,) = written(request("/a"), pause_before=True)
    assert body_of(one) == b"/a"


def test_nothing_is_written_to_a_connection_that_is_gone() -> None:
    async def exchange() -> list[bytes]:
        protocol, line = connected()
        protocol.data_received(request("/late"))
        line.closing = True
        await turns(TURNS)
        protocol.connection_lost(None)
        return line.done

    assert set(asyncio.run(exchange())) <= {b"closed"}


def test_of_requests_that_came_at_once_one_answer_is_held_for_who_does_not_read() -> None:
    async def exchange() -> list[int]:
        protocol, line = connected()
        taken = line.write

        def write(data: bytes | bytearray | memoryview) -> None:
            taken(data)
            if len(data) > len(LARGE) // 2:
                protocol.pause_writing()

        line.write = write  # type: ignore[method-assign]
        protocol.data_received(request("/large") * 4)
        held = []
        for _ in range(4):
            await turns(TURNS)
            held.append(sum(map(len, line.done)))
            protocol.resume_writing()
        line.closing = True
        protocol.connection_lost(None)
        return held

    held = asyncio.run(exchange())
    assert [one // len(LARGE) for one in held] == [1, 2, 3, 4]


def test_a_connection_that_is_broken_off_sends_nothing_more() -> None:
    async def exchange() -> list[bytes]:
        protocol, line = connected()
        protocol.transport.write(b"a head whose body never comes")
        protocol.transport.abort()
        await turns(TURNS)
        return line.done

    assert asyncio.run(exchange()) == [b"closed"]
