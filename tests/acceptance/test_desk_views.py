"""What the pages are given, read from real desks of one organisation."""

import re

import pytest
from msgspec.structs import replace

from tests import builders
from tests.page_client import pages
from waystation.casework.consent import ConsentState
from waystation.casework.entries import (
    ArrestReported,
    ArrivalConfirmed,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HouseNoted,
    LossRecorded,
    StayPlanned,
)
from waystation.casework.terms import (
    AlarmCause,
    How,
    InformationGrade,
    SourceGrade,
)
from waystation.desk import (
    alarm,
    checkin,
    checkin_link,
    hold,
    journey,
    safehouse,
    views_today,
)
from waystation.desk.views import JourneyView, TodayView
from waystation.desk.views_journey import journey_view
from waystation.desk.views_state import state_of
from waystation.desk.views_today import journeys, today
from waystation.errors import ConflictError
from waystation.web.desk_port import OpenDesk


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def first_page(desk) -> TodayView:
    return today(desk, state_of(desk))


def page_of(desk, journey_id: str) -> JourneyView:
    return journey_view(desk, state_of(desk), journey_id)


def on_the_way(world, name: str = "E", takes: str = "") -> tuple[str, str, str]:
    """Return journey, person and team of a journey that was decided to go."""
    team = takes or builders.note_helper(world, "B1", hired=True)
    case_id, person = builders.open_case(world, name)
    found = builders.plan_journey(world, case_id, person, person, team)
    builders.get_consent(world, found, person, name)
    builders.go(world, found)
    world.sync()
    return found, person, team


def demand(world, journey_id: str, team: str) -> str:
    act = DemandRecorded(
        demand=world.mina.random_id(),
        journey=journey_id,
        helper=team,
        asks_for="more money",
    )
    journey.record(world.mina, journey_id, act)
    world.sync()
    return act.demand


def test_an_empty_organisation_is_calm(world):
    view = first_page(world.mina)
    assert (view.alarms, view.holds, view.next, view.waiting, view.later) == (
        (),
        (),
        (),
        (),
        None,
    )
    assert view.desk.organisation == "Safe Road"
    assert view.desk.me == "mina"
    assert view.desk.relay.connected


def test_who_is_not_on_the_board_is_told_that_holds_are_not_seen_here(world):
    assert not first_page(world.tae).desk.sees_holds
    with pages(OpenDesk(world.tae)) as opened:
        said = opened.sign_in().client.get("/").text
    assert "This desk does not see holds." in said
    assert "No alarm and no hold." not in said


def test_a_relay_that_is_gone_is_said_with_what_waits(world):
    world.relay.up = False
    builders.note_helper(world, "B1")
    world.sync("mina")
    relay = first_page(world.mina).desk.relay
    assert not relay.connected
    assert relay.since is not None
    assert relay.unsent > 0


def test_a_first_letter_waits_for_who_reads_them_until_it_is_a_case(world):
    person = world.correspondent("E")
    person.write("appeal", {"text": "help"})
    person.send()
    world.sync()
    assert [(one.kind, one.count) for one in first_page(world.hana).waiting] == [
        ("letters", 1)
    ]
    assert first_page(world.tae).waiting == ()


def test_a_plan_waits_for_the_trustee_and_for_a_decision(world):
    case_id, person = builders.open_case(world)
    found = builders.plan_journey(world, case_id, person, person, "t")
    builders.get_consent(world, found, person)
    world.sync()
    assert "approval" in [one.kind for one in first_page(world.sora).waiting]
    assert "decision" in [one.kind for one in first_page(world.mina).waiting]
    view = page_of(world.mina, found)
    assert view.state == "planned"
    assert "plan.trustee_has_not_co_signed" in [one.code for one in view.findings]
    assert [one.how for one in view.consents] == [ConsentState.OWN_KEY]


def test_a_check_in_is_due_then_awaited_then_heard(world):
    found, person, _ = on_the_way(world)
    (row,) = [one for one in first_page(world.mina).next if one.kind == "check_in"]
    assert (row.persons, row.backup, row.overdue) == (("E",), "jun", False)
    assert page_of(world.mina, found).stages[0].check_ins[0].state == "open"
    world.pass_time(hours=6, minutes=5)
    (row,) = [one for one in first_page(world.mina).next if one.kind == "check_in"]
    assert row.overdue
    ((_, code),) = checkin_link.codes(world.mina, found, person)
    checkin.said(world.mina, found, person, 1, code, "umbrella")
    sign = page_of(world.mina, found).stages[0].check_ins[0]
    assert (sign.state, sign.by_word) == ("well", True)
    assert not [one for one in first_page(world.mina).next if one.kind == "check_in"]


