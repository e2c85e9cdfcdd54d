"""The example of spec/relay.md is true, byte for byte."""

import asyncio
import json
from collections.abc import MutableMapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from waystation.clock import SystemClock
from waystation.encoding import b64
from waystation.relay.app import RelayApp, create_app
from waystation.relay.routes import ROUTES
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire import requests

SPEC = Path(__file__).parents[2] / "spec"
FEED, TOKEN = b"F" * 32, b"feed token of 32 bytes, for this"
APPEND = b"append token of 32 bytes as well"
FRAME = bytes.fromhex("a5e35c2a5d3e41842cdf405927ff9a16b584d7cb420db29b26fdd97b") + bytes(
    1040
)


class Generation:
    def draw(self, count: int) -> bytes:
        return b"generation of 16"[:count]


async def ask(
    app: RelayApp, method: str, path: str, body: bytes = b"", query: bytes = b""
) -> tuple[int, dict[bytes, bytes], bytes]:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    headers = [(b"authorization", f"Bearer {b64(TOKEN)}".encode())]
    scope = {"method": method, "path": path, "headers": headers, "query_string": query}
    await app({"type": "http", **scope}, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"]


def test_the_example_of_the_specification_is_true(tmp_path: Path) -> None:
    spec = (SPEC / "relay.md").read_text()
    store = SqliteStore(tmp_path / "store", entropy=Generation())
    app = create_app(store, SystemClock())
    feed = f"/v1/feeds/{b64(FEED)}"
    handle = f"{feed}/handles/{b64(FRAME[:16])}"
    record = APPEND + (1068).to_bytes(4, "big") + FRAME
    opening = {"read_hash": b64(sha256(TOKEN).digest())}
    append_hash = {"append_hash": b64(sha256(APPEND).digest())}

    async def example() -> list[tuple[int, dict[bytes, bytes], bytes]]:
        answers = [
            await ask(app, "PUT", feed, json.dumps(opening).encode()),
            await ask(app, "PUT", handle, json.dumps(append_hash).encode()),
            await ask(app, "POST", feed, record),
            await ask(app, "GET", feed, query=b"after=0&wait=25"),
            await ask(app, "POST", feed, record),
        ]
        app.close()
        return answers

    opened, handled, first, read, again = asyncio.run(example())
    store.close()
    assert (opened[0], handled[0], first[0], read[0]) == (204, 204, 200, 200)
    assert first[2] == again[2]
    assert (len(record), len(read[2])) == (1104, 1096)
    assert read[1][b"waystation-last"] == b"1"
    for shown in (
        f"PUT {feed}\n",
        json.dumps(opening, separators=(",", ":")),
        f"handles/{b64(FRAME[:16])}\n",
        f"Bearer {b64(TOKEN)}\n",
        first[2].decode(),
        read[2][:16].hex(),
        read[2][16:24].hex(),
        read[2][24:28].hex(),
        APPEND.hex()[:16],
    ):
        assert shown in spec, shown


def test_a_page_from_any_host_may_ask_and_read_what_is_answered(tmp_path: Path) -> None:
    """R-20: refusals too, since a page has to tell them apart."""
    store = SqliteStore(tmp_path / "store")
    app = create_app(store, SystemClock())
    box = f"/v1/boxes/{b64(FEED)}"

    async def example() -> list[tuple[int, dict[bytes, bytes], bytes]]:
        slip = f"/v1/slips/{b64(FEED)}/claim"
        claim = json.dumps({"token": b64(TOKEN), "holder": b64(TOKEN)}).encode()
        answers = [
            await ask(app, "OPTIONS", box),
            await ask(app, "GET", "/v1/relay"),
            await ask(app, "GET", box),
            await ask(app, "POST", slip, claim),
            await ask(app, "POST", box, b"no letter"),
        ]
        app.close()
        return answers

    answers = asyncio.run(example())
    store.close()
    assert [status for status, _, _ in answers] == [204, 200, 200, 404, 400]
    for _, headers, _ in answers:
        assert headers[b"access-control-allow-origin"] == b"*"
    first = answers[0][1]
    methods = first[b"access-control-allow-methods"].decode().split(", ")
    assert set(methods) == {"GET", "PUT", "POST"}
    named = {requests.KEY_HEADER, requests.WORK_HEADER, "Authorization", "Content-Type"}
    allowed = first[b"access-control-allow-headers"].decode().split(", ")
    assert set(allowed) == {name.lower() for name in named}


def test_a_watch_that_is_due_after_the_end_of_time_is_refused(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store")
    app = create_app(store, SystemClock())
    asked = {
        "opens": "2026-03-01T12:00:00Z", "due": "9999-12-31T23:59:59Z", "grace_s": 600,
        "check_in_hash": b64(TOKEN), "disarm_hashes": [b64(TOKEN)],
        "check_in_box": b64(FEED), "notes": [],
    }  # fmt: skip
    path = f"/v1/watches/{b64(FEED)}"
    status, _, body = asyncio.run(ask(app, "PUT", path, json.dumps(asked).encode()))
    store.close()
    assert (status, json.loads(body)["error"]["code"]) == (400, "watch.terms")


def test_every_route_stands_in_a_specification_and_no_other() -> None:
    texts = "".join(
        (SPEC / name).read_text() for name in ("relay.md", "watch.md", "slip.md")
    )
    for names, methods in ROUTES.items():
        for method in methods:
            words = [
                part if part != "*" else "{" + _ID[names[place - 1]] + "}"
                for place, part in enumerate(names)
            ]
            assert f"| `{method} /v1/{'/'.join(words)}" in texts


_ID = {
    "feeds": "feed",
    "handles": "handle",
    "boxes": "box",
    "chunks": "chunk",
    "watches": "watch",
    "slips": "slip",
}
