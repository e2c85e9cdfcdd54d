"""Who waits for word of a hold, or of new words, and no letter reaches them.

Nobody but a human can tell them then, so a page says it until somebody noted that they did.
"""

from collections.abc import Iterator
from datetime import datetime

from waystation.casework import checkin
from waystation.casework.journey import Journey
from waystation.casework.standing import LegState, Standing
from waystation.desk import call
from waystation.desk.case import person_in
from waystation.desk.desk import Desk
from waystation.desk.intake_key import newest
from waystation.desk.opened import OpenCell
from waystation.errors import NotFoundError


def untold(desk: Desk, opened: OpenCell, state: Journey, now: Standing) -> tuple[str, ...]:
    """Return them, by id; nobody who may be read over the shoulder."""
    forced = {one.act.person for one in checkin.under_duress(state.check_ins)}
    told: dict[str, datetime] = {}
    for group in call.read(desk, opened).warned.values():
        for one in group:
            told[one.act.who] = max(one.record.at, told.get(one.act.who, one.record.at))
    return tuple(
        person
        for person, since in dict(_to_be_told(state, now)).items()
        if person not in forced
        and (person not in told or told[person] < since)
        and not can_be_written_to(desk, opened, person)
    )


def can_be_written_to(desk: Desk, opened: OpenCell, person: str) -> bool:
    """Say whether a letter to a person of a journey can be written at all."""
    try:
        noted = person_in(desk, opened, person)
    except NotFoundError:
        return False
    return bool(noted.identity and noted.box) and newest(desk) is not None


def _to_be_told(state: Journey, now: Standing) -> Iterator[tuple[str, datetime]]:
    """Give to whom a desk would write, and since when there is what it would write."""
    ahead = next((leg for leg in now.legs if leg.state is LegState.AHEAD), None)
    made = (
        [state.handovers.planned[one].record.at for one in ahead.new_words] if ahead else []
    )
    for person in now.to_hear_new_words if made else ():
        yield person, max(made)
    held = {one.hold: one for leg in now.legs for one in leg.held_by}.values()
    placed = [noted.record.at for one in held for noted in one.placed]
    for person in now.waiting if placed else ():
        yield person, max(placed)
