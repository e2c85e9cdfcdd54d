"""A seized relay: nothing that anybody wrote stands in what it stored or logged."""

import base64
import gzip
import json
import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest

from waystation.clock import SystemClock
from waystation.entropy import SystemEntropy
from waystation.practice import library
from waystation.practice.live import Live
from waystation.practice.organisation import PracticeOrganisation
from waystation.practice.replay import Played, play
from waystation.practice.scenario import Scenario

pytestmark = pytest.mark.timeout(900)
ENGLISH = "quillfeather zamboanga"
KOREAN = "은하수달빛골짜기"
NAME = "Grimsdottir"
MARKERS = (ENGLISH, KOREAN, NAME)
_STREAM_STARTS = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def planted(value: Any) -> Any:
    """Put a phrase at the beginning of every sentence of a scenario."""
    if isinstance(value, dict) and {"en", "ko"} <= set(value):
        words = {"en": f"{ENGLISH} {value['en']}", "ko": f"{KOREAN} {value['ko']}"}
        return value | words
    if isinstance(value, dict):
        return {key: planted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [planted(inner) for inner in value]
    return value


def planted_scenario(name: str) -> Scenario:
    return msgspec.convert(planted(msgspec.to_builtins(library.find(name))), Scenario)


def forms(marker: str) -> Iterator[bytes]:
    """Yield the ways in which a text could stand somewhere."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp949"):
        raw = marker.encode(encoding)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
        for shift in range(3):
            # Of what surrounds the text only whole groups of three bytes are certain.
            encoded = base64.b64encode(b"\0" * shift + raw)
            inner = encoded[4 if shift else 0 : (shift + len(raw)) // 3 * 4]
            yield inner
            yield inner.replace(b"+", b"-").replace(b"/", b"_")
    yield json.dumps(marker).strip('"').encode()
    yield quote(marker).encode()


def streams(raw: bytes) -> Iterator[bytes]:
    """Yield the bytes, and whatever can be unpacked from any place in them."""
    yield raw
    for start in _STREAM_STARTS:
        at = raw.find(start)
        while at >= 0:
            try:
                found = zlib.decompressobj(wbits=47).decompress(raw[at:], 1 << 20)
            except zlib.error:
                found = b""
            if len(found) > 8:
                yield found
            at = raw.find(start, at + 1)


def found_in(directory: Path, logs: Path) -> set[str]:
    """Return the markers found in any file, and in any value of any table."""
    wanted = [(marker, form) for marker in MARKERS for form in forms(marker)]
    found: set[str] = set()
    for raw in everything(directory, logs):
        for stream in streams(raw):
            found |= {marker for marker, form in wanted if form in stream}
    return found


def everything(directory: Path, logs: Path) -> Iterator[bytes]:
    for path in [*directory.rglob("*"), *logs.glob("relay*")]:
        if path.is_file():
            yield path.name.encode()
            yield path.read_bytes()
        if path.suffix == ".sqlite3":
            yield from values(path)


def values(path: Path) -> Iterator[bytes]:
    """Yield every value, whole: a page of the file may end in the middle of one."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables.fetchall():
        for row in database.execute(f'SELECT * FROM "{table}"'):
            for value in row:
                if isinstance(value, str | bytes):
                    yield value.encode() if isinstance(value, str) else value
    database.close()


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Played]]:
    directory = tmp_path_factory.mktemp("practice")
    organisation = PracticeOrganisation(
        directory,
        "ko",
        SystemClock(),
        SystemEntropy(),
        naming=lambda role: f"{NAME} {ENGLISH} {KOREAN} {role}",
    )
    with organisation:
        scenarios = [planted_scenario(name) for name in library.names()]
        scenarios.sort(key=lambda one: one.starts)
        organisation.start(scenarios[0].moments()[scenarios[0].events[0].id])
        played = [
            play(scenario, scenario.base(), Live(organisation, scenario))
            for scenario in scenarios
        ]
    return directory, played


@pytest.fixture(scope="module")
def seized(replayed: tuple[Path, list[Played]]) -> Path:
    return replayed[0]


def test_both_operations_really_went_through_the_relay(
    replayed: tuple[Path, list[Played]],
) -> None:
    directory, played = replayed
    stored = sum(path.stat().st_size for path in (directory / "relay").rglob("*.sqlite3"))
    assert stored > 500_000
    assert [len(one.responses) > 5 for one in played] == [False, True]
    assert all(ENGLISH in str(one.rows[0].report) for one in played)


def test_seized_relay_holds_nothing_that_anybody_wrote(seized: Path) -> None:
    assert found_in(seized / "relay", seized / "logs") == set()


def test_search_would_find_it_at_a_desk_that_kept_notes_in_the_open(seized: Path) -> None:
    names = {path.name for path in seized.iterdir()}
    assert {"relay", "logs", "jun-ho", "people"} <= names
    assert found_in(seized / "people", seized / "none") == set(), "they keep no history"


@pytest.mark.parametrize("marker", MARKERS)
def test_search_finds_a_text_in_every_form_it_looks_for(
    seized: Path, tmp_path: Path, marker: str
) -> None:
    for at, form in enumerate(forms(marker)):
        place = tmp_path / f"{at}"
        place.mkdir()
        (place / "blob").write_bytes(b"\x93\x00xy" + form + b"\xfe")
        assert marker in found_in(place, place)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "zlib"])
def test_search_finds_a_text_that_was_packed(tmp_path: Path, pack: Any) -> None:
    (tmp_path / "relay.log").write_bytes(
        b"noise" + pack(f"x {KOREAN} y".encode()) + b"more"
    )
    assert found_in(tmp_path / "none", tmp_path) == {KOREAN}


def test_text_planted_in_the_relays_own_store_is_found(
    seized: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "relay"
    shutil.copytree(seized / "relay", copy)
    store = next(copy.rglob("*.sqlite3"))
    database = sqlite3.connect(store)
    database.execute("CREATE TABLE planted (value BLOB)")
    secret = base64.b64encode(b"a" + ENGLISH.encode() + b"bc")
    database.execute("INSERT INTO planted VALUES (?)", (secret,))
    database.commit()
    database.close()
    assert found_in(copy, tmp_path / "no-logs") == {ENGLISH}
