"""Arrivals and losses: how a journey ended for each person."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, ArrivalConfirmed, LossRecorded
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Arrivals(Struct, frozen=True):
    """Who has arrived and who is lost, by person, as last recorded."""

    arrived: Newest[ArrivalConfirmed] = Table()
    lost: Newest[LossRecorded] = Table()


def fold(state: Arrivals, record: Record, act: Act) -> Arrivals:
    """Add one act of a journey or of a core case."""
    match act:
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
