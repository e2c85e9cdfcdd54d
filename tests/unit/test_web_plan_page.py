"""The page of a plan, as a browser without scripts uses it."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.fake_desk import FakeDesk
from tests.fake_plan import PLAN
from tests.page_client import pages
from tests.unit.test_web_plan_form import FORM, as_sent
from waystation.casework.terms import Decision
from waystation.errors import NotPermittedError

PATH = "/journeys/j-pair/plan"


@pytest.fixture
def desk():
    return FakeDesk()


@pytest.fixture
def signed_in(desk):
    with pages(desk) as opened:
        yield opened.sign_in()


def fields_on(text):
    """Return what a form on the page would send."""
    inputs = re.findall(r'<input[^>]* name="([^"]+)"[^>]*?>', text)
    found = {}
    for name in inputs:
        tag = re.search(rf'<input[^>]* name="{re.escape(name)}"[^>]*>', text)[0]
        value = re.search(r' value="([^"]*)"', tag)
        found[name] = unescape(value[1]) if value else ""
    for name, body in re.findall(
        r'<select[^>]* name="([^"]+)".*?>(.*?)</select>', text, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrf", None)
    return {name: value for name, value in found.items() if value}


def send(signed_in, do, **more):
    page = signed_in.client.get(PATH).text
    return signed_in.post(PATH, **{**fields_on(page), "do": do, **more})


def test_the_plan_stands_in_its_form_with_what_is_found_beside_it(signed_in):
    text = signed_in.client.get(PATH).text
    sent = fields_on(text)
    utc = {name: value for name, value in sent.items() if name != "version"}
    assert {name for name in utc if "opens" not in name} >= {
        name for name in as_sent(FORM) if "opens" not in name and "closes" not in name
    } - {"past"}
    leg = text[text.index('id="found-leg-1"') :]
    assert "It leads to a safe house" in leg[: leg.index("plan-fields")]
    whole = text[text.index('id="found-whole"') :]
    assert "has not co-signed" in whole[: whole.index("</section>")]


def test_a_step_changes_the_form_and_stores_nothing(signed_in, desk):
    answer = send(signed_in, "up.1")
    assert answer.status_code == 200
    sent = fields_on(answer.text)
    assert (sent["leg.0.leg"], sent["leg.1.leg"]) == ("leg-2", "leg-1")
    assert "The leg was moved earlier." in answer.text
    assert desk.done == []
    undone = signed_in.post(PATH, **{**sent, "do": "undo"})
    again = fields_on(undone.text)
    assert (again["leg.0.leg"], again["leg.1.leg"]) == ("leg-1", "leg-2")


def test_what_is_found_is_computed_anew_while_nothing_is_stored(signed_in, desk):
    answer = send(signed_in, "drop-stay.0.0")
    assert "It leads to a safe house" not in answer.text
    assert "2 unsaved changes" in answer.text
    assert "Save first" in answer.text
    assert desk.done == []


def test_a_plan_is_saved_whole(signed_in, desk):
    answer = send(signed_in, "save", **{"leg.1.place": "the consulate"})
    assert answer.status_code == 303
    assert desk.done == [("save", "j-pair", "the coastal city", "the consulate")]
    shown = signed_in.client.get(answer.headers["location"]).text
    assert "Saved. What you see is the plan now." in shown


def test_a_plan_with_something_missing_is_not_saved(signed_in, desk):
    page = signed_in.client.get(PATH).text
    fields = fields_on(page)
    del fields["leg.1.place"]
    answer = signed_in.post(PATH, **{**fields, "do": "save"})
    assert answer.status_code == 200
    assert "Not saved: something is missing." in answer.text
    assert "1 field to fill in" in answer.text
    assert desk.done == []


def test_what_somebody_else_changed_meanwhile_is_not_written_over_unseen(signed_in, desk):
    answer = send(signed_in, "save", version="v0", **{"leg.1.place": "elsewhere"})
    assert answer.status_code == 409
    assert "Somebody changed the plan in the meantime" in answer.text
    assert desk.done == []
    sent = fields_on(answer.text)
    assert (sent["leg.1.place"], sent["version"]) == ("elsewhere", PLAN.version)
    assert signed_in.post(PATH, **{**sent, "do": "save"}).status_code == 303


def test_a_go_is_decided_with_a_reason_and_a_refused_one_is_said(signed_in, desk):
    decide = "/journeys/j-pair/decide"
    answer = signed_in.post(decide, decision="go", reason="all agreed")
    assert answer.headers["location"].endswith("/plan?said=refused")
    assert "A go was not recorded" in signed_in.client.get(PATH + "?said=refused").text
    answer = signed_in.post(decide, decision="no_go", reason="not yet")
    assert answer.headers["location"] == "/journeys/j-pair"
    assert desk.done[-1] == ("decide", "j-pair", Decision.NO_GO, "not yet")
    assert signed_in.post(decide, decision="go").status_code == 400
    assert signed_in.post(decide, decision="perhaps", reason="x").status_code == 400


def test_a_plan_is_signed_and_everybody_asked(signed_in, desk):
    answer = signed_in.post("/journeys/j-pair/sign")
    assert answer.headers["location"].endswith("said=signed")
    answer = signed_in.post("/journeys/j-pair/ask")
    assert answer.headers["location"].endswith("said=asked_some")
    assert desk.done == [("sign", "j-pair"), ("ask", "j-pair")]


def test_an_alarm_is_closed_with_its_outcome(signed_in, desk):
    page = signed_in.client.get("/journeys/j-pair").text
    assert 'action="/alarms/a-silence/close"' in page
    answer = signed_in.post(
        "/alarms/a-silence/close", journey="j-pair", outcome=" a flat  battery "
    )
    assert answer.headers["location"] == "/journeys/j-pair"
    assert desk.done == [("close", "a-silence", "a flat battery", "other")]
    assert signed_in.post("/alarms/a-silence/close").status_code == 400


def test_a_journey_is_begun_for_people_of_one_case(signed_in, desk):
    assert "첫 사례" in signed_in.client.get("/journeys/new").text
    fields = {"person.case-1.p1": "1", "person.case-1.p2": "1", "answers.seo-yeon": "1"}
    answer = signed_in.post("/journeys/new", label=" south ", **fields)
    assert answer.headers["location"] == "/journeys/j-pair/plan"
    assert desk.done == [("begin", "case-1", "p1", "p2", "seo-yeon", "south")]
    for wrong in ({}, {"person.case-1.p1": "1", "person.case-2.p9": "1"}):
        answer = signed_in.post("/journeys/new", **wrong)
        assert answer.headers["location"] == "/journeys/new?said=nobody"
    assert len(desk.done) == 1


def test_who_may_not_plan_reads_and_cannot_save(signed_in, desk):
    desk.plan_view = replace(PLAN, may_plan=False, may_sign=False)
    text = signed_in.client.get(PATH).text
    assert "Only coordinators change a plan." in text
    assert "<form id=" not in text
    assert 'action="/journeys/j-pair/decide"' not in text
    desk.fails = NotPermittedError("desk.role", "this is for another role")
    assert signed_in.post(PATH, do="save", version="v1").status_code == 403


def test_a_draft_needs_the_sessions_token_and_is_not_endless(signed_in):
    answer = signed_in.client.post(
        PATH, data={"do": "check"}, headers={"Origin": "http://127.0.0.1:8123"}
    )
    assert answer.status_code == 403
    assert (
        signed_in.post(PATH, do="check", **{"leg.0.place": "x" * 600_000}).status_code
        == 400
    )


def test_a_finding_is_accepted_by_two_with_a_reason_and_an_end(signed_in, desk):
    text = signed_in.client.get(PATH).text
    shown = text[text.index("plan-accept") :]
    assert "서연 would accept it until" in shown
    assert 'name="code" value="journey.no_fallback"' in shown
    assert 'value="house.presumed_burned"' not in shown
    fields = {"code": "journey.no_fallback", "where": "leg-2", "reason": "one way only"}
    answer = signed_in.post("/journeys/j-pair/accept", until="2026-03-09T08:00", **fields)
    assert answer.headers["location"].endswith("said=accepted_by_one")
    signed_in.post("/journeys/j-pair/accept-too", act="act-1")
    signed_in.post("/journeys/j-pair/accept-never", act="act-1", reason="call her")
    assert desk.done == [
        (
            "accept",
            "j-pair",
            "journey.no_fallback",
            "leg-2",
            "one way only",
            "2026-03-09T08:00:00+00:00",
        ),
        ("accept too", "j-pair", "act-1"),
        ("accept never", "j-pair", "act-1", "call her"),
    ]
    answer = signed_in.post("/journeys/j-pair/accept", until="soon", **fields)
    assert answer.status_code == 400


def test_what_two_accepted_is_said_beside_it_and_forbids_nothing(signed_in):
    text = signed_in.client.get(PATH).text
    leg = text[text.index('id="found-leg-2"') :]
    leg = leg[: leg.index("plan-fields")]
    assert "Accepted" in leg
    assert "known for years" in leg
    assert "4 things forbid a go" in text
