"""Demands outside the agreement: the first signs that a journey turned."""

from waystation.casework.entries import DemandRecorded
from waystation.desk import watchkeeper
from waystation.desk.desk import Desk


def record(desk: Desk, demand: DemandRecorded) -> None:
    """Record what a helper asks for; outside the agreement it alarms and holds at once."""
    watchkeeper.happened(desk, demand.journey, demand)
