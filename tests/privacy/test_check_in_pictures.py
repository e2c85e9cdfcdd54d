"""W-8: whatever picture was touched, everybody but the desk sees the same."""

from datetime import timedelta

import msgspec
import pytest

from tests import builders
from waystation.casework.entries import AlarmRaised, body_of
from waystation.casework.terms import AlarmCause, Wellness
from waystation.desk import alarm, checkin, checkin_link
from waystation.desk.background import turn
from waystation.desk.ports import Ports
from waystation.encoding import to_json

AGREED = 3
LINGER = timedelta(seconds=30)


class Wire:
    """Passes everything on to a relay and notes what an observer of it sees, and when."""

    def __init__(self, relay, clock) -> None:
        self._relay, self._clock = relay, clock
        self.seen: list[tuple[object, ...]] = []

    def __getattr__(self, name):
        route = getattr(self._relay, name)

        def observed(*arguments, **named):
            sizes = tuple(_sizes(one) for one in (*arguments, *named.values()))
            self.seen.append((self._clock.now(), name, sizes))
            return route(*arguments, **named)

        return observed if callable(route) else route


def _sizes(one):
    """Return what bytes look like from outside: who may be told apart, and how long."""
    if isinstance(one, bytes):
        return len(one)
    if isinstance(one, list | tuple):
        return tuple(_record(part) for part in one)
    return None


def _record(part):
    if isinstance(part, tuple) and len(part) == 2 and isinstance(part[1], bytes):
        return part[1][:16], len(part[1])  # a frame: its handle, and its length
    return len(part) if isinstance(part, bytes) else None


def told_by(tmp_path, do):
    """Play the same journey up to one check-in; return what an observer saw after it."""
    world = builders.found(tmp_path)
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync(rounds=3)
    wire = Wire(world.relay, world.clock)
    mina = world.mina
    mina.ports = Ports(world.clock, mina.ports.entropy, lambda _url: wire, LINGER)
    mina._relay = None
    person = world.people["E"]
    person._relay = wire
    do(world, journey_id, person_id)
    person.send()
    for _ in range(40):
        turn(mina)
        world.pass_time(seconds=1)
    opened = mina.find("journey", journey_id)
    return wire.seen, alarm.all_open(mina), opened, world


def touched(picture):
    def do(world, _journey_id, _person_id):
        world.people["E"].check_in(world.meetings["E"], 1, picture)

    return do


@pytest.fixture(scope="module")
def well(tmp_path_factory):
    return told_by(tmp_path_factory.mktemp("well"), touched(AGREED))


@pytest.mark.parametrize("picture", [0, 5])
def test_bytes_moments_sizes_and_order_are_those_of_another_picture(
    tmp_path, well, picture
):
    forced, alarms, _, _ = told_by(tmp_path, touched(picture))
    calm, none, _, _ = well
    assert len(alarms) == 1
    assert none == []
    assert forced == calm


def test_what_follows_is_sent_at_a_moment_of_its_own(well):
    seen, _, _, _ = well
    letter = next(at for at, name, _ in seen if name == "check_in")
    frames = [at for at, name, sizes in seen if name == "append" and sizes]
    assert frames
    assert letter < frames[0] <= letter + LINGER
    assert len(set(frames)) == 1  # all of it at once


def test_the_delay_is_another_one_each_time(well):
    _, _, _, world = well
    mina = world.mina
    drawn = set()
    for _ in range(5):
        with mina.acting():
            checkin.quiet.begin(mina)
        start, waited = world.clock.now(), 0
        while not checkin.quiet.may_send(mina):
            world.pass_time(milliseconds=500)
            waited += 1
        drawn.add(waited)
        assert world.clock.now() - start <= LINGER + timedelta(seconds=1)
    assert len(drawn) > 1


def test_an_alarm_does_not_wait_for_the_desk_that_is_quiet(tmp_path):
    """Every desk of the journey reads the letter itself."""
    world = builders.found(tmp_path)
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync(rounds=3)
    for name in ("mina", "jun"):
        old = world.desks[name].ports
        world.desks[name].ports = Ports(world.clock, old.entropy, old.connect, LINGER)
    world.people["E"].check_in(world.meetings["E"], 1, 0)
    world.people["E"].send()
    turn(world.mina)
    turn(world.jun)
    assert len(alarm.all_open(world.mina)) == len(alarm.all_open(world.jun)) == 1


def test_a_spoken_check_in_brings_about_as_much_whatever_it_meant(tmp_path):
    def spoken(wellness):
        word = "umbrella" if wellness is Wellness.WELL else "bird"

        def do(world, journey_id, person_id):
            ((_, code),) = checkin_link.codes(world.mina, journey_id, person_id)
            checkin.said(world.mina, journey_id, person_id, 1, code, word)

        return do

    calm, _, _, _ = told_by(tmp_path / "a", spoken(Wellness.WELL))
    forced, alarms, _, _ = told_by(tmp_path / "b", spoken(Wellness.UNDER_DURESS))
    assert len(alarms) == 1
    assert forced == calm


@pytest.mark.parametrize("parties", [0, 1, 7, 20])
def test_what_fills_in_for_an_alarm_is_as_long_to_the_byte(parties):
    """A byte more can be the next size, which the relay sees."""
    about = tuple(f"{number:022}" for number in range(parties))
    act = AlarmRaised(
        alarm="a" * 22, journey="j" * 22, cause=AlarmCause.UNDER_DURESS, about=about
    )
    filler = checkin._as_long_as(act)
    written = len(filler.kind) + len(to_json(msgspec.to_builtins(filler)))
    assert written == len(act.kind) + len(to_json(body_of(act)))


def test_no_letter_goes_to_a_person_who_was_forced(tmp_path):
    _, _, _, world = told_by(tmp_path, touched(0))
    world.sync(rounds=3)
    kinds = [one.kind for one in world.people["E"].replies()[0]]
    assert kinds == ["journey"]
