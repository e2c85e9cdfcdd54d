"""Each desk keeps a watch that nobody answers: it shows whether watches fire (W-5)."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.cause import AlarmCause, Outcome
from waystation.desk import alarm, canary
from waystation.desk.background import turn
from waystation.encoding import b64, from_json, unb64


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def go(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    return journey_id


def armed(desk):
    return from_json(desk.store.vault.get("canary", "armed"))["watch"]


def at_relay(world, desk):
    return world.relay.watches[unb64(armed(desk))]


def causes(desk):
    return [one.causes for _, one in alarm.all_open(desk)]


def test_every_desk_has_one_and_a_new_one_after_it_fired(world):
    first = {name: armed(desk) for name, desk in world.desks.items()}
    assert len(set(first.values())) == len(world.desks)
    world.pass_time(hours=8, minutes=1)
    world.sync(rounds=3)
    for name, desk in world.desks.items():
        assert canary.untrusted(desk) is None
        assert armed(desk) != first[name]


def test_to_the_relay_it_looks_like_any_other_watch(world):
    go(world)
    canaries = {armed(desk) for desk in world.desks.values()}
    shapes = {
        b64(watch) in canaries: (
            sorted(held.body),
            {tuple(sorted(note)) for note in held.body["notes"]},
            {len(note["letter"]) for note in held.body["notes"]},
            {len(one) for one in held.body["disarm_hashes"]},
        )
        for watch, held in world.relay.watches.items()
    }
    assert shapes[True] == shapes[False]


def test_a_canary_that_fires_early_is_not_trusted_and_alarms_who_waits(world):
    go(world)
    at_relay(world, world.mina).fires = world.clock.now() - timedelta(seconds=1)
    world.sync()
    why, since = canary.untrusted(world.mina)
    assert (why, since) == (canary.EARLY, world.clock.now())
    assert causes(world.jun) == [{AlarmCause.CANARY}]
    assert canary.untrusted(world.jun) is None


def test_a_canary_that_never_fires_is_not_trusted(world):
    go(world)
    at_relay(world, world.mina).fires += timedelta(days=400)
    world.pass_time(hours=8, minutes=20)
    world.sync("mina")
    assert canary.untrusted(world.mina) is None
    world.pass_time(minutes=3)
    world.sync("mina")
    assert canary.untrusted(world.mina)[0] == canary.MISSING
    assert {AlarmCause.CANARY} not in causes(world.mina)  # nobody is waited for any more


def test_a_relay_that_could_not_be_reached_is_not_accused(world):
    world.relay.up = False
    world.pass_time(hours=12)
    for _ in range(3):
        turn(world.mina)
        world.pass_time(minutes=10)
    assert canary.untrusted(world.mina) is None
    world.relay.up = True
    world.sync(rounds=3)
    assert canary.untrusted(world.mina) is None


def test_trust_comes_back_with_the_next_canary_and_the_alarm_is_closed_as_an_outage(world):
    go(world)
    at_relay(world, world.mina).fires = world.clock.now() - timedelta(seconds=1)
    world.sync(rounds=3)
    ((_, one),) = alarm.all_open(world.mina)
    alarm.close(world.mina, one.alarm, "the machine's clock was wrong", Outcome.OUTAGE)
    world.pass_time(hours=5, minutes=50)
    world.sync()
    world.pass_time(hours=3)
    world.sync(rounds=3)
    assert canary.untrusted(world.mina) is None


def test_an_untrusted_relay_is_said_again_after_a_restart(world):
    at_relay(world, world.mina).fires = world.clock.now() - timedelta(seconds=1)
    world.sync()
    assert canary.untrusted(world.restart("mina"))[0] == canary.EARLY
