"""`waystation panic`: somebody of the organisation is in danger, and says so at once."""

import argparse

from waystation.cli.exits import DONE
from waystation.cli.naming import human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.standard_input import read
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import panic
from waystation.desk.views_panic import panics
from waystation.encoding import to_rfc3339

_ABOUT = """\
Whoever is in danger says so with one act, for themselves or for a colleague:

  waystation panic now --store DIR
  waystation panic now --store DIR --for NAME --said < what-happened.txt

Every desk shows it, the outside trustee's too, and every journey that they answer for is
held until two lift that, with whatever else they have a part in. It needs no journey.

  waystation panic list --store DIR
  waystation exposure NAME --store DIR             what falls with them
  waystation panic over --store DIR ID < how-it-ended.txt

That it is over somebody else says: whoever is in danger may be made to.
"""
_LONGEST = 2000


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "panic",
        help="say that you, or a colleague, are in danger",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    now = acts.add_parser("now", help="raise it")
    now.add_argument("--for", dest="whom", default="", metavar="NAME")
    now.add_argument(
        "--said", action="store_true", help="what happened, from standard input"
    )
    now.set_defaults(run=_now)
    listed = acts.add_parser("list", help="who is in danger")
    listed.set_defaults(run=_list)
    over = acts.add_parser("over", help="say how it ended, from standard input")
    over.add_argument("id", metavar="ID")
    over.set_defaults(run=_over)
    for act in (now, listed, over):
        add_store(act)
        add_json(act)


def _now(chosen: argparse.Namespace) -> int:
    text = read("what happened", _LONGEST, "panic.text") if chosen.said else ""
    with unlocked(chosen) as desk:
        whom = human_of(desk, chosen.whom, "--for") if chosen.whom else ""
        raised = panic.raise_panic(desk, text, whom)
        in_step(desk)
        rows = [one for one in panics(desk) if one.id == raised]
    print_rows([{"id": one.id, "in_danger": one.name} for one in rows], chosen)
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        rows = [
            {
                "id": one.id,
                "in_danger": one.name,
                "since": to_rfc3339(one.since),
                "said": one.said,
                "by": one.by,
            }
            for one in panics(desk)
        ]
    print_rows(rows, chosen, "Nobody of the organisation is in danger.")
    return DONE


def _over(chosen: argparse.Namespace) -> int:
    outcome = read("how it ended", _LONGEST, "panic.outcome")
    with unlocked(chosen) as desk:
        in_step(desk)
        panic.end(desk, chosen.id, outcome)
        in_step(desk)
    print_rows([{"id": chosen.id, "over": True}], chosen)
    return DONE
