"""What `waystation money` notes beforehand: funds, rates, checks, agreements."""

import argparse
from pathlib import Path

from waystation.casework import fund as funds
from waystation.casework.entries.money import (
    BillRecorded,
    BudgetSet,
    CommitmentMade,
    FundNoted,
    Milestone,
    PayeeNoted,
    RateEntered,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Opinion,
    PayeeRole,
    Purpose,
    Screening,
)
from waystation.cli.money_words import (
    doing,
    fund_of,
    hash_of,
    minor,
    moment_of,
    money_of,
    payee_of,
    recorded,
)
from waystation.cli.naming import case_of, human_of, journey_of, leg_of
from waystation.desk import costs, fund
from waystation.desk.desk import Desk
from waystation.errors import FormatError, NotFoundError

_FACTS = {
    "handover": MilestoneKind.HANDOVER,
    "check_in": MilestoneKind.CHECK_IN,
    "bill": MilestoneKind.BILL,
}


def add(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    """Register these acts and return their parsers."""
    return [*_add_funds(acts), *_add_checks(acts), *_add_agreements(acts)]


def _add_funds(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    one = acts.add_parser("fund", help="note a fund, and what its giver named it for")
    one.add_argument("--label", required=True, help="as you call it; no name of a giver")
    one.add_argument("--currency", required=True, choices=[*Currency])
    one.set_defaults(run=doing(_fund))
    less = acts.add_parser("narrow", help="a fund is for less than was noted, for good")
    less.add_argument("fund", metavar="FUND")
    less.set_defaults(run=doing(_narrow))
    for act in (one, less):
        _add_terms(act)
    receive = acts.add_parser("receive", help="money came into a fund")
    receive.add_argument("fund", metavar="FUND")
    receive.add_argument("amount", metavar="AMOUNT", help='for example "5000000 KRW"')
    receive.add_argument("--on", metavar="DAY", help="when; now, if not said")
    receive.add_argument("--receipt", type=Path, metavar="FILE", help="its hash is kept")
    receive.set_defaults(run=doing(_receive))
    rate = acts.add_parser("rate", help="enter a rate with its source")
    rate.add_argument("currency", choices=[*Currency])
    rate.add_argument("base_for_one", metavar="NUMBER", help="units of the base for one")
    rate.add_argument("--source", required=True, help="where you read it")
    rate.add_argument("--on", metavar="DAY", help="of which day; now, if not said")
    rate.set_defaults(run=doing(_rate))
    return [one, less, receive, rate]


def _add_terms(act: argparse.ArgumentParser) -> None:
    act.add_argument(
        "--only-for",
        action="append",
        default=[],
        choices=[*Purpose],
        help="a purpose it was given for (more may be given)",
    )
    act.add_argument(
        "--only-case",
        action="append",
        default=[],
        metavar="CASE",
        help="a case it was given for (more may be given)",
    )


def _add_checks(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    payee = acts.add_parser("payee", help="note who is paid, and who of you is behind it")
    payee.add_argument("payee", nargs="?", metavar="PAYEE", help="a helper, house or payee")
    payee.add_argument("--role", required=True, choices=[*PayeeRole])
    payee.add_argument("--label", default="", help="what a new payee is called")
    payee.add_argument(
        "--human",
        action="append",
        default=[],
        metavar="NAME",
        help="somebody of yours who is the payee or gains from it: they never sign",
    )
    payee.set_defaults(run=doing(_payee))
    check = acts.add_parser("check", help="record that a payee was looked for in lists")
    check.add_argument("payee", metavar="PAYEE")
    check.add_argument("--lists", required=True, help="which sanctions lists")
    check.add_argument("--found", required=True, choices=[*Screening])
    check.add_argument("--on", metavar="DAY", help="when; now, if not said")
    check.set_defaults(run=doing(_check))
    review = acts.add_parser(
        "review", help="record a legal review, and until when it is good"
    )
    review.add_argument("--case", metavar="CASE", help="of one case; of all, if not said")
    review.add_argument("--places", required=True, help="the places it is about")
    review.add_argument("--opinion", required=True, choices=[*Opinion])
    review.add_argument("--until", required=True, metavar="DAY")
    review.add_argument("--on", metavar="DAY", help="when; now, if not said")
    review.set_defaults(run=doing(_review))
    return [payee, check, review]


def _add_agreements(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    budget = acts.add_parser("budget", help="set what a case may cost, and sign it")
    budget.add_argument("case", metavar="CASE")
    budget.add_argument("amount", metavar="AMOUNT", help='for example "1000000 KRW"')
    budget.set_defaults(run=doing(_budget))
    commit = acts.add_parser(
        "commit", help="agree with a payee: so much for each milestone"
    )
    commit.add_argument("case", metavar="CASE")
    commit.add_argument("payee", metavar="PAYEE")
    commit.add_argument("--purpose", required=True, choices=[*Purpose])
    commit.add_argument("--fund", required=True, metavar="FUND")
    commit.add_argument("--currency", choices=[*Currency], help="the fund's, if not said")
    commit.add_argument("--journey", metavar="JOURNEY")
    commit.add_argument("--leg", type=int, metavar="NUMBER", help="of that journey")
    for name, help_text in (
        ("handover", "so much when both sides named each other's words"),
        ("check-in", "so much when a sign of life came, free of duress"),
        ("bill", "so much when a shop's or institution's bill came"),
    ):
        commit.add_argument(
            f"--{name}", action="append", default=[], metavar="ID=AMOUNT", help=help_text
        )
    commit.add_argument(
        "--if-more",
        choices=[*IfMoreIsAsked],
        default=IfMoreIsAsked.NOT_AGREED,
        help="what is answered if more is asked, agreed now",
    )
    commit.set_defaults(run=doing(_commit))
    bill = acts.add_parser("bill", help="record that a bill came, by its hash")
    bill.add_argument("agreement", metavar="AGREEMENT")
    bill.add_argument("milestone", metavar="MILESTONE")
    bill.add_argument("file", type=Path, metavar="FILE")
    bill.set_defaults(run=doing(_bill))
    end = acts.add_parser("end", help="pay nothing more on an agreement")
    end.add_argument("agreement", metavar="AGREEMENT")
    end.add_argument("--reason", required=True)
    end.set_defaults(run=doing(_end))
    return [budget, commit, bill, end]


def _fund(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    register = desk.random_id()
    noted = FundNoted(
        fund=register,
        label=chosen.label,
        currency=Currency(chosen.currency),
        purposes=tuple(Purpose(one) for one in chosen.only_for),
        cases=tuple(case_of(desk, one) for one in chosen.only_case),
    )
    costs.note(desk, noted)
    return {"fund": register}


def _narrow(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    register = fund_of(desk, chosen.fund, "FUND")
    purposes = (Purpose(one) for one in chosen.only_for)
    cases = (case_of(desk, one) for one in chosen.only_case)
    fund.narrow(desk, register, purposes, cases)
    left = funds.fund(costs.read(desk).funds, register)
    return {"fund": register, "only_for": sorted(left.purposes) if left else []}


def _receive(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    came = fund.receive(
        desk,
        fund_of(desk, chosen.fund, "FUND"),
        money_of(chosen.amount),
        moment_of(desk, chosen.on, "--on"),
        hash_of(chosen.receipt),
    )
    return recorded(came)


def _rate(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    entered = RateEntered(
        currency=Currency(chosen.currency),
        base_for_one=chosen.base_for_one,
        source=chosen.source,
        on=moment_of(desk, chosen.on, "--on"),
    )
    return recorded(costs.note(desk, entered))


def _payee(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    known = payee_of(desk, chosen.payee) if chosen.payee else desk.random_id()
    noted = PayeeNoted(
        payee=known,
        role=PayeeRole(chosen.role),
        label=chosen.label,
        humans=tuple(human_of(desk, one, "--human") for one in chosen.human),
    )
    costs.note(desk, noted)
    return {"payee": known}


def _check(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    checked = SanctionsChecked(
        payee=payee_of(desk, chosen.payee),
        lists=chosen.lists,
        on=moment_of(desk, chosen.on, "--on"),
        found=Screening(chosen.found),
    )
    return recorded(costs.note(desk, checked))


def _review(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    reviewed = ReviewRecorded(
        case=case_of(desk, chosen.case) if chosen.case else "",
        places=chosen.places,
        opinion=Opinion(chosen.opinion),
        on=moment_of(desk, chosen.on, "--on"),
        until=moment_of(desk, chosen.until, "--until"),
    )
    return recorded(costs.note(desk, reviewed))


def _budget(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    act = BudgetSet(case=case_of(desk, chosen.case), amount=money_of(chosen.amount))
    return {"budget": costs.set_budget(desk, act)}


def _commit(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    register = fund_of(desk, chosen.fund, "--fund")
    source = funds.fund(costs.read(desk).funds, register)
    if source is None:
        raise NotFoundError("fund.unknown", "no such fund is known here", where="--fund")
    currency = Currency(chosen.currency or source.currency)
    journey_id = journey_of(desk, chosen.journey) if chosen.journey else ""
    of_a_leg = chosen.leg is not None
    if of_a_leg and not journey_id:
        raise FormatError("money.leg", "a leg is of a journey: name it", where="--journey")
    act = CommitmentMade(
        case=case_of(desk, chosen.case),
        payee=payee_of(desk, chosen.payee),
        purpose=Purpose(chosen.purpose),
        fund=register,
        currency=currency,
        milestones=_milestones(chosen, currency),
        journey=journey_id,
        leg=leg_of(desk, journey_id, chosen.leg) if of_a_leg else "",
        if_more_is_asked=IfMoreIsAsked(chosen.if_more),
    )
    milestones: list[object] = [one.milestone for one in act.milestones]
    return {"agreement": costs.commit(desk, act), "milestones": milestones}


def _milestones(chosen: argparse.Namespace, currency: Currency) -> tuple[Milestone, ...]:
    """Return what was typed as ID=AMOUNT; a milestone is called by number.

    Raises:
        FormatError: nothing was, or not so.
    """
    found: list[Milestone] = []
    for option, fact in _FACTS.items():
        for said in getattr(chosen, option):
            of, _, number = said.rpartition("=")
            where = f"--{option.replace('_', '-')}"
            if not of:
                raise FormatError("money.milestone", "not ID=AMOUNT", where=where)
            part = Milestone(
                milestone=str(len(found) + 1),
                fact=fact,
                minor=minor(number, currency, where),
                of="" if fact is MilestoneKind.BILL else of,
            )
            found.append(part)
    if not found:
        raise FormatError("money.milestone", "nothing is paid without a milestone")
    return tuple(found)


def _bill(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    costs.agreement(desk, chosen.agreement)
    act = BillRecorded(
        commitment=chosen.agreement,
        milestone=chosen.milestone,
        on=desk.now(),
        proof=hash_of(chosen.file),
    )
    return recorded(costs.note(desk, act))


def _end(desk: Desk, chosen: argparse.Namespace) -> dict[str, object]:
    costs.end(desk, chosen.agreement, chosen.reason)
    return {"ended": chosen.agreement}
