"""`waystation case claim` and `claims`: who said what of whom, and what that points to."""

import argparse
from collections.abc import Iterator

from waystation.casework import roster
from waystation.casework.assessment import claims, indications
from waystation.casework.codes import CODES, FREE_FIELDS, is_code
from waystation.casework.entries.base import LONGEST_TEXT
from waystation.casework.terms import Basis
from waystation.cli import standard_input
from waystation.cli.exits import DONE
from waystation.cli.naming import case_of, one_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import assessment, case
from waystation.desk.desk import Desk
from waystation.encoding import to_rfc3339
from waystation.errors import FormatError

_CLAIM = """\
One claim about one person: on whose word, and how they know it. What was said is read
from standard input. What is denied is kept and never coded; the person's own word decides.

  waystation case claim --store DIR CASE --about W1 --by W1 --basis said \\
      --field ilo_indicator --code retention_of_documents < said.txt
"""
_CLAIMS = """\
Every claim that nobody has corrected, and what they point to: codes of HTCDS and the ILO,
each with its sources and whether another denies it. A code is never a determination.
"""


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    formatter = argparse.RawDescriptionHelpFormatter
    claim = acts.add_parser(
        "claim", help="note what was said", description=_CLAIM, formatter_class=formatter
    )
    claim.add_argument("case", metavar="CASE")
    claim.add_argument("--about", required=True, metavar="PERSON")
    claim.add_argument("--by", required=True, metavar="NAME", help="on whose word")
    bases = [one.value for one in Basis]
    claim.add_argument("--basis", required=True, choices=bases, help="how they know it")
    fields = sorted(FREE_FIELDS.union(CODES))
    claim.add_argument("--field", required=True, metavar="FIELD", help=", ".join(fields))
    claim.add_argument("--code", default="", help="of a field that has a list")
    claim.set_defaults(run=_claim)
    several = acts.add_parser(
        "claims",
        help="what was said, and what it points to",
        description=_CLAIMS,
        formatter_class=formatter,
    )
    several.add_argument("case", metavar="CASE")
    several.set_defaults(run=_claims)
    for act in (claim, several):
        add_store(act)
        add_json(act)


def _claim(chosen: argparse.Namespace) -> int:
    if not is_code(chosen.field, chosen.code):
        raise FormatError("claim.code", "no code of that field", where="--code")
    text = standard_input.read("what was said", LONGEST_TEXT, "claim.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        case_id = case_of(desk, chosen.case)
        claim = assessment.record_claim(
            desk,
            case_id,
            one_of(_persons(desk, case_id), chosen.about, "--about"),
            chosen.field,
            basis=Basis(chosen.basis),
            source=one_of(_everybody(desk, case_id), chosen.by, "--by"),
            code=chosen.code,
            text=text,
        )
        in_step(desk)
    print_rows([{"claim": claim}], chosen)
    return DONE


def _claims(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows = list(_rows(desk, case_of(desk, chosen.case)))
    print_rows(rows, chosen, "Nothing was noted of anybody in it.")
    return DONE


def _rows(desk: Desk, case_id: str) -> Iterator[dict[str, object]]:
    held = case.read(desk, case_id).assessment
    called = dict(_everybody(desk, case_id))
    for person, name in _persons(desk, case_id):
        for noted in claims(held, person):
            yield {
                "claim": noted.act.claim,
                "about": name,
                "by": called.get(noted.act.source, noted.act.source),
                "basis": noted.act.basis.value,
                "field": noted.act.field,
                "code": noted.act.code,
                "text": noted.act.text,
                "at": to_rfc3339(noted.record.at),
            }
        for one in indications(held, person):
            yield {
                "about": name,
                "points_to": one.code,
                "field": one.field,
                "by": [called.get(source, source) for source in one.sources],
                "bases": sorted(basis.value for basis in one.bases),
                "contested": one.contested,
            }


def _persons(desk: Desk, case_id: str) -> list[tuple[str, str]]:
    noted = case.read(desk, case_id).persons.noted
    return [(person, one.act.name) for person, one in noted.items()]


def _everybody(desk: Desk, case_id: str) -> list[tuple[str, str]]:
    others = case.read(desk, case_id).persons.others
    return [
        *_persons(desk, case_id),
        *((other, one.act.who) for other, one in others.items()),
        *((one.human, one.name) for one in roster.humans(desk.roster())),
    ]
