"""Staff on the way have check-ins of their own: with a journey, or on a trip alone."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.terms import AlarmCause
from waystation.desk import alarm, board, checkin, checkin_link, hold, journey
from waystation.encoding import unb64
from waystation.errors import NotFoundError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    """Return a journey that nobody has decided on, and its traveller."""
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person = builders.open_case(world)
    made = builders.plan_journey(world, case_id, person, person, team)
    builders.get_consent(world, made, person)
    return case_id, made, person


def watched(world, journey_id, human):
    """Agree on one check-in of somebody of the staff, due in four hours."""
    journey.agree_picture(world.mina, journey_id, human, 3)
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=1), now + timedelta(hours=4))]
    checkin_link.make(world.mina, journey_id, human, times)
    world.sync()
    ((one, code),) = checkin_link.codes(world.mina, journey_id, human)
    return one, code


def causes(desk):
    return {one.alarm: set(one.causes) for _, one in alarm.all_open(desk)}


def test_the_silence_of_staff_alarms_without_a_go_and_holds_all_that_they_know(
    world, planned
):
    _, made, _ = planned
    one, _ = watched(world, made, world.jun.human)
    assert unb64(one.watch) in world.relay.watches
    world.pass_time(hours=5)
    world.sync()
    for desk in (world.mina, world.jun, world.sora):
        assert causes(desk) == {one.watch: {AlarmCause.MISSED_CHECK_IN}}
    ((_, raised),) = alarm.all_open(world.mina)
    state = journey.read(world.mina, world.mina.find("journey", made))
    assert set(raised.about) == {world.jun.human, *board.everything(state)}
    assert [one.hold for one in hold.standing(world.mina)] == [one.watch]


def test_a_travellers_watch_still_waits_for_a_go(world, planned):
    _, made, person = planned
    watched(world, made, world.jun.human)
    agreed = checkin_link.agreed_with(world.mina, world.mina.find("journey", made), person)
    assert agreed
    assert not {unb64(one.watch) for one in agreed} & set(world.relay.watches)


@pytest.mark.parametrize(
    ("word", "found"),
    [("umbrella", set()), ("bird", {AlarmCause.UNDER_DURESS})],
)
def test_staff_are_heard_by_code_and_word_and_another_picture_means_duress(
    world, planned, word, found
):
    _, made, _ = planned
    one, code = watched(world, made, world.jun.human)
    world.pass_time(hours=2)
    checkin.said(world.mina, made, world.jun.human, one.number, code, word)
    world.pass_time(hours=5)
    world.sync()
    assert causes(world.sora).get(one.watch, set()) == found


def test_before_its_window_what_staff_say_is_a_rehearsal(world, planned):
    _, made, _ = planned
    one, code = watched(world, made, world.jun.human)
    checkin.said(world.mina, made, world.jun.human, one.number, code, "bird")
    world.sync()
    assert causes(world.mina) == {}


def test_a_trip_of_staff_alone_is_watched_over(world, planned):
    case_id, _, _ = planned
    trip = journey.plan(world.mina, case_id, (), (world.jun.human,), "a visit")
    world.sync()
    one, _ = watched(world, trip, world.mina.human)
    world.pass_time(hours=5)
    world.sync()
    assert one.watch in causes(world.jun)


def test_nobody_is_watched_who_neither_travels_nor_works_on_it(world, planned):
    _, made, _ = planned
    with pytest.raises(NotFoundError, match=r"person\.unknown"):
        checkin_link.make(world.mina, made, world.tae.human, [])
    with pytest.raises(NotFoundError, match=r"person\.unknown"):
        journey.agree_picture(world.mina, made, world.tae.human, 3)
