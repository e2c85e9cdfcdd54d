"""The peer: the same server with an application that reads the body and answers."""

import asyncio
import json
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn

_BODY = b'{"generation":"AAAAAAAAAAAAAAAAAAAAAA","seqs":[1]}'
_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(_BODY)).encode()),
    ],
}


async def app(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Read all of a request and answer it."""
    if scope["type"] != "http":
        return
    parts = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    b"".join(parts)
    await send(_START)
    await send({"type": "http.response.body", "body": _BODY})


def main(ready: Path) -> None:
    """Serve on a free port of loopback and write it down."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False,
        date_header=False, proxy_headers=False, ws="none", lifespan="off",
    )  # fmt: skip
    fresh = ready.with_suffix(".new")
    fresh.write_text(json.dumps({"url": f"http://127.0.0.1:{listener.getsockname()[1]}"}))
    fresh.replace(ready)
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(uvicorn.Server(config).serve([listener]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
