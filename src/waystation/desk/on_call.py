"""When each human can be reached: nobody starts a journey that two cannot answer for."""

from datetime import datetime

from waystation.casework.entries import Window
from waystation.desk.desk import Desk
from waystation.desk.machinery import OnCall


def note(desk: Desk, opens: datetime, closes: datetime) -> None:
    """Note when this desk's human can be reached; it replaces what was noted before.

    Whoever is admitted is taken to be reachable until they say otherwise.
    """
    with desk.acting():
        said = OnCall(human=desk.human, opens=opens, closes=closes)
        desk.append(desk.roster_cell, said)


def times(desk: Desk) -> dict[str, tuple[Window, ...]]:
    """Return when each human can be reached, as last noted."""
    notes = desk.roster_cell.in_order(OnCall)
    return {one.human: (Window(one.opens, one.closes),) for one in notes}
