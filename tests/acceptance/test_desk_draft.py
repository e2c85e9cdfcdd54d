"""A plan is checked while nothing of it is stored, and then saved whole (real desks)."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests import builders
from waystation.casework.draft import CheckInDraft, HandoverDraft, LegDraft, StayDraft
from waystation.casework.entries import HandoverConfirmed, Window
from waystation.casework.finding import Severity
from waystation.casework.terms import How
from waystation.desk import draft, journey, safehouse
from waystation.desk.machinery import CheckInsProposed
from waystation.desk.views_plan import new_journey_view, plan_view
from waystation.desk.views_state import state_of
from waystation.errors import ConflictError, NotPermittedError
from waystation.web.plan_port import OpenPlans


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person = builders.open_case(world)
    found = builders.plan_journey(world, case_id, person, person, team)
    builders.get_consent(world, found, person)
    world.sync()
    return found, person, team


def window(world, starts, ends):
    now = world.clock.now()
    return Window(now + timedelta(hours=starts), now + timedelta(hours=ends))


def new_leg(world, team, person, **more):
    parts = {
        "leg": world.mina.random_id(),
        "place": "the embassy",
        "window": window(world, 20, 24),
        "gives": team,
        "takes": person,
    }
    return LegDraft(**parts | more)


def entries(world, journey_id):
    return len(journey.journey_cell(world.mina, journey_id).log.entries)


def codes(found):
    return {one.code for one in found}


def test_a_draft_is_checked_and_leaves_no_trace(world, planned):
    journey_id, person, team = planned
    burned = world.mina.random_id()
    safehouse.presume_burned(world.mina, journey_id, burned, "sold")
    plan, _ = draft.read(world.mina, journey_id)
    before, frames = entries(world, journey_id), len(world.mina.store.outbox.waiting())
    risky = replace(plan, legs=(*plan.legs, new_leg(world, team, person, house=burned)))
    found = draft.findings(world.mina, journey_id, risky)
    assert "house.presumed_burned" in codes(found)
    here = [one.where for one in found if one.code == "house.presumed_burned"]
    assert here == [risky.legs[-1].leg]
    assert "house.presumed_burned" not in codes(journey.findings(world.mina, journey_id))
    assert entries(world, journey_id) == before
    assert len(world.mina.store.outbox.waiting()) == frames


def test_without_a_persons_consent_a_draft_gets_that_finding_alone(world):
    case_id, person = builders.open_case(world)
    found = journey.plan(world.mina, case_id, (person,), (), "south")
    plan, _ = draft.read(world.mina, found)
    grown = replace(plan, legs=(new_leg(world, world.mina.human, person),))
    assert codes(draft.findings(world.mina, found, grown)) == {"consent.none"}


def test_a_plan_is_saved_whole_and_reaches_the_others(world, planned):
    journey_id, person, team = planned
    plan, version = draft.read(world.mina, journey_id)
    met = HandoverDraft(
        handover=world.mina.random_id(), place="the gate", window=window(world, 20, 21)
    )
    stay = StayDraft(
        stay=world.mina.random_id(),
        house=world.mina.random_id(),
        host=world.mina.human,
        place="h",
        window=window(world, 13, 19),
    )
    leg = new_leg(world, team, person, handovers=(met,), stays=(stay,))
    wanted = replace(plan, legs=(leg, *plan.legs))
    assert draft.count(world.mina, journey_id, wanted) == 4
    assert draft.save(world.mina, journey_id, wanted, version) == 4
    world.sync()
    theirs, _ = draft.read(world.jun, journey_id)
    assert theirs.legs == wanted.legs
    assert draft.count(world.jun, journey_id, theirs) == 0


def test_a_draft_of_an_older_plan_is_not_saved(world, planned):
    journey_id, person, team = planned
    plan, version = draft.read(world.mina, journey_id)
    theirs, their_version = draft.read(world.jun, journey_id)
    draft.save(
        world.jun,
        journey_id,
        replace(theirs, legs=(*theirs.legs, new_leg(world, team, person))),
        their_version,
    )
    world.sync()
    with pytest.raises(ConflictError, match=r"plan\.changed"):
        draft.save(world.mina, journey_id, plan, version)
    assert len(draft.read(world.mina, journey_id)[0].legs) == 2


def test_only_a_coordinator_saves_a_plan(world, planned):
    journey_id, *_ = planned
    plan, version = draft.read(world.sora, journey_id)
    with pytest.raises(NotPermittedError):
        draft.save(world.sora, journey_id, plan, version)


def test_drafted_check_ins_ask_nobody_until_the_letter_does(world, planned):
    journey_id, person, _ = planned
    opened = journey.journey_cell(world.mina, journey_id)
    plan, version = draft.read(world.mina, journey_id)
    (first,) = plan.check_ins
    second = CheckInDraft(
        person=person, opens=first.due, due=first.due + timedelta(hours=1)
    )
    wanted = replace(plan, check_ins=(first, second))
    assert draft.save(world.mina, journey_id, wanted, version) == 1
    assert len(opened.notes(CheckInsProposed)) == 1
    assert draft.read(world.mina, journey_id)[0] == wanted
    assert draft.ask(world.mina, journey_id) == []
    assert opened.notes(CheckInsProposed)[-1].due == (first.due, second.due)


def test_what_a_page_edits_says_what_is_found_where(world, planned):
    journey_id, person, team = planned
    burned = world.mina.random_id()
    safehouse.presume_burned(world.mina, journey_id, burned, "sold")
    plan, version = draft.read(world.mina, journey_id)
    leg = new_leg(world, team, person, house=burned)
    view = plan_view(
        world.mina,
        state_of(world.mina),
        journey_id,
        replace(plan, legs=(*plan.legs, leg)),
    )
    assert "house.presumed_burned" in codes(view.about(leg.leg))
    assert "plan.trustee_has_not_co_signed" in codes(view.about(""))
    assert view.version == version
    assert view.changes == 1
    assert view.may_plan
    assert [one.name for one in view.choices.helpers] == ["B1"]
    assert [one.name for one in view.choices.persons] == ["E"]
    assert view.blocked == sum(one.severity is Severity.BLOCK for one in view.findings)
    assert not plan_view(world.sora, state_of(world.sora), journey_id).may_plan


def test_what_has_begun_is_not_dropped_and_the_page_says_so(world, planned):
    journey_id, person, _ = planned
    plan, version = draft.read(world.mina, journey_id)
    met = HandoverDraft(
        handover=world.mina.random_id(), place="p", window=window(world, 1, 2)
    )
    leg = replace(plan.legs[0], handovers=(met,))
    draft.save(world.mina, journey_id, replace(plan, legs=(leg,)), version)
    said = HandoverConfirmed(
        journey=journey_id, handover=met.handover, by=person, how=How.ASSERTION
    )
    journey.record(world.mina, journey_id, said)
    bare = replace(plan, legs=())
    view = plan_view(world.mina, state_of(world.mina), journey_id, bare)
    assert view.trouble == "plan.begun"
    assert view.begun == {leg.leg}
    assert not view.findings
    _, version = draft.read(world.mina, journey_id)
    with pytest.raises(ConflictError, match=r"plan\.begun"):
        draft.save(world.mina, journey_id, bare, version)


def test_a_new_journey_is_offered_for_the_people_of_this_desks_cases(world, planned):
    _, person, _ = planned
    view = new_journey_view(world.mina, state_of(world.mina))
    (case,) = view.cases
    assert [(one.id, one.name) for one in case.persons] == [(person, "E")]
    names = {one.name for one in view.colleagues}
    assert names == {"jun", "hana", "tae"}


def test_what_two_accept_stands_beside_the_plan_and_goes_with_it(world, planned):
    journey_id, person, team = planned
    case_id, other = builders.open_case(world, "W1")
    builders.plan_journey(world, case_id, other, other, team)
    world.sync()
    state = state_of(world.mina)
    view = plan_view(world.mina, state, journey_id)
    (first,) = view.to_accept
    assert (first.code, first.about) == ("helper.hired_in_two_cases", "B1")
    until = world.clock.now() + timedelta(hours=30)
    pages, theirs = OpenPlans(world.mina), OpenPlans(world.jun)
    pages.accept(journey_id, (first.code, first.where), "we know", until)
    world.sync()
    (seen,) = (one for one in theirs.plan(journey_id).findings if one.waits)
    assert (seen.code, seen.waits[0].by, seen.waits[0].mine) == (
        first.code,
        ("mina",),
        False,
    )
    assert plan_view(world.mina, state, journey_id).blocked == view.blocked
    theirs.accept_too(journey_id, seen.waits[0].act)
    world.sync()
    after = plan_view(world.mina, state, journey_id)
    (taken,) = (one for one in after.findings if one.accepted)
    assert set(taken.accepted.by) == {"jun", "mina"}
    assert taken.accepted.reason == "we know"
    assert after.blocked == view.blocked - 1
    # It was for that plan and no other.
    grown = replace(after.draft, legs=(*after.draft.legs, new_leg(world, team, person)))
    drafted = plan_view(world.mina, state, journey_id, grown)
    assert not [one for one in drafted.findings if one.accepted]
    assert not drafted.to_accept
