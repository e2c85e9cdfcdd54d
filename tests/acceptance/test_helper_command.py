"""Helpers from the command line: noted, vetted, an incident settled by a second human."""

import pytest

pytestmark = pytest.mark.timeout(600)
SOON = "2099-01-01"


def test_a_helper_is_noted_an_incident_is_opened_and_a_second_human_settles_it(terminal):
    known = "number: +86 138 1234 5678\nname: 김 철수\n"
    note = ("helper", "note", "--name", "B1", "--role", "drives", "--hired")
    (noted,) = terminal.rows("Min-ji", *note, said=known)
    assert noted["because"] == ["helper.nobody_has_met"]
    assert terminal.rows("서연", "helper", "list")[0]["name"] == "B1"
    again = ("helper", "note", "--helper", "B1", "--cap", "2")
    terminal.desk("서연", *again)
    (shown,) = terminal.rows("Min-ji", "helper", "show", "B1")
    assert (shown["cap"], shown["hired"], shown["roles"]) == (2, True, ["drives"])
    vet = ("helper", "vet", "B1", "--how", "met", "--until")
    assert "helper.vetting_end" in terminal.desk("Min-ji", *vet, SOON, expect=3)
    assert "day.form" in terminal.desk("Min-ji", *vet, "soon", expect=4)
    incident = ("helper", "incident", "B1", "--what", "demand", "--hold")
    (opened,) = terminal.rows("Min-ji", *incident)
    assert opened["trust"] == "not_now"
    settle = ("helper", "settle", "B1", opened["incident"], "--outcome", "paid back")
    assert "incident.own" in terminal.desk("Min-ji", *settle, expect=3)
    (settled,) = terminal.rows("서연", *settle)
    assert settled["because"] == ["helper.nobody_has_met"]
    terminal.desk("Min-ji", "case", "open", "--label", "W")
    terminal.desk("Min-ji", "case", "person", "W", "--name", "W1")
    other = ("case", "other", "W", "--near", "W1", "--relation", "holder", "--who", "x")
    terminal.desk("Min-ji", *other, said="number: 138-1234-5678\n")
    (checked,) = terminal.rows("Min-ji", "helper", "check", "B1")
    assert checked["own_cases"]
    assert "name.unknown" in terminal.desk("Min-ji", "helper", "show", "B9", expect=3)


def test_numbers_are_never_arguments_and_what_is_no_line_is_refused(terminal):
    note = ("helper", "note", "--name", "B2")
    said = terminal.desk("Min-ji", *note, "--number", "010", expect=2)
    assert "unrecognized arguments" in said
    said = terminal.desk("Min-ji", *note, said="010-1234-5678\n", expect=4)
    assert "known_by.form" in said
    assert "1234" not in said
    assert "helper.name" in terminal.desk("Min-ji", "helper", "note", expect=4)
    said = terminal.desk("Min-ji", *note, "--cap", "-1", expect=4)
    assert "helper.noted.cap" in said


def test_a_house_in_use_says_who_knows_it_and_cools_off_and_burns(terminal):
    note = ("house", "note", "--label", "grey door", "--beds", "3")
    terminal.desk("Min-ji", *note, said="바닷길 7\n")
    (waits,) = terminal.rows("Kim", "house", "waiting")
    terminal.desk("Kim", "house", "sign", waits["proposal"])
    terminal.desk("Min-ji", "house", "told", "grey door", "--who", "the guide")
    (shown,) = terminal.rows("Min-ji", "house", "show", "grey door")
    assert shown["known_to"] == ["Min-ji", "the guide"]
    assert shown["beds"] == 3
    again = ("house", "note", "--label", "grey door", "--house", "grey door")
    terminal.desk("Min-ji", *again, said="바닷길 9\n")
    (cooled,) = terminal.rows("Min-ji", "house", "cool", "grey door", "--until", SOON)
    assert cooled["beds"] == 3
    assert cooled["cooling_until"].startswith("2099-01-01")
    burn = ("house", "burn", "grey door", "--reason", "somebody at the door")
    (burned,) = terminal.rows("Min-ji", *burn)
    assert burned["burned"]
