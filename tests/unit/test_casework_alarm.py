"""No alarm stands for another, and none is eaten by one that came before its time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at, desk, untimed
from tests.casework_journeys import (
    PLAN,
    Told,
    acts_in,
    arrival,
    check_in,
    decided,
    execute,
    of_type,
    on_the_way,
    raised,
    watch,
)
from waystation.casework import alarm, hold
from waystation.casework.alarm import AlarmState
from waystation.casework.cause import GRAVEST_FIRST, OWN, AlarmCause, Outcome
from waystation.casework.consequences import PlaceHold
from waystation.casework.entries import (
    AlarmAcknowledged,
    AlarmClosed,
    AlarmEscalated,
    AlarmRaised,
    HoldLiftApproved,
    JourneyStopped,
)
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.terms import How, RaisedBy, Wellness

RUNS_OUT = 20.5
FORCED = alarm.id_of(AlarmCause.UNDER_DURESS, "watch1")
FIRED = AlarmRaised(
    alarm="watch1",
    journey="j",
    cause=AlarmCause.MISSED_CHECK_IN,
    by=RaisedBy.RELAY_TIMER,
    about=("b1",),
)


def closed(of, how=Outcome.OTHER):
    return AlarmClosed(alarm=of, journey="j", outcome="looked", how=how)


def taken_up(of):
    return AlarmAcknowledged(alarm=of, journey="j")


def lift_all(board):
    """Let two lift every hold that stands."""
    placed = tuple(one.id for one in board)
    for one in hold.all_standing(hold.read(board)):
        act = HoldLiftApproved(hold=one.hold, acts=placed, reason="a false alarm")
        for name in ("kim", "lee"):
            board.append(desk(name).hears(*board).writes(act))


# --- an early firing never eats the silence that comes later ---


@untimed
@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                [FIRED, closed("watch1", Outcome.FALSE_ALARM), taken_up("watch1")]
            ),
            st.floats(0, RUNS_OUT - 0.01),
            st.booleans(),
        ),
        max_size=6,
    )
)
def test_whatever_a_relay_fires_before_its_time_silence_is_raised_at_its_time(events):
    """W-2: closed as a false alarm, taken up and answered, or raised at another desk."""
    told, board = on_the_way(), []
    for act, hours, elsewhere in sorted(events, key=lambda one: one[1]):
        told.hours = hours
        if elsewhere:
            lee = desk("lee").hears(*told.records)
            told.records.append(lee.writes(act, hours=hours))
            told.kim.hears(told.records[-1])
        else:
            told.then(act)
        execute(told, hours, board)
        lift_all(board)
    execute(told, RUNS_OUT + 0.01, board)
    (found,) = told.at(RUNS_OUT + 0.01).alarms
    assert (found.alarm, found.state) == ("watch1", AlarmState.RAISED)
    assert any(one.act.by is RaisedBy.DESK_TIMER for one in found.raised)
    assert told.at(RUNS_OUT + 0.01, board).held_legs
    assert acts_in(told.follows(RUNS_OUT + 0.02, board), AlarmRaised) == []
    told.hours = RUNS_OUT + 1
    told.then(closed("watch1", Outcome.HEARD))
    assert not told.at(RUNS_OUT + 1).in_alarm
    assert acts_in(told.follows(RUNS_OUT + 1, board), AlarmRaised) == []


def test_an_alarm_that_was_closed_after_its_time_is_not_raised_again():
    told, board = on_the_way().then(FIRED), []
    told.hours = 22
    told.then(closed("watch1", Outcome.DEAD_BATTERY))
    assert acts_in(told.follows(22.1, board), AlarmRaised) == []


# --- of one watch, silence and duress are two alarms ---


def forced_late():
    """Return somebody who was silent, was looked for, and then says: I am forced."""
    told, board = on_the_way(), []
    execute(told, 21, board)
    told.then(taken_up("watch1"))
    lift_all(board)
    told.then(check_in(when=21.5, wellness=Wellness.UNDER_DURESS))
    execute(told, 21.5, board)
    return told, board


def test_duress_after_silence_that_was_taken_up_goes_to_everybody_who_answers():
    told, board = forced_late()
    states = {one.alarm: one.state for one in told.at(22, board).alarms}
    assert states == {"watch1": AlarmState.ACKNOWLEDGED, FORCED: AlarmState.RAISED}
    assert [one.alarm for one in acts_in(told.follows(22, board), AlarmEscalated)] == [
        FORCED
    ]


@pytest.mark.parametrize(("first", "other"), [("watch1", FORCED), (FORCED, "watch1")])
def test_closing_silence_does_not_close_duress_nor_the_other_way_round(first, other):
    told, board = forced_late()
    told.then(closed(first, Outcome.OVER))
    assert [one.alarm for one in told.at(22, board).alarms] == [other]
    assert told.at(22, board).duress is (first == "watch1")


def test_duress_is_held_though_two_lifted_the_hold_of_the_silence():
    _, board = forced_late()
    assert [one.hold for one in hold.all_standing(hold.read(board))] == [FORCED]


def test_a_second_sign_of_duress_is_an_alarm_though_the_first_was_closed():
    told, board = on_the_way(), []
    for hours in (19, 20):
        told.then(check_in(when=hours, wellness=Wellness.UNDER_DURESS))
        execute(told, hours, board)
        assert [one.alarm for one in told.at(hours, board).alarms] == [FORCED]
        told.then(closed(FORCED, Outcome.OVER))
        lift_all(board)
        assert not told.at(hours, board).in_alarm


def test_what_a_summary_keeps_of_an_alarm_is_not_raised_again():
    """Without what it rests on, and whom it is about."""
    told = on_the_way().then(JourneyStopped(journey="j", person="e", heard="by telephone"))
    (act,) = acts_in(told.follows(11), AlarmRaised)
    told.then(replace(act, rests_on=(), about=()), closed(act.alarm))
    assert acts_in(told.follows(12), AlarmRaised) == []


def test_an_alarm_that_was_closed_and_lifted_is_held_anew_when_it_is_raised_anew():
    """Whoever raises it may not be on the board: somebody else's desk places the hold."""
    told, board = on_the_way().then(raised()), []
    execute(told, 11, board)
    told.then(closed("a"))
    lift_all(board)
    told.then(raised())
    (placed,) = of_type(told.follows(12, board), PlaceHold)
    assert placed.about == {"b1"}
    execute(told, 12, board)
    assert told.at(12, board).held_legs
    lift_all(board)
    assert of_type(told.follows(12, board), PlaceHold) == []


