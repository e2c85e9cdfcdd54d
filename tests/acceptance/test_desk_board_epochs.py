import pytest

from tests import builders
from waystation.casework.entries import DemandRecorded
from waystation.casework.terms import AlarmCause
from waystation.desk import arrival, board, hold, journey
from waystation.desk.background import turn
from waystation.errors import NotFoundError
from waystation.seal.frame import open_frame
from waystation.wire.frames import handle_of


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def on_board(desk):
    return board.board_cell(desk)


def weeks(world, count):
    for _ in range(count):
        world.pass_time(days=7)
        world.sync()


def kept(desk):
    return sorted(on_board(desk).log.keys.epochs)


def running_journey(world, name="E", team="team"):
    case_id, person_id = builders.open_case(world, name)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team)
    world.sync()
    return journey_id, person_id


def secrets_in_vault(desk):
    return {
        value
        for shelf in ("cell.secret", "charter.drafts")
        for _, value in desk.store.vault.items(shelf)
    }


def test_the_board_begins_a_new_epoch_each_week_and_erases_the_old_ones(world):
    first = on_board(world.jun).log.keys.epochs[0]
    hold_id = hold.place(world.mina, ("a team",), AlarmCause.REPORT)
    hold.approve_lift(world.mina, hold_id, "nothing")
    world.sync()
    hold.approve_lift(world.jun, hold_id, "nothing")
    world.sync()
    weeks(world, 9)
    feed = [frame for frames in world.relay.feeds.values() for frame in frames]
    recorded = [frame for frame in feed if handle_of(frame) == first.handle]
    assert [open_frame(first, frame) for frame in recorded]
    for name in ("mina", "jun", "sora"):
        desk = world.restart(name)
        newest = on_board(desk).log.charter.n
        assert newest >= 8
        assert set(kept(desk)) <= {newest, newest - 1, newest - 2}
        files = [one.read_bytes() for one in world.stores[name].iterdir()]
        assert not [raw for raw in files if first.handle in raw]
        held = secrets_in_vault(desk)
        assert not [value for value in held if first.secret in value]
        assert not list(desk.frames.frames(first.handle))
        assert first.handle not in desk.keyring.handles()


def test_a_captured_vault_opens_no_frame_of_an_erased_epoch(world):
    old = on_board(world.mina).log.keys.epochs[0].handle
    weeks(world, 5)
    feed = [frame for frames in world.relay.feeds.values() for frame in frames]
    captured = world.restart("mina").keyring
    assert [frame for frame in feed if handle_of(frame) == old]
    with pytest.raises(NotFoundError):
        captured.append_token(old)


def test_an_open_hold_outlives_erasure_and_holds_a_journey_planned_later(world):
    placed = hold.place(world.mina, ("the team",), AlarmCause.REPORT)
    world.sync()
    weeks(world, 10)
    world.restart("jun")
    world.restart("mina")
    world.sync()
    newest = on_board(world.mina).log.charter.n
    assert kept(world.mina)[0] == 0
    assert set(kept(world.mina)[1:]) <= {newest, newest - 1, newest - 2}
    assert [one.hold for one in hold.standing(world.jun)] == [placed]
    journey_id, person_id = running_journey(world, team="the team")
    other_id, other = running_journey(world, "W1", team="another team")
    builders.get_consent(world, journey_id, person_id)
    builders.get_consent(world, other_id, other, "W1")
    codes = [one.code for one in journey.findings(world.mina, journey_id)]
    assert "hold.shares_a_tag" in codes
    codes = [one.code for one in journey.findings(world.mina, other_id)]
    assert "hold.shares_a_tag" not in codes
    hold.approve_lift(world.mina, placed, "shown to be nothing")
    world.sync()
    assert hold.standing(world.sora)
    hold.approve_lift(world.sora, placed, "seen as well")
    world.sync()
    for name in ("mina", "jun", "sora"):
        assert hold.standing(world.desks[name]) == ()
        assert hold.standing(world.restart(name)) == ()
    weeks(world, 4)
    assert kept(world.mina)[0] > 0
    assert hold.standing(world.jun) == ()
    assert not on_board(world.mina).log.problems


def test_a_lifted_hold_stays_lifted_where_another_keeps_its_epoch(world):
    open_one = hold.place(world.mina, ("arrested",), AlarmCause.REPORT)
    lifted = hold.place(world.mina, ("cleared",), AlarmCause.REPORT)
    world.sync()
    weeks(world, 3)
    hold.approve_lift(world.mina, lifted, "cleared")
    world.sync()
    hold.approve_lift(world.jun, lifted, "cleared")
    world.sync()
    weeks(world, 8)
    for name in ("mina", "jun", "sora"):
        world.restart(name)
        standing = [one.hold for one in hold.standing(world.desks[name])]
        assert standing == [open_one]


def test_a_lifted_hold_of_an_open_alarm_is_not_placed_again_after_erasure(world):
    journey_id, _ = running_journey(world)
    asked = DemandRecorded(
        demand=world.mina.random_id(), journey=journey_id, helper="team", asks_for="money"
    )
    journey.record(world.mina, journey_id, asked)
    world.sync()
    weeks(world, 2)
    assert len(on_board(world.mina).of_kind("hold.placed")) == 1
    hold.approve_lift(world.mina, asked.demand, "cleared")
    world.sync()
    hold.approve_lift(world.jun, asked.demand, "cleared")
    world.sync()
    assert hold.standing(world.mina) == ()
    weeks(world, 6)
    world.restart("mina")
    world.restart("jun")
    world.sync()
    assert kept(world.mina)[0] > 0
    assert hold.standing(world.mina) == ()
    assert not on_board(world.jun).of_kind("hold.placed")


def test_a_running_journey_is_shown_again_once_under_each_new_epoch(world):
    journey_id, person_id = running_journey(world)
    builders.get_consent(world, journey_id, person_id)
    assert not [one for one in builders.go(world, journey_id) if one.severity == "block"]
    world.sync()
    (before,) = [one.act for one in board.read(world.sora).journeys.values()]
    weeks(world, 1)
    world.sync()
    going = [
        one.act for one in board.read(world.sora).journeys.values() if not one.act.over
    ]
    assert len(going) == 1
    assert going[0].handle != before.handle
    assert set(before.tags) < set(going[0].tags)
    epoch = on_board(world.mina).log.charter.n
    entries = on_board(world.sora).of_kind("board.journey")
    assert len([one for one in entries if one.epoch == epoch]) == 2
    arrival.confirm(world.mina, journey_id, person_id, "the gate")
    world.sync()
    assert all(one.act.over for one in board.read(world.sora).journeys.values())
    weeks(world, 3)
    # The hold for the check-in that did not come keeps the first epoch, and nothing else.
    assert {one.epoch for one in on_board(world.sora).of_kind("board.journey")} == {0}
    assert not board.read(world.sora).journeys


def test_a_coordinator_who_was_away_for_some_days_loses_no_hold(world):
    world.pass_time(days=6)
    placed = hold.place(world.jun, ("team",), AlarmCause.REPORT)
    world.pass_time(days=2)
    world.sync("mina", "sora", rounds=3)
    assert on_board(world.mina).log.charter.n == 1
    world.pass_time(days=4)
    world.sync("mina", "sora")
    turn(world.jun)
    world.sync()
    assert [one.hold for one in hold.standing(world.mina)] == [placed]
