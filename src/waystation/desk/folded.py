"""One fold over several cells: of what has come, each entry once."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar, cast

from waystation.casework.noted import run
from waystation.desk.opened import Fold, OpenCell

S = TypeVar("S")


class _Held(NamedTuple):
    """What was folded: up to which version of each cell, and after how many changes.

    The cells are held, so that no other takes the id of one that is gone.
    """

    known: dict[int, tuple[OpenCell, int]]
    state: Any
    cells: Sequence[OpenCell] = ()
    changes: int = -1


class Folded:
    """Such folds, by name."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    def clear(self) -> None:
        """Forget all of them."""
        self._held.clear()

    def read(
        self, name: str, cells: Sequence[OpenCell], changes: int, fold: Fold[S], begin: S
    ) -> S:
        """Return a fold; where neither the cells nor `changes` are others, the same.

        All of it is folded again only where a cell was placed anew, or is no longer among
        them.
        """
        held = self._held.get(name, _Held({}, begin))
        if held.cells is cells and held.changes == changes:
            return cast(S, held.state)
        known, state = held.known, held.state
        news = [
            one.since(known[id(one)][1]) if id(one) in known else one.log.entries
            for one in cells
        ]
        if not known.keys() <= {id(one) for one in cells} or None in news:
            state, news = begin, [one.log.entries for one in cells]
        for entries in news:
            state = run(fold, state, entries or ())
        known = {id(one): (one, one.version) for one in cells}
        self._held[name] = _Held(known, state, cells, changes)
        return cast(S, state)
