"""What is said of a helper over time, from the command line."""

import argparse
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec.structs import replace

from waystation.casework.entries import HelperNoted, body_of, decode
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.terms import IncidentEffect, IncidentKind, Tie, Vetting
from waystation.cli.exits import DONE
from waystation.cli.naming import helper_of, human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import helper_standing
from waystation.desk.desk import Desk
from waystation.encoding import to_json
from waystation.errors import FormatError


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    vet = acts.add_parser("vet", help="note who looked into a helper, and until when")
    ways = [one.value for one in Vetting if one is not Vetting.NOT_RECORDED]
    vet.add_argument("--how", choices=ways, required=True)
    vet.add_argument("--until", required=True, metavar="DAY", help="a year ahead at most")
    vet.add_argument("--by", metavar="NAME", help="a colleague; you, if not said")
    vet.add_argument("--did-not-pass", action="store_true", help="the answer was no")
    vet.add_argument("--text", default="", help="what was found out")
    incident = acts.add_parser("incident", help="note that something happened")
    kinds = [one.value for one in IncidentKind]
    incident.add_argument("--what", choices=kinds, required=True)
    incident.add_argument("--hold", action="store_true", help="their work stops at once")
    incident.add_argument("--text", default="", help="for who is in the records alone")
    incident.add_argument("--said-by", default="", metavar="WHO")
    settle = acts.add_parser("settle", help="note what came of an incident")
    settle.add_argument("--outcome", required=True)
    tie = acts.add_parser("tie", help="note a tie that somebody could use, or its end")
    tie.add_argument("--to", choices=[one.value for one in Tie], required=True)
    tie.add_argument("--text", default="")
    tie.add_argument("--over", metavar="TIE", help="the id of the tie that is over")
    withdraw = acts.add_parser("withdraw", help="note that a helper does no more")
    withdraw.add_argument("--own-word", action="store_true", help="they said so themselves")
    withdraw.add_argument("--reason", default="")
    worked = acts.add_parser("worked", help="note a job that ended well")
    worked.add_argument("--small", action="store_true", help="one person, one short leg")
    every: tuple[tuple[argparse.ArgumentParser, _Act], ...] = (
        (vet, _vet),
        (incident, _incident),
        (settle, _settle),
        (tie, _tie),
        (withdraw, _withdraw),
        (worked, _worked),
    )
    for act, does in every:
        act.add_argument("helper", metavar="HELPER")
        add_store(act)
        add_json(act)
        act.set_defaults(run=_run, does=does)
    settle.add_argument("incident", metavar="INCIDENT")


_Act = Callable[[Desk, str, argparse.Namespace], Mapping[str, object]]


def _run(chosen: argparse.Namespace) -> int:
    does: _Act = chosen.does
    with unlocked(chosen) as desk:
        in_step(desk)
        one = helper_of(desk, chosen.helper)
        said = does(desk, one, chosen)
        in_step(desk)
        stands = helper_standing.standing(desk, one)
        row: dict[str, object] = {
            "helper": one,
            "trust": stands.trust.value,
            "because": [found.code for found in stands.findings],
        }
    print_rows([row | dict(said)], chosen)
    return DONE


def _vet(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    vetted = HelperVetted(
        helper=one,
        how=Vetting(chosen.how),
        by=human_of(desk, chosen.by, "--by") if chosen.by else desk.human,
        expires=day(chosen.until, "--until"),
        passed=not chosen.did_not_pass,
        text=chosen.text,
    )
    helper_standing.vet(desk, vetted)
    return {}


def _incident(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    opened = HelperIncidentOpened(
        incident=desk.random_id(),
        helper=one,
        what=IncidentKind(chosen.what),
        effect=IncidentEffect.HOLD if chosen.hold else IncidentEffect.ASK,
        text=chosen.text,
        said_by=chosen.said_by,
    )
    helper_standing.open_incident(desk, opened)
    return {"incident": opened.incident}


def _settle(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    helper_standing.resolve_incident(desk, one, chosen.incident, chosen.outcome)
    return {}


def _tie(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    linked = HelperLinked(
        link=chosen.over or desk.random_id(),
        helper=one,
        to=Tie(chosen.to),
        text=chosen.text,
        over=chosen.over is not None,
    )
    helper_standing.link(desk, linked)
    return {"tie": linked.link}


def _withdraw(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    gone = HelperWithdrawn(helper=one, own_word=chosen.own_word, reason=chosen.reason)
    helper_standing.withdraw(desk, gone)
    return {}


def _worked(desk: Desk, one: str, chosen: argparse.Namespace) -> Mapping[str, object]:
    ended = desk.now().replace(microsecond=0)
    work = HelperWorked(work=desk.random_id(), helper=one, ended=ended, small=chosen.small)
    helper_standing.worked(desk, work)
    return {}


def day(said: str, where: str) -> datetime:
    """Return the end of a day that was given as `2026-09-01`, in UTC.

    Raises:
        FormatError: not such a day.
    """
    try:
        return datetime.strptime(said, "%Y-%m-%d").replace(
            hour=23, minute=59, second=59, tzinfo=UTC
        )
    except ValueError:
        raise FormatError("day.form", "a day like 2026-09-01", where=where) from None


def with_values(noted: HelperNoted, changed: Mapping[str, object]) -> HelperNoted:
    """Return what was noted with the values that were given; None leaves one as it is.

    Raises:
        FormatError: a helper without a name, or more than can be noted.
    """
    given = {name: value for name, value in changed.items() if value is not None}
    found = replace(noted, **given)
    if not found.name.strip():
        raise FormatError("helper.name", "a helper has a name at the desks", where="--name")
    decode(found.kind, to_json(body_of(found)))
    return found
