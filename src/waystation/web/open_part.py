"""What every part of the real desk has: the desk, and how it stands."""

from waystation.casework import journey as plan
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_state import state_of
from waystation.errors import NotFoundError


class OpenPart:
    """A part of a `DeskPort` on an unlocked desk; whoever acts is the desk's human."""

    def __init__(self, desk: Desk, *, practice: bool = False) -> None:
        self._desk = desk
        self._practice = practice

    def state(self) -> DeskState:
        """Return whose desk this is and how it stands with the relay."""
        return state_of(self._desk, practice=self._practice)

    def _traveller(self, journey_id: str, person_id: str) -> str:
        """Return somebody who travels.

        Raises:
            NotFoundError: nobody of that id does, on this journey.
        """
        desk = self._desk
        with desk.lock:
            state = journey.read(desk, journey.journey_cell(desk, journey_id))
            if person_id not in plan.persons(state):
                raise NotFoundError("person.unknown", "nobody of that id travels here")
            return person_id
