"""Arrivals: a person has reached the end of a journey."""

from waystation.casework import journey as plan
from waystation.casework.entries import ArrivalConfirmed
from waystation.casework.terms import How
from waystation.desk import board, journey, watchkeeper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell


def confirm(desk: Desk, journey_id: str, person_id: str, place: str = "") -> None:
    """Record an arrival that a worker made sure of; the person's own word is not enough.

    Once all have arrived, the board shows the journey as over.
    """
    act = ArrivalConfirmed(
        journey=journey_id, person=person_id, place=place, how=How.ASSERTION
    )
    with desk.acting():
        watchkeeper.happened(desk, journey_id, act)
        show(desk, journey.journey_cell(desk, journey_id))


def show(desk: Desk, opened: OpenCell) -> None:
    """Show a journey as over once all have arrived, by whoever's word. In `acting()`.

    Only what this desk's human shows of it: every other desk does the same by itself.
    """
    state = journey.read(desk, opened)
    if plan.all_arrived(state):
        board.publish(desk, state, over=True)
