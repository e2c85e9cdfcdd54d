"""Safe houses are kept by the roster's keepers, and read by nobody else (C-2)."""

import pytest
from msgspec.structs import replace

from tests import builders
from waystation.casework.entries import HouseNoted
from waystation.casework.safehouse import SafeHouses, fold
from waystation.cell.charter import Member
from waystation.cell.entry import SIGNATURE_BYTES
from waystation.cell.recharter import draft_cell, new_random
from waystation.desk import charters, safehouse
from waystation.desk.cells import member
from waystation.desk.machinery import CharterSigned
from waystation.encoding import b64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
    SealError,
)
from waystation.post.letter import Address, open_letter
from waystation.seal.frame import open_frame
from waystation.seal.identity import Identity
from waystation.wire.frames import handle_of

LABEL, ADDRESS = "the grey door", "7 Sea Street"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def noted_by(desk, **more):
    return HouseNoted(
        **{"house": desk.random_id(), "label": LABEL, "address": ADDRESS, "host": "h"}
        | more
    )


def proposed(world, founder="mina", readers=()):
    desk = world.desks[founder]
    house = safehouse.note(
        desk, noted_by(desk), [world.desks[name].human for name in readers]
    )
    world.sync()
    return house


def founded(world, founder="mina", readers=()):
    house = proposed(world, founder, readers)
    builders.sign_houses(world, "jun", "sora")
    return house


def sign(world, name):
    (waits,) = safehouse.waiting(world.desks[name])
    safehouse.sign(world.desks[name], waits.id)
    world.sync()


def is_there(world, *names):
    return [name for name in names or world.desks if world.desks[name].cells_of("house")]


def address_at(desk, house):
    return desk.read(desk.find("house", house), fold, SafeHouses()).noted[house].act.address


def everything_opened_with(world, name):
    """Return all that a desk's own keys open of what the relay has, and its vault."""
    desk = world.desks[name]
    keys = {
        handle: epoch
        for cell in desk.keyring.cells.values()
        for handle, epoch in cell.by_handle.items()
    }
    found = []
    for feed in world.relay.feeds.values():
        for frame in feed:
            epoch = keys.get(handle_of(frame))
            if epoch is not None:
                found.append(open_frame(epoch, frame)[SIGNATURE_BYTES:])
    seeds = [Identity.from_seed(seed) for _, seed in desk.store.vault.items("prekeys")]
    for box in world.relay.boxes.values():
        for _, letter in box.letters:
            for identity in (*seeds, desk.identity):
                try:
                    address = Address(identity.public.kem, desk.organisation)
                    opened = open_letter(letter, identity, address)
                except (SealError, FormatError):
                    continue
                found.append(repr(opened.body).encode())
    assert len(found) > 10
    return b"\n".join(found)


def test_a_house_is_there_once_a_majority_of_the_keepers_has_signed(world):
    house = proposed(world)
    assert is_there(world) == []
    (waits,) = safehouse.waiting(world.sora)
    assert waits.reason == "founded"
    assert (waits.readers, waits.signed) == ({world.mina.human}, {world.mina.human})
    assert safehouse.waiting(world.mina) == safehouse.waiting(world.hana) == []
    sign(world, "sora")
    assert is_there(world) == ["mina"]
    assert address_at(world.mina, house) == ADDRESS
    charter = world.mina.find("house", house).log.charter
    roster = world.mina.cell(world.mina.membership.joined.roster).log.charter
    assert charter.guarded
    assert charter.keepers == roster.keepers
    assert {one.human for one in charter.members if one.trustee} == {world.sora.human}
    assert {one.human for one in charter.members if one.reader} == {world.mina.human}
    assert safehouse.waiting(world.jun) == []


def test_a_caseworker_founds_a_house_that_two_keepers_signed(world):
    house = proposed(world, "hana", ("tae",))
    sign(world, "mina")
    assert is_there(world) == []
    sign(world, "sora")
    assert is_there(world) == ["hana", "tae"]
    assert address_at(world.tae, house) == ADDRESS
    world.restart("mina")
    assert is_there(world) == ["hana", "tae"]
    with pytest.raises(NotFoundError):
        world.mina.find("house", house)


def test_nothing_is_in_force_with_too_few_signatures(world):
    house = proposed(world, "hana")
    sign(world, "jun")
    for _ in range(3):
        world.pass_time(days=7)
        world.sync()
    assert is_there(world) == []
    everything = [everything_opened_with(world, name) for name in world.desks]
    assert not [one for one in everything if LABEL.encode() in one]
    assert not [one for one in everything if ADDRESS.encode() in one]
    assert not [one for one in everything if house.encode() in one]
    world.restart("hana")
    sign(world, "sora")
    assert address_at(world.hana, house) == ADDRESS


@pytest.mark.parametrize("name", ["jun", "sora", "hana"])
def test_who_is_no_reader_opens_no_address_with_anything_they_hold(world, name):
    house = founded(world, "mina", ("tae",))
    assert is_there(world) == ["mina", "tae"]
    assert ADDRESS.encode() in everything_opened_with(world, "tae")
    theirs = everything_opened_with(world, name)
    cell = world.mina.find("house", house).log
    held = [value for shelf in SHELVES for _, value in vault(world, name, shelf)]
    for secret in (LABEL, ADDRESS, house, b64(cell.keys.epochs[0].secret)):
        assert secret.encode() not in theirs
        assert not [value for value in held if secret.encode() in value]
    assert not [value for value in held if cell.keys.epochs[0].secret in value]


SHELVES = ("cell.secret", "cell.charter", "charter.drafts", "houses.noted")


