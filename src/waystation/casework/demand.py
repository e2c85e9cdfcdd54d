"""Demands: what a helper asks for beyond the agreement.

The first sign that a journey has turned is often a request for money from somewhere it was
not to be. Source: the documented operation of 2023.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, DemandRecorded, PlaceReported
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Demands(Struct, frozen=True):
    """Demands by their id, reported places by record id."""

    recorded: Newest[DemandRecorded] = Table()
    places: Newest[PlaceReported] = Table()


def fold(state: Demands, record: Record, act: Act) -> Demands:
    """Add one act of a journey."""
    match act:
        case DemandRecorded():
            recorded = newest(state.recorded, act.demand, Noted(record, act))
            return replace(state, recorded=recorded)
        case PlaceReported():
            return replace(
                state, places=newest(state.places, record.id, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> Demands:
    """Fold a journey from its beginning."""
    return run(fold, Demands(), records)


def is_outside(demand: DemandRecorded, planned_places: frozenset[str]) -> bool:
    """Say whether a demand is outside the agreement or comes from outside the plan."""
    return not demand.agreed or (bool(demand.place) and demand.place not in planned_places)
