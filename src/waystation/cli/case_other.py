"""`waystation case other`: somebody near a person, and what they are known by."""

import argparse

from waystation.casework.terms import Asked, Relation
from waystation.cli.exits import DONE
from waystation.cli.known_by import known_by
from waystation.cli.naming import case_of, one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import case
from waystation.desk.desk import Desk

_ABOUT = """\
Somebody at the place, at home, or with whoever holds a person. What they are known by is
read from standard input, for the conflict check of helpers alone:

  waystation case other --store DIR CASE --near W1 --relation holder \\
      --who "the woman of the house" < known.txt
                               known.txt holds lines like `number: +86 138 ...`
"""


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the act."""
    other = acts.add_parser(
        "other",
        help="note somebody near a person",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    other.add_argument("case", metavar="CASE")
    other.add_argument("--near", required=True, metavar="PERSON")
    relations = [one.value for one in Relation]
    other.add_argument("--relation", choices=relations, required=True)
    other.add_argument("--who", required=True, metavar="TEXT", help="as this desk says")
    answers = [one.value for one in Asked]
    other.add_argument("--asked", choices=answers, default=Asked.NOT_YET.value)
    other.add_argument("--reason", default="", help="why they were deliberately not asked")
    other.add_argument("--could-suffer", default="", metavar="TEXT")
    add_store(other)
    add_json(other)
    other.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    known = known_by()
    with unlocked(chosen) as desk:
        in_step(desk)
        case_id = case_of(desk, chosen.case)
        other = case.note_other(
            desk,
            case_id,
            _person_of(desk, case_id, chosen.near),
            chosen.who,
            Relation(chosen.relation),
            could_suffer=chosen.could_suffer,
            asked=Asked(chosen.asked),
            reason=chosen.reason,
            known_by=known,
        )
        in_step(desk)
    print_rows([{"case": case_id, "other": other}], chosen)
    return DONE


def _person_of(desk: Desk, case_id: str, said: str) -> str:
    noted = case.read(desk, case_id).persons.noted
    names = [(person, one.act.name) for person, one in noted.items()]
    return one_of(names, said, "--near")
