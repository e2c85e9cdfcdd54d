"""10,000 journeys rechecked after one change, of several kinds, and asked afresh beside it.

Measured is what a desk does between a change and the findings of every journey: taking the
world as it is now, and saying for each journey what forbids or questions it. How the entry
came and was folded is measured with the cell. Before any figure is printed, what was kept
is compared with all rules asked afresh of a part of the journeys, the changed among them.
"""

import gc
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from bench.recheck_plan import NOW, after, span_of
from bench.recheck_world import ALWAYS, BUSY, Organisation
from bench.relay_load import show
from waystation.casework import board, helper, journey, roster
from waystation.casework.entries import (
    BoardJourney,
    HelperNoted,
    HoldPlaced,
    HumanAdmitted,
    WatchAgreed,
    Window,
)
from waystation.casework.entries.helper import HelperIncidentOpened
from waystation.casework.terms import AlarmCause, IncidentEffect, IncidentKind, Role
from waystation.foresight import world
from waystation.foresight.check import check
from waystation.foresight.recheck import Recheck
from waystation.foresight.thresholds import shipped

JOURNEYS = 10_000
TARGET_S = 1.0
AFRESH = 50
"""How many journeys are asked afresh, to compare and to say how long that takes for all."""


def _more_is_planned(of: Organisation) -> None:
    own = of.own["journey 5"]
    due = WatchAgreed(
        journey="journey 5",
        watch="one more",
        person="person 5",
        number=3,
        opens=NOW,
        due=after(30),
        grace_s=1800,
    )
    state = of.kim.fold(journey.fold, own.journey, due)
    of.own["journey 5"] = replace(own, journey=state)


def _incident_of(register: str) -> Callable[[Organisation], None]:
    def happens(of: Organisation) -> None:
        opened = HelperIncidentOpened(
            incident=f"of {register}",
            helper=register,
            what=IncidentKind.DEMAND,
            effect=IncidentEffect.HOLD,
        )
        of.helpers = of.kim.fold(helper.fold, of.helpers, opened)

    return happens


def _held(of: Organisation) -> None:
    placed = HoldPlaced(hold="at once", tags=(f"#{BUSY}",), cause=AlarmCause.REPORT)
    of.board = of.kim.fold(board.fold, of.board, placed)


def _moved(of: Organisation) -> None:
    shown = BoardJourney(
        handle="handle of journey 7",
        windows=(span_of(3, 6),),
        tags=("#helper 1205", "#helper 1806", "#house 3"),
    )
    of.board = of.kim.fold(board.fold, of.board, shown)


def _admit(human: str, *, trustee: bool) -> Callable[[Organisation], None]:
    def happens(of: Organisation) -> None:
        role = Role.TRUSTEE if trustee else Role.CASEWORKER
        act = HumanAdmitted(
            human=human, name=human, roles=(role,), identity="key", outside=trustee
        )
        held = of.kim.fold(roster.fold, of.roster, act)
        of.roster = replace(held, members=(*held.members, roster.member_by(act)))
        of.on_call = of.on_call | {human: ALWAYS}

    return happens


def _fewer_hours(of: Organisation) -> None:
    until = (Window(NOW - timedelta(days=1), after(24 * 90)),)
    of.on_call = of.on_call | {"human 2": until}


def _helper_noted(of: Organisation) -> None:
    noted = HelperNoted(helper="somebody new", name="Somebody New")
    of.helpers = of.kim.fold(helper.fold, of.helpers, noted)


def _no_trustee(of: Organisation) -> None:
    inside = tuple(one for one in of.roster.members if not one.trustee)
    of.roster = replace(of.roster, members=inside)


def _no_hours(of: Organisation) -> None:
    of.on_call = dict.fromkeys(of.on_call, (Window(NOW - timedelta(days=1), NOW),))


def _time(_: Organisation) -> None:
    """Nothing happens."""


CHANGES: tuple[tuple[str, Callable[[Organisation], None], timedelta], ...] = (
    ("in one journey", _more_is_planned, timedelta()),
    ("an incident of a helper of 6 journeys", _incident_of("helper 77"), timedelta()),
    ("an incident of a helper of 500 journeys", _incident_of(BUSY), timedelta()),
    ("a hold on a tag of 500 journeys", _held, timedelta()),
    ("a journey shown otherwise on the board", _moved, timedelta()),
    ("a helper noted who is new", _helper_noted, timedelta()),
    ("a minute passing", _time, timedelta(minutes=1)),
    ("a day passing", _time, timedelta(days=1)),
    ("the hours of one human, which concern all", _fewer_hours, timedelta(days=1)),
    (
        "a caseworker admitted, which concerns all",
        _admit("new", trustee=False),
        timedelta(1),
    ),
    (
        "a trustee admitted, which concerns all",
        _admit("outside", trustee=True),
        timedelta(1),
    ),
    (
        "every trustee gone, another finding of every journey",
        _no_trustee,
        timedelta(1),
    ),
    ("the hours of all humans end, another finding of every leg", _no_hours, timedelta(1)),
)
# As many changes as there are humans: shown because nothing costs more, and not one change.
AT_ONCE = _no_hours


class Kept:
    """The journeys of an organisation, and their findings as they are kept."""

    def __init__(self) -> None:
        self.of = Organisation(JOURNEYS)
        self.recheck = Recheck(shipped())

    def say(self, now: datetime) -> tuple[float, int]:
        """Say the findings of every journey; return the seconds and the questions asked."""
        asked = self.recheck.asked
        began = time.process_time()
        self.recheck.look_at(self.of.world(), now)
        for own in self.of.own.values():
            self.recheck.findings(own)
        return time.process_time() - began, self.recheck.asked - asked

    def afresh(self, now: datetime) -> float:
        """Ask all rules of some journeys; return the seconds that all would take.

        Raises:
            AssertionError: what is kept is something else.
        """
        around, thresholds = self.of.world(), shipped()
        some = [
            self.of.own[f"journey {number * 20 % JOURNEYS}"] for number in range(AFRESH)
        ]
        some += [self.of.own[f"journey {number}"] for number in (5, 7)]
        began = time.process_time()
        pictures = (
            world.picture(own, around, world.near(own, around, now), now) for own in some
        )
        found = [check(picture, thresholds) for picture in pictures]
        took = time.process_time() - began
        if found != [self.recheck.findings(own) for own in some]:
            raise AssertionError("what is kept is not what all rules say")
        return took / len(some) * JOURNEYS


def _target(took: float) -> dict[str, object]:
    return {"target": f"< {TARGET_S:.0f} s", "met": took < TARGET_S}


def run() -> list[dict[str, object]]:
    """Measure each change once: one after the other, in one organisation."""
    kept = Kept()
    first, _ = kept.say(NOW)
    gc.collect()
    gc.freeze()  # what is kept for good is not gone through again at every collection
    rows: list[dict[str, object]] = []
    worst = 0.0
    for what, change, later in CHANGES:
        change(kept.of)
        took, asked = kept.say(NOW + later)
        full = kept.afresh(NOW + later)
        worst = max(worst, full)
        named = f"{JOURNEYS} journeys rechecked after one change: {what}"
        rows.append(
            {
                "what": named if not rows else f"the same: {what}",
                "ours": f"{took:.2f} s, {asked} questions asked again",
                "limit": f"{full:.0f} s, all rules asked afresh",
                "ratio": f"{took / full:.3f}",
            }
            | ({} if change is AT_ONCE else _target(took))
        )
    rows.append(
        {"what": "the same: all of them for the first time", "ours": f"{first:.0f} s"}
    )
    gc.unfreeze()
    return rows


if __name__ == "__main__":
    show(run())
