"""`waystation photograph`: whether somebody chose that one party sees their face."""

import argparse

from waystation.casework.photograph import Choice
from waystation.casework.terms import Channel
from waystation.cli.exits import DONE
from waystation.cli.meeting import add_act, meeting_of, party_of
from waystation.cli.naming import journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import print_rows
from waystation.cli.standard_input import read
from waystation.cli.unlocking import unlocked
from waystation.desk import photograph
from waystation.desk.desk import Desk
from waystation.desk.photograph import For, Said
from waystation.desk.views_names import Names

_LONGEST = 10_000
_ABOUT = """\
A face photograph is never needed: two people who have never met know each other by two
words, a carried object or a car. Where the person chooses to give one all the same, it is
sealed into one slip, for one party of one handover, and shown there once.

It is their choice, for each handover anew: asked by letter and answered with their own
key, or their recorded statement, for which two of the organisation give their word.

  waystation photograph ask --store DIR JOURNEY HANDOVER PARTY --of PERSON
                               by letter, to whoever has a letterbox
  waystation photograph assert --store DIR JOURNEY HANDOVER PARTY --of PERSON \\
      --via phone --language ko < what-they-said.txt
  waystation photograph list --store DIR JOURNEY
  waystation photograph second --store DIR JOURNEY CHOICE
                               another human's word for the same statement
  waystation slip make ... --photograph FILE
                               JPEG or PNG; made small, and nothing else of the file is
                               kept; stored nowhere but in the sealed slip
  waystation photograph withdraw --store DIR JOURNEY CHOICE < what-they-said.txt
                               one is enough; a slip that nobody opened is taken back
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "photograph",
        help="who chose that one party of one handover sees their face",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    for name, text, run in (
        ("ask", "ask somebody by letter", _ask),
        ("assert", "your word for what somebody without a key said", _assert),
    ):
        act = add_act(acts, name, text, run, "handover", "party")
        act.add_argument("--of", required=True, metavar="PERSON", help="whose face it is")
        if run is _assert:
            act.add_argument("--via", required=True, choices=[one.value for one in Channel])
            act.add_argument("--language", required=True, help="of the statement")
    add_act(acts, "list", "every choice, and whether it stands", _list)
    add_act(acts, "second", "your word for the same statement", _second, "choice")
    add_act(acts, "withdraw", "somebody took their choice back", _withdraw, "choice")


def _ask(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        photograph.ask(desk, journey_id, _for(desk, journey_id, chosen))
        in_step(desk)
    print_rows([{"person": chosen.of, "asked": True}], chosen)
    return DONE


def _assert(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        wanted = _for(desk, journey_id, chosen)
        said = Said(_said(), chosen.language, chosen.via)
        made = photograph.assert_for(desk, journey_id, wanted, said)
        in_step(desk)
    print_rows([{"choice": made, "wants": "a second"}], chosen)
    return DONE


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows = [
            _row(one, names)
            for one in photograph.choices(desk, journey_of(desk, chosen.journey))
        ]
    print_rows(rows, chosen, "Nobody has chosen to give a photograph.")
    return DONE


def _second(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        photograph.second(desk, journey_of(desk, chosen.journey), chosen.choice)
        in_step(desk)
    print_rows([{"choice": chosen.choice, "seconded": True}], chosen)
    return DONE


def _withdraw(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        photograph.withdraw(desk, journey_id, chosen.choice, _said())
        in_step(desk)
    print_rows([{"choice": chosen.choice, "state": "withdrawn"}], chosen)
    return DONE


def _for(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> For:
    """Return whom it is about and who would see it, by the names that were typed."""
    meeting = meeting_of(desk, journey_id, chosen.handover)
    return For(
        person=person_of(desk, journey_id, chosen.of),
        handover=meeting.planned.handover,
        party=party_of(meeting, chosen.party),
    )


def _row(one: Choice, names: Names) -> dict[str, object]:
    row: dict[str, object] = {
        "choice": one.choice,
        "of": names.one(one.person),
        "for": names.one(one.party),
        "handover": one.handover,
        "state": str(one.state),
    }
    if one.statement:
        row |= {"said": one.statement, "asserted_by": names.one(one.by)}
    return row


def _said() -> str:
    return read("what was said", _LONGEST, "photograph.statement")
