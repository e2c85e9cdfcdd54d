"""What is prepared before a journey: where it ends, what else there is, what was asked."""

from collections.abc import Iterable

from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
)
from waystation.casework.preparation import Preparations
from waystation.desk import journey
from waystation.desk.desk import Desk

Prepared = (
    DestinationPlanned | FallbackPlanned | AbortAgreed | GoingWeighed | InterviewPrepared
)


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


def _as_before(known: Preparations, act: Prepared) -> Prepared:
    """Give what replaces something the id of what it replaces."""
    match act:
        case DestinationPlanned():
            for one in known.destination.values():
                return replace(act, destination=one.act.destination)
        case FallbackPlanned():
            for other in known.fallbacks.values():
                if other.act.leg == act.leg:
                    return replace(act, fallback=other.act.fallback)
        case _:
            pass
    return act


def _current(known: Preparations) -> list[Act]:
    return [
        *(one.act for one in known.destination.values()),
        *(one.act for one in known.fallbacks.values()),
        *(one.act for one in known.abort.values()),
        *(one.act for one in known.weighed.values()),
        *(one.act for one in known.interview.values()),
    ]
