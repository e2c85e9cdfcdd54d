import pytest
from msgspec.structs import replace

from tests.casework_history import at, desk
from tests.casework_journeys import (
    PLAN,
    Told,
    acts_in,
    arrival,
    check_in,
    confirmed,
    decided,
    leg,
    meeting,
    on_the_way,
    raised,
    watch,
)
from waystation.casework import handover, journey
from waystation.casework.entries import (
    AlarmRaised,
    ArrivalConfirmed,
    JourneyPlanned,
    JourneyStopped,
    Quotation,
)
from waystation.casework.standing import (
    Around,
    JourneyState,
    LegState,
    standing,
    unconfirmed,
)
from waystation.casework.terms import Decision, How

QUOTED = Quotation(letter="l", sender="s", signed="{}", signature="g")


# --- the plan and the decisions on it ---


def test_a_journey_is_planned_decided_under_way_and_arrived():
    told = Told(*PLAN)
    assert told.at(0).state is JourneyState.PLANNED
    assert told.then(decided()).at(0).state is JourneyState.GO
    assert on_the_way().at(11).state is JourneyState.UNDER_WAY
    arrived = on_the_way().then(arrival())
    assert arrived.at(30).state is JourneyState.ARRIVED
    assert {one.state for one in arrived.at(30).legs} == {LegState.DONE}


def test_legs_are_done_under_way_and_ahead_by_handovers_that_both_sides_confirmed():
    told = Told(*PLAN, decided(), confirmed(1, "e"))
    assert [one.state for one in told.at(11).legs] == [LegState.AHEAD, LegState.AHEAD]
    told.then(confirmed(1, "b1"))
    assert [one.state for one in told.at(11).legs] == [LegState.UNDER_WAY, LegState.AHEAD]
    told.then(confirmed(2, "b1"), confirmed(2, "b2"))
    assert [one.state for one in told.at(11).legs] == [LegState.DONE, LegState.UNDER_WAY]


def test_a_meeting_of_somebody_with_themselves_never_took_place():
    one = desk("kim")
    told = [one.writes(meeting(1, "b1", gives="b1")), one.writes(confirmed(1, "b1"))]
    state = handover.read(told)
    assert not handover.took_place(state, "meeting1")
    assert not handover.proved(state, "meeting1")


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
    arrived = on_the_way().then(arrival())
    assert arrived.at(50).overdue == ()


# --- an arrival that somebody says, and one that is confirmed ---


def silenced(told, hours=21):
    return [one.alarm for one in acts_in(told.follows(hours), AlarmRaised)]


@pytest.mark.parametrize("made_of_it", [How.LETTER, How.ASSERTION])
def test_a_persons_own_word_that_they_arrived_is_shown_and_ends_nothing(made_of_it):
    # a colleague's desk that calls the letter its own word makes no more of it
    said = replace(arrival(made_of_it), quoted=QUOTED)
    told = on_the_way().then(said)
    assert [one.act for one in unconfirmed(told.state)] == [said]
    assert told.at(12).state is JourneyState.UNDER_WAY
    assert told.at(12).next_check_in is not None
    assert silenced(told) == ["watch1"]
    told.then(arrival())
    assert unconfirmed(told.state) == ()
    assert told.at(12).state is JourneyState.ARRIVED
    assert silenced(told) == []


def met(by, word="", how=How.LETTER):
    quoted = QUOTED if how is How.LETTER else None
    return replace(confirmed(2, by), word=word, how=how, quoted=quoted)


def on_the_last_leg(takes="b2"):
    words = replace(meeting(2, takes, gives="b1"), word="lamp", answer="river")
    return on_the_way().then(leg(2, takes, gives="b1"), words, arrival(How.LETTER))


def test_their_word_counts_once_whoever_receives_them_has_proved_it_by_both_words():
    told = on_the_last_leg().then(met("b1", "river"))
    assert acts_in(told.follows(12), ArrivalConfirmed) == []
    told.then(met("b2", "lamp"))
    (proved,) = acts_in(told.follows(12), ArrivalConfirmed)
    assert (proved.person, proved.rests_on) == ("e", ("meeting2",))
    told.then(proved)
    assert told.at(12).state is JourneyState.ARRIVED
    assert acts_in(told.follows(12), ArrivalConfirmed) == []
    assert silenced(told) == []


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(
            on_the_last_leg().then(met("b1", "river"), met("b2", how=How.ASSERTION)),
            id="one of them by a desk's word",
        ),
        pytest.param(
            on_the_last_leg("e").then(met("b1", "river"), met("e", "lamp")),
            id="nobody receives them",
        ),
        pytest.param(
            on_the_last_leg().then(raised(), met("b1", "river"), met("b2", "lamp")),
            id="in an alarm",
        ),
        pytest.param(
            on_the_way().then(
                leg(3, "b3", gives="b2"),
                replace(meeting(2, "b2", gives="b1"), word="lamp", answer="river"),
                arrival(How.LETTER),
                met("b1", "river"),
                met("b2", "lamp"),
            ),
            id="a leg is to come",
        ),
    ],
)
def test_nothing_less_than_that_confirms_an_arrival_by_itself(told):
    assert acts_in(told.follows(12), ArrivalConfirmed) == []
    assert told.at(12).next_check_in is not None


def test_both_words_without_the_persons_own_are_no_arrival():
    words = replace(meeting(2, "b2", gives="b1"), word="lamp", answer="river")
    told = on_the_way().then(words, met("b1", "river"), met("b2", "lamp"))
    assert acts_in(told.follows(12), ArrivalConfirmed) == []
