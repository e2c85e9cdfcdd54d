"""How safe houses are used: beds, cooling off, who was told the address, the end of one.

What a journey of this desk needs of a house is noted in the house's own records by itself:
the beds of its stays, and whom the plan sends to the door once it is decided.
"""

from collections.abc import Iterator
from datetime import datetime

from waystation.casework import journey, safehouse
from waystation.casework.entries import Act
from waystation.casework.entries.safehouse import (
    HouseBurned,
    HouseCoolingOff,
    HouseStayNoted,
    HouseTold,
)
from waystation.casework.journey import Journey
from waystation.casework.safehouse import SafeHouses
from waystation.casework.terms import Role
from waystation.desk import mark
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import RuleError

BY_PLAN = "plan.sends_them_there"


def state(desk: Desk) -> SafeHouses:
    """Return everything that this desk may read of houses, as one."""
    return desk.folded("houses", desk.cells_of("house"), safehouse.fold, SafeHouses())


def read(desk: Desk, house: str) -> SafeHouses:
    """Return what is noted of one house.

    Raises:
        NotFoundError: this desk does not know it.
    """
    return desk.read(desk.find("house", house), safehouse.fold, SafeHouses())


def readers(desk: Desk) -> dict[str, frozenset[str]]:
    """Return by house the humans whose keys open its address."""
    return {
        opened.register: frozenset(
            one.human for one in opened.log.charter.members if one.reader
        )
        for opened in desk.cells_of("house")
    }


def cool_off(desk: Desk, house: str, until: datetime, reason: str = "") -> None:
    """Note that nobody is brought to a house before a moment.

    Raises:
        RuleError: the moment has passed.
    """
    with desk.acting():
        if until <= desk.now():
            raise RuleError("house.until", "the moment has passed")
        _append(desk, house, HouseCoolingOff(house=house, until=until, reason=reason))


def burn(desk: Desk, house: str, reason: str) -> None:
    """Note that a house is known to those who must not know it, for good."""
    with desk.acting():
        _append(desk, house, HouseBurned(house=house, reason=reason))


def told(desk: Desk, house: str, who: str, name: str = "", why: str = "") -> None:
    """Note that somebody knows the address; nobody is ever taken off the list."""
    with desk.acting():
        _append(desk, house, HouseTold(house=house, who=who, name=name, why=why))


def noting_is_due(desk: Desk) -> bool:
    """Say whether a journey of this desk uses a house in a way not noted there yet."""
    return any(True for _ in _outstanding(desk))


def note_by_plan(desk: Desk) -> None:
    """Note it. In `acting()`."""
    for opened, act in list(_outstanding(desk)):
        desk.append(opened, act)


def _outstanding(desk: Desk) -> Iterator[tuple[OpenCell, Act]]:
    here = desk.cells_of("house")
    houses = {opened.register: opened for opened in here if desk.may_write(opened)}
    if not houses:
        return
    for opened in desk.cells_of("journey"):
        plan = desk.read(opened, journey.fold, Journey(opened.register))
        acts: list[HouseStayNoted | HouseTold] = [*_stays(plan), *_sent(plan)]
        for act in acts:
            cell = houses.get(act.house)
            if cell is not None and not _is_noted(desk, cell, act):
                yield cell, act


def _stays(plan: Journey) -> Iterator[HouseStayNoted]:
    beds = len(journey.persons(plan))
    standing = {one.act.stay: one.act for one in journey.stays(plan)}
    over = bool(plan.plan.stopped)
    for stay, versions in plan.plan.stays.items():
        last = versions[-1].act
        dropped = stay not in standing or over
        yield HouseStayNoted(
            stay=stay, house=last.house, window=last.window, beds=beds, dropped=dropped
        )


def _sent(plan: Journey) -> Iterator[HouseTold]:
    """Give whom a decided plan sends to a house: from then on they may know it."""
    if not journey.was_decided(plan):
        return
    persons = set(journey.persons(plan))
    for leg in journey.legs(plan):
        if leg.act.house and leg.act.takes not in persons:
            yield HouseTold(house=leg.act.house, who=leg.act.takes, why=BY_PLAN)
    for stay in journey.stays(plan):
        for who in sorted({stay.act.host, stay.act.brought_by} - {""} - persons):
            yield HouseTold(house=stay.act.house, who=who, why=BY_PLAN)


def _is_noted(desk: Desk, cell: OpenCell, act: HouseStayNoted | HouseTold) -> bool:
    held = desk.read(cell, safehouse.fold, SafeHouses())
    if isinstance(act, HouseTold):
        return act.who in safehouse.ever_told(held, act.house)
    noted = [one.act for one in held.taken.get(act.house, ()) if one.act.stay == act.stay]
    return noted[-1] == act if noted else act.dropped


def _append(desk: Desk, house: str, act: Act) -> None:
    desk.require(Role.COORDINATOR, Role.CASEWORKER)
    desk.append(desk.find("house", house), act)
    mark.post(desk)
