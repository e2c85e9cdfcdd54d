"""What the board says of a journey by tags alone: who else needs the same, what is marked.

Nobody learns from it whose journey the other one is: a handle, and windows of six hours.
"""

from collections.abc import Mapping

from waystation.casework import mark
from waystation.casework.board import Board
from waystation.casework.entries import BoardJourney
from waystation.casework.hold import Tags
from waystation.casework.noted import Noted
from waystation.foresight.picture import Marked, Sharing

Carried = Mapping[str, tuple[Noted[BoardJourney], ...]]
"""By tag, the journeys on the board that carry it and are not over."""


def carried(board: Board) -> Carried:
    """Return the journeys of a board by tag."""
    found: dict[str, tuple[Noted[BoardJourney], ...]] = {}
    for _, noted in sorted(board.journeys.items()):
        if not noted.act.over:
            for tag in noted.act.tags:
                found[tag] = (*found.get(tag, ()), noted)
    return found


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


def marked(standing: tuple[mark.Mark, ...], tags: Tags) -> tuple[Marked, ...]:
    """Return the marks on what this journey needs."""
    return tuple(
        Marked(register, one.mark, one.until, one.rests_on)
        for register, under in sorted(tags.items())
        for one in mark.on(standing, under)
    )
