"""Watches: which signs of life were agreed, and by when.

Agreed twice, the earlier time counts: a watch is never extended (W-1), and one that was of
staff once counts without a go for ever. Two humans take one down, each with a token of
their own; the person holds none (W-3), nor does whoever of the staff is on the way.
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
    held = state.agreed.get(noted.act.watch)
    if held is not None:
        both = sorted((held, noted), key=lambda one: (deadline(one.act), one.order))
        noted = both[0]
        if both[1].act.staff and not noted.act.staff:
            noted = replace(noted, act=replace(noted.act, staff=True))
    return replace(state, agreed=state.agreed.put(noted.act.watch, noted))


def read(records: Iterable[Record]) -> Watches:
    """Fold a journey from its beginning."""
    return run(fold, Watches(), records)


def deadline(watch: WatchAgreed) -> datetime:
    """Return when silence raises an alarm: grace counts from the time due."""
    return watch.due + timedelta(seconds=watch.grace_s)


def disarmed_by(state: Watches, watch: str) -> frozenset[str]:
    """Return the humans who took a watch down; nobody until two others have agreed.

    Whose watch it is never counts: of staff on the way, too, it cannot be beaten out.
    """
    noted = state.agreed.get(watch)
    theirs = frozenset() if noted is None else frozenset({noted.act.person})
    said = state.disarming.get(watch, ())
    agreed = complete(said, (), need=TO_DISARM, never=theirs)
    return frozenset(one.record.human for one in agreed)


def rehearsed(state: Watches, person: str) -> Noted[WatchRehearsed] | None:
    """Return the newest rehearsal, if the person's last try was right."""
    tried = state.rehearsals.get(person, ())
    return tried[-1] if tried and tried[-1].act.right else None
