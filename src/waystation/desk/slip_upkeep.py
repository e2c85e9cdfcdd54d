"""Slips that nobody may use any more are taken back by whichever desk sees it first."""

from collections.abc import Iterator

from waystation.casework import handover, journey, photograph, slip
from waystation.casework.entries.slip import SlipMade
from waystation.casework.journey import Journey
from waystation.casework.slip import SlipState
from waystation.casework.standing import standing
from waystation.desk.desk import Desk
from waystation.desk.journey import around, read
from waystation.desk.opened import OpenCell
from waystation.desk.slip import slips_of, take_back
from waystation.desk.slip_photograph import choices_of

_UNUSED = frozenset({SlipState.WAITING})


def taking_back_is_due(desk: Desk) -> bool:
    """Say whether a slip is out that leads somebody to where nobody may go."""
    return any(True for _ in _outdated(desk))


def take_back_outdated(desk: Desk) -> None:
    """Take such slips back. Inside `acting()`."""
    for opened, made, why in list(_outdated(desk)):
        take_back(desk, opened, made, why)


def _outdated(desk: Desk) -> Iterator[tuple[OpenCell, SlipMade, str]]:
    for opened in desk.cells_of("journey"):
        slips = slips_of(desk, opened)
        unused = [
            one.act
            for one in slips.made.values()
            if slip.standing(slips, one.act.slip, desk.now()) in _UNUSED
        ]
        if not unused or not desk.may_write(opened):
            continue
        state = read(desk, opened)
        held, choices = _held(desk, state), choices_of(desk, opened)
        for made in unused:
            why = _why(state, made, held)
            if photograph.was_withdrawn(choices, made.choice):
                why = "photograph.withdrawn"
            if why:
                yield opened, made, why


def _why(state: Journey, made: SlipMade, held: frozenset[str]) -> str:
    """Return why nobody may use a slip; empty where somebody may."""
    planned = state.handovers.planned.get(made.handover)
    if planned is None or made.party not in {planned.act.gives, planned.act.takes}:
        return "plan.changed"
    if state.plan.stopped:
        return "journey.stopped"
    if planned.act.leg in held:
        return "hold.stands"
    if journey.go_stands(state, planned.act.leg) is None:
        return "journey.no_go"
    if handover.took_place(state.handovers, made.handover):
        return "handover.over"
    said = {planned.act.gives: planned.act.word, planned.act.takes: planned.act.answer}
    place = (planned.act.place, planned.act.window.opens, planned.act.window.closes)
    same = said[made.party] == made.say and place == (made.place, made.opens, made.closes)
    return "" if same else "plan.changed"


def _held(desk: Desk, state: Journey) -> frozenset[str]:
    stands = standing(state, around(desk, state))
    return frozenset(leg.leg.leg for leg in stands.legs if leg.held_by)
