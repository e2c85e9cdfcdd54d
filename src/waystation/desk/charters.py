"""Charters that want several signatures: proposed, signed, put in force (C-2).

A proposal is an entry of the cell itself, without the secret, which goes by letter to
whoever else could put it in force. A charter that only changes the epoch is signed by
unlocked desks without asking; every other wants a human's own act. A keeper signs one
charter for each number, and none whose secret has not come: so whoever has signed can
finish it, should its author be lost.

A safe house is kept by keepers who may be blind: they hold its charters and cannot read its
cell. What they sign is proposed in the roster, by one of the cell's readers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from waystation.casework import roster
from waystation.cell.charter import Charter, Member, SignedCharter, humans_of
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import Draft, draft_charter, found_cell
from waystation.desk import charter_secret
from waystation.desk.charter_secret import DRAFTS
from waystation.desk.colleagues import is_key_of
from waystation.desk.desk import Desk
from waystation.desk.founding import read_draft, write_draft
from waystation.desk.machinery import CharterProposed, CharterSigned
from waystation.desk.opened import OpenCell
from waystation.desk.vouching import FIRST_SEEN
from waystation.encoding import b64, from_rfc3339, to_rfc3339, unb64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
)
from waystation.seal.identity import SigningKey

Proposed = Iterable[tuple[SignedCharter, Charter]]
"""What is proposed and not in force, each with the charter whose keepers sign it."""
HOUSE = "house"
_SIGNED = "charter.signed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A charter as the keepers of a cell see it: who would read, who has signed.

    Attributes:
        reason: `founded` for a new cell.
    """

    id: str
    reason: str
    readers: frozenset[str]
    signed: frozenset[str]


def waiting(desk: Desk, proposed: Proposed) -> list[Proposal]:
    """Return which of these charters want this keeper's signature."""
    return [
        Proposal(
            charter.id,
            charter.charter.reason,
            frozenset(one.human for one in charter.charter.members if one.reader),
            humans_of(charter.signing_keys(kept_by.members), kept_by.members),
        )
        for charter, kept_by in proposed
        if desk.human in kept_by.keepers and not has_signed(desk, charter)
    ]


def propose(
    desk: Desk, opened: OpenCell, reason: str, members: Sequence[Member] | None = None
) -> str:
    """Propose the next charter of a cell and sign it; return its id. In `acting()`.

    Raises:
        ConflictError: this keeper has signed another charter for the same number.
        NotPermittedError: this desk's human is no keeper of the cell, nor a reader of a
            guarded house.
    """
    leaving: dict[str, tuple[int, str]] = {}
    if members is not None:
        staying = {member.key for member in members}
        gone = [one.key for one in opened.log.members if one.key not in staying]
        leaving = opened.log.cuts_for(gone)
    draft = draft_charter(
        opened.log.keys, reason, desk.ports.entropy, members=members, cuts=leaving
    )
    # Letters leave before entries: nobody sees the proposal sooner than they can finish it.
    charter_secret.share(desk, draft, proposers(opened))
    announce(desk, room_of(desk, opened.log.keys), draft)
    if not is_blindly_kept(opened.log.charter) or is_keeper(desk, opened.log.charter):
        sign(desk, opened, draft.charter.id)
    return draft.charter.id


def announce(desk: Desk, room: OpenCell, draft: Draft) -> None:
    """Keep a draft and write the charter, without its secret, where keepers see it."""
    charter = draft.charter
    desk.store.vault.put(DRAFTS, charter.id, write_draft(draft))
    proposed = CharterProposed(
        cell=b64(charter.cell), charter=b64(charter.raw), reason=charter.charter.reason
    )
    desk.append(room, proposed)


def sign(desk: Desk, opened: OpenCell, charter_id: str) -> None:
    """Sign a proposed charter as a keeper of the one in force. In `acting()`.

    Raises:
        NotFoundError: no such proposal follows the charter in force.
        NotPermittedError: this desk's human is no keeper of the cell.
        ConflictError: this keeper has signed another charter for the same number.
    """
    keys = opened.log.keys
    room = room_of(desk, keys)
    charter = dict(_following(keys, room)).get(charter_id)
    if charter is None:
        raise NotFoundError("charter.unknown", "no such charter is proposed")
    put_signature(desk, room, charter, keys.book.latest.charter)


def put_signature(
    desk: Desk, room: OpenCell, charter: SignedCharter, kept_by: Charter
) -> None:
    """Sign a charter as a keeper in `kept_by` and write that into `room`. In `acting()`.

    Raises:
        NotPermittedError: this desk's human is no keeper in it.
        ConflictError: this keeper has signed another charter for the same number, or could
            not finish this one, its secret not having come.
    """
    key = _keeper_key(desk, kept_by)
    number = _number(charter)
    before = desk.store.vault.get(_SIGNED, number)
    if before not in (None, charter.id.encode()):
        raise ConflictError("charter.signed", "another of the same number was signed")
    if charter.charter.n and not charter_secret.may_sign(desk, charter):
        raise ConflictError("charter.secret", "the secret of this charter has not come yet")
    desk.store.vault.put(_SIGNED, number, charter.id.encode())
    public = b64(key.public)
    signature = charter.signed_by(key).signatures[public]
    desk.append(room, CharterSigned(charter=charter.id, key=public, signature=signature))


