"""A relay in memory goes back to a backup, at the worst moments (R-16, L-9)."""

from copy import deepcopy

import pytest

from tests import builders
from tests.meeting import Meeting
from waystation.casework.slip import SlipState
from waystation.desk import offering, slip, slip_list
from waystation.desk.background import turn
from waystation.desk.machinery import WatchArmed
from waystation.encoding import unb64
from waystation.errors import ConflictError, NotFoundError

KEPT = ("feeds", "read_hashes", "handles", "boxes", "chunks", "watches", "slips")


def back_up(relay):
    return deepcopy({name: getattr(relay, name) for name in KEPT})


def go_back(relay, copy):
    for name, value in deepcopy(copy).items():
        setattr(relay, name, value)
    relay.gen = bytes([relay.gen[0] + 1]) + relay.gen[1:]


def settle(world):
    for _ in range(2):
        world.sync()
        for person in world.people.values():
            person.send()
        world.pass_time(minutes=61)
    world.sync()


@pytest.fixture
def meeting(tmp_path):
    return Meeting(tmp_path)


@pytest.mark.parametrize("made_before", [True, False])
def test_a_slip_that_was_opened_opens_for_nobody_after_a_restore(meeting, made_before):
    """L-9, S-4."""
    relay = meeting.world.relay
    before = back_up(relay)
    made = meeting.make(meeting.takes)
    if made_before:
        before = back_up(relay)
    meeting.open(made, "theirs")
    meeting.world.sync()
    go_back(relay, before)
    settle(meeting.world)
    with pytest.raises((ConflictError, NotFoundError)):
        meeting.open(made, "somebody else's")
    assert meeting.world.mina.store.outbox.refused() == []


def test_a_slip_that_nobody_has_opened_is_made_again(meeting):
    """L-9."""
    before = back_up(meeting.world.relay)
    made = meeting.make(meeting.takes)
    go_back(meeting.world.relay, before)
    settle(meeting.world)
    meeting.open(made)
    meeting.world.sync()
    (shown,) = slip_list.listed(meeting.world.mina, meeting.journey)
    assert shown.state is SlipState.OPENED


@pytest.mark.parametrize("made_before", [True, False])
def test_a_slip_that_was_taken_back_is_not_made_again_nor_kept(meeting, made_before):
    """L-9, S-4: what was sealed in it leaves the desk that made it."""
    world = meeting.world
    before = back_up(world.relay)
    made = meeting.make(meeting.takes)
    if made_before:
        before = back_up(world.relay)
    slip.revoke(world.mina, meeting.journey, made.slip, "not needed")
    world.sync("mina")
    world.pass_time(hours=2)
    world.sync("mina")
    kept = [one.arguments["slip"] for one in sent(world.mina) if one.route == "slip"]
    assert kept == []
    go_back(world.relay, before)
    settle(world)
    with pytest.raises((ConflictError, NotFoundError)):
        meeting.open(made)
    assert world.mina.store.outbox.refused() == []


def sent(desk):
    return desk.store.outbox.sent.all()


def test_a_desk_that_ends_while_it_notices_notices_again(tmp_path, monkeypatch):
    """R-16: the new generation and what follows from it are kept together."""
    world = builders.found(tmp_path)
    before = back_up(world.relay)
    builders.open_case(world)
    after = back_up(world.relay)
    go_back(world.relay, before)

    def dies(_desk):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(offering, "offer_again", dies)
        with pytest.raises(KeyboardInterrupt):
            turn(world.mina)
    world.restart("mina")
    settle(world)
    for feed, held in after["feeds"].items():
        assert set(held) <= set(world.relay.feeds[feed])
    assert world.hana.cells_of("core")


def test_two_restores_one_after_the_other_lose_nothing(tmp_path):
    """R-16, L-9."""
    world = builders.found(tmp_path)
    before = back_up(world.relay)
    world.hana.close()
    person = world.correspondent("E")
    person.write("appeal", {"text": "kept"})
    person.send()
    go_back(world.relay, before)
    person.send()
    go_back(world.relay, before)
    person.send()
    world.restart("hana")
    settle(world)
    held = [box for box in world.relay.boxes.values() if len(box.letters)]
    assert held
    assert person.outbox.waiting() == person.outbox.refused() == []


def test_a_relay_that_changes_its_generation_at_every_answer_gets_no_letter_twice(
    tmp_path,
):
    """L-9: what a relay has it answers with the old number."""
    world = builders.found(tmp_path)
    builders.open_case(world)
    letters = {box: list(held.letters) for box, held in world.relay.boxes.items()}
    for number in range(4):
        world.relay.gen = number.to_bytes(16, "big")
        turn(world.mina)
    for box, held in world.relay.boxes.items():
        assert held.letters[: len(letters[box])] == letters[box]
        assert len({raw for _, raw in held.letters}) == len(held.letters)


def test_a_watch_that_was_answered_is_not_armed_again(tmp_path):
    """L-9, W-6: it would fire and tell the responders their parts, though all is well."""
    world = builders.found(tmp_path)
    case_id, person_id = builders.open_case(world)
    before = back_up(world.relay)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    opened = world.mina.find("journey", journey_id)
    watches = {unb64(note.watch) for note in opened.notes(WatchArmed)}
    assert watches <= set(world.relay.watches)
    person = world.people["E"]
    person.check_in(world.meetings["E"], 1, 3)
    person.send()
    world.sync()
    assert watches <= kept_watches(world.mina)
    go_back(world.relay, before)
    settle(world)
    assert not watches & set(world.relay.watches)
    assert not watches & kept_watches(world.mina)


def kept_watches(desk):
    kept = desk.store.outbox.sent.all()
    return {unb64(one.arguments["watch"]) for one in kept if one.route == "watch"}
