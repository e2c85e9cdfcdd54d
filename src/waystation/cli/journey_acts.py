"""What is done on the way: acts of `waystation journey` on alarms, holds, arrivals."""

import argparse

from waystation.casework.cause import Outcome
from waystation.casework.terms import AlarmCause
from waystation.cli.exits import DONE
from waystation.cli.naming import journey_of, person_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import alarm, arrival, board, hold, journey, watchkeeper
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339

ABOUT = """
On the way:

  waystation journey alarms --store DIR          what is wrong, and what is held for it
  waystation journey raise --store DIR JOURNEY CAUSE --text "..."
  waystation journey acknowledge --store DIR ALARM     you have taken it up
  waystation journey close --store DIR ALARM --outcome "..."
                               its holds stay until two lift them:
  waystation journey lift --store DIR HOLD --reason "..."      (or keep)
  waystation journey stop --store DIR JOURNEY PERSON --heard "..."
                               the person ends it; one is enough, and it is final
  waystation journey arrived --store DIR JOURNEY PERSON --place "..."
"""


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the acts."""
    several = acts.add_parser("alarms", help="open alarms and standing holds")
    several.set_defaults(run=_alarms)
    raised = acts.add_parser("raise", help="raise an alarm; what it touches is held")
    raised.add_argument("journey", metavar="JOURNEY")
    raised.add_argument("cause", choices=[one.value for one in AlarmCause])
    raised.add_argument("--text", default="", help="what is known")
    raised.set_defaults(run=_raise)
    taken = acts.add_parser("acknowledge", help="take an alarm up")
    taken.set_defaults(run=_acknowledge)
    closed = acts.add_parser("close", help="close an alarm with its outcome")
    closed.add_argument("--outcome", required=True, help="what was found out")
    closed.add_argument(
        "--how",
        choices=[*Outcome],
        default=Outcome.OTHER,
        metavar="HOW",
        help=", ".join(Outcome),
    )
    closed.set_defaults(run=_close)
    for act in (taken, closed):
        act.add_argument("alarm", metavar="ALARM")
    lift = acts.add_parser("lift", help="one of two who lift a hold")
    lift.set_defaults(run=_lift)
    keep = acts.add_parser("keep", help="say that a hold must stay")
    keep.set_defaults(run=_keep)
    for act in (lift, keep):
        act.add_argument("hold", metavar="HOLD")
        act.add_argument("--reason", required=True)
    stop = acts.add_parser("stop", help="a person ends the journey")
    stop.add_argument("--heard", required=True, help="what they said, and how")
    stop.set_defaults(run=_stop)
    arrived = acts.add_parser("arrived", help="a person has arrived")
    arrived.add_argument("--place", default="")
    arrived.set_defaults(run=_arrived)
    for act in (stop, arrived):
        act.add_argument("journey", metavar="JOURNEY")
        act.add_argument("person", metavar="PERSON")
    for act in (several, raised, taken, closed, lift, keep, stop, arrived):
        add_store(act)
        add_json(act)


def _alarms(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        names = Names(desk)
        rows: list[dict[str, object]] = [
            {
                "alarm": one.alarm,
                "journey": journey_id,
                "causes": sorted(one.causes),
                "since": to_rfc3339(one.since),
                "taken_by": names.many(sorted(one.acknowledged_by)),
            }
            for journey_id, one in alarm.all_open(desk)
        ]
        rows += [
            {
                "hold": one.hold,
                "cause": str(one.placed[0].act.cause),
                "lift_approved_by": names.many(sorted(one.lift_approved_by)),
                "lift_refused_by": names.many(sorted(one.lift_refused_by)),
            }
            for one in hold.standing(desk)
        ]
    print_rows(rows, chosen, "No alarm is open and nothing is held.")
    return DONE


def _raise(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        opened = journey.journey_cell(desk, journey_id)
        about = tuple(sorted(board.everything(journey.read(desk, opened))))
        cause = AlarmCause(chosen.cause)
        made = alarm.raise_alarm(desk, journey_id, cause, chosen.text, about)
        in_step(desk)
    print_rows([{"alarm": made}], chosen)
    return DONE


def _acknowledge(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        alarm.acknowledge(desk, chosen.alarm)
        in_step(desk)
    print_rows([{"alarm": chosen.alarm, "state": "acknowledged"}], chosen)
    return DONE


def _close(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        alarm.close(desk, chosen.alarm, chosen.outcome, Outcome(chosen.how))
        in_step(desk)
        held = [one.hold for one in hold.standing(desk) if one.hold == chosen.alarm]
    row = {"alarm": chosen.alarm, "state": "closed", "still_held": bool(held)}
    print_rows([row], chosen)
    return DONE


def _lift(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        hold.approve_lift(desk, chosen.hold, chosen.reason)
        in_step(desk)
        stands = chosen.hold in {one.hold for one in hold.standing(desk)}
    print_rows([{"hold": chosen.hold, "stands": stands}], chosen)
    return DONE


def _keep(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        hold.refuse_lift(desk, chosen.hold, chosen.reason)
        in_step(desk)
    print_rows([{"hold": chosen.hold, "stands": True}], chosen)
    return DONE


def _stop(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = person_of(desk, journey_id, chosen.person)
        journey.stop(desk, journey_id, person, chosen.heard)
        watchkeeper.keep_all(desk)
        in_step(desk)
    print_rows([{"journey": journey_id, "state": "stopped"}], chosen)
    return DONE


def _arrived(chosen: argparse.Namespace) -> int:
    with unlocked(chosen) as desk:
        in_step(desk)
        journey_id = journey_of(desk, chosen.journey)
        person = person_of(desk, journey_id, chosen.person)
        arrival.confirm(desk, journey_id, person, chosen.place)
        in_step(desk)
    print_rows([{"journey": journey_id, "person": chosen.person, "arrived": True}], chosen)
    return DONE
