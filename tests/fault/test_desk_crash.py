"""`kill -9` of a desk at random moments: nothing acknowledged is missing or doubled."""

import signal
import sqlite3
import subprocess
import sys
import time
from copy import deepcopy
from pathlib import Path

import pytest

from tests import builders
from tests.relay_process import RelayProcess
from waystation.clock import SystemClock
from waystation.desk import case, conversation
from waystation.desk.background import turn
from waystation.errors import UnavailableError
from waystation.post.card import notice_box
from waystation.post.client import RelayClient

ROOT = Path(__file__).parents[2]
KILL_AFTER_S = (0.05, 0.4, 0.13, 0.71, 0.02)


def run_until_killed(directory, name, url, room, start, seconds):
    with subprocess.Popen(  # our own script
        [sys.executable, "-m", "tests.desk_loop", str(directory), name, url, room, start],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(seconds)
        child.send_signal(signal.SIGKILL)
        said = first + child.stdout.read()
    # A line that the kill cut off was not acknowledged.
    return [int(line) for line in said.split("\n")[:-1]]


def texts(desk, room):
    return [int(one.act.text) for one in conversation.read(desk, room).messages.values()]


def test_nothing_a_killed_desk_has_acknowledged_is_missing_or_doubled(tmp_path):
    with RelayProcess(tmp_path / "relay") as relay:
        url = str(relay.http.base_url)
        start = SystemClock().now().replace(microsecond=0)
        world = builders.found(tmp_path / "desks", relay=RelayClient(url), start=start)
        case_id, _ = builders.open_case(world)
        room = case.conversation_of(world.hana, case_id).register
        world.hana.store.close()
        acknowledged = []
        for seconds in KILL_AFTER_S:
            acknowledged += run_until_killed(
                world.stores["hana"],
                "hana",
                url,
                room,
                start.isoformat(),
                seconds,
            )
        hana = builders.desk_at(
            world.stores["hana"], "hana", world.clock, world.relay, salt=99
        )
        turn(hana)
        world.desks["hana"] = hana
        world.sync("mina", "hana", "mina")
        for desk in (hana, world.mina):
            found = texts(desk, room)
            assert len(found) == len(set(found))
            assert set(acknowledged) <= set(found)
        assert sorted(texts(hana, room)) == sorted(texts(world.mina, room))
        assert hana.store.outbox.waiting() == []
        assert [one for one in hana.cells.values() if one.log.forks] == []
        world.relay.close()


def note_until_refused(desk, room):
    for number in range(2, 200):
        try:
            conversation.note_message(desk, room, "c", "E", str(number))
        except UnavailableError:
            return number - 1
    pytest.fail("the disk took everything")


def test_a_disk_that_is_full_refuses_the_act_and_the_desk_goes_on(tmp_path):
    world = builders.found(tmp_path)
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    conversation.note_message(world.mina, room, "c", "E", "1")
    database = world.mina.store.database
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {pages + 1}")
    noted = note_until_refused(world.mina, room)
    assert sorted(texts(world.mina, room)) == list(range(1, noted + 1))
    database.execute("PRAGMA max_page_count = 1073741823")
    conversation.note_message(world.mina, room, "c", "E", str(noted + 1))
    world.sync()
    assert sorted(texts(world.hana, room)) == list(range(1, noted + 2))


def test_an_act_that_fails_half_way_has_not_happened(tmp_path):
    world = builders.found(tmp_path)
    case_id, _ = builders.open_case(world)
    mina = world.mina
    room = case.conversation_of(mina, case_id)

    def half_an_act():
        with mina.acting():
            conversation.note_message(mina, room.register, "c", "E", "1")
            mina.store.outbox.put("letter", {}, b"x")
            raise sqlite3.IntegrityError

    with pytest.raises(UnavailableError):
        half_an_act()
    assert texts(mina, room.register) == []
    assert mina.store.outbox.waiting() == []


def test_a_restarted_desk_has_everything_and_sends_what_waited(tmp_path):
    world = builders.found(tmp_path)
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    world.relay.up = False
    conversation.note_message(world.mina, room, "c", "E", "1")
    turn(world.mina)
    assert {one.code for one in world.mina.troubles} == {"relay.unreachable"}
    world.restart("mina")
    assert texts(world.mina, room) == [1]
    world.relay.up = True
    world.pass_time(minutes=10)
    world.sync()
    assert texts(world.hana, room) == [1]


def test_a_round_that_brings_nothing_is_no_news_and_one_that_does_is(tmp_path):
    world = builders.found(tmp_path)
    case_id, _ = builders.open_case(world)
    world.sync()
    version = world.hana.version
    turn(world.hana)
    assert world.hana.wait(version, 0.01) == version
    room = case.conversation_of(world.mina, case_id).register
    conversation.note_message(world.mina, room, "c", "E", "1")
    turn(world.mina)
    turn(world.hana)
    assert world.hana.wait(version, 0.01) != version


def letters(world):
    """Return what lies in every letterbox but that of the cards, which are made anew."""
    cards, _ = notice_box(world.mina.organisation)
    return {
        box: sorted(letter for _, letter in held.letters)
        for box, held in world.relay.boxes.items()
        if box != cards
    }


def test_a_desk_that_ends_before_it_has_offered_again_does_so_when_it_is_back(tmp_path):
    """L-9."""
    world = builders.found(tmp_path)
    boxes = deepcopy(world.relay.boxes)
    feeds = {feed: list(held) for feed, held in world.relay.feeds.items()}
    builders.open_case(world)
    lost = letters(world)
    world.relay.boxes, world.relay.feeds = boxes, feeds
    world.relay.gen = b"generation-00002"

    def dies(route):
        if route not in {"read", "read_box", "generation"}:
            raise KeyboardInterrupt

    world.relay.refuse = dies
    with pytest.raises(KeyboardInterrupt):
        world.sync("mina")
    world.relay.refuse = lambda _route: None
    world.restart("mina")
    for _ in range(2):
        world.people["E"].send()
        world.sync()
        world.pass_time(minutes=61)
    assert letters(world) == lost
