"""Builds the page of costs, from the money cell and what this desk knows besides."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from waystation.casework import (
    agreement,
    commitment,
    costs,
    fund,
    journey,
    ledger,
    payable,
)
from waystation.casework.agreement import Agreement, Facts
from waystation.casework.costs import Costs
from waystation.casework.demand import unanswered
from waystation.casework.entries.money import BudgetSet, Milestone
from waystation.casework.finding import Finding, Severity
from waystation.casework.journey import Journey
from waystation.casework.ledger import AccountKind, Booked, Transaction
from waystation.casework.money import Currency, MilestoneKind
from waystation.casework.noted import Noted
from waystation.casework.payout import Payout, PayoutState
from waystation.desk import board
from waystation.desk import costs as acts
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_before import cases_of, fund_rows
from waystation.desk.views_costs import (
    AgreementRow,
    Amount,
    BudgetRow,
    CaseCosts,
    CostFinding,
    CostsView,
    DemandRow,
    LedgerRow,
    MilestoneRow,
    MilestoneState,
    PayoutRow,
    amount_of,
)
from waystation.desk.views_names import Names
from waystation.desk.views_signing import may_sign_budget, may_still_sign
from waystation.errors import NotFoundError


def costs_view(desk: Desk, state: DeskState) -> CostsView:
    """Return the page of costs."""
    with desk.lock:
        try:
            held = acts.read(desk)
        except NotFoundError:
            return CostsView(state, demands=tuple(_demands(desk, Costs())))
        return _Reader(desk, held).view(state)


class _Reader:
    """One reading of the money cell, with the names that this desk has."""

    def __init__(self, desk: Desk, state: Costs) -> None:
        self._desk = desk
        self._state = state
        self._names = Names(desk)
        self._base = fund.base(state.funds) or Currency.KRW
        self._booked = ledger.transactions(state)
        self._on_board = board.sees(desk)
        self._cases = cases_of(desk)
        self._labels = {one.id: one.name for one in self._cases}

    def view(self, state: DeskState) -> CostsView:
        commitments = self._state.commitments
        every = sorted({*commitments.budgets, *commitments.by_case})
        cases = [self._case(one) for one in every]
        open_payouts = [
            part.payout
            for one in cases
            for agreed in one.agreements
            for part in agreed.milestones
            if part.payout is not None
            and not agreed.over
            and part.payout.state in {PayoutState.PROPOSED, PayoutState.APPROVED}
        ]
        return CostsView(
            desk=state,
            here=True,
            base=fund.base(self._state.funds),
            demands=tuple(_demands(self._desk, self._state)),
            waiting=tuple(sorted(open_payouts, key=lambda one: (one.mine, one.since))),
            cases=tuple(cases),
            funds=fund_rows(self._state, self._labels),
            received=tuple(
                self._line(one) for one in self._booked if one.what is Booked.RECEIVED
            ),
            choices=self._cases,
        )

    def _case(self, register: str) -> CaseCosts:
        state = self._state
        found = commitment.budget(state.commitments, state.approvals, register)
        budget = None if found is None else found[0].act.amount
        allowed = None if budget is None else fund.value(state.funds, budget)
        parts = [fund.value(state.funds, one) for one in costs.committed(state, register)]
        known = [one for one in parts if one is not None]
        paid = [one for one in self._booked if _case_of(one) == register]
        return CaseCosts(
            id=register,
            label=self._label(register),
            budget=None if budget is None else amount_of(budget),
            proposed=tuple(self._budgets(register, None if found is None else found[0])),
            allowed=self._in_base(allowed),
            committed=self._in_base(sum(known) if len(known) == len(parts) else None),
            paid=self._in_base(sum(_cost(one) for one in paid)),
            agreements=tuple(
                self._agreement(one) for one in costs.of_case(state, register)
            ),
            ledger=tuple(self._line(one) for one in paid),
        )

    def _budgets(
        self, register: str, stands: Noted[BudgetSet] | None
    ) -> Iterator[BudgetRow]:
        """Return the budgets later than the one that stands, which wait for signatures."""
        for one in self._state.commitments.budgets.get(register, ()):
            if stands is not None and one.order <= stands.order:
                continue
            given = self._state.approvals.given.get(one.record.id, ())
            signed = {approval.record.human for approval in given}
            yield BudgetRow(
                id=one.record.id,
                amount=amount_of(one.act.amount),
                signed=self._names.many(sorted(signed)),
                may_sign=self._desk.human not in signed,
                next=self._names.many(sorted(may_sign_budget(self._desk, signed))),
            )

    def _agreement(self, made: Agreement) -> AgreementRow:
        state, act = self._state, made.act
        known = acts.facts(self._desk, act)
        paid = [
            one
            for one in costs.payouts_of(state, made.record.id)
            if one.state is PayoutState.PAID
        ]
        noted = state.commitments.payees.get(act.payee, ())
        source = fund.fund(state.funds, act.fund)
        over = commitment.is_over(state.commitments, made.record.id)
        return AgreementRow(
            id=made.record.id,
            payee=self._payee(act.payee),
            purpose=act.purpose,
            total=Amount(commitment.total(act), act.currency),
            paid=Amount(sum(self._left(one) for one in paid), act.currency),
            if_more=act.if_more_is_asked,
            role=noted[-1].act.role if noted else None,
            journey=act.journey if known.journey is not None else "",
            leg=_leg(known.journey, act.leg),
            fund="" if source is None else source.label,
            over=over,
            milestones=tuple(self._milestone(made, one, known) for one in act.milestones),
            findings=() if over else _shown(self._about(made, known)),
        )

    def _about(self, made: Agreement, known: Facts) -> Iterator[Finding]:
        for check in agreement.CHECKS.values():
            yield from check(self._state, made, known)

    def _left(self, paid: Payout) -> int:
        """Return what was paid, less what came back."""
        back = sum(one.act.minor for one in costs.refunds(self._state, paid))
        return paid.proposed.act.amount.minor - back

    def _milestone(self, made: Agreement, part: Milestone, known: Facts) -> MilestoneRow:
        payouts = [
            one
            for one in costs.payouts_of(self._state, made.record.id)
            if one.proposed.act.milestone == part.milestone
        ]
        last = next(
            (one for one in reversed(payouts) if one.state is not PayoutState.REFUSED),
            payouts[-1] if payouts else None,
        )
        proved = payable.proof(self._state, made, part, known.journey) is not None
        stands: MilestoneState = "met" if proved else "waits"
        if any(one.state is PayoutState.PAID for one in payouts):
            stands = "paid"
        elif _is_unseen(made, part, known):
            stands = "unseen"
        return MilestoneRow(
            id=part.milestone,
            fact=part.fact,
            amount=Amount(part.minor, made.act.currency),
            state=stands,
            about=self._of(part, known.journey),
            payout=None if last is None else self._payout(last, part, known),
        )

    def _payout(self, payout: Payout, part: Milestone, known: Facts) -> PayoutRow:
        act, made = payout.proposed.act, payout.made
        against = (
            payable.against(self._state, made, known, payout.proposed)
            if payout.open
            else ()
        )
        quoted = ledger.quote(self._state.funds, act.amount, made.act.fund, act.rates)
        unseen = _is_unseen(made, part, known)
        signed = self._desk.human in payout.approved_by
        row = PayoutRow(
            id=payout.payout,
            payee=self._payee(made.act.payee),
            purpose=made.act.purpose,
            case=self._label(made.act.case),
            amount=amount_of(act.amount),
            state=payout.state,
            since=payout.proposed.record.at,
            fact=part.fact,
            about=self._of(part, known.journey),
            in_base=None if quoted is None else self._in_base(quoted.base_minor),
            journey=made.act.journey if known.journey is not None else "",
            leg=_leg(known.journey, made.act.leg),
            signed=self._names.many(sorted(payout.approved_by)),
            refused=self._names.many(sorted(payout.refused_by)),
            mine=signed,
            unseen=unseen,
            findings=_shown(against),
            next=self._names.many(sorted(may_still_sign(self._desk, payout))),
            never=self._names.many(sorted(payout.never - {made.act.payee})),
        )
        may = payout.open and self._on_board and not (unseen or signed or row.blocked)
        return replace(row, may_sign=may and self._desk.human not in payout.never)

    def _of(self, part: Milestone, state: Journey | None) -> str:
        """Return whose handover or check-in a milestone is about, by name."""
        if state is None or part.fact is MilestoneKind.BILL:
            return ""
        if part.fact is MilestoneKind.CHECK_IN:
            watch = state.watches.agreed.get(part.of)
            return "" if watch is None else self._names.one(watch.act.person)
        planned = state.handovers.planned.get(part.of)
        if planned is None:
            return ""
        return " → ".join(self._names.many((planned.act.gives, planned.act.takes)))

    def _line(self, booked: Transaction) -> LedgerRow:
        """Return a booking as it touched the fund."""
        source = next(
            one for one in booked.postings if one.account.kind is AccountKind.FUND
        )
        cost = next(
            (one for one in booked.postings if one.account.kind is AccountKind.COST), None
        )
        noted = fund.fund(self._state.funds, source.account.of)
        shown = source if cost is None else cost
        sign = 1 if cost is None else -1
        return LedgerRow(
            at=booked.at,
            what=booked.what,
            amount=Amount(sign * shown.minor, shown.currency),
            in_base=Amount(source.base_minor, self._base),
            case="" if cost is None else self._label(cost.account.of),
            payee=self._payee(booked.payee) if booked.payee else "",
            purpose="" if cost is None else cost.account.purpose,
            fund="" if noted is None else noted.label,
            signed=self._names.many(booked.signed_by),
        )

    def _in_base(self, minor: int | None) -> Amount | None:
        return None if minor is None else Amount(minor, self._base)

    def _payee(self, register: str) -> str:
        noted = self._state.commitments.payees.get(register, ())
        return self._names.one(register) or (noted[-1].act.label if noted else "")

    def _label(self, case_id: str) -> str:
        return self._labels.get(case_id, "")


def _demands(desk: Desk, state: Costs) -> Iterator[DemandRow]:
    names = Names(desk)
    for opened in desk.cells_of("journey"):
        plan = desk.read(opened, journey.fold, Journey(opened.register))
        agreed = {made.act.payee: made for made in costs.of_journey(state, opened.register)}
        for noted in unanswered(plan.demands, journey.places(plan)):
            act = noted.act
            made = agreed.get(act.helper)
            yield DemandRow(
                id=act.demand,
                journey=opened.register,
                helper=names.one(act.helper),
                asks_for=act.asks_for,
                since=noted.record.at,
                agreement="" if made is None else made.record.id,
                agreed=None if made is None else made.act.if_more_is_asked,
            )


def _is_unseen(made: Agreement, part: Milestone, known: Facts) -> bool:
    rests_on_it = made.act.journey and part.fact is not MilestoneKind.BILL
    return bool(rests_on_it) and known.journey is None


def _leg(state: Journey | None, leg: str) -> int | None:
    if state is None or not leg:
        return None
    numbers = {one.act.leg: one.act.number for one in journey.legs(state)}
    return numbers.get(leg)


def _shown(found: Iterable[Finding]) -> tuple[CostFinding, ...]:
    """Return each code once, the worst first."""
    order = list(Severity)
    codes = {one.code: one.severity for one in found}
    rows = [CostFinding(code, severity) for code, severity in codes.items()]
    return tuple(sorted(rows, key=lambda row: (order.index(row.severity), row.code)))


def _case_of(booked: Transaction) -> str:
    costs_of = [one for one in booked.postings if one.account.kind is AccountKind.COST]
    return costs_of[0].account.of if costs_of else ""


def _cost(booked: Transaction) -> int:
    return sum(
        one.base_minor for one in booked.postings if one.account.kind is AccountKind.COST
    )
