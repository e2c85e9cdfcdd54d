import pytest
from msgspec.structs import replace

from tests.casework_history import at, desk
from tests.casework_journeys import (
    PLAN,
    Told,
    check_in,
    confirmed,
    decided,
    leg,
    on_the_way,
    watch,
)
from waystation.casework import journey
from waystation.casework.entries import (
    ArrivalConfirmed,
    JourneyPlanned,
    JourneyStopped,
)
from waystation.casework.standing import Around, JourneyState, LegState, standing
from waystation.casework.terms import (
    Decision,
    How,
)

# --- the plan and the decisions on it ---


def test_a_journey_is_planned_decided_under_way_and_arrived():
    told = Told(*PLAN)
    assert told.at(0).state is JourneyState.PLANNED
    assert told.then(decided()).at(0).state is JourneyState.GO
    assert on_the_way().at(11).state is JourneyState.UNDER_WAY
    arrived = on_the_way().then(ArrivalConfirmed(journey="j", person="e", how=How.LETTER))
    assert arrived.at(30).state is JourneyState.ARRIVED
    assert {one.state for one in arrived.at(30).legs} == {LegState.DONE}


def test_legs_are_done_under_way_and_ahead_by_handovers_that_both_sides_confirmed():
    told = Told(*PLAN, decided(), confirmed(1, "e"))
    assert [one.state for one in told.at(11).legs] == [LegState.AHEAD, LegState.AHEAD]
    told.then(confirmed(1, "b1"))
    assert [one.state for one in told.at(11).legs] == [LegState.UNDER_WAY, LegState.AHEAD]
    told.then(confirmed(2, "b1"), confirmed(2, "b2"))
    assert [one.state for one in told.at(11).legs] == [LegState.DONE, LegState.UNDER_WAY]


def test_a_stranger_cannot_confirm_a_handover():
    told = Told(*PLAN, decided(), confirmed(1, "e"), confirmed(1, "b2"))
    assert told.at(11).legs[0].state is LegState.AHEAD


def test_no_go_beats_go_when_neither_saw_the_other():
    kim, lee = desk("kim"), desk("lee")
    plan = [kim.writes(act) for act in PLAN]
    go = kim.writes(decided(), hours=5)
    no_go = lee.hears(*plan).writes(decided(Decision.NO_GO), hours=1)
    state = journey.read("j", [*plan, go, no_go])
    assert standing(state, Around(at(0))).state is JourneyState.NO_GO
    again = kim.hears(no_go).writes(decided())
    state = journey.read("j", [*plan, go, no_go, again])
    assert standing(state, Around(at(0))).state is JourneyState.GO


def test_a_leg_planned_after_the_go_was_not_decided_on():
    assert Told(*PLAN, decided(), leg(3, "b1")).at(0).state is JourneyState.PLANNED


def test_one_act_of_the_person_stops_the_journey_and_no_later_go_revives_it():
    told = on_the_way().then(JourneyStopped(journey="j", person="e"), decided())
    assert told.at(11).state is JourneyState.STOPPED


def test_a_dropped_leg_and_its_handover_are_no_longer_part_of_the_plan():
    told = Told(*PLAN, leg(2, "b2", dropped=True))
    assert [one.leg.leg for one in told.at(0).legs] == ["leg1"]
    assert "place 2" not in journey.places(told.state)


def test_an_act_of_another_journey_is_passed_over():
    told = Told(*PLAN, leg(7, "b1", of="other"))
    assert len(told.at(0).legs) == 2


# --- check-ins and watches ---


def test_the_next_check_in_is_the_earliest_that_nothing_has_met():
    told = on_the_way().then(watch("watch2", due=30))
    assert told.at(19).next_check_in.watch == "watch1"
    assert told.then(check_in()).at(19).next_check_in.watch == "watch2"


def test_grace_counts_from_the_time_due():
    assert on_the_way().at(20.5).overdue == ()
    assert [one.watch.watch for one in on_the_way().at(20.51).overdue] == ["watch1"]


def test_before_anybody_decided_silence_means_nothing():
    assert Told(*PLAN).at(50).overdue == ()


@pytest.mark.parametrize("early_or_late", [17.9, 20.6])
def test_a_check_in_outside_its_window_does_not_meet_the_watch(early_or_late):
    assert on_the_way().then(check_in(when=early_or_late)).at(21).overdue


def test_a_check_in_of_somebody_else_does_not_meet_the_watch():
    assert on_the_way().then(check_in(person="w1")).at(21).overdue


def test_a_watch_agreed_again_is_never_extended():
    assert on_the_way().then(watch(due=99)).at(21).overdue
    assert on_the_way().then(watch(due=15)).at(16).overdue


@pytest.mark.parametrize("due", [19.0, 20.0, 21.0])
def test_a_watch_of_staff_agreed_again_as_another_still_counts_without_a_go(due):
    of_staff = replace(watch(person="mina"), staff=True)
    again = watch(person="mina", due=due)
    for acts in ((of_staff, again), (again, of_staff)):
        assert Told(*PLAN[:-1], *acts).at(22).overdue


def test_taking_a_person_out_of_the_plan_does_not_make_silence_harmless():
    without = JourneyPlanned(journey="j", persons=("w1",))
    assert on_the_way().then(without).at(21).overdue


def test_after_arrival_nothing_is_overdue():
    arrived = on_the_way().then(ArrivalConfirmed(journey="j", person="e", how=How.LETTER))
    assert arrived.at(50).overdue == ()
