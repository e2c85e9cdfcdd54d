"""`waystation complaint`: what came to the outside trustee, past everybody else."""

import argparse

from waystation.casework import complaint as complaints
from waystation.cli import standard_input
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import complaint
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339

_ABOUT = """\
For the outside trustee. A complaint is sealed to a key that the trustee's desk alone has.
Everybody else sees that the journey is kept for a review, and never why or by whose word.

  waystation complaint list   --store DIR
  waystation complaint answer --store DIR ID < answer.txt      by letter, where one came
  waystation complaint note   --store DIR JOURNEY < said.txt   heard in another way

To end what it began: `waystation review`.
"""
_LONGEST = 2000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "complaint",
        help="for the outside trustee: complaints, past everybody else",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="complaints, unanswered ones first")
    several.set_defaults(run=_list)
    answer = acts.add_parser("answer", help="answer a complaint")
    answer.add_argument("complaint", metavar="ID")
    answer.set_defaults(run=_answer)
    note = acts.add_parser("note", help="note a complaint that was heard another way")
    note.add_argument("journey", metavar="JOURNEY")
    note.set_defaults(run=_note)
    for act in (several, answer, note):
        add_store(act)
        add_json(act)


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        known = complaint.read(desk)
        rows = [
            {
                "complaint": one.act.complaint,
                "at": to_rfc3339(one.record.at),
                "journey": one.act.journey,
                "from": names.one(one.act.person),
                "text": complaint.said(one),
                "answered": one.act.complaint in known.answered,
            }
            for one in complaints.in_order(known)
        ]
    print_rows(rows, chosen, "No complaint came to this desk.")
    return DONE


def _answer(chosen: argparse.Namespace) -> int:
    text = standard_input.read("the answer", _LONGEST, "complaint.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        complaint.answer(desk, chosen.complaint, text)
        in_step(desk)
    print_rows([{"complaint": chosen.complaint, "answered": True}], chosen)
    return DONE


def _note(chosen: argparse.Namespace) -> int:
    text = standard_input.read("what was said", _LONGEST, "complaint.text")
    with unlocked(chosen) as desk:
        in_step(desk)
        made = complaint.note(desk, journey_of(desk, chosen.journey), text)
        in_step(desk)
    print_rows([{"complaint": made}], chosen)
    return DONE
