"""Agreements with payees and payouts on them, for the tests of costs."""

from tests.casework_history import Desk, Told, at, desk
from waystation.casework.entries import Act, ApprovalGiven, ApprovalRefused
from waystation.casework.entries.money import (
    BudgetSet,
    CommitmentMade,
    FundNoted,
    FundReceived,
    LedgerOpened,
    Milestone,
    PayeeNoted,
    PayoutPaid,
    PayoutProposed,
    RateEntered,
)
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Money,
    PaidBy,
    PayeeRole,
    Purpose,
)

KRW, USD, THB, EUR = Currency.KRW, Currency.USD, Currency.THB, Currency.EUR
RECEIPT = "r" * 43


class Books:
    """A money cell in which every desk hears of everything, unless it is said otherwise."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.desks: dict[str, Desk] = {}

    def at(self, human: str, act: Act, *, hours: float = 0, deaf: bool = False) -> Told:
        """Let somebody write; who is deaf has not heard what others wrote since."""
        writer = self.desks.setdefault(human, desk(human))
        if not deaf:
            writer.hears(*self.told)
        told = writer.writes(act, hours=hours)
        self.told.append(told)
        return told

    def yes(self, human: str, told: Told, **more) -> Told:
        return self.at(human, ApprovalGiven(act=told.id), **more)

    def no(self, human: str, told: Told, **more) -> Told:
        return self.at(human, ApprovalRefused(act=told.id), **more)

    def opened(self, base: Currency = KRW) -> "Books":
        self.at("kim", LedgerOpened(base=base))
        return self

    def fund(self, currency: Currency = KRW, minor: int = 5_000_000, **more) -> str:
        name = f"fund {currency}"
        self.at("kim", FundNoted(fund=name, label=name, currency=currency, **more))
        rate = self.rate(currency) if currency is not KRW else ""
        amount = Money(minor, currency)
        receipt = f"receipt {currency}"
        came = FundReceived(fund=name, receipt=receipt, amount=amount, on=at(0), rate=rate)
        self.at("kim", came)
        return name

    def rate(self, currency: Currency, base_for_one: str = "1385.5") -> str:
        entered = RateEntered(
            currency=currency, base_for_one=base_for_one, source="the bank's page", on=at(0)
        )
        return self.at("kim", entered).id

    def budget(self, minor: int = 2_000_000, *by: str, case: str = "case") -> Told:
        told = self.at("kim", BudgetSet(case=case, amount=Money(minor, KRW)))
        for human in by or ("kim", "lee"):
            self.yes(human, told)
        return told

    def payee(self, *humans: str, payee: str = "driver") -> Told:
        noted = PayeeNoted(payee=payee, role=PayeeRole.TRANSPORT, humans=humans)
        return self.at("kim", noted)

    def commit(self, fund: str, *parts: Milestone, **more) -> Told:
        said = {
            "case": "case",
            "payee": "driver",
            "purpose": Purpose.TRANSPORT,
            "fund": fund,
            "currency": KRW,
            "milestones": parts or (handover("h", 300_000),),
            "journey": "j",
            "if_more_is_asked": IfMoreIsAsked.NOTHING_MORE,
        }
        return self.at("kim", CommitmentMade(**(said | more)))

    def propose(
        self, made: Told, minor: int = 300_000, currency: Currency = KRW, **more
    ) -> Told:
        said = {"milestone": "m h", "rates": ()} | more
        act = PayoutProposed(commitment=made.id, amount=Money(minor, currency), **said)
        return self.at("kim", act)

    def pay(self, human: str, payout: Told, *, deaf: bool = False, **more) -> Told:
        said = {"on": at(9), "paid_by": PaidBy.BANK, "proof": RECEIPT} | more
        return self.at(human, PayoutPaid(payout=payout.id, **said), deaf=deaf)


def handover(of: str, minor: int) -> Milestone:
    return Milestone(milestone=f"m {of}", fact=MilestoneKind.HANDOVER, of=of, minor=minor)


def check_in(of: str, minor: int) -> Milestone:
    return Milestone(milestone=f"m {of}", fact=MilestoneKind.CHECK_IN, of=of, minor=minor)


def bill(name: str, minor: int) -> Milestone:
    return Milestone(milestone=f"m {name}", fact=MilestoneKind.BILL, minor=minor)


def balances(transaction):
    """Say whether a transaction adds up to nothing in each currency and in the base."""
    sums = {"": 0}
    for one in transaction.postings:
        sums[one.currency] = sums.get(one.currency, 0) + one.minor
        sums[""] += one.base_minor
    return not any(sums.values())
