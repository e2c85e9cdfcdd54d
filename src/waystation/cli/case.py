"""`waystation case`: first letters, and the cases that grow from them."""

import argparse

from waystation.casework import appeal
from waystation.cli import case_claims, case_other
from waystation.cli.exits import DONE
from waystation.cli.naming import case_of, human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import case, conversation, intake
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import to_rfc3339

_ABOUT = """\
What people wrote, and the cases that this desk is in. Each act first goes through
a round with the relay; without it everything is kept and sent later.

  waystation case letters --store DIR          first letters that belong to no case
  waystation case open --store DIR --label "..." --letter ID
                                               a case from a first letter
  waystation case add-letter --store DIR CASE ID
                                               a letter into a case that is open
  waystation case person --store DIR CASE --name NAME
                                               somebody who asks without a letter
  waystation case other --store DIR CASE --near NAME --relation holder --who "..."
                                               somebody near a person
  waystation case claim --store DIR CASE --about NAME --by NAME --basis said ...
                                               what was said of a person, on whose word
  waystation case claims --store DIR CASE      all of it, and what it points to
  waystation case list --store DIR --json      the cases of this desk
  waystation case show --store DIR CASE        one of them
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "case",
        help="first letters, and the cases of this desk",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    letters = acts.add_parser("letters", help="first letters that belong to no case")
    letters.set_defaults(run=_letters)
    begin = acts.add_parser("open", help="open a case")
    begin.add_argument("--label", required=True, help="as this desk calls it")
    begin.add_argument("--letter", metavar="ID", help="the first letter it grows from")
    begin.add_argument(
        "--with",
        action="append",
        default=[],
        dest="others",
        metavar="NAME",
        help="a colleague who is in it too (more than one may be given)",
    )
    begin.set_defaults(run=_open)
    letter = acts.add_parser("add-letter", help="take a letter into a case that is open")
    letter.add_argument("case", metavar="CASE")
    letter.add_argument("letter", metavar="ID")
    letter.set_defaults(run=_add_letter)
    person = acts.add_parser("person", help="note somebody who asks for safety")
    person.add_argument("case", metavar="CASE")
    person.add_argument("--name", required=True, help="as they want to be called")
    person.add_argument("--language", default="", help="that they speak")
    person.add_argument("--child", action="store_true", help="not grown up")
    person.set_defaults(run=_person)
    several = acts.add_parser("list", help="the cases of this desk")
    several.set_defaults(run=_list)
    one = acts.add_parser("show", help="one case")
    one.add_argument("case", metavar="CASE")
    one.set_defaults(run=_show)
    for act in (letters, begin, letter, person, several, one):
        add_store(act)
        add_json(act)
    case_other.add(acts)
    case_claims.add(acts)


def _letters(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows = [
            {"id": one.id, "at": to_rfc3339(one.at), "kind": one.kind, "text": one.text}
            for one in intake.first_letters(desk)
            if intake.writer(desk, one.contact.identity) is None
        ]
    print_rows(rows, chosen, "No letter waits.")
    return DONE


def _open(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        others = tuple(human_of(desk, one, "--with") for one in chosen.others)
        if chosen.letter is None:
            cells = case.open_case(desk, chosen.label, others)
        else:
            with desk.acting():
                cells, contact = intake.open_from_letter(
                    desk, chosen.letter, chosen.label, others
                )
                case.note_person(desk, cells.case, chosen.label, contact=contact)
        in_step(desk)
    print_rows([{"case": cells.case, "conversation": cells.conversation}], chosen)
    return DONE


def _add_letter(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        room = case.conversation_of(desk, case_of(desk, chosen.case)).register
        intake.add_letter(desk, chosen.letter, room)
        in_step(desk)
    print_rows([{"letter": chosen.letter, "conversation": room}], chosen)
    return DONE


def _person(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        person = case.note_person(
            desk,
            case_of(desk, chosen.case),
            chosen.name,
            adult=not chosen.child,
            language=chosen.language,
        )
        in_step(desk)
    print_rows([{"person": person, "name": chosen.name}], chosen)
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows = [
            _row(desk, core.register) for core in desk.cells_of("core") if core.register
        ]
    print_rows(rows, chosen, "No case yet: `waystation case letters` shows who wrote.")
    return DONE


def _row(desk: Desk, case_id: str) -> dict[str, object]:
    state = case.read(desk, case_id)
    opened = state.opened.get(case_id)
    grades = [appeal.grade(state.appeals, one).text for one in state.appeals.received]
    return {
        "case": case_id,
        "label": opened.act.label if opened else "",
        "persons": len(state.persons.noted),
        "appeals": " ".join(grades),
    }


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        case_id = case_of(desk, chosen.case)
        state = case.read(desk, case_id)
        rows = [_row(desk, case_id)]
        rows += [
            {"person": one.act.person, "name": one.act.name, "adult": one.act.adult}
            for one in state.persons.noted.values()
        ]
        rows += [
            _conversation(desk, cell)
            for cell in case.cells_in(desk, case_id, "conversation")
        ]
        rows += [
            {"journey": cell.register} for cell in case.cells_in(desk, case_id, "journey")
        ]
    print_rows(rows, chosen)
    return DONE


def _conversation(desk: Desk, cell: OpenCell) -> dict[str, object]:
    said = conversation.read(desk, cell.register)
    return {
        "conversation": cell.register,
        "letters": len(said.letters),
        "messages": len(said.messages),
        "calls": len(said.calls),
        "files": len(said.files),
    }
