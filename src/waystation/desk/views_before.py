"""What is settled before anything is paid, as a page shows it, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from waystation.casework import commitment, fund, ledger, roster
from waystation.casework.costs import Costs
from waystation.casework.entries.money import ReviewRecorded, SanctionsChecked
from waystation.casework.money import Currency, Opinion, PayeeRole, Screening
from waystation.casework.noted import Noted
from waystation.casework.terms import Role
from waystation.cell.charter import humans_of, majority
from waystation.desk import case, helper, money_cell
from waystation.desk import costs as acts
from waystation.desk.charters import HOUSE
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_costs import Amount, FundRow
from waystation.desk.views_names import Names
from waystation.desk.views_plan import Choice
from waystation.desk.views_signing import SigningRow, signing_row

Step = Literal["found", "fund", "rate", "receive", "budget", "check", "review", "agree"]
CheckState = Literal["none", "clear", "unclear", "match", "old"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """Something that comes before the first agreement; the first not done is the next."""

    step: Step
    done: bool
    next: bool = False


@dataclass(frozen=True, slots=True)
class FoundingView:
    """Who keeps money, while that is being settled.

    `there` where a ledger has enough signatures, whether or not this desk is in it.
    """

    there: bool = False
    may_found: bool = False
    members: tuple[Choice, ...] = ()
    signing: tuple[SigningRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate as it was entered: so much of the base for one."""

    currency: Currency
    base_for_one: str
    source: str
    on: datetime
    old: bool = False

    @property
    def text(self) -> str:
        """Return the number with its thousands apart."""
        whole, point, places = self.base_for_one.partition(".")
        return f"{int(whole):,}{point}{places}"


@dataclass(frozen=True, slots=True)
class PayeeRow:
    """Somebody who is paid; `behind` are humans of the organisation who never sign."""

    id: str
    name: str
    role: PayeeRole | None = None
    behind: tuple[str, ...] = ()
    check: CheckState = "none"
    lists: str = ""
    checked: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """What somebody who knows the law said; of all cases where none is named."""

    places: str
    opinion: Opinion
    on: datetime
    until: datetime
    case: str = ""
    all_cases: bool = False
    over: bool = False


