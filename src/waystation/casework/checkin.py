"""Check-ins: signs of life, received or missed.

A check-in counts once, in its watch's window, and from the watch's own person. One that
means duress counts whenever it comes. Source: design, watches and check-ins.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, CheckInMissed, CheckInReceived, WatchAgreed
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record, Wellness
from waystation.casework.watch import deadline


class CheckIns(Struct, frozen=True):
    """What was heard and what was missed, by watch."""

    received: Group[CheckInReceived] = Table()
    missed: Group[CheckInMissed] = Table()


def fold(state: CheckIns, record: Record, act: Act) -> CheckIns:
    """Add one act of a journey."""
    match act:
        case CheckInReceived():
            received = gather(state.received, act.watch, Noted(record, act))
            return replace(state, received=received)
        case CheckInMissed():
            return replace(
                state, missed=gather(state.missed, act.watch, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> CheckIns:
    """Fold a journey from its beginning."""
    return run(fold, CheckIns(), records)


def heard(state: CheckIns, watch: WatchAgreed) -> Noted[CheckInReceived] | None:
    """Return the check-in that met the watch, if one did; duress does not count as well."""
    for one in state.received.get(watch.watch, ()):
        in_window = watch.opens <= one.act.heard_at <= deadline(watch)
        if in_window and one.act.person == watch.person:
            return one
    return None


def under_duress(state: CheckIns) -> tuple[Noted[CheckInReceived], ...]:
    """Return every check-in that meant duress, in or out of its window."""
    return tuple(
        one
        for watch in sorted(state.received)
        for one in state.received[watch]
        if one.act.wellness is Wellness.UNDER_DURESS
    )
