"""What rules say of helpers and houses across cases that nobody reads in common."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.entries import (
    ArrivalConfirmed,
    HandoverConfirmed,
    HandoverPlanned,
    HelperNoted,
    HouseNoted,
    JourneyDecided,
    LegPlanned,
)
from waystation.casework.entries.helper import HelperIncidentOpened
from waystation.casework.terms import Decision, How, IncidentKind
from waystation.desk import (
    case,
    consent,
    helper,
    helper_standing,
    journey,
    safehouse,
    safehouse_use,
    views_helper,
    views_house,
)
from waystation.desk.views_state import state_of
from waystation.desk.views_today import today


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def team(world, **more):
    noted = HelperNoted(helper=world.mina.random_id(), name="B1", hired=True)
    helper.note(world.mina, noted, **more)
    world.sync()
    return noted.helper


def other_case(world, helper_id, house=""):
    """Let jun plan a journey of a case that nobody else of the board is in."""
    person = world.correspondent("W1")
    person.write("appeal", {"text": "urgent"})
    person.send()
    world.sync()
    cells = case.open_case(world.jun, "a case of jun's")
    person_id = case.note_person(world.jun, cells.case, "W1")
    planned = journey.plan(world.jun, cells.case, (person_id,), (world.jun.human,), "w")
    leg = LegPlanned(
        journey=planned,
        leg=world.jun.random_id(),
        number=1,
        place="the designated place",
        window=journey.window(world.clock.now() + timedelta(hours=20), 4),
        gives=person_id,
        takes=helper_id,
        house=house,
    )
    journey.plan_part(world.jun, planned, leg)
    statement = consent.Statement("consent-1", "ko", "yes", "call")
    said = consent.assert_for(world.jun, planned, person_id, statement)
    world.sync()
    consent.second(world.sora, planned, said)
    world.sync()
    return planned


def codes(world, planned):
    return {one.code for one in journey.findings(world.jun, planned)}


def test_a_hired_team_of_another_case_blocks_and_of_that_case_nothing_is_said(world):
    helper_id = team(world)
    case_id, person_id = builders.open_case(world)
    first = builders.plan_journey(world, case_id, person_id, person_id, helper_id)
    world.sync()
    planned = other_case(world, helper_id)
    assert "helper.hired_in_two_cases" in codes(world, planned)
    found = repr(journey.findings(world.jun, planned))
    for secret in (first, person_id, case_id):
        assert secret not in found


def test_a_house_burned_by_another_desk_blocks_here_without_its_records(world):
    noted = HouseNoted(
        house=world.mina.random_id(), label="H", address="7 Sea Street", host="host"
    )
    safehouse.note(world.mina, noted)
    builders.sign_houses(world, "jun", "sora")
    planned = other_case(world, team(world), noted.house)
    assert "house.burned" not in codes(world, planned)
    safehouse_use.burn(world.mina, noted.house, "sold")
    world.sync()
    assert {"house.burned", "hold.shares_a_tag", "house.hired_told"} <= codes(
        world, planned
    )


def test_an_incident_elsewhere_asks_here_and_says_no_more(world):
    helper_id = team(world, humans=())
    planned = other_case(world, helper_id)
    assert "helper.marked_elsewhere" not in codes(world, planned)
    helper_standing.open_incident(
        world.mina,
        HelperIncidentOpened(incident="i", helper=helper_id, what=IncidentKind.OTHER),
    )
    world.sync()
    now = codes(world, planned)
    assert "helper.marked_elsewhere" in now
    assert "helper.incident_asks" not in now


def test_a_job_is_noted_by_itself_when_everybody_has_arrived(world):
    helper_id = team(world)
    case_id, person_id = builders.open_case(world)
    planned = builders.plan_journey(world, case_id, person_id, person_id, helper_id)
    (leg,) = journey.read(world.mina, journey.journey_cell(world.mina, planned)).plan.legs
    meeting = HandoverPlanned(
        journey=planned,
        handover="meeting",
        leg=leg,
        place="there",
        window=journey.window(world.clock.now(), 2),
        gives=person_id,
        takes=helper_id,
    )
    journey.plan_part(world.mina, planned, meeting)
    go = JourneyDecided(journey=planned, decision=Decision.GO, reason="go")
    said = [
        HandoverConfirmed(journey=planned, handover="meeting", by=one, how=How.ASSERTION)
        for one in (person_id, helper_id)
    ]
    there = ArrivalConfirmed(journey=planned, person=person_id, how=How.ASSERTION)
    opened = journey.journey_cell(world.mina, planned)
    with world.mina.acting():
        for act in (go, *said):
            world.mina.append(opened, act)
    world.sync()
    assert helper_view(world, helper_id).jobs == 0
    with world.mina.acting():
        world.mina.append(opened, there)
    world.sync(rounds=3)
    view = helper_view(world, helper_id)
    assert view.jobs == 1
    work = world.jun.find("helper", helper_id).of_kind("helper.worked")
    assert planned.encode() not in work[0].body
    assert person_id.encode() not in work[0].body


def waiting(desk):
    return [(row.kind, row.count) for row in today(desk, state_of(desk)).waiting]


def helper_view(world, helper_id):
    return views_helper.helper_view(world.jun, state_of(world.jun), helper_id)


def test_pages_show_what_this_desk_reads_and_nothing_of_what_it_does_not(world):
    secret = team(world, humans=())
    known = team(world)
    shown = views_helper.helpers_view(world.jun, state_of(world.jun))
    assert [line.id for line in shown.helpers] == [known]
    assert shown.may_note
    mine = views_helper.helpers_view(world.mina, state_of(world.mina))
    assert {line.id for line in mine.helpers} == {known, secret}
    noted = HouseNoted(
        house=world.mina.random_id(), label="H", address="7 Sea Street", host=known
    )
    safehouse.note(world.mina, noted)
    world.sync()
    assert ("house", 1) in waiting(world.jun)
    asked = views_house.houses_view(world.jun, state_of(world.jun))
    assert asked.houses == ()
    assert [one.signed for one in asked.proposals] == [("mina",)]
    builders.sign_houses(world, "jun")
    (line,) = views_house.houses_view(world.mina, state_of(world.mina)).houses
    assert (line.label, line.host, line.host_vetted) == ("H", "B1", False)
    safehouse_use.told(world.mina, noted.house, "x", "the guide", "by mistake")
    one = views_house.house_view(world.mina, state_of(world.mina), noted.house)
    assert [(row.name, row.why) for row in one.told] == [("the guide", "by mistake")]
    assert one.line.know_it == 3
