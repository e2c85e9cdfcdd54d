"""Silence sends each responder a part; what was sealed opens when two act (W-6)."""

from datetime import timedelta
from itertools import combinations

import pytest

from tests import builders
from waystation.casework.entries import LossRecorded
from waystation.casework.entries.watch import TrailDestroyed, TrailShareReleased
from waystation.desk import arrival, checkin_link, loss, trail
from waystation.desk.colleagues import colleague, write_to
from waystation.encoding import b64
from waystation.errors import NotFoundError
from waystation.seal.identity import Identity

SEALED = "her sister's number, and the name of the man in the grey car"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    trail.seal(world.mina, at(world, "mina", journey_id), SEALED)
    world.sync(rounds=3)
    return journey_id, person_id


def at(world, name, journey_id):
    return world.desks[name].find("journey", journey_id)


def texts(world, name, journey_id):
    return trail.opened_texts(world.desks[name], at(world, name, journey_id))


def silence(world):
    world.pass_time(hours=7)
    world.sync(rounds=3)


def test_before_silence_nobody_holds_a_part_and_nobody_opens_anything(world, planned):
    journey_id, _ = planned
    for name in ("mina", "jun", "sora"):
        assert trail.held(world.desks[name], journey_id) == []
        assert texts(world, name, journey_id) == []
        with pytest.raises(NotFoundError):
            trail.release(world.desks[name], at(world, name, journey_id), "I am curious")


def test_silence_sends_every_responder_a_part_and_two_open_it(world, planned):
    journey_id, _ = planned
    silence(world)
    for name in ("mina", "jun", "sora"):
        assert len(trail.held(world.desks[name], journey_id)) == 1
    assert not trail.release(world.jun, at(world, "jun", journey_id), "she is silent")
    world.sync()
    assert texts(world, "sora", journey_id) == texts(world, "jun", journey_id) == []
    assert trail.release(world.sora, at(world, "sora", journey_id), "and I agree")
    world.sync()
    for name in ("mina", "jun", "sora"):
        assert texts(world, name, journey_id) == [SEALED]


def more_check_ins(world, journey_id, person_id, begins, ends):
    """Agree on a check-in on the way: it has a key of its own."""
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=begins), now + timedelta(hours=ends))]
    checkin_link.make(world.mina, journey_id, person_id, times)
    world.sync(rounds=3)


@pytest.mark.parametrize("silent", ["the first", "the later"])
def test_a_text_opens_at_the_silence_of_whichever_check_in_ran_when_it_was_sealed(
    world, planned, silent
):
    journey_id, person_id = planned
    more_check_ins(world, journey_id, person_id, 8, 10)
    assert trail.is_outrun(world.jun, at(world, "jun", journey_id))
    trail.seal(world.mina, at(world, "mina", journey_id), "said again")
    world.sync()
    assert not trail.is_outrun(world.jun, at(world, "jun", journey_id))
    runs = trail.running(world.jun, at(world, "jun", journey_id))
    assert len(runs) == 2
    if silent == "the later":
        world.people["E"].check_in(world.meetings["E"], 1, 3)
        world.people["E"].send()
        world.sync()
        world.pass_time(hours=4)
    silence(world)
    assert len(trail.held(world.jun, journey_id)) == 1
    trail.release(world.jun, at(world, "jun", journey_id), "she is silent")
    world.sync()
    trail.release(world.sora, at(world, "sora", journey_id), "and I agree")
    world.sync()
    expected = {"said again"} | ({SEALED} if silent == "the first" else set())
    assert set(texts(world, "mina", journey_id)) == expected


def test_one_human_who_releases_twice_opens_nothing(world, planned):
    journey_id, _ = planned
    silence(world)
    for _ in range(2):
        assert not trail.release(world.jun, at(world, "jun", journey_id), "again")
    other = trail.held(world.jun, journey_id)[0]
    with world.jun.acting():  # a second key of the same human says the same once more
        act = TrailShareReleased(
            journey=journey_id, key=other["key"], pieces=other["pieces"], reason="mine"
        )
        world.jun.append(at(world, "jun", journey_id), act)
    assert texts(world, "jun", journey_id) == []


def test_nobody_takes_the_place_of_a_part_but_who_drew_the_key(world, planned):
    journey_id, _ = planned
    silence(world)
    (before,) = trail.held(world.sora, journey_id)
    body = {"journey": journey_id, "key": before["key"], "pieces": {}}
    with world.jun.acting():
        write_to(world.jun, colleague(world.jun, world.sora.human), trail.KIND, body)
    world.sync()
    assert trail.held(world.sora, journey_id) == [before]


def test_a_sign_of_life_leaves_no_part_anywhere(world, planned):
    journey_id, _ = planned
    world.people["E"].check_in(world.meetings["E"], 1, 3)
    world.people["E"].send()
    silence(world)
    assert all(trail.held(desk, journey_id) == [] for desk in world.desks.values())


def test_on_arrival_the_parts_are_destroyed_everywhere_and_it_is_logged(world, planned):
    journey_id, person_id = planned
    silence(world)
    arrival.confirm(world.mina, journey_id, person_id)
    world.sync(rounds=3)
    assert all(trail.held(desk, journey_id) == [] for desk in world.desks.values())
    logged = at(world, "mina", journey_id).of_kind(TrailDestroyed.kind)
    assert {entry.human for entry in logged} == {
        world.desks[name].human for name in ("mina", "jun", "sora")
    }
    world.sync(rounds=3)
    assert len(at(world, "mina", journey_id).of_kind(TrailDestroyed.kind)) == 3


def test_after_a_loss_what_was_sealed_stays_sealed_for_the_review(world, planned):
    journey_id, person_id = planned
    silence(world)
    lost = LossRecorded(person=person_id, journey=journey_id, last_known="at the coast")
    loss.record(world.jun, lost)
    world.sync(rounds=3)
    assert len(trail.held(world.mina, journey_id)) == 1
    assert texts(world, "mina", journey_id) == []


def test_any_two_parts_of_a_pair_make_the_key_and_one_alone_says_nothing():
    key = bytes(range(32))
    drawn = [bytes([number]) * 32 for number in (7, 9, 11)]
    parts = trail.split(key, ("a", "b", "c"), drawn)
    for one, other in combinations(parts, 2):
        assert trail.join(parts[one][other], parts[other][one]) == key
    assert parts["a"] == {"b": drawn[0], "c": drawn[1]}
    assert all(piece != key for held in parts.values() for piece in held.values())


def test_the_desk_that_armed_the_watches_keeps_no_key(world, planned):
    journey_id, _ = planned
    (made,) = trail.read(world.mina, at(world, "mina", journey_id)).keys.values()
    kept = [
        value
        for shelf in ("shares", "self", "prekeys", "sync", "canary")
        for _, value in world.mina.store.vault.items(shelf)
        if len(value) == 32
    ]
    publics = {b64(Identity.from_seed(seed).public.kem) for seed in kept}
    assert made.act.kem not in publics
