"""Watches that are agreed on the way: armed once two could take them down (W-1, W-3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import builders
from waystation.casework import journey as plan
from waystation.casework.terms import AlarmCause
from waystation.desk import (
    alarm,
    checkin,
    checkin_link,
    consent,
    disarm,
    inbox,
    journey,
    trail,
    watch,
)
from waystation.desk.background import turn
from waystation.desk.machinery import CheckInsProposed
from waystation.desk.opened import OpenCell
from waystation.desk.views_state import state_of
from waystation.desk.views_watch import check_ins_view
from waystation.encoding import unb64
from waystation.errors import NotFoundError
from waystation.post.correspondent import meeting_of

ALL = ("mina", "jun", "sora", "hana", "tae")


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def under_way(world):
    return builders.under_way(world)


def link(world, journey_id, name="mina", begins=2, ends=5):
    """Make a link with one check-in at a desk; return the check-in."""
    desk = world.desks[name]
    state = journey.read(desk, journey.journey_cell(desk, journey_id))
    (person,) = plan.persons(state)
    now = world.clock.now().replace(microsecond=0)
    times = [(now + timedelta(hours=begins), now + timedelta(hours=ends))]
    checkin_link.make(desk, journey_id, person, times)
    agreed = checkin_link.agreed_with(desk, journey.journey_cell(desk, journey_id), person)
    return max(agreed, key=lambda one: one.number)


def refused(world):
    return {one.code for desk in world.desks.values() for one in desk.troubles}


def at_relay(world, one):
    return world.relay.watches.get(unb64(one.watch))


def row_of(world, journey_id, one, name="mina"):
    desk = world.desks[name]
    rows = check_ins_view(desk, state_of(desk), journey_id).rows
    return next(row for row in rows if row.watch == one.watch)


def members(world, journey_id):
    humans = {one.human for one in world.mina.find("journey", journey_id).log.members}
    return [name for name in ALL if world.desks[name].human in humans]


def test_a_links_watch_waits_for_the_desks_that_could_take_it_down_and_says_so(
    world, under_way
):
    one = link(world, under_way)
    turn(world.mina)
    assert at_relay(world, one) is None
    row = row_of(world, under_way, one)
    others = {name for name in members(world, under_way) if name != "mina"}
    assert set(row.waits_for) == others
    assert row.latest == one.opens
    world.sync()
    assert at_relay(world, one).state == "armed"
    assert len(at_relay(world, one).body["disarm_hashes"]) == len(others) + 1
    row = row_of(world, under_way, one)
    assert (row.waits_for, row.latest, row.rigid) == ((), None, False)


def test_two_take_a_links_watch_down_and_the_relay_sends_nobody_a_part(world, under_way):
    one = link(world, under_way)
    world.sync()
    assert not disarm.agree(world.jun, under_way, one.watch, "she is at the office")
    world.sync()
    assert disarm.agree(world.sora, under_way, one.watch, "I spoke with her")
    world.sync()
    assert at_relay(world, one).state == "disarmed"
    assert refused(world) == set()
    world.pass_time(hours=5, minutes=10)
    world.sync()
    assert at_relay(world, one).state == "disarmed"
    assert trail.held(world.jun, under_way) == []


def test_a_watch_that_nobody_else_comes_for_is_armed_when_its_window_opens(
    world, under_way
):
    one = link(world, under_way)
    turn(world.mina)
    world.pass_time(hours=1, minutes=59)
    turn(world.mina)
    assert at_relay(world, one) is None
    world.pass_time(minutes=1)
    turn(world.mina)
    turn(world.mina)
    assert at_relay(world, one).state == "armed"
    assert row_of(world, under_way, one).rigid
    world.pass_time(hours=3, minutes=1)
    turn(world.mina)
    assert {one.watch} <= {found.alarm for _, found in alarm.all_open(world.mina)}


def test_a_watch_whose_window_is_open_waits_for_half_an_hour_and_for_half_of_it_at_most(
    world, under_way
):
    long, short = (
        link(world, under_way, begins=0),
        link(world, under_way, begins=0, ends=0.5),
    )
    found = {
        one.agreed.act.watch: one.latest - world.clock.now().replace(microsecond=0)
        for one in watch.waiting(world.mina, world.mina.find("journey", under_way))
    }
    assert found[long.watch] <= timedelta(minutes=30)
    assert found[short.watch] == timedelta(minutes=15)


def test_who_made_a_link_and_went_offline_leaves_its_arming_to_the_others(world, under_way):
    one = link(world, under_way)
    turn(world.mina)
    others = [name for name in members(world, under_way) if name != "mina"]
    world.sync(*others)
    world.pass_time(minutes=3)
    world.sync(*others)
    world.pass_time(minutes=30)
    world.sync(*others)
    assert at_relay(world, one).state == "armed"
    world.sync()
    disarm.agree(world.jun, under_way, one.watch, "she is at the office")
    world.sync()
    disarm.agree(world.sora, under_way, one.watch, "I spoke with her")
    world.sync()
    assert at_relay(world, one).state == "disarmed"


def test_what_was_answered_or_taken_down_while_it_waited_is_never_armed(world, under_way):
    later, now_open = link(world, under_way), link(world, under_way, begins=0, ends=4)
    codes = checkin_link.codes(world.mina, under_way, later.person)
    code = next(code for one, code in codes if one == now_open)
    checkin.said(world.mina, under_way, later.person, now_open.number, code, "umbrella")
    disarm.agree(world.mina, under_way, later.watch, "she is at the office")
    turn(world.mina)
    turn(world.jun)
    disarm.agree(world.jun, under_way, later.watch, "so she is")
    turn(world.jun)
    world.pass_time(hours=6)
    world.sync(rounds=3)
    assert at_relay(world, now_open) is None
    assert at_relay(world, later) is None


def test_two_desks_that_arm_one_watch_wait_for_neither_for_ever(
    world, under_way, monkeypatch
):
    """The relay keeps the first; a colleague's is as good as one's own."""
    one = link(world, under_way)
    monkeypatch.setattr(watch, "_our_turn", lambda *_: False)
    world.sync()
    assert at_relay(world, one) is None
    monkeypatch.setattr(watch, "_our_turn", lambda *_: True)
    world.relay.up = False
    turn(world.mina)
    turn(world.jun)
    world.relay.up = True
    world.pass_time(minutes=10)
    world.sync()
    # the relay refuses one of them; that desk lets go once it hears of the other
    world.sync()
    assert at_relay(world, one).state == "armed"
    assert refused(world) == set()
    assert world.jun.store.outbox.refused() == []
    disarm.agree(world.jun, under_way, one.watch, "she is at the office")
    world.sync()
    disarm.agree(world.sora, under_way, one.watch, "I spoke with her")
    world.sync()
    assert at_relay(world, one).state == "disarmed"


def test_a_watch_that_the_relay_does_not_take_is_said_so_until_it_does(
    world, under_way, monkeypatch
):
    one = link(world, under_way)

    def takes_none(*_):
        raise NotFoundError("relay.no_such", "no such letterbox")

    monkeypatch.setattr(world.relay, "arm_watch", takes_none)
    world.sync(rounds=3)
    world.pass_time(minutes=31)
    world.sync()
    assert at_relay(world, one) is None
    armed_by = [
        name
        for name in members(world, under_way)
        if row_of(world, under_way, one, name).refused
    ]
    assert len(armed_by) == 1
    monkeypatch.undo()
    world.pass_time(hours=1, minutes=1)  # what was refused is offered again
    world.sync()
    assert at_relay(world, one).state == "armed"
    assert not row_of(world, under_way, one, armed_by[0]).refused


def test_a_check_in_that_is_dated_ahead_answers_no_window_to_come(world, under_way):
    """Otherwise whoever has the link for a moment answers all of them at once."""
    person = world.people["E"]
    later = link(world, under_way, begins=8, ends=10)
    world.sync()
    ahead = world.clock.now() + timedelta(hours=9)
    real, person._clock = person._clock, type(world.clock)(ahead)
    person.check_in(world.meetings["E"], later.number, 3)
    person._clock = real
    person.send()
    world.sync()
    world.pass_time(hours=10, minutes=1)
    world.sync()
    silent = {found.alarm for _, found in alarm.all_open(world.mina)}
    assert later.watch in silent


def test_an_early_firing_that_was_closed_hides_no_silence_at_any_desk(world, under_way):
    """W-2: a hostile relay, and a human who believes that it was a false alarm."""
    opened = world.mina.find("journey", under_way)
    (watched,) = journey.read(world.mina, opened).watches.agreed
    world.relay.watches[unb64(watched)].fires = world.clock.now() - timedelta(seconds=1)
    world.sync()
    assert [found.alarm for _, found in alarm.all_open(world.sora)] == [watched]
    alarm.close(world.mina, watched, "she answered the telephone")
    world.sync()
    assert alarm.all_open(world.sora) == []
    world.pass_time(hours=6, minutes=11)
    world.sync()
    for name in ("mina", "jun", "sora"):
        ((_, found),) = alarm.all_open(world.desks[name])
        assert (found.alarm, found.causes) == (watched, {AlarmCause.MISSED_CHECK_IN})
    alarm.close(world.jun, watched, "her battery was empty")
    world.sync(rounds=3)
    assert alarm.all_open(world.mina) == []


# --- which times a person agreed to ---


@pytest.fixture
def asked_twice(world):
    """Return a journey whose traveller was asked for other times than at first."""
    case_id, person = builders.open_case(world)
    team = builders.note_helper(world, "B1", hired=True)
    made = builders.plan_journey(world, case_id, person, person, team)
    now = world.clock.now().replace(microsecond=0)
    for hours in (3, 9):
        times = [(now, now + timedelta(hours=hours))]
        consent.ask(world.mina, made, person, times, grace_s=600)
    world.sync("mina")
    letters = [one for one in world.people["E"].replies()[0] if one.kind == "journey"]
    return made, person, [meeting_of(one) for one in letters]


@pytest.mark.parametrize(("answered", "hours"), [(0, 3), (1, 9)])
def test_the_times_in_force_are_those_of_the_letter_that_was_answered(
    world, asked_twice, answered, hours
):
    made, person, meetings = asked_twice
    world.people["E"].consent(meetings[answered], "consent-1", "ko", [1])
    world.people["E"].send()
    world.sync()
    for name in members(world, made):
        opened = world.desks[name].find("journey", made)
        (one,) = checkin_link.agreed_with(world.desks[name], opened, person)
        assert one.due - one.opens == timedelta(hours=hours)


@pytest.mark.parametrize("proposal", ["", "of nobody"])
def test_a_consent_to_none_of_several_proposals_agrees_to_nothing(
    world, asked_twice, proposal
):
    made, _, (meeting, _) = asked_twice
    world.people["E"].consent(replace(meeting, proposal=proposal), "consent-1", "ko", [1])
    world.people["E"].send()
    world.sync()
    opened = world.mina.find("journey", made)
    assert not journey.read(world.mina, opened).watches.agreed
    assert not opened.of_kind("consent.given")
    assert ("journey", "letter.proposal") in inbox.aside(world.mina)


def test_a_desk_that_has_not_heard_of_the_proposal_leaves_the_consent_to_one_that_has(
    world, asked_twice, monkeypatch
):
    """Otherwise it would note a consent without its check-ins, and nobody would wait."""
    made, person, (_, meeting) = asked_twice
    read = OpenCell.in_order
    monkeypatch.setattr(
        OpenCell,
        "in_order",
        lambda self, shape: [] if shape is CheckInsProposed else read(self, shape),
    )
    world.people["E"].consent(meeting, "consent-1", "ko", [1])
    world.people["E"].send()
    world.sync("jun")
    monkeypatch.undo()
    world.sync("mina")
    world.sync()
    opened = world.jun.find("journey", made)
    assert len(checkin_link.agreed_with(world.jun, opened, person)) == 1


def test_two_check_ins_of_one_number_are_told_apart_by_their_windows_and_codes(world):
    """A link that a desk made counts from one, and so does a consent that comes later."""
    case_id, person = builders.open_case(world)
    team = builders.note_helper(world, "B1", hired=True)
    made = builders.plan_journey(world, case_id, person, person, team)
    early = link(world, made, begins=-3, ends=-1)
    late = link(world, made, begins=20, ends=22)
    builders.get_consent(world, made, person)
    builders.go(world, made)
    ((one, code),) = [
        each
        for each in checkin_link.codes(world.mina, made, person)
        if each[0].number == early.number and each[0] != early
    ]
    person_at = world.people["E"]
    person_at.check_in(world.meetings["E"], one.number, 3)
    person_at.send()
    world.sync()
    state = journey.read(world.mina, world.mina.find("journey", made))
    assert set(state.check_ins.received) == {one.watch}
    assert late.number != one.number
    checkin.said(world.mina, made, person, one.number, code, "umbrella")
    state = journey.read(world.mina, world.mina.find("journey", made))
    assert len(state.check_ins.received[one.watch]) == 2
