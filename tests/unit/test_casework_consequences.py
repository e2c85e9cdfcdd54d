import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at, desk, untimed
from tests.casework_journeys import (
    PLAN,
    TAGS,
    Told,
    acts_in,
    arrest,
    arrival,
    check_in,
    confirmed,
    decided,
    demand,
    execute,
    leg,
    meeting,
    of_type,
    on_the_way,
    raised,
    watch,
)
from waystation.casework import alarm, journey
from waystation.casework import consequences as what_follows
from waystation.casework.consequences import Append, Ask, PlaceHold, Tell
from waystation.casework.entries import (
    AlarmAcknowledged,
    AlarmClosed,
    AlarmEscalated,
    AlarmRaised,
    CheckInMissed,
    HoldLiftApproved,
    HoldPlaced,
    HousePresumedBurned,
    JourneyStopped,
    PlaceReported,
    StayPlanned,
    Window,
)
from waystation.casework.hold import Holds
from waystation.casework.standing import Around, standing
from waystation.casework.terms import (
    AlarmCause,
    Decision,
    How,
    RaisedBy,
    SourceGrade,
    Wellness,
    Wording,
)


def test_silence_raises_an_alarm_and_a_hold_on_everything_the_leg_depends_on():
    found = on_the_way().follows(21)
    (raised,) = acts_in(found, AlarmRaised)
    assert (raised.alarm, raised.cause) == ("watch1", AlarmCause.MISSED_CHECK_IN)
    assert of_type(found, PlaceHold) == [
        PlaceHold("watch1", frozenset({"b1", "car", "house"}), AlarmCause.MISSED_CHECK_IN)
    ]
    assert [one.watch for one in acts_in(found, CheckInMissed)] == ["watch1"]


@pytest.mark.parametrize("silent", [True, False])
def test_staff_who_fall_silent_or_are_forced_hold_all_that_they_know(silent):
    told = Told(*PLAN[:-1], watch(person="mina"), decided(), confirmed(1, "e"))
    if not silent:
        told.then(check_in(person="mina", wellness=Wellness.UNDER_DURESS))
    (raised,) = acts_in(told.follows(21), AlarmRaised)
    legs = journey.legs(told.state)
    assert len(legs) > 1
    needed = frozenset().union(*(journey.registers(told.state, one.act) for one in legs))
    assert set(raised.about) >= {"mina", *needed}


def test_missed_check_in_raises_one_alarm_after_restart():
    told, board = on_the_way(), []
    execute(told, 21, board)
    assert told.follows(21.1, board) == ()
    assert len(told.at(21.1, board).alarms) == 1


def test_the_timers_of_desk_and_relay_raise_one_alarm_together():
    told = on_the_way()
    other = desk("lee").hears(*told.records)
    mine = told.kim.writes(
        AlarmRaised(
            alarm="watch1",
            journey="j",
            cause=AlarmCause.MISSED_CHECK_IN,
            by=RaisedBy.DESK_TIMER,
        )
    )
    theirs = other.writes(
        AlarmRaised(
            alarm="watch1",
            journey="j",
            cause=AlarmCause.MISSED_CHECK_IN,
            by=RaisedBy.RELAY_TIMER,
        )
    )
    told.records += [mine, theirs]
    (one,) = told.at(21).alarms
    assert {raising.act.by for raising in one.raised} == {
        RaisedBy.DESK_TIMER,
        RaisedBy.RELAY_TIMER,
    }


def test_a_watch_that_ran_out_in_an_outage_is_unknown_and_asked_about_first():
    blind = [Window(at(19), at(22))]
    told = on_the_way()
    found = told.follows(22.5, blind=blind)
    assert of_type(found, Ask) == [Ask("e", "watch1")]
    assert acts_in(found, AlarmRaised) == []
    assert [one.unknown for one in acts_in(found, CheckInMissed)] == [True]
    assert not told.at(22.5, blind=blind).in_alarm


