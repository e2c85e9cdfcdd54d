"""What one connection may cost, whoever holds it: bytes, requests at once, and time.

The server bounds none of these: it keeps every header it is sent and every request that
came before the last was answered, and waits for ever for the rest of a head. One connection
could take all memory, or so much of the loop that nobody else is heard.
"""

import contextlib
import resource
from asyncio import TimerHandle
from typing import Any

from waystation.relay.http import BODY_SECONDS
from waystation.relay.transport import OneWriteProtocol

AROUND_BYTES_MAX = 64 * 1024  # of a request besides its body, after the piece it began in
HEADERS_MAX = 100
BEHIND_MAX = 16  # requests that came before the one in front of them was answered
HEAD_SECONDS = BODY_SECONDS
UNREAD_SECONDS = 30.0  # in which a client takes nothing of its answer
CONNECTIONS_MAX = 10_000
FILES_SPARED = 200  # of those that the process may have open: for the store and its readers


class TooMuchError(Exception):
    """A request costs more than a relay spends on one."""


class BoundedProtocol(OneWriteProtocol):
    """The server's protocol, with an end to everything that a client can begin.

    One timer of a connection looks now and then, instead of one for each request.
    """

    cycle: Any  # these three are None before the first request
    scope: Any
    headers: Any
    _looking: TimerHandle
    _since = 0.0  # when the present head began, or the last answer ended
    _around = 0  # bytes of the present request besides its body
    _unread = 0  # bytes that the client had not taken at the last look

    def connection_made(self, transport: Any) -> None:
        """Begin a connection, or break it off where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > _connections_max():
            transport.abort()
        self._since = self.loop.time()
        self._look_in(self.timeout_keep_alive)

    def connection_lost(self, exc: Exception | None) -> None:
        """End it."""
        self._looking.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, unless it is too much."""
        self._around += len(data)
        super().data_received(data)
        if self._in_head() and self._is_too_much():
            self.send_400_response("More than a head may have.")
        elif self._is_too_much():
            self.transport.close()

    def on_message_begin(self) -> None:
        """Begin a request.

        Raises:
            TooMuchError: too many wait; the server reads no further and closes.
        """
        if len(self.pipeline) >= BEHIND_MAX:
            raise TooMuchError
        self._since = self.loop.time()
        self._around = 0
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        """Take a part of a body; routes say how much of one they take."""
        self._around -= len(body)
        super().on_body(body)

    def on_response_complete(self) -> None:
        """Go on with the next request, as the server does, but for its timer."""
        self.server_state.total_requests += 1
        self._since = self.loop.time()
        if self.transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())

    def _is_too_much(self) -> bool:
        return self._around > AROUND_BYTES_MAX or (
            self.headers is not None and len(self.headers) > HEADERS_MAX
        )

    def _in_head(self) -> bool:
        return self.scope is not None and "method" not in self.scope

    def _look_in(self, seconds: float) -> None:
        self._looking = self.loop.call_later(seconds, self._look)

    def _look(self) -> None:
        """Close what nobody uses, break off what nobody reads; look again later."""
        before, self._unread = self._unread, self.transport.get_write_buffer_size()
        if self._unread:
            if self._unread == before:
                self.transport.abort()
            else:
                self._look_in(UNREAD_SECONDS)
        elif self.cycle is not None and not self.cycle.response_complete:
            self._look_in(HEAD_SECONDS)
        else:
            may_take = HEAD_SECONDS if self._in_head() else self.timeout_keep_alive
            left = self._since + may_take - self.loop.time()
            if left > 0:
                self._look_in(left)
            else:
                self.transport.close()


def allow_files() -> None:
    """Let this process have as many files open as the system allows it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _connections_max() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return CONNECTIONS_MAX
    return min(CONNECTIONS_MAX, max(files - FILES_SPARED, files // 2))
