"""Jobs that ended well are noted by themselves, once everybody has arrived.

In a helper's records stands that a job ended and when, under the id of its meeting, which
says nothing to whoever is not in the journey.
"""

from collections.abc import Iterator

from waystation.casework import handover, helper, journey
from waystation.casework.entries.helper import HelperWorked
from waystation.casework.helper import Helpers
from waystation.casework.journey import Journey
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell


def noting_is_due(desk: Desk) -> bool:
    """Say whether a job of a journey that has ended is not noted yet."""
    return any(True for _ in _outstanding(desk))


def note(desk: Desk) -> None:
    """Note it. In `acting()`."""
    for opened, act in list(_outstanding(desk)):
        desk.append(opened, act)


def _outstanding(desk: Desk) -> Iterator[tuple[OpenCell, HelperWorked]]:
    helpers = desk.cells_of("helper")
    cells = {opened.register: opened for opened in helpers if desk.may_write(opened)}
    if not cells:
        return
    for opened in desk.cells_of("journey"):
        plan = desk.read(opened, journey.fold, Journey(opened.register))
        for act in _ended_well(plan):
            cell = cells.get(act.helper)
            if cell is not None and not _is_noted(desk, cell, act):
                yield cell, act


def _ended_well(plan: Journey) -> Iterator[HelperWorked]:
    """Give a job for each leg that was handed over, where nobody is missing or stopped."""
    persons = set(journey.persons(plan))
    if not persons or persons - set(plan.arrivals.arrived) or plan.plan.stopped:
        return
    legs = {leg.act.leg: leg.act for leg in journey.legs(plan)}
    for meeting in journey.handovers(plan):
        leg = legs.get(meeting.act.leg)
        took_place = handover.took_place(plan.handovers, meeting.act.handover)
        if leg is None or not took_place or meeting.act.takes in persons:
            continue
        yield HelperWorked(
            work=meeting.act.handover,
            helper=meeting.act.takes,
            ended=leg.window.closes,
            small=len(persons) == 1 and not leg.house,
        )


def _is_noted(desk: Desk, cell: OpenCell, act: HelperWorked) -> bool:
    jobs = helper.jobs(desk.read(cell, helper.fold, Helpers()), act.helper)
    return any(one.act.work == act.work for one in jobs)
