"""What falls with one member: the cells they were in since they joined, and no more."""

from hashlib import sha256

import pytest

from tests import builders
from waystation.casework.entries import HoldLiftApproved
from waystation.casework.terms import AlarmCause
from waystation.cell.charter import Member
from waystation.cell.entry import SIGNATURE_BYTES
from waystation.desk import case, charter_upkeep, charters, colleagues, conversation, hold
from waystation.desk.background import turn
from waystation.encoding import b64, from_json
from waystation.errors import FormatError, SealError
from waystation.post.card import complaint_box, notice_box
from waystation.post.letter import Address, open_letter
from waystation.seal.frame import open_frame
from waystation.seal.identity import Identity
from waystation.wire.frames import handle_of


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def everything_on_the_relay(world):
    feed = world.mina.membership.joined.feed
    letters = [raw for box in world.relay.boxes.values() for _, raw in box.letters]
    return world.relay.feeds[feed], letters


def opened_with(desk, frames):
    """Return cell and JSON of every frame that a member's own keys open."""
    found = []
    keys = {
        handle: epoch
        for cell in desk.keyring.cells.values()
        for handle, epoch in cell.by_handle.items()
    }
    for frame in frames:
        epoch = keys.get(handle_of(frame))
        if epoch is not None:
            signed = open_frame(epoch, frame)
            found.append((epoch.cell, signed[SIGNATURE_BYTES:].decode()))
    return found


def admit(world, opened, human):
    """Let a human into a working cell, from now on."""
    with world.mina.acting():
        key = colleagues.take_key(world.mina, human)
        members = (*opened.log.members, Member(key=key, human=human))
        charters.propose(world.mina, opened, "joins", members)
        charter_upkeep.adopt(world.mina)


def test_a_captured_member_opens_exactly_their_cells_since_they_joined(world):
    ours, _ = builders.open_case(world, "E")
    theirs = case.open_case(world.mina, "secret of another case", (world.jun.human,))
    room = world.mina.find("conversation", theirs.conversation)
    conversation.note_message(world.mina, room.register, "c", "W1", "before she joined")
    world.sync()
    admit(world, room, world.hana.human)
    conversation.note_message(world.mina, room.register, "c", "W1", "after she joined")
    world.sync()
    frames, _ = everything_on_the_relay(world)
    opened = opened_with(world.hana, frames)
    member_of = {
        cell
        for cell, one in world.mina.cells.items()
        if world.hana.human in {who.human for who in one.log.members}
    }
    assert {cell for cell, _ in opened} == member_of
    assert world.mina.find("core", ours).log.cell in member_of
    text = " ".join(raw for _, raw in opened)
    assert "after she joined" in text
    assert "before she joined" not in text
    assert "secret of another case" not in text


def test_who_is_in_no_case_opens_the_roster_alone(world):
    builders.open_case(world, "E")
    frames, _ = everything_on_the_relay(world)
    roster = world.tae.membership.joined.roster
    assert {cell for cell, _ in opened_with(world.tae, frames)} == {roster}


def test_a_leaked_seed_opens_neither_letters_nor_frames_of_recorded_traffic(world):
    """K-6."""
    builders.open_case(world, "E")
    frames, letters = everything_on_the_relay(world)
    assert frames
    assert letters
    leaked = Identity.from_seed(world.hana.identity.seed)
    address = Address(leaked.public.kem, world.mina.organisation)
    for letter in letters:
        with pytest.raises((SealError, FormatError)):
            open_letter(letter, leaked, address)


def test_a_seed_and_the_prekeys_of_today_open_no_grant_of_last_month(world):
    """K-6."""
    builders.open_case(world, "E")
    old = [raw for _, raw in world.relay.boxes[world.hana.membership.box].letters]
    assert old
    for _ in range(6):
        world.pass_time(days=7)
        world.sync(rounds=1)
    kept = [Identity.from_seed(seed) for _, seed in world.hana.store.vault.items("prekeys")]
    assert kept
    for letter in old:
        for identity in (*kept, world.hana.identity):
            address = Address(identity.public.kem, world.mina.organisation)
            with pytest.raises((SealError, FormatError)):
                open_letter(letter, identity, address)


def test_a_locked_store_shows_no_plaintext_and_no_key(world):
    builders.open_case(world, "이름E")
    seed = world.mina.identity.seed
    world.mina.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    at_rest = b"".join(
        path.read_bytes() for path in world.stores["mina"].iterdir() if path.is_file()
    )
    secrets = [
        epoch.secret
        for cell in world.mina.keyring.cells.values()
        for epoch in cell.epochs.values()
    ]
    for plain in (
        "이름E".encode(),
        b"at the risk of my life",
        b"Safe Road",
        seed,
        *secrets,
    ):
        assert plain not in at_rest
        assert b64(plain).encode() not in at_rest


def test_two_keys_of_one_human_count_once_when_a_hold_is_lifted(world):
    (board,) = world.mina.cells_of("board")
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    with world.mina.acting():
        second = world.mina.offer_keys(1)[0]
        members = (*board.log.members, Member(key=second, human=world.mina.human))
        proposal = charters.propose(world.mina, board, "second key", members)
    world.sync()
    with world.jun.acting():
        charters.sign(world.jun, world.jun.cells_of("board")[0], proposal)
    world.sync()
    assert board.log.charter.n == 1
    hold.approve_lift(world.mina, held, "one key")
    (standing,) = hold.standing(world.mina)
    approval = HoldLiftApproved(
        hold=held, acts=tuple(one.record.id for one in standing.placed), reason="two"
    )
    key = world.mina.offered_key(second)
    board.log.append(
        approval.kind,
        {"hold": approval.hold, "acts": list(approval.acts), "reason": "two"},
        at=world.mina.now(),
        key=key,
    )
    world.sync()
    assert [one.hold for one in hold.standing(world.jun)] == [held]
    hold.approve_lift(world.jun, held, "another human")
    world.sync()
    assert hold.standing(world.sora) == ()


def test_the_organisation_id_is_the_hash_of_the_charter_all_keepers_signed(world):
    book = world.tae.keyring[world.tae.membership.joined.roster].book
    assert sha256(book[0].raw).digest() == world.tae.organisation
    assert len(book[0].signatures) == 3
    assert from_json(book[0].raw)["kind"] == "roster"
    turn(world.tae)


def test_a_locked_store_and_a_seized_relay_share_no_letter(world):
    """Who wrote to which letterbox is not read off two disks."""
    builders.open_case(world, "E")
    for desk in world.desks.values():
        desk.store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    at_rest = b"".join(
        path.read_bytes()
        for directory in world.stores.values()
        for path in directory.iterdir()
        if path.is_file()
    )
    organisation = world.mina.organisation
    cards = {notice_box(organisation)[0], complaint_box(organisation)[0]}
    letters = [
        raw
        for name, box in world.relay.boxes.items()
        for _, raw in box.letters
        if name not in cards  # which are for everybody
    ]
    assert len(letters) >= 8
    assert len(world.mina.store.outbox.sent.all()) > 5
    # A page of the database holds less than a letter: look for parts of each.
    for raw in letters:
        for place in range(100, len(raw) - 64, 1024):
            assert raw[place : place + 32] not in at_rest
