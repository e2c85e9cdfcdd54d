"""A journey from the command line: planned, agreed to, decided, and looked after."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.terminal import PASSPHRASE
from waystation.clock import SystemClock
from waystation.desk import intake_key
from waystation.desk.bootstrap import open_desk
from waystation.encoding import to_rfc3339
from waystation.entropy import SystemEntropy
from waystation.post.card import read_card
from waystation.post.client import RelayClient
from waystation.post.correspondent import Correspondent, due_of, meeting_of

pytestmark = pytest.mark.timeout(600)
PLAN = """\
case: first
persons: [E]
responders: [서연]
label: south
legs:
  - place: the corner
    opens: {first}
    closes: {second}
    gives: E
    takes: 서연
  - place: the embassy
    opens: {second}
    closes: {third}
    gives: 서연
    takes: Min-ji
    handover: {{place: the gate}}
check_ins:
  - {{opens: {first}, due: {second}}}
grace: 10 min
destination:
  {{to: the embassy, confirmed_by: consul, confirmed_at: {before}, receiver: Ana}}
fallback: back to the corner, and ask
abort: [a car that nobody knows]
weighed:
  - {{person: E, going: 자유, staying: 아무것도 바뀌지 않음}}
interview: [{{person: E}}]
"""
PREPARED = {
    "journey.no_fallback",
    "journey.no_abort_criteria",
    "journey.destination_unconfirmed",
    "journey.nobody_on_arrival",
    "journey.not_prepared_for_interview",
    "consent.going_not_weighed",
}


def written(terminal, text=PLAN):
    now = SystemClock().now().replace(microsecond=0)
    hours = {
        name: to_rfc3339(now + timedelta(hours=after))
        for name, after in (("before", -24), ("first", 2), ("second", 8), ("third", 14))
    }
    (terminal.directory / "south.yaml").write_text(text.format(**hours))


def codes(rows):
    return [row["code"] for row in rows]


def test_a_journey_with_a_spoken_consent_is_decided_and_looked_after(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "first", "--with", "서연")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    written(terminal)
    (planned,) = terminal.rows("Min-ji", "journey", "plan", "south.yaml", "--ask")
    # two legs, two meetings, check-ins, and five things that were prepared
    assert planned["changed"] == 10
    assert planned["without_letterbox"] == ["E"]
    check = ("journey", "check", "south")
    assert codes(terminal.rows("Min-ji", *check)) == ["consent.none"]
    go = ("journey", "decide", "south", "go", "--reason", "all is agreed")
    assert "journey.refused" in terminal.desk("Min-ji", *go, expect=3)
    say = ("consent", "assert", "south", "E", "--via", "telegram", "--language", "ko")
    (asserted,) = terminal.rows("Min-ji", *say, said="네, 가겠습니다.")
    second = ("consent", "second", "south", asserted["consent"])
    assert "consent.own" in terminal.desk("Min-ji", *second, expect=3)
    stands, statement = terminal.rows("Kim", "consent", "list", "south")
    assert stands["consent"] == "one_asserts"
    assert (statement["said"], statement["asserted_by"]) == (
        "네, 가겠습니다.",
        "Min-ji",
    )
    terminal.desk("Kim", *second)
    rows = terminal.rows("Kim", *check)
    assert not [one for one in rows if re.fullmatch(r"[\w-]{22}", one["where"])]
    found_now = codes(rows)
    assert "plan.trustee_has_not_co_signed" in found_now
    assert not PREPARED & set(found_now)
    terminal.desk("Kim", "journey", "sign", "south")
    assert "go: recorded" in terminal.desk("Min-ji", *go)
    state, agreed, *legs = terminal.rows("서연", "journey", "show", "south")
    assert state["state"] == "go"
    assert agreed["consent"] == "asserted_by_two"
    assert sorted(agreed["by"]) == ["Kim", "Min-ji"]
    assert [leg["place"] for leg in legs] == ["the corner", "the embassy"]
    looked_after(terminal)


def looked_after(terminal):
    raised = ("journey", "raise", "south", "report", "--text", "전화가 왔습니다")
    (alarm,) = terminal.rows("서연", *raised)
    shown, held = terminal.rows("Min-ji", "journey", "alarms")
    assert (shown["alarm"], shown["causes"]) == (alarm["alarm"], ["report"])
    assert held["hold"] == alarm["alarm"]
    terminal.desk("Min-ji", "journey", "acknowledge", alarm["alarm"])
    close = ("journey", "close", alarm["alarm"], "--outcome", "a wrong number")
    (closed,) = terminal.rows("Min-ji", *close)
    assert closed["still_held"]
    lift = ("journey", "lift", alarm["alarm"], "--reason", "a wrong number")
    assert terminal.rows("Min-ji", *lift)[0]["stands"]
    assert not terminal.rows("서연", *lift)[0]["stands"]
    assert terminal.rows("서연", "journey", "alarms") == []
    terminal.desk("서연", "journey", "arrived", "south", "E", "--place", "the embassy")
    (line,) = terminal.rows("Min-ji", "journey", "list")
    assert line["state"] == "arrived"


def test_a_person_is_asked_by_letter_and_answers_with_their_own_key(terminal):
    with correspondent(terminal) as person:
        agrees_by_letter(terminal, person)


def agrees_by_letter(terminal, person):
    person.write("appeal", {"text": "도와주세요"})
    person.send()
    (letter,) = terminal.rows("Min-ji", "case", "letters")
    terminal.desk("Min-ji", "case", "open", "--label", "first")
    person.write("appeal", {"text": "again"})
    person.send()
    both = terminal.rows("Min-ji", "case", "letters")
    (other,) = (one for one in both if one["id"] != letter["id"])
    opened = ("case", "open", "--label", "E", "--letter", letter["id"])
    terminal.desk("Min-ji", *opened)
    terminal.desk("Min-ji", "case", "add-letter", "E", other["id"])
    _, *rows = terminal.rows("Min-ji", "case", "show", "E")
    (room,) = (row for row in rows if "conversation" in row)
    assert room["letters"] == 2
    written(terminal, PLAN.replace("case: first", "case: E"))
    (planned,) = terminal.rows("Min-ji", "journey", "plan", "south.yaml", "--ask")
    assert planned["without_letterbox"] == []
    asked = [one for one in person.replies()[0] if one.kind == "journey"][-1]
    numbers = [number for number, _ in due_of(asked)]
    assert numbers == [1]
    person.consent(meeting_of(asked), "consent-1", "ko", numbers)
    person.send()
    (stands,) = terminal.rows("Min-ji", "consent", "list", "south")
    assert stands["consent"] == "own_key"
    anew = PLAN.replace("case: first", "journey: south")
    for settled in ("persons: [E]\n", "responders: [서연]\n", "label: south\n"):
        anew = anew.replace(settled, "")
    written(terminal, anew.replace("the gate", "the side door"))
    (planned,) = terminal.rows("Min-ji", "journey", "plan", "south.yaml")
    before = planned["changed"]
    (planned,) = terminal.rows("Min-ji", "journey", "plan", "south.yaml")
    assert (before > 0, planned["changed"]) == (True, 0)
    stop = ("journey", "stop", "south", "E", "--heard", "on the telephone: 안 가요")
    terminal.desk("Kim", *stop)
    check = terminal.rows("Min-ji", "journey", "check", "south")
    assert "journey.stopped_by_person" in codes(check)
    go = ("journey", "decide", "south", "go", "--reason", "x")
    assert "journey.refused" in terminal.desk("Min-ji", *go, expect=3)


@contextmanager
def correspondent(terminal):
    desk = open_desk(terminal.directory / "Min-ji", PASSPHRASE)
    card = read_card(intake_key.card(desk), desk.organisation)
    desk.close()
    client = RelayClient(terminal.relay)
    try:
        person = Correspondent(b"E" * 32, card, client, SystemClock(), SystemEntropy())
        person.open_box()
        person.send()
        yield person
    finally:
        client.close()


def test_a_plan_with_a_mistake_plans_nothing(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "first")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    written(terminal, PLAN.replace("takes: Min-ji", "takes: Nobody"))
    said = terminal.desk("Min-ji", "journey", "plan", "south.yaml", expect=3)
    assert "name.unknown" in said
    assert "legs[1].takes" in said
    assert "Nobody" not in said
    assert terminal.rows("Min-ji", "journey", "list") == []
