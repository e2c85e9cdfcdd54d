"""Arrivals and losses: how a journey ended for each person.

A person's own word can be beaten out of them, and who holds them silences what would have
been noticed. It is shown at once and ends nothing: their arrival counts once a human of the
staff has confirmed it, or whoever receives them has proved it.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, ArrivalConfirmed, LossRecorded
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import How, Record


class Arrivals(Struct, frozen=True):
    """Who says that they arrived, who has, and who is lost, by person, as last recorded."""

    said: Newest[ArrivalConfirmed] = Table()
    arrived: Newest[ArrivalConfirmed] = Table()
    lost: Newest[LossRecorded] = Table()


def fold(state: Arrivals, record: Record, act: Act) -> Arrivals:
    """Add one act of a journey or of a core case."""
    match act:
        case ArrivalConfirmed() if act.how is How.LETTER or act.quoted is not None:
            return replace(state, said=newest(state.said, act.person, Noted(record, act)))
        case ArrivalConfirmed():
            return replace(
                state, arrived=newest(state.arrived, act.person, Noted(record, act))
            )
        case LossRecorded():
            return replace(state, lost=newest(state.lost, act.person, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Arrivals:
    """Fold a cell from its beginning."""
    return run(fold, Arrivals(), records)
