"""Costs of protection: everything that the money cell says, folded once.

The organisation pays helpers, hosts, suppliers and institutions; nobody owes it anything.
Source: design §1, milestone, payout, ledger.
"""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework import approval, commitment, fund, payout
from waystation.casework.approval import Approvals
from waystation.casework.commitment import Commitments
from waystation.casework.entries import Act
from waystation.casework.entries.money import (
    CommitmentMade,
    PayoutPaid,
    PayoutRefunded,
)
from waystation.casework.fund import Funds
from waystation.casework.money import Money
from waystation.casework.noted import Noted, run
from waystation.casework.payout import Payout, Payouts, PayoutState
from waystation.casework.terms import Record


class Costs(Struct, frozen=True):
    """Everything in a money cell."""

    funds: Funds = Funds()
    commitments: Commitments = Commitments()
    payouts: Payouts = Payouts()
    approvals: Approvals = Approvals()


def fold(state: Costs, record: Record, act: Act) -> Costs:
    """Add one act of the money cell."""
    return Costs(
        fund.fold(state.funds, record, act),
        commitment.fold(state.commitments, record, act),
        payout.fold(state.payouts, record, act),
        approval.fold(state.approvals, record, act),
    )


def read(records: Iterable[Record]) -> Costs:
    """Fold a money cell from its beginning."""
    return run(fold, Costs(), records)


def standing(state: Costs, register: str) -> Payout | None:
    """Return a payout as it stands; None where there is none that its agreement allows."""
    return payout.standing(state.payouts, state.commitments, state.approvals, register)


def all_payouts(state: Costs) -> tuple[Payout, ...]:
    """Return every payout, in the order in which they were proposed."""
    proposed = sorted(state.payouts.proposed.values(), key=lambda one: one.order)
    found = (standing(state, one.record.id) for one in proposed)
    return tuple(one for one in found if one is not None)


def payouts_of(state: Costs, made: str) -> tuple[Payout, ...]:
    """Return the payouts of one commitment, in the order in which they were proposed."""
    proposed = state.payouts.by_commitment.get(made, ())
    found = (standing(state, one.record.id) for one in proposed)
    return tuple(one for one in found if one is not None)


def of_journey(state: Costs, journey: str) -> tuple[Noted[CommitmentMade], ...]:
    """Return what was agreed for a journey."""
    return state.commitments.by_journey.get(journey, ()) if journey else ()


def of_case(state: Costs, case: str) -> tuple[Noted[CommitmentMade], ...]:
    """Return what was agreed for a case."""
    return state.commitments.by_case.get(case, ())


def refunds(state: Costs, paid: Payout) -> tuple[Noted[PayoutRefunded], ...]:
    """Return what came back of a payout, each refund once."""
    found: dict[str, Noted[PayoutRefunded]] = {}
    for one in state.payouts.refunded.get(paid.payout, ()):
        found.setdefault(one.act.refund, one)
    return tuple(found.values())


def taken(state: Costs, made: Noted[CommitmentMade], milestone: str) -> int:
    """Return how much of a milestone is paid, or is still to be paid."""
    return sum(
        one.proposed.act.amount.minor
        for one in payouts_of(state, made.record.id)
        if one.proposed.act.milestone == milestone and one.state is not PayoutState.REFUSED
    )


def unfounded(state: Costs, stands: Payout) -> tuple[Noted[PayoutPaid], ...]:
    """Return what was recorded as paid without two valid approvals."""
    return payout.unfounded(state.payouts, stands)


def committed(state: Costs, case: str) -> tuple[Money, ...]:
    """Return what a case costs by its commitments, per currency.

    Of an ended commitment what was paid counts, less what came back; of any other all of
    it, less what came back.
    """
    sums: dict[str, Money] = {}
    for made in of_case(state, case):
        minor = _cost(state, made)
        if minor <= 0:
            continue
        held = sums.get(made.act.currency)
        before = 0 if held is None else held.minor
        sums[made.act.currency] = Money(before + minor, made.act.currency)
    return tuple(one for _, one in sorted(sums.items()))


def _cost(state: Costs, made: Noted[CommitmentMade]) -> int:
    paid = [
        one for one in payouts_of(state, made.record.id) if one.state is PayoutState.PAID
    ]
    back = sum(one.act.minor for each in paid for one in refunds(state, each))
    if commitment.is_over(state.commitments, made.record.id):
        return sum(one.proposed.act.amount.minor for one in paid) - back
    return commitment.total(made.act) - back