def test_an_unknown_that_nobody_resolved_becomes_an_alarm():
    found = on_the_way().follows(23.1, blind=[Window(at(19), at(22))])
    assert [one.alarm for one in acts_in(found, AlarmRaised)] == ["watch1"]


def test_a_check_in_under_duress_is_an_alarm_though_it_came_in_time():
    told = on_the_way().then(check_in(wellness=Wellness.UNDER_DURESS))
    assert told.at(19.5).duress
    assert told.at(19.5).in_alarm
    (raised,) = acts_in(told.follows(19.5), AlarmRaised)
    assert raised.cause is AlarmCause.UNDER_DURESS


def test_duress_before_the_window_opens_is_an_alarm_too():
    told = on_the_way().then(check_in(when=12, wellness=Wellness.UNDER_DURESS))
    assert told.at(12.1).in_alarm


def test_silence_is_an_alarm_though_one_of_duress_before_its_time_was_closed():
    told = on_the_way().then(check_in(when=12, wellness=Wellness.UNDER_DURESS))
    execute(told, 12.1, [])
    forced = alarm.id_of(AlarmCause.UNDER_DURESS, "watch1")
    told.then(AlarmClosed(alarm=forced, journey="j", outcome="a wrong picture"))
    assert not told.at(12.2).in_alarm
    (found,) = acts_in(told.follows(21), AlarmRaised)
    assert (found.alarm, found.cause) == ("watch1", AlarmCause.MISSED_CHECK_IN)
    execute(told, 21, [])
    assert told.at(21.1).alarms
    told.then(AlarmClosed(alarm="watch1", journey="j", outcome="heard by telephone"))
    assert not told.at(21.2).in_alarm


def test_well_and_under_duress_for_one_watch_is_duress():
    told = on_the_way().then(check_in(), check_in(wellness=Wellness.UNDER_DURESS))
    assert told.at(19.5).duress


# --- alarms ---


def test_an_alarm_is_raised_then_acknowledged_then_closed():
    told = on_the_way().then(raised())
    assert told.at(1).alarms[0].state == "raised"
    told.then(AlarmAcknowledged(alarm="a", journey="j"))
    assert told.at(1).alarms[0].acknowledged_by == {"kim"}
    assert told.then(AlarmClosed(alarm="a", journey="j", outcome="ok")).at(1).alarms == ()


def test_an_alarm_raised_unseen_by_who_closed_it_stays_open():
    told = on_the_way().then(raised())
    unseen = desk("lee").hears(told.records[-2]).writes(raised())
    told.then(AlarmClosed(alarm="a", journey="j", outcome="ok"))
    told.records.append(unseen)
    assert [one.state for one in told.at(1).alarms] == ["raised"]


def test_an_alarm_that_nobody_takes_up_goes_to_every_responder_once():
    told = on_the_way().then(raised())
    assert acts_in(told.follows(0.2), AlarmEscalated) == []
    (escalated,) = acts_in(told.follows(0.3), AlarmEscalated)
    assert escalated.to == ("kim", "trustee")
    assert acts_in(told.then(escalated).follows(0.4), AlarmEscalated) == []


def test_a_hold_lifted_by_two_is_not_placed_again_for_the_same_alarm():
    told = on_the_way().then(raised())
    board = execute(told, 0.1, [])
    kim, lee = desk("kim").hears(*board), desk("lee").hears(*board)
    lift = HoldLiftApproved(hold="a", acts=(board[0].id,), reason="asked")
    board += [kim.writes(lift), lee.writes(lift)]
    assert of_type(told.follows(0.1, board), PlaceHold) == []
    assert told.at(0.1, board).held_legs == ()


def test_a_crash_between_alarm_and_hold_loses_no_hold():
    told = on_the_way().then(raised())
    assert [one.hold for one in of_type(told.follows(0.1), PlaceHold)] == ["a"]


