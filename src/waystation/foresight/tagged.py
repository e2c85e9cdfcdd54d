"""What the board says of a journey by tags alone: who else needs the same, what is marked.

Nobody learns from it whose journey the other one is: a handle, and windows of six hours.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from waystation.casework import mark
from waystation.casework.board import Board, all_shown
from waystation.casework.entries import BoardJourney
from waystation.casework.hold import Tags
from waystation.casework.mark import Marks
from waystation.casework.noted import Noted
from waystation.foresight.picture import Marked, Sharing

Carried = Mapping[str, tuple[Noted[BoardJourney], ...]]
"""By tag, the journeys on the board that carry it and are not over."""


Labelled = Mapping[str, tuple[str, ...]]
"""By tag, the handles of the marks that were ever on it."""


def carried(board: Board, before: Carried = MappingProxyType({})) -> Carried:
    """Return the journeys of a board by tag; those of `before` that are as they were."""
    found: dict[str, list[Noted[BoardJourney]]] = {}
    for noted in all_shown(board):
        for tag in noted.act.tags:
            found.setdefault(tag, []).append(noted)
    return {tag: _as_before(before.get(tag), tuple(now)) for tag, now in found.items()}


def _as_before(
    before: tuple[Noted[BoardJourney], ...] | None, now: tuple[Noted[BoardJourney], ...]
) -> tuple[Noted[BoardJourney], ...]:
    """Return the same object where it is equal: whoever rests on it need not compare."""
    return now if before is None or before != now else before


def labelled(marks: Marks) -> Labelled:
    """Return the marks of a board by tag, whether or not they stand."""
    found: dict[str, dict[str, None]] = {}
    for handle, said in sorted(marks.said.items()):
        for one in said:
            for tag in one.act.tags:
                found.setdefault(tag, {})[handle] = None
    return {tag: tuple(handles) for tag, handles in found.items()}


def shared(by_tag: Carried, tags: Tags, own: frozenset[str]) -> tuple[Sharing, ...]:
    """Return what other journeys need of this one's; `own` are the handles of its case."""
    found: dict[tuple[str, str], Sharing] = {}
    for register, under in sorted(tags.items()):
        for tag in sorted(under):
            for noted in by_tag.get(tag, ()):
                handle = noted.act.handle
                if handle not in own:
                    found[register, handle] = Sharing(
                        register, handle, noted.act.windows, (noted.record.id,)
                    )
    return tuple(found.values())


def elsewhere(by_tag: Carried, tags: Tags, own: frozenset[str]) -> tuple[Sharing, ...]:
    """Return for each register one other journey that needs it, however many do."""
    found: list[Sharing] = []
    for register, under in sorted(tags.items()):
        needing = (
            noted
            for tag in sorted(under, reverse=True)
            for noted in reversed(by_tag.get(tag, ()))
            if noted.act.handle not in own
        )
        other = next(needing, None)
        if other is not None:
            rests_on = (other.record.id,)
            found.append(Sharing(register, other.act.handle, other.act.windows, rests_on))
    return tuple(found)


def marked(marks: Marks, by_tag: Labelled, tags: Tags, now: datetime) -> tuple[Marked, ...]:
    """Return the marks that stand on what this journey needs."""
    found: list[Marked] = []
    for register, under in sorted(tags.items()):
        for handle in sorted({one for tag in under for one in by_tag.get(tag, ())}):
            one = mark.one_standing(marks, handle, now)
            if one is not None and one.tags & under:
                found.append(Marked(register, one.mark, one.until, one.rests_on))
    return tuple(found)
