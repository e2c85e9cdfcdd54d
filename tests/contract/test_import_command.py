"""`waystation import`: what it prints and how it ends."""

import argparse
import contextlib
import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from tests import builders
from waystation.cli import exits, import_
from waystation.desk import case, conversation
from waystation.encoding import b64

SAMPLES = Path(__file__).parents[1] / "samples"
KEYS = {
    "format",
    "messages",
    "system",
    "unparsed",
    "participants",
    "first",
    "last",
    "sha256",
    "flags",
}


def run(*words: str) -> int:
    parser = argparse.ArgumentParser(prog="waystation")
    import_.add(parser.add_subparsers(required=True))
    chosen = parser.parse_args(["import", *words])
    return exits.run(chosen.run, chosen)


def test_json_is_one_object_with_the_promised_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(str(SAMPLES / "telegram_single.json"), "--dry-run", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert set(said) >= KEYS
    assert (said["messages"], said["participants"]) == (11, ["Client"])


def test_rows_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(SAMPLES / "telegram_full.json"), "--dry-run", "--rows", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all({"at", "who", "kind", "text", "bytes", "flags"} <= set(row) for row in rows)
    assert {row["chat"] for row in rows if row["kind"] == "system"} == {"Group"}


def test_standard_input_is_read_for_a_dash(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (SAMPLES / "kakaotalk_android_ko.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run("-", "--dry-run") == 0
    assert "messages      18" in capsys.readouterr().out


def test_names_cannot_steer_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = (SAMPLES / "telegram_single.json").read_bytes()
    hostile = tmp_path / "result.json"
    hostile.write_bytes(data.replace(b'"Client"', '"\\u001b[2J\u202e\u009b"'.encode()))
    for words in ([], ["--json"], ["--rows"]):
        assert run(str(hostile), "--dry-run", *words) == 0
        assert not set("\x1b\u202e\x9b") & set(capsys.readouterr().out)


def test_an_unknown_file_ends_with_four_and_says_what_was_looked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "x").write_text("hello")
    assert run(str(tmp_path / "x"), "--dry-run", "--json") == 4
    error = json.loads(capsys.readouterr().err)["error"]
    assert error["code"] == "import.unknown"
    assert "KakaoTalk" in error["message"]


@pytest.mark.parametrize("words", [[], ["missing-file", "--dry-run"], ["x"]])
def test_wrong_usage_ends_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == exits.USAGE


def test_an_export_is_kept_in_the_conversation_of_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = builders.found(tmp_path)
    case_id, _person = builders.open_case(world)
    monkeypatch.setattr(import_, "unlocked", lambda _: contextlib.nullcontext(world.mina))
    sample = SAMPLES / "kakaotalk_android_ko.txt"
    assert run(str(sample), "--store", "unlocked", "--case", case_id) == 0
    world.sync()
    kept = case.conversation_of(world.hana, case_id).register
    state = conversation.read(world.hana, kept)
    (file,) = state.files.values()
    assert file.act.sha256 == b64(hashlib.sha256(sample.read_bytes()).digest())
    assert (file.act.messages, file.act.unparsed) == (20, 0)
    assert conversation.original(world.hana, kept, file.act.file) == sample.read_bytes()
