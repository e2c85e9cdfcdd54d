"""Check-ins from the command line, on desks of one organisation."""

import json
from contextlib import contextmanager
from io import StringIO
from operator import itemgetter

import pytest

from tests import builders
from waystation import __main__ as command
from waystation.casework import watch as watches
from waystation.casework.entries import CheckInReceived
from waystation.casework.picture import WORDS
from waystation.cli import watch
from waystation.desk import alarm, journey
from waystation.encoding import to_rfc3339

AGREED = "umbrella"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    builders.get_consent(world, journey_id, person_id)
    world.sync()
    return journey_id, person_id


@pytest.fixture
def run(world, monkeypatch, capsys):
    """Run an act at somebody's desk; return its rows, or its exit code where it fails."""

    def run(name, *words):
        @contextmanager
        def unlocked(_chosen):
            yield world.desks[name]

        monkeypatch.setattr(watch, "unlocked", unlocked)
        capsys.readouterr()
        code = command.main(["watch", *words, "--store", "x", "--json"])
        said = capsys.readouterr()
        if code:
            return code
        return [json.loads(line) for line in said.out.splitlines()]

    return run


def received(world, journey_id):
    return world.mina.find("journey", journey_id).of_kind(CheckInReceived.kind)


def test_a_picture_is_agreed_by_its_word_in_any_language(world, planned, run):
    journey_id, _ = planned
    assert run("mina", "picture", journey_id, "E", "우산") == [{"agreed": True}]
    assert run("mina", "picture", journey_id, "E", "a wallet") == 4


def test_a_code_and_a_word_are_a_sign_of_life_by_somebodys_word(world, planned, run):
    journey_id, _ = planned
    run("mina", "picture", journey_id, "E", AGREED)
    builders.go(world, journey_id)
    world.sync()
    (row,) = run("mina", "codes", journey_id, "E")
    heard = ("heard", journey_id, "E", "1", "--code", row["code"], "--word")
    well = run("jun", *heard, "зонт")
    world.sync()
    assert b'"how":"assertion"' in received(world, journey_id)[0].body
    assert b'"wellness":"well"' in received(world, journey_id)[0].body
    assert alarm.all_open(world.mina) == []
    forced = run("jun", *heard, WORDS["ko"][0])
    world.sync()
    assert forced == well == [{"kept": True}]
    assert len(alarm.all_open(world.mina)) == 1


def test_a_code_of_another_check_in_is_no_sign_of_life(world, planned, run):
    journey_id, _ = planned
    builders.go(world, journey_id)
    assert run("mina", "heard", journey_id, "E", "1", "--code", "0", "--word", "cup") == 3
    assert received(world, journey_id) == []


def test_a_spoken_check_in_before_the_go_is_a_rehearsal(world, planned, run):
    journey_id, person_id = planned
    run("mina", "picture", journey_id, "E", AGREED)
    (row,) = run("mina", "codes", journey_id, "E")
    run("mina", "heard", journey_id, "E", "1", "--code", row["code"], "--word", AGREED)
    (shown,) = run("mina", "list", journey_id)
    assert shown["rehearsed"]
    state = journey.read(world.mina, world.mina.find("journey", journey_id))
    assert watches.rehearsed(state.watches, person_id) is not None


def test_a_link_agrees_further_check_ins_and_is_shown_once(world, planned, run):
    journey_id, _ = planned
    until = to_rfc3339(world.clock.now().replace(hour=21))
    link = ("link", journey_id, "E", "--every", "4h", "--until", until)
    (row,) = run("mina", *link, "--pages", "https://pages.example/check-in.html")
    assert row["check_ins"] == 3
    assert row["link"].startswith("https://pages.example/check-in.html#")
    assert [one["number"] for one in run("mina", "list", journey_id)][-1] == 4
    assert run("mina", "link", journey_id, "E", "--every", "0h", "--until", until) == 4
    assert run("mina", "link", journey_id, "E", "--every", "9", "--until", until) == 4


def test_a_check_in_agreed_on_the_way_says_for_whose_desks_it_waits(world, planned, run):
    journey_id, _ = planned
    builders.go(world, journey_id)
    until = to_rfc3339(world.clock.now().replace(hour=21))
    run("mina", "link", journey_id, "E", "--every", "4h", "--until", until)
    first, *_, last = sorted(run("mina", "list", journey_id), key=itemgetter("number"))
    assert (first["waits_for"], first["until"]) == ([], "")
    assert last["waits_for"] == ["jun", "sora"]
    assert last["until"] == last["opens"]
    world.sync()
    assert not any(one["waits_for"] for one in run("mina", "list", journey_id))


def test_what_is_sealed_for_silence_is_opened_by_two(world, planned, run, monkeypatch):
    journey_id, _ = planned
    builders.go(world, journey_id)
    monkeypatch.setattr("sys.stdin", StringIO("the grey car\n"))
    assert run("mina", "seal", journey_id) == [{"sealed": True}]
    assert run("jun", "release", journey_id, "--reason", "too early") == 3
    world.sync()
    world.pass_time(hours=7)
    world.sync(rounds=3)
    reason = ("--reason", "silent")
    assert run("jun", "release", journey_id, *reason)[0]["opened"] is False
    assert run("jun", "opened", journey_id) == []
    assert run("sora", "release", journey_id, *reason)[0]["opened"] is True
    assert run("jun", "opened", journey_id) == [{"text": "the grey car"}]


def test_two_at_their_own_desks_take_a_check_in_down(world, planned, run):
    journey_id, _ = planned
    builders.go(world, journey_id)
    world.sync()
    down = ("take-down", journey_id, "E", "1", "--reason", "she is in the office")
    assert run("mina", *down) == [{"agreed": True, "taken_down": False}]
    (shown,) = run("mina", "list", journey_id)
    assert (shown["taken_down"], shown["would_take_down"]) == (False, ["mina"])
    assert run("jun", *down) == [{"agreed": True, "taken_down": True}]
    (shown,) = run("jun", "list", journey_id)
    assert shown["taken_down"]
