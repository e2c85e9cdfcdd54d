"""What the pages of money ask before anything is paid, and how the real desk answers."""

from datetime import datetime
from typing import Protocol

from waystation.casework.entries.money import (
    BillRecorded,
    BudgetSet,
    CommitmentMade,
    FundNoted,
    PayeeNoted,
    RateEntered,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import Currency, Money, Purpose
from waystation.desk import costs, fund, money_cell
from waystation.desk.views_agreement import AgreeingView, agreeing_view
from waystation.desk.views_before import (
    BeforeView,
    FoundingView,
    StepRow,
    before_view,
    founding_view,
    steps,
)
from waystation.web.open_part import OpenPart

Noted = FundNoted | RateEntered | PayeeNoted | SanctionsChecked | ReviewRecorded


class MoneyPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread."""

    def founding(self) -> FoundingView:
        """Return who keeps money, or is to."""
        ...

    def money_steps(self) -> tuple[StepRow, ...]:
        """Return what comes before the first agreement, in its order."""
        ...

    def before_paying(self) -> BeforeView:
        """Return funds, rates, payees and reviews."""
        ...

    def agreeing(self, case: str, journey: str) -> AgreeingView:
        """Return what a new agreement can be about."""
        ...

    def found_money(self, base: Currency, members: tuple[str, ...]) -> None:
        """Propose who keeps money."""
        ...

    def sign_money(self, proposal: str) -> None:
        """Sign as a keeper for who keeps money."""
        ...

    def add_money_member(self, human: str) -> None:
        """Propose one more who reads what is paid."""
        ...

    def note_money(self, noted: Noted) -> None:
        """Note a fund, a rate, a payee, a check or a review."""
        ...

    def receive_money(self, register: str, amount: Money, on: datetime, proof: str) -> None:
        """Record that money came into a fund."""
        ...

    def narrow_fund(
        self, register: str, purposes: tuple[Purpose, ...], cases: tuple[str, ...]
    ) -> None:
        """Note that a fund is for less than was noted."""
        ...

    def set_budget(self, case: str, amount: Money) -> None:
        """Set what a case may cost, and sign it."""
        ...

    def agree(self, made: CommitmentMade) -> str:
        """Agree with a payee; return the agreement."""
        ...

    def end_agreement(self, agreement: str, reason: str) -> None:
        """Pay nothing more on an agreement."""
        ...

    def record_bill(self, agreement: str, milestone: str, proof: str) -> None:
        """Record that a bill came for a milestone."""
        ...


class OpenMoney(OpenPart):
    """A `MoneyPort` on an unlocked desk; whoever acts is the desk's human."""

    def founding(self) -> FoundingView:
        """Return who keeps money, or is to."""
        return founding_view(self._desk)

    def money_steps(self) -> tuple[StepRow, ...]:
        """Return what comes before the first agreement, in its order."""
        return steps(self._desk)

    def before_paying(self) -> BeforeView:
        """Return funds, rates, payees and reviews."""
        return before_view(self._desk, self.state())

    def agreeing(self, case: str, journey: str) -> AgreeingView:
        """Return what a new agreement can be about.

        Raises:
            NotFoundError: nobody keeps money here, or this desk is not in that case.
        """
        return agreeing_view(self._desk, self.state(), case, journey)

    def found_money(self, base: Currency, members: tuple[str, ...]) -> None:
        """Propose who keeps money."""
        money_cell.found(self._desk, base, members)

    def sign_money(self, proposal: str) -> None:
        """Sign as a keeper for who keeps money."""
        money_cell.sign(self._desk, proposal)

    def add_money_member(self, human: str) -> None:
        """Propose one more who reads what is paid."""
        money_cell.add_member(self._desk, human)

    def note_money(self, noted: Noted) -> None:
        """Note a fund, a rate, a payee, a check or a review."""
        costs.note(self._desk, noted)

    def receive_money(self, register: str, amount: Money, on: datetime, proof: str) -> None:
        """Record that money came into a fund."""
        fund.receive(self._desk, register, amount, on, proof)

    def narrow_fund(
        self, register: str, purposes: tuple[Purpose, ...], cases: tuple[str, ...]
    ) -> None:
        """Note that a fund is for less than was noted."""
        fund.narrow(self._desk, register, purposes, cases)

    def set_budget(self, case: str, amount: Money) -> None:
        """Set what a case may cost, and sign it."""
        costs.set_budget(self._desk, BudgetSet(case=case, amount=amount))

    def agree(self, made: CommitmentMade) -> str:
        """Agree with a payee; return the agreement."""
        return costs.commit(self._desk, made)

    def end_agreement(self, agreement: str, reason: str) -> None:
        """Pay nothing more on an agreement."""
        costs.end(self._desk, agreement, reason)

    def record_bill(self, agreement: str, milestone: str, proof: str) -> None:
        """Record that a bill came for a milestone."""
        desk = self._desk
        costs.agreement(desk, agreement)
        on = desk.now()
        costs.note(
            desk,
            BillRecorded(commitment=agreement, milestone=milestone, on=on, proof=proof),
        )
