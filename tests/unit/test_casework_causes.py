"""Every cause of an alarm: what follows, whom to warn, and how it can end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import at, desk, held_handles, untimed
from tests.casework_journeys import (
    PLAN,
    TAGS,
    Told,
    acts_in,
    check_in,
    decided,
    execute,
    of_type,
    on_the_way,
    raised,
)
from waystation.casework import alarm, board, hold, warning
from waystation.casework.cause import REPORTABLE, AlarmCause, Outcome
from waystation.casework.consequences import PlaceHold, Tell
from waystation.casework.entries import (
    AlarmAcknowledged,
    AlarmClosed,
    AlarmEscalated,
    AlarmRaised,
    BoardJourney,
    HoldLiftApproved,
    HoldLiftRefused,
    HoldPlaced,
    HousePresumedBurned,
    StayPlanned,
    Window,
)
from waystation.casework.entries.watch import DangerReported
from waystation.casework.standing import Around, standing
from waystation.casework.terms import Wellness
from waystation.casework.warning import Why

WITH_TEAM = ["b1", "car", "house"]


def danger(cause, *who, of="danger"):
    return DangerReported(
        danger=of, journey="j", cause=cause, who=who, text="so it is said"
    )


def stay():
    return StayPlanned(
        journey="j",
        stay="s",
        leg="leg1",
        house="house",
        place="place 1",
        window=Window(at(12), at(20)),
        host="host",
        brought_by="b1",
    )


def test_every_cause_says_what_it_needs():
    assert set(alarm.NEEDS) == set(AlarmCause)


@pytest.mark.parametrize("cause", sorted(REPORTABLE))
def test_whatever_anybody_reports_alarms_once_whoever_says_so(cause):
    told = on_the_way().then(danger(cause))
    found = told.follows(11)
    (act,) = acts_in(found, AlarmRaised)
    assert (act.alarm, act.cause) == ("danger", cause)
    held = [one.cause for one in of_type(found, PlaceHold)]
    assert held == ([cause] if alarm.NEEDS[cause].hold else [])
    before = execute(told, 11, [])
    assert acts_in(told.follows(11.01, before), AlarmRaised) == []


@pytest.mark.parametrize(
    "cause", [AlarmCause.WRONG_VEHICLE, AlarmCause.WRONG_WORD, AlarmCause.CHANGED_PLACE]
)
def test_a_danger_on_the_way_is_about_everything_the_leg_depends_on(cause):
    (act,) = acts_in(on_the_way().then(danger(cause)).follows(11), AlarmRaised)
    assert list(act.about) == WITH_TEAM


def test_a_helper_who_withdraws_holds_what_needs_them_and_nothing_else():
    told = on_the_way().then(danger(AlarmCause.HELPER_WITHDREW, "b2"))
    (act,) = acts_in(told.follows(11), AlarmRaised)
    assert act.about == ("b2",)


def test_houses_of_whoever_disappeared_are_presumed_burned_as_after_an_arrest():
    told = on_the_way().then(danger(AlarmCause.DISAPPEARANCE, "b1"))
    found = told.follows(11)
    assert [one.house for one in acts_in(found, HousePresumedBurned)] == ["house"]
    (act,) = acts_in(found, AlarmRaised)
    assert "house" in act.about


def test_a_person_who_disappeared_alarms_about_the_leg_and_the_house_they_were_sent_to():
    told = on_the_way().then(danger(AlarmCause.DISAPPEARANCE, "e"))
    (act,) = acts_in(told.follows(11), AlarmRaised)
    assert list(act.about) == WITH_TEAM
    (burned,) = acts_in(told.follows(11), HousePresumedBurned)
    assert burned.house == "house"


def test_a_house_that_somebody_presumes_burned_alarms_where_the_plan_needs_it():
    burned = HousePresumedBurned(house="house", journey="j", reason="two men asked there")
    (act,) = acts_in(on_the_way().then(burned).follows(11), AlarmRaised)
    assert (act.cause, act.about) == (AlarmCause.HOUSE_BURNED, ("house",))
    elsewhere = HousePresumedBurned(house="other", journey="j", reason="elsewhere")
    assert acts_in(on_the_way().then(elsewhere).follows(11), AlarmRaised) == []


def test_a_house_burned_by_a_report_has_that_reports_alarm_alone():
    told = on_the_way().then(danger(AlarmCause.DISAPPEARANCE, "b1"))
    board_now = execute(told, 11, [])
    assert acts_in(told.follows(11.01, board_now), AlarmRaised) == []
    assert len(told.at(11.01, board_now).alarms) == 1


# --- how an alarm goes on and ends ---


def escalated(told, hours):
    return [one.to for one in acts_in(told.follows(hours), AlarmEscalated)]


def test_an_alarm_goes_to_the_backup_and_then_to_the_trustee():
    told = Told(PLAN[0], *PLAN[1:], decided()).then(raised(cause=AlarmCause.PANIC))
    assert escalated(told, 0.08) == []
    assert escalated(told, 0.09) == [("kim", "trustee")]
    three = Told(
        *(
            one
            if one is not PLAN[0]
            else type(one)(
                journey="j", persons=("e",), responders=("kim", "backup", "trustee")
            )
            for one in PLAN
        ),
        decided(),
    ).then(raised(cause=AlarmCause.PANIC))
    assert escalated(three, 0.09) == [("kim", "backup")]
    three.then(AlarmEscalated(alarm="a", journey="j", to=("kim", "backup")))
    assert escalated(three, 0.09) == []
    assert escalated(three, 0.18) == [("trustee",)]


def test_an_alarm_that_was_taken_up_goes_no_further_while_it_is_in_hand():
    told = on_the_way().then(raised(), AlarmAcknowledged(alarm="a", journey="j"))
    assert escalated(told, 1.9) == []


def test_an_alarm_that_was_taken_up_and_left_lying_goes_on_to_all_others_again():
    told = on_the_way().then(
        raised(),
        AlarmEscalated(alarm="a", journey="j", to=("kim", "trustee")),
        AlarmAcknowledged(alarm="a", journey="j"),
    )
    assert escalated(told, 2.1) == [("trustee",)]
    told.hours = 2.1
    told.then(AlarmEscalated(alarm="a", journey="j", to=("trustee",)))
    assert escalated(told, 5) == []
    told.hours = 6
    told.then(AlarmAcknowledged(alarm="a", journey="j"))
    assert escalated(told, 7.9) == []
    assert escalated(told, 8.1) == [("trustee",)]
    told.then(AlarmClosed(alarm="a", journey="j", outcome="all is well"))
    assert escalated(told, 20) == []


def test_a_clock_that_was_ahead_when_it_was_taken_up_keeps_no_alarm_from_going_on():
    told = on_the_way().then(raised())
    told.hours = 1000
    told.then(AlarmAcknowledged(alarm="a", journey="j"))
    assert escalated(told, 1) == [("trustee",)]


def ends(cause, outcome):
    found = alarm.standing(on_the_way().then(raised(cause=cause)).state.alarms, "a")
    return found.can_end(outcome)


def test_a_dead_battery_explains_silence_and_nothing_else():
    assert ends(AlarmCause.MISSED_CHECK_IN, Outcome.DEAD_BATTERY)
    others = set(AlarmCause) - {AlarmCause.MISSED_CHECK_IN}
    assert not any(ends(cause, Outcome.DEAD_BATTERY) for cause in others)


def test_an_outage_explains_silence_and_a_canary():
    explained = {cause for cause in AlarmCause if ends(cause, Outcome.OUTAGE)}
    assert explained == {AlarmCause.MISSED_CHECK_IN, AlarmCause.CANARY}


def test_nothing_explains_away_a_picture_that_meant_duress():
    away = (Outcome.FALSE_ALARM, Outcome.DEAD_BATTERY, Outcome.OUTAGE, Outcome.HEARD)
    assert not any(ends(AlarmCause.UNDER_DURESS, one) for one in away)
    assert ends(AlarmCause.UNDER_DURESS, Outcome.OVER)


def test_an_alarm_of_two_causes_ends_only_as_both_can():
    told = on_the_way().then(
        raised(cause=AlarmCause.MISSED_CHECK_IN), raised(cause=AlarmCause.UNDER_DURESS)
    )
    found = alarm.standing(told.state.alarms, "a")
    assert not found.can_end(Outcome.DEAD_BATTERY)


# --- whom to warn ---


def placed(*about):
    tags = tuple(sorted(hold.tags_of(about, TAGS)))
    return desk("kim").writes(HoldPlaced(hold="h", tags=tags, cause=AlarmCause.REPORT))


def warned(told, about, hours=11, already=()):
    around = Around(at(hours), hold.read([placed(*about)]), TAGS)
    now = standing(told.state, around)
    found = warning.whom_to_warn(told.state, now, frozenset(about), frozenset(already))
    return found, warning.not_to_be_told(told.state, now, frozenset(about))


def test_those_who_answer_are_warned_first_and_the_arrested_team_never():
    told = on_the_way().then(stay())
    found, silent = warned(told, ("b1", "house"), already=("kim",))
    assert [(one.who, one.why) for one in found] == [
        ("trustee", Why.ANSWERS),
        ("b2", Why.COMES_NEXT),
        ("host", Why.KEEPS_A_HOUSE),
    ]
    assert silent == ("e",)


def test_who_still_waits_is_told_by_letter_before_the_helpers():
    told = Told(*PLAN, decided())
    found, silent = warned(told, ("b1",), hours=1)
    assert [one.who for one in found][:3] == ["kim", "trustee", "e"]
    assert found[2].by_letter
    assert silent == ()


def test_nothing_is_said_to_somebody_who_checked_in_under_duress():
    told = Told(*PLAN, decided(), check_in(wellness=Wellness.UNDER_DURESS))
    found, silent = warned(told, ("b1",), hours=19)
    assert "e" not in [one.who for one in found]
    assert silent == ("e",)


# --- adding a hold never releases one ---

TAG_NAMES = st.sampled_from(["t1", "t2", "t3", "t4"])
HOLD_NAMES = st.sampled_from(["h1", "h2", "h3"])
HUMANS = st.sampled_from(["kim", "lee", "pak"])
WORDS = st.sampled_from(["place", "approve", "refuse", "hear"])


@st.composite
def histories(draw):
    """What three desks do about holds, hearing each other or not."""
    desks = {name: desk(name) for name in ("kim", "lee", "pak")}
    told = []
    for _ in range(draw(st.integers(1, 12))):
        who, word, of = draw(HUMANS), draw(WORDS), draw(HOLD_NAMES)
        if word == "hear":
            desks[who].hears(*told)
            continue
        if word == "place":
            tags = tuple(sorted(draw(st.sets(TAG_NAMES, min_size=1))))
            act = HoldPlaced(hold=of, tags=tags, cause=AlarmCause.REPORT)
        elif word == "refuse":
            act = HoldLiftRefused(hold=of, reason="not yet")
        else:
            acts = tuple(one.id for one in told if one.kind == HoldPlaced.kind) or ("none",)
            act = HoldLiftApproved(hold=of, acts=acts, reason="it is over")
        told.append(desks[who].writes(act))
    return desks, told


def is_held(records):
    state = hold.read(records)
    return {tag for one in hold.all_standing(state) for tag in one.tags}


@untimed
@given(histories(), HUMANS, HOLD_NAMES, st.sets(TAG_NAMES, min_size=1), st.booleans())
def test_adding_a_hold_never_releases_one(history, who, of, tags, heard):
    desks, told = history
    before = is_held(told)
    if heard:
        desks[who].hears(*told)
    act = HoldPlaced(hold=of, tags=tuple(sorted(tags)), cause=AlarmCause.DEMAND)
    added = desks[who].writes(act, hours=1)
    assert before | tags <= is_held([*told, added])


@untimed
@given(histories(), st.sets(TAG_NAMES, min_size=1), HOLD_NAMES)
def test_a_new_hold_frees_no_journey_and_no_leg_that_was_held(history, tags, of):
    desks, told = history
    shown = BoardJourney(handle="other", windows=(), tags=("t1", "t2"))
    noted = desks["kim"].writes(shown)
    held = held_handles(board.read([*told, noted]))
    act = HoldPlaced(hold=of, tags=tuple(sorted(tags)), cause=AlarmCause.DEMAND)
    after = held_handles(board.read([*told, noted, desks["pak"].writes(act)]))
    assert set(held) <= set(after)


@untimed
@given(st.sets(st.sampled_from(["b1", "b2", "car", "house", "host"]), min_size=1))
def test_a_second_hold_tells_nobody_that_they_may_go(about):
    told = Told(*PLAN, decided())
    first = [placed("b1")]
    tags = tuple(sorted(hold.tags_of(about, TAGS)))
    second = desk("lee").writes(HoldPlaced(hold="h2", tags=tags, cause=AlarmCause.REPORT))
    one = {leg.leg.leg for leg in told.at(1, first).held_legs}
    both = {leg.leg.leg for leg in told.at(1, [*first, second]).held_legs}
    assert one <= both
    found = of_type(told.follows(1, [*first, second]), Tell)
    assert all(tell.words == "" for tell in found)
