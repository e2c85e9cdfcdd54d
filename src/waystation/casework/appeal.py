"""Appeals: who asks, how far they are believed, how urgent it is.

A new appeal stands at F6: unknown, which is not worst, so that it must not sort last.
Urgency counts once two humans have seen its reasons. Source: Admiralty code; design §1.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    AppealGraded,
    AppealReceived,
    UrgencySeen,
    UrgencyStated,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import InformationGrade, Record, SourceGrade

TO_BE_SEEN_BY = 2


class Appeals(Struct, frozen=True):
    """Appeals, their grades and urgencies by appeal; who has seen, by the act seen."""

    received: Newest[AppealReceived] = Table()
    graded: Newest[AppealGraded] = Table()
    urgency: Newest[UrgencyStated] = Table()
    seen: Group[UrgencySeen] = Table()


class Grade(Struct, frozen=True):
    """Source and information, judged separately."""

    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED

    @property
    def text(self) -> str:
        """The usual two characters, such as F6."""
        return f"{self.source}{self.information}"


def fold(state: Appeals, record: Record, act: Act) -> Appeals:
    """Add one act of a core case."""
    match act:
        case AppealReceived():
            received = newest(state.received, act.appeal, Noted(record, act))
            return replace(state, received=received)
        case AppealGraded():
            return replace(
                state, graded=newest(state.graded, act.appeal, Noted(record, act))
            )
        case UrgencyStated():
            urgency = newest(state.urgency, act.appeal, Noted(record, act))
            return replace(state, urgency=urgency)
        case UrgencySeen():
            return replace(state, seen=gather(state.seen, act.act, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Appeals:
    """Fold a core case from its beginning."""
    return run(fold, Appeals(), records)


def grade(state: Appeals, appeal: str) -> Grade:
    """Return how an appeal is graded; F6 until somebody has judged it."""
    noted = state.graded.get(appeal)
    return Grade() if noted is None else Grade(noted.act.source, noted.act.information)


def urgency(state: Appeals, appeal: str) -> UrgencyStated | None:
    """Return the urgency that counts: stated with reasons, and seen by two humans."""
    stated = state.urgency.get(appeal)
    if stated is None or not any(reason.strip() for reason in stated.act.reasons):
        return None
    humans = {stated.record.human}
    humans |= {one.record.human for one in state.seen.get(stated.record.id, ())}
    return stated.act if len(humans - {""}) >= TO_BE_SEEN_BY else None
