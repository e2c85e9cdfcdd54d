"""What keepers sign together, as pages show it: who has signed, and whose turn it is."""

from dataclasses import dataclass

from waystation.casework import roster
from waystation.casework.payout import Payout
from waystation.cell.charter import Charter, SignedCharter, humans_of, majority
from waystation.desk import board, charters
from waystation.desk.costs import WORKS
from waystation.desk.desk import Desk
from waystation.desk.money_cell import room
from waystation.desk.views_names import Names


@dataclass(frozen=True, slots=True)
class SigningRow:
    """A ledger, a house or a new reader that keepers sign for.

    Attributes:
        label: what this desk calls it; only where this desk proposed it.
        readers: who would read it.
        signed: the keepers who have signed.
        next: the keepers who have not.
        needed: how many more of them it takes.
        may_sign: whether this desk's human is one of those.
    """

    id: str
    readers: tuple[str, ...]
    signed: tuple[str, ...]
    next: tuple[str, ...] = ()
    needed: int = 0
    new: bool = True
    may_sign: bool = True
    label: str = ""


def signing_row(
    desk: Desk, names: Names, proposed: tuple[SignedCharter, Charter], label: str = ""
) -> SigningRow:
    """Return how a proposal stands, by the keepers who sign it."""
    charter, kept_by = proposed
    keys = charter.signing_keys(kept_by.members)
    signed = humans_of(keys, kept_by.members) & kept_by.keepers
    readers = {one.human for one in charter.charter.members if one.reader}
    left = kept_by.keepers - signed
    mine = desk.human in left and not charters.has_signed(desk, charter)
    return SigningRow(
        id=charter.id,
        readers=tuple(sorted(names.many(readers))),
        signed=tuple(sorted(names.many(signed))),
        next=tuple(sorted(names.many(left))),
        needed=max(majority(len(kept_by.keepers)) - len(signed), 0),
        new=charter.charter.n == 0,
        may_sign=mine,
        label=label,
    )


def may_still_sign(desk: Desk, payout: Payout) -> frozenset[str]:
    """Return the humans who could sign a payout: who sees it whole, and is not behind it.

    They are in the ledger, on the board, and in the journey where it is for one, as far
    as this desk sees who is.
    """
    everywhere = [room(desk)]
    on_board = board.board_cell(desk)
    everywhere += [] if on_board is None else [on_board]
    journey = payout.made.act.journey
    everywhere += [one for one in desk.cells_of("journey") if one.register == journey]
    humans = [{one.human for one in opened.log.members} for opened in everywhere]
    answered = payout.approved_by | payout.refused_by | payout.never
    return frozenset.intersection(*map(frozenset, humans), _works(desk)) - answered


def may_sign_budget(desk: Desk, signed: set[str]) -> frozenset[str]:
    """Return the humans who could sign a budget and have not."""
    members = {one.human for one in room(desk).log.members}
    return (_works(desk) & members) - signed


def _works(desk: Desk) -> frozenset[str]:
    everyone = roster.humans(desk.roster())
    return frozenset(one.human for one in everyone if set(WORKS).intersection(one.roles))
