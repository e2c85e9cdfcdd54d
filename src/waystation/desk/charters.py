"""Charters that want several signatures: proposed, signed, put in force (C-2).

A proposal is an entry of the cell itself, without the secret, which only its author has. A
charter that only changes the epoch is signed by unlocked desks without asking; every other
wants a human's own act. A keeper signs one charter for each number.

A safe house is kept by keepers who may be blind: they hold its charters and cannot read its
cell. What they sign is proposed in the roster, by one of the cell's readers.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from waystation.cell.charter import Charter, Member, SignedCharter
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import Draft, check_adoptable, draft_charter
from waystation.desk.cells import put_in_force
from waystation.desk.desk import Desk
from waystation.desk.founding import read_draft, write_draft
from waystation.desk.machinery import CharterProposed, CharterSigned
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_rfc3339, to_rfc3339, unb64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
)
from waystation.seal.identity import SigningKey

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
TURN = timedelta(hours=1)
HOUSE = "house"
DRAFTS, _SIGNED, _EPOCHS = "charter.drafts", "charter.signed", "charter.epochs"


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
    announce(desk, _room(desk, opened.log.keys), draft)
    if not is_blindly_kept(opened.log.charter) or _is_keeper(desk, opened.log.charter):
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
    room = _room(desk, keys)
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
        ConflictError: this keeper has signed another charter for the same number.
    """
    key = _keeper_key(desk, kept_by)
    number = _number(charter)
    before = desk.store.vault.get(_SIGNED, number)
    if before not in (None, charter.id.encode()):
        raise ConflictError("charter.signed", "another of the same number was signed")
    desk.store.vault.put(_SIGNED, number, charter.id.encode())
    public = b64(key.public)
    signature = charter.signed_by(key).signatures[public]
    desk.append(room, CharterSigned(charter=charter.id, key=public, signature=signature))


def has_signed(desk: Desk, charter: SignedCharter) -> bool:
    """Say whether this desk has signed a charter for that number of that cell."""
    return desk.store.vault.get(_SIGNED, _number(charter)) is not None


