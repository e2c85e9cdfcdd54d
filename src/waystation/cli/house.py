"""`waystation house`: safe houses, noted by one and signed for by keepers."""

import argparse

from waystation.casework.entries import HouseNoted
from waystation.casework.safehouse import SafeHouses, fold
from waystation.cli import house_acts
from waystation.cli.exits import DONE
from waystation.cli.naming import anyone_of, house_of, human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.standard_input import read
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import safehouse
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names

_LONGEST = 2000
_ABOUT = """\
A safe house is known to whoever noted it and to the readers they name, and to nobody
else: not to a founder, not to the keepers who sign for it. It is there once a
majority of the organisation's keepers has signed.

  1  anyone     waystation house note --store DIR --label "the grey door" \\
                  --reader 서연 < address.txt
                the address is asked for, or read from standard input; it is never an
                argument, because arguments are kept by the shell and seen by others
  2  keepers    waystation house waiting --store DIR
                waystation house sign --store DIR PROPOSAL
  3  readers    waystation house list --store DIR
                waystation house show --store DIR HOUSE      with the address
                waystation house told --store DIR HOUSE --who "the guide"
                waystation house cool --store DIR HOUSE --until DAY
                waystation house burn --store DIR HOUSE --reason "..."   for good
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "house",
        help="note safe houses, and sign for them",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    note = acts.add_parser("note", help="note a house; its address comes from outside")
    note.add_argument("--label", required=True, help="as plans call it; never the address")
    note.add_argument("--host", metavar="NAME", help="who keeps it; you, if not said")
    note.add_argument(
        "--reader",
        action="append",
        default=[],
        metavar="NAME",
        help="a colleague who may read the address (more than one may be given)",
    )
    note.add_argument("--house", metavar="HOUSE", help="a house of this desk, noted anew")
    note.add_argument("--beds", type=int, metavar="N", help="how many it holds; not known")
    note.set_defaults(run=_note)
    waiting = acts.add_parser("waiting", help="what wants your signature as a keeper")
    waiting.set_defaults(run=_waiting)
    sign = acts.add_parser("sign", help="sign for a house as a keeper")
    sign.add_argument("proposal", metavar="PROPOSAL")
    sign.set_defaults(run=_sign)
    several = acts.add_parser("list", help="the houses that this desk may read")
    several.set_defaults(run=_list)
    one = acts.add_parser("show", help="one of them, with its address")
    one.add_argument("house", metavar="HOUSE")
    one.set_defaults(run=_show)
    for act in (note, waiting, sign, several, one):
        add_store(act)
        add_json(act)
    house_acts.add(acts)


def _note(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        host = anyone_of(desk, chosen.host, "--host") if chosen.host else desk.human
        readers = [human_of(desk, one, "--reader") for one in chosen.reader]
        house = house_of(desk, chosen.house) if chosen.house else desk.random_id()
        noted = HouseNoted(
            house=house,
            label=chosen.label,
            address=read("the address", _LONGEST, "house.address", one_line=True),
            host=host,
            capacity=house_acts.beds(desk, house, chosen.beds),
        )
        safehouse.note(desk, noted, readers)
        in_step(desk)
        there = house in {one.register for one in desk.cells_of("house")}
    print_rows([{"house": house, "there": there}], chosen)
    return DONE


def _waiting(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows = [
            {
                "proposal": one.id,
                "reason": one.reason,
                "readers": sorted(names.many(one.readers)),
                "signed": sorted(names.many(one.signed)),
            }
            for one in safehouse.waiting(desk)
        ]
    print_rows(rows, chosen, "No house wants your signature.")
    return DONE


def _sign(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        safehouse.sign(desk, chosen.proposal)
        in_step(desk)
    print_rows([{"signed": chosen.proposal}], chosen)
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        burned = safehouse.burned(desk)
        rows = [
            {
                "house": one.house,
                "label": one.label,
                "host": names.one(one.host),
                "presumed_known": one.house in burned,
            }
            | house_acts.use(desk, one.house)
            for one in _houses(desk)
        ]
    print_rows(rows, chosen, "This desk may read no house yet.")
    return DONE


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        house = house_of(desk, chosen.house)
        (noted,) = (one for one in _houses(desk) if one.house == house)
        row: dict[str, object] = {
            "house": house,
            "label": noted.label,
            "address": noted.address,
        }
        row |= house_acts.use(desk, house) | house_acts.known_to(desk, house)
    print_rows([row], chosen)
    return DONE


def _houses(desk: Desk) -> list[HouseNoted]:
    return [
        noted.act
        for opened in desk.cells_of("house")
        for noted in desk.read(opened, fold, SafeHouses()).noted.values()
    ]
