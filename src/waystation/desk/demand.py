"""Demands and places outside the agreement: the first signs that a journey turned."""

from waystation.casework.entries import DemandRecorded, PlaceReported
from waystation.casework.terms import Basis
from waystation.desk import watchkeeper
from waystation.desk.desk import Desk


def record(desk: Desk, demand: DemandRecorded) -> None:
    """Record what a helper asks for; outside the agreement it alarms and holds at once."""
    watchkeeper.happened(desk, demand.journey, demand)


def report_place(
    desk: Desk, journey_id: str, place: str, source: str, basis: Basis = Basis.SAID
) -> None:
    """Record where somebody says a journey is; a place outside the plan alarms at once."""
    reported = PlaceReported(journey=journey_id, place=place, source=source, basis=basis)
    watchkeeper.happened(desk, journey_id, reported)
