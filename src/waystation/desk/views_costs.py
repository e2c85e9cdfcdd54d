"""Costs of protection as pages and terminals show them: amounts, names, no sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from waystation.casework.finding import Severity
from waystation.casework.ledger import Booked
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Money,
    PayeeRole,
    Purpose,
    decimal_text,
)
from waystation.casework.payout import PayoutState
from waystation.desk.views import DeskState
from waystation.desk.views_plan import Choice

MilestoneState = Literal["waits", "met", "unseen", "paid"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, signed, with the places of its currency and its thousands apart."""

    minor: int
    currency: Currency

    @property
    def text(self) -> str:
        """Return the number."""
        written = decimal_text(self.minor, self.currency)
        whole, point, places = written.partition(".")
        return f"{int(whole):,}" if not point else f"{_apart(whole)}.{places}"


def _apart(whole: str) -> str:
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-')):,}"


def amount_of(money: Money) -> Amount:
    """Return an amount as it is shown."""
    return Amount(money.minor, money.currency)


@dataclass(frozen=True, slots=True)
class CostFinding:
    """What a check found about an agreement or a payout."""

    code: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """A payout as it stands.

    `unseen` where it rests on a journey that this desk is not in: nobody here can sign it.
    `next` are those who could sign now; `never` are ours behind the payee, who cannot.
    """

    id: str
    payee: str
    purpose: Purpose
    case: str
    amount: Amount
    state: PayoutState
    since: datetime
    fact: MilestoneKind
    about: str = ""
    in_base: Amount | None = None
    journey: str = ""
    leg: int | None = None
    signed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    may_sign: bool = False
    mine: bool = False
    unseen: bool = False
    findings: tuple[CostFinding, ...] = ()
    next: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def blocked(self) -> bool:
        """Say whether something forbids it."""
        return any(one.severity is Severity.BLOCK for one in self.findings)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A fact that lets a part be paid, and whether it is one."""

    id: str
    fact: MilestoneKind
    amount: Amount
    state: MilestoneState
    about: str = ""
    payout: PayoutRow | None = None


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """What was agreed with a payee for a leg, or for the case."""

    id: str
    payee: str
    purpose: Purpose
    total: Amount
    paid: Amount
    if_more: IfMoreIsAsked
    role: PayeeRole | None = None
    journey: str = ""
    leg: int | None = None
    fund: str = ""
    over: bool = False
    milestones: tuple[MilestoneRow, ...] = ()
    findings: tuple[CostFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget that has not two signatures."""

    id: str
    amount: Amount
    signed: tuple[str, ...]
    may_sign: bool
    next: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A line of the ledger; `amount` is below nothing where money went."""

    at: datetime
    what: Booked
    amount: Amount
    in_base: Amount
    case: str = ""
    payee: str = ""
    purpose: str = ""
    fund: str = ""
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCosts:
    """What one case may cost, was agreed, and cost; sums are in the base."""

    id: str
    label: str
    budget: Amount | None = None
    proposed: tuple[BudgetRow, ...] = ()
    allowed: Amount | None = None
    committed: Amount | None = None
    paid: Amount | None = None
    agreements: tuple[AgreementRow, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()

    @property
    def share(self) -> int:
        """Return how much of the budget was agreed, in parts of a hundred, at most all."""
        if self.allowed is None or self.committed is None or self.allowed.minor < 1:
            return 0
        return min(100, self.committed.minor * 100 // self.allowed.minor)


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund: what it holds, and what its giver named it for."""

    id: str
    label: str
    holds: Amount
    purposes: tuple[Purpose, ...] = ()
    cases: tuple[str, ...] = ()
    restricted: bool = False
    contested: bool = False


@dataclass(frozen=True, slots=True)
class DemandRow:
    """What a helper asked for outside the agreement, and nobody has answered.

    `agreed` is the answer of the agreement, where there is one.
    """

    id: str
    journey: str
    helper: str
    asks_for: str
    since: datetime
    agreement: str = ""
    agreed: IfMoreIsAsked | None = None


@dataclass(frozen=True, slots=True)
class CostsView:
    """The page of costs; `here` is False where nobody keeps money, or not for this desk.

    `choices` are the cases for which a budget can be set here.
    """

    desk: DeskState
    here: bool = False
    base: Currency | None = None
    demands: tuple[DemandRow, ...] = ()
    waiting: tuple[PayoutRow, ...] = ()
    cases: tuple[CaseCosts, ...] = ()
    funds: tuple[FundRow, ...] = ()
    received: tuple[LedgerRow, ...] = ()
    choices: tuple[Choice, ...] = ()
