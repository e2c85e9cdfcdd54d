"""A desk's own timers ask no relay, and wait for none."""

from threading import Event

import pytest

from tests import builders
from waystation.casework.cause import AlarmCause
from waystation.desk import alarm, background, watchkeeper
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
