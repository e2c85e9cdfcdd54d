"""What a human types for a handover of a journey, and for a party of it."""

from waystation.cli.naming import one_of
from waystation.desk import slip_list
from waystation.desk.desk import Desk
from waystation.desk.slip_list import Meeting


def meeting_of(desk: Desk, journey_id: str, said: str) -> Meeting:
    """Return a handover by its id or place.

    Raises:
        NotFoundError: none, or more than one, is called so.
    """
    every = {one.planned.handover: one for one in slip_list.meetings(desk, journey_id)}
    names = ((one, meeting.planned.place) for one, meeting in every.items())
    return every[one_of(names, said, "HANDOVER")]


def party_of(meeting: Meeting, said: str) -> str:
    """Return a party of a handover by its id or name.

    Raises:
        NotFoundError: neither, or both, are called so.
    """
    names = ((one.register, one.name) for one in meeting.parties)
    return one_of(names, said, "PARTY")
