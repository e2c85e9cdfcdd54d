"""A relay goes back to a backup: letters, boxes and watches that came later come again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import builders
from tests.acceptance.test_relay_restore import command
from tests.relay_process import RelayProcess
from waystation.clock import SystemClock
from waystation.desk import alarm, intake, intake_key
from waystation.desk.desk import Desk
from waystation.desk.machinery import WatchArmed
from waystation.desk.sync import Round, push_all
from waystation.desk.views_state import state_of
from waystation.encoding import unb64
from waystation.post.client import RelayClient
from waystation.post.correspondent import Correspondent
from waystation.relay.fsck import fsck


class Relay:
    """One organisation's relay, whose address changes whenever it is started."""

    def __init__(self, path: Path) -> None:
        self.store, self.copy = path / "relay", path / "copy"
        self.process = RelayProcess(self.store)
        self.client = self._begin()

    def _begin(self) -> RelayClient:
        return RelayClient(str(self.process.start().http.base_url))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.client, name)

    def back_up(self) -> None:
        options = ("--directory", str(self.store), "--to", str(self.copy))
        assert command("backup", *options) == 0

    def go_back(self) -> None:
        """Lose everything since the backup."""
        self.end()
        options = ("--directory", str(self.store), "--from", str(self.copy))
        assert command("restore", *options) == 0
        self.client = self._begin()

    def end(self) -> None:
        self.client.close()
        self.process.stop()


@pytest.fixture
def relay(tmp_path: Path) -> Iterator[Relay]:
    made = Relay(tmp_path)
    yield made
    made.end()
    assert fsck(made.store) == []


@pytest.fixture
def world(tmp_path: Path, relay: Relay) -> builders.World:
    start = SystemClock().now().replace(microsecond=0)
    return builders.found(tmp_path / "desks", relay=relay, start=start)


def appeal(world: builders.World, name: str) -> None:
    """Let somebody write who has never written, under their name as text."""
    person = world.correspondent(name)
    person.write("appeal", {"text": name})
    person.send()


def texts(desk: Desk) -> list[str]:
    return sorted(one.text for one in intake.first_letters(desk))


def answers(person: Correspondent) -> list[str]:
    return [one.body["text"] for one in person.replies()[0]]


def settle(world: builders.World) -> None:
    """Let everybody offer what they have, those who were refused an hour later again."""
    for _ in range(2):
        world.sync()
        for person in world.people.values():
            person.send()
        world.pass_time(minutes=61)
    world.sync()


def test_what_came_after_the_backup_is_there_again_and_nothing_twice(
    world: builders.World, relay: Relay
) -> None:
    """R-16, L-9."""
    appeal(world, "before")
    relay.back_up()
    world.sync()
    appeal(world, "collected")
    world.sync("mina")
    appeal(world, "never collected")
    first = next(one for one in intake.first_letters(world.mina) if one.text == "collected")
    cells, contact = intake.open_from_letter(
        world.mina, first.id, "a case", (world.tae.human,)
    )
    intake.reply(world.mina, contact, "we have read it")
    world.sync("mina")
    assert world.tae.cells_of("core") == []

    relay.go_back()
    settle(world)

    for desk in (world.mina, world.hana):
        assert texts(desk) == ["before", "collected", "never collected"]
    assert [one.register for one in world.tae.cells_of("core")] == [cells.case]
    assert answers(world.people["collected"]) == ["we have read it"]
    for desk in world.desks.values():
        assert desk.store.outbox.waiting() == desk.store.outbox.refused() == []
        assert desk.frames.unsent() == []
        assert desk.troubles == ()


def test_an_answer_that_was_read_is_not_shown_again_and_one_that_was_not_is(
    world: builders.World, relay: Relay
) -> None:
    """L-9, R-13, R-18."""
    for name in ("reads", "does not"):
        appeal(world, name)
    relay.back_up()
    world.sync("mina")
    for one in intake.first_letters(world.mina):
        intake.reply(world.mina, one.contact, f"to who {one.text}")
    world.sync("mina")
    assert answers(world.people["reads"]) == ["to who reads"]
    world.pass_time(hours=1)
    world.sync("mina")

    relay.go_back()
    settle(world)

    assert answers(world.people["reads"]) == []
    assert answers(world.people["does not"]) == ["to who does not"]


def test_a_desk_that_cannot_know_what_was_read_says_that_letters_may_be_lost(
    world: builders.World, relay: Relay
) -> None:
    """L-9."""
    appeal(world, "E")
    relay.back_up()
    world.sync("mina")
    (first,) = intake.first_letters(world.mina)
    intake.reply(world.mina, first.contact, "we have read it")
    world.sync("mina")
    relay.go_back()
    world.pass_time(hours=24)
    settle(world)
    assert answers(world.people["E"]) == []
    assert [one.code for one in world.mina.troubles] == ["relay.letters_unsure"]
    assert state_of(world.mina).relay.unsure == 1
    assert world.jun.troubles == ()
    assert state_of(world.jun).relay.unsure == 0


def test_a_watch_and_a_sign_of_life_after_the_backup_are_there_again(
    world: builders.World, relay: Relay
) -> None:
    """L-9, W-2."""
    case_id, person_id = builders.open_case(world)
    relay.back_up()
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    person = world.people["E"]
    person.check_in(world.meetings["E"], 1, 5)
    person.send()
    relay.go_back()
    settle(world)
    (one,) = alarm.all_open(world.jun)
    assert one[1].causes == {"under_duress"}
    opened = world.mina.find("journey", journey_id)
    (armed,) = opened.notes(WatchArmed)
    token = world.mina.membership.joined.feed_token
    assert relay.watch(unb64(armed.watch), token).state == "checked_in"


def test_a_letter_to_last_weeks_key_goes_as_it_is_and_is_read(
    world: builders.World, relay: Relay
) -> None:
    """L-9, K-5."""
    relay.back_up()
    appeal(world, "to the old key")
    world.pass_time(days=8)
    rotate_alone(world.mina)
    relay.go_back()
    settle(world)
    assert texts(world.mina) == texts(world.hana) == ["to the old key"]


def rotate_alone(desk: Desk) -> None:
    """Name a new key without having read what has come."""
    with desk.acting():
        intake_key.rotate(desk)
    push_all(desk, Round())
