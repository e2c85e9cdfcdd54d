"""Costs made of values: what the page shows is set by the test that shows it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from waystation.casework.entries.money import DemandAnswered
from waystation.casework.finding import Severity
from waystation.casework.ledger import Booked
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Money,
    PayeeRole,
    Purpose,
)
from waystation.casework.payout import PayoutState
from waystation.desk.views import DeskState, RelayState
from waystation.desk.views_costs import (
    AgreementRow,
    Amount,
    BudgetRow,
    CaseCosts,
    CostFinding,
    CostsView,
    DemandRow,
    FundRow,
    LedgerRow,
    MilestoneRow,
    PayoutRow,
)
from waystation.desk.views_plan import Choice

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KRW, THB, USD = Currency.KRW, Currency.THB, Currency.USD
STATE = DeskState(
    organisation="Practice organisation",
    me="Min-ji",
    now=NOW,
    relay=RelayState(connected=True, since=NOW - 3 * HOUR),
    practice=True,
)


def won(minor: int) -> Amount:
    return Amount(minor, KRW)


TO_SIGN = PayoutRow(
    id="p-car",
    payee="car A",
    purpose=Purpose.TRANSPORT,
    case="P1 and P2",
    amount=won(300_000),
    state=PayoutState.PROPOSED,
    since=NOW - 2 * HOUR,
    fact=MilestoneKind.HANDOVER,
    about="car A → host K",
    in_base=won(300_000),
    journey="j-pair",
    leg=1,
    signed=("Seo-yeon",),
    may_sign=True,
    next=("Min-ji", "Sora"),
    never=("Tae",),
    findings=(
        CostFinding("costs.one_approver", Severity.WARN),
        CostFinding("costs.typed_not_signed", Severity.WARN),
    ),
)
TO_PAY = replace(
    TO_SIGN,
    id="p-guide",
    payee="a guide",
    purpose=Purpose.GUIDING,
    amount=Amount(1_250_050, THB),
    in_base=won(503_145),
    state=PayoutState.APPROVED,
    signed=("Min-ji", "Seo-yeon"),
    mine=True,
    may_sign=False,
    fact=MilestoneKind.CHECK_IN,
    about="P2",
    leg=3,
    findings=(),
)
HELD = replace(
    TO_SIGN,
    next=(),
    never=(),
    id="p-held",
    payee="B1",
    signed=(),
    may_sign=False,
    leg=None,
    journey="",
    about="",
    findings=(
        CostFinding("costs.alarm_open", Severity.BLOCK),
        CostFinding("costs.payee_held", Severity.BLOCK),
    ),
)
WAS_PAID = replace(
    TO_PAY, id="p-paid", payee="car A", amount=won(200_000), state=PayoutState.PAID
)
UNSEEN = replace(HELD, id="p-unseen", payee="", unseen=True, findings=())
CAR = AgreementRow(
    id="a-car",
    payee="car A",
    purpose=Purpose.TRANSPORT,
    total=won(500_000),
    paid=won(200_000),
    if_more=IfMoreIsAsked.NEEDS_IN_KIND,
    role=PayeeRole.TRANSPORT,
    journey="j-pair",
    leg=1,
    fund="winter",
    milestones=(
        MilestoneRow(
            "m1", MilestoneKind.HANDOVER, won(200_000), "paid", "P1 → car A", WAS_PAID
        ),
        MilestoneRow(
            "m2", MilestoneKind.HANDOVER, won(300_000), "met", "car A → host K", TO_SIGN
        ),
    ),
)
HOST = replace(
    CAR,
    id="a-host",
    payee="host K",
    purpose=Purpose.LODGING,
    total=won(320_000),
    paid=won(0),
    if_more=IfMoreIsAsked.NOT_AGREED,
    milestones=(
        MilestoneRow("m1", MilestoneKind.CHECK_IN, won(120_000), "met", "P2"),
        MilestoneRow("m2", MilestoneKind.HANDOVER, won(200_000), "waits"),
        MilestoneRow("m3", MilestoneKind.BILL, won(200_000), "unseen"),
        MilestoneRow("m4", MilestoneKind.BILL, won(50_000), "waits"),
    ),
    findings=(
        CostFinding("costs.no_sanctions_check", Severity.BLOCK),
        CostFinding("costs.no_answer_agreed", Severity.WARN),
    ),
)
PAID = LedgerRow(
    at=NOW - DAY,
    what=Booked.PAID,
    amount=won(-200_000),
    in_base=won(-200_000),
    case="P",
    payee="car A",
    purpose=Purpose.TRANSPORT,
    fund="winter",
    signed=("Min-ji", "Seo-yeon"),
)
BACK = replace(
    PAID,
    at=NOW - HOUR,
    what=Booked.REFUNDED,
    amount=Amount(12_50, THB),
    in_base=won(503),
    signed=(),
)
PAIR = CaseCosts(
    id="case-p",
    label="P1 and P2",
    budget=won(1_000_000),
    proposed=(
        BudgetRow("b-new", won(1_500_000), ("Seo-yeon",), may_sign=True, next=("Min-ji",)),
    ),
    allowed=won(1_000_000),
    committed=won(820_000),
    paid=won(199_497),
    agreements=(CAR, HOST, replace(CAR, id="a-over", over=True, payee="car B")),
    ledger=(PAID, BACK),
)
OTHER = CaseCosts(id="case-o", label="", committed=won(90_000), paid=won(0))
FUNDS = (
    FundRow("f-w", "winter", won(4_300_503)),
    FundRow(
        "f-s",
        "상담소",
        Amount(1_000_000, USD),
        (Purpose.FOOD,),
        ("P1 and P2",),
        restricted=True,
    ),
    FundRow("f-x", "old", won(0), cases=("",), restricted=True, contested=True),
)
ASKED = DemandRow(
    id="d-1",
    journey="j-e",
    helper="B1",
    asks_for="More money: for food, clothes, shoes.",
    since=NOW - 4 * HOUR,
    agreement="a-car",
    agreed=IfMoreIsAsked.NEEDS_IN_KIND,
)
COSTS = CostsView(
    desk=STATE,
    here=True,
    base=KRW,
    demands=(ASKED, replace(ASKED, id="d-2", helper="", agreed=None)),
    waiting=(TO_SIGN, TO_PAY, HELD, UNSEEN),
    choices=(Choice("case-p", "P1 and P2"), Choice("case-t", "셋의 사례")),
    cases=(PAIR, OTHER),
    funds=FUNDS,
)
EMPTY = CostsView(STATE, here=True, base=KRW)
NOBODY = CostsView(STATE)


class FakeCosts:
    """Answers with a view and remembers what was asked of it."""

    done: list[tuple[str, ...]]
    costs_view: CostsView = COSTS

    def costs(self) -> CostsView:
        return self.costs_view

    def propose_payout(self, agreement: str, milestone: str) -> None:
        self.done.append(("propose", agreement, milestone))

    def sign_costs(self, register: str) -> None:
        self.done.append(("sign", register))

    def refuse_costs(self, register: str, reason: str) -> None:
        self.done.append(("refuse", register, reason))

    def answer_demand(self, answered: DemandAnswered) -> None:
        said = (answered.demand, answered.answer, answered.differs)
        self.done.append(("answer", *said))

    def record_receipt(self, payout: str, proof: str) -> None:
        self.done.append(("receipt", payout, proof))

    def record_refund(self, payout: str, amount: Money, proof: str) -> None:
        self.done.append(("refund", payout, str(amount), proof))

    def record_paid(self, payout: str, paid_by: str, proof: str) -> None:
        self.done.append(("paid", payout, paid_by, *((proof,) if proof else ())))
