"""A desk's own timers ask no relay, and wait for none."""

from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest

from tests import builders
from waystation.casework import journey as plan
from waystation.casework.cause import AlarmCause
from waystation.desk import (
    alarm,
    background,
    checkin_link,
    journey,
    trail,
    watchkeeper,
)
from waystation.encoding import unb64
from waystation.errors import UnavailableError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def journey_id(world):
    case_id, person_id = builders.open_case(world)
    made = builders.plan_journey(world, case_id, person_id, person_id, "team")
    builders.get_consent(world, made, person_id)
    builders.go(world, made)
    world.sync()
    return made


def test_a_relay_that_takes_its_time_over_an_answer_delays_no_alarm(
    world, journey_id, monkeypatch
):
    """Byte after byte in time, or page after page: no limit of one wait ends a round."""
    world.pass_time(hours=7)
    asked, kept, answer = Event(), Event(), Event()
    keep_all = watchkeeper.keep_all

    def takes_its_time(*_, **__):
        asked.set()
        answer.wait()
        raise UnavailableError("relay.unreachable", "down", retry_after=None)

    def keeps(desk):
        done = keep_all(desk)
        kept.set()
        return done

    monkeypatch.setattr(background, "LATE_S", 0.01)
    monkeypatch.setattr(background, "keep_all", keeps)
    monkeypatch.setattr(world.relay, "read_feed", takes_its_time)
    rounds = background.Background(world.jun)
    rounds.start()
    assert asked.wait(60)
    assert kept.wait(60)
    ((where, found),) = alarm.all_open(world.jun)
    assert (where, found.causes) == (journey_id, {AlarmCause.MISSED_CHECK_IN})
    answer.set()
    rounds.stop()


def test_a_colleagues_letterbox_that_is_none_keeps_no_watch_from_the_relay(
    world, journey_id
):
    """W-1: the relay refuses a note that it could not deliver, and all of the watch."""
    del world.relay.boxes[world.sora.membership.box]
    opened = world.mina.find("journey", journey_id)
    (person,) = plan.persons(journey.read(world.mina, opened))
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=3), now + timedelta(hours=5))]
    checkin_link.make(world.mina, journey_id, person, times)
    one = max(checkin_link.agreed_with(world.mina, opened, person), key=lambda x: x.number)
    for _ in range(4):
        world.sync("mina", "jun")
        world.pass_time(minutes=61)
    assert world.relay.watches[unb64(one.watch)].state == "armed"


def test_a_colleagues_key_that_is_none_keeps_no_watch_from_being_armed(
    world, journey_id, monkeypatch
):
    opened = world.mina.find("journey", journey_id)
    sound = trail.colleague

    def whose(desk, human):
        found = sound(desk, human)
        return replace(found, prekey=b"none") if human == world.sora.human else found

    monkeypatch.setattr(trail, "colleague", whose)
    with world.mina.acting():
        key, notes = trail.notes(
            world.mina, opened, [one.human for one in opened.log.members]
        )
    assert key
    assert len(notes) == len(opened.log.members) - 1
