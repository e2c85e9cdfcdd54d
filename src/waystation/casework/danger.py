"""Dangers: what anybody reports from the way, graded by who says so, and never waited for.

How far a source is trusted is noted and decides nothing here: a hold can be lifted, and a
journey that went on cannot be called back.
"""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework.cause import AlarmCause
from waystation.casework.entries import Act
from waystation.casework.entries.watch import DangerReported
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TAKEN = frozenset({AlarmCause.DISAPPEARANCE})
"""Who disappeared may have been taken: what they were given counts as known."""


class Dangers(Struct, frozen=True):
    """Every danger as last reported, by its id."""

    reported: Newest[DangerReported] = Table()


def fold(state: Dangers, record: Record, act: Act) -> Dangers:
    """Add one act of a journey."""
    if isinstance(act, DangerReported):
        return Dangers(newest(state.reported, act.danger, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Dangers:
    """Fold a journey from its beginning."""
    return run(fold, Dangers(), records)
