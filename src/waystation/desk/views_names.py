"""Names for register ids, as far as this desk knows them."""

from collections.abc import Iterable

from waystation.casework import person, question, roster, safehouse
from waystation.casework.entries import HelperNoted
from waystation.casework.person import Persons
from waystation.casework.question import Questions
from waystation.casework.safehouse import SafeHouses
from waystation.desk import helper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell


class Names:
    """Everybody and everything that has a name here; what has none is left out."""

    def __init__(self, desk: Desk) -> None:
        self._names: dict[str, str] = {}
        for opened in desk.cells_of("house"):
            noted = desk.read(opened, safehouse.fold, SafeHouses()).noted
            self._names |= {house: one.act.label for house, one in noted.items()}
        self._helpers = helper.all_noted(desk)
        self._names |= {one.helper: one.name for one in self._helpers.values()}
        self._desk = desk
        self._people(desk.cells_of("core"))
        self._people(desk.cells_of("journey"))
        self._names |= {one.human: one.name for one in roster.humans(desk.roster())}
        own = desk.read(desk.roster_cell, question.fold, Questions())
        self._asked = {one.code: one.text for one in question.asked(own)}

    def _people(self, cells: Iterable[OpenCell]) -> None:
        for opened in cells:
            noted = self._desk.read(opened, person.fold, Persons()).noted
            self._names |= {one: found.act.name for one, found in noted.items()}

    def one(self, register: str) -> str:
        """Return a name, or the text of a question by its code, or nothing."""
        return self._names.get(register, "") or self._asked.get(register, "")

    def many(self, registers: Iterable[str]) -> tuple[str, ...]:
        """Return the names that are known, in the order given; two may share one."""
        found = (self._names.get(register, "") for register in dict.fromkeys(registers))
        return tuple(name for name in found if name)

    def known(self) -> tuple[tuple[str, str], ...]:
        """Return everybody and everything that has a name here: id and name."""
        return tuple(self._names.items())

    def helper(self, register: str) -> HelperNoted | None:
        """Return a helper as last noted."""
        return self._helpers.get(register)
