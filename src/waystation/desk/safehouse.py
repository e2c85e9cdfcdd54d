"""Safe houses: each in a guarded cell of its own, the address sealed even from case staff.

    founder   note(desk, noted, humans)   charter 0, proposed to the roster's keepers
    keepers   sign(desk, proposal)        until a majority of them has signed
    founder   adopt(desk)                 the cell is founded, the address written into it

The roster's keepers keep every house; who of them is no reader is a blind keeper, who holds
the charters and no secret. Until the cell is founded, label and address are in the vault of
whoever noted them and nowhere else.
"""

from collections.abc import Iterator, Sequence

import msgspec

from waystation.casework.entries import HouseNoted, HousePresumedBurned, body_of, decode
from waystation.casework.noted import acts
from waystation.casework.terms import Role
from waystation.cell.charter import Charter
from waystation.cell.recharter import Draft, draft_cell, found_cell, new_random
from waystation.desk import charters
from waystation.desk.cells import establish, member
from waystation.desk.charter_secret import DRAFTS
from waystation.desk.charters import HOUSE
from waystation.desk.desk import Desk
from waystation.desk.founding import read_draft
from waystation.desk.machinery import Named
from waystation.encoding import to_json
from waystation.errors import ConflictError, NotFoundError, NotPermittedError

_NOTED = "houses.noted"


def note(desk: Desk, noted: HouseNoted, humans: Sequence[str] = ()) -> str:
    """Note a safe house for these humans alone; return its register id.

    A new house is proposed to the roster's keepers and is there once a majority has signed.

    Raises:
        ConflictError: it is proposed already, for other readers.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        if noted.house in {opened.register for opened in desk.cells_of(HOUSE)}:
            desk.append(desk.find(HOUSE, noted.house), noted)
        elif not _note_again(desk, noted, humans):
            propose(desk, noted, _draft(desk, humans))
        return noted.house


def propose(desk: Desk, noted: HouseNoted, draft: Draft) -> str:
    """Propose charter 0 of a house; return its id. Inside `acting()`."""
    charter = draft.charter
    room = desk.roster_cell
    charters.announce(desk, room, draft)
    desk.store.vault.put(_NOTED, charter.id, to_json(body_of(noted)))
    if desk.human in charter.charter.keepers:
        charters.put_signature(desk, room, charter, charter.charter)
    return charter.id


def waiting(desk: Desk) -> list[charters.Proposal]:
    """Return what wants this keeper's signature: new houses, and changes of members."""
    with desk.lock:
        return charters.waiting(desk, proposed(desk))


def sign(desk: Desk, proposal: str) -> None:
    """Sign a proposed charter of a house: a keeper's own act.

    Raises:
        NotFoundError: no such proposal.
        NotPermittedError: its keepers are not the roster's, a key is not its human's, or
            this desk's human is none of them.
        ConflictError: this keeper has signed another of the same number.
    """
    with desk.acting():
        for charter, kept_by in proposed(desk):
            if charter.id == proposal:
                _check_keepers(desk, charter.charter)
                charters.check_keys(desk, charter, kept_by, HOUSE)
                charters.put_signature(desk, desk.roster_cell, charter, kept_by)
                return
        raise NotFoundError("charter.unknown", "no such charter is proposed")


def noted_here(desk: Desk) -> dict[str, HouseNoted]:
    """Return the houses that this desk has proposed, by the proposal's id."""
    found = {
        charter_id: decode(HouseNoted.kind, written)
        for charter_id, written in desk.store.vault.items(_NOTED)
    }
    return {one: noted for one, noted in found.items() if isinstance(noted, HouseNoted)}


def adoption_is_due(desk: Desk) -> bool:
    """Say whether a house that this desk proposed has the signatures it needs."""
    return any(True for _ in _complete(desk))


def adopt(desk: Desk) -> None:
    """Found the cells of such houses and write their addresses. In `acting()`."""
    for draft, noted in list(_complete(desk)):
        opened = establish(desk, found_cell(draft))
        desk.append(opened, Named(register=noted.house))
        desk.append(opened, noted)
        for shelf in (DRAFTS, _NOTED):
            desk.store.vault.drop(shelf, draft.charter.id)


def presume_burned(desk: Desk, journey_id: str, house: str, reason: str) -> None:
    """Presume a house known to those who must not know it, until shown otherwise."""
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        act = HousePresumedBurned(house=house, journey=journey_id, reason=reason)
        desk.append(desk.find("journey", journey_id), act)


def burned(desk: Desk) -> frozenset[str]:
    """Return every house that any journey of this desk presumes burned."""
    kind = HousePresumedBurned.kind
    return frozenset(
        act.house
        for opened in desk.cells_of("journey")
        for _, act in acts(opened.of_kind(kind))
        if isinstance(act, HousePresumedBurned)
    )


def _draft(desk: Desk, humans: Sequence[str]) -> Draft:
    """Draft charter 0: these humans and this desk's read, the roster's keepers keep."""
    random = new_random(desk.ports.entropy)
    keepers = charters.keepers_of(desk.roster_cell.log.charter)
    readers = dict.fromkeys((desk.human, *humans))
    members = [
        msgspec.structs.replace(
            member(desk, human, random, keeper=human in keepers),
            trustee=keepers.get(human, False),
            reader=human in readers,
        )
        for human in (readers | dict.fromkeys(keepers))
    ]
    return draft_cell(HOUSE, members, desk.ports.entropy, guarded=True, random=random)


def _check_keepers(desk: Desk, charter: Charter) -> None:
    ours = charters.keepers_of(desk.roster_cell.log.charter)
    if not charters.is_blindly_kept(charter) or charters.keepers_of(charter) != ours:
        raise NotPermittedError("house.keepers", "the roster's keepers keep every house")


def proposed(desk: Desk) -> charters.Proposed:
    """Return what is proposed and not in force, whoever's signature it wants."""
    for charter in charters.proposed_in(desk.roster_cell):
        new = charter.charter.n == 0 and charters.is_blindly_kept(charter.charter)
        if new and charter.cell not in desk.keyring.cells:
            yield charter, charter.charter
    for keys, charter in charters.house_proposals(desk):
        yield charter, keys.book.latest.charter


def _complete(desk: Desk) -> Iterator[tuple[Draft, HouseNoted]]:
    for draft, written in charters.founded(desk, _NOTED):
        noted = decode(HouseNoted.kind, written)
        if isinstance(noted, HouseNoted):
            yield draft, noted


def _note_again(desk: Desk, noted: HouseNoted, humans: Sequence[str]) -> bool:
    """Say whether this desk has proposed a house; if so keep what is noted of it now."""
    vault = desk.store.vault
    for charter_id, before in noted_here(desk).items():
        if before.house != noted.house:
            continue
        charter = read_draft(vault.get(DRAFTS, charter_id)).charter.charter
        if not set(humans) <= {one.human for one in charter.members if one.reader}:
            raise ConflictError("house.proposed", "it is proposed for other readers")
        vault.put(_NOTED, charter_id, to_json(body_of(noted)))
        return True
    return False
