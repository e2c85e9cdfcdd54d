"""`waystation helper`: who helps, who looked into them, and what stands against it."""

import argparse
from collections.abc import Callable

from waystation.casework import helper as facts
from waystation.casework.entries import HelperNoted
from waystation.casework.terms import HelperRole
from waystation.casework.trust import trusted
from waystation.cli import helper_acts
from waystation.cli.exits import DONE
from waystation.cli.known_by import known_by
from waystation.cli.naming import anyone_of, helper_of, human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import conflict, helper, mark
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339

_ABOUT = """\
A helper drives, guides, hosts or interprets; a hired team is a helper with the least
knowledge. Nobody ranks them: each is fit, asks a question, or is not for now, and
`show` says why.

  waystation helper note --store DIR --name "B1" --role drives --hired < known.txt
                               known.txt holds lines like `number: +86 138 ...`, never
                               arguments; they serve the conflict check alone
  waystation helper vet --store DIR B1 --how met --until DAY
                               whoever brought a helper in does not vet them
  waystation helper incident --store DIR B1 --what demand --hold --text "..."
                               everybody on the board sees at once that there is one
  waystation helper settle --store DIR B1 INCIDENT --outcome "..."
                               takes a second human
  waystation helper check --store DIR B1
                               is anybody named in a case known by the same? yes or no
  waystation helper tie|withdraw|worked --store DIR B1
  waystation helper list|show --store DIR
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "helper",
        help="who helps, who looked into them, and what happened",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="the helpers that this desk knows")
    several.set_defaults(run=_list)
    one = acts.add_parser("show", help="one of them, and why they stand as they do")
    one.add_argument("helper", metavar="HELPER")
    one.set_defaults(run=_show)
    note = _add_note(acts)
    check = acts.add_parser("check", help="ask whether a case names somebody known alike")
    check.add_argument("helper", metavar="HELPER")
    check.set_defaults(run=_check)
    for act in (several, one, note, check):
        add_store(act)
        add_json(act)
    helper_acts.add(acts)


def _add_note(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    note = acts.add_parser("note", help="note a helper, or note one anew")
    note.add_argument("--name", help="as the desks call them; needed for a new one")
    note.add_argument("--helper", metavar="HELPER", help="one of this desk, noted anew")
    roles = [one.value for one in HelperRole]
    note.add_argument("--role", action="append", choices=roles, help="may be given again")
    note.add_argument("--language", action="append", metavar="CODE", help="ko, zh, ...")
    note.add_argument("--hired", action=argparse.BooleanOptionalAction, default=None)
    note.add_argument("--team", metavar="ID", help="who stands and falls together")
    note.add_argument("--cap", type=int, metavar="N", help="persons at once; usually 3")
    note.add_argument("--met-by", action="append", metavar="NAME", help="a colleague")
    note.add_argument("--brought-in-by", metavar="NAME", help="who introduced them")
    note.add_argument("--passed-on-by", metavar="NAME", help="who passed the job on")
    note.add_argument(
        "--only-for",
        action="append",
        metavar="NAME",
        help="coordinators who may know; all of them, if not said (new helpers)",
    )
    note.set_defaults(run=_note)
    return note


def _note(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        noted = _noted(desk, chosen)
        only = chosen.only_for
        humans = None
        if only is not None:
            humans = [human_of(desk, one, "--only-for") for one in only]
        helper.note(desk, noted, humans)
        in_step(desk)
        row = _row(helper.state(desk), noted.helper, desk)
    print_rows([row], chosen)
    return DONE


def _noted(desk: Desk, chosen: argparse.Namespace) -> HelperNoted:
    """Return what is said now over what was noted before; what is not said stays."""
    if chosen.helper:
        before = helper.all_noted(desk)[helper_of(desk, chosen.helper)]
    else:
        before = HelperNoted(helper=desk.random_id(), name=chosen.name or "")
    said = known_by()
    changed: dict[str, object] = {
        "name": chosen.name,
        "roles": _every(chosen.role, HelperRole),
        "languages": _every(chosen.language, str),
        "hired": chosen.hired,
        "team": chosen.team,
        "cap": chosen.cap,
        "met_by": _every(chosen.met_by, lambda one: human_of(desk, one, "--met-by")),
        "recruited_by": _anyone(desk, chosen.brought_in_by, "--brought-in-by"),
        "subcontracted_by": _anyone(desk, chosen.passed_on_by, "--passed-on-by"),
        "other_names": said.names or None,
        "numbers": said.numbers or None,
        "plates": said.plates or None,
    }
    return helper_acts.with_values(before, changed)


def _every(said: list[str] | None, read: Callable[[str], object]) -> object:
    return None if said is None else tuple(read(one) for one in said)


def _anyone(desk: Desk, said: str | None, where: str) -> str | None:
    return None if said is None else anyone_of(desk, said, where)


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        state = helper.state(desk)
        rows = [_row(state, one, desk) for one in sorted(state.noted)]
        rows.sort(key=lambda row: str(row["name"]))
    print_rows(rows, chosen, "This desk knows no helper yet.")
    return DONE


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        one = helper_of(desk, chosen.helper)
        state = helper.state(desk)
        noted, names = state.noted[one].act, Names(desk)
        rows = [
            _row(state, one, desk)
            | {
                "roles": [role.value for role in noted.roles],
                "languages": list(noted.languages),
                "cap": noted.cap or "usual",
                "met_by": list(names.many(noted.met_by)),
                "brought_in_by": names.one(noted.recruited_by) or noted.recruited_by,
                "passed_on_by": names.one(noted.subcontracted_by) or noted.subcontracted_by,
                "jobs": len(facts.jobs(state, one)),
                "marks": sorted(
                    mark_.mark.value for mark_ in mark.standing_on(desk, {one}).get(one, ())
                ),
            }
        ]
        rows += [
            {
                "incident": incident.act.incident,
                "what": incident.act.what.value,
                "effect": incident.act.effect.value,
                "by": names.one(incident.record.human),
                "at": to_rfc3339(incident.record.at),
                "text": incident.act.text,
            }
            for incident in facts.open_incidents(state, one)
        ]
    print_rows(rows, chosen)
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        one = helper_of(desk, chosen.helper)
        if conflict.state(desk, one) is None:
            conflict.ask(desk, one)
            in_step(desk)
        answered, matched = conflict.state(desk, one) or (0, 0)
        known = helper.all_noted(desk)[one]
        row = {
            "helper": one,
            "own_cases": conflict.own_cases_match(desk, known),
            "answered": answered,
            "matched": matched,
        }
    print_rows([row], chosen)
    return DONE


def _row(state: facts.Helpers, one: str, desk: Desk) -> dict[str, object]:
    noted, stands = state.noted[one].act, trusted(state, one, desk.now())
    return {
        "helper": one,
        "name": noted.name,
        "hired": noted.hired,
        "trust": stands.trust.value,
        "because": [found.code for found in stands.findings],
    }
