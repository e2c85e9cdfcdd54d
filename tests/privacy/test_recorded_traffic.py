"""All that a real relay ever held, and the keys of one member, or of a seed alone."""

import base64
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import builders
from tests.attacker import Attacker, Loot, epochs_in, recorded, secrets_in
from tests.relay_process import RelayProcess
from waystation.casework.entries import DemandRecorded
from waystation.cell.charter import Member
from waystation.clock import SystemClock
from waystation.desk import case, charters, colleagues, conversation, journey
from waystation.desk.background import turn
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.post.client import RelayClient
from waystation.seal.identity import Identity

WEEKS = 7
PLANTED = (
    "quillfeather before anybody came",
    "quillfeather while tae was there",
    "quillfeather after hana had left",
    "은하수 a demand on the way",
    "quillfeather of a case that hana is not in",
    "quillfeather seven weeks later",
)
BEFORE, WITH_TAE, AFTER_HANA, ON_THE_WAY, ELSEWHERE, LATER = PLANTED


@dataclass
class Recorded:
    world: builders.World
    frames: list[bytes]
    letters: list[bytes]
    early_frames: list[bytes]
    early_letters: list[bytes]
    early_prekeys: list[bytes]
    logs: dict[bytes, OpenCell]

    def attacker(self, *, early: bool = False) -> Attacker:
        frames = self.early_frames if early else self.frames
        letters = self.early_letters if early else self.letters
        return Attacker(self.world.mina.organisation, frames, letters)

    def captured(self, desk: Desk) -> Loot:
        """Return all that the whole store of one member opens."""
        attacker = self.attacker()
        for cell, epoch, secret in epochs_in(desk.store.vault):
            attacker.use_epoch(cell, epoch, secret)
        attacker.use_seeds([desk.identity.seed, *secrets_in(desk.store.vault)])
        return attacker.loot

    def is_erased(self, cell: bytes, epoch: int) -> bool:
        """Say whether desks erased an epoch, which only prekeys of 30 days still open."""
        return epoch in self.logs[cell].log.keys.erased

    def belongs_to(self, desk: Desk) -> set[str]:
        """Return the entries sealed in epochs whose charter lists this desk's human."""
        return {
            entry.id
            for opened in self.logs.values()
            for entry in (*opened.log.entries, *(one for one, _ in opened.log.shown))
            if desk.human in humans(opened, entry.epoch)
        }


def humans(opened: OpenCell, epoch: int) -> set[str]:
    return {one.human for one in opened.log.keys.book[epoch].charter.members}


def said(desk: Desk, room: OpenCell, text: str) -> None:
    conversation.note_message(desk, room.register, "c", "E", text)


def change_members(mina: Desk, opened: OpenCell, *members: Member) -> None:
    with mina.acting():
        charters.propose(mina, opened, "members", members)
    turn(mina)


def lived(world: builders.World) -> None:
    """Two cases, a journey, somebody admitted to a conversation and somebody removed."""
    mina = world.mina
    case_id, person = builders.open_case(world)
    room = case.conversation_of(mina, case_id)
    said(mina, room, BEFORE)
    with mina.acting():
        tae = Member(key=colleagues.take_key(mina, world.tae.human), human=world.tae.human)
    change_members(mina, room, *room.log.members, tae)
    world.sync()
    said(mina, room, WITH_TAE)
    staying = [one for one in room.log.members if one.human != world.hana.human]
    change_members(mina, room, *staying)
    world.sync()
    said(mina, room, AFTER_HANA)
    other = case.open_case(mina, ELSEWHERE, (world.jun.human,))
    said(mina, mina.find("conversation", other.conversation), ELSEWHERE)
    team = builders.note_helper(world, "B1", hired=True)
    journey_id = builders.plan_journey(world, case_id, person, person, team)
    builders.get_consent(world, journey_id, person)
    builders.go(world, journey_id)
    demand = DemandRecorded(
        demand=mina.random_id(), journey=journey_id, helper=team, asks_for=ON_THE_WAY
    )
    journey.record(mina, journey_id, demand)
    world.sync()


def wait_weeks(world: builders.World) -> None:
    for _ in range(WEEKS):
        world.pass_time(days=7)
        world.sync(rounds=1)
    world.people["E"].newest_card()
    world.people["E"].write("message", {"text": LATER})
    world.people["E"].send()
    world.sync()


@pytest.fixture(scope="module")
def traffic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    path = tmp_path_factory.mktemp("recorded")
    with RelayProcess(path / "relay") as relay:
        client = RelayClient(str(relay.http.base_url))
        start = SystemClock().now().replace(microsecond=0)
        world = builders.found(path / "desks", relay=client, start=start)
        lived(world)
        hana = world.hana.store.vault
        early_prekeys = [seed for _, seed in hana.items("prekeys")]
        early_intake = [seed for _, seed in hana.items("intake")]
        early_frames, early_letters = recorded(copied(path, "early"))
        wait_weeks(world)
        frames, letters = recorded(copied(path, "late"))
        yield Recorded(
            world,
            frames,
            letters,
            early_frames,
            early_letters,
            early_prekeys + early_intake,
            {**world.sora.cells, **world.mina.cells},
        )
        client.close()


