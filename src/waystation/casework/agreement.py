"""What forbids or questions an agreement with a payee: findings, each by its own check.

A desk refuses what blocks; the rules show the same checks beside the plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from msgspec import Struct, field

from waystation.casework import commitment, costs, fund
from waystation.casework.costs import Costs
from waystation.casework.demand import unanswered
from waystation.casework.entries import Act
from waystation.casework.entries.money import CommitmentMade
from waystation.casework.finding import Finding, Severity
from waystation.casework.helper import Kin
from waystation.casework.journey import Journey, places
from waystation.casework.money import (
    IfMoreIsAsked,
    MilestoneKind,
    Opinion,
    PayeeRole,
    Purpose,
    Screening,
)
from waystation.casework.noted import Noted
from waystation.casework.standing import Around

Agreement = Noted[CommitmentMade]
_ON_THE_WAY = frozenset({Purpose.TRANSPORT, Purpose.GUIDING})
_WORKED = _ON_THE_WAY | {Purpose.INTERPRETING}
_WORKS = frozenset({PayeeRole.HELPER, PayeeRole.HOST, PayeeRole.TRANSPORT})


class Limits(Struct, frozen=True):
    """How old what was looked up may be."""

    sanctions: timedelta = timedelta(days=30)
    rate: timedelta = timedelta(days=14)


class Facts(Struct, frozen=True):
    """What the money cell does not know; no journey where the desk is not in it."""

    around: Around
    journey: Journey | None = None
    kin: Kin = field(default_factory=dict)
    limits: Limits = Limits()

    @property
    def now(self) -> datetime:
        """Return the moment that is asked about."""
        return self.around.now


Check = Callable[[Costs, Agreement, Facts], Iterable[Finding]]


def about(
    code: str, made: Agreement, *rests_on: Noted[Act], severity: Severity = Severity.BLOCK
) -> Finding:
    """Return a finding that hangs on the leg of an agreement, else on its payee."""
    ids = dict.fromkeys((made.record.id, *(one.record.id for one in rests_on)))
    return Finding(f"costs.{code}", severity, made.act.leg or made.act.payee, tuple(ids))


def no_budget(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find a case for which no two humans have set what it may cost."""
    if commitment.budget(state.commitments, state.approvals, made.act.case) is None:
        yield about("no_budget", made)


def over_budget(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find a case that costs more than its budget, or that no rate lets be summed."""
    found = commitment.budget(state.commitments, state.approvals, made.act.case)
    if found is None:
        return
    allowed = fund.value(state.funds, found[0].act.amount)
    parts = [fund.value(state.funds, one) for one in costs.committed(state, made.act.case)]
    known = [one for one in parts if one is not None]
    if allowed is None or len(known) < len(parts) or sum(known) > allowed:
        yield about("over_budget", made, found[0])


def fund_restricted(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find what is paid from a fund whose giver did not give it for that."""
    source = fund.fund(state.funds, made.act.fund)
    if source is None or source.contested:
        yield about("fund_restricted", made)
    elif not source.allows(made.act.purpose, made.act.case):
        noted = state.funds.noted.get(made.act.fund, ())
        yield about("fund_restricted", made, *noted)


def no_sanctions_check(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find a payee who was not looked for in the lists lately, or not found clear."""
    checks = state.commitments.checks.sanctions.get(made.act.payee, ())
    oldest = facts.now - facts.limits.sanctions
    last = max(checks, key=lambda one: (one.act.on, one.order), default=None)
    if last is None:
        yield about("no_sanctions_check", made)
    elif last.act.found is not Screening.CLEAR or last.act.on < oldest:
        yield about("no_sanctions_check", made, last)


def sanctions_match(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find a payee who was found in a list, unless a later check says it was another."""
    checks = state.commitments.checks.sanctions.get(made.act.payee, ())
    for one in checks:
        cleared = any(
            later.act.found is Screening.CLEAR
            and later.saw(one)
            and later.record.human not in {"", one.record.human}
            for later in checks
        )
        if one.act.found is Screening.MATCH and not cleared:
            yield about("sanctions_match", made, one)


def no_legal_review(state: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find a case for which nobody who knows the law said that this may be done."""
    reviews = state.commitments.checks.reviews
    own = reviews.get(made.act.case, ()) or reviews.get("", ())
    last = max(own, key=lambda one: (one.act.on, one.order), default=None)
    if last is None:
        yield about("no_legal_review", made)
    elif last.act.opinion is Opinion.MAY_NOT or last.act.until < facts.now:
        yield about("no_legal_review", made, last)


def no_answer_agreed(_: Costs, made: Agreement, __: Facts) -> Iterator[Finding]:
    """Find an agreement that does not say what is answered if more is asked."""
    if made.act.if_more_is_asked is IfMoreIsAsked.NOT_AGREED:
        yield about("no_answer_agreed", made, severity=Severity.WARN)


def bill_for_work(state: Costs, made: Agreement, _: Facts) -> Iterator[Finding]:
    """Find work on the way that is paid against a bill instead of a fact of the journey."""
    noted = state.commitments.payees.get(made.act.payee, ())
    works = made.act.purpose in _WORKED or any(one.act.role in _WORKS for one in noted)
    billed = any(one.fact is MilestoneKind.BILL for one in made.act.milestones)
    if works and billed:
        yield about("bill_for_work", made, *noted)


def all_up_front(_: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find work on the way of which nothing is paid for where it ends."""
    if facts.journey is None or made.act.purpose not in _ON_THE_WAY:
        return
    planned = facts.journey.handovers.planned
    meetings = [planned.get(one.of) for one in made.act.milestones]
    begins = [one is not None and one.act.takes == made.act.payee for one in meetings]
    if all(begins):
        yield about("all_up_front", made, severity=Severity.WARN)


def demand_outside(_: Costs, made: Agreement, facts: Facts) -> Iterator[Finding]:
    """Find what a payee asked for outside the agreement, while nobody has answered."""
    if facts.journey is None:
        return
    with_them = {made.act.payee, *facts.kin.get(made.act.payee, ())}
    for noted in unanswered(facts.journey.demands, places(facts.journey)):
        if noted.act.helper in with_them:
            yield about("demand_outside_agreement", made, noted)


CHECKS: Mapping[str, Check] = {
    "costs.no_budget": no_budget,
    "costs.over_budget": over_budget,
    "costs.fund_restricted": fund_restricted,
    "costs.no_sanctions_check": no_sanctions_check,
    "costs.sanctions_match": sanctions_match,
    "costs.no_legal_review": no_legal_review,
    "costs.no_answer_agreed": no_answer_agreed,
    "costs.bill_for_work": bill_for_work,
    "costs.all_up_front": all_up_front,
    "costs.demand_outside_agreement": demand_outside,
}
