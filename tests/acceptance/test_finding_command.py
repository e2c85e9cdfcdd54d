"""Checking a journey, preparing it and accepting what is left, from the command line."""

import json

import pytest

from tests.acceptance.test_journey_command import PLAN, codes, written

pytestmark = pytest.mark.timeout(600)


def planned(terminal):
    """Plan a journey to which its person has agreed by the word of two."""
    terminal.desk("Min-ji", "case", "open", "--label", "first", "--with", "서연")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    written(terminal, PLAN.partition("destination:")[0])
    terminal.desk("Min-ji", "journey", "plan", "south.yaml")
    say = ("consent", "assert", "south", "E", "--via", "telegram", "--language", "ko")
    (asserted,) = terminal.rows("Min-ji", *say, said="네, 가겠습니다.")
    terminal.desk("Kim", "consent", "second", "south", asserted["consent"])


def checked(terminal, name="Min-ji", expect=0):
    said = terminal.desk(name, "check", "south", "--format", "json", expect=expect)
    return [json.loads(line) for line in said.splitlines()]


def test_what_is_prepared_or_accepted_by_two_is_asked_no_more_and_a_fee_blocks(terminal):
    planned(terminal)
    fallback = ("prepare", "fallback", "south", "--leg", "1", "--what", "go home")
    terminal.desk("Min-ji", *fallback)
    terminal.desk("Min-ji", "prepare", "abort", "south", "--sign", "another car")
    met = ("--leg", "1", "--last", "2020-01-01T00:00:00Z", "--said-by", "a doctor")
    terminal.desk("Min-ji", "prepare", "returned", "south", *met)
    terminal.desk("Kim", "journey", "sign", "south")
    left = codes(checked(terminal))
    assert left.count("journey.returned_on_the_way") == 1
    assert "journey.no_abort_criteria" not in left
    assert left.count("journey.no_fallback") == 1
    accept = ("finding", "accept", "south", "journey.no_fallback")
    (made,) = terminal.rows("Min-ji", *accept, "--reason", "a gate, no other way")
    second = ("finding", "second", "south", made["id"])
    assert "finding.two_humans" in terminal.desk("Min-ji", *second, expect=3)
    (waits,) = terminal.rows("서연", "finding", "waiting", "south")
    assert (waits["id"], waits["by"]) == (made["id"], "Min-ji")
    terminal.desk("서연", *second)
    (taken,) = [one for one in checked(terminal, "Kim") if "accepted" in one]
    assert taken["code"] == "journey.no_fallback"
    assert taken["accepted"]["reason"] == "a gate, no other way"
    fee = ("prepare", "condition", "south", "fee", "--by", "서연", "--text", "돈")
    terminal.desk("Min-ji", *fee)
    terminal.desk("Min-ji", "check", expect=1)
    never = ("finding", "accept", "south", "owed.fee", "--reason", "only once")
    assert "finding.never" in terminal.desk("Min-ji", *never, expect=3)
