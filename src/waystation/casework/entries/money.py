"""Acts of the money cell: what the organisation pays for protection, and to whom.

A payee is a helper, a host, a supplier or an institution, by register id. No kind holds
what a person or a family would owe or give, and none a price for a person: money comes from
funds and goes to payees, and back from a payee at most. Source: design §1.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Moment, Text
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Minor,
    Money,
    Opinion,
    PaidBy,
    PayeeRole,
    Purpose,
    RateText,
    Screening,
)

Hash = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{43}\Z")]
MaybeHash = Annotated[str, Meta(max_length=43, pattern=r"^([A-Za-z0-9_-]{43})?\Z")]
"""SHA-256 of a receipt or bill in base64url; the file itself is kept elsewhere."""


class Milestone(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """A fact that lets a part be paid: `of` is the handover or the watch it is about."""

    milestone: Id
    fact: MilestoneKind
    minor: Minor
    of: MaybeId = ""


class LedgerOpened(Act, frozen=True, kw_only=True):
    """The currency in which everything is summed; the first that was opened counts."""

    kind: ClassVar[str] = "ledger.opened"
    base: Currency


class FundNoted(Act, frozen=True, kw_only=True):
    """Money given for protection; empty lists restrict nothing.

    Noted again it can only become narrower: what a giver restricted stays restricted.
    """

    kind: ClassVar[str] = "fund.noted"
    fund: Id
    label: Label
    currency: Currency
    purposes: tuple[Purpose, ...] = ()
    cases: tuple[Id, ...] = ()


class FundReceived(Act, frozen=True, kw_only=True):
    """Money came into a fund; `rate` is the entry of the rate, unless it is the base."""

    kind: ClassVar[str] = "fund.received"
    fund: Id
    receipt: Id
    amount: Money
    on: Moment
    rate: MaybeId = ""
    proof: MaybeHash = ""


class RateEntered(Act, frozen=True, kw_only=True):
    """How much of the base currency one unit of a currency is: entered, never fetched."""

    kind: ClassVar[str] = "rate.entered"
    currency: Currency
    base_for_one: RateText
    source: Annotated[str, Meta(min_length=1, max_length=200)]
    on: Moment


class BudgetSet(Act, frozen=True, kw_only=True):
    """What protection may cost in one case; it counts once two have approved it."""

    kind: ClassVar[str] = "budget.set"
    case: Id
    amount: Money
    reason: Text = ""


class PayeeNoted(Act, frozen=True, kw_only=True):
    """Somebody the organisation pays; `humans` are those of its own who are behind it.

    Such a human never signs for it: once named they stay named.
    """

    kind: ClassVar[str] = "payee.noted"
    payee: Id
    role: PayeeRole
    label: Label = ""
    humans: tuple[Id, ...] = ()


class SanctionsChecked(Act, frozen=True, kw_only=True):
    """A payee was looked for in the lists named, on that day."""

    kind: ClassVar[str] = "sanctions.checked"
    payee: Id
    lists: Annotated[str, Meta(min_length=1, max_length=200)]
    on: Moment
    found: Screening
    reason: Text = ""


class ReviewRecorded(Act, frozen=True, kw_only=True):
    """Somebody who knows the law said whether the organisation may do this.

    Of one case, or of all where none is named; in the places named.
    """

    kind: ClassVar[str] = "review.recorded"
    case: MaybeId = ""
    places: Annotated[str, Meta(min_length=1, max_length=200)]
    opinion: Opinion
    on: Moment
    until: Moment
    conditions: Text = ""


class CommitmentMade(Act, frozen=True, kw_only=True):
    """What was agreed with a payee: so much for each milestone, and nothing else.

    `leg` is empty for what belongs to no leg. `not_by` are humans who may never sign for
    it, besides those behind the payee. It is fixed: a change is another commitment.
    """

    kind: ClassVar[str] = "commitment.made"
    case: Id
    payee: Id
    purpose: Purpose
    fund: Id
    currency: Currency
    milestones: Annotated[tuple[Milestone, ...], Meta(min_length=1, max_length=32)]
    journey: MaybeId = ""
    leg: MaybeId = ""
    agreed: Text = ""
    if_more_is_asked: IfMoreIsAsked = IfMoreIsAsked.NOT_AGREED
    not_by: tuple[Id, ...] = ()


class CommitmentEnded(Act, frozen=True, kw_only=True):
    """Nothing more is paid on a commitment; `commitment` is the entry that made it."""

    kind: ClassVar[str] = "commitment.ended"
    commitment: Id
    reason: Text


class BillRecorded(Act, frozen=True, kw_only=True):
    """A supplier's or an institution's bill for a milestone came, with its hash."""

    kind: ClassVar[str] = "bill.recorded"
    commitment: Id
    milestone: Id
    on: Moment
    proof: Hash


class PayoutProposed(Act, frozen=True, kw_only=True):
    """A milestone is to be paid; approvals bind this entry, and through it the commitment.

    `rates` are the entries of the rates it is booked at: who approves, approves them too.
    """

    kind: ClassVar[str] = "payout.proposed"
    commitment: Id
    milestone: Id
    amount: Money
    rates: Annotated[tuple[Id, ...], Meta(max_length=2)] = ()
    rests_on: tuple[Id, ...] = ()


class PayoutPaid(Act, frozen=True, kw_only=True):
    """The money went for `payout`, the entry that proposed it, against a receipt."""

    kind: ClassVar[str] = "payout.paid"
    payout: Id
    on: Moment
    paid_by: PaidBy
    proof: MaybeHash = ""


class ReceiptRecorded(Act, frozen=True, kw_only=True):
    """A receipt for what was paid came later."""

    kind: ClassVar[str] = "receipt.recorded"
    payout: Id
    on: Moment
    proof: Hash


class PayoutRefunded(Act, frozen=True, kw_only=True):
    """A payee gave back what was not needed: at most what was paid."""

    kind: ClassVar[str] = "payout.refunded"
    payout: Id
    refund: Id
    minor: Minor
    on: Moment
    proof: MaybeHash = ""


class DemandAnswered(Act, frozen=True, kw_only=True):
    """What was answered to a demand; `differs` says why not what was agreed beforehand.

    It stands in the journey's own cell: whoever is in it must know.
    """

    kind: ClassVar[str] = "demand.answered"
    journey: Id
    demand: Id
    answer: IfMoreIsAsked
    commitment: MaybeId = ""
    differs: Text = ""
