"""The little of HTTP that the relay speaks: a request, its body, an answer."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from waystation.encoding import unb64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
    UnavailableError,
    WaystationError,
)
from waystation.wire.limits import TOKEN_BYTES, WAIT_SECONDS_MAX
from waystation.wire.requests import Fault, FaultAnswer, encode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = Sequence[tuple[bytes, bytes]]

BODY_SECONDS = 30.0
# Pages of any host may ask: nothing here rests on cookies or on where a request comes from.
_ANY_PAGE = (b"access-control-allow-origin", b"*")
JSON: Headers = (
    (b"content-type", b"application/json"),
    (b"cache-control", b"no-store"),
    _ANY_PAGE,
)
BYTES: Headers = (
    (b"content-type", b"application/octet-stream"),
    (b"cache-control", b"no-store"),
    _ANY_PAGE,
    (b"access-control-expose-headers", b"waystation-last"),
)
ASKED_FIRST: Headers = (
    _ANY_PAGE,
    (b"access-control-allow-methods", b"GET, PUT, POST"),
    (
        b"access-control-allow-headers",
        b"authorization, content-type, waystation-key, waystation-work",
    ),
    (b"access-control-max-age", b"7200"),
)
_STATUS_OF_CODE = {
    "relay.too_large": 413,
    "relay.method": 405,
    "relay.full": 507,
    "relay.quota": 429,
}
_STATUS_OF_KIND: tuple[tuple[type[WaystationError], int], ...] = (
    (FormatError, 400),
    (NotPermittedError, 403),
    (NotFoundError, 404),
    (ConflictError, 409),
)


class GoneError(Exception):
    """The client left before its body was complete."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: Headers = JSON


class Request:
    """One request: its method, the parts of its path, what its headers say."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.method: str = scope["method"]
        self.parts: tuple[str, ...] = tuple(scope["path"].split("/")[1:])
        self._scope = scope
        self._receive = receive

    def header(self, name: str) -> str | None:
        """Return a header's value; None where it is absent or stands twice."""
        wanted = name.lower().encode("ascii")
        found = [value for key, value in self._scope["headers"] if key == wanted]
        return found[0].decode("latin-1") if len(found) == 1 else None

    def token(self) -> bytes:
        """Return the bearer token; one that is absent or malformed opens nothing."""
        scheme, _, text = (self.header("authorization") or "").partition(" ")
        try:
            return unb64(text, size=TOKEN_BYTES) if scheme.lower() == "bearer" else b""
        except FormatError:
            return b""

    def after_and_wait(self) -> tuple[int, int]:
        """Return `after` and `wait` of a read.

        Raises:
            FormatError: another parameter, or no number.
        """
        raw: bytes = self._scope["query_string"]
        asked = {"after": "0", "wait": "0"}
        try:
            pairs = parse_qsl(
                raw.decode("ascii"), strict_parsing=bool(raw), max_num_fields=2
            )
        except ValueError as error:
            raise FormatError("relay.query", "no such query") from error
        for name, value in pairs:
            if name not in asked or not value.isdecimal() or len(value) > 15:
                raise FormatError("relay.query", "no such query")
            asked[name] = value
        return int(asked["after"]), min(int(asked["wait"]), WAIT_SECONDS_MAX)

    async def left(self) -> None:
        """Return when the client has left; what it sends until then is dropped."""
        while True:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return
            await asyncio.sleep(0)  # even where there is always a message

    async def body(self, limit: int) -> bytes:
        """Read the body; see `read_body`."""
        return await read_body(self._receive, limit)


async def read_body(receive: Receive, limit: int) -> bytes:
    """Read the body of a request.

    Raises:
        NotPermittedError: it is larger than `limit`, or comes too slowly.
        GoneError: the client left.
    """
    message = await receive()
    if message["type"] == "http.disconnect":
        raise GoneError
    raw: bytes = message.get("body", b"")
    if message.get("more_body"):
        try:
            async with asyncio.timeout(BODY_SECONDS):
                raw = await _rest(receive, raw, limit)
        except TimeoutError as error:
            raise NotPermittedError("relay.slow", "the body came too slowly") from error
    if len(raw) > limit:
        raise NotPermittedError("relay.too_large", "larger than the relay takes here")
    return raw


async def _rest(receive: Receive, start: bytes, limit: int) -> bytes:
    parts, size, more = [start], len(start), True
    while more and size <= limit:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise GoneError
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        more = message.get("more_body", False)
    return b"".join(parts)


def refuse(error: WaystationError, headers: Headers = ()) -> Answer:
    """Return the one shape of every refusal."""
    retry_after = error.retry_after if isinstance(error, UnavailableError) else None
    fault = Fault(error.code, error.message, error.where, retry_after)
    extra = list(headers)
    if retry_after is not None:
        extra.append((b"retry-after", str(int(retry_after) or 1).encode("ascii")))
    status = _STATUS_OF_CODE.get(error.code)
    if status is None:
        status = next(
            (code for kind, code in _STATUS_OF_KIND if isinstance(error, kind)), 503
        )
    return Answer(status, encode(FaultAnswer(fault)), (*JSON, *extra))


async def respond(send: Send, answer: Answer) -> None:
    """Send an answer in two messages."""
    length = (b"content-length", str(len(answer.body)).encode("ascii"))
    await send(
        {
            "type": "http.response.start",
            "status": answer.status,
            "headers": [*answer.headers, length],
        }
    )
    await send({"type": "http.response.body", "body": answer.body})
