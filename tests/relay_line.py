"""A connection to a relay's protocol without a socket: it notes what is done with it."""

import asyncio
from typing import Any


class Line(asyncio.Transport):
    """A connection that notes what is done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[bytes] = []
        self.closing = False
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