# --- demands, changed places, arrests ---


@pytest.mark.parametrize(
    ("agreed", "place", "alarms"),
    [
        (False, "", 1),
        (False, "place 1", 1),
        (True, "a house in another city", 1),
        (True, "place 1", 0),
        (True, "", 0),
    ],
)
def test_a_demand_outside_the_agreement_or_from_outside_the_plan_is_an_alarm(
    agreed, place, alarms
):
    found = on_the_way().then(demand(agreed=agreed, place=place)).follows(12)
    assert len(acts_in(found, AlarmRaised)) == alarms


def test_a_demand_holds_the_helper_the_team_the_car_and_the_house_it_was_sent_to():
    kin = {"b1": frozenset({"b1", "team", "b9"})}
    (placed,) = of_type(on_the_way().then(demand()).follows(12, kin=kin), PlaceHold)
    assert placed.about == {"b1", "team", "b9", "car", "house"}
    assert placed.hold == "d"


def test_a_place_outside_the_plan_is_an_alarm_and_a_place_of_the_plan_is_none():
    def reported(place):
        act = PlaceReported(journey="j", place=place, source="e")
        return acts_in(on_the_way().then(act).follows(12), AlarmRaised)

    assert [one.cause for one in reported("another city")] == [AlarmCause.CHANGED_PLACE]
    assert reported("place 2") == []


def test_an_arrest_presumes_burned_every_house_the_team_was_ever_sent_to():
    stay = StayPlanned(
        journey="j",
        stay="s",
        leg="leg1",
        house="house2",
        place="place 1",
        window=Window(at(12), at(14)),
        host="host",
    )
    replanned = on_the_way().then(stay, leg(1, "b2"), arrest("b1", "e"))
    burned = acts_in(replanned.follows(40), HousePresumedBurned)
    assert {one.house for one in burned} == {"house", "house2"}


def test_a_presumption_is_noted_once():
    told = on_the_way().then(check_in(), arrest("b1"))
    board = execute(told, 19.5, [])
    assert told.follows(19.5, board) == ()
    assert set(told.state.houses.burned) == {"house"}


def test_an_unjudged_source_is_enough_to_presume_a_house_burned():
    found = on_the_way().then(arrest("b1", source=SourceGrade.F)).follows(12)
    assert acts_in(found, HousePresumedBurned)


def test_a_stop_is_an_alarm_that_places_no_hold():
    found = on_the_way().then(JourneyStopped(journey="j", person="e")).follows(12)
    assert [one.cause for one in acts_in(found, AlarmRaised)] == [AlarmCause.STOPPED]
    assert of_type(found, PlaceHold) == []


# --- holds that come from elsewhere ---


def held_elsewhere(*tags):
    act = HoldPlaced(hold="h", tags=tags, cause=AlarmCause.DEMAND)
    return [desk("lee").writes(act)]


def test_a_hold_of_another_case_holds_what_shares_a_tag_and_tells_who_waits():
    told = Told(*PLAN, decided())
    board = held_elsewhere("#b1")
    # the second leg is held too: b1 hands over there
    assert [one.leg.leg for one in told.at(1, board).held_legs] == ["leg1", "leg2"]
    assert of_type(told.follows(1, board), Tell) == [Tell("e", Wording.DO_NOT_GO, ("h",))]


def test_a_shared_house_holds_the_leg_that_ends_there():
    assert [
        one.leg.leg for one in Told(*PLAN).at(1, held_elsewhere("#house")).held_legs
    ] == ["leg1"]


def test_a_leg_that_is_done_is_held_no_more():
    told = on_the_way().then(confirmed(2, "b1"), confirmed(2, "b2"))
    assert told.at(21, held_elsewhere("#b1", "#house")).held_legs[0].leg.leg == "leg2"


def test_nobody_is_told_while_in_the_hands_of_who_is_held():
    assert of_type(on_the_way().follows(12, held_elsewhere("#b1")), Tell) == []


