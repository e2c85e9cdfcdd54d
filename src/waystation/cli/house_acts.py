"""How a safe house is used, from the command line: told, cooling off, burned for good."""

import argparse
from collections.abc import Callable

from waystation.casework import safehouse as facts
from waystation.cli.exits import DONE
from waystation.cli.helper_acts import day
from waystation.cli.naming import house_of, one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import safehouse_use
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339
from waystation.errors import FormatError, NotFoundError

_MOST_BEDS = 1000
_Act = Callable[[Desk, str, argparse.Namespace], None]


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    told = acts.add_parser("told", help="note that somebody knows the address")
    told.add_argument("--who", required=True, metavar="NAME", help="or how they are called")
    told.add_argument("--why", default="", metavar="TEXT")
    cool = acts.add_parser("cool", help="nobody is brought there before a day has passed")
    cool.add_argument("--until", required=True, metavar="DAY")
    cool.add_argument("--reason", default="", metavar="TEXT")
    burn = acts.add_parser("burn", help="it is known to the wrong people, for good")
    burn.add_argument("--reason", required=True, metavar="TEXT")
    every: tuple[tuple[argparse.ArgumentParser, _Act], ...] = (
        (told, _told),
        (cool, _cool),
        (burn, _burn),
    )
    for act, does in every:
        act.add_argument("house", metavar="HOUSE")
        add_store(act)
        add_json(act)
        act.set_defaults(run=_run, does=does)


def use(desk: Desk, house: str) -> dict[str, object]:
    """Return what is noted of the use of a house."""
    state = safehouse_use.read(desk, house)
    cooling = facts.cooling_until(state, house)
    return {
        "beds": state.noted[house].act.capacity,
        "stays": len(facts.stays(state, house)),
        "know_it": len(_knowing(desk, house)),
        "cooling_until": to_rfc3339(cooling.act.until) if cooling else "",
        "burned": house in state.for_good,
    }


def known_to(desk: Desk, house: str) -> dict[str, object]:
    """Return who has ever known the address, as far as is noted."""
    names = Names(desk)
    state = safehouse_use.read(desk, house)
    said = {one.act.who: one.act.name for one in state.told.get(house, ())}
    every = (names.one(one) or said.get(one) or one for one in _knowing(desk, house))
    return {"known_to": sorted(every)}


def beds(desk: Desk, house: str, said: int | None) -> int:
    """Return how many a house holds: as said now, or as noted before; 0 is not known.

    Raises:
        FormatError: not a number of beds.
    """
    if said is not None:
        if not 0 <= said <= _MOST_BEDS:
            raise FormatError(
                "house.beds", "a number of beds, at most 1000", where="--beds"
            )
        return said
    try:
        noted = safehouse_use.read(desk, house).noted.get(house)
    except NotFoundError:
        return 0
    return 0 if noted is None else noted.act.capacity


def _knowing(desk: Desk, house: str) -> frozenset[str]:
    told = facts.ever_told(safehouse_use.read(desk, house), house)
    return told | safehouse_use.readers(desk).get(house, frozenset())


def _run(chosen: argparse.Namespace) -> int:
    does: _Act = chosen.does
    with unlocked(chosen) as desk:
        in_step(desk)
        house = house_of(desk, chosen.house)
        does(desk, house, chosen)
        in_step(desk)
        row: dict[str, object] = {"house": house} | use(desk, house)
    print_rows([row], chosen)
    return DONE


def _told(desk: Desk, house: str, chosen: argparse.Namespace) -> None:
    """Take a name that this desk has, or whatever else they are called."""
    try:
        who, name = one_of(Names(desk).known(), chosen.who), ""
    except NotFoundError:
        who, name = desk.random_id(), chosen.who
    safehouse_use.told(desk, house, who, name, chosen.why)


def _cool(desk: Desk, house: str, chosen: argparse.Namespace) -> None:
    until = day(chosen.until, "--until")
    safehouse_use.cool_off(desk, house, until, chosen.reason)


def _burn(desk: Desk, house: str, chosen: argparse.Namespace) -> None:
    safehouse_use.burn(desk, house, chosen.reason)
