"""What the page Costs asks of a desk, and how the real desk answers it."""

from typing import Protocol

from waystation.casework.entries.money import (
    DemandAnswered,
    PayoutPaid,
    PayoutRefunded,
    ReceiptRecorded,
)
from waystation.casework.money import Money, PaidBy
from waystation.desk import costs
from waystation.desk.views_costs import CostsView
from waystation.desk.views_ledger import costs_view
from waystation.errors import FormatError
from waystation.web.open_part import OpenPart


class CostsPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def costs(self) -> CostsView:
        """Return the page."""
        ...

    def propose_payout(self, agreement: str, milestone: str) -> None:
        """Propose to pay a milestone, and sign it."""
        ...

    def sign_costs(self, register: str) -> None:
        """Sign a payout or a budget, as one of two."""
        ...

    def refuse_costs(self, register: str, reason: str) -> None:
        """Say that a payout or a budget is not to be."""
        ...

    def record_paid(self, payout: str, paid_by: PaidBy, proof: str) -> None:
        """Say that the money went, with the hash of its receipt where there is one."""
        ...

    def record_receipt(self, payout: str, proof: str) -> None:
        """Say that a receipt came later, with its hash."""
        ...

    def record_refund(self, payout: str, amount: Money, proof: str) -> None:
        """Say what a payee gave back."""
        ...

    def answer_demand(self, answered: DemandAnswered) -> None:
        """Write down what was answered to a demand."""
        ...


class OpenCosts(OpenPart):
    """A `CostsPort` on an unlocked desk; whoever acts is the desk's human."""

    def costs(self) -> CostsView:
        """Return the page."""
        return costs_view(self._desk, self.state())

    def propose_payout(self, agreement: str, milestone: str) -> None:
        """Propose to pay a milestone, and sign it."""
        costs.propose(self._desk, agreement, milestone)

    def sign_costs(self, register: str) -> None:
        """Sign a payout or a budget, as one of two."""
        costs.approve(self._desk, register)

    def refuse_costs(self, register: str, reason: str) -> None:
        """Say that a payout or a budget is not to be."""
        costs.refuse(self._desk, register, reason)

    def record_paid(self, payout: str, paid_by: PaidBy, proof: str) -> None:
        """Say that the money went, with the hash of its receipt where there is one."""
        on = self._desk.now()
        costs.pay(
            self._desk, PayoutPaid(payout=payout, on=on, paid_by=paid_by, proof=proof)
        )

    def record_receipt(self, payout: str, proof: str) -> None:
        """Say that a receipt came later, with its hash."""
        desk = self._desk
        costs.payout_of(desk, payout)
        costs.note(desk, ReceiptRecorded(payout=payout, on=desk.now(), proof=proof))

    def record_refund(self, payout: str, amount: Money, proof: str) -> None:
        """Say what a payee gave back.

        Raises:
            FormatError: it was paid in another currency.
        """
        desk = self._desk
        paid = costs.payout_of(desk, payout).proposed.act.amount
        if amount.currency is not paid.currency:
            raise FormatError("web.form", "it was paid in another currency")
        back = PayoutRefunded(
            payout=payout,
            refund=desk.random_id(),
            minor=amount.minor,
            on=desk.now(),
            proof=proof,
        )
        costs.refund(desk, back)

    def answer_demand(self, answered: DemandAnswered) -> None:
        """Write down what was answered to a demand."""
        costs.answer(self._desk, answered)
