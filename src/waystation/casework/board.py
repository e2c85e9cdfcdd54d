"""The board: journeys as other coordinators see them, by handle, windows and tags."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import hold, mark
from waystation.casework.entries import Act, BoardJourney, Window
from waystation.casework.finding import Finding, Severity
from waystation.casework.hold import Hold, Holds
from waystation.casework.mark import Marks
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

COARSE = timedelta(hours=6)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Board(Struct, frozen=True):
    """Everything that the coordinators share."""

    journeys: Newest[BoardJourney] = Table()
    holds: Holds = Holds()
    marks: Marks = Marks()


def fold(state: Board, record: Record, act: Act) -> Board:
    """Add one act of the board."""
    if isinstance(act, BoardJourney):
        shown = newest(state.journeys, act.handle, Noted(record, act))
        return replace(state, journeys=shown)
    marks = mark.fold(state.marks, record, act)
    if marks is not state.marks:
        return replace(state, marks=marks)
    holds = hold.fold(state.holds, record, act)
    return state if holds is state.holds else replace(state, holds=holds)


def read(records: Iterable[Record]) -> Board:
    """Fold a board from its beginning."""
    return run(fold, Board(), records)


def held_handles(state: Board) -> dict[str, tuple[Hold, ...]]:
    """Return the handles of journeys that a standing hold applies to."""
    holds = hold.all_standing(state.holds)
    found = {
        handle: hold.held(noted.act.tags, holds)
        for handle, noted in sorted(state.journeys.items())
        if not noted.act.over
    }
    return {handle: applying for handle, applying in found.items() if applying}


def sharing(state: Board, own: frozenset[str], tags: Iterable[str]) -> tuple[Finding, ...]:
    """Ask about other journeys on the same helper, house or vehicle: one betrays both.

    `own` are the handles of the journey that carries the tags.
    """
    carried = frozenset(tags)
    return tuple(
        Finding(
            "board.shares_with_another_journey", Severity.WARN, handle, (noted.record.id,)
        )
        for handle, noted in sorted(state.journeys.items())
        if handle not in own and not noted.act.over and carried & set(noted.act.tags)
    )


def coarse(window: Window) -> Window:
    """Widen a window to the six-hour marks around it, so that the board says no hour."""
    opens = window.opens - (window.opens - _EPOCH) % COARSE
    past = (window.closes - _EPOCH) % COARSE
    closes = window.closes + (COARSE - past if past else timedelta())
    return Window(opens, closes)
