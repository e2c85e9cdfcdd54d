"""`waystation finding`: two humans take a finding upon themselves, for a time."""

import argparse
from datetime import timedelta

from waystation.casework.finding import Finding
from waystation.cli.about import About
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import acceptance, journey
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339
from waystation.errors import NotFoundError

_ABOUT = """\
What `waystation check` finds can be accepted by two humans, with a reason and an end,
for the plan exactly as it is: after the end, or a change of the plan, it counts again.
What the organisation will never do cannot be accepted at all (`waystation rule CODE`).

  1  one human    waystation finding accept --store DIR JOURNEY helper.nobody_has_met \\
                    --reason "met tomorrow before anyone moves" --days 2
  2  another      waystation finding waiting --store DIR JOURNEY
                  waystation finding second --store DIR JOURNEY ID      (or refuse)
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "finding",
        help="accept what a rule found, two humans for a time",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    accept = acts.add_parser("accept", help="sign first")
    accept.add_argument("journey", metavar="JOURNEY")
    accept.add_argument("code", metavar="CODE")
    accept.add_argument("--about", help="what it is about, where there is more than one")
    accept.add_argument("--reason", required=True)
    accept.add_argument("--days", type=float, default=3.0, help="until when (default 3)")
    accept.set_defaults(run=_accept)
    waiting = acts.add_parser("waiting", help="what one has signed and nobody else yet")
    waiting.add_argument("journey", metavar="JOURNEY")
    waiting.set_defaults(run=_waiting)
    second = acts.add_parser("second", help="sign second")
    second.set_defaults(run=_second)
    refuse = acts.add_parser("refuse", help="refuse: one human is enough")
    refuse.add_argument("--reason", required=True)
    refuse.set_defaults(run=_refuse)
    for act in (second, refuse):
        act.add_argument("journey", metavar="JOURNEY")
        act.add_argument("act", metavar="ID")
    for act in (accept, waiting, second, refuse):
        add_store(act)
        add_json(act)


def _accept(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        finding = _meant(desk, journey_id, chosen)
        until = desk.now() + timedelta(days=chosen.days)
        made = acceptance.accept(desk, journey_id, finding, chosen.reason, until)
        in_step(desk)
    print_rows([{"id": made, "code": chosen.code, "until": to_rfc3339(until)}], chosen)
    return DONE


def _meant(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Finding:
    """Return the one finding that was meant.

    Raises:
        NotFoundError: none stands, or more than one and it was not said which.
    """
    about = About(desk, journey_id)
    stands = [
        one
        for one in journey.findings(desk, journey_id)
        if one.code == chosen.code
        and chosen.about in {None, one.where, about.one(one.where)}
    ]
    if len(stands) != 1:
        message = "no such finding stands, or more than one: say --about"
        raise NotFoundError("finding.unknown", message, where="CODE")
    return stands[0]


def _waiting(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        names, about = Names(desk), About(desk, journey_id)
        rows = [
            {
                "id": one.record.id,
                "code": one.act.code,
                "about": about.one(one.act.where),
                "reason": one.act.reason,
                "until": to_rfc3339(one.act.until),
                "by": names.one(one.record.human),
            }
            for one in acceptance.waiting(desk, journey_id)
        ]
    print_rows(rows, chosen, "Nothing waits for a second signature.")
    return DONE


def _second(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        acceptance.second(desk, journey_of(desk, chosen.journey), chosen.act)
        in_step(desk)
    print_rows([{"id": chosen.act, "state": "seconded"}], chosen)
    return DONE


def _refuse(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        acceptance.refuse(desk, journey_id, chosen.act, chosen.reason)
        in_step(desk)
    print_rows([{"id": chosen.act, "state": "refused"}], chosen)
    return DONE
