"""Commitments: what was agreed with a payee, under a budget that two have approved.

A commitment is known by the entry that made it, so that whoever signs a payout signs the
exact agreement with it.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.approval import Approvals, complete
from waystation.casework.entries import Act
from waystation.casework.entries.money import (
    BillRecorded,
    BudgetSet,
    CommitmentEnded,
    CommitmentMade,
    Milestone,
    PayeeNoted,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_APPROVE = 2
"""How many humans a budget and a payout take."""


class Checks(Struct, frozen=True):
    """What was looked up before: sanctions by payee, the law by case, bills."""

    sanctions: Group[SanctionsChecked] = Table()
    reviews: Group[ReviewRecorded] = Table()
    bills: Group[BillRecorded] = Table()


class Commitments(Struct, frozen=True):
    """Budgets by case; payees; commitments by entry, and their entries by journey, case."""

    budgets: Group[BudgetSet] = Table()
    payees: Group[PayeeNoted] = Table()
    made: Newest[CommitmentMade] = Table()
    ended: Group[CommitmentEnded] = Table()
    by_journey: Group[CommitmentMade] = Table()
    by_case: Group[CommitmentMade] = Table()
    checks: Checks = Checks()


def fold(state: Commitments, record: Record, act: Act) -> Commitments:
    """Add one act of the money cell."""
    match act:
        case BudgetSet():
            budgets = gather(state.budgets, act.case, Noted(record, act))
            return replace(state, budgets=budgets)
        case PayeeNoted():
            payees = gather(state.payees, act.payee, Noted(record, act))
            return replace(state, payees=payees)
        case CommitmentMade():
            return _made(state, Noted(record, act))
        case CommitmentEnded():
            ended = gather(state.ended, act.commitment, Noted(record, act))
            return replace(state, ended=ended)
        case _:
            checks = _fold_checks(state.checks, record, act)
            return state if checks is state.checks else replace(state, checks=checks)


def _made(state: Commitments, noted: Noted[CommitmentMade]) -> Commitments:
    act = noted.act
    return replace(
        state,
        made=newest(state.made, noted.record.id, noted),
        by_journey=gather(state.by_journey, act.journey, noted),
        by_case=gather(state.by_case, act.case, noted),
    )


def _fold_checks(state: Checks, record: Record, act: Act) -> Checks:
    match act:
        case SanctionsChecked():
            sanctions = gather(state.sanctions, act.payee, Noted(record, act))
            return replace(state, sanctions=sanctions)
        case ReviewRecorded():
            reviews = gather(state.reviews, act.case, Noted(record, act))
            return replace(state, reviews=reviews)
        case BillRecorded():
            key = f"{act.commitment}/{act.milestone}"
            return replace(state, bills=gather(state.bills, key, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Commitments:
    """Fold a money cell from its beginning."""
    return run(fold, Commitments(), records)


def budget(
    state: Commitments, approvals: Approvals, case: str
) -> tuple[Noted[BudgetSet], tuple[Noted[Act], ...]] | None:
    """Return the last budget of a case that two approved, and their approvals."""
    for one in reversed(state.budgets.get(case, ())):
        agreed = complete(
            approvals.given.get(one.record.id, ()),
            approvals.refused.get(one.record.id, ()),
            need=TO_APPROVE,
        )
        if agreed:
            return one, agreed
    return None


def is_over(state: Commitments, commitment: str) -> bool:
    """Say whether somebody ended it."""
    return bool(state.ended.get(commitment))


def total(made: CommitmentMade) -> int:
    """Return all that it could come to, in minor units of its currency."""
    return sum(one.minor for one in made.milestones)


def milestone(made: CommitmentMade, register: str) -> Milestone | None:
    """Return a milestone; None where there is none, or two of one name."""
    found = [one for one in made.milestones if one.milestone == register]
    return found[0] if len(found) == 1 else None


def behind(
    state: Commitments, made: CommitmentMade, seen_by: Noted[Act] | None = None
) -> frozenset[str]:
    """Return the humans who never sign for a commitment: the payee and whoever is behind.

    With `seen_by` those that its writer could know of: what was written later does not undo
    what was done in good faith.
    """
    noted = [
        one
        for one in state.payees.get(made.payee, ())
        if seen_by is None or seen_by.saw(one)
    ]
    named = [human for one in noted for human in one.act.humans]
    return frozenset({made.payee, *made.not_by, *named})


def bills(state: Commitments, commitment: str, register: str) -> tuple[Noted[Act], ...]:
    """Return the bills that came for a milestone."""
    return state.checks.bills.get(f"{commitment}/{register}", ())
