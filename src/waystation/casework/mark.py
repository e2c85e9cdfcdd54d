"""Marks: that there is something about a helper or a house, for everybody on the board.

Whoever is not in the helper's own records sees that there is an incident, and never what.
Only a human other than the one who placed a mark takes it back, and none takes back that a
house is burned.
"""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from waystation.casework.entries import Act
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import MarkKind, Record


class Marks(Struct, frozen=True):
    """Everything said of each mark, by its handle."""

    said: Group[BoardMarked] = Table()


class Mark(Struct, frozen=True):
    """A mark that stands on these tags; `until` where it ends by itself."""

    handle: str
    mark: MarkKind
    tags: frozenset[str]
    until: datetime | None = None
    rests_on: tuple[str, ...] = ()


def fold(state: Marks, record: Record, act: Act) -> Marks:
    """Add one act of the board."""
    if isinstance(act, BoardMarked):
        return Marks(gather(state.said, act.handle, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Marks:
    """Fold a board from its beginning."""
    return run(fold, Marks(), records)


def standing(state: Marks, now: datetime) -> tuple[Mark, ...]:
    """Return every mark that stands at `now`, by handle."""
    found = (_standing(handle, said, now) for handle, said in sorted(state.said.items()))
    return tuple(one for one in found if one is not None)


def one_standing(state: Marks, handle: str, now: datetime) -> Mark | None:
    """Return the mark of a handle if it stands at `now`."""
    return _standing(handle, state.said.get(handle, ()), now)


def on(marks: Iterable[Mark], tags: frozenset[str]) -> tuple[Mark, ...]:
    """Return the marks that whatever carries these tags carries."""
    return tuple(one for one in marks if one.tags & tags)


def _standing(
    handle: str, said: tuple[Noted[BoardMarked], ...], now: datetime
) -> Mark | None:
    placed = [
        one
        for one in said
        if not one.act.over
        and (one.act.until is None or one.act.until > now)
        and not any(_takes_back(other, one) for other in said)
    ]
    if not placed:
        return None
    ends = [one.act.until for one in placed]
    return Mark(
        handle,
        placed[-1].act.mark,
        frozenset(tag for one in placed for tag in one.act.tags),
        None if None in ends else max(end for end in ends if end is not None),
        tuple(one.record.id for one in placed),
    )


def _takes_back(other: Noted[BoardMarked], placed: Noted[BoardMarked]) -> bool:
    return (
        other.act.over
        and placed.act.mark is not MarkKind.BURNED
        and other.saw(placed)
        and bool(other.record.human)
        and other.record.human != placed.record.human
    )