@dataclass(frozen=True, slots=True)
class BeforeChoices:
    """What the forms can name."""

    cases: tuple[Choice, ...] = ()
    payees: tuple[Choice, ...] = ()
    staff: tuple[Choice, ...] = ()
    outside: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class BeforeView:
    """The page; `here` is False where nobody keeps money, or not for this desk."""

    desk: DeskState
    here: bool = False
    base: Currency | None = None
    members: tuple[str, ...] = ()
    steps: tuple[StepRow, ...] = ()
    funds: tuple[FundRow, ...] = ()
    rates: tuple[RateRow, ...] = ()
    payees: tuple[PayeeRow, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    choices: BeforeChoices = BeforeChoices()
    may_note: bool = False
    may_agree: bool = False
    may_admit: bool = False


def founding_view(desk: Desk) -> FoundingView:
    """Return who keeps money, or is to."""
    with desk.lock:
        names = Names(desk)
        proposed = list(money_cell.proposed(desk))
        there = bool(desk.cells_of(money_cell.MONEY)) or any(
            len(humans_of(charter.signing_keys(kept_by.members), kept_by.members))
            >= majority(len(kept_by.keepers))
            for charter, kept_by in proposed
            if charter.charter.n == 0
        )
        rows = [signing_row(desk, names, one) for one in proposed]
        keeps = (Role.COORDINATOR, Role.KEEPER)
        return FoundingView(
            there=there,
            may_found=desk.has_role(*keeps)
            and not (there or money_cell.has_proposed(desk)),
            members=_staff(desk, names, {*keeps, Role.TRUSTEE}),
            signing=tuple(row for row in rows if row.needed),
        )


def _staff(desk: Desk, names: Names, but: set[Role]) -> tuple[Choice, ...]:
    """Return the humans of the organisation who have none of some roles."""
    everyone = roster.humans(desk.roster())
    left = [one.human for one in everyone if not but.intersection(one.roles)]
    return choices(left, names)


def choices(registers: list[str], names: Names) -> tuple[Choice, ...]:
    """Return what can be chosen, by name."""
    found = [Choice(one, names.one(one)) for one in dict.fromkeys(registers)]
    return tuple(sorted(found, key=lambda choice: (choice.name, choice.id)))


def cases_of(desk: Desk) -> tuple[Choice, ...]:
    """Return the cases that this desk is in, by label."""
    found = []
    for core in desk.cells_of("core"):
        opened = case.read(desk, core.register).opened.get(core.register)
        if opened is not None:
            found.append(Choice(core.register, opened.act.label))
    return tuple(sorted(found, key=lambda choice: (choice.name, choice.id)))


def payees_of(desk: Desk, held: Costs) -> tuple[Choice, ...]:
    """Return who could be paid: helpers, houses, and who was noted for it."""
    names = Names(desk)
    noted = held.commitments.payees
    known = {one: noted[one][-1].act.label for one in noted}
    registers = [*helper.all_noted(desk), *(one.register for one in desk.cells_of(HOUSE))]
    known |= {one: names.one(one) for one in registers}
    found = [Choice(one, name) for one, name in known.items() if name]
    return tuple(sorted(found, key=lambda choice: (choice.name, choice.id)))


def steps(desk: Desk) -> tuple[StepRow, ...]:
    """Return what comes before the first agreement, in the order in which it must be."""
    with desk.lock:
        here = money_cell.open_room(desk) is not None
        held = acts.read(desk) if here else Costs()
        done = list(_done(desk, held, here=here))
        first = next((step for step, is_done in done if not is_done), None)
        return tuple(StepRow(step, is_done, step == first) for step, is_done in done)


def _done(desk: Desk, held: Costs, *, here: bool) -> Iterator[tuple[Step, bool]]:
    base, made = fund.base(held.funds), held.commitments
    funds = fund.all_funds(held.funds)
    foreign = {one.currency for one in funds} - {base}
    yield "found", here
    yield "fund", bool(funds)
    if foreign:
        yield "rate", all(fund.newest_rate(held.funds, one) for one in foreign)
    yield "receive", bool(held.funds.received)
    yield (
        "budget",
        any(commitment.budget(made, held.approvals, one) for one in made.budgets),
    )
    checked = (_state_of(desk, last_check(one)) for one in made.checks.sanctions.values())
    yield "check", "clear" in checked
    reviews = (one for group in made.checks.reviews.values() for one in group)
    yield "review", any(not _is_over(desk, one) for one in reviews)
    yield "agree", bool(made.made)


def before_view(desk: Desk, state: DeskState) -> BeforeView:
    """Return the page."""
    with desk.lock:
        opened = money_cell.open_room(desk)
        if opened is None:
            return BeforeView(state)
        held, names = acts.read(desk), Names(desk)
        humans = dict.fromkeys(one.human for one in opened.log.members)
        others = [
            one.human for one in roster.humans(desk.roster()) if one.human not in humans
        ]
        everyone = [one.human for one in roster.humans(desk.roster())]
        return BeforeView(
            desk=state,
            here=True,
            base=fund.base(held.funds),
            members=names.many(humans),
            steps=steps(desk),
            funds=fund_rows(held, dict(_labels(desk))),
            rates=tuple(_rates(desk, held)),
            payees=tuple(_payees(desk, held, names)),
            reviews=tuple(_reviews(desk, held)),
            choices=BeforeChoices(
                cases_of(desk),
                payees_of(desk, held),
                choices(everyone, names),
                choices(others, names),
            ),
            may_note=desk.has_role(*acts.WORKS),
            may_agree=desk.has_role(*acts.AGREES),
            may_admit=desk.human in opened.log.charter.keepers,
        )


def _labels(desk: Desk) -> Iterator[tuple[str, str]]:
    return ((one.id, one.name) for one in cases_of(desk))


def fund_rows(held: Costs, labels: dict[str, str]) -> tuple[FundRow, ...]:
    """Return every fund, with what it holds; a case without a name here has none."""
    return tuple(
        FundRow(
            id=one.fund,
            label=one.label,
            holds=Amount(ledger.balance(held, one.fund), one.currency),
            purposes=tuple(sorted(one.purposes)),
            cases=tuple(labels.get(case_id, "") for case_id in sorted(one.cases)),
            restricted=one.restricted,
            contested=one.contested,
        )
        for one in fund.all_funds(held.funds)
    )


def _rates(desk: Desk, held: Costs) -> Iterator[RateRow]:
    """Give the newest rate of each currency."""
    lasts = acts.limits().rate
    for currency in Currency:
        newest = fund.newest_rate(held.funds, currency)
        if newest is not None:
            act = newest.act
            old = desk.now() - act.on > lasts
            yield RateRow(currency, act.base_for_one, act.source, act.on, old)


def last_check(checks: tuple[Noted[SanctionsChecked], ...]) -> Noted[SanctionsChecked]:
    """Return the check of the latest day; of one day, the last that was noted."""
    return max(checks, key=lambda one: (one.act.on, one.order))


def _state_of(desk: Desk, last: Noted[SanctionsChecked]) -> CheckState:
    if last.act.found is not Screening.CLEAR:
        return "match" if last.act.found is Screening.MATCH else "unclear"
    too_old = desk.now() - last.act.on > acts.limits().sanctions
    return "old" if too_old else "clear"


def _payees(desk: Desk, held: Costs, names: Names) -> Iterator[PayeeRow]:
    """Give who was noted, checked or agreed with, by name."""
    made = held.commitments
    agreed = {one.act.payee for one in made.made.values()}
    found = []
    for payee in {*made.payees, *made.checks.sanctions, *agreed}:
        noted = made.payees.get(payee, ())
        behind = {human for one in noted for human in one.act.humans}
        row = PayeeRow(
            id=payee,
            name=names.one(payee) or (noted[-1].act.label if noted else ""),
            role=noted[-1].act.role if noted else None,
            behind=names.many(sorted(behind)),
        )
        checks = made.checks.sanctions.get(payee, ())
        if checks:
            last = last_check(checks)
            state = _state_of(desk, last)
            row = replace(row, check=state, lists=last.act.lists, checked=last.act.on)
        found.append(row)
    yield from sorted(found, key=lambda row: (row.name.casefold(), row.id))


def _is_over(desk: Desk, review: Noted[ReviewRecorded]) -> bool:
    return review.act.opinion is Opinion.MAY_NOT or review.act.until < desk.now()


def _reviews(desk: Desk, held: Costs) -> Iterator[ReviewRow]:
    """Give the last review of each case and the last of all; of no case unseen here."""
    labels = dict(_labels(desk))
    for case_id, group in held.commitments.checks.reviews.items():
        last = max(group, key=lambda one: (one.act.on, one.order))
        act = last.act
        yield ReviewRow(
            places=act.places,
            opinion=act.opinion,
            on=act.on,
            until=act.until,
            case=labels.get(case_id, ""),
            all_cases=not case_id,
            over=act.until < desk.now(),
        )
