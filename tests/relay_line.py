"""A connection to a relay's protocol without a socket: it notes what is done with it."""

import asyncio
from typing import Any, TypeVar

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

_P = TypeVar("_P", bound=HttpToolsProtocol)


class Line(asyncio.Transport):
    """A connection that notes what is done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[bytes] = []
        self.closing = False
        self.unread = 0
        self.news = asyncio.Event()

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.done.append(bytes(data))
        self.news.set()

    def close(self) -> None:
        self.done.append(b"closed")
        self.closing = True

    def abort(self) -> None:
        self.close()

    def is_closing(self) -> bool:
        return self.closing

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return default

    def get_write_buffer_size(self) -> int:
        return self.unread

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


async def turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def request(path: str, *headers: str, method: str = "GET") -> bytes:
    lines = (f"{method} {path} HTTP/1.1", "host: relay", *headers, "", "")
    return "\r\n".join(lines).encode()


def connect(kind: type[_P], app: Any, state: ServerState | None = None) -> tuple[_P, Line]:
    """Connect to an application, served as a relay is."""
    config = uvicorn.Config(
        app, log_config=None, server_header=False, date_header=False, access_log=False,
        proxy_headers=False, log_level="error",
    )  # fmt: skip
    config.load()
    protocol, line = kind(config, state or ServerState(), {}), Line()
    protocol.connection_made(line)
    return protocol, line