def check_keys(desk: Desk, charter: SignedCharter, kept_by: Charter, noun: str) -> None:
    """Refuse a new key that its human does not vouch for: nobody is to count as two.

    Who is being admitted to the roster is in none yet: their enrolment vouches for them.

    Raises:
        NotPermittedError: there is such a key.
    """
    body = charter.charter
    known = kept_by.by_key if body.n else {}
    random, in_roster = unb64(body.random), charter.cell == desk.membership.joined.roster
    for one in body.members:
        if one.key in known:
            continue
        admitted = in_roster and roster.human(desk.roster(), one.human) is None
        if not admitted and not is_key_of(desk, one, random):
            raise NotPermittedError(f"{noun}.key", "a key is not bound to its human")


def has_signed(desk: Desk, charter: SignedCharter) -> bool:
    """Say whether this desk has signed a charter for that number of that cell."""
    return bool(signed_for(desk, charter))


def signed_for(desk: Desk, charter: SignedCharter) -> str:
    """Return which charter this desk signed for that number; empty for none."""
    return (desk.store.vault.get(_SIGNED, _number(charter)) or b"").decode()


def proposals(opened: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    """Return the proposals that follow the charter in force, with their signatures."""
    return _following(opened.log.keys, opened)


def proposed_in(
    room: OpenCell, cell: bytes | None = None, after: str | None = None
) -> Iterator[SignedCharter]:
    """Return the charters proposed in a cell, with the signatures given there.

    With `cell` only those for that one, with `after` only those that follow that charter.
    """
    proposed = room.notes(CharterProposed)
    if not proposed:
        return
    signatures: dict[str, list[tuple[str, str]]] = {}
    for note in room.notes(CharterSigned):
        signatures.setdefault(note.charter, []).append((note.key, note.signature))
    wanted = None if cell is None else b64(cell)
    for proposal in proposed:
        if wanted not in (None, proposal.cell):
            continue
        charter = _read(proposal.charter)
        if charter is not None and after in (None, charter.charter.prev):
            yield charter.with_valid(signatures.get(charter.id, ()))


@lru_cache(maxsize=1024)
def _read(written: str) -> SignedCharter | None:
    """Read a proposed charter, which every round asks for; None where it is none."""
    try:
        return SignedCharter.read(unb64(written), {})
    except FormatError:
        return None


def founded(desk: Desk, shelf: str) -> Iterator[tuple[Draft, bytes]]:
    """Return the cells that this desk proposed to found and enough have signed.

    Each with what it has kept of it on `shelf`, under the charter's id.
    """
    kept = dict(desk.store.vault.items(shelf))
    for charter in proposed_in(desk.roster_cell) if kept else ():
        if charter.id not in kept:
            continue
        draft = read_draft(desk.store.vault.get(DRAFTS, charter.id)).merged([charter])
        try:
            found_cell(draft)
        except (NotPermittedError, FormatError):
            continue
        yield draft, kept[charter.id]


def keepers_of(charter: Charter) -> dict[str, bool]:
    """Return the humans who keep a cell, and which of them is the trustee."""
    found: dict[str, bool] = {}
    for one in charter.members:
        if one.keeper:
            found[one.human] = one.trustee or found.get(one.human, False)
    return found


def is_blindly_kept(charter: Charter) -> bool:
    """Say whether keepers of such a cell may be no readers of it."""
    return charter.guarded and charter.kind == HOUSE


def house_proposals(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    """Return what follows the charters in force of the houses that are kept here."""
    for keys in desk.keyring.cells.values():
        if len(keys.book) and is_blindly_kept(keys.book.latest.charter):
            for _, charter in _following(keys, room_of(desk, keys)):
                yield keys, charter


def _following(keys: CellKeys, room: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    for charter in proposed_in(room, keys.cell, after=keys.book.latest.id):
        if charter.cell == keys.cell:
            yield charter.id, charter


def room_of(desk: Desk, keys: CellKeys) -> OpenCell:
    """Return the cell in which charters of another, or of itself, are proposed."""
    if is_blindly_kept(keys.book.latest.charter):
        return desk.roster_cell
    return desk.cell(keys.cell)


def _number(charter: SignedCharter) -> str:
    return f"{b64(charter.cell)}/{charter.charter.n}"


def proposers(opened: OpenCell) -> list[str]:
    """Return who may begin a new epoch: keepers, or the readers of what is kept blindly."""
    if is_blindly_kept(opened.log.charter):
        return [one.human for one in opened.log.members if one.reader]
    return [one.human for one in opened.log.members if one.keeper]


def following(desk: Desk, opened: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    """Return what follows a cell's charter in force, wherever it is proposed."""
    return _following(opened.log.keys, room_of(desk, opened.log.keys))


def _keeper_key(desk: Desk, kept_by: Charter) -> SigningKey:
    for member in kept_by.members:
        if member.human == desk.human and member.keeper:
            key = desk.offered_key(member.key)
            if key is not None:
                return key
    raise NotPermittedError("charter.keeper", "this desk's human keeps no such cell")


def is_keeper(desk: Desk, charter: Charter) -> bool:
    """Say whether this desk's human is among the keepers of a charter."""
    return desk.human in charter.keepers


def first_seen(desk: Desk, opened: OpenCell, epoch: int) -> datetime | None:
    """Return when this desk first saw an epoch in force; None where it was passed over."""
    seen = desk.store.vault.get(FIRST_SEEN, f"{b64(opened.log.cell)}/{epoch}")
    return None if seen is None else from_rfc3339(seen.decode())


def note_epoch(desk: Desk, opened: OpenCell) -> None:
    """Note when this desk first saw the epoch in force. In `keeping()`."""
    name = f"{b64(opened.log.cell)}/{opened.log.charter.n}"
    if desk.store.vault.get(FIRST_SEEN, name) is None:
        desk.store.vault.put(FIRST_SEEN, name, to_rfc3339(desk.now()).encode())
