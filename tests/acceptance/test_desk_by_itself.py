"""What a desk does by itself: one thing that fails takes nothing else with it."""

import pytest
from msgspec.structs import replace

from tests import builders
from waystation.casework import journey as plan
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import CheckInReceived
from waystation.desk import (
    alarm,
    arrival,
    board,
    canary,
    hold,
    journey,
    maintain,
    watchkeeper,
)
from waystation.desk.background import turn
from waystation.desk.views_state import state_of
from waystation.errors import ConflictError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def dispute_the_board(world):
    """Let two charters of the board contradict each other, so that nobody writes there."""
    for desk in world.desks.values():
        shared = board.board_cell(desk)
        if shared is not None:
            book = shared.log.keys.book
            book.contested = (book.latest, book.latest)


def test_an_alarm_is_raised_though_the_board_takes_nothing(world):
    journey_id = builders.under_way(world)
    dispute_the_board(world)
    alarm.raise_alarm(world.mina, journey_id, AlarmCause.REPORT, "two men at the door")
    assert len(alarm.all_open(world.mina)) == 1
    assert hold.standing(world.mina) == ()


def test_a_check_in_is_heard_though_the_board_takes_nothing(world):
    journey_id = builders.under_way(world)
    dispute_the_board(world)
    world.people["E"].check_in(world.meetings["E"], 1, 3)
    world.people["E"].send()
    turn(world.mina)
    opened = world.mina.find("journey", journey_id)
    assert len(opened.of_kind(CheckInReceived.kind)) == 1


def end_the_dispute(world):
    for desk in world.desks.values():
        shared = board.board_cell(desk)
        if shared is not None:
            shared.log.keys.book.contested = None


def test_what_is_planned_while_the_board_takes_nothing_is_kept_and_shown_later(world):
    journey_id = builders.under_way(world)
    dispute_the_board(world)
    opened = world.mina.find("journey", journey_id)
    (leg,) = plan.legs(journey.read(world.mina, opened))
    other = builders.note_helper(world, "another driver")
    changed = replace(leg.act, takes=other)
    journey.plan_part(world.mina, journey_id, changed)
    assert plan.legs(journey.read(world.mina, opened))[0].act.takes == other
    (tag,) = board.tags_of(world.mina, [other])[other]
    assert tag not in shown_tags(world.jun)
    assert state_of(world.mina).disputed
    end_the_dispute(world)
    world.sync()
    assert not state_of(world.mina).disputed
    assert tag in shown_tags(world.jun)
    assert not list(world.mina.store.vault.items(board.OWED))


def shown_tags(desk):
    every = board.read(desk).journeys.values()
    return {tag for one in every if not one.act.over for tag in one.act.tags}


def test_an_arrival_while_the_board_takes_nothing_is_kept_and_shown_later(world):
    journey_id = builders.under_way(world)
    dispute_the_board(world)
    state = journey.read(world.mina, world.mina.find("journey", journey_id))
    (person,) = plan.persons(state)
    arrival.confirm(world.mina, journey_id, person, "the gate")
    state = journey.read(world.mina, world.mina.find("journey", journey_id))
    assert person in state.arrivals.arrived
    assert shown_tags(world.mina)
    end_the_dispute(world)
    world.sync()
    assert not shown_tags(world.jun)


@pytest.mark.parametrize("how", [ConflictError("test.broken", "no"), OverflowError("no")])
def test_one_journey_that_fails_holds_up_no_other(world, monkeypatch, how):
    first = builders.under_way(world, "E", "one team")
    second = builders.under_way(world, "F", "another team")
    world.pass_time(hours=7)
    keep = watchkeeper.keep

    def fails_for_the_first(desk, opened):
        if opened.register == first:
            raise how
        return keep(desk, opened)

    monkeypatch.setattr(watchkeeper, "keep", fails_for_the_first)
    monkeypatch.setattr(watchkeeper, "_raise_alone", fails_for_the_first)
    with pytest.raises(type(how)):
        watchkeeper.keep_all(world.jun)
    assert {journey for journey, _ in alarm.all_open(world.jun)} == {second}


def test_an_alarm_is_raised_though_its_hold_cannot_be_placed(world, monkeypatch):
    journey_id = builders.under_way(world)
    world.pass_time(hours=7)

    def fails(*_):
        raise ConflictError("test.broken", "no hold can be written")

    monkeypatch.setattr(board, "hold_on", fails)
    with pytest.raises(ConflictError):
        watchkeeper.keep_all(world.jun)
    ((where, found),) = alarm.all_open(world.jun)
    assert (where, found.causes) == (journey_id, {AlarmCause.MISSED_CHECK_IN})
    monkeypatch.undo()
    watchkeeper.keep_all(world.jun)
    assert len(hold.standing(world.jun)) == 1


def test_one_step_of_upkeep_that_fails_holds_up_no_other(world, monkeypatch):
    def fails(_desk):
        raise ConflictError("test.broken", "this step cannot be done")

    with world.mina.keeping():
        world.mina.store.vault.drop("canary", "armed")
    broken = (lambda _desk: True, fails)
    monkeypatch.setattr(maintain, "_STEPS", (broken, *maintain._STEPS))
    with pytest.raises(ConflictError):
        maintain.maintain(world.mina)
    assert not canary.arming_is_due(world.mina)