def proposals(opened: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    """Return the proposals that follow the charter in force, with their signatures."""
    return _following(opened.log.keys, opened)


def proposed_in(room: OpenCell, cell: bytes | None = None) -> Iterator[SignedCharter]:
    """Return the charters proposed in a cell, with the signatures given there.

    With `cell` only those for that one.
    """
    signatures: dict[str, list[tuple[str, str]]] = {}
    for note in room.notes(CharterSigned):
        signatures.setdefault(note.charter, []).append((note.key, note.signature))
    wanted = None if cell is None else b64(cell)
    for proposal in room.notes(CharterProposed):
        if wanted not in (None, proposal.cell):
            continue
        try:
            charter = SignedCharter.read(unb64(proposal.charter), {})
        except FormatError:
            continue
        yield charter.with_valid(signatures.get(charter.id, ()))


def is_blindly_kept(charter: Charter) -> bool:
    """Say whether keepers of such a cell may be no readers of it."""
    return charter.guarded and charter.kind == HOUSE


def house_proposals(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    """Return what follows the charters in force of the houses that are kept here."""
    for keys in desk.keyring.cells.values():
        if len(keys.book) and is_blindly_kept(keys.book.latest.charter):
            for _, charter in _following(keys, _room(desk, keys)):
                yield keys, charter


def _following(keys: CellKeys, room: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    latest = keys.book.latest
    for charter in proposed_in(room, keys.cell):
        if charter.charter.prev == latest.id and charter.cell == keys.cell:
            yield charter.id, charter


def _room(desk: Desk, keys: CellKeys) -> OpenCell:
    """Return the cell in which charters of another, or of itself, are proposed."""
    if is_blindly_kept(keys.book.latest.charter):
        return desk.cell(desk.membership.joined.roster)
    return desk.cell(keys.cell)


def _number(charter: SignedCharter) -> str:
    return f"{b64(charter.cell)}/{charter.charter.n}"


def epoch_is_due(desk: Desk) -> bool:
    """Say whether a cell that this desk keeps has been in one epoch for too long."""
    return any(True for _ in _due(desk))


def propose_epochs(desk: Desk) -> None:
    """Begin a new epoch where one is due: monthly, on the board weekly."""
    for opened in list(_due(desk)):
        propose(desk, opened, "epoch")


def signature_is_due(desk: Desk) -> bool:
    """Say whether a proposal that only changes an epoch wants this desk's signature."""
    return any(True for _ in _unsigned(desk))


def sign_epochs(desk: Desk) -> None:
    """Sign the proposals that only change an epoch."""
    for keys, charter in list(_unsigned(desk)):
        put_signature(desk, _room(desk, keys), charter, keys.book.latest.charter)


def adoption_is_due(desk: Desk) -> bool:
    """Say whether a proposal of this desk has the signatures it needs."""
    return any(True for _ in _complete(desk))


def adopt(desk: Desk) -> None:
    """Put this desk's own proposals in force once enough have signed."""
    for opened, draft in list(_complete(desk)):
        put_in_force(desk, opened, draft)
        desk.store.vault.drop(DRAFTS, draft.charter.id)
        _mark(desk, opened)


def _due(desk: Desk) -> Iterator[OpenCell]:
    for opened in desk.cells.values():
        if desk.human in _proposers(opened) and not any(_proposed(desk, opened)):
            number = opened.log.charter.n
            began = first_seen(desk, opened, number) or desk.now()
            lasts = WEEK if opened.noun == "board" else MONTH
            if desk.now() >= began + lasts + _turn(desk, opened):
                yield opened


def first_seen(desk: Desk, opened: OpenCell, epoch: int) -> datetime | None:
    """Return when this desk first saw an epoch in force; None where it was passed over."""
    seen = desk.store.vault.get(_EPOCHS, f"{b64(opened.log.cell)}/{epoch}")
    return None if seen is None else from_rfc3339(seen.decode())


def _turn(desk: Desk, opened: OpenCell) -> timedelta:
    """Return how long this human waits for those before them in the charter.

    Keepers who all propose at once have all signed another charter for the number.
    """
    return _proposers(opened).index(desk.human) * TURN


def _proposers(opened: OpenCell) -> list[str]:
    """Return who may begin a new epoch: keepers, or the readers of what is kept blindly."""
    if is_blindly_kept(opened.log.charter):
        return [one.human for one in opened.log.members if one.reader]
    return [one.human for one in opened.log.members if one.keeper]


def _proposed(desk: Desk, opened: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    return _following(opened.log.keys, _room(desk, opened.log.keys))


def _mark(desk: Desk, opened: OpenCell) -> None:
    name = f"{b64(opened.log.cell)}/{opened.log.charter.n}"
    if desk.store.vault.get(_EPOCHS, name) is None:
        desk.store.vault.put(_EPOCHS, name, to_rfc3339(desk.now()).encode())


def _unsigned(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    for keys, charter in _all_following(desk):
        latest = keys.book.latest.charter
        if not _is_keeper(desk, latest) or has_signed(desk, charter):
            continue
        if charter.charter.only_changes_epoch(latest):
            yield keys, charter


def _all_following(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    yield from house_proposals(desk)
    for opened in desk.cells.values():
        if not is_blindly_kept(opened.log.charter):
            for _, charter in proposals(opened):
                yield opened.log.keys, charter


def _complete(desk: Desk) -> Iterator[tuple[OpenCell, Draft]]:
    for opened in desk.cells.values():
        for charter_id, charter in _proposed(desk, opened):
            kept = desk.store.vault.get(DRAFTS, charter_id)
            if kept is None:
                continue
            draft = read_draft(kept).merged([charter])
            try:
                check_adoptable(opened.log.keys, draft.charter)
            except (NotPermittedError, FormatError):
                continue
            yield opened, draft


def _keeper_key(desk: Desk, kept_by: Charter) -> SigningKey:
    for member in kept_by.members:
        if member.human == desk.human and member.keeper:
            key = desk.offered_key(member.key)
            if key is not None:
                return key
    raise NotPermittedError("charter.keeper", "this desk's human keeps no such cell")


def _is_keeper(desk: Desk, charter: Charter) -> bool:
    return desk.human in charter.keepers


def note_epochs(desk: Desk) -> None:
    """Note when this desk first saw each epoch. In `keeping()`."""
    for opened in desk.cells.values():
        _mark(desk, opened)
