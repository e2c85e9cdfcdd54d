"""Safe houses in use: plans note beds and who was told, and marks go to everybody."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework import safehouse as houses
from waystation.casework.entries import HouseNoted, JourneyDecided, StayPlanned, Window
from waystation.casework.terms import Decision, MarkKind
from waystation.desk import board, hold, journey, mark, safehouse, safehouse_use
from waystation.errors import NotFoundError, NotPermittedError, RuleError

ADDRESS = "7 Sea Street"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def founded(world, capacity=2):
    desk = world.mina
    noted = HouseNoted(
        house=desk.random_id(),
        label="the grey door",
        address=ADDRESS,
        host="host",
        capacity=capacity,
    )
    safehouse.note(desk, noted)
    builders.sign_houses(world, "jun", "sora")
    return noted.house


def planned(world, house):
    case_id, person_id = builders.open_case(world)
    driver = builders.note_helper(world, "driver")
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, driver)
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    (leg,) = state.plan.legs
    opens = world.clock.now() + timedelta(hours=10)
    stay = StayPlanned(
        journey=journey_id,
        stay="stay",
        leg=leg,
        house=house,
        place="the coastal city",
        window=Window(opens, opens + timedelta(hours=12)),
        host="host",
        brought_by=driver,
    )
    journey.plan_part(world.mina, journey_id, stay)
    world.sync()
    return journey_id, driver, stay


def marks_at(world, name, house):
    found = mark.standing_on(world.desks[name], {house}).get(house, ())
    return [one.mark for one in found]


def test_a_planned_stay_takes_its_beds_in_the_houses_own_records(world):
    house = founded(world)
    journey_id, _, _ = planned(world, house)
    builders.note_helper(world, "nothing changes")
    world.sync()
    state = safehouse_use.read(world.mina, house)
    assert len(state.taken[house]) == 1
    noted = state.taken[house][0]
    for word in (journey_id, "E"):
        assert f'"{word}"'.encode() not in noted.record.body


def test_whom_a_decided_plan_sends_to_the_door_is_noted_as_knowing_it(world):
    house = founded(world)
    journey_id, driver, _ = planned(world, house)
    assert houses.ever_told(safehouse_use.read(world.mina, house), house) == {"host"}
    go = JourneyDecided(journey=journey_id, decision=Decision.GO, reason="all is agreed")
    with world.mina.acting():
        world.mina.append(journey.journey_cell(world.mina, journey_id), go)
    world.sync()
    told = houses.ever_told(safehouse_use.read(world.mina, house), house)
    assert told == {"host", driver}


def test_a_house_burned_for_good_is_held_and_marked_for_everybody(world):
    house = founded(world)
    assert not world.jun.cells_of("house")
    safehouse_use.burn(world.mina, house, "somebody stood before the door")
    world.sync()
    assert marks_at(world, "jun", house) == [MarkKind.BURNED]
    (stands,) = hold.standing(world.jun)
    assert stands.tags & board.tags_of(world.jun, {house})[house]
    hold.approve_lift(world.mina, stands.hold, "a mistake")
    world.sync()
    hold.approve_lift(world.jun, stands.hold, "a mistake")
    world.sync()
    assert hold.standing(world.jun) == ()
    assert marks_at(world, "jun", house) == [MarkKind.BURNED]


def test_a_house_that_cools_off_is_marked_until_the_moment(world):
    house = founded(world)
    with pytest.raises(RuleError, match=r"house\.until"):
        safehouse_use.cool_off(world.mina, house, world.clock.now())
    until = world.clock.now() + timedelta(days=3)
    safehouse_use.cool_off(world.mina, house, until, "a neighbour asked")
    world.sync()
    (shown,) = mark.standing_on(world.jun, {house})[house]
    assert (shown.mark, shown.until) == (MarkKind.COOLING_OFF, until)
    world.pass_time(days=3)
    assert marks_at(world, "jun", house) == []


def test_who_once_was_told_stays_on_the_list_and_readers_are_those_with_a_key(world):
    house = founded(world)
    safehouse_use.told(world.mina, house, "guide", "a guide", "went by mistake")
    state = safehouse_use.read(world.mina, house)
    assert houses.ever_told(state, house) == {"host", "guide"}
    assert safehouse_use.readers(world.mina) == {house: {world.mina.human}}


def test_who_does_not_know_a_house_notes_nothing_of_it(world):
    house = founded(world)
    with pytest.raises(NotFoundError):
        safehouse_use.burn(world.jun, house, "no")
    with pytest.raises(NotPermittedError):
        safehouse_use.told(world.sora, house, "guide")
