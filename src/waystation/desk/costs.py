"""Costs of protection: what is agreed with payees, and what two humans pay.

Nothing is paid before its milestone is a fact in the journey's own cell: who signs reads it
there, so that whoever is not in a journey signs for nothing that rests on it.
"""

from datetime import datetime, timedelta

from waystation.casework import commitment, costs, ledger, payable
from waystation.casework.agreement import Agreement, Facts, Limits
from waystation.casework.costs import Costs
from waystation.casework.entries import Act, ApprovalGiven, ApprovalRefused
from waystation.casework.entries.money import (
    BudgetSet,
    CommitmentEnded,
    CommitmentMade,
    DemandAnswered,
    PayeeNoted,
    PayoutPaid,
    PayoutProposed,
    PayoutRefunded,
)
from waystation.casework.finding import Finding, Severity
from waystation.casework.journey import Journey
from waystation.casework.money import Money
from waystation.casework.payout import Payout, PayoutState
from waystation.casework.standing import Around
from waystation.casework.terms import Role
from waystation.desk import board, helper, journey
from waystation.desk.desk import Desk
from waystation.desk.money_cell import MONEY, room
from waystation.desk.payee import behind, check_payee
from waystation.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RuleError,
)
from waystation.foresight.thresholds import shipped

WORKS = (Role.COORDINATOR, Role.CASEWORKER, Role.KEEPER, Role.TRUSTEE)
AGREES = (Role.COORDINATOR, Role.CASEWORKER)
NOT_AT_ONCE = frozenset(
    {
        "costs.no_budget",
        "costs.over_budget",
        "costs.fund_restricted",
        "costs.sanctions_match",
        "costs.bill_for_work",
    }
)
"""What an agreement must not have from its beginning; the rest may be mended after."""
_OWN_WAYS = (
    BudgetSet,
    CommitmentMade,
    CommitmentEnded,
    PayoutProposed,
    PayoutPaid,
    PayoutRefunded,
    DemandAnswered,
)


def read(desk: Desk) -> Costs:
    """Return everything that the money cell says.

    Raises:
        NotFoundError: there is none here.
    """
    return desk.read(room(desk), costs.fold, Costs())


def limits() -> Limits:
    """Return how old what was looked up may be."""
    numbers = shipped().costs
    return Limits(
        timedelta(days=numbers.sanctions_check_days), timedelta(days=numbers.rate_days)
    )


def facts(desk: Desk, made: CommitmentMade) -> Facts:
    """Return what this desk knows of an agreement that the money cell does not."""
    kin = helper.kin(desk)
    state = journey_of(desk, made.journey)
    with_payee = {made.payee, *kin.get(made.payee, ())}
    around = Around(now=desk.now()) if state is None else journey.around(desk, state)
    tags = dict(around.tags) | dict(board.tags_of(desk, with_payee))
    holds = board.read(desk).holds
    return Facts(Around(desk.now(), holds, tags, around.blind), state, kin, limits())


def journey_of(desk: Desk, journey_id: str) -> Journey | None:
    """Return a journey; None where there is none or this desk is not in it."""
    for opened in desk.cells_of("journey") if journey_id else ():
        if opened.register == journey_id:
            return journey.read(desk, opened)
    return None


def note(desk: Desk, act: Act) -> str:
    """Write what a fund, payee, check, review, bill or answer says; return its entry.

    Raises:
        NotPermittedError: the act has a way of its own, or the role is another.
    """
    with desk.acting():
        desk.require(*WORKS)
        if isinstance(act, _OWN_WAYS) or not _is_of_money(act):
            raise NotPermittedError("money.act", "this act has its own way")
        return _append(desk, act)


def _append(desk: Desk, act: Act) -> str:
    return desk.append(room(desk), act)


def _is_of_money(act: Act) -> bool:
    return type(act).__module__ == PayeeNoted.__module__


def set_budget(desk: Desk, act: BudgetSet) -> str:
    """Set what a case may cost, and sign it; it counts once another has signed too."""
    with desk.acting():
        desk.require(*WORKS)
        budget = _append(desk, act)
        _append(desk, ApprovalGiven(act=budget))
        return budget


