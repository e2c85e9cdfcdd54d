"""Complaints, as an outside trustee alone reads them."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.loss import ComplaintAnswered, ComplaintReceived
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Complaints(Struct, frozen=True):
    """Every complaint, and what was answered to each, by its id."""

    received: Newest[ComplaintReceived] = Table()
    answered: Group[ComplaintAnswered] = Table()


def fold(state: Complaints, record: Record, act: Act) -> Complaints:
    """Add one act of a trustee's complaints."""
    match act:
        case ComplaintReceived():
            received = newest(state.received, act.complaint, Noted(record, act))
            return replace(state, received=received)
        case ComplaintAnswered():
            answered = gather(state.answered, act.complaint, Noted(record, act))
            return replace(state, answered=answered)
        case _:
            return state


def read(records: Iterable[Record]) -> Complaints:
    """Fold a trustee's complaints from their beginning."""
    return run(fold, Complaints(), records)


def in_order(state: Complaints) -> tuple[Noted[ComplaintReceived], ...]:
    """Return the complaints, those that nobody has answered first."""
    return tuple(
        sorted(
            state.received.values(),
            key=lambda one: (one.act.complaint in state.answered, one.order),
        )
    )
