"""Taking a watch down: two humans, and never the person (W-3)."""

from hashlib import sha256

import pytest

from tests import builders
from waystation.casework.entries.watch import WatchDisarmAgreed
from waystation.desk import alarm, disarm, journey
from waystation.desk.machinery import DisarmOffered
from waystation.encoding import b64, unb64
from waystation.errors import ConflictError, NotFoundError, NotPermittedError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def under_way(world):
    return builders.under_way(world)


def the_watch(world, journey_id):
    opened = world.mina.find("journey", journey_id)
    (watch,) = journey.read(world.mina, opened).watches.agreed
    return watch, world.relay.watches[unb64(watch)]


def test_two_humans_take_a_watch_down_and_silence_then_raises_nothing(world, under_way):
    watch, held = the_watch(world, under_way)
    assert not disarm.agree(world.mina, under_way, watch, "the car broke down at home")
    world.sync()
    assert held.state == "armed"
    assert disarm.agree(world.jun, under_way, watch, "I was there, she is at the office")
    world.sync()
    assert held.state == "disarmed"
    world.pass_time(hours=8)
    world.sync(rounds=3)
    assert alarm.all_open(world.mina) == []


def test_one_human_twice_takes_no_watch_down(world, under_way):
    watch, held = the_watch(world, under_way)
    for _ in range(2):
        assert not disarm.agree(world.mina, under_way, watch, "it is all right")
        world.sync()
    world.pass_time(hours=8)
    world.sync(rounds=3)
    assert held.state == "fired"
    assert len(alarm.all_open(world.jun)) == 1


def test_one_human_with_two_keys_is_one_human_at_the_relay_and_at_every_desk(
    world, under_way
):
    """W-3: a second key offers a second hash, and its token is a second token."""
    watch, held = the_watch(world, under_way)
    mina = world.mina
    opened = mina.find("journey", under_way)
    second = b"another key of the same human .."
    with mina.acting():
        hashed = b64(sha256(second).digest())
        mina.append(opened, DisarmOffered(watch=watch, hash=hashed))
        for token in (b64(disarm.token(mina, watch)), b64(second)):
            act = WatchDisarmAgreed(
                journey=under_way, watch=watch, token=token, reason="both of mine"
            )
            mina.append(opened, act)
    assert disarm.offered(opened, watch)[mina.human] != hashed
    assert hashed not in held.body["disarm_hashes"]
    world.sync(rounds=3)
    assert held.state == "armed"
    assert not disarm.is_due(mina)
    world.pass_time(hours=8)
    world.sync(rounds=3)
    assert len(alarm.all_open(mina)) == 1


def test_hashes_that_are_armed_are_of_different_humans(world, under_way):
    watch, _ = the_watch(world, under_way)
    humans = {one.human for one in world.mina.find("journey", under_way).log.members}
    offered = disarm.offered(world.mina.find("journey", under_way), watch)
    assert set(offered) <= humans
    assert len(set(offered.values())) == len(offered)
    with pytest.raises(NotFoundError):
        world.relay.disarm(unb64(watch), [disarm.token(world.mina, watch)] * 2)


def test_the_person_holds_no_token_that_takes_a_watch_down(world, under_way):
    """W-3: it cannot be beaten out of them."""
    watch, held = the_watch(world, under_way)
    person = world.people["E"]
    theirs = {
        b64(sha256(person.identity.derive(label, unb64(watch))).digest())
        for label in ("disarm", "check-in", "box", "box/read", "outbox")
    }
    theirs.add(held.body["check_in_hash"])
    assert not theirs & set(held.body["disarm_hashes"])


def test_two_who_agreed_while_offline_take_the_watch_down_once_they_hear(world, under_way):
    watch, held = the_watch(world, under_way)
    world.relay.up = False
    assert not disarm.agree(world.mina, under_way, watch, "heard by telephone")
    assert not disarm.agree(world.jun, under_way, watch, "saw her arrive")
    world.relay.up = True
    world.pass_time(minutes=10)
    world.sync(rounds=3)
    assert held.state == "disarmed"


def test_a_watch_past_its_time_is_not_taken_down_but_its_alarm_closed(world, under_way):
    watch, _ = the_watch(world, under_way)
    world.pass_time(hours=7)
    with pytest.raises(ConflictError):
        disarm.agree(world.mina, under_way, watch, "too late")


def test_a_human_outside_the_journey_cannot_agree(world, under_way):
    watch, _ = the_watch(world, under_way)
    with pytest.raises((NotFoundError, NotPermittedError)):
        disarm.agree(world.tae, under_way, watch, "I heard it is fine")
    state = journey.read(world.mina, world.mina.find("journey", under_way))
    assert not state.watches.disarming
