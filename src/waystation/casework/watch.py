"""Watches: which signs of life were agreed, and by when.

Agreed twice, the earlier time counts: a watch is never extended (W-1).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from waystation.casework.entries import Act, WatchAgreed
from waystation.casework.noted import Newest, Noted, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Watches(Struct, frozen=True):
    """Every agreed watch, by its id."""

    agreed: Newest[WatchAgreed] = Table()


def fold(state: Watches, record: Record, act: Act) -> Watches:
    """Add one act of a journey."""
    if not isinstance(act, WatchAgreed):
        return state
    noted = Noted(record, act)
    held = state.agreed.get(act.watch)
    if held is not None and (deadline(held.act), held.order) <= (
        deadline(act),
        noted.order,
    ):
        return state
    return Watches(state.agreed.put(act.watch, noted))


def read(records: Iterable[Record]) -> Watches:
    """Fold a journey from its beginning."""
    return run(fold, Watches(), records)


def deadline(watch: WatchAgreed) -> datetime:
    """Return when silence raises an alarm: grace counts from the time due."""
    return watch.due + timedelta(seconds=watch.grace_s)
