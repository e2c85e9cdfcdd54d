"""An answer leaves in one piece: its head and its body in one call of the kernel.

The server writes them one after the other, and either write alone costs as much as what
the relay itself does for a request.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_JOINED_MAX = 64 * 1024  # what is larger is not copied: there a second call costs less


class Gathering(asyncio.Transport):
    """Sends what was written in one turn of the loop together, at the turn's end."""

    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._parts: list[bytes | bytearray | memoryview] = []
        # What the server asks for each request goes there directly.
        self.is_closing = inner.is_closing  # type: ignore[method-assign]
        self.get_extra_info = inner.get_extra_info  # type: ignore[method-assign]
        self.resume_reading = inner.resume_reading  # type: ignore[method-assign]
        self.pause_reading = inner.pause_reading  # type: ignore[method-assign]
        self.get_write_buffer_size = inner.get_write_buffer_size  # type: ignore[method-assign]

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep a head until its body comes, or until the turn ends."""
        self._parts.append(data)
        if len(self._parts) > 1:
            self._send()
        else:
            self._loop.call_soon(self._send)

    def write_whole(self, answer: bytes) -> None:
        """Send an answer that needs to wait for no body."""
        self._parts.append(answer)
        self._send()

    def close(self) -> None:
        """Send what is kept, then close."""
        self._send()
        self._inner.close()

    def abort(self) -> None:
        """Close at once."""
        self._parts.clear()
        self._inner.abort()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """Hand the connection to another protocol."""
        self._inner.set_protocol(protocol)

    def _send(self) -> None:
        parts, self._parts = self._parts, []
        if not parts or self._inner.is_closing():
            return
        if sum(map(len, parts)) <= _JOINED_MAX:
            self._inner.write(b"".join(parts))
        else:
            for part in parts:
                self._inner.write(part)


class OneWriteProtocol(HttpToolsProtocol):
    """The server's own protocol on such a transport."""

    def connection_made(self, transport: Any) -> None:
        """Begin a connection."""
        self.line = Gathering(transport, self.loop)
        super().connection_made(self.line)
