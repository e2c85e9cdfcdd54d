"""What the board says of a journey by tags alone: who else needs the same, what is marked.

Nobody learns from it whose journey the other one is: a handle, and windows of six hours.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from waystation.casework import mark
from waystation.casework.board import Board, all_shown, in_order
from waystation.casework.entries import BoardJourney
from waystation.casework.hold import Tags
from waystation.casework.mark import Marks
from waystation.casework.noted import Noted
from waystation.foresight.picture import Marked, Sharing

Carried = Mapping[str, tuple[Noted[BoardJourney], ...]]
"""By tag, the journeys on the board that carry it and are not over."""


Labelled = Mapping[str, tuple[str, ...]]
"""By tag, the handles of the marks that were ever on it."""


def carried(board: Board) -> Carried:
    """Return the journeys of a board by tag."""
    return _by_tag(all_shown(board))


def _by_tag(shown: Iterable[Noted[BoardJourney]]) -> Carried:
    found: dict[str, list[Noted[BoardJourney]]] = {}
    for noted in shown:
        for tag in noted.act.tags:
            found.setdefault(tag, []).append(noted)
    return {tag: tuple(now) for tag, now in found.items()}


def carried_since(board: Board, then: Board, before: Carried) -> Carried:
    """Return them by what the same board carried before: only what is another is sought.

    What is as it was stays the same object: whoever rests on it need not compare.
    """
    now, was = board.journeys, then.journeys
    keys = now.put_since(was)
    if keys is None:
        fresh = carried(board)
        return {tag: _as_before(before.get(tag), these) for tag, these in fresh.items()}
    gone = [one for key in keys if (one := was.get(key)) is not None]
    come = [one for key in keys if (one := now.get(key)) is not None and not one.act.over]
    old, new = {one.record.id for one in gone}, _by_tag(come)
    found = dict(before)
    for tag in new.keys() | {tag for one in gone for tag in one.act.tags}:
        stay = (one for one in before.get(tag, ()) if one.record.id not in old)
        these = tuple(sorted((*stay, *new.get(tag, ())), key=in_order))
        found[tag] = _as_before(before.get(tag), these)
        if not these:
            del found[tag]
    return found


def _as_before(
    before: tuple[Noted[BoardJourney], ...] | None, now: tuple[Noted[BoardJourney], ...]
) -> tuple[Noted[BoardJourney], ...]:
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
