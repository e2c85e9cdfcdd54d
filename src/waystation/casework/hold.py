"""Holds: what shares a tag with something that is wrong may not proceed.

Placing takes one human, lifting takes two, and a lift binds the exact acts that placed the
hold: a placement that the lifters had not seen stands (C-8, hold beats lift).
Source: design, board, alarms, holds.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import complete
from waystation.casework.entries import Act, HoldLiftApproved, HoldLiftRefused, HoldPlaced
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_LIFT = 2


class Holds(Struct, frozen=True):
    """Every hold, by its id, with what was said for and against lifting it.

    `settled` are the ids of placements, and of their holds, that were lifted so long ago
    that what was said about it is erased.
    """

    placed: Group[HoldPlaced] = Table()
    approved: Group[HoldLiftApproved] = Table()
    refused: Group[HoldLiftRefused] = Table()
    settled: frozenset[str] = frozenset()


class Hold(Struct, frozen=True):
    """A hold that stands, on the tags of the placements that nobody lifted."""

    hold: str
    tags: frozenset[str]
    placed: tuple[Noted[HoldPlaced], ...]
    lift_approved_by: frozenset[str]
    lift_refused_by: frozenset[str]


def fold(state: Holds, record: Record, act: Act) -> Holds:
    """Add one act of the board."""
    match act:
        case HoldPlaced():
            return replace(state, placed=gather(state.placed, act.hold, Noted(record, act)))
        case HoldLiftApproved():
            approved = gather(state.approved, act.hold, Noted(record, act))
            return replace(state, approved=approved)
        case HoldLiftRefused():
            return replace(
                state, refused=gather(state.refused, act.hold, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> Holds:
    """Fold a board from its beginning."""
    return run(fold, Holds(), records)


def standing(state: Holds, hold: str) -> Hold | None:
    """Return the hold if it stands."""
    approved = state.approved.get(hold, ())
    refused = state.refused.get(hold, ())
    held = tuple(
        one
        for one in state.placed.get(hold, ())
        if one.record.id not in state.settled and not _lifted(one, approved, refused)
    )
    if not held:
        return None
    ids = {one.record.id for one in held}
    return Hold(
        hold,
        frozenset(tag for one in held for tag in one.act.tags),
        held,
        frozenset(one.record.human for one in approved if ids.intersection(one.act.acts)),
        frozenset(one.record.human for one in refused),
    )


def was_lifted(state: Holds, hold: str) -> bool:
    """Say whether the hold was placed, and no placement of it stands."""
    known = hold in state.placed or hold in state.settled
    return known and standing(state, hold) is None


def covers(stands: Hold, registers: Iterable[str], tags: "Tags") -> bool:
    """Say whether a hold is on every one of these, under whichever epoch's tag."""
    return all(stands.tags & tags[one] for one in registers if tags.get(one))


def _lifted(
    placed: Noted[HoldPlaced],
    approved: Iterable[Noted[HoldLiftApproved]],
    refused: tuple[Noted[HoldLiftRefused], ...],
) -> bool:
    bound = [one for one in approved if placed.record.id in one.act.acts]
    return bool(complete(bound, refused, need=TO_LIFT))


def all_standing(state: Holds) -> tuple[Hold, ...]:
    """Return every hold that stands, by id."""
    found = (standing(state, hold) for hold in sorted(state.placed))
    return tuple(hold for hold in found if hold is not None)


def held(tags: Iterable[str], holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return the holds that apply to whatever carries these tags."""
    carried = frozenset(tags)
    return tuple(hold for hold in holds if carried & hold.tags)


def lifted(tags: Iterable[str], state: Holds) -> frozenset[str]:
    """Return the holds that applied to these tags once and that two have lifted since."""
    carried = frozenset(tags)
    return frozenset(
        one
        for one, placed in state.placed.items()
        if any(carried.intersection(placing.act.tags) for placing in placed)
        and standing(state, one) is None
    )


Tags = Mapping[str, frozenset[str]]
"""Register id to its tags under every board epoch that is kept; the desk computes them."""


def tags_of(registered: Iterable[str], tags: Tags) -> frozenset[str]:
    """Return the tags of several register ids."""
    return frozenset(tag for one in registered for tag in tags.get(one, ()))
