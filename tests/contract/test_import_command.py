"""`waystation import`: what it prints and how it ends."""

import argparse
import contextlib
import hashlib
import io
import json
import subprocess
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


@pytest.mark.parametrize("name", ["missing", ".", "a\0b"])
def test_a_file_that_cannot_be_read_ends_with_three_and_a_code(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    assert run(str(tmp_path / name), "--dry-run", "--json") == 3
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "import.no_file"


def test_an_empty_file_ends_with_four_and_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "x").touch()
    assert run(str(tmp_path / "x"), "--dry-run") == 4
    assert "import.empty" in capsys.readouterr().err


def test_an_export_without_messages_is_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "x").write_text('{"name":"x","type":"personal_chat","id":1,"messages":[]}')
    assert run(str(tmp_path / "x"), "--dry-run") == 0
    assert "first, last   -   -" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "utf-8"])
def test_rows_can_be_written_in_any_encoding(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    written = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", written)
    for words in ([], ["--json"], ["--rows"]):
        assert run(str(SAMPLES / "telegram_single.json"), "--dry-run", *words) == 0
    lines = written.buffer.getvalue().decode(encoding).splitlines()
    texts = [json.loads(line).get("text") for line in lines if line.startswith("{")]
    assert "도와주세요" in texts
    assert "\N{THUMBS UP SIGN}" in texts


def test_a_line_separator_in_a_text_does_not_break_a_row_in_two(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = (SAMPLES / "telegram_single.json").read_text("utf-8")
    (tmp_path / "x").write_text(data.replace("도와주세요", "a\u2028b\u0085c"), "utf-8")
    assert run(str(tmp_path / "x"), "--dry-run", "--rows") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert "a\u2028b\u0085c" in [row["text"] for row in rows]


def test_an_output_that_is_full_ends_with_seven(capfd: pytest.CaptureFixture[str]) -> None:
    sample = str(SAMPLES / "telegram_single.json")
    command = "from waystation.__main__ import main; import sys; sys.exit(main())"
    words = [sys.executable, "-c", command, "import", sample, "--dry-run", "--rows"]
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(words, stdout=full, check=False).returncode == 7
    assert "import.output" in capfd.readouterr().err


@pytest.mark.parametrize("words", [[], ["x"]])
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
