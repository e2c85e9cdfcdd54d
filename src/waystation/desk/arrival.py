"""Arrivals: a person has reached the end of a journey."""

from waystation.casework.entries import ArrivalConfirmed
from waystation.casework.terms import How
from waystation.desk import board, journey, watchkeeper
from waystation.desk.desk import Desk


def confirm(desk: Desk, journey_id: str, person_id: str, place: str = "") -> None:
    """Record an arrival by a worker's word; the person's own letter needs nobody's.

    Once all have arrived, the board shows the journey as over.
    """
    act = ArrivalConfirmed(
        journey=journey_id, person=person_id, place=place, how=How.ASSERTION
    )
    with desk.acting():
        watchkeeper.happened(desk, journey_id, act)
        state = journey.read(desk, journey.journey_cell(desk, journey_id))
        if set(journey.persons(state)) <= set(state.arrivals.arrived):
            board.publish(desk, state, over=True)
