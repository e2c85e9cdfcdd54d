"""Raw requests to the application: every answer has a shape that the spec gives."""

import asyncio
import json
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.relay_process import hashed, ident, token
from waystation.clock import SystemClock
from waystation.encoding import b64
from waystation.relay.app import RelayApp, create_app
from waystation.relay.fsck import fsck
from waystation.relay.store_sqlite import SqliteStore

NAMES = st.sampled_from(
    ["v1", "feeds", "boxes", "watches", "chunks", "relay", "handles", "close", "check-in",
     "disarm", "", "..", "%00", b64(ident("feed")), b64(ident("handle", 16))]
)  # fmt: skip
PATHS = st.lists(NAMES, max_size=7).map(lambda parts: "/" + "/".join(parts))
VALUES = st.sampled_from(
    [hashed("feed"), b64(token("feed")), b64(bytes(9328)), "2023-03-01T12:00:00Z", "", "é"]
)
LEAVES = VALUES | st.integers() | st.booleans() | st.none()
KEYS = st.sampled_from(
    ["read_hash", "append_hash", "closers", "threshold", "tokens", "next", "open", "letter",
     "sealed_to", "fleeting", "opens", "due", "grace_s", "check_in_hash", "disarm_hashes",
     "notes", "check_in_box", "token", "box"]
)  # fmt: skip
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=12,
)
BODIES = st.binary(max_size=2000) | JSON.map(lambda value: json.dumps(value).encode())
HEADERS = st.lists(
    st.tuples(
        st.sampled_from([b"authorization", b"waystation-key", b"waystation-work"]),
        st.binary(max_size=50)
        | st.just(f"Bearer {b64(token('feed'))}".encode())
        | st.just(hashed("feed").encode()),
    ),
    max_size=3,
)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RelayApp, Path]]:
    directory = tmp_path_factory.mktemp("fuzz") / "store"
    store = SqliteStore(directory)
    yield create_app(store, SystemClock()), directory
    store.close()
    assert fsck(directory) == []


async def ask(app: RelayApp, scope: dict[str, Any], body: bytes) -> tuple[int, bytes]:
    sent: list[MutableMapping[str, Any]] = []
    half = len(body) // 2
    parts = [
        {"type": "http.request", "body": body[:half], "more_body": True},
        {"type": "http.request", "body": body[half:], "more_body": False},
    ]

    async def receive() -> MutableMapping[str, Any]:
        return parts.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app({"type": "http", **scope}, receive, send)
    app.close()
    return sent[0]["status"], sent[1]["body"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    method=st.sampled_from(["GET", "PUT", "POST", "DELETE"]),
    path=PATHS | st.text(max_size=30).map(lambda text: "/" + text),
    query=st.sampled_from(
        [b"", b"after=1", b"after=x", b"wait=0&after=99999999999999", b"=&="]
    )
    | st.binary(max_size=20),
    headers=HEADERS,
    body=BODIES,
)
def test_any_request_is_answered_in_a_shape_of_the_spec(
    app: tuple[RelayApp, Path], **request: Any
) -> None:
    scope = {
        "method": request["method"],
        "path": request["path"],
        "query_string": request["query"],
        "headers": request["headers"],
    }
    status, body = asyncio.run(ask(app[0], scope, request["body"]))
    assert status in {200, 204, 400, 403, 404, 405, 409, 413, 429}
    if status >= 400:
        error = json.loads(body)["error"]
        assert (
            {"code", "message"} <= set(error) <= {"code", "message", "where", "retry_after"}
        )
