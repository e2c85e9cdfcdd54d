"""Arrests as they are reported, graded by who says so."""

from waystation.casework.entries import ArrestReported
from waystation.desk import watchkeeper
from waystation.desk.desk import Desk


def report(desk: Desk, arrest: ArrestReported) -> None:
    """Record an arrest; what those arrested were given is held and presumed burned."""
    watchkeeper.happened(desk, arrest.journey, arrest)
