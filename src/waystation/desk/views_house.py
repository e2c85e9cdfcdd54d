"""Safe houses as a page shows them: beds, who has ever known, what stands against one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import helper as people
from waystation.casework import roster
from waystation.casework import safehouse as facts
from waystation.casework.entries import Window
from waystation.casework.safehouse import SafeHouses
from waystation.casework.terms import Role
from waystation.desk import helper, safehouse, safehouse_use
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_names import Names


@dataclass(frozen=True, slots=True)
class HouseLine:
    """One house in the list; `beds` is 0 where nobody noted it, `taken` is for now."""

    id: str
    label: str
    host: str = ""
    host_vetted: bool = False
    beds: int = 0
    taken: int = 0
    know_it: int = 0
    burned: bool = False
    presumed: bool = False
    cooling_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A house that wants this keeper's signature."""

    id: str
    readers: tuple[str, ...]
    signed: tuple[str, ...]
    new: bool = True


@dataclass(frozen=True, slots=True)
class HousesView:
    """Every house that this desk may read, and what wants a signature."""

    desk: DeskState
    houses: tuple[HouseLine, ...] = ()
    proposals: tuple[ProposalRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldRow:
    """Somebody who was told the address; `by_plan` where a decided plan sent them."""

    name: str
    why: str
    at: datetime
    by_plan: bool = False


@dataclass(frozen=True, slots=True)
class StayRow:
    """Beds that are taken for a time; nothing says for whom."""

    opens: datetime
    closes: datetime
    beds: int
    now: bool = False


@dataclass(frozen=True, slots=True)
class HouseView:
    """One house. The address is shown where it is asked for."""

    desk: DeskState
    line: HouseLine
    address: str = ""
    readers: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    told: tuple[ToldRow, ...] = ()
    stays: tuple[StayRow, ...] = ()
    cooling_reason: str = ""
    burned_reason: str = ""
    burned_at: datetime | None = None
    may_act: bool = False


def houses_view(desk: Desk, state: DeskState) -> HousesView:
    """Return every house that this desk may read, by label."""
    with desk.lock:
        names = Names(desk)
        lines = [
            _line(desk, house, names)
            for house in safehouse_use.state(desk).noted
            if house in {one.register for one in desk.cells_of("house")}
        ]
        lines.sort(key=lambda line: (line.label.casefold(), line.id))
        proposals = tuple(
            ProposalRow(
                one.id,
                tuple(sorted(names.many(one.readers))),
                tuple(sorted(names.many(one.signed))),
                one.reason == "founded",
            )
            for one in safehouse.waiting(desk)
        )
        return HousesView(state, tuple(lines), proposals)


def house_view(desk: Desk, state: DeskState, house: str) -> HouseView:
    """Return one house.

    Raises:
        NotFoundError: this desk may not read it.
    """
    with desk.lock:
        held, names = safehouse_use.read(desk, house), Names(desk)
        line = _line(desk, house, names)
        burned = held.for_good.get(house, ())
        cooling = facts.cooling_until(held, house)
        hosts = dict.fromkeys(one.act.host for one in held.hosts.get(house, ()))
        return HouseView(
            desk=state,
            line=line,
            address=held.noted[house].act.address,
            readers=names.many(sorted(safehouse_use.readers(desk).get(house, ()))),
            hosts=names.many(hosts),
            told=tuple(_told(held, house, names)),
            stays=tuple(_stays(desk, held, house)),
            cooling_reason=cooling.act.reason if cooling and line.cooling_until else "",
            burned_reason=burned[0].act.reason if burned else "",
            burned_at=burned[0].record.at if burned else None,
            may_act=desk.has_role(Role.COORDINATOR, Role.CASEWORKER),
        )


def _line(desk: Desk, house: str, names: Names) -> HouseLine:
    held = safehouse_use.read(desk, house)
    noted = held.noted[house].act
    now = Window(desk.now(), desk.now())
    taken = sum(
        one.act.beds
        for one in facts.stays(held, house)
        if one.act.window.opens <= now.opens < one.act.window.closes
    )
    cooling = facts.cooling_until(held, house)
    until = cooling.act.until if cooling else None
    readers = safehouse_use.readers(desk).get(house, frozenset())
    return HouseLine(
        id=house,
        label=noted.label,
        host=names.one(noted.host),
        host_vetted=_is_vetted(desk, noted.host),
        beds=noted.capacity,
        taken=taken,
        know_it=len(facts.ever_told(held, house) | readers),
        burned=house in held.for_good,
        presumed=house in safehouse.burned(desk),
        cooling_until=until if until is not None and until > desk.now() else None,
    )


def _is_vetted(desk: Desk, host: str) -> bool:
    """Say whether a host was looked into; somebody of the staff needs no vetting here."""
    if roster.human(desk.roster(), host) is not None:
        return True
    return people.is_vetted(helper.state(desk), host, desk.now())


def _told(held: SafeHouses, house: str, names: Names) -> Iterator[ToldRow]:
    first = {one.act.who: one for one in reversed(held.told.get(house, ()))}
    for who, one in reversed(first.items()):
        by_plan = one.act.why == safehouse_use.BY_PLAN
        yield ToldRow(
            names.one(who) or one.act.name,
            "" if by_plan else one.act.why,
            one.record.at,
            by_plan,
        )


def _stays(desk: Desk, held: SafeHouses, house: str) -> Iterator[StayRow]:
    now = desk.now()
    for one in facts.stays(held, house):
        window = one.act.window
        if window.closes > now:
            under_way = window.opens <= now
            yield StayRow(window.opens, window.closes, one.act.beds, under_way)
