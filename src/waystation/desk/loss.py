"""Losses: a person who did not arrive, and what was last known."""

from waystation.casework.entries import LossRecorded
from waystation.desk import consent, journey
from waystation.desk.desk import Desk


def record(desk: Desk, loss: LossRecorded) -> None:
    """Record a loss in the journey, and in the core of the person's case."""
    with desk.acting():
        desk.require(*journey.WORKS_ON_IT)
        opened = journey.journey_cell(desk, loss.journey)
        consent.both(desk, opened, loss.person, loss)
