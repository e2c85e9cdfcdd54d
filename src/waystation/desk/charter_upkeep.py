"""What desks do about charters by themselves: begin epochs, sign, finish, forget (C-2).

Keepers take turns in all of it, so that few letters say the same and no number is signed
for twice. What the author of a proposal does at once, another does hours later if the
author has not: nothing waits for one desk that may be lost.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from waystation.cell.charter import SignedCharter
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import Draft, check_adoptable
from waystation.desk import charter_secret, charters
from waystation.desk.cells import put_in_force
from waystation.desk.charter_secret import DRAFTS
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import FormatError, NotPermittedError

MONTH = timedelta(days=30)
WEEK = timedelta(days=7)
TURN = timedelta(hours=1)
_SEEN = "charter.seen"
_PATIENCE = timedelta(days=1)
_PATIENCE_WITH_HUMANS = timedelta(days=7)


def epoch_is_due(desk: Desk) -> bool:
    """Say whether a cell that this desk keeps has been in one epoch for too long."""
    return any(True for _ in _due(desk))


def propose_epochs(desk: Desk) -> None:
    """Begin a new epoch where one is due: monthly, on the board weekly."""
    for opened in list(_due(desk)):
        charters.propose(desk, opened, "epoch")


def signature_is_due(desk: Desk) -> bool:
    """Say whether a proposal that only changes an epoch wants this desk's signature."""
    return any(True for _ in _unsigned(desk))


def sign_epochs(desk: Desk) -> None:
    """Sign the proposals that only change an epoch."""
    for keys, charter in list(_unsigned(desk)):
        if charters.has_signed(desk, charter):
            continue  # just now, another for the same number
        charters.put_signature(
            desk, charters.room_of(desk, keys), charter, keys.book.latest.charter
        )


def adoption_is_due(desk: Desk) -> bool:
    """Say whether a proposal that this desk is to put in force has its signatures."""
    return any(True for _ in _adoptable(desk))


def adopt(desk: Desk, at_once: str = "") -> None:
    """Put proposals in force once enough have signed: one's own, or a lost colleague's.

    A colleague's waits its turn, but not the one that a human asks for `at_once`.
    """
    for opened, draft in list(_adoptable(desk, at_once)):
        put_in_force(desk, opened, draft)
        desk.store.vault.drop(DRAFTS, draft.charter.id)
        charters.note_epoch(desk, opened)


def sharing_is_due(desk: Desk) -> bool:
    """Say whether a proposal stands for long, and others may lack its secret."""
    return any(True for _ in _to_share(desk))


def share_again(desk: Desk) -> None:
    """Hand on the secrets of such proposals, once. In `acting()`."""
    for opened, draft in list(_to_share(desk)):
        charter_secret.share(desk, draft, charters.proposers(opened))
        _note(desk, f"{draft.charter.id}/shared")


def forgetting_is_due(desk: Desk) -> bool:
    """Say whether secrets are kept of charters that are in force by now."""
    return bool(charter_secret.outdated(desk))


def forget(desk: Desk) -> None:
    """Destroy those secrets: an epoch that is erased leaves none behind."""
    for shelf, name in charter_secret.outdated(desk):
        desk.store.vault.drop(shelf, name)


def _due(desk: Desk) -> Iterator[OpenCell]:
    for opened in desk.cells.values():
        if desk.human in charters.proposers(opened) and not _stands(desk, opened):
            number = opened.log.charter.n
            began = charters.first_seen(desk, opened, number) or desk.now()
            lasts = WEEK if opened.noun == "board" else MONTH
            if desk.now() >= began + lasts + _turn(desk, opened):
                yield opened


def _turn(desk: Desk, opened: OpenCell) -> timedelta:
    """Return how long this human waits for those before them in the charter.

    Keepers who all propose at once have all signed another charter for the number.
    """
    return charters.proposers(opened).index(desk.human) * TURN


def _stands(desk: Desk, opened: OpenCell) -> bool:
    """Say whether something is proposed that this desk has signed or still waits for.

    A proposal that nobody can finish, or wants to, must not hold the cell at its number.
    """
    before = opened.log.charter
    for charter_id, charter in charters.following(desk, opened):
        if charters.signed_for(desk, charter) == charter_id:
            return True
        asks_humans = not charter.charter.only_changes_epoch(before)
        patience = _PATIENCE_WITH_HUMANS if asks_humans else _PATIENCE
        if desk.now() < _since(desk, charter_id) + patience:
            return True
    return False


def _since(desk: Desk, name: str) -> datetime:
    seen = desk.store.vault.get(_SEEN, name)
    return desk.now() if seen is None else from_rfc3339(seen.decode())


def _note(desk: Desk, name: str) -> None:
    if desk.store.vault.get(_SEEN, name) is None:
        desk.store.vault.put(_SEEN, name, to_rfc3339(desk.now()).encode())


def _unsigned(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    for keys, charter in _all_following(desk):
        latest = keys.book.latest.charter
        if not charters.is_keeper(desk, latest) or charters.has_signed(desk, charter):
            continue
        if charter.charter.only_changes_epoch(latest) and (
            charter_secret.may_sign(desk, charter)
        ):
            yield keys, charter


def _all_following(desk: Desk) -> Iterator[tuple[CellKeys, SignedCharter]]:
    yield from charters.house_proposals(desk)
    for opened in desk.cells.values():
        if not charters.is_blindly_kept(opened.log.charter):
            for _, charter in charters.proposals(opened):
                yield opened.log.keys, charter


def _adoptable(desk: Desk, at_once: str = "") -> Iterator[tuple[OpenCell, Draft]]:
    """Return what is this desk's to put in force: its own at once, another's in turn."""
    for opened, draft in _complete(desk):
        charter_id = draft.charter.id
        if charter_id != at_once and desk.store.vault.get(DRAFTS, charter_id) is None:
            since = _since(desk, f"{charter_id}/complete")
            if desk.now() < since + TURN + _turn(desk, opened):
                continue
        yield opened, draft


def _complete(desk: Desk) -> Iterator[tuple[OpenCell, Draft]]:
    for opened, draft in _drafts(desk):
        try:
            check_adoptable(opened.log.keys, draft.charter)
        except (NotPermittedError, FormatError):
            continue
        yield opened, draft


def _to_share(desk: Desk) -> Iterator[tuple[OpenCell, Draft]]:
    for opened, draft in _drafts(desk):
        charter_id = draft.charter.id
        waits = desk.now() >= _since(desk, charter_id) + _PATIENCE + _turn(desk, opened)
        if waits and desk.store.vault.get(_SEEN, f"{charter_id}/shared") is None:
            yield opened, draft


def _drafts(desk: Desk) -> Iterator[tuple[OpenCell, Draft]]:
    """Return the proposals that this desk can finish."""
    for opened in desk.cells.values():
        if desk.human in charters.proposers(opened):
            for _, charter in charters.following(desk, opened):
                draft = charter_secret.draft_of(desk, charter)
                if draft is not None:
                    yield opened, draft


def note_epochs(desk: Desk) -> None:
    """Note when this desk first saw each epoch, and each proposal. In `keeping()`."""
    for opened in desk.cells.values():
        charters.note_epoch(desk, opened)
        for charter_id, _ in charters.following(desk, opened):
            _note(desk, charter_id)
    for _, draft in _complete(desk):
        _note(desk, f"{draft.charter.id}/complete")
