"""Demands: what a helper asks for beyond the agreement.

The first sign that a journey has turned is often a request for money from somewhere it was
not to be. Source: the documented operation of 2023.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, DemandRecorded, PlaceReported
from waystation.casework.entries.money import DemandAnswered
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Demands(Struct, frozen=True):
    """Demands by their id, what was answered to each, reported places by record id."""

    recorded: Newest[DemandRecorded] = Table()
    answered: Group[DemandAnswered] = Table()
    places: Newest[PlaceReported] = Table()


def fold(state: Demands, record: Record, act: Act) -> Demands:
    """Add one act of a journey."""
    match act:
        case DemandRecorded():
            recorded = newest(state.recorded, act.demand, Noted(record, act))
            return replace(state, recorded=recorded)
        case DemandAnswered():
            answered = gather(state.answered, act.demand, Noted(record, act))
            return replace(state, answered=answered)
        case PlaceReported():
            return replace(
                state, places=newest(state.places, record.id, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> Demands:
    """Fold a journey from its beginning."""
    return run(fold, Demands(), records)


def unanswered(
    state: Demands, planned_places: frozenset[str]
) -> tuple[Noted[DemandRecorded], ...]:
    """Return what was asked outside the agreement and nobody has answered."""
    return tuple(
        noted
        for demand, noted in sorted(state.recorded.items())
        if is_outside(noted.act, planned_places) and not state.answered.get(demand)
    )


def is_outside(demand: DemandRecorded, planned_places: frozenset[str]) -> bool:
    """Say whether a demand is outside the agreement or comes from outside the plan."""
    return not demand.agreed or (bool(demand.place) and demand.place not in planned_places)
