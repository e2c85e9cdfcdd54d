"""An append whose whole body came in one piece is answered without a task of its own.

For what most appends are, a task, its events and the messages between server and
application cost more than all that the relay does. Everything else is served as ever: a
body in pieces, what is refused, a connection whose client does not read.
"""

from functools import partial
from typing import Any

from waystation.errors import WaystationError
from waystation.relay.app import RelayApp
from waystation.relay.bounds import BoundedProtocol
from waystation.relay.http import Receive, Scope, Send, refuse, respond
from waystation.relay.jobs import Outcome

_HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
_LAST = b"\r\nconnection: close"


class ShortWayProtocol(BoundedProtocol):
    """The server's protocol; it waits for the end of what was read before it begins."""

    _reading = False
    _begun: tuple[Any, Any] | None = None

    def data_received(self, data: bytes) -> None:
        """Read what came, then begin the request that began in it."""
        self._reading = True
        try:
            super().data_received(data)
        finally:
            self._reading = False
        if self._begun is not None:
            begun, self._begun = self._begun, None
            self._serve(*begun)

    def refuse(self, cycle: Any, error: WaystationError) -> None:
        """Answer an append that was refused when it should have been stored."""
        super()._start_asgi_task(cycle, partial(_refuse, error))

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        if self._reading:
            self._begun = cycle, app  # its body may stand in what is being read
        else:
            self._serve(cycle, app)

    def _serve(self, cycle: Any, app: Any) -> None:
        if (
            not cycle.more_body
            and not self.flow.write_paused
            and cycle.scope["method"] == "POST"
            and isinstance(app, RelayApp)
            and app.take_append(
                cycle.scope["path"], bytes(cycle.body), _Reply(self, cycle, app)
            )
        ):
            cycle.body.clear()  # the connection may stay, and keeps its last request
        else:
            super()._start_asgi_task(cycle, app)


class _Reply:
    """Where the outcome of one append goes: back over its connection."""

    __slots__ = ("_app", "_cycle", "_protocol")

    def __init__(self, protocol: ShortWayProtocol, cycle: Any, app: RelayApp) -> None:
        self._protocol = protocol
        self._cycle = cycle
        self._app = app

    def done(self) -> bool:
        """Tell whether the client left."""
        return bool(self._cycle.disconnected)

    def set_result(self, outcome: Outcome, /) -> None:
        """Answer, and let the connection go on with its next request."""
        protocol, cycle = self._protocol, self._cycle
        if isinstance(outcome, WaystationError):
            protocol.refuse(cycle, outcome)
            return
        body = self._app.said_of(outcome)
        # No word on caching: nobody keeps the answer to a POST unless told to.
        last = b"" if cycle.keep_alive else _LAST
        cycle.response_started = cycle.response_complete = True
        protocol.line.write_whole(b"%s%d%s\r\n\r\n%s" % (_HEAD, len(body), last, body))
        if not cycle.keep_alive:
            protocol.transport.close()
        cycle.on_response = _nothing
        protocol.on_response_complete()


async def _refuse(
    error: WaystationError, _scope: Scope, _receive: Receive, send: Send
) -> None:
    await respond(send, refuse(error))


def _nothing() -> None:
    """Hold no connection from a request that is over."""