def commit(desk: Desk, act: CommitmentMade) -> str:
    """Agree with a payee; return the entry by which the agreement is known.

    Raises:
        NotPermittedError: the payee is none, or the role is another.
        RuleError: what is agreed is over the budget, against a fund's terms, or not a
            milestone of this journey.
    """
    with desk.acting():
        desk.require(*AGREES)
        check_payee(desk, act)
        made = _append(desk, behind(desk, act))
        found = _found(desk, made)
        wrong = [one for one in found if one.code in NOT_AT_ONCE]
        if wrong:
            raise RuleError(wrong[0].code, "an agreement like this is not made")
        return made


def end(desk: Desk, made: str, reason: str) -> None:
    """Pay nothing more on an agreement."""
    with desk.acting():
        desk.require(*WORKS)
        agreement(desk, made)
        act = CommitmentEnded(commitment=made, reason=reason)
        _append(desk, act)


def propose(desk: Desk, made: str, milestone: str, minor: int = 0) -> str:
    """Propose to pay a milestone, all of it or `minor`, and sign it; return its entry.

    Who is behind the payee proposes without a signature.

    Raises:
        NotFoundError: no such agreement or milestone, or a rate or the journey is missing.
        RuleError: something forbids it; the code is the finding's.
    """
    with desk.acting():
        desk.require(*WORKS)
        state, noted = read(desk), agreement(desk, made)
        part = commitment.milestone(noted.act, milestone)
        if part is None:
            raise NotFoundError("milestone.unknown", "the agreement has no such milestone")
        rates = payable.rates_for(state, noted.act.currency, noted.act.fund)
        amount = Money(minor or part.minor, noted.act.currency)
        if (
            rates is None
            or ledger.quote(state.funds, amount, noted.act.fund, rates) is None
        ):
            raise NotFoundError("rate.missing", "a rate must be entered first")
        if commitment.is_over(state.commitments, made):
            raise ConflictError("commitment.ended", "nothing more is paid on it")
        act = PayoutProposed(
            commitment=made,
            milestone=milestone,
            amount=amount,
            rates=rates,
            rests_on=payable.proof(state, noted, part, _seen(desk, noted)) or (),
        )
        payout = _append(desk, act)
        _refuse_what_blocks(desk, payout)
        if desk.human not in payout_of(desk, payout).never:
            _append(desk, ApprovalGiven(act=payout))
        return payout


def approve(desk: Desk, register: str, reason: str = "") -> None:
    """Sign a payout or a budget, as one of two.

    Raises:
        NotFoundError: neither is known here by this id, or the desk is not in the journey.
        NotPermittedError: this desk's human is behind the payee.
        RuleError: something forbids it; the code is the finding's.
    """
    with desk.acting():
        desk.require(*WORKS)
        if register not in _budgets(read(desk)):
            payout = payout_of(desk, register)
            if desk.human in payout.never:
                raise NotPermittedError("payout.payee", "the payee never signs")
            if not payout.open or _is_over(desk, payout):
                raise ConflictError("payout.over", "it is paid, refused, or ended")
            _seen(desk, payout.made)
            _refuse_what_blocks(desk, register)
        _append(desk, ApprovalGiven(act=register, reason=reason))


def refuse(desk: Desk, register: str, reason: str) -> None:
    """Say that a payout or budget is not to be; it beats a signature that had not seen it.

    Raises:
        NotFoundError: neither is known here by this id.
        ConflictError: it is paid.
    """
    with desk.acting():
        desk.require(*WORKS)
        is_budget = register in _budgets(read(desk))
        if not is_budget and payout_of(desk, register).state is PayoutState.PAID:
            raise ConflictError("payout.over", "it is paid")
        _append(desk, ApprovalRefused(act=register, reason=reason))


def pay(desk: Desk, paid: PayoutPaid) -> None:
    """Record that the money went, once two have signed and nothing forbids it.

    Raises:
        NotPermittedError: two have not signed, or this desk's human is behind the payee.
        RuleError: something forbids it; the code is the finding's.
    """
    with desk.acting():
        desk.require(*WORKS)
        payout = payout_of(desk, paid.payout)
        if desk.human in payout.never:
            raise NotPermittedError("payout.payee", "the payee never records a payment")
        if _is_over(desk, payout):
            raise ConflictError("payout.over", "the agreement was ended")
        if payout.state is not PayoutState.APPROVED:
            raise NotPermittedError("payout.two", "two have not signed, or it is over")
        _seen(desk, payout.made)
        _refuse_what_blocks(desk, paid.payout)
        _append(desk, paid)


