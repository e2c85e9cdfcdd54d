"""Staff on the way have check-ins of their own: with a journey, or on a trip alone."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from tests import builders
from waystation.casework import watch
from waystation.casework.alarm import id_of
from waystation.casework.entries.watch import WatchDisarmAgreed
from waystation.casework.terms import AlarmCause
from waystation.desk import alarm, board, checkin, checkin_link, disarm, hold, journey
from waystation.encoding import b64, unb64
from waystation.entropy import FixedEntropy
from waystation.errors import ConflictError, NotFoundError, NotPermittedError
from waystation.post import link as links
from waystation.post.letter import Address, Draft, open_letter, write_letter
from waystation.seal.identity import Identity


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    """Return a journey that nobody has decided on, and its traveller."""
    team = builders.note_helper(world, "B1", hired=True)
    case_id, person = builders.open_case(world)
    made = builders.plan_journey(world, case_id, person, person, team)
    builders.get_consent(world, made, person)
    return case_id, made, person


def watched(world, journey_id, human):
    """Agree on one check-in of somebody of the staff, due in four hours."""
    journey.agree_picture(world.mina, journey_id, human, 3)
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=1), now + timedelta(hours=4))]
    checkin_link.make(world.mina, journey_id, human, times)
    world.sync()
    ((one, code),) = checkin_link.codes(world.mina, journey_id, human)
    return one, code


@dataclass
class Phone:
    """The page of a link: it knows what the link opens, and nothing else (W-7, W-8)."""

    world: builders.World
    link: str
    entropy: FixedEntropy = field(default_factory=lambda: FixedEntropy(b"a phone"))

    def touch(self, picture, slow=timedelta()):
        """Touch a picture, on a phone whose clock may be slow."""
        relay, now = self.world.relay, self.world.clock.now() - slow
        organisation, seed = links.read_link(self.link)
        me = Identity.from_seed(seed)
        letters = relay.read_box(*links.box_of(me, organisation), 0).records
        address = Address(me.public.kem, organisation)
        said = open_letter(letters[-1][1], me, address).body
        number = self._meant(said["check_ins"], now)
        body = {"journey": said["journey"], "number": number, "picture": picture}
        kem, box = unb64(said["key"]), unb64(said["box"])
        sealed = write_letter(
            Draft("check_in", body, now),
            Address(kem, organisation),
            me.signing,
            me.public.kem,
            self.entropy,
        ).bytes
        token = links.check_in_token(me, said["journey"], number)
        try:
            relay.check_in(links.watch_id(sha256(token).digest()), token, sealed)
        except ConflictError:
            relay.post_letter(box, sealed, sha256(kem).digest())

    def _meant(self, agreed, now):
        closes = {one["number"]: datetime.fromisoformat(one["closes"]) for one in agreed}
        return next((one for one, end in closes.items() if now < end), max(closes))


def causes(desk):
    return {one.alarm: set(one.causes) for _, one in alarm.all_open(desk)}


def test_the_silence_of_staff_alarms_without_a_go_and_holds_all_that_they_know(
    world, planned
):
    _, made, _ = planned
    one, _ = watched(world, made, world.jun.human)
    assert unb64(one.watch) in world.relay.watches
    world.pass_time(hours=5)
    world.sync()
    for desk in (world.mina, world.jun, world.sora):
        assert causes(desk) == {one.watch: {AlarmCause.MISSED_CHECK_IN}}
    ((_, raised),) = alarm.all_open(world.mina)
    state = journey.read(world.mina, world.mina.find("journey", made))
    assert set(raised.about) == {world.jun.human, *board.everything(state)}
    assert [one.hold for one in hold.standing(world.mina)] == [one.watch]


def test_a_travellers_watch_still_waits_for_a_go(world, planned):
    _, made, person = planned
    watched(world, made, world.jun.human)
    agreed = checkin_link.agreed_with(world.mina, world.mina.find("journey", made), person)
    assert agreed
    assert not {unb64(one.watch) for one in agreed} & set(world.relay.watches)


@pytest.mark.parametrize(
    ("word", "found"),
    [("umbrella", set()), ("bird", {AlarmCause.UNDER_DURESS})],
)
def test_staff_are_heard_by_code_and_word_and_another_picture_means_duress(
    world, planned, word, found
):
    _, made, _ = planned
    one, code = watched(world, made, world.jun.human)
    world.pass_time(hours=2)
    checkin.said(world.mina, made, world.jun.human, one.number, code, word)
    world.pass_time(hours=5)
    world.sync()
    forced = id_of(AlarmCause.UNDER_DURESS, one.watch)
    assert causes(world.sora) == ({forced: found} if found else {})


def test_before_its_window_what_staff_say_is_a_rehearsal(world, planned):
    _, made, _ = planned
    one, code = watched(world, made, world.jun.human)
    checkin.said(world.mina, made, world.jun.human, one.number, code, "bird")
    world.sync()
    assert causes(world.mina) == {}


@pytest.mark.parametrize("slow", [False, True])
def test_after_the_first_of_their_times_nothing_that_staff_say_is_a_rehearsal(
    world, planned, slow
):
    """They may be taken between two of them, with a phone whose clock is slow."""
    case_id, _, _ = planned
    trip = journey.plan(world.mina, case_id, (), (world.jun.human,), "a visit")
    journey.agree_picture(world.mina, trip, world.jun.human, 3)
    now = world.clock.now().replace(microsecond=0)
    hours = [now + timedelta(hours=one) for one in (1, 2, 5, 6)]
    link = checkin_link.make(world.mina, trip, world.jun.human, [hours[:2], hours[2:]])
    world.sync()
    phone = Phone(world, link)
    phone.touch(3)
    world.sync()
    world.pass_time(hours=1)
    phone.touch(3)
    world.sync()
    world.pass_time(hours=2)
    phone.touch(2, slow=timedelta(hours=slow and 3))
    world.sync()
    assert set().union(*causes(world.sora).values()) == {AlarmCause.UNDER_DURESS}


def test_staff_on_a_trip_are_heard_by_the_letter_of_their_link(world, planned):
    case_id, _, _ = planned
    trip = journey.plan(world.mina, case_id, (), (world.jun.human,), "a visit")
    journey.agree_picture(world.mina, trip, world.jun.human, 3)
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=one), now + timedelta(hours=one + 2)) for one in (1, 3)]
    link = checkin_link.make(world.mina, trip, world.jun.human, times, 600)
    world.sync()
    phone = Phone(world, link)
    world.pass_time(hours=2)
    phone.touch(3)
    world.sync()
    world.pass_time(hours=1.5)
    world.sync()
    assert causes(world.sora) == {}
    first, second = checkin_link.agreed_with(
        world.mina, world.mina.find("journey", trip), world.jun.human
    )
    assert world.relay.watches[unb64(first.watch)].state == "checked_in"
    world.pass_time(hours=2)
    world.sync()
    assert causes(world.sora) == {second.watch: {AlarmCause.MISSED_CHECK_IN}}


def test_two_others_take_a_watch_of_staff_down_and_never_whoever_is_on_the_way(
    world, planned
):
    """W-3: it cannot be beaten out of them, whatever their desk is made to write."""
    _, made, _ = planned
    jun = world.jun
    one, _ = watched(world, made, jun.human)
    opened = jun.find("journey", made)
    assert jun.human not in disarm.offered(opened, one.watch)
    with pytest.raises(NotPermittedError, match=r"watch\.own"):
        disarm.agree(jun, made, one.watch, "all is well")
    token = b64(disarm.token(jun, one.watch))
    with jun.acting():
        act = WatchDisarmAgreed(
            journey=made, watch=one.watch, token=token, reason="all is well"
        )
        jun.append(opened, act)
    world.sync()
    assert not disarm.agree(world.mina, made, one.watch, "Jun says it is all right")
    world.sync()
    state = journey.read(world.mina, world.mina.find("journey", made))
    assert not watch.disarmed_by(state.watches, one.watch)
    assert disarm.agree(world.sora, made, one.watch, "Jun is back, sitting beside me")
    world.sync()
    world.pass_time(hours=8)
    world.sync(rounds=3)
    assert causes(world.mina) == {}


def test_a_trip_of_staff_alone_is_watched_over(world, planned):
    case_id, _, _ = planned
    trip = journey.plan(world.mina, case_id, (), (world.jun.human,), "a visit")
    world.sync()
    one, _ = watched(world, trip, world.mina.human)
    world.pass_time(hours=5)
    world.sync()
    assert one.watch in causes(world.jun)


def test_nobody_is_watched_who_neither_travels_nor_works_on_it(world, planned):
    _, made, _ = planned
    with pytest.raises(NotFoundError, match=r"person\.unknown"):
        checkin_link.make(world.mina, made, world.tae.human, [])
    with pytest.raises(NotFoundError, match=r"person\.unknown"):
        journey.agree_picture(world.mina, made, world.tae.human, 3)


@pytest.mark.parametrize("forced", [False, True])
def test_whoever_is_on_the_way_answers_no_alarm_about_themselves_and_lifts_no_hold_of_it(
    world, planned, forced
):
    """They may be made to, and their desk may be open in somebody else's hands."""
    _, made, _ = planned
    one, code = watched(world, made, world.jun.human)
    world.pass_time(hours=2)
    if forced:
        checkin.said(world.mina, made, world.jun.human, one.number, code, "bird")
    world.pass_time(hours=3)
    world.sync()
    ((_, found),) = alarm.all_open(world.jun)
    with pytest.raises(NotPermittedError, match=r"alarm\.own"):
        alarm.acknowledge(world.jun, found.alarm)
    with pytest.raises(NotPermittedError, match=r"alarm\.own"):
        alarm.close(world.jun, found.alarm, "all is well")
    with pytest.raises(NotPermittedError, match=r"panic\.own"):
        hold.approve_lift(world.jun, found.alarm, "all is well")
    alarm.close(world.sora, found.alarm, "he stood before me")
    world.sync()
    assert alarm.all_open(world.jun) == []
