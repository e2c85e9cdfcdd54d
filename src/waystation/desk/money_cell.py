"""The money cell: who signs for money, kept by the roster's keepers.

    one        found(desk, base, humans)   charter 0, proposed to the roster's keepers
    keepers    sign(desk, proposal)        until a majority of them has signed
    one        adopt(desk)                 the cell is founded

An organisation has one. Its keepers all read it; so do its coordinators, and whoever else
is named. A keeper signs for one founding, and for another only a week after the first came
to nothing.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from waystation.casework import roster
from waystation.casework.entries.money import LedgerOpened
from waystation.casework.money import Currency
from waystation.casework.terms import Role
from waystation.cell.charter import Charter, SignedCharter
from waystation.cell.recharter import Draft, draft_cell, found_cell, new_random
from waystation.desk import admission, charters
from waystation.desk.cells import establish, member
from waystation.desk.charter_secret import DRAFTS
from waystation.desk.desk import Desk
from waystation.desk.machinery import Named
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_rfc3339, to_rfc3339
from waystation.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
)

MONEY = "money"
COMES_TO_NOTHING = timedelta(days=7)
_FOUNDING, _SIGNED = "money.founding", "money.signed"


def room(desk: Desk) -> OpenCell:
    """Return the money cell.

    Raises:
        NotFoundError: there is none yet, or this desk's human is not in it.
    """
    opened = open_room(desk)
    if opened is None:
        raise NotFoundError("money.none", "nobody keeps money here, or not for this desk")
    return opened


def open_room(desk: Desk) -> OpenCell | None:
    """Return the money cell; None where there is none, or not for this desk."""
    return min(desk.cells_of(MONEY), key=lambda one: one.log.cell, default=None)


def found(desk: Desk, base: Currency, humans: Sequence[str] = ()) -> str:
    """Propose the money cell to the roster's keepers; return the proposal's id.

    Raises:
        ConflictError: there is one, or this desk has proposed one.
        NotFoundError: one of the humans cannot be written to.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.KEEPER)
        if desk.cells_of(MONEY) or has_proposed(desk):
            raise ConflictError("money.founded", "it is founded, or proposed by this desk")
        draft = _draft(desk, humans)
        charter = draft.charter
        charters.announce(desk, desk.roster_cell, draft)
        desk.store.vault.put(_FOUNDING, charter.id, base.encode())
        if desk.human in charter.charter.keepers:
            _put_signature(desk, charter, charter.charter)
        return charter.id


def add_member(desk: Desk, human: str) -> str:
    """Propose somebody as a member from now on; return the id that keepers sign.

    Raises:
        ConflictError: they are one.
        NotPermittedError: this desk's human is no keeper.
    """
    with desk.acting():
        opened = room(desk)
        if human in {one.human for one in opened.log.members}:
            raise ConflictError("money.member", "they are a member")
        return admission.add_to(desk, opened, human)


def waiting(desk: Desk) -> list[charters.Proposal]:
    """Return what wants this keeper's signature."""
    with desk.lock:
        return charters.waiting(desk, proposed(desk))


def sign(desk: Desk, proposal: str) -> None:
    """Sign a proposed charter of the money cell: a keeper's own act.

    Raises:
        NotFoundError: no such proposal.
        NotPermittedError: its keepers are not the roster's, a key is not its human's, or
            this desk's human is no keeper.
        ConflictError: this keeper has signed another.
    """
    with desk.acting():
        for charter, kept_by in proposed(desk):
            if charter.id == proposal:
                _check_keepers(desk, charter.charter)
                charters.check_keys(desk, charter, kept_by, MONEY)
                _put_signature(desk, charter, kept_by)
                return
        raise NotFoundError("charter.unknown", "no such charter is proposed")


def has_proposed(desk: Desk) -> bool:
    """Say whether this desk has proposed a money cell that is not founded yet."""
    return any(True for _ in _mine(desk))


def adoption_is_due(desk: Desk) -> bool:
    """Say whether a founding that this desk proposed has the signatures it needs."""
    return any(True for _ in _complete(desk))


def adopt(desk: Desk) -> None:
    """Found the cell, unless another was founded meanwhile. In `acting()`."""
    for draft, base in list(_complete(desk)):
        if not desk.cells_of(MONEY):
            opened = establish(desk, found_cell(draft))
            desk.append(opened, Named(register=b64(desk.organisation)))
            desk.append(opened, LedgerOpened(base=base))
        for shelf in (DRAFTS, _FOUNDING):
            desk.store.vault.drop(shelf, draft.charter.id)


def _draft(desk: Desk, humans: Sequence[str]) -> Draft:
    random = new_random(desk.ports.entropy)
    keepers = charters.keepers_of(desk.roster_cell.log.charter)
    everyone = roster.humans(desk.roster())
    coordinators = [one.human for one in everyone if Role.COORDINATOR in one.roles]
    members = [
        replace(
            member(desk, human, random, keeper=human in keepers),
            trustee=keepers.get(human, False),
        )
        for human in dict.fromkeys((desk.human, *keepers, *coordinators, *humans))
    ]
    return draft_cell(MONEY, members, desk.ports.entropy, guarded=True, random=random)


def _check_keepers(desk: Desk, charter: Charter) -> None:
    """Refuse what takes the cell from its keepers."""
    blind = any(not one.reader for one in charter.members)
    ours = charters.keepers_of(desk.roster_cell.log.charter)
    if blind or charters.keepers_of(charter) != ours:
        raise NotPermittedError("money.keepers", "the roster's keepers keep it and read it")


def _put_signature(desk: Desk, charter: SignedCharter, kept_by: Charter) -> None:
    opened = desk.cells.get(charter.cell)
    if charter.charter.n == 0 or opened is None:
        _mark_founding(desk, charter.id)
        charters.put_signature(desk, desk.roster_cell, charter, kept_by)
    else:
        charters.sign(desk, opened, charter.id)


def _mark_founding(desk: Desk, charter_id: str) -> None:
    vault = desk.store.vault
    for other, at in list(vault.items(_SIGNED)):
        recent = desk.now() < from_rfc3339(at.decode()) + COMES_TO_NOTHING
        if other != charter_id and recent:
            raise ConflictError("money.signed", "another founding was signed this week")
    vault.put(_SIGNED, charter_id, to_rfc3339(desk.now()).encode())


def proposed(desk: Desk) -> charters.Proposed:
    """Return what is proposed and not in force, whoever's signature it wants."""
    opened = desk.cells_of(MONEY)
    for charter in () if opened else charters.proposed_in(desk.roster_cell):
        new = charter.charter.n == 0 and charter.charter.kind == MONEY
        if new and charter.charter.guarded:
            yield charter, charter.charter
    for one in opened:
        for _, charter in charters.proposals(one):
            yield charter, one.log.charter


def _mine(desk: Desk) -> Iterator[str]:
    return (charter_id for charter_id, _ in desk.store.vault.items(_FOUNDING))


def _complete(desk: Desk) -> Iterator[tuple[Draft, Currency]]:
    for draft, base in charters.founded(desk, _FOUNDING):
        yield draft, Currency(base.decode())