def test_silence_is_an_alarm_with_whose_it_is_and_whom_to_call(world):
    found, _, _ = on_the_way(world)
    world.pass_time(hours=7)
    world.sync()
    (row,) = first_page(world.mina).alarms
    assert (row.cause, row.about, row.backup) == (AlarmCause.MISSED_CHECK_IN, "E", "jun")
    assert row.due is not None
    assert row.journey.id == found
    assert set(row.told) >= {"mina", "jun"}
    assert page_of(world.mina, found).stages[0].check_ins[0].state == "missed"
    alarm.acknowledge(world.jun, row.id)
    world.sync()
    (taken,) = first_page(world.mina).alarms
    assert (taken.taken_by, taken.mine) == (("jun",), False)
    assert first_page(world.jun).alarms[0].mine


def test_a_demand_holds_both_journeys_and_says_what_they_share(world, monkeypatch):
    team = builders.note_helper(world, "B1")
    first, _, _ = on_the_way(world, "E", takes=team)
    second, _, _ = on_the_way(world, "W1", takes=team)
    demand(world, first, team)
    view = first_page(world.mina)
    (row,) = view.alarms
    assert (row.cause, row.about, row.said, row.reaches) == (
        AlarmCause.DEMAND,
        "B1",
        "more money",
        2,
    )
    assert {one.journey.persons for one in view.holds} == {("E",), ("W1",)}
    assert all(
        (one.about, one.legs, one.may_lift) == ("B1", (1,), True) for one in view.holds
    )
    assert [one.kind for one in view.waiting] == ["lift"]
    assert journeys(world.mina, view.desk).journeys[0].journey.id == first
    assert page_of(world.mina, second).stages[0].holds
    monkeypatch.setattr(views_today, "MOST", 1)
    few = first_page(world.mina)
    shown = {one.journey.id for one in few.holds}
    assert (len(shown), few.more_held, few.alarms) == (1, 1, view.alarms)
    assert (few.next, few.more_next) == (view.next[:1], len(view.next) - 1)
    listed = [journeys(world.mina, view.desk, page) for page in (1, 2, 3)]
    assert [(one.page, one.pages) for one in listed] == [(1, 2), (2, 2), (2, 2)]
    ids = [[line.journey.id for line in one.journeys] for one in listed]
    assert ids == [[first], [second], [second]]


def test_what_was_lost_is_not_said_to_be_held_or_due(world):
    found, person, team = on_the_way(world)
    demand(world, found, team)
    act = LossRecorded(person=person, journey=found, last_known="taken with B1")
    journey.record(world.mina, found, act)
    view = first_page(world.mina)
    assert [one.about for one in view.alarms] == ["B1"]
    assert (view.holds, view.next) == ((), ())
    page = page_of(world.mina, found)
    assert (page.state, page.stages[0].state) == ("lost", "stopped")
    assert page.holds


def test_lifting_is_counted_by_name_and_ends_the_hold(world):
    found, _, team = on_the_way(world)
    held = demand(world, found, team)
    hold.approve_lift(world.mina, held, "seen")
    world.sync()
    (row,) = page_of(world.mina, found).holds
    assert (row.agreed, row.may_lift) == (("mina",), False)
    assert page_of(world.jun, found).holds[0].may_lift
    hold.approve_lift(world.jun, held, "seen too")
    world.sync()
    assert page_of(world.mina, found).holds == ()


