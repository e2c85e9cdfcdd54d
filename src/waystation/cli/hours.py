"""When each can be reached: `waystation organisation hours`."""

import argparse

from waystation.casework import roster
from waystation.casework.entries import Window
from waystation.cli.exits import DONE
from waystation.cli.naming import human_of
from waystation.cli.rounds import in_step
from waystation.cli.rows import add_json, print_rows
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import on_call
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.errors import FormatError

ABOUT = """
Everybody counts as reachable until they say when they are; a journey needs two of you
throughout. Of somebody who cannot say it themselves two others can:

     everyone   waystation organisation hours --store DIR --from TIME --until TIME
     a          waystation organisation hours --store DIR --of NAME --from ... --until ...
     another    waystation organisation hours --store DIR --agree ID
                without a time: who can be reached when, and what waits for another
"""


def add(acts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the act."""
    hours = acts.add_parser("hours", help="when each can be reached; say when you can")
    hours.add_argument("--from", dest="opens", metavar="TIME", help="2026-03-02T08:00:00Z")
    hours.add_argument("--until", dest="closes", metavar="TIME", help="in UTC, like --from")
    hours.add_argument("--of", metavar="NAME", help="of somebody else, if another agrees")
    hours.add_argument("--agree", metavar="ID", help="agree to what one wrote of another")
    hours.set_defaults(run=_hours)
    add_store(hours)
    add_json(hours)


def _hours(chosen: argparse.Namespace) -> int:
    if (chosen.opens is None) != (chosen.closes is None):
        raise FormatError("on_call.times", "both --from and --until", where="--until")
    with unlocked(chosen) as desk:
        in_step(desk)
        if chosen.agree is not None:
            on_call.agree(desk, chosen.agree)
        elif chosen.opens is not None:
            human = human_of(desk, chosen.of, "--of") if chosen.of else ""
            opens, closes = from_rfc3339(chosen.opens), from_rfc3339(chosen.closes)
            on_call.note(desk, opens, closes, human)
        in_step(desk)
        rows = _rows(desk)
    print_rows(rows, chosen, "Nobody is in the organisation.")
    return DONE


def _rows(desk: Desk) -> list[dict[str, object]]:
    names, times = Names(desk), on_call.times(desk)
    said: list[dict[str, object]] = [
        {"name": names.one(one.human), **_said(times[one.human][-1]), "waits": ""}
        for one in roster.humans(desk.roster())
    ]
    return said + [
        {
            "name": names.one(one.human),
            **_said(one.times),
            "waits": one.act,
            "by": names.one(one.by),
        }
        for one in on_call.proposed(desk)
    ]


def _said(times: Window) -> dict[str, object]:
    if times == on_call.ALWAYS:
        return {"from": "", "until": ""}
    return {"from": to_rfc3339(times.opens), "until": to_rfc3339(times.closes)}
