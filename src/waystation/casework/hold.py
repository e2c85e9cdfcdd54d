"""Holds: what shares a tag with something that is wrong may not proceed.

Placing takes one human, lifting takes two, and a lift binds the exact acts that placed the
hold: a placement that the lifters had not seen stands (C-8, hold beats lift). Whoever is in
danger is none of the two: they may be made to.
Source: design, board, alarms, holds.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import complete
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import Act, HoldLiftApproved, HoldLiftRefused, HoldPlaced
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_LIFT = 2


class Holds(Struct, frozen=True):
    """Every hold, by its id, with what was said for and against lifting it.

    `settled` are the ids of placements, and of their holds, that were lifted so long ago
    that what was said about it is erased. `by_tag` are the holds that were ever placed on a
    tag, in their order.
    """

    placed: Group[HoldPlaced] = Table()
    approved: Group[HoldLiftApproved] = Table()
    refused: Group[HoldLiftRefused] = Table()
    settled: frozenset[str] = frozenset()
    by_tag: Table[str, tuple[str, ...]] = Table()


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
            placed = gather(state.placed, act.hold, Noted(record, act))
            return replace(state, placed=placed, by_tag=_tagged(state.by_tag, act))
        case HoldLiftApproved():
            approved = gather(state.approved, act.hold, Noted(record, act))
            return replace(state, approved=approved)
        case HoldLiftRefused():
            return replace(
                state, refused=gather(state.refused, act.hold, Noted(record, act))
            )
        case _:
            return state


def _tagged(
    by_tag: Table[str, tuple[str, ...]], act: HoldPlaced
) -> Table[str, tuple[str, ...]]:
    for tag in act.tags:
        holds = by_tag.get(tag, ())
        if act.hold not in holds:
            by_tag = by_tag.put(tag, tuple(sorted((*holds, act.hold))))
    return by_tag


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
        frozenset(one.record.human for one in approved if ids.intersection(one.act.acts))
        - {one.act.subject for one in held},
        frozenset(one.record.human for one in refused),
    )


def was_lifted(state: Holds, hold: str, of: AlarmCause | None = None) -> bool:
    """Say whether the hold was placed, because of this, and no placement of it stands.

    Who lifted it where its id stood for another cause has not seen this one.
    """
    placed = state.placed.get(hold, ())
    known = hold in state.settled or any(of in {None, one.act.cause} for one in placed)
    return known and standing(state, hold) is None


def covers(stands: Hold, registers: Iterable[str], tags: "Tags") -> bool:
    """Say whether a hold is on every one of these, under whichever epoch's tag."""
    return all(stands.tags & tags[one] for one in registers if tags.get(one))


def _lifted(
    placed: Noted[HoldPlaced],
    approved: Iterable[Noted[HoldLiftApproved]],
    refused: tuple[Noted[HoldLiftRefused], ...],
) -> bool:
    bound = [
        one
        for one in approved
        if placed.record.id in one.act.acts and one.record.human != placed.act.subject
    ]
    return bool(complete(bound, refused, need=TO_LIFT))


def all_standing(state: Holds) -> tuple[Hold, ...]:
    """Return every hold that stands, by id."""
    found = (standing(state, hold) for hold in sorted(state.placed))
    return tuple(hold for hold in found if hold is not None)


def held(tags: Iterable[str], holds: Iterable[Hold]) -> tuple[Hold, ...]:
    """Return the holds that apply to whatever carries these tags."""
    carried = frozenset(tags)
    return tuple(hold for hold in holds if carried & hold.tags)


def applying(tags: Iterable[str], state: Holds) -> tuple[Hold, ...]:
    """Return the standing holds that apply to whatever carries these tags.

    What nobody asked about is not looked at, however many holds there are.
    """
    carried = frozenset(tags)
    found = (standing(state, one) for one in _ever_on(carried, state))
    return held(carried, (one for one in found if one is not None))


def lifted(tags: Iterable[str], state: Holds) -> frozenset[str]:
    """Return the holds that applied to these tags once and that two have lifted since."""
    ever = _ever_on(frozenset(tags), state)
    return frozenset(one for one in ever if standing(state, one) is None)


def _ever_on(tags: frozenset[str], state: Holds) -> list[str]:
    return sorted({one for tag in tags for one in state.by_tag.get(tag, ())})


Tags = Mapping[str, frozenset[str]]
"""Register id to its tags under every board epoch that is kept; the desk computes them."""


def tags_of(registered: Iterable[str], tags: Tags) -> frozenset[str]:
    """Return the tags of several register ids."""
    return frozenset(tag for one in registered for tag in tags.get(one, ()))
