"""Who waits for news of a feed or a box, and leaves."""

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from tests.relay_process import ident
from waystation.clock import SystemClock
from waystation.relay.app import RelayApp, create_app
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire.requests import box_path

PATIENCE_S = 20
"""Less than a poll asks for; nothing here takes as long."""


class Client:
    """Asks with `wait`, and can leave."""

    def __init__(self) -> None:
        self.answers: list[MutableMapping[str, Any]] = []
        self.left = asyncio.Event()
        self._asked = False

    async def poll(self, app: RelayApp, path: str) -> None:
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        await app({**scope, "query_string": b"wait=30"}, self.receive, self.send)

    async def receive(self) -> MutableMapping[str, Any]:
        if self._asked:
            await self.left.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        self.answers.append(message)


def test_nobody_is_waited_for_who_has_left(tmp_path: Path) -> None:
    async def leave(app: RelayApp) -> list[MutableMapping[str, Any]]:
        client = Client()
        async with asyncio.timeout(PATIENCE_S):
            poll = asyncio.create_task(client.poll(app, box_path(ident("box"))))
            client.left.set()
            await poll
        return client.answers

    store = SqliteStore(tmp_path / "store")
    app = create_app(store, SystemClock())
    assert asyncio.run(leave(app)) == []
    app.close()
    store.close()


def test_news_reach_who_stays(tmp_path: Path) -> None:
    async def stay(app: RelayApp) -> list[MutableMapping[str, Any]]:
        client = Client()
        async with asyncio.timeout(PATIENCE_S):
            poll = asyncio.create_task(client.poll(app, box_path(ident("box"))))
            while not poll.done():
                await asyncio.sleep(0)
                app.news.tell([ident("box")])
        return client.answers

    store = SqliteStore(tmp_path / "store")
    app = create_app(store, SystemClock())
    start, body = asyncio.run(stay(app))
    app.close()
    store.close()
    assert start["status"] == 200
    assert body["body"] == store.generation
