"""Conflict check: does a helper bear a name, number or plate of somebody named in a case?

Compared are only exact forms after writing them alike: a name without spaces and signs, the
last digits of a number, a plate without spaces. Two who share a name match, and one who
gave another name does not: a match is a question, and no match is no answer.
"""

from collections.abc import Iterable
from unicodedata import normalize

from msgspec import Struct

from waystation.casework.entries import Act, HelperNoted, OtherNoted
from waystation.casework.entries.conflict import ConflictAnswered, ConflictAsked
from waystation.casework.noted import Group, Newest, Noted, gather, run
from waystation.casework.person import Persons
from waystation.casework.table import Table
from waystation.casework.terms import Record, Relation

WATCHED = frozenset(
    {
        Relation.HOLDER,
        Relation.NEAR_THE_HOLDER,
        Relation.AT_THE_PLACE,
        Relation.POSSIBLE_INFORMANT,
    }
)
NAME, NUMBER, PLATE = "name", "number", "plate"
_SHORTEST = 2
_SHORTEST_NUMBER, _LAST_DIGITS = 7, 9
MOST_ASKED = 20
"""How many questions of one human are answered in one epoch of the board."""

Known = frozenset[tuple[str, str]]
"""Kind and written-alike form of everything somebody is known by."""


class Conflicts(Struct, frozen=True):
    """Questions by their id, answers by the entry that asked."""

    asked: Newest[ConflictAsked] = Table()
    answered: Group[ConflictAnswered] = Table()


def fold(state: Conflicts, record: Record, act: Act) -> Conflicts:
    """Add one act of the board; a question's first wording counts."""
    match act:
        case ConflictAsked():
            held, noted = state.asked.get(act.question), Noted(record, act)
            if held is not None and held.order <= noted.order:
                return state
            return Conflicts(state.asked.put(act.question, noted), state.answered)
        case ConflictAnswered():
            answered = gather(state.answered, act.act, Noted(record, act))
            return Conflicts(state.asked, answered)
        case _:
            return state


def read(records: Iterable[Record]) -> Conflicts:
    """Fold a board from its beginning."""
    return run(fold, Conflicts(), records)


def matched(state: Conflicts, asked: Noted[ConflictAsked]) -> tuple[str, ...]:
    """Return the humans who answered yes to a question, by the entry that asked."""
    answers = state.answered.get(asked.record.id, ())
    return tuple(dict.fromkeys(one.record.human for one in answers if one.act.match))


def known_by(helper: HelperNoted) -> Known:
    """Return everything that a helper is known by."""
    return _alike((helper.name, *helper.other_names), helper.numbers, helper.plates)


def named_in(persons: Persons) -> dict[str, Known]:
    """Return what holders, those near them and others at the place are known by."""
    return {
        other: _of_other(noted.act)
        for other, noted in sorted(persons.others.items())
        if noted.act.relation in WATCHED
    }


def matches(helper: HelperNoted, persons: Persons) -> tuple[str, ...]:
    """Return the others of a case who share a name, number or plate with a helper."""
    known = known_by(helper)
    return tuple(other for other, forms in named_in(persons).items() if forms & known)


def _of_other(other: OtherNoted) -> Known:
    return _alike((other.who, *other.names), other.numbers, other.plates)


def _alike(names: Iterable[str], numbers: Iterable[str], plates: Iterable[str]) -> Known:
    found = {(NAME, form) for one in names if len(form := _letters(one)) >= _SHORTEST}
    found |= {(PLATE, form) for one in plates if len(form := _letters(one)) >= _SHORTEST}
    found |= {
        (NUMBER, form[-_LAST_DIGITS:])
        for one in numbers
        if len(form := _digits(one)) >= _SHORTEST_NUMBER
    }
    return frozenset(found)


def _letters(text: str) -> str:
    return "".join(one for one in normalize("NFKC", text).casefold() if one.isalnum())


def _digits(text: str) -> str:
    return "".join(one for one in normalize("NFKC", text) if "0" <= one <= "9")
