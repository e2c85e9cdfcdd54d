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
from waystation.desk.views_before import choices
from waystation.desk.views_names import Names
from waystation.desk.views_plan import Choice
from waystation.desk.views_signing import SigningRow, signing_row


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
class HouseFields:
    """What is noted of a house: as it stands, or as it is to be.

    No `beds`: not known. No `address`: as it stands, which is shown where it is asked for.
    """

    label: str = ""
    address: str = ""
    host: str = ""
    beds: int = 0


@dataclass(frozen=True, slots=True)
class HouseChoices:
    """Whom a form can name: who keeps a house, who reads its address, who may know it."""

    hosts: tuple[Choice, ...] = ()
    readers: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class HousesView:
    """Every house that this desk may read, and what wants a signature.

    `proposals` are those that this desk has proposed, or whose turn to sign it is.
    """

    desk: DeskState
    houses: tuple[HouseLine, ...] = ()
    proposals: tuple[SigningRow, ...] = ()
    choices: HouseChoices = HouseChoices()
    may_note: bool = False


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
    fields: HouseFields = HouseFields()
    choices: HouseChoices = HouseChoices()


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
        return HousesView(
            state,
            tuple(lines),
            tuple(_proposals(desk, names)),
            _choices(desk, names),
            desk.has_role(Role.COORDINATOR, Role.CASEWORKER),
        )


def _proposals(desk: Desk, names: Names) -> Iterator[SigningRow]:
    mine = safehouse.noted_here(desk)
    for proposed in safehouse.proposed(desk):
        noted = mine.get(proposed[0].id)
        row = signing_row(desk, names, proposed, noted.label if noted else "")
        if row.needed and (row.may_sign or noted is not None):
            yield row


def _choices(desk: Desk, names: Names) -> HouseChoices:
    staff = [one.human for one in roster.humans(desk.roster())]
    hosts = [*staff, *helper.all_noted(desk)]
    others = [one for one in staff if one != desk.human]
    return HouseChoices(choices(hosts, names), choices(others, names))


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
            fields=HouseFields(line.label, "", held.noted[house].act.host, line.beds),
            choices=_choices(desk, names),
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