def vault(world, name, shelf):
    return world.desks[name].store.vault.items(shelf)


def test_two_keys_of_one_keeper_count_once(world):
    mina, jun, sora = (world.desks[name] for name in ("mina", "jun", "sora"))
    noted = noted_by(mina)
    with mina.acting():
        random = new_random(mina.ports.entropy)
        members = [
            member(mina, one.human, random, keeper=True) for one in (mina, jun, sora)
        ]
        members[1] = replace(members[1], reader=False)
        members[2] = replace(members[2], reader=False, trustee=True)
        second = mina.offer_keys(1)[0]
        members.append(Member(key=second, human=mina.human, keeper=True))
        draft = draft_cell(
            "house", members, mina.ports.entropy, guarded=True, random=random
        )
        safehouse.propose(mina, noted, draft)
        twice = draft.charter.signed_by(mina.offered_key(second))
        roster = mina.cell(mina.membership.joined.roster)
        mina.append(
            roster,
            CharterSigned(
                charter=draft.charter.id, key=second, signature=twice.signatures[second]
            ),
        )
    world.sync()
    assert is_there(world) == []
    (waits,) = safehouse.waiting(sora)
    assert waits.signed == {mina.human}
    with pytest.raises(NotPermittedError, match=r"house\.key"):
        safehouse.sign(sora, waits.id)  # nothing binds the second key to her


def test_a_wrong_signature_in_a_keepers_name_hides_no_right_one(world):
    proposed(world, "hana")
    sign(world, "jun")
    roster = world.tae.cell(world.tae.membership.joined.roster)
    given = roster.notes(CharterSigned)[-1]
    with world.tae.acting():
        world.tae.append(roster, replace(given, signature=b64(bytes(64))))
    world.sync()
    sign(world, "sora")
    assert is_there(world) == ["hana"]


def test_a_keeper_signs_for_no_house_with_other_keepers(world):
    hana, jun = world.hana, world.jun
    with hana.acting():
        random = new_random(hana.ports.entropy)
        others = (hana.human, jun.human, world.sora.human)
        members = [member(hana, human, random, keeper=True) for human in others]
        members[2] = replace(members[2], trustee=True)
        draft = draft_cell(
            "house", members, hana.ports.entropy, guarded=True, random=random
        )
        proposal = safehouse.propose(hana, noted_by(hana), draft)
    world.sync()
    with pytest.raises(NotPermittedError, match=r"house\.keepers"):
        safehouse.sign(jun, proposal)
    with pytest.raises(NotFoundError):
        safehouse.sign(jun, "another")
    assert is_there(world) == []


def test_a_keepers_key_that_is_not_theirs_is_not_signed_for(world):
    hana = world.hana
    with hana.acting():
        random = new_random(hana.ports.entropy)
        keepers = (world.mina.human, world.jun.human, world.sora.human)
        members = [
            member(hana, human, random, keeper=human in keepers)
            for human in (hana.human, *keepers)
        ]
        members[1] = replace(members[1], key=hana.offer_keys(1)[0])
        members[3] = replace(members[3], trustee=True, reader=False)
        draft = draft_cell(
            "house", members, hana.ports.entropy, guarded=True, random=random
        )
        proposal = safehouse.propose(hana, noted_by(hana), draft)
    world.sync()
    with pytest.raises(NotPermittedError, match=r"house\.key"):
        safehouse.sign(world.jun, proposal)


def test_a_keepers_key_is_not_exchanged_for_another_of_ones_own(world):
    house = founded(world)
    mina, jun = world.mina, world.jun
    opened = mina.find("house", house)
    with mina.acting():
        second = mina.offer_keys(1)[0]
        exchanged = [
            replace(one, key=second) if one.human == jun.human else one
            for one in opened.log.members
        ]
        proposal = charters.propose(mina, opened, "joins", exchanged)
    world.sync()
    with pytest.raises(NotPermittedError, match=r"house\.key"):
        safehouse.sign(world.sora, proposal)


def test_an_epoch_of_a_house_is_renewed_by_keepers_who_are_blind(world):
    house = founded(world, "hana", ("tae",))
    for _ in range(7):
        world.pass_time(days=7)
        world.sync()
    world.restart("jun")
    world.restart("sora")
    world.sync()
    opened = world.hana.find("house", house).log
    assert opened.charter.n == 1
    assert world.tae.find("house", house).log.charter.n == 1
    assert is_there(world) == ["hana", "tae"]
    for name in ("mina", "jun", "sora"):
        keys = world.desks[name].keyring[opened.cell]
        assert keys.book.latest.id == opened.keys.book.latest.id
        assert not keys.epochs
    assert len(opened.keys.book[1].signatures) >= 2
    safehouse.note(world.tae, noted_by(world.tae, house=house, address="9 Sea Street"))
    world.sync()
    assert address_at(world.hana, house) == "9 Sea Street"
    assert not opened.problems


def test_what_is_noted_of_a_proposed_house_stays_with_who_noted_it(world):
    house = proposed(world)
    moved = noted_by(world.mina, house=house, address="9 Sea Street")
    safehouse.note(world.mina, moved)
    with pytest.raises(ConflictError):
        safehouse.note(world.mina, moved, (world.tae.human,))
    sign(world, "jun")
    assert address_at(world.mina, house) == "9 Sea Street"
    assert list(vault(world, "mina", "houses.noted")) == []


def test_who_is_neither_coordinator_nor_caseworker_notes_no_house(world):
    with pytest.raises(NotPermittedError):
        safehouse.note(world.sora, noted_by(world.sora))
