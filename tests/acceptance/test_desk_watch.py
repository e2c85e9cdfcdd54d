from datetime import timedelta

import pytest

from tests import builders
from waystation.casework import journey as plan
from waystation.casework.terms import AlarmCause, RaisedBy
from waystation.desk import alarm, checkin_link, consent, journey, watch
from waystation.desk.background import turn
from waystation.encoding import b64, unb64
from waystation.errors import NotFoundError
from waystation.post.client import WatchState
from waystation.post.correspondent import meeting_of


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def under_way(world):
    return builders.under_way(world)


def raised(desk, journey_id):
    opened = desk.find("journey", journey_id)
    return [
        (one.act.cause, one.act.by)
        for group in journey.read(desk, opened).alarms.raised.values()
        for one in group
    ]


def the_watch(world, journey_id):
    """Return the person's watch; every desk has a canary of its own beside it."""
    opened = world.mina.find("journey", journey_id)
    (watch,) = journey.read(world.mina, opened).watches.agreed
    return world.relay.watches[unb64(watch)]


def frames(world):
    (feed,) = world.relay.feeds.values()
    return [(frame[:16], len(frame)) for frame in feed]


def test_missed_check_in_raises_one_alarm_after_restart(world, under_way):
    world.relay.up = False
    world.pass_time(hours=7)
    world.restart("mina")
    turn(world.mina)
    assert raised(world.mina, under_way) == [
        (AlarmCause.MISSED_CHECK_IN, RaisedBy.DESK_TIMER)
    ]
    world.restart("mina")
    turn(world.mina)
    world.relay.up = True
    world.pass_time(minutes=10)
    world.sync(rounds=3)
    for name in ("mina", "jun", "sora"):
        assert len(alarm.all_open(world.desks[name])) == 1


def test_the_relays_note_alone_raises_the_alarm(world, under_way):
    """W-2."""
    watch = the_watch(world, under_way)
    watch.fires = world.clock.now() - timedelta(seconds=1)
    world.sync("jun")
    assert raised(world.jun, under_way) == [
        (AlarmCause.MISSED_CHECK_IN, RaisedBy.RELAY_TIMER)
    ]


def test_duress_and_well_append_frames_of_the_same_number_and_size(world, under_way):
    person, meeting = world.people["E"], world.meetings["E"]
    before = len(frames(world))
    person.check_in(meeting, 1, 3)
    person.send()
    turn(world.mina)
    well = frames(world)[before:]
    opened = world.mina.find("journey", under_way)
    assert opened.of_kind("check_in.received")
    assert alarm.all_open(world.mina) == []
    before = len(frames(world))
    person.check_in(meeting, 1, 0)
    done = person.send()
    assert done.refused == ()
    turn(world.mina)
    duress = frames(world)[before:]
    assert [cause for cause, _ in raised(world.mina, under_way)] == [
        AlarmCause.UNDER_DURESS
    ]
    assert sorted(well) == sorted(duress)
    assert [one.kind for one in person.replies()[0]] == ["journey"]


def test_a_check_in_after_its_window_still_arrives_as_a_letter(world, under_way):
    world.pass_time(hours=7)
    person = world.people["E"]
    person.check_in(world.meetings["E"], 1, 3)
    assert person.send().refused == ()
    world.sync()
    opened = world.mina.find("journey", under_way)
    assert len(opened.of_kind("check_in.received")) == 1  # and not one for each desk
    assert len(alarm.all_open(world.mina)) == 1


def test_a_watch_that_ran_out_in_an_outage_is_a_question_first(world, under_way):
    """W-4."""
    down_from = world.clock.now() + timedelta(hours=5)
    world.pass_time(hours=6, minutes=20)
    late = (down_from.isoformat(), world.clock.now().isoformat())
    watch = the_watch(world, under_way)
    watch.state = "fired"
    world.relay.watch = lambda _watch, _token: WatchState("fired", late)
    turn(world.mina)
    assert raised(world.mina, under_way) == []
    opened = world.mina.find("journey", under_way)
    assert b'"unknown":true' in opened.of_kind("check_in.missed")[0].body
    world.pass_time(hours=2)
    turn(world.mina)
    assert [cause for cause, _ in raised(world.mina, under_way)] == [
        AlarmCause.MISSED_CHECK_IN
    ]


