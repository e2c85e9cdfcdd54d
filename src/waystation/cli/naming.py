"""What a human types for somebody or something: its name, or its id."""

from collections.abc import Iterable
from unicodedata import normalize

from waystation.casework import journey as plan
from waystation.casework import roster
from waystation.casework.safehouse import SafeHouses, fold
from waystation.desk import case, helper, journey
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.errors import NotFoundError


def one_of(names: Iterable[tuple[str, str]], said: str, where: str = "") -> str:
    """Return the id that was meant: said as it is, or by a name that only one has.

    Raises:
        NotFoundError: nothing has that id or name, or more than one thing has it.
    """
    known = list(names)
    if any(one == said for one, _ in known):
        return said
    wanted = normalize("NFC", said.strip())
    found = {one for one, name in known if normalize("NFC", name) == wanted}
    if len(found) != 1:
        message = "nothing, or more than one, is called so; say its id"
        raise NotFoundError("name.unknown", message, where=where)
    return found.pop()


def human_of(desk: Desk, said: str, where: str = "") -> str:
    """Return a human of the organisation by id or name.

    Raises:
        NotFoundError: nobody, or more than one, is called so.
    """
    everyone = roster.humans(desk.roster())
    return one_of(((one.human, one.name) for one in everyone), said, where)


def anyone_of(desk: Desk, said: str, where: str = "") -> str:
    """Return whoever or whatever has a name at this desk.

    Raises:
        NotFoundError: nothing, or more than one, is called so.
    """
    return one_of(Names(desk).known(), said, where)


def case_of(desk: Desk, said: str) -> str:
    """Return a case by its id or label.

    Raises:
        NotFoundError: this desk is in none, or in more than one, that is called so.
    """
    names = []
    for core in desk.cells_of("core"):
        opened = case.read(desk, core.register).opened.get(core.register)
        names.append((core.register, opened.act.label if opened else ""))
    return one_of(names, said, "CASE")


def journey_of(desk: Desk, said: str) -> str:
    """Return a journey by its id or label.

    Raises:
        NotFoundError: this desk is in none, or in more than one, that is called so.
    """
    names = []
    for opened in desk.cells_of("journey"):
        planned = journey.read(desk, opened).plan.planned.get("")
        names.append((opened.register, planned.act.label if planned else ""))
    return one_of(names, said, "JOURNEY")


def person_of(desk: Desk, journey_id: str, said: str) -> str:
    """Return a traveller of a journey by id or name.

    Raises:
        NotFoundError: nobody, or more than one, of the journey is called so.
    """
    opened = journey.journey_cell(desk, journey_id)
    names = Names(desk)
    travelling = plan.persons(journey.read(desk, opened))
    return one_of(((one, names.one(one)) for one in travelling), said, "PERSON")


def watched_of(desk: Desk, journey_id: str, said: str) -> str:
    """Return somebody of whom check-ins can be agreed: a traveller, or of the staff.

    Raises:
        NotFoundError: nobody, or more than one, of the journey is called so.
    """
    state = journey.read(desk, journey.journey_cell(desk, journey_id))
    names = Names(desk)
    return one_of(
        ((one, names.one(one)) for one in journey.watched(desk, state)), said, "PERSON"
    )


def leg_of(desk: Desk, journey_id: str, number: int, where: str = "--leg") -> str:
    """Return a leg of a plan by its number.

    Raises:
        NotFoundError: the plan has no such leg.
    """
    state = journey.read(desk, journey.journey_cell(desk, journey_id))
    for leg in plan.legs(state):
        if leg.act.number == number:
            return leg.act.leg
    raise NotFoundError("leg.unknown", "the plan has no such leg", where=where)


def helper_of(desk: Desk, said: str) -> str:
    """Return a helper of this desk by id or name.

    Raises:
        NotFoundError: nobody, or more than one, is called so.
    """
    known = helper.all_noted(desk).values()
    return one_of(((one.helper, one.name) for one in known), said, "HELPER")


def house_of(desk: Desk, said: str) -> str:
    """Return a safe house that this desk may read, by id or label.

    Raises:
        NotFoundError: none, or more than one, is called so.
    """
    labels = [
        (house, one.act.label)
        for opened in desk.cells_of("house")
        for house, one in desk.read(opened, fold, SafeHouses()).noted.items()
    ]
    return one_of(labels, said, "HOUSE")
