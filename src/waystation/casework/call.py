"""Calls in progress: what was typed, in the order in which it was heard.

Lines have their own times: whoever types does not wait for the relay, and two desks may
write of the same call.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.call import CallBegun, CallEnded, CallLine, CallWarned
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Calls(Struct, frozen=True):
    """Every call of a journey, by its id."""

    begun: Newest[CallBegun] = Table()
    lines: Group[CallLine] = Table()
    ended: Newest[CallEnded] = Table()
    warned: Group[CallWarned] = Table()


def fold(state: Calls, record: Record, act: Act) -> Calls:
    """Add one act of a journey."""
    match act:
        case CallBegun():
            return replace(state, begun=newest(state.begun, act.call, Noted(record, act)))
        case CallLine():
            return replace(state, lines=gather(state.lines, act.call, Noted(record, act)))
        case CallEnded():
            return replace(state, ended=newest(state.ended, act.call, Noted(record, act)))
        case CallWarned():
            return replace(state, warned=gather(state.warned, act.call, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Calls:
    """Fold a journey from its beginning."""
    return run(fold, Calls(), records)


def lines(state: Calls, call: str) -> tuple[Noted[CallLine], ...]:
    """Return what was typed of a call, by when it was typed."""
    return tuple(sorted(state.lines.get(call, ()), key=lambda one: (one.act.at, one.order)))


def warned(state: Calls, call: str) -> frozenset[str]:
    """Return who was warned because of a call."""
    return frozenset(one.act.who for one in state.warned.get(call, ()))


def in_progress(state: Calls) -> tuple[Noted[CallBegun], ...]:
    """Return the calls that nobody has ended, the newest first."""
    found = [one for call, one in state.begun.items() if call not in state.ended]
    return tuple(sorted(found, key=lambda one: one.order, reverse=True))
