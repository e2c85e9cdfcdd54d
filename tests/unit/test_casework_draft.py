"""A plan that is still being written: what it would change, and nothing before."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.casework_history import at, desk
from tests.casework_journeys import PLAN, Told, confirmed, meeting
from waystation.casework import draft, journey
from waystation.casework.draft import CheckInDraft, HandoverDraft, LegDraft, StayDraft
from waystation.casework.entries import HandoverPlanned, LegPlanned, StayPlanned, Window
from waystation.errors import ConflictError

WINDOW = Window(at(30), at(32))


def new_leg(name="leg9", **more):
    return LegDraft(
        **{"leg": name, "place": "p", "window": WINDOW, "gives": "b2", "takes": "b1"} | more
    )


def applied(state, acts):
    """Record acts for real, after everything that there is."""
    kim = desk("lee")
    kim.lamport = 100
    for act in acts:
        record = kim.writes(act, hours=200)
        state = journey.fold(state, record, act)
    return state


def test_a_plan_that_is_drafted_as_it_is_changes_nothing():
    state = Told(*PLAN).state
    assert draft.changes(state, draft.of(state)) == ()


def test_only_what_was_edited_is_recorded():
    state = Told(*PLAN).state
    first, second = draft.of(state).legs
    edited = draft.PlanDraft(legs=(first, replace(second, place="elsewhere")))
    (act,) = draft.changes(state, edited)
    assert isinstance(act, LegPlanned)
    assert (act.leg, act.place, act.number) == ("leg2", "elsewhere", 2)


def test_legs_that_change_places_are_numbered_anew():
    state = Told(*PLAN).state
    first, second = draft.of(state).legs
    acts = draft.changes(state, draft.PlanDraft(legs=(second, first)))
    assert {act.leg: act.number for act in acts} == {"leg2": 1, "leg1": 2}


def test_what_a_draft_does_not_hold_stays_as_it_is():
    state = Told(*PLAN).state
    first, second = draft.of(state).legs
    acts = draft.changes(state, draft.PlanDraft(legs=(replace(first, takes="b3"), second)))
    leg, met = acts
    assert isinstance(leg, LegPlanned)
    assert leg.touches == ("car",)
    assert isinstance(met, HandoverPlanned)
    assert (met.handover, met.takes) == ("meeting1", "b3")


def test_a_leg_a_meeting_and_a_stay_are_added_and_dropped():
    state = Told(*PLAN).state
    stay = StayDraft(stay="s", house="house", host="host", place="h", window=WINDOW)
    met = HandoverDraft(handover="m9", place="p", window=WINDOW)
    plan = draft.of(state)
    grown = replace(plan, legs=(*plan.legs, new_leg(handovers=(met,), stays=(stay,))))
    acts = draft.changes(state, grown)
    assert [type(act) for act in acts] == [LegPlanned, HandoverPlanned, StayPlanned]
    assert draft.of(draft.as_if(state, acts, at(0))) == grown
    after = applied(state, acts)
    bare = replace(grown, legs=(*plan.legs, new_leg()))
    dropped = draft.changes(after, bare)
    assert all(act.dropped for act in dropped)
    assert draft.of(draft.as_if(after, dropped, at(0))) == bare
    assert draft.of(draft.as_if(after, draft.changes(after, plan), at(0))) == plan


@pytest.mark.parametrize("onward", [True, False])
def test_a_meeting_and_a_stay_can_move_to_another_leg(onward):
    state = Told(*PLAN).state
    stay = StayDraft(stay="s", house="house", host="host", place="h", window=WINDOW)
    plan = draft.of(state)
    moved = replace(plan.legs[0].handovers[0], handover="moved")
    first, second = plan.legs if onward else plan.legs[::-1]
    first = replace(first, handovers=(*first.handovers, moved), stays=(stay,))
    before = replace(plan, legs=tuple(sorted((first, second), key=lambda one: one.leg)))
    state = applied(state, draft.changes(state, before))
    assert draft.of(state) == before
    first = replace(first, handovers=first.handovers[:-1], stays=())
    second = replace(second, handovers=(*second.handovers, moved), stays=(stay,))
    after = replace(plan, legs=tuple(sorted((first, second), key=lambda one: one.leg)))
    acts = draft.changes(state, after)
    assert not any(act.dropped for act in acts)
    assert draft.of(draft.as_if(state, acts, at(0))) == after


def test_what_is_imagined_is_what_recording_it_would_give():
    state = Told(*PLAN).state
    plan = draft.of(state)
    acts = draft.changes(state, replace(plan, legs=(new_leg(), *plan.legs)))
    imagined = draft.as_if(state, acts, at(0))
    recorded = applied(state, acts)
    assert draft.of(imagined) == draft.of(recorded)
    assert journey.span(imagined) == journey.span(recorded)
    assert draft.of(state) == plan


def test_what_is_imagined_has_seen_the_whole_plan_and_nobody_has_signed_it():
    state = Told(*PLAN).state
    plan = draft.of(state)
    acts = draft.changes(state, replace(plan, legs=(*plan.legs, new_leg())))
    imagined = draft.as_if(state, acts, at(0))
    head = journey.head(imagined)
    assert head is not None
    assert head.record.id not in imagined.approvals.given


def test_a_leg_or_meeting_that_somebody_confirmed_is_not_dropped():
    state = Told(*PLAN, confirmed(1, "e")).state
    first, second = draft.of(state).legs
    with pytest.raises(ConflictError, match=r"plan\.begun"):
        draft.changes(state, draft.PlanDraft(legs=(second,)))
    without = replace(first, handovers=())
    with pytest.raises(ConflictError, match=r"plan\.begun"):
        draft.changes(state, draft.PlanDraft(legs=(without, second)))
    elsewhere = replace(second, handovers=(*second.handovers, *first.handovers))
    with pytest.raises(ConflictError, match=r"plan\.begun"):
        draft.changes(state, draft.PlanDraft(legs=(without, elsewhere)))


def test_two_parts_with_one_id_are_refused():
    state = Told(*PLAN).state
    first, second = draft.of(state).legs
    with pytest.raises(ConflictError, match=r"plan\.ids"):
        draft.changes(state, draft.PlanDraft(legs=(first, second, first)))


def test_a_draft_knows_the_version_that_it_was_made_from():
    told = Told(*PLAN)
    before = draft.version(told.state)
    assert before == draft.version(Told(*PLAN).state)
    told.then(meeting(3, "b1"))
    assert draft.version(told.state) != before


def test_drafted_check_ins_count_for_each_person_from_one():
    state = Told(*PLAN).state
    found = draft.watches(
        state,
        draft.PlanDraft(
            check_ins=(
                CheckInDraft(person="e", opens=at(1), due=at(2)),
                CheckInDraft(person="f", opens=at(1), due=at(2)),
                CheckInDraft(person="e", opens=at(3), due=at(4)),
            ),
            grace=timedelta(minutes=10),
        ),
    )
    assert [(one.person, one.number) for one in found] == [("e", 1), ("f", 1), ("e", 2)]
    assert {one.grace_s for one in found} == {600}
    imagined = draft.as_if(state, found, at(0))
    assert len(imagined.watches.agreed) == len(state.watches.agreed) + 3


def test_a_plan_that_is_read_again_keeps_the_ids_of_what_stands():
    state = Told(*PLAN).state
    plan = draft.of(state)
    first, second = plan.legs
    anew = [
        replace(
            leg,
            leg=f"new {leg.leg}",
            handovers=tuple(
                replace(one, handover=f"new {one.handover}") for one in leg.handovers
            ),
        )
        for leg in plan.legs
    ]
    again = draft.PlanDraft(legs=tuple(anew))
    assert draft.keeping_ids(plan, again) == plan
    swapped = draft.keeping_ids(plan, draft.PlanDraft(legs=(anew[1], new_leg())))
    assert [leg.leg for leg in swapped.legs] == ["leg2", "leg1"]
    grown = draft.keeping_ids(plan, draft.PlanDraft(legs=(*anew, new_leg())))
    assert [leg.leg for leg in grown.legs] == [first.leg, second.leg, "leg9"]
