"""`waystation disclosure`: what was told of whom, to whom, over which way."""

import argparse

from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.terms import Disclosed
from waystation.cli.exits import DONE
from waystation.cli.naming import anyone_of, journey_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import disclosure
from waystation.desk.views_names import Names

_ABOUT = """\
Whoever is taken gives away what they were told. Note it, and the rules ask about it:
a face or a name that a helper has, an address that somebody knows who does not stay,
a meeting that is not theirs, the details of everyone, a way that others see.

  waystation disclosure note --store DIR JOURNEY face --of E --to B1 --over "a messenger"
  waystation disclosure list --store DIR JOURNEY
  waystation journey check --store DIR JOURNEY
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "disclosure",
        help="what was told of whom, to whom",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    note = acts.add_parser("note", help="note what somebody was told")
    note.add_argument("journey", metavar="JOURNEY")
    note.add_argument("what", choices=[one.value for one in Disclosed])
    note.add_argument("--of", required=True, help="whom or what it is about")
    note.add_argument("--to", required=True, help="who was told")
    note.add_argument("--channel", default="", metavar="ID", help="that of a conversation")
    note.add_argument("--over", default="", help="the way, in a few words")
    note.add_argument("--reason", default="", help="why it had to be told")
    note.set_defaults(run=_note)
    several = acts.add_parser("list", help="what was noted in a journey")
    several.add_argument("journey", metavar="JOURNEY")
    several.set_defaults(run=_list)
    for act in (note, several):
        add_store(act)
        add_json(act)


def _note(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        noted = DisclosureNoted(
            disclosure=desk.random_id(),
            journey=journey_of(desk, chosen.journey),
            what=Disclosed(chosen.what),
            of=anyone_of(desk, chosen.of, "--of"),
            to=anyone_of(desk, chosen.to, "--to"),
            channel=chosen.channel,
            over=chosen.over,
            reason=chosen.reason,
        )
        disclosure.note(desk, noted)
        in_step(desk)
    print_rows([{"disclosure": noted.disclosure}], chosen)
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows = [
            {
                "disclosure": one.act.disclosure,
                "what": str(one.act.what),
                "of": names.one(one.act.of) or one.act.of,
                "to": names.one(one.act.to) or one.act.to,
                "over": one.act.over,
            }
            for one in disclosure.noted_in(desk, journey_of(desk, chosen.journey))
        ]
    print_rows(rows, chosen, "Nothing was noted as told.")
    return DONE