def test_an_arrest_burns_the_house_and_the_way_there_says_so(world):
    house = world.mina.random_id()
    safehouse.note(world.mina, HouseNoted(house=house, label="H", address="x", host="h"))
    builders.sign_houses(world)
    team = builders.note_helper(world, "B1")
    case_id, person = builders.open_case(world)
    found = builders.plan_journey(world, case_id, person, person, team, house)
    builders.get_consent(world, found, person)
    builders.go(world, found)
    journey.record(
        world.mina,
        found,
        ArrestReported(
            arrest=world.mina.random_id(),
            journey=found,
            who=(team,),
            said_by="a relative",
            source=SourceGrade.C,
            information=InformationGrade.PROBABLY_TRUE,
            text="stopped by police",
        ),
    )
    world.sync()
    view = page_of(world.mina, found)
    assert view.stages[0].presumed_known
    assert [(one.about, one.said) for one in view.alarms] == [("B1", "stopped by police")]
    knows = {one.who: one.what for one in view.knows}
    assert "house" in knows["B1"]
    assert knows["mina"] == ("plan",)


def test_legs_handovers_and_stays_stand_in_the_order_of_time(world):
    found, person, team = on_the_way(world)
    (leg,) = page_of(world.mina, found).stages
    leg_id = journey.read(world.mina, journey.journey_cell(world.mina, found)).plan.legs
    handover = HandoverPlanned(
        journey=found,
        handover=world.mina.random_id(),
        leg=next(iter(leg_id)),
        place="gate",
        window=journey.window(leg.starts, 1),
        gives=person,
        takes=team,
    )
    stay = StayPlanned(
        journey=found,
        stay=world.mina.random_id(),
        leg=next(iter(leg_id)),
        house=world.mina.random_id(),
        place="house K",
        window=journey.window(leg.ends, 24),
        host=team,
    )
    with pytest.raises(ConflictError):
        journey.plan_part(world.mina, found, replace(handover, takes=person))
    journey.plan_part(world.mina, found, handover, stay)
    view = page_of(world.mina, found)
    assert [one.kind for one in view.stages] == ["leg", "stay"]
    assert view.stages[0].handover.confirmed == "nobody"
    for party in (person, team):
        journey.record(
            world.mina,
            found,
            HandoverConfirmed(
                journey=found, handover=handover.handover, by=party, how=How.ASSERTION
            ),
        )
    world.pass_time(hours=2)
    view = page_of(world.mina, found)
    assert (view.stages[0].state, view.stages[1].state) == ("now", "planned")
    assert view.stages[0].handover.confirmed == "both"
    assert 0 < view.stages[0].share < 1
    assert view.state == "under_way"
    journey.record(
        world.mina, found, ArrivalConfirmed(journey=found, person=person, how=How.ASSERTION)
    )
    view = page_of(world.mina, found)
    assert (view.state, view.arrived) == ("arrived", ("E",))
    assert {one.state for one in view.stages} == {"done"}
    assert first_page(world.mina).next == ()


def test_what_the_views_hold_are_words_and_times_and_never_bytes(world):
    found, _, team = on_the_way(world)
    demand(world, found, team)
    for shown in (first_page(world.mina), page_of(world.mina, found)):
        assert "b'" not in repr(shown)
        assert not re.search(r"[A-Za-z0-9_-]{43}", repr(shown))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_real_desks_fill_every_page(world, language: str):
    found, _, team = on_the_way(world)
    demand(world, found, team)
    world.pass_time(hours=7)
    world.sync()
    with pages(OpenDesk(world.mina)) as opened:
        client = opened.sign_in().client
        client.cookies.set("waystation-language", language)
        for path in ("/", "/journeys", f"/journeys/{found}", "/replay"):
            answer = client.get(path)
            assert answer.status_code == 200, path
        assert opened.post("/alarms/none/acknowledge").status_code == 404
        (demanded,) = [
            one for one in first_page(world.mina).alarms if one.cause is AlarmCause.DEMAND
        ]
        answer = opened.post(f"/alarms/{demanded.id}/acknowledge", journey=found)
        assert answer.headers["location"] == f"/journeys/{found}"
        answer = opened.post(f"/holds/{demanded.id}/lift", reason="seen", journey=found)
        assert answer.status_code == 303
    (held,) = [one for one in hold.standing(world.mina) if one.hold == demanded.id]
    assert held.lift_approved_by == {world.mina.human}


def test_a_desk_without_an_organisation_says_how_to_begin(world, tmp_path):
    lone = builders.desk_at(tmp_path / "lone", "lone", world.clock, world.relay)
    with pages(OpenDesk(lone)) as opened:
        answer = opened.sign_in().client.get("/")
    assert answer.status_code == 404
    assert "has not joined an organisation yet" in answer.text
