"""Whether a payout may be paid: milestones met, nothing wrong on the way, two who signed.

What is a fact of the journey is read from the journey's own cell, never from what somebody
wrote about money.
"""

from collections.abc import Iterable, Iterator, Mapping

from waystation.casework import (
    agreement,
    alarm,
    checkin,
    commitment,
    costs,
    fund,
    handover,
    hold,
    ledger,
)
from waystation.casework.agreement import Agreement, Check, Facts, about
from waystation.casework.costs import Costs
from waystation.casework.entries import Act, HandoverConfirmed
from waystation.casework.entries.money import Milestone
from waystation.casework.finding import Finding, Severity
from waystation.casework.handover import Handovers
from waystation.casework.journey import Journey
from waystation.casework.money import Currency, MilestoneKind, PaidBy
from waystation.casework.noted import Noted
from waystation.casework.payout import Payout, PayoutState
from waystation.casework.standing import unanswered_duress
from waystation.casework.terms import How, Wellness
from waystation.encoding import spoken


def proof(
    state: Costs, made: Agreement, part: Milestone, journey: Journey | None
) -> tuple[str, ...] | None:
    """Return the records that prove a milestone; None where it is not met, or not seen."""
    if part.fact is MilestoneKind.BILL:
        found = commitment.bills(state.commitments, made.record.id, part.milestone)
        return tuple(one.record.id for one in found) or None
    if journey is None or journey.journey != made.act.journey:
        return None
    settled = journey.ended.settled.get(part.of)
    if settled is not None and settled.act.what is part.fact:
        return settled.act.proof or None
    if part.fact is MilestoneKind.HANDOVER:
        return both_sides(journey.handovers, part.of)
    watch = journey.watches.agreed.get(part.of)
    heard = None if watch is None else checkin.heard(journey.check_ins, watch.act)
    if heard is None or heard.act.wellness is not Wellness.WELL:
        return None
    return (heard.record.id,)


def both_sides(state: Handovers, register: str) -> tuple[str, ...] | None:
    """Return a confirmation of each side that names what the other was to say.

    A side's own signed letter does, or what two humans typed down: one human's word for
    both sides proves nothing.
    """
    planned = state.planned.get(register)
    if planned is None:
        return None
    to_hear = handover.words_to_hear(planned.act)
    said = [
        one
        for one in state.confirmed.get(register, ())
        if to_hear.get(one.act.by) and spoken(one.act.word) == spoken(to_hear[one.act.by])
    ]
    for gave in said:
        for took in said:
            sides = {gave.act.by, took.act.by}
            signed = _is_signed(gave) or _is_signed(took)
            humans = {gave.record.human, took.record.human} - {""}
            if len(sides) > 1 and (signed or len(humans) > 1):
                return gave.record.id, took.record.id
    return None


def _is_signed(said: Noted[HandoverConfirmed]) -> bool:
    return said.act.how is How.LETTER and said.act.quoted is not None


def _open(state: Costs, made: Agreement) -> Iterable[Payout]:
    return (one for one in costs.payouts_of(state, made.record.id) if one.open)


