"""Watches: which signs of life were agreed, and by when.

Agreed twice, the earlier time counts: a watch is never extended (W-1). Two humans take one
down, each with a token of their own; the person holds none (W-3).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import complete
from waystation.casework.entries import Act, WatchAgreed
from waystation.casework.entries.watch import WatchDisarmAgreed, WatchRehearsed
from waystation.casework.noted import Group, Newest, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_DISARM = 2


class Watches(Struct, frozen=True):
    """Every agreed watch and who would take it down, by its id; rehearsals by person."""

    agreed: Newest[WatchAgreed] = Table()
    disarming: Group[WatchDisarmAgreed] = Table()
    rehearsals: Group[WatchRehearsed] = Table()


def fold(state: Watches, record: Record, act: Act) -> Watches:
    """Add one act of a journey."""
    match act:
        case WatchAgreed():
            return _agree(state, Noted(record, act))
        case WatchDisarmAgreed():
            disarming = gather(state.disarming, act.watch, Noted(record, act))
            return replace(state, disarming=disarming)
        case WatchRehearsed():
            rehearsals = gather(state.rehearsals, act.person, Noted(record, act))
            return replace(state, rehearsals=rehearsals)
        case _:
            return state


def _agree(state: Watches, noted: Noted[WatchAgreed]) -> Watches:
    act = noted.act
    held = state.agreed.get(act.watch)
    if held is not None and (deadline(held.act), held.order) <= (
        deadline(act),
        noted.order,
    ):
        return state
    return replace(state, agreed=state.agreed.put(act.watch, noted))


def read(records: Iterable[Record]) -> Watches:
    """Fold a journey from its beginning."""
    return run(fold, Watches(), records)


def deadline(watch: WatchAgreed) -> datetime:
    """Return when silence raises an alarm: grace counts from the time due."""
    return watch.due + timedelta(seconds=watch.grace_s)


def disarmed_by(state: Watches, watch: str) -> frozenset[str]:
    """Return the humans who took a watch down; nobody until two have agreed."""
    agreed = complete(state.disarming.get(watch, ()), (), need=TO_DISARM)
    return frozenset(one.record.human for one in agreed)


def rehearsed(state: Watches, person: str) -> Noted[WatchRehearsed] | None:
    """Return the newest rehearsal, if the person's last try was right."""
    tried = state.rehearsals.get(person, ())
    return tried[-1] if tried and tried[-1].act.right else None
