import pytest

from tests import builders
from tests.relay_process import RelayProcess
from waystation.casework.terms import AlarmCause
from waystation.clock import SystemClock
from waystation.desk import alarm
from waystation.post.client import RelayClient


@pytest.fixture
def world(tmp_path):
    with RelayProcess(tmp_path / "relay") as relay:
        start = SystemClock().now().replace(microsecond=0)
        client = RelayClient(str(relay.http.base_url))
        yield builders.found(tmp_path / "desks", relay=client, start=start)
        client.close()


def test_the_main_way_from_a_letter_to_a_check_in_over_a_real_relay(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
    builders.get_consent(world, journey_id, person_id)
    found = builders.go(world, journey_id)
    assert not [one for one in found if one.severity == "block"]
    world.sync()
    person = world.people["E"]
    person.check_in(world.meetings["E"], 1, 5)
    sent = person.send()
    assert (sent.sent, sent.refused, sent.stopped_by) == (1, (), None)
    world.sync()
    (one,) = alarm.all_open(world.jun)
    assert one[1].causes == {"under_duress"}
    assert [one.kind for one in person.replies()[0]] == ["journey"]
    for desk in world.desks.values():
        assert desk.troubles == ()
        assert desk.store.outbox.waiting() == []
        assert desk.frames.unsent() == []


def test_desks_that_worked_offline_merge_and_agree(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
    world.sync()
    alarm.raise_alarm(world.jun, journey_id, AlarmCause.REPORT, "one", ("t",))
    alarm.raise_alarm(world.mina, journey_id, AlarmCause.REPORT, "two", ("t",))
    world.sync()
    open_at = {
        name: {one.alarm for _, one in alarm.all_open(desk)}
        for name, desk in world.desks.items()
    }
    assert open_at["mina"] == open_at["jun"] == open_at["sora"]
    assert len(open_at["mina"]) == 2
    assert open_at["tae"] == set()