def _ahead_of_milestone(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    for one in _open(state, made):
        part = commitment.milestone(made.act, one.proposed.act.milestone)
        if part is not None and proof(state, made, part, facts.journey) is None:
            yield about("ahead_of_milestone", made, one.proposed)


def _under_duress(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find payouts while somebody's sign of life means duress and nobody has answered."""
    waiting = [*_open(state, made)]
    if not waiting or facts.journey is None:
        return
    if unanswered_duress(facts.journey):
        heard = checkin.under_duress(facts.journey.check_ins)
        for one in waiting:
            yield about("under_duress", made, one.proposed, *heard)


def _alarm_open(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    stands = () if facts.journey is None else alarm.all_open(facts.journey.alarms)
    raised = [noted for one in stands for noted in one.raised]
    for one in _open(state, made) if raised else ():
        yield about("alarm_open", made, one.proposed, *raised)


def _payee_held(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    waiting = [*_open(state, made)]
    if not waiting:
        return
    registers = {made.act.payee, *facts.kin.get(made.act.payee, ())}
    tags = hold.tags_of(registers, facts.around.tags)
    stands = hold.applying(tags, facts.around.holds)
    placed = [noted for one in stands for noted in one.placed]
    for one in waiting if placed else ():
        yield about("payee_held", made, one.proposed, *placed)


def _typed_not_signed(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find payouts for a handover that no two letters prove."""
    if facts.journey is None:
        return
    for one in _open(state, made):
        part = commitment.milestone(made.act, one.proposed.act.milestone)
        if part is None or part.fact is not MilestoneKind.HANDOVER:
            continue
        met = proof(state, made, part, facts.journey) is not None
        if met and not _is_proved(facts.journey, part.of):
            yield about("typed_not_signed", made, one.proposed, severity=Severity.WARN)


def _is_proved(state: Journey, register: str) -> bool:
    settled = state.ended.settled.get(register)
    if settled is not None:
        return settled.act.proved
    return handover.proved(state.handovers, register)


def _one_approver(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    for one in _open(state, made):
        if one.state is PayoutState.PROPOSED:
            yield about("one_approver", made, one.proposed, severity=Severity.WARN)


def _paid_without_two(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    for proposed in state.payouts.by_commitment.get(made.record.id, ()):
        stands = costs.standing(state, proposed.record.id)
        recorded = state.payouts.paid.get(proposed.record.id, ())
        for paid in recorded if stands is None else costs.unfounded(state, stands):
            yield about("paid_without_two", made, paid)


def _payee_approves(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    for one in costs.payouts_of(state, made.record.id):
        if one.payee_signed:
            signed = state.approvals.given.get(one.payout, ())
            by_payee = [given for given in signed if given.record.human in one.never]
            yield about("payee_approves", made, one.proposed, *by_payee)


def _over_milestone(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find a milestone that is paid, or to be paid, more than once."""
    for part in made.act.milestones:
        if costs.taken(state, made, part.milestone) > part.minor:
            payouts = [
                one.proposed
                for one in costs.payouts_of(state, made.record.id)
                if one.proposed.act.milestone == part.milestone
            ]
            yield about("paid_twice", made, *payouts)


def _paid_twice(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    yield from _over_milestone(state, made, facts)
    for one in costs.payouts_of(state, made.record.id):
        if one.again:
            yield about("paid_twice", made, one.proposed, *one.again)


def _fund_short(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find payouts that their fund, as far as it is booked, cannot bear."""
    waiting = list(_open(state, made))
    if not waiting:
        return
    left = ledger.balance(state, made.act.fund)
    for one in waiting:
        act = one.proposed.act
        found = ledger.quote(state.funds, act.amount, made.act.fund, act.rates)
        if found is None or found.from_fund_minor > left:
            yield about("fund_short", made, one.proposed)
        left -= 0 if found is None else found.from_fund_minor


def _cash_without_receipt(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    for one in costs.payouts_of(state, made.record.id):
        paid = one.paid
        if paid is None or paid.act.paid_by is not PaidBy.CASH or paid.act.proof:
            continue
        if not state.payouts.receipts.get(one.payout):
            yield about("cash_without_receipt", made, paid, severity=Severity.WARN)


def _rate_old(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find payouts at a rate that was read off too long before, or after."""
    for one in _open(state, made):
        for rate in one.proposed.act.rates:
            entered = state.funds.rates.get(rate)
            if entered is None:
                continue
            age = abs(one.proposed.record.at - entered.act.on)
            if age > facts.limits.rate:
                yield about("rate_old", made, entered, severity=Severity.WARN)


CHECKS: Mapping[str, Check] = {
    "costs.ahead_of_milestone": _ahead_of_milestone,
    "costs.under_duress": _under_duress,
    "costs.alarm_open": _alarm_open,
    "costs.payee_held": _payee_held,
    "costs.typed_not_signed": _typed_not_signed,
    "costs.one_approver": _one_approver,
    "costs.paid_without_two": _paid_without_two,
    "costs.payee_approves": _payee_approves,
    "costs.paid_twice": _paid_twice,
    "costs.fund_short": _fund_short,
    "costs.cash_without_receipt": _cash_without_receipt,
    "costs.rate_old": _rate_old,
}

_ALL = {**agreement.CHECKS, **CHECKS}


def against(
    state: Costs, made: Agreement, facts: Facts, payout: Noted[Act] | None = None
) -> tuple[Finding, ...]:
    """Say what speaks against an agreement, or against one payout of it, worst first.

    What is only about another payout of the same agreement is left out.
    """
    others = {
        one.payout
        for one in costs.payouts_of(state, made.record.id)
        if payout is not None and one.payout != payout.record.id
    }
    found = [
        finding
        for check in _ALL.values()
        for finding in check(state, made, facts)
        if not _only_of(finding, others, payout)
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda one: (order.index(one.severity), one.code)))


def _only_of(finding: Finding, others: set[str], payout: Noted[Act] | None) -> bool:
    about_others = others.intersection(finding.rests_on)
    mine = payout is not None and payout.record.id in finding.rests_on
    return bool(about_others) and not mine


def rates_for(state: Costs, currency: Currency, register: str) -> tuple[str, ...] | None:
    """Return the entries of the newest rates that a payout from a fund is booked at.

    None where one is missing.
    """
    source, base = fund.fund(state.funds, register), fund.base(state.funds)
    if source is None or base is None:
        return None
    foreign = sorted({currency, source.currency} - {base})
    found = [fund.newest_rate(state.funds, one) for one in foreign]
    known = [one.record.id for one in found if one is not None]
    return tuple(known) if len(known) == len(foreign) else None
