"""`waystation journey`: journeys are planned, asked about, decided, and looked after."""

import argparse
from pathlib import Path

from waystation.casework import journey as plan
from waystation.casework.draft import keeping_ids
from waystation.casework.finding import Finding, blocks
from waystation.casework.terms import Decision
from waystation.cli import journey_acts
from waystation.cli.about import About
from waystation.cli.exits import DONE
from waystation.cli.naming import anyone_of, case_of, human_of, journey_of
from waystation.cli.plan_file import PlanFile
from waystation.cli.plan_prepared import prepared
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import draft, journey, preparation
from waystation.desk.desk import Desk
from waystation.desk.views_journey import journey_view
from waystation.desk.views_names import Names
from waystation.desk.views_state import state_of
from waystation.desk.views_today import journeys
from waystation.encoding import to_rfc3339
from waystation.errors import RuleError

_ABOUT = """\
A journey is a plan for named persons: legs, handovers, stays and check-ins. It goes
nowhere before each of them has agreed, and nobody starts it alone.

  waystation journey plan --store DIR south.yaml --ask
                               plan it from a file (docs/journeys.md); --ask writes to
                               everybody who is to travel and asks for their consent
  waystation journey check --store DIR JOURNEY
                               what forbids or questions a go
  waystation journey sign --store DIR JOURNEY
                               the outside trustee co-signs the first three
  waystation journey decide --store DIR JOURNEY go --reason "..."
                               a go that a finding forbids is not recorded: exit code 3
  waystation journey trip --store DIR CASE --label "a visit" --with HUMAN
                               staff on the way alone: next, `waystation watch link`
  waystation journey list|show --store DIR
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command and its acts."""
    whole = commands.add_parser(
        "journey",
        help="plan, decide and look after journeys",
        description=_ABOUT + journey_acts.ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = whole.add_subparsers(title="acts", metavar="ACT", required=True)
    several = acts.add_parser("list", help="the journeys of this desk")
    several.set_defaults(run=_list)
    planned = acts.add_parser("plan", help="plan one from a file, or plan it anew")
    planned.add_argument("file", type=Path, metavar="FILE")
    planned.add_argument("--ask", action="store_true", help="ask everybody for consent")
    planned.set_defaults(run=_plan)
    trip = acts.add_parser("trip", help="staff on the way alone, watched over by others")
    trip.add_argument("case", metavar="CASE")
    trip.add_argument("--label", required=True, help="what it is called; no address")
    trip.add_argument("--with", action="append", default=[], metavar="HUMAN", dest="others")
    trip.set_defaults(run=_trip)
    one = acts.add_parser("show", help="one journey, leg by leg")
    one.set_defaults(run=_show)
    check = acts.add_parser("check", help="what forbids or questions a go")
    check.set_defaults(run=_check)
    sign = acts.add_parser("sign", help="sign the plan as it stands")
    sign.add_argument("--reason", default="")
    sign.set_defaults(run=_sign)
    decide = acts.add_parser("decide", help="go or no-go")
    decide.set_defaults(run=_decide)
    for act in (one, check, sign, decide):
        act.add_argument("journey", metavar="JOURNEY")
    decide.add_argument("decision", choices=("go", "no-go"))
    decide.add_argument("--reason", required=True)
    for act in (several, planned, trip, one, check, sign, decide):
        add_store(act)
        add_json(act)
    journey_acts.add(acts)


def _list(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        view = journeys(desk, state_of(desk))
        rows = [
            {
                "journey": line.journey.id,
                "persons": line.journey.persons,
                "to": line.journey.destination,
                "state": line.state,
                "alarms": line.alarms,
                "holds": line.holds,
            }
            for line in view.journeys
        ]
    print_rows(rows, chosen, "No journey yet: `waystation journey plan --help`.")
    return DONE


def _plan(chosen: argparse.Namespace) -> int:
    file = PlanFile(chosen.file.read_bytes())
    with unlocked(chosen) as desk:
        in_step(desk)
        with desk.acting():
            journey_id, persons = _planned(desk, file)
            wanted = file.draft(Names(desk).known(), desk.random_id, persons)
            before, version = draft.read(desk, journey_id)
            # A part that stands where it stood is the same part: a plan that is read
            # again changes nothing.
            same = keeping_ids(before, wanted)
            changed = draft.save(desk, journey_id, same, version)
            acts = prepared(file, desk, journey_id, [leg.leg for leg in same.legs])
            changed += preparation.note(desk, journey_id, acts)
            unreached = draft.ask(desk, journey_id) if chosen.ask else []
        in_step(desk)
        row: dict[str, object] = {"journey": journey_id, "changed": changed}
        if chosen.ask:
            row["without_letterbox"] = Names(desk).many(unreached)
    print_rows([row], chosen)
    return DONE


def _trip(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        case_id = case_of(desk, chosen.case)
        others = [human_of(desk, one, "--with") for one in chosen.others]
        journey_id = journey.plan(desk, case_id, (), others, chosen.label)
        in_step(desk)
    print_rows([{"journey": journey_id}], chosen)
    return DONE


def _planned(desk: Desk, file: PlanFile) -> tuple[str, tuple[str, ...]]:
    """Return the journey that a file is of, planned if it is new, and who travels."""
    written = file.written
    if written.journey:
        journey_id = file.meant(
            written.journey, ("journey",), lambda said: journey_of(desk, said)
        )
        opened = journey.journey_cell(desk, journey_id)
        return journey_id, plan.persons(journey.read(desk, opened))
    case_id = file.meant(written.case, ("case",), lambda said: case_of(desk, said))
    persons = tuple(
        file.meant(said, ("persons", at), lambda said: anyone_of(desk, said))
        for at, said in enumerate(written.persons)
    )
    responders = tuple(
        file.meant(said, ("responders", at), lambda said: human_of(desk, said))
        for at, said in enumerate(written.responders)
    )
    return journey.plan(desk, case_id, persons, responders, written.label), persons


def _show(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        view = journey_view(desk, state_of(desk), journey_id)
        rows: list[dict[str, object]] = [
            {"journey": journey_id, "state": view.state, "places": view.places}
        ]
        rows += [
            {"person": one.person, "consent": str(one.how), "by": one.by_word_of}
            for one in view.consents
        ]
        rows += [
            {
                one.kind: one.number,
                "place": one.place,
                "from": to_rfc3339(one.starts),
                "to": to_rfc3339(one.ends),
                "with": one.with_whom,
                "state": one.state,
                "holds": [held.id for held in one.holds],
            }
            for one in view.stages
        ]
    print_rows(rows, chosen)
    return DONE


def _check(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        rows = _rows(About(desk, journey_id), journey.findings(desk, journey_id))
    print_rows(rows, chosen, "Nothing stands against it.")
    return DONE


def _rows(about: About, found: tuple[Finding, ...]) -> list[dict[str, object]]:
    return [
        {
            "severity": str(one.severity),
            "code": one.code,
            "where": about.one(one.where),
        }
        for one in found
    ]


def _sign(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        journey.co_sign(desk, journey_id, chosen.reason)
        in_step(desk)
    print_rows([{"journey": journey_id, "signed": True}], chosen)
    return DONE


def _decide(chosen: argparse.Namespace) -> int:
    decision = Decision.GO if chosen.decision == "go" else Decision.NO_GO
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        found = journey.decide(desk, journey_id, decision, chosen.reason)
        refused = decision is Decision.GO and blocks(found)
        in_step(desk)
        rows = _rows(About(desk, journey_id), found)
    print_rows(rows, chosen)
    if refused:
        raise RuleError("journey.refused", "what is found forbids it; nothing was decided")
    if not chosen.json:
        print(f"{chosen.decision}: recorded")
    return DONE
