"""`waystation consent`: where each person's consent stands, and a spoken one, by two."""

import argparse

from waystation.casework import consent as agreed
from waystation.casework import journey as plan
from waystation.casework import roster
from waystation.casework.entries import ConsentAsserted, decode
from waystation.casework.terms import Channel
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.standard_input import read
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import consent, journey, quotation
from waystation.desk.consent import Statement
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.errors import NotFoundError

_LONGEST = 10_000
_ABOUT = """\
No journey starts without each person's own consent. They are asked by letter when a
journey is planned (`waystation journey plan --ask`) and answer with their own key.

Who writes over a messenger and has no key yet is spoken for by two of the
organisation, one of them the outside trustee, about one recorded statement:

  1  one        waystation consent assert --store DIR JOURNEY PERSON --via telegram \\
                  --language ko < what-they-said.txt
  2  another    waystation consent list --store DIR JOURNEY     reads the statement
                waystation consent second --store DIR JOURNEY CONSENT

  waystation consent withdraw --store DIR JOURNEY PERSON < what-they-said.txt
                               one is enough, from anybody of the journey
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "consent",
        help="who agreed to a journey, and how",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="where each person's consent stands")
    several.set_defaults(run=_list)
    give = acts.add_parser("assert", help="your word for what somebody without a key said")
    give.add_argument("--via", required=True, choices=[one.value for one in Channel])
    give.add_argument("--language", required=True, help="of the statement")
    give.add_argument("--wording", default="consent-1", help="of what they were told")
    give.add_argument("--why", default="", help="why they have no key of their own")
    give.set_defaults(run=_assert)
    second = acts.add_parser("second", help="your word for the same statement")
    second.set_defaults(run=_second)
    withdraw = acts.add_parser("withdraw", help="somebody has taken their consent back")
    withdraw.set_defaults(run=_withdraw)
    for act in (several, give, second, withdraw):
        act.add_argument("journey", metavar="JOURNEY")
        add_store(act)
        add_json(act)
    for act in (give, withdraw):
        act.add_argument("person", metavar="PERSON")
    second.add_argument("consent", metavar="CONSENT")


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        opened = journey.journey_cell(desk, journey_id)
        names, trustees = Names(desk), roster.trustees(desk.roster())
        consents = quotation.consents(desk, opened)
        rows: list[dict[str, object]] = []
        for person in plan.persons(journey.read(desk, opened)):
            stands = agreed.standing(consents, person, journey_id, trustees)
            rows.append({"person": names.one(person), "consent": str(stands.state)})
        rows += [
            {
                "consent": one.consent,
                "person": names.one(one.person),
                "said": one.statement,
                "asserted_by": names.one(human),
            }
            for one, human in _asserted(desk, journey_id)
        ]
    print_rows(rows, chosen, "Nobody is to travel yet.")
    return DONE


def _asserted(desk: Desk, journey_id: str) -> list[tuple[ConsentAsserted, str]]:
    kind = ConsentAsserted.kind
    return [
        (act, entry.human)
        for entry in journey.journey_cell(desk, journey_id).of_kind(kind)
        if isinstance(act := decode(kind, entry.body), ConsentAsserted)
    ]


def _assert(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        statement = Statement(
            wording=chosen.wording,
            language=chosen.language,
            text=_said(),
            channel=chosen.via,
            why_no_key=chosen.why,
        )
        person = person_of(desk, journey_id, chosen.person)
        made = consent.assert_for(desk, journey_id, person, statement)
        in_step(desk)
    print_rows([{"consent": made, "wants": "a second"}], chosen)
    return DONE


def _said() -> str:
    return read("what was said", _LONGEST, "consent.statement")


def _second(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        own = [one for one, human in _asserted(desk, journey_id) if human == desk.human]
        if chosen.consent in {one.consent for one in own}:
            raise NotFoundError("consent.own", "another human has to give their word")
        consent.second(desk, journey_id, chosen.consent)
        in_step(desk)
    print_rows([{"consent": chosen.consent, "seconded": True}], chosen)
    return DONE


def _withdraw(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = person_of(desk, journey_id, chosen.person)
        consent.withdraw(desk, journey_id, person, _said())
        in_step(desk)
    print_rows([{"person": chosen.person, "consent": "withdrawn"}], chosen)
    return DONE