def refund(desk: Desk, back: PayoutRefunded) -> None:
    """Record what a payee gave back.

    Raises:
        ConflictError: nothing was paid, or less.
    """
    with desk.acting():
        desk.require(*WORKS)
        payout = payout_of(desk, back.payout)
        before = sum(one.act.minor for one in costs.refunds(read(desk), payout))
        most = payout.proposed.act.amount.minor - before
        if payout.state is not PayoutState.PAID or back.minor > most:
            raise ConflictError("refund.more", "more than was paid comes back")
        _append(desk, back)


def answer(desk: Desk, act: DemandAnswered) -> None:
    """Record what was answered to a demand.

    Raises:
        NotFoundError: this desk knows of no such demand.
        RuleError: it is not what was agreed beforehand, and no reason is given.
    """
    with desk.acting():
        desk.require(*WORKS)
        state = journey_of(desk, act.journey)
        if state is None or act.demand not in state.demands.recorded:
            raise NotFoundError("demand.unknown", "no such demand is known here")
        agreed = agreement(desk, act.commitment).act if act.commitment else None
        differs = agreed is not None and agreed.if_more_is_asked is not act.answer
        if differs and not act.differs.strip():
            raise RuleError("demand.differs", "say why it is not what was agreed")
        journey.record(desk, act.journey, act)


def agreement(desk: Desk, made: str) -> Agreement:
    """Return an agreement.

    Raises:
        NotFoundError: there is none.
    """
    found = read(desk).commitments.made.get(made)
    if found is None:
        raise NotFoundError("commitment.unknown", "no such agreement is known here")
    return found


def payout_of(desk: Desk, register: str) -> Payout:
    """Return a payout.

    Raises:
        NotFoundError: there is none that its agreement allows.
    """
    found = costs.standing(read(desk), register)
    if found is None:
        raise NotFoundError("payout.unknown", "no such payout is known here")
    return found


def findings(desk: Desk, made: str, payout: str = "") -> tuple[Finding, ...]:
    """Say what speaks against an agreement, or one payout of it, worst first."""
    with desk.lock:
        return _found(desk, made, payout)


def _found(desk: Desk, made: str, payout: str = "") -> tuple[Finding, ...]:
    state, noted = read(desk), agreement(desk, made)
    proposed = state.payouts.proposed.get(payout)
    return payable.against(state, noted, facts(desk, noted.act), proposed)


def _refuse_what_blocks(desk: Desk, register: str) -> None:
    payout = payout_of(desk, register)
    for finding in _found(desk, payout.made.record.id, register):
        if finding.severity is Severity.BLOCK:
            raise RuleError(finding.code, "something forbids this payout")


def _seen(desk: Desk, made: Agreement) -> Journey | None:
    """Return the journey that an agreement is for, and whose holds this desk sees.

    Raises:
        NotFoundError: this desk is not in it.
        NotPermittedError: this desk's human is not on the board.
    """
    board.room(desk)
    if not made.act.journey:
        return None
    return journey.read(desk, journey.journey_cell(desk, made.act.journey))


def _is_over(desk: Desk, payout: Payout) -> bool:
    return commitment.is_over(read(desk).commitments, payout.made.record.id)


def to_sign(desk: Desk) -> tuple[datetime, ...]:
    """Return since when each payout and budget waits that this desk's human may sign."""
    if not desk.cells_of(MONEY) or not board.sees(desk):
        return ()
    state = read(desk)
    journeys = {"", *(opened.register for opened in desk.cells_of("journey"))}
    waiting = [
        one.proposed.record.at
        for one in costs.all_payouts(state)
        if one.state is PayoutState.PROPOSED
        and one.made.act.journey in journeys
        and desk.human not in one.approved_by | one.never
        and not _is_over(desk, one)
    ]
    for group in state.commitments.budgets.values():
        last = group[-1]
        given = state.approvals.given.get(last.record.id, ())
        signed = {one.record.human for one in given}
        if len(signed) < commitment.TO_APPROVE and desk.human not in signed:
            waiting.append(last.record.at)
    return tuple(waiting)


def _budgets(state: Costs) -> frozenset[str]:
    every = (one for group in state.commitments.budgets.values() for one in group)
    return frozenset(one.record.id for one in every)
