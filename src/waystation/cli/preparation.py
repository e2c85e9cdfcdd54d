"""`waystation prepare`: what makes a plan whole before anybody moves."""

import argparse
from collections.abc import Callable

from waystation.casework import preparation
from waystation.casework.entries.plan import (
    AbortAgreed,
    ChildArranged,
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
    ReturnReported,
    StrainAnswered,
    StrainNoted,
)
from waystation.casework.terms import Condition
from waystation.cli.exits import DONE
from waystation.cli.naming import anyone_of, journey_of, leg_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.desk.preparation import Prepared, replacing
from waystation.encoding import from_rfc3339

_ABOUT = """\
What `waystation check` asks for, noted in the journey. Where it is part of the plan
(destination, fallback, abort, strain) it has to be signed again afterwards.

  waystation prepare destination --store DIR JOURNEY --to "the embassy" \\
                     --confirmed-by "the duty officer" --receiver "a lawyer, by phone"
  waystation prepare returned    --store DIR JOURNEY --last 2016-05-01T00:00:00Z \\
                     --said-by "who says that it sent people back"
                     with --leg 2 where it was on the way, and not at the end
  waystation prepare fallback    --store DIR JOURNEY --leg 2 --what "back to the start"
  waystation prepare abort       --store DIR JOURNEY --sign "another car" --sign "a demand"
  waystation prepare strain      --store DIR JOURNEY --leg 1 --climb --hours-on-foot 5
  waystation prepare answer      --store DIR JOURNEY PERSON --leg 1 --can yes --said "..."
  waystation prepare interview   --store DIR JOURNEY PERSON
  waystation prepare weighed     --store DIR JOURNEY PERSON --going "..." --staying "..."
  waystation prepare child       --store DIR JOURNEY PERSON --responsible NAME --asked "..."
  waystation prepare condition   --store DIR JOURNEY fee --by "the driver" --text "..."
                     somebody asks for something in return: nobody can accept that
"""
_Build = Callable[[Desk, str, argparse.Namespace], Prepared]


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "prepare",
        help="note what makes a plan whole before anybody moves",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    end = _act(acts, "destination", "where it ends", _destination)
    end.add_argument("--to", required=True)
    end.add_argument("--confirmed-by", default="")
    end.add_argument("--receiver", default="")
    returned = _act(acts, "returned", "an institution sent people back", _returned)
    returned.add_argument("--last", required=True, metavar="2016-05-01T00:00:00Z")
    returned.add_argument("--said-by", required=True)
    returned.add_argument("--leg", type=int, help="where it was on the way, its number")
    fallback = _act(acts, "fallback", "what else there is", _fallback)
    fallback.add_argument("--leg", type=int, help="its number; of all where none is said")
    fallback.add_argument("--what", required=True)
    abort = _act(acts, "abort", "on what signs it is called off", _abort)
    abort.add_argument("--sign", action="append", required=True)
    strain = _act(acts, "strain", "what a leg asks of a body", _strain)
    strain.add_argument("--leg", type=int, required=True)
    strain.add_argument("--climb", action="store_true")
    strain.add_argument("--hours-on-foot", type=float, default=0.0)
    _add_of_persons(acts)


def _add_of_persons(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    answer = _act(acts, "answer", "what a person said of that", _answer, person=True)
    answer.add_argument("--leg", type=int, required=True)
    answer.add_argument("--can", choices=("yes", "no"), required=True)
    answer.add_argument("--said", required=True)
    _act(acts, "interview", "a person was prepared for it", _interview, person=True)
    weighed = _act(acts, "weighed", "going against staying", _weighed, person=True)
    weighed.add_argument("--going", required=True)
    weighed.add_argument("--staying", required=True)
    child = _act(acts, "child", "who is responsible for a child", _child, person=True)
    child.add_argument("--responsible", required=True)
    child.add_argument("--asked", required=True)
    condition = _act(acts, "condition", "something is asked in return", _condition)
    condition.add_argument("what", choices=[one.value for one in Condition])
    condition.add_argument("--by", metavar="NAME", help="who asks it, where that is known")
    condition.add_argument("--text", default="")


def _act(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    said: str,
    build: _Build,
    *,
    person: bool = False,
) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=said)
    parser.add_argument("journey", metavar="JOURNEY")
    if person:
        parser.add_argument("person", metavar="PERSON")
    add_store(parser)
    add_json(parser)
    parser.set_defaults(run=_run, build=build)
    return parser


def _run(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        act = replacing(desk, journey_id, chosen.build(desk, journey_id, chosen))
        made = journey.record(desk, journey_id, act)
        in_step(desk)
    print_rows([{"id": made, "kind": act.kind}], chosen)
    return DONE


def _end(desk: Desk, journey_id: str) -> str:
    """Return the id of the destination as it stands, or a new one."""
    state = journey.read(desk, journey.journey_cell(desk, journey_id))
    noted = preparation.destination(state.prepared)
    return desk.random_id() if noted is None else noted.act.destination


def _destination(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    return DestinationPlanned(
        journey=journey_id,
        destination=desk.random_id(),
        to=chosen.to,
        confirmed_by=chosen.confirmed_by,
        confirmed_at=desk.now() if chosen.confirmed_by else None,
        receiver=chosen.receiver,
    )


def _returned(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    leg = "" if chosen.leg is None else leg_of(desk, journey_id, chosen.leg)
    return ReturnReported(
        journey=journey_id,
        report=desk.random_id(),
        destination=desk.random_id() if leg else _end(desk, journey_id),
        leg=leg,
        last=from_rfc3339(chosen.last),
        said_by=chosen.said_by,
    )


def _fallback(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    whole = chosen.leg is None
    leg = "" if whole else leg_of(desk, journey_id, chosen.leg)
    made = desk.random_id()
    return FallbackPlanned(journey=journey_id, fallback=made, leg=leg, what=chosen.what)


def _abort(_desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    return AbortAgreed(journey=journey_id, criteria=tuple(chosen.sign))


def _strain(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    return StrainNoted(
        journey=journey_id,
        leg=leg_of(desk, journey_id, chosen.leg),
        hours_on_foot=chosen.hours_on_foot,
        climb=chosen.climb,
    )


def _answer(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    return StrainAnswered(
        journey=journey_id,
        leg=leg_of(desk, journey_id, chosen.leg),
        person=person_of(desk, journey_id, chosen.person),
        can=chosen.can == "yes",
        said=chosen.said,
    )


def _interview(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    person = person_of(desk, journey_id, chosen.person)
    return InterviewPrepared(journey=journey_id, person=person)


def _weighed(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    person = person_of(desk, journey_id, chosen.person)
    return GoingWeighed(
        journey=journey_id, person=person, going=chosen.going, staying=chosen.staying
    )


def _child(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    person = person_of(desk, journey_id, chosen.person)
    return ChildArranged(
        journey=journey_id,
        person=person,
        responsible=chosen.responsible,
        asked=chosen.asked,
    )


def _condition(desk: Desk, journey_id: str, chosen: argparse.Namespace) -> Prepared:
    return ConditionReported(
        journey=journey_id,
        report=desk.random_id(),
        what=Condition(chosen.what),
        by=anyone_of(desk, chosen.by, "--by") if chosen.by else "",
        text=chosen.text,
    )
