"""What every part of the real desk has: the desk, and how it stands."""

from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_state import state_of


class OpenPart:
    """A part of a `DeskPort` on an unlocked desk; whoever acts is the desk's human."""

    def __init__(self, desk: Desk, *, practice: bool = False) -> None:
        self._desk = desk
        self._practice = practice

    def state(self) -> DeskState:
        """Return whose desk this is and how it stands with the relay."""
        return state_of(self._desk, practice=self._practice)