def test_who_waits_for_a_held_helper_in_safe_hands_is_told():
    told = on_the_way()
    assert told.at(12, held_elsewhere("#b2")).waiting == ("e",)


def lifted_again(board):
    lift = HoldLiftApproved(hold="h", acts=(board[0].id,), reason="asked")
    return [*board, *(desk(who).hears(*board).writes(lift) for who in ("lee", "kim"))]


def test_after_a_lift_the_old_words_are_void_and_nobody_is_told_to_go():
    told = Told(*PLAN, decided())
    board = lifted_again(held_elsewhere("#b1"))
    assert told.at(1, board).held_legs == ()
    assert told.at(1, board).legs[0].void_words == ("meeting1",)
    assert of_type(told.follows(1, board), Tell) == []


def test_after_a_lift_new_words_are_told():
    made = replace(meeting(1, "b1"), word="rain", answer="shine", after_holds=("h",))
    told = Told(*PLAN, decided(), made)
    board = lifted_again(held_elsewhere("#b1"))
    assert told.at(1, board).legs[0].void_words == ()
    assert of_type(told.follows(1, board), Tell) == [
        Tell("e", Wording.NEW_WORDS, (told.records[-1].id,), "rain / shine")
    ]


def test_new_words_are_not_told_while_the_hold_stands():
    told = Told(*PLAN, decided(), replace(meeting(1, "b1"), after_holds=("h",)))
    assert [
        one.wording for one in of_type(told.follows(1, held_elsewhere("#b1")), Tell)
    ] == [Wording.DO_NOT_GO]


def test_a_hold_on_other_tags_holds_nothing_here():
    assert Told(*PLAN).at(1, held_elsewhere("#b3")).held_legs == ()


# --- order of delivery ---

POSSIBLE = [
    *PLAN,
    leg(2, "b1"),
    leg(1, "b2", dropped=True),
    watch(due=25),
    decided(),
    decided(Decision.NO_GO),
    confirmed(1, "e"),
    confirmed(1, "b1"),
    check_in(),
    check_in(wellness=Wellness.UNDER_DURESS),
    demand(place="elsewhere", of="d2"),
    PlaceReported(journey="j", place="elsewhere", source="e"),
    raised(),
    AlarmAcknowledged(alarm="a", journey="j"),
    AlarmClosed(alarm="a", journey="j", outcome="ok"),
    demand(),
    arrest("b1"),
    HousePresumedBurned(house="house", journey="j", reason="r"),
    JourneyStopped(journey="j", person="e"),
    arrival(How.LETTER),
    arrival(),
]


@untimed
@given(st.data())
def test_a_journey_does_not_depend_on_the_order_of_delivery(data):
    desks = [desk("kim"), desk("kim", "second key"), desk("lee")]
    told = []
    for act in data.draw(st.lists(st.sampled_from(POSSIBLE), max_size=20)):
        who = data.draw(st.sampled_from(desks))
        if told:
            who.hears(*data.draw(st.lists(st.sampled_from(told), max_size=2)))
        told.append(who.writes(act))
    shuffled = data.draw(st.permutations(told))
    one, other = journey.read("j", told), journey.read("j", shuffled)
    assert one == other
    around = Around(at(21), Holds(), TAGS)
    assert standing(one, around) == standing(other, around)
    assert what_follows.consequences(one, around, {}) == what_follows.consequences(
        other, around, {}
    )


@untimed
@given(st.lists(st.sampled_from(POSSIBLE), max_size=20), st.integers(0, 60))
def test_doing_what_follows_leaves_nothing_more_to_do_but_letters(acts, hours):
    told, board = Told(*acts), []
    for _ in range(2):
        execute(told, hours, board)
    left = told.follows(hours, board)
    assert [one for one in left if isinstance(one, Append | PlaceHold)] == []