def copied(path: Path, name: str) -> Path:
    return Path(shutil.copytree(path / "relay", path / name))


@pytest.mark.parametrize("name", ["hana", "tae", "jun", "sora"])
def test_captured_member_opens_exactly_the_cells_they_were_in_while_they_were(
    traffic: Recorded, name: str
) -> None:
    desk = traffic.world.desks[name]
    loot = traffic.captured(desk)
    opened = {
        entry
        for entry, (cell, epoch, raw) in loot.entries.items()
        if b'"cell.charter"' not in raw and not traffic.is_erased(cell, epoch)
    }
    assert opened == traffic.belongs_to(desk)
    assert opened


@pytest.mark.parametrize("name", ["jun", "sora"])
def test_captured_store_keeps_no_secret_of_an_erased_epoch_of_the_board(
    traffic: Recorded, name: str
) -> None:
    vault = traffic.world.desks[name].store.vault
    kept = {(cell, epoch) for cell, epoch, _ in epochs_in(vault)}
    board = next(one for one in traffic.logs.values() if one.noun == "board")
    assert board.log.keys.erased
    assert not {one for one in kept if traffic.is_erased(*one)}


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        ("hana", {BEFORE, WITH_TAE, LATER}),
        ("tae", {WITH_TAE, AFTER_HANA, LATER}),
        ("jun", set(PLANTED)),
        ("sora", {ON_THE_WAY}),
    ],
)
def test_captured_member_reads_what_was_said_to_them_and_nothing_else(
    traffic: Recorded, name: str, readable: set[str]
) -> None:
    text = traffic.captured(traffic.world.desks[name]).text
    assert {one for one in PLANTED if one.encode() in text} == readable


def test_leaked_seed_alone_opens_nothing_of_all_that_was_recorded(
    traffic: Recorded,
) -> None:
    for desk in traffic.world.desks.values():
        for early in (True, False):
            loot = traffic.attacker(early=early).use_seeds([desk.identity.seed])
            assert loot.entries == {}
            assert loot.letters == {}


def test_seed_and_the_keys_of_today_open_no_letter_older_than_those_keys(
    traffic: Recorded,
) -> None:
    for desk in traffic.world.desks.values():
        vault = desk.store.vault
        kept = [seed for shelf in ("prekeys", "intake") for _, seed in vault.items(shelf)]
        assert kept
        loot = traffic.attacker(early=True).use_seeds([desk.identity.seed, *kept])
        assert loot.letters == {}


def test_keys_of_that_time_would_have_opened_it(traffic: Recorded) -> None:
    """The control: what the two tests before look for can be found."""
    loot = traffic.attacker(early=True).use_seeds(traffic.early_prekeys)
    assert {one.kind for one in loot.letters.values()} >= {"appeal", "cell.grant"}
    assert BEFORE.encode() in loot.text
    assert AFTER_HANA.encode() not in loot.text
    gone = {seed for _, seed in traffic.world.hana.store.vault.items("prekeys")}
    assert gone.isdisjoint(traffic.early_prekeys)


def test_locked_directory_holds_nothing_planted_in_any_form(
    traffic: Recorded, tmp_path: Path
) -> None:
    for name, directory in traffic.world.stores.items():
        seed = traffic.world.desks[name].identity.seed
        stored = b"\n".join(
            path.name.encode() + path.read_bytes() for path in directory.rglob("*")
        )
        assert len(stored) > 50_000
        for text in (*PLANTED, "Safe Road", "도와주세요", seed):
            assert [form for form in forms(text) if form in stored] == []


def test_search_of_a_directory_finds_a_text_in_each_of_its_forms() -> None:
    for text in (*PLANTED, Identity.from_seed(b"s" * 32).seed):
        for form in forms(text):
            assert [one for one in forms(text) if one in b"\x93" + form + b"\x00"]


def forms(text: str | bytes) -> Iterator[bytes]:
    """Yield a text raw, as hex, as base64 at each of its three places, and as UTF-16."""
    raws = [text] if isinstance(text, bytes) else [text.encode(), text.encode("utf-16-le")]
    if isinstance(text, str):
        raws.append(text.encode("utf-16-be"))
    for raw in raws:
        yield raw
        yield raw.hex().encode()
        for shift in range(3):
            # Of what surrounds it only whole groups of three bytes are certain.
            encoded = base64.b64encode(b"\0" * shift + raw)
            inner = encoded[4 if shift else 0 : (shift + len(raw)) // 3 * 4]
            yield inner
            yield inner.replace(b"+", b"-").replace(b"/", b"_")
