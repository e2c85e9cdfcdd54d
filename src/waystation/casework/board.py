"""The board: journeys as other coordinators see them, by handle, windows and tags."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import hold, mark
from waystation.casework.entries import Act, BoardJourney, Window
from waystation.casework.hold import Holds
from waystation.casework.mark import Marks
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

COARSE = timedelta(hours=6)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Board(Struct, frozen=True):
    """Everything that the coordinators share.

    `journeys` are by who shows them and by handle: nobody ends, or shows anew, what another
    human shows.
    """

    journeys: Newest[BoardJourney] = Table()
    holds: Holds = Holds()
    marks: Marks = Marks()


def fold(state: Board, record: Record, act: Act) -> Board:
    """Add one act of the board."""
    if isinstance(act, BoardJourney):
        key = shown_by(record.human, act.handle)
        shown = newest(state.journeys, key, Noted(record, act))
        return replace(state, journeys=shown)
    marks = mark.fold(state.marks, record, act)
    if marks is not state.marks:
        return replace(state, marks=marks)
    holds = hold.fold(state.holds, record, act)
    return state if holds is state.holds else replace(state, holds=holds)


def read(records: Iterable[Record]) -> Board:
    """Fold a board from its beginning."""
    return run(fold, Board(), records)


def shown_by(human: str, handle: str) -> str:
    """Return the key under which a board has what one human shows of a journey."""
    return f"{human} {handle}"


def shown(state: Board, human: str, handle: str) -> Noted[BoardJourney] | None:
    """Return what a human shows of a journey that is not over; None for nothing."""
    found = state.journeys.get(shown_by(human, handle))
    return None if found is None or found.act.over else found


def all_shown(state: Board) -> tuple[Noted[BoardJourney], ...]:
    """Return every journey that is not over, by handle; by each who shows it."""
    found = (noted for noted in state.journeys.values() if not noted.act.over)
    return tuple(sorted(found, key=in_order))


def in_order(shown: Noted[BoardJourney]) -> tuple[str, str]:
    """Return the place of what is shown of a journey: by handle, then by who shows it."""
    return shown.act.handle, shown.record.human


def coarse(window: Window) -> Window:
    """Widen a window to the six-hour marks around it, so that the board says no hour."""
    opens = window.opens - (window.opens - _EPOCH) % COARSE
    past = (window.closes - _EPOCH) % COARSE
    closes = window.closes + (COARSE - past if past else timedelta())
    return Window(opens, closes)
