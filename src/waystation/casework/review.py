"""A review of a journey: what happened, what was known, and what it led to."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.review import (
    ReviewFindingNoted,
    ReviewOpened,
    ReviewQuestionLed,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Reviews(Struct, frozen=True):
    """Reviews of one journey, in fold order; findings and questions by their ids."""

    opened: Group[ReviewOpened] = Table()
    findings: Newest[ReviewFindingNoted] = Table()
    led: Newest[ReviewQuestionLed] = Table()


def fold(state: Reviews, record: Record, act: Act) -> Reviews:
    """Add one act of a journey."""
    match act:
        case ReviewOpened():
            return replace(state, opened=gather(state.opened, "", Noted(record, act)))
        case ReviewFindingNoted():
            findings = newest(state.findings, act.finding, Noted(record, act))
            return replace(state, findings=findings)
        case ReviewQuestionLed():
            return replace(state, led=newest(state.led, act.question, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Reviews:
    """Fold a journey from its beginning."""
    return run(fold, Reviews(), records)


def current(state: Reviews) -> Noted[ReviewOpened] | None:
    """Return the review that is noted in now: the newest."""
    opened = state.opened.get("", ())
    return opened[-1] if opened else None


def in_time(state: Reviews) -> tuple[Noted[ReviewFindingNoted], ...]:
    """Return what was found, in the order in which it happened."""
    return tuple(
        sorted(
            state.findings.values(),
            key=lambda one: (one.act.at or one.record.at, one.order),
        )
    )
