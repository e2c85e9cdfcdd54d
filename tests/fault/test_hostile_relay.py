"""A relay that lies: detected, said, nothing wrong folded, nothing lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import builders
from waystation.casework.entries import MessageNoted
from waystation.desk import alarm, case, conversation, inbox, intake, journey_letters
from waystation.desk.background import turn
from waystation.desk.views_state import state_of
from waystation.errors import FormatError, NotFoundError, UnavailableError
from waystation.post.client import Page


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def codes(desk):
    return {one.code for one in desk.troubles}


def say(world, case_id, *texts):
    opened = case.conversation_of(world.mina, case_id)
    for text in texts:
        conversation.note_message(world.mina, opened.register, "c", "E", text)


def heard(desk, case_id):
    opened = case.conversation_of(desk, case_id)
    found = conversation.read(desk, opened.register).messages.values()
    return [one.act.text for one in found if isinstance(one.act, MessageNoted)]


def dropping(page):
    return replace(page, records=page.records[:1] + page.records[2:])


def doubling(page):
    return replace(
        page, records=tuple(one for pair in page.records for one in (pair, pair))
    )


def reordering(page):
    return replace(page, records=tuple(reversed(page.records)))


def swapping(page):
    if len(page.records) < 2:
        return page
    seqs = [seq for seq, _ in page.records]
    frames = [frame for _, frame in page.records][::-1]
    return replace(page, records=tuple(zip(seqs, frames, strict=True)))


def forging(page):
    flipped = tuple(
        (seq, frame[:100] + bytes([frame[100] ^ 1]) + frame[101:])
        for seq, frame in page.records
    )
    return replace(page, records=flipped)


@pytest.mark.parametrize("bend", [dropping, doubling, reordering, swapping, forging])
def test_whatever_a_relay_does_to_a_feed_all_is_there_once_it_is_honest_again(world, bend):
    case_id, _ = builders.open_case(world)
    say(world, case_id, "one", "two", "three", "four")
    turn(world.mina)
    world.relay.bend = bend
    turn(world.hana)
    folded = heard(world.hana, case_id)
    assert set(folded) <= {"one", "two", "three", "four"}
    assert len(folded) == len(set(folded))
    if bend is not swapping:
        assert codes(world.hana) or world.hana.cells
    world.relay.bend = lambda page: page
    world.relay.gen = b"generation-00002"
    world.sync(rounds=3)
    assert sorted(heard(world.hana, case_id)) == ["four", "one", "three", "two"]


def test_a_dropped_frame_is_said(world):
    case_id, _ = builders.open_case(world)
    say(world, case_id, "one", "two", "three")
    turn(world.mina)
    world.relay.bend = dropping
    turn(world.hana)
    assert "relay.dropped" in codes(world.hana)
    since = state_of(world.hana).relay.wrong
    world.relay.bend = lambda page: page
    turn(world.hana)
    assert heard(world.hana, case_id) == ["one", "two", "three"]
    assert codes(world.hana) == set()
    # A page goes on saying it for an hour: nobody would see what is over with the round.
    world.pass_time(minutes=50)
    turn(world.hana)
    assert (
        state_of(world.hana).relay.wrong
        == since
        == world.clock.now() - timedelta(minutes=50)
    )
    world.relay.up = False
    world.pass_time(minutes=20)
    turn(world.hana)
    assert state_of(world.hana).relay.wrong is None


def test_what_the_relay_refuses_is_said_until_it_was_taken(world):
    person = world.correspondent("E")
    person.write("appeal", {"text": "please"})
    person.send()
    world.sync("mina")
    (first,) = intake.first_letters(world.mina)
    box = world.relay.boxes.pop(person.box)
    intake.reply(world.mina, first.contact, "we are here")
    turn(world.mina)
    assert state_of(world.mina).relay.refused == 1
    world.relay.boxes[person.box] = box
    world.pass_time(hours=2)
    turn(world.mina)
    assert state_of(world.mina).relay.refused == 0


def test_a_relay_that_rolls_back_is_said_and_gets_everything_again(world):
    case_id, _ = builders.open_case(world)
    feed = world.mina.membership.joined.feed
    before = list(world.relay.feeds[feed])
    say(world, case_id, "one")
    world.sync()
    world.relay.feeds[feed] = before[:-3]
    world.relay.gen = b"generation-00002"
    turn(world.mina)
    assert "relay.restored" in codes(world.mina)
    world.sync(rounds=3)
    assert set(before) <= set(world.relay.feeds[feed])
    assert heard(world.hana, case_id) == ["one"]


def test_a_feed_that_became_shorter_without_a_restore_is_said(world):
    feed = world.mina.membership.joined.feed
    lost = world.relay.feeds[feed][-5:]
    del world.relay.feeds[feed][-5:]
    turn(world.mina)
    assert "relay.rolled_back" in codes(world.mina)
    world.sync(rounds=3)
    assert set(lost) <= set(world.relay.feeds[feed])


def test_two_desks_that_were_shown_different_feeds_find_the_gap(world):
    case_id, _ = builders.open_case(world)
    say(world, case_id, "one", "two")
    turn(world.mina)
    feed = world.mina.membership.joined.feed
    whole = list(world.relay.feeds[feed])
    world.relay.feeds[feed] = whole[:-1]
    turn(world.hana)
    opened = case.conversation_of(world.hana, case_id)
    conversation.note_message(world.hana, opened.register, "c", "E", "unaware")
    turn(world.hana)
    world.sync(rounds=3)
    assert sorted(heard(world.jun, case_id)) == ["one", "two", "unaware"]


def test_garbage_moves_nothing_and_loses_nothing(world):
    case_id, _ = builders.open_case(world)
    say(world, case_id, "kept")

    def garbage(_page: Page) -> Page:
        raise FormatError("relay.garbage", "garbage")

    world.relay.bend = garbage
    world.sync("mina", "hana")
    assert "relay.garbage" in codes(world.hana)
    world.relay.bend = lambda page: page
    world.sync()
    assert heard(world.hana, case_id) == ["kept"]


def test_one_poisoned_letter_never_stops_an_inbox_l_5(world):
    """L-5."""
    person = world.correspondent("E")
    box = world.relay.boxes[person.card.box]
    for number in range(3):
        box.letters.append((box.next, bytes([number]) * 9328))
        box.next += 1
    person.write("appeal", {"text": "after the poison"})
    person.send()
    world.sync("mina")
    assert [one.text for one in intake.first_letters(world.mina)] == ["after the poison"]
    assert [box for box, _ in inbox.aside(world.mina)] == ["intake"] * 3


def test_a_letter_delivered_twice_has_effect_once_l_3(world):
    """L-3."""
    person = world.correspondent("E")
    person.write("appeal", {"text": "once"})
    person.send()
    box = world.relay.boxes[person.card.box]
    box.letters.append((box.next, box.letters[-1][1]))
    box.next += 1
    world.sync("mina")
    assert len(intake.first_letters(world.mina)) == 1


def test_a_stop_from_somebody_else_is_set_aside_l_6(world):
    """L-6."""
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
    builders.get_consent(world, journey_id, person_id)
    stranger = world.correspondent("stranger")
    stranger.write("stop", {"journey": journey_id}, world.meetings["E"])
    stranger.send()
    world.sync()
    opened = world.mina.find("journey", journey_id)
    assert opened.of_kind("journey.stopped") == []
    assert ("journey", "letter.sender") in inbox.aside(world.mina)
    assert journey_letters.journey_persons(world.mina, opened) == (person_id,)
    assert alarm.all_open(world.mina) == []


def appeal(world, text):
    person = world.correspondent(text)
    person.write("appeal", {"text": text})
    person.send()


def appeals(desk):
    return [one.text for one in intake.first_letters(desk)]


def test_a_relay_that_reads_no_boxes_together_is_asked_for_each(world):
    """R-19: an older relay knows no such request."""

    def refuse(_boxes):
        raise NotFoundError("relay.no_such", "no")

    world.relay.read_boxes = refuse
    appeal(world, "one by one")
    turn(world.mina)
    assert appeals(world.mina) == ["one by one"]
    assert world.mina.troubles == ()


def test_a_relay_that_gives_the_letters_of_one_box_for_another_loses_none(world):
    """R-19."""
    honest = world.relay.read_boxes
    world.relay.read_boxes = lambda boxes: honest(boxes)[::-1]
    appeal(world, "in the wrong place")
    turn(world.mina)
    assert appeals(world.mina) == []
    assert inbox.aside(world.mina)
    world.relay.read_boxes = honest
    for _ in range(2):
        world.pass_time(hours=2)
        turn(world.mina)
    assert appeals(world.mina) == ["in the wrong place"]
    assert world.mina.troubles == ()


def test_a_relay_that_cannot_be_reached_is_not_asked_for_every_box(world):
    """R-19."""
    builders.open_case(world)
    asked = []

    def hang_up(route):
        asked.append(route)
        if route.startswith("read_box"):
            raise UnavailableError("relay.unreachable", "down", retry_after=None)

    world.relay.refuse = hang_up
    turn(world.mina)
    assert asked.count("read_box") == 1
    assert codes(world.mina) == {"relay.unreachable"}
