"""An organisation is founded from the command line by new processes, as the help says."""

import json
from pathlib import Path

import pytest

from tests.relay_process import ColdRelay
from tests.terminal import PEOPLE, QuickTerminal, Terminal, found
from waystation.cli.terminal import safe

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def terminal(tmp_path: Path) -> QuickTerminal:
    return QuickTerminal(tmp_path)


def test_three_people_found_an_organisation_and_share_its_roster(tmp_path: Path):
    terminal = Terminal(tmp_path)
    with ColdRelay(terminal.directory / "relay") as relay:
        found(terminal, str(relay.http.base_url))
        lines = terminal.desk("서연", "organisation", "people", "--json").splitlines()
        people = {one["name"]: one for one in map(json.loads, lines)}
        assert set(people) == set(PEOPLE)
        assert people["Kim"]["outside"]
        opened = json.loads(
            terminal.desk("Min-ji", "case", "open", "--label", "첫 사례", "--json")
        )
        listed = json.loads(terminal.desk("Min-ji", "case", "list", "--json"))
        assert listed["case"] == opened["case"]
        assert listed["label"] == "첫 사례"
        assert terminal.desk("서연", "case", "list", "--json") == ""
        assert terminal.desk("Min-ji", "fsck") == "nothing found\n"


def test_a_missing_signature_founds_nothing(terminal: Terminal):
    persons = []
    for name, roles in PEOPLE.items():
        terminal.desk(name, "organisation", "enrol", "--name", name, "--out", f"{name}.e")
        persons += ["--person", f"{name}.e={roles}"]
    create = ("organisation", "create", "--name", "x", "--relay", "http://127.0.0.1:9")
    terminal.desk("Min-ji", *create, *persons, "--out", "founding")
    invite = ("organisation", "invite", "founding", "--to", "invitations")
    assert "charter.quorum" in terminal.desk("Min-ji", *invite, expect=3)
    assert not (terminal.directory / "invitations").exists()


def test_a_wrong_passphrase_and_a_missing_store_have_codes(terminal: Terminal):
    enrol = ("organisation", "enrol", "--name", "Kim", "--out", "Kim.e")
    terminal.desk("Kim", *enrol)
    (terminal.directory / "passphrase").write_text("another lantern orchard velvet")
    assert "passphrase.wrong" in terminal.desk("Kim", "organisation", "people", expect=5)
    assert "store.absent" in terminal.desk("Nobody", "organisation", "people", expect=3)


def test_a_file_that_cannot_be_written_is_said_and_can_be_tried_again(terminal: Terminal):
    enrol = ("organisation", "enrol", "--name", "Kim", "--out")
    said = terminal.desk("Kim", *enrol, "nowhere/Kim.e", expect=3)
    assert said == "waystation: enrolment.out: there is no such directory (at --out)\n"
    terminal.desk("Kim", *enrol, "Kim.e")
    said = terminal.desk("Kim", "organisation", "sign", "nowhere", "--out", "x", expect=7)
    assert said.startswith("waystation: file.unusable: ")
    assert "nowhere" not in said
    assert "passphrase.none" in terminal.run("desk", "--store", "Kim", expect=3)


def test_what_a_stranger_wrote_cannot_command_a_terminal():
    assert safe("\x1b]0;김\u202e\x07 x\n") == "\\u001b]0;김\\u202e\\u0007 x\n"


def test_a_phrase_made_here_is_checked_here(terminal: Terminal):
    words = terminal.run("keys", "phrase", "--language", "ko")
    check = ("keys", "check", "--language", "ko")
    terminal.run(*check, said=words)
    swapped = words.split()
    swapped[0], swapped[1] = swapped[1], swapped[0]
    wrong = " ".join(swapped)
    terminal.run(*check, "--json", said=wrong, expect=1)
    assert json.loads(terminal.last("stdout"))["code"] == "phrase.check"
