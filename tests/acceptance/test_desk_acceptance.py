"""A finding is accepted by two humans for a time, and never where the design forbids it."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.entries import LegPlanned
from waystation.casework.entries.helper import HelperVetted
from waystation.casework.entries.plan import ConditionReported
from waystation.casework.finding import Finding, Severity, blocks
from waystation.casework.terms import Condition, Decision, Vetting
from waystation.desk import acceptance, helper_standing, journey
from waystation.desk.views_journey import journey_view
from waystation.desk.views_state import state_of
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError

CODE = "helper.hired_in_two_cases"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def two_cases(world) -> tuple[str, str]:
    """Two journeys of two cases with one hired team; return the second and the team."""
    team = builders.note_helper(world, "B1", hired=True)
    found = ""
    for name in ("E", "W1"):
        case_id, person = builders.open_case(world, name)
        found = builders.plan_journey(world, case_id, person, person, team)
        builders.get_consent(world, found, person, name)
    world.sync()
    journey.co_sign(world.sora, found)
    world.sync()
    return found, team


def soon(world):
    return world.clock.now() + timedelta(days=3)


def went(found) -> bool:
    return not blocks(found)


def test_a_go_that_a_finding_forbids_happens_once_two_humans_have_accepted_it(world):
    found, team = two_cases(world)
    assert not went(journey.decide(world.mina, found, Decision.GO, "all clear"))
    (finding,) = [one for one in journey.findings(world.mina, found) if one.code == CODE]
    assert finding.where == team
    act = acceptance.accept(world.mina, found, finding, "no other team", soon(world))
    assert not went(journey.decide(world.mina, found, Decision.GO, "one has signed"))
    world.sync()
    acceptance.second(world.jun, found, act)
    world.sync()
    (taken,) = journey.accepted(world.mina, found).values()
    assert set(taken.by) == {world.mina.human, world.jun.human}
    assert taken.reason == "no other team"
    assert went(journey.decide(world.mina, found, Decision.GO, "two have signed"))


def test_one_human_cannot_sign_twice_at_whichever_desk(world):
    found, team = two_cases(world)
    finding = Finding(CODE, Severity.BLOCK, team)
    act = acceptance.accept(world.mina, found, finding, "no other team", soon(world))
    again = world.restart("mina")
    with pytest.raises(ConflictError):
        acceptance.second(again, found, act)
    acceptance.accept(again, found, finding, "no other team", soon(world))
    assert journey.accepted(again, found) == {}


def test_a_change_of_the_plan_or_the_end_makes_it_count_again(world):
    found, team = two_cases(world)
    finding = Finding(CODE, Severity.BLOCK, team)
    act = acceptance.accept(world.mina, found, finding, "no other team", soon(world))
    world.sync()
    acceptance.second(world.jun, found, act)
    world.sync()
    assert journey.accepted(world.mina, found)
    world.pass_time(days=4)
    assert not journey.accepted(world.mina, found)
    act = acceptance.accept(world.mina, found, finding, "no other team", soon(world))
    world.sync()
    acceptance.second(world.jun, found, act)
    world.sync()
    assert journey.accepted(world.mina, found)
    leg = LegPlanned(
        journey=found,
        leg=world.mina.random_id(),
        number=2,
        place="the far side",
        window=journey.window(world.clock.now() + timedelta(days=1), 6),
        gives=team,
        takes=team,
    )
    journey.plan_part(world.mina, found, leg)
    assert not journey.accepted(world.mina, found)
    with pytest.raises(NotFoundError):
        acceptance.second(world.jun, found, act + "x")


def test_one_refusal_keeps_it_counting(world):
    found, team = two_cases(world)
    finding = Finding(CODE, Severity.BLOCK, team)
    act = acceptance.accept(world.mina, found, finding, "no other team", soon(world))
    world.sync()
    acceptance.refuse(world.sora, found, act, "find another team")
    world.sync("sora")
    acceptance.second(world.jun, found, act)
    world.sync()
    assert journey.accepted(world.mina, found) == {}


def test_what_the_design_will_not_do_is_never_accepted(world):
    found, team = two_cases(world)
    act = ConditionReported(journey=found, report="r", what=Condition.FEE, by=team)
    journey.record(world.mina, found, act)
    finding = Finding("owed.fee", Severity.BLOCK, team)
    assert finding.code in {one.code for one in journey.findings(world.mina, found)}
    with pytest.raises(NotPermittedError):
        acceptance.accept(world.mina, found, finding, "only this once", soon(world))


def test_a_finding_that_does_not_stand_or_an_end_far_away_is_refused(world):
    found, team = two_cases(world)
    other = Finding("helper.marked_elsewhere", Severity.WARN, team)
    with pytest.raises(NotFoundError):
        acceptance.accept(world.mina, found, other, "it may come", soon(world))
    finding = Finding(CODE, Severity.BLOCK, team)
    for end in (world.clock.now(), world.clock.now() + timedelta(days=15)):
        with pytest.raises(FormatError):
            acceptance.accept(world.mina, found, finding, "no other team", end)
    with pytest.raises(FormatError):
        acceptance.accept(world.mina, found, finding, "  ", soon(world))


def test_findings_are_asked_anew_as_soon_as_anything_changes(world):
    found, team = two_cases(world)
    before = journey.findings(world.mina, found)
    assert journey.findings(world.mina, found) is before
    act = ConditionReported(journey=found, report="r", what=Condition.FEE, by=team)
    journey.record(world.jun, found, act)
    world.sync()
    after = {one.code for one in journey.findings(world.mina, found)}
    assert after - {one.code for one in before} == {"owed.fee"}


def test_a_finding_is_there_from_the_moment_at_which_something_runs_out(world):
    found, team = two_cases(world)
    ends = world.clock.now() + timedelta(days=2)
    vetted = HelperVetted(helper=team, how=Vetting.MET, by=world.mina.human, expires=ends)
    helper_standing.vet(world.jun, vetted)
    world.sync()
    before = journey.findings(world.mina, found)
    assert "helper.vetting_expired" not in {one.code for one in before}
    world.clock.move_to(ends - timedelta(microseconds=1))
    assert journey.findings(world.mina, found) is before
    world.clock.move_to(ends)
    now = journey.findings(world.mina, found)
    assert {one.code for one in now} >= {one.code for one in before} | {
        "helper.vetting_expired"
    }
    opened = journey.journey_cell(world.mina, found)
    state = journey.read(world.mina, opened)
    assert now == journey.findings_of(world.mina, opened, state)


def test_what_was_accepted_is_shown_where_the_journey_is_with_who_and_until_when(world):
    found, team = two_cases(world)
    finding = Finding(CODE, Severity.BLOCK, team)
    until = soon(world)
    act = acceptance.accept(world.mina, found, finding, "no other team", until)
    world.sync()
    acceptance.second(world.jun, found, act)
    world.sync()
    shown = journey_view(world.mina, state_of(world.mina), found).findings
    (row,) = [one for one in shown if one.accepted_until is not None]
    assert (row.code, row.accepted_reason) == (CODE, "no other team")
    assert row.accepted_until == until
    assert set(row.accepted_by) == {"mina", "jun"}