def test_a_relay_that_says_it_is_down_for_ever_delays_an_alarm_by_an_hour(world, under_way):
    """W-4: nor does it help it to say so again of a check-in that is due later."""
    now = world.clock.now()
    later = [(now + timedelta(hours=6), now + timedelta(hours=6, minutes=50))]
    (person_id,) = plan.persons(journey.read(world.mina, of(world, under_way)))
    checkin_link.make(world.mina, under_way, person_id, later)
    late = (now.isoformat(), (now + timedelta(days=3650)).isoformat())
    world.relay.watch = lambda _watch, _token: WatchState("fired", late)
    world.relay.fire = lambda: None
    world.pass_time(hours=6, minutes=20)
    turn(world.mina)
    assert raised(world.mina, under_way) == []
    world.pass_time(minutes=50)
    turn(world.mina)
    world.pass_time(minutes=20)
    turn(world.mina)
    assert [cause for cause, _ in raised(world.mina, under_way)] == [
        AlarmCause.MISSED_CHECK_IN
    ]
    world.pass_time(minutes=50)
    turn(world.mina)
    assert len(raised(world.mina, under_way)) == 2


def test_a_relay_is_not_asked_again_about_a_watch_of_which_it_said_how_it_ended(
    world, under_way
):
    """W-4: what it said of an outage holds after a restart, and before it can be asked."""
    down_from = world.clock.now() + timedelta(hours=5)
    world.pass_time(hours=6, minutes=20)
    late = (down_from.isoformat(), world.clock.now().isoformat())
    the_watch(world, under_way).state = "fired"
    asked = []
    world.relay.watch = lambda watch, _token: (
        asked.append(watch) or WatchState("fired", late)
    )
    turn(world.mina)
    assert len(asked) == 1
    blind = world.mina.blind
    assert len(blind) == 1
    world.restart("mina")
    world.relay.up = False
    turn(world.mina)
    assert len(asked) == 1
    assert world.mina.blind == blind
    assert raised(world.mina, under_way) == []


def test_a_watch_that_the_relay_refuses_to_speak_of_hides_no_outage_of_another(
    world, under_way
):
    now = world.clock.now()
    (person_id,) = plan.persons(journey.read(world.mina, of(world, under_way)))
    later = [(now + timedelta(hours=4), now + timedelta(hours=6))]
    checkin_link.make(world.mina, under_way, person_id, later)
    world.sync()
    world.pass_time(hours=7)
    late = ((now + timedelta(hours=5)).isoformat(), world.clock.now().isoformat())
    asked = []

    def says_nothing_of_the_first(one, _token):
        asked.append(one)
        if one == asked[0]:
            raise NotFoundError("watch.unknown", "no such watch")
        return WatchState("fired", late)

    world.relay.watch = says_nothing_of_the_first
    watch.learn_outages(world.mina)
    assert len(asked) == 2
    assert len(world.mina.blind) == 1


def test_check_ins_that_are_agreed_on_the_way_are_armed_at_once(world, under_way):
    """W-1: no go will come to arm them."""
    (person_id,) = plan.persons(journey.read(world.mina, of(world, under_way)))
    before, now = set(world.relay.watches), world.clock.now()
    times = [(now, now + timedelta(hours=hours)) for hours in (6, 9)]
    consent.ask(world.mina, under_way, person_id, times, grace_s=600)
    world.sync("mina")
    person = world.people["E"]
    asked = [one for one in person.replies()[0] if one.kind == "journey"][-1]
    person.consent(meeting_of(asked), "consent-1", "ko", [1, 2])
    person.send()
    world.sync()
    (more,) = set(world.relay.watches) - before
    agreed = journey.read(world.jun, of(world, under_way, "jun")).watches.agreed
    assert b64(more) in agreed


def of(world, journey_id, name="mina"):
    return journey.journey_cell(world.desks[name], journey_id)


def test_an_alarm_that_nobody_takes_up_goes_to_the_backup_and_on(world, under_way):
    alarm.raise_alarm(world.jun, under_way, AlarmCause.REPORT, "a call", ("x",))
    world.pass_time(minutes=20)
    world.sync()
    (one,) = alarm.all_open(world.sora)
    assert world.jun.human in one[1].escalated_to
    world.pass_time(minutes=15)
    world.sync()
    (one,) = alarm.all_open(world.sora)
    assert world.sora.human in one[1].escalated_to
    alarm.acknowledge(world.sora, one[0] and one[1].alarm)
    world.sync()
    assert alarm.all_open(world.mina)[0][1].acknowledged_by == {world.sora.human}
    alarm.close(world.mina, one[1].alarm, "a wrong number")
    assert alarm.all_open(world.mina) == []
