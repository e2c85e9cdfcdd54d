"""What a seized relay gives away, and what it does not (spec/relay.md, what it learns)."""

import ast
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import waystation.relay
import waystation.wire
from tests.relay_process import RelayProcess, frame, hashed, ident, letter, token
from waystation.encoding import b64
from waystation.wire import requests
from waystation.wire.work import solve

FEED, HANDLE, DESK, OPEN = ident("feed"), ident("handle", 16), ident("desk"), ident("open")
WATCH = ident("watch")
TOKENS = ("feed", "append", "closer", "box", "known", "well", "one", "two")
FORWARDED = "203.0.113.77"
AGENT = "Telltale-Browser/7.7"


@pytest.fixture(scope="module")
def seized(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Use every route once, with right and wrong tokens; return where the relay wrote."""
    directory = tmp_path_factory.mktemp("seized")
    with RelayProcess(directory / "store") as relay:
        relay.http.headers.update({"X-Forwarded-For": FORWARDED, "User-Agent": AGENT})
        closers = {"closers": [hashed("closer")], "threshold": 1}
        relay.make_feed(FEED, HANDLE, **closers)
        relay.append(FEED, frame(HANDLE, "a"))
        relay.append(FEED, frame(HANDLE, "a"), by="wrong")
        relay.make_box(DESK)
        relay.make_box(OPEN, open=True, append_hash=hashed("known"))
        work = {"Waystation-Work": solve(OPEN, letter("a"), 16)}
        relay.call("POST", requests.box_path(OPEN), letter("a"), headers=work)
        relay.call("POST", requests.box_path(OPEN), letter("b"), "known")
        terms = {
            "opens": "2020-01-01T00:00:00Z",
            "due": "2099-01-01T00:00:00Z",
            "check_in_hash": hashed("well"),
            "disarm_hashes": [hashed("one"), hashed("two")],
            "notes": [{"box": b64(DESK), "letter": b64(letter("silence"))}],
            "check_in_box": b64(DESK),
        }
        for watch in (WATCH, ident("other watch")):
            relay.call("PUT", requests.watch_path(watch), terms, "feed")
        check_in = {"token": b64(token("well")), "letter": b64(letter("well"))}
        relay.call("POST", requests.check_in_path(WATCH), check_in)
        disarming = {"tokens": [b64(token("one")), b64(token("two"))]}
        relay.call("POST", requests.disarm_path(ident("other watch")), disarming)
        for path in (requests.feed_path(FEED), requests.box_path(DESK)):
            relay.call("GET", path, bearer="box")
            relay.call("POST", path, b"garbage", "feed")
        closing_now = {"tokens": [b64(token("closer"))], "next": []}
        relay.call("POST", f"{requests.handle_path(FEED, HANDLE)}/close", closing_now)
    return directory


def everything_written(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())


def test_no_token_is_in_store_or_log_in_any_spelling(seized: Path) -> None:
    written = everything_written(seized)
    assert frame(HANDLE, "a") in written  # so the search would find one
    for name in TOKENS:
        raw = token(name)
        for spelling in (raw, b64(raw).encode(), raw.hex().encode()):
            assert spelling not in written, name


def test_no_address_and_no_agent_is_in_store_or_log(seized: Path) -> None:
    written = everything_written(seized)
    for trace in (FORWARDED, AGENT, "127.0.0.1", "/v1/"):
        assert trace.encode() not in written, trace


def test_no_row_keeps_an_arrival_closer_than_its_day(seized: Path) -> None:
    """Whole numbers near the present are deadlines and the beat, and nothing else."""
    now = datetime.now(UTC).timestamp()  # noqa: TID251  # the relay ran on the real clock
    near: set[str] = set()
    with closing(sqlite3.connect(seized / "store" / "relay.sqlite3")) as database:
        tables = [row[0] for row in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        )]  # fmt: skip
        for table in tables:
            rows = database.execute(f"SELECT * FROM {table}")
            names = [column[0] for column in rows.description]
            for row in rows:
                near |= {
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if isinstance(value, int | float) and abs(value - now) < 86_400
                }
    assert near <= {"meta.value"}


def test_notes_of_a_watch_that_is_over_are_overwritten(seized: Path) -> None:
    """Secure deletion, and a checkpoint: the bytes are gone from the disk."""
    with closing(sqlite3.connect(seized / "store" / "relay.sqlite3")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert letter("silence")[:64] not in everything_written(seized)
    assert letter("well")[:64] in everything_written(seized)


def test_relay_and_wire_import_nothing_that_opens_a_seal() -> None:
    sealed = {"seal", "cell", "casework", "post", "desk"}
    for package in (waystation.relay, waystation.wire):
        for module in Path(package.__path__[0]).glob("*.py"):
            for node in ast.walk(ast.parse(module.read_text())):
                names: list[str] = []
                if isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                elif isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                for name in names:
                    parts = name.split(".")
                    assert parts[0] not in {"cryptography", "nacl"}, module.name
                    assert parts[0] != "waystation" or parts[1] not in sealed, module.name
