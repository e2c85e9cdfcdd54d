"""What was prepared before a journey, and what was reported against it.

What is planned or asked is replaced by what is noted later; what was reported stands.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
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
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Preparations(Struct, frozen=True):
    """By journey, leg or person; reports by what they are about."""

    destination: Newest[DestinationPlanned] = Table()
    returns: Group[ReturnReported] = Table()
    fallbacks: Newest[FallbackPlanned] = Table()
    abort: Newest[AbortAgreed] = Table()
    strain: Newest[StrainNoted] = Table()
    answered: Group[StrainAnswered] = Table()
    interview: Newest[InterviewPrepared] = Table()
    weighed: Newest[GoingWeighed] = Table()
    children: Newest[ChildArranged] = Table()
    conditions: Group[ConditionReported] = Table()


def fold(state: Preparations, record: Record, act: Act) -> Preparations:
    """Add one act of a journey."""
    match act:
        case DestinationPlanned():
            destination = newest(state.destination, "", Noted(record, act))
            return replace(state, destination=destination)
        case FallbackPlanned():
            fallbacks = newest(state.fallbacks, act.fallback, Noted(record, act))
            return replace(state, fallbacks=fallbacks)
        case AbortAgreed():
            return replace(state, abort=newest(state.abort, "", Noted(record, act)))
        case ConditionReported():
            return replace(
                state, conditions=gather(state.conditions, act.what, Noted(record, act))
            )
        case ReturnReported():
            returns = gather(state.returns, act.destination, Noted(record, act))
            return replace(state, returns=returns)
        case _:
            return _fold_asked(state, record, act)


def _fold_asked(state: Preparations, record: Record, act: Act) -> Preparations:
    """Add what persons were asked, and what is asked of them."""
    match act:
        case StrainNoted():
            return replace(state, strain=newest(state.strain, act.leg, Noted(record, act)))
        case StrainAnswered():
            answered = gather(state.answered, act.leg, Noted(record, act))
            return replace(state, answered=answered)
        case InterviewPrepared():
            interview = newest(state.interview, act.person, Noted(record, act))
            return replace(state, interview=interview)
        case GoingWeighed():
            weighed = newest(state.weighed, act.person, Noted(record, act))
            return replace(state, weighed=weighed)
        case ChildArranged():
            children = newest(state.children, act.person, Noted(record, act))
            return replace(state, children=children)
        case _:
            return state


def read(records: Iterable[Record]) -> Preparations:
    """Fold a journey's cell from its beginning."""
    return run(fold, Preparations(), records)


def destination(state: Preparations) -> Noted[DestinationPlanned] | None:
    """Return where the journey ends, as last planned."""
    return state.destination.get("")


def parts(state: Preparations) -> tuple[Noted[Act], ...]:
    """Return what of this is part of the plan itself, as last planned."""
    return (
        *state.destination.values(),
        *state.fallbacks.values(),
        *state.abort.values(),
        *state.strain.values(),
    )


def answer(state: Preparations, leg: str, person: str) -> Noted[StrainAnswered] | None:
    """Return what a person last said about what a leg asks of them."""
    given = [one for one in state.answered.get(leg, ()) if one.act.person == person]
    return given[-1] if given else None
