"""A case: what its core cell says, folded once for all of its nouns."""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework import (
    appeal,
    approval,
    arrival,
    assessment,
    consent,
    person,
    referral,
)
from waystation.casework.appeal import Appeals
from waystation.casework.approval import Approvals
from waystation.casework.arrival import Arrivals
from waystation.casework.assessment import Assessment
from waystation.casework.consent import Consents
from waystation.casework.entries import Act, CaseOpened, CellOfCase
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.person import Persons
from waystation.casework.referral import Referrals
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Case(Struct, frozen=True):
    """Everything in a core cell."""

    opened: Newest[CaseOpened] = Table()
    openings: Group[CaseOpened] = Table()
    appeals: Appeals = Appeals()
    persons: Persons = Persons()
    assessment: Assessment = Assessment()
    consents: Consents = Consents()
    referrals: Referrals = Referrals()
    endings: Arrivals = Arrivals()
    approvals: Approvals = Approvals()


def fold(state: Case, record: Record, act: Act) -> Case:
    """Add one act of a core case."""
    opened, openings = state.opened, state.openings
    if isinstance(act, CaseOpened):
        opened = newest(opened, act.case, Noted(record, act))
        openings = gather(openings, act.case, Noted(record, act))
    return Case(
        opened,
        openings,
        appeal.fold(state.appeals, record, act),
        person.fold(state.persons, record, act),
        assessment.fold(state.assessment, record, act),
        consent.fold(state.consents, record, act),
        referral.fold(state.referrals, record, act),
        arrival.fold(state.endings, record, act),
        approval.fold(state.approvals, record, act),
    )


def read(records: Iterable[Record]) -> Case:
    """Fold a core case from its beginning."""
    return run(fold, Case(), records)


def cells(state: Case, case: str) -> tuple[CellOfCase, ...]:
    """Return every cell of a case, also those that two desks added unseen by each other."""
    every = (cell for noted in state.openings.get(case, ()) for cell in noted.act.cells)
    return tuple(dict.fromkeys(every))
