"""A photograph is in the sealed slip and in no disk, relay, log or temporary file."""

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import pictures
from tests.acceptance.test_desk_photograph import choose, make
from tests.meeting import Meeting
from tests.relay_process import RelayProcess
from waystation.clock import SystemClock
from waystation.post.client import RelayClient
from waystation.post.slip import read_photograph

PIECE = 24


def pieces(raw: bytes) -> Iterator[bytes]:
    """Yield what of a picture would be found again: its own bytes, plain and as text."""
    for at in range(300, len(raw) - PIECE, len(raw) // 40):
        piece = raw[at : at + PIECE]
        yield piece
        yield piece.hex().encode()
        for shift in range(3):
            text = b64encode(raw[at + shift : at + shift + PIECE])
            yield text
            yield text.replace(b"+", b"-").replace(b"/", b"_")


def test_no_byte_of_a_photograph_is_in_the_relay_a_store_a_log_or_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    noise = pictures.Image.effect_noise((300, 400), 90).convert("RGB")
    original = pictures.jpeg(noise)
    with RelayProcess(tmp_path / "relay") as relay:
        client = RelayClient(str(relay.http.base_url))
        start = SystemClock().now().replace(microsecond=0)
        meeting = Meeting(tmp_path / "desks", relay=client, start=start)
        choose(meeting)
        made = make(meeting, raw=original)
        _, held = meeting.open(made)
        seen = read_photograph(held.letter)
        meeting.world.sync()
        for desk in meeting.world.desks.values():
            desk.close()
        client.close()
    wanted = [*pieces(seen), *pieces(original), *pictures.SECRETS]
    searched = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(searched) > 5
    for path in searched:
        raw = path.read_bytes()
        assert [one for one in wanted if one in raw] == [], path.name
    assert list(aside.iterdir()) == []
    assert all(one.decode("latin-1") not in caplog.text for one in wanted)


def test_the_search_finds_a_picture_in_each_of_its_forms() -> None:
    raw = bytes(range(256)) * 8
    for hidden in (raw, raw.hex().encode(), b64encode(b"x" + raw), b64encode(raw)):
        assert any(one in b"\0" + hidden for one in pieces(raw))