@pytest.mark.parametrize(("hours", "right", "alarms"), [(12, False, 1), (12, True, 0)])
def test_what_a_desk_without_the_go_took_for_a_rehearsal_is_duress(hours, right, alarms):
    """A relay kept the go from it, and every other desk knows the letter as heard."""
    told = Told(*PLAN)
    unaware = desk("lee").hears(*told.records)
    told.then(decided())
    tried = WatchRehearsed(
        journey="j", person="e", right=right, how=How.LETTER, at=at(hours)
    )
    told.records.append(unaware.writes(tried, hours=hours))
    found = acts_in(told.follows(hours), AlarmRaised)
    assert [one.cause for one in found] == [AlarmCause.UNDER_DURESS] * alarms
    told.then(*found)
    assert acts_in(told.follows(hours), AlarmRaised) == []


def test_a_wrong_picture_before_the_go_stays_a_rehearsal():
    tried = WatchRehearsed(journey="j", person="e", right=False, how=How.LETTER, at=at(1))
    told = Told(*PLAN).then(tried, decided())  # by a clock that is behind
    assert acts_in(told.follows(3), AlarmRaised) == []


# --- two causes under one id, which another desk or a letter may choose ---


def shared(*causes):
    return on_the_way().then(*(raised(cause=cause) for cause in causes))


def test_the_gravest_cause_names_an_alarm_and_its_hold():
    assert set(GRAVEST_FIRST) == set(AlarmCause)
    assert len(GRAVEST_FIRST) == len(AlarmCause)
    for cause in set(AlarmCause) - {AlarmCause.UNDER_DURESS}:
        told = shared(cause, AlarmCause.UNDER_DURESS)
        assert told.at(11).alarms[0].gravest is AlarmCause.UNDER_DURESS
        (placed,) = of_type(told.follows(11), PlaceHold)
        assert placed.cause is AlarmCause.UNDER_DURESS


