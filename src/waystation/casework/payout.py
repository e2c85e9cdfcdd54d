"""Payouts: proposed, approved by two of whom none is the payee, and paid.

What stands is read off who saw what: a refusal beats an approval where neither saw the
other (C-8), and a payment counts only where whoever recorded it held two valid approvals.
No clock decides, but for the 72 hours of an approval.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import commitment
from waystation.casework.approval import Approvals, complete
from waystation.casework.commitment import TO_APPROVE, Commitments
from waystation.casework.entries import Act
from waystation.casework.entries.money import (
    CommitmentMade,
    PayoutPaid,
    PayoutProposed,
    PayoutRefunded,
    ReceiptRecorded,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Payouts(Struct, frozen=True):
    """Proposals by their own entry; payments, receipts and refunds by proposal."""

    proposed: Newest[PayoutProposed] = Table()
    by_commitment: Group[PayoutProposed] = Table()
    paid: Group[PayoutPaid] = Table()
    refunded: Group[PayoutRefunded] = Table()
    receipts: Group[ReceiptRecorded] = Table()


class PayoutState(StrEnum):
    """Where a payout stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    PAID = "paid"


class Payout(Struct, frozen=True):
    """One payout as it stands.

    `payee_signed` are humans behind the payee who signed all the same: it is then void
    unless it was paid before. `again` are further records of its payment.
    """

    payout: str
    state: PayoutState
    proposed: Noted[PayoutProposed]
    made: Noted[CommitmentMade]
    approved_by: frozenset[str]
    refused_by: frozenset[str]
    never: frozenset[str]
    payee_signed: frozenset[str] = frozenset()
    paid: Noted[PayoutPaid] | None = None
    again: tuple[Noted[PayoutPaid], ...] = ()

    @property
    def open(self) -> bool:
        """Say whether it may still be paid."""
        return self.state in {PayoutState.PROPOSED, PayoutState.APPROVED}


def fold(state: Payouts, record: Record, act: Act) -> Payouts:
    """Add one act of the money cell."""
    match act:
        case PayoutProposed():
            noted = Noted(record, act)
            return replace(
                state,
                proposed=newest(state.proposed, record.id, noted),
                by_commitment=gather(state.by_commitment, act.commitment, noted),
            )
        case PayoutPaid():
            return replace(state, paid=gather(state.paid, act.payout, Noted(record, act)))
        case PayoutRefunded():
            refunded = gather(state.refunded, act.payout, Noted(record, act))
            return replace(state, refunded=refunded)
        case ReceiptRecorded():
            receipts = gather(state.receipts, act.payout, Noted(record, act))
            return replace(state, receipts=receipts)
        case _:
            return state


def read(records: Iterable[Record]) -> Payouts:
    """Fold a money cell from its beginning."""
    return run(fold, Payouts(), records)


def standing(
    state: Payouts, commitments: Commitments, approvals: Approvals, payout: str
) -> Payout | None:
    """Return a payout as it stands; None where none is that its agreement allows."""
    proposed = state.proposed.get(payout)
    made = commitments.made.get(proposed.act.commitment) if proposed else None
    if proposed is None or made is None or not _allowed(made.act, proposed.act):
        return None
    never = commitment.behind(commitments, made.act)
    given = approvals.given.get(payout, ())
    refused = approvals.refused.get(payout, ())
    records = [
        one
        for one in state.paid.get(payout, ())
        if _held_two(one, given, refused, commitment.behind(commitments, made.act, one))
    ]
    agreed = _agreed(given, refused, never)
    if records:
        stands = PayoutState.PAID
    elif agreed:
        stands = PayoutState.APPROVED
    else:
        stands = PayoutState.REFUSED if refused else PayoutState.PROPOSED
    return Payout(
        payout=payout,
        state=stands,
        proposed=proposed,
        made=made,
        approved_by=frozenset(one.record.human for one in given) - never - {""},
        refused_by=frozenset(one.record.human for one in refused),
        never=never,
        payee_signed=frozenset(one.record.human for one in given) & never,
        paid=records[0] if records else None,
        again=tuple(records[1:]),
    )


def _allowed(made: CommitmentMade, proposed: PayoutProposed) -> bool:
    """Say whether a proposal is within its milestone, in the currency of the agreement."""
    part = commitment.milestone(made, proposed.milestone)
    same = proposed.amount.currency is made.currency
    return part is not None and same and proposed.amount.minor <= part.minor


def _agreed(
    given: Iterable[Noted[Act]], refused: Iterable[Noted[Act]], never: frozenset[str]
) -> bool:
    """Say whether two agreed of whom none is the payee; a payee's signature spoils it."""
    signed = tuple(given)
    if any(one.record.human in never for one in signed):
        return False
    return bool(complete(signed, tuple(refused), need=TO_APPROVE, never=never))


def _held_two(
    paid: Noted[PayoutPaid],
    given: Iterable[Noted[Act]],
    refused: Iterable[Noted[Act]],
    never: frozenset[str],
) -> bool:
    """Say whether whoever recorded a payment held two valid approvals, and is no payee.

    What they had not seen does not undo a payment that was made.
    """
    if not paid.record.human or paid.record.human in never:
        return False
    return _agreed(
        [one for one in given if paid.saw(one)],
        [one for one in refused if paid.saw(one)],
        never,
    )


def unfounded(state: Payouts, stands: Payout) -> tuple[Noted[PayoutPaid], ...]:
    """Return what somebody recorded as paid without holding two valid approvals."""
    counted = {one.record.id for one in (stands.paid, *stands.again) if one is not None}
    records = state.paid.get(stands.payout, ())
    return tuple(one for one in records if one.record.id not in counted)
