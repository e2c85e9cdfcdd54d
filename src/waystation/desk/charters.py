"""Charters that want several signatures: proposed, signed, put in force (C-2).

A proposal is an entry of the cell itself, without the secret, which only its author has. A
charter that only changes the epoch is signed by unlocked desks without asking; every other
wants a human's own act. A keeper signs one charter for each number.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from waystation.cell.charter import Member, SignedCharter
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

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
TURN = timedelta(hours=1)
_SHELF, _SIGNED, _EPOCHS = "charter.drafts", "charter.signed", "charter.epochs"


def propose(
    desk: Desk, opened: OpenCell, reason: str, members: Sequence[Member] | None = None
) -> str:
    """Propose the next charter of a cell and sign it; return its id. In `acting()`.

    Raises:
        ConflictError: this keeper has signed another charter for the same number.
        NotPermittedError: this desk's human is no keeper of the cell.
    """
    leaving: dict[str, tuple[int, str]] = {}
    if members is not None:
        staying = {member.key for member in members}
        gone = [one.key for one in opened.log.members if one.key not in staying]
        leaving = opened.log.cuts_for(gone)
    draft = draft_charter(
        opened.log.keys, reason, desk.ports.entropy, members=members, cuts=leaving
    )
    charter = draft.charter
    desk.store.vault.put(_SHELF, charter.id, write_draft(draft))
    proposed = CharterProposed(
        cell=b64(opened.log.cell), charter=b64(charter.raw), reason=reason
    )
    desk.append(opened, proposed)
    sign(desk, opened, charter.id)
    return charter.id


def sign(desk: Desk, opened: OpenCell, charter_id: str) -> None:
    """Sign a proposed charter as a keeper of the one in force. In `acting()`.

    Raises:
        NotFoundError: no such proposal follows the charter in force.
        NotPermittedError: this desk's human is no keeper of the cell.
        ConflictError: this keeper has signed another charter for the same number.
    """
    charter = dict(proposals(opened)).get(charter_id)
    if charter is None:
        raise NotFoundError("charter.unknown", "no such charter is proposed")
    keeper = _keeper(desk, opened)
    number = f"{b64(opened.log.cell)}/{charter.charter.n}"
    before = desk.store.vault.get(_SIGNED, number)
    if before not in (None, charter_id.encode()):
        raise ConflictError("charter.signed", "another of the same number was signed")
    signed = charter.signed_by(desk.key_in(opened))
    desk.store.vault.put(_SIGNED, number, charter_id.encode())
    note = CharterSigned(
        charter=charter_id, key=keeper.key, signature=signed.signatures[keeper.key]
    )
    desk.append(opened, note)


def proposals(opened: OpenCell) -> Iterator[tuple[str, SignedCharter]]:
    """Return the proposals that follow the charter in force, with their signatures."""
    signatures: dict[str, dict[str, str]] = {}
    for note in opened.notes(CharterSigned):
        signatures.setdefault(note.charter, {})[note.key] = note.signature
    latest = opened.log.keys.book.latest
    for proposal in opened.notes(CharterProposed):
        try:
            charter = SignedCharter.read(unb64(proposal.charter), {})
        except FormatError:
            continue
        if charter.charter.prev == latest.id and charter.cell == opened.log.cell:
            given = signatures.get(charter.id, {})
            yield charter.id, SignedCharter.read(charter.raw, given)


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
    for opened, charter_id in list(_unsigned(desk)):
        sign(desk, opened, charter_id)


def adoption_is_due(desk: Desk) -> bool:
    """Say whether a proposal of this desk has the signatures it needs."""
    return any(True for _ in _complete(desk))


def adopt(desk: Desk) -> None:
    """Put this desk's own proposals in force once enough have signed."""
    for opened, draft in list(_complete(desk)):
        put_in_force(desk, opened, draft)
        desk.store.vault.drop(_SHELF, draft.charter.id)
        _mark(desk, opened)


def _due(desk: Desk) -> Iterator[OpenCell]:
    for opened in desk.cells.values():
        if _is_keeper(desk, opened) and not any(True for _ in proposals(opened)):
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
    """Return how long this keeper waits for those before them in the charter.

    Keepers who all propose at once have all signed another charter for the number.
    """
    keepers = [one.human for one in opened.log.members if one.keeper]
    return keepers.index(desk.human) * TURN


def _mark(desk: Desk, opened: OpenCell) -> None:
    name = f"{b64(opened.log.cell)}/{opened.log.charter.n}"
    if desk.store.vault.get(_EPOCHS, name) is None:
        desk.store.vault.put(_EPOCHS, name, to_rfc3339(desk.now()).encode())


def _unsigned(desk: Desk) -> Iterator[tuple[OpenCell, str]]:
    for opened in desk.cells.values():
        if not _is_keeper(desk, opened):
            continue
        for charter_id, charter in proposals(opened):
            number = f"{b64(opened.log.cell)}/{charter.charter.n}"
            only_epoch = charter.charter.only_changes_epoch(opened.log.charter)
            if only_epoch and desk.store.vault.get(_SIGNED, number) is None:
                yield opened, charter_id


def _complete(desk: Desk) -> Iterator[tuple[OpenCell, Draft]]:
    for opened in desk.cells.values():
        for charter_id, charter in proposals(opened):
            kept = desk.store.vault.get(_SHELF, charter_id)
            if kept is None:
                continue
            draft = read_draft(kept).merged([charter])
            try:
                check_adoptable(opened.log.keys, draft.charter)
            except (NotPermittedError, FormatError):
                continue
            yield opened, draft


def _keeper(desk: Desk, opened: OpenCell) -> Member:
    for member in opened.log.members:
        if member.human == desk.human and member.keeper:
            return member
    raise NotPermittedError("charter.keeper", "this desk's human keeps no such cell")


def _is_keeper(desk: Desk, opened: OpenCell) -> bool:
    keepers = opened.log.charter.keepers
    return desk.human in keepers


def note_epochs(desk: Desk) -> None:
    """Note when this desk first saw each epoch. In `keeping()`."""
    for opened in desk.cells.values():
        _mark(desk, opened)
