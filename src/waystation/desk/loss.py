"""After a loss or a complaint: what is known is noted, and nothing is destroyed."""

from waystation.casework import loss, roster
from waystation.casework.entries import LossRecorded
from waystation.casework.entries.loss import JourneySealed
from waystation.casework.loss import Losses
from waystation.casework.terms import Role
from waystation.desk import consent, journey
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell

MAY = (*journey.WORKS_ON_IT, Role.TRUSTEE)


def record(desk: Desk, lost: LossRecorded) -> None:
    """Record a loss in the journey, and in the core of the person's case."""
    with desk.acting():
        desk.require(*journey.WORKS_ON_IT)
        opened = journey.journey_cell(desk, lost.journey)
        consent.both(desk, opened, lost.person, lost)


def read(desk: Desk, opened: OpenCell) -> Losses:
    """Return what a journey's cell says of losses."""
    return desk.read(opened, loss.fold, Losses())


def is_sealed(desk: Desk, opened: OpenCell) -> bool:
    """Say whether nothing of a journey may be destroyed: a loss or a complaint stands."""
    return loss.sealed_for_review(read(desk, opened), roster.trustees(desk.roster()))


def seal(desk: Desk, journey_id: str) -> str:
    """Seal a journey for a review, without saying why: one human is enough.

    Raises:
        NotPermittedError: this desk's human does not work on journeys.
    """
    with desk.acting():
        desk.require(*MAY)
        act = JourneySealed(journey=journey_id, seal=desk.random_id())
        return desk.append(journey.journey_cell(desk, journey_id), act)