def test_who_took_up_the_lesser_cause_has_not_taken_up_the_graver():
    told = shared(AlarmCause.LATE).then(taken_up("a"), raised(cause=AlarmCause.PANIC))
    (found,) = told.at(11).alarms
    assert (found.state, found.acknowledged_by) == (AlarmState.RAISED, frozenset())
    assert acts_in(told.follows(11), AlarmEscalated)
    told.then(taken_up("a"))
    assert told.at(11).alarms[0].state is AlarmState.ACKNOWLEDGED


def test_what_explains_one_cause_does_not_close_the_other():
    """A closing that no desk of ours would write: a battery that explains duress."""
    told = shared(AlarmCause.MISSED_CHECK_IN, AlarmCause.UNDER_DURESS)
    told.then(closed("a", Outcome.DEAD_BATTERY))
    (found,) = told.at(11).alarms
    assert found.causes == {AlarmCause.UNDER_DURESS}


def test_a_hold_that_two_lifted_for_the_lesser_cause_is_placed_for_the_graver():
    told, board = shared(AlarmCause.REPORT), []
    execute(told, 11, board)
    lift_all(board)
    told.then(raised(cause=AlarmCause.PANIC))
    (placed,) = of_type(told.follows(12, board), PlaceHold)
    assert placed.cause is AlarmCause.PANIC
    execute(told, 12, board)
    lift_all(board)
    assert of_type(told.follows(12, board), PlaceHold) == []


def test_two_desks_that_raise_one_alarm_are_answered_by_one_who_heard_of_either():
    told = on_the_way().then(raised())
    unseen = desk("lee").hears(*told.records[:-1]).writes(raised())
    told.then(taken_up("a"))
    told.records.append(unseen)
    assert told.at(11).alarms[0].state is AlarmState.ACKNOWLEDGED


def test_a_clock_that_was_ahead_keeps_no_alarm_from_those_who_answer():
    told = on_the_way()
    told.hours = 40
    told.then(raised(cause=AlarmCause.REPORT))
    (found,) = acts_in(told.follows(11), AlarmEscalated)
    assert found.to == ("kim", "trustee")


# --- whoever is in danger answers nothing that is about them ---


def about_lee(cause):
    """Return a journey with an alarm about somebody of the staff."""
    return on_the_way().then(raised(cause=cause, about=("lee", "b1")))


def say(told, who, act):
    told.records.append(desk(who).hears(*told.records).writes(act))
    told.kim.hears(told.records[-1])
    return told.at(11).alarms


@pytest.mark.parametrize("cause", sorted(OWN))
def test_whoever_an_alarm_is_about_neither_takes_it_up_nor_closes_it(cause):
    told = about_lee(cause)
    (found,) = say(told, "lee", taken_up("a"))
    assert (found.state, found.acknowledged_by) == (AlarmState.RAISED, frozenset())
    (found,) = say(told, "lee", closed("a"))
    assert found.state is AlarmState.RAISED
    assert say(told, "kim", closed("a")) == ()


def test_whoever_is_in_danger_does_not_take_their_own_panic_up():
    (found,) = say(about_lee(AlarmCause.PANIC), "lee", taken_up("a"))
    assert found.state is AlarmState.RAISED


@pytest.mark.parametrize("forced", [True, False])
def test_the_hold_of_a_silent_or_forced_member_of_staff_is_not_theirs_to_lift(forced):
    told = Told(*PLAN[:-1], replace(watch(person="mina"), staff=True), decided())
    if forced:
        told.then(check_in(person="mina", wellness=Wellness.UNDER_DURESS))
    (placed,) = of_type(told.follows(21), PlaceHold)
    assert placed.subject == "mina"


# --- an arrival ends the check-ins of before, and none that was agreed after it ---


def test_a_check_in_that_was_agreed_after_an_arrival_is_waited_for():
    told = on_the_way().then(arrival())
    assert acts_in(told.follows(21), AlarmRaised) == []
    told.then(watch("watch2", due=24))
    (silent,) = acts_in(told.follows(25), AlarmRaised)
    assert (silent.alarm, silent.cause) == ("watch2", AlarmCause.MISSED_CHECK_IN)
    told.then(arrival())
    assert acts_in(told.follows(25), AlarmRaised) == []
