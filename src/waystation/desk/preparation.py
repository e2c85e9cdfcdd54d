"""What is prepared before a journey: where it ends, what else there is, what was asked."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec.structs import replace

from waystation.casework import draft, preparation
from waystation.casework.acceptance import Accepted
from waystation.casework.entries import Act
from waystation.casework.entries.disclosure import DisclosureNoted
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
from waystation.casework.finding import Finding
from waystation.casework.preparation import Preparations
from waystation.desk import disclosure, foresight, journey
from waystation.desk.desk import Desk

Prepared = (
    DestinationPlanned
    | ReturnReported
    | FallbackPlanned
    | AbortAgreed
    | StrainNoted
    | StrainAnswered
    | InterviewPrepared
    | GoingWeighed
    | ChildArranged
    | ConditionReported
)


class Part(StrEnum):
    """What of a preparation one form is about."""

    DESTINATION = "destination"
    RETURNED = "returned"
    FALLBACK = "fallback"
    ABORT = "abort"
    STRAIN = "strain"
    ANSWER = "answer"
    WEIGHED = "weighed"
    INTERVIEW = "interview"
    CHILD = "child"
    CONDITION = "condition"
    DISCLOSURE = "disclosure"


OF_THE_PLAN = frozenset({Part.DESTINATION, Part.FALLBACK, Part.ABORT, Part.STRAIN})
"""What is signed with the plan, and signed anew where it changes."""


def note(desk: Desk, journey_id: str, acts: Iterable[Prepared]) -> int:
    """Record what is not noted yet just as it is; return how much that was.

    Raises:
        NotPermittedError: this desk's human works on no journeys.
    """
    with desk.acting():
        opened = journey.journey_cell(desk, journey_id)
        noted = 0
        for act in acts:
            known = journey.read(desk, opened).prepared
            now = _as_before(known, act)
            if now not in _current(known):
                journey.record(desk, journey_id, now)
                noted += 1
        return noted


def replacing(desk: Desk, journey_id: str, act: Prepared) -> Prepared:
    """Return an act with the id of what it replaces, if it replaces anything."""
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        return _as_before(journey.read(desk, opened).prepared, act)


def findings(
    desk: Desk, journey_id: str, act: Prepared | DisclosureNoted | None = None
) -> Mapping[Finding, Accepted | None]:
    """Say what forbids or questions the journey, as it is or as if an act were noted.

    Nothing is stored. Beside each finding stands which two accepted it, if any did.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        if act is None:
            taken = journey.accepted(desk, journey_id)
            return {one: taken.get(one) for one in journey.findings(desk, journey_id)}
        if isinstance(act, DisclosureNoted):
            return dict.fromkeys(disclosure.findings(desk, journey_id, act))
        stands = journey.read(desk, opened)
        state = draft.as_if(stands, (_as_before(stands.prepared, act),), desk.now())
        found = journey.findings_of(desk, opened, state)
        taken = foresight.accepted(desk, opened, state, found)
        return {one: taken.get(one) for one in found}


def _as_before(known: Preparations, act: Prepared) -> Prepared:
    """Give what replaces something the id of what it replaces.

    Another institution is another destination: what was said of the first stays with it.
    """
    match act:
        case DestinationPlanned():
            for one in known.destination.values():
                if one.act.to == act.to:
                    return replace(act, destination=one.act.destination)
        case FallbackPlanned():
            for other in known.fallbacks.values():
                if other.act.leg == act.leg:
                    return replace(act, fallback=other.act.fallback)
        case _:
            pass
    return act


def _current(known: Preparations) -> list[Act]:
    answered = {
        (leg, one.act.person): one.act
        for leg, given in known.answered.items()
        for one in given
    }
    return [
        *(one.act for one in preparation.parts(known)),
        *answered.values(),
        *(one.act for one in known.interview.values()),
        *(one.act for one in known.weighed.values()),
        *(one.act for one in known.children.values()),
    ]
