"""An agreement as a page makes it: whom, what for, and the facts that can be paid for."""

from dataclasses import dataclass
from datetime import datetime

from waystation.casework import journey
from waystation.casework.journey import Journey
from waystation.desk import case, money_cell
from waystation.desk import costs as acts
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState
from waystation.desk.views_before import cases_of, fund_rows, payees_of
from waystation.desk.views_costs import FundRow
from waystation.desk.views_names import Names
from waystation.desk.views_plan import Choice
from waystation.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class CaseJourneys:
    """A case of this desk, and those of its journeys that this desk is in."""

    case: Choice
    journeys: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """A handover or a check-in that something can be paid for, and from when until when."""

    id: str
    about: str
    opens: datetime
    closes: datetime
    leg: int | None = None


@dataclass(frozen=True, slots=True)
class AgreeingView:
    """What a new agreement can be about; no `case` until one was chosen."""

    desk: DeskState
    cases: tuple[CaseJourneys, ...] = ()
    case: Choice | None = None
    journey: Choice | None = None
    legs: tuple[tuple[str, int], ...] = ()
    handovers: tuple[FactRow, ...] = ()
    check_ins: tuple[FactRow, ...] = ()
    payees: tuple[Choice, ...] = ()
    funds: tuple[FundRow, ...] = ()
    may_agree: bool = False


def agreeing_view(
    desk: Desk, state: DeskState, case_id: str = "", journey_id: str = ""
) -> AgreeingView:
    """Return what can be agreed for a case, or for one of its journeys.

    Raises:
        NotFoundError: nobody keeps money here, or this desk is not in that case or journey.
    """
    with desk.lock:
        held, names = acts.read(desk), Names(desk)
        every = tuple(
            CaseJourneys(one, _journeys(desk, names, one)) for one in cases_of(desk)
        )
        may = desk.has_role(*acts.AGREES) and money_cell.open_room(desk) is not None
        view = AgreeingView(state, every, may_agree=may)
        if not case_id:
            return view
        chosen = next((one for one in every if one.case.id == case_id), None)
        if chosen is None:
            raise NotFoundError("core.unknown", "this desk is not in it")
        on_the_way = {one.id: one for one in chosen.journeys}
        if journey_id and journey_id not in on_the_way:
            raise NotFoundError("journey.unknown", "this desk is not in it")
        plan = None if not journey_id else acts.journey_of(desk, journey_id)
        return AgreeingView(
            desk=state,
            cases=every,
            case=chosen.case,
            journey=on_the_way.get(journey_id),
            legs=() if plan is None else _legs(plan),
            handovers=() if plan is None else _handovers(plan, names),
            check_ins=() if plan is None else _check_ins(plan, names),
            payees=payees_of(desk, held),
            funds=fund_rows(held, {one.case.id: one.case.name for one in every}),
            may_agree=may,
        )


def _journeys(desk: Desk, names: Names, of_case: Choice) -> tuple[Choice, ...]:
    found = []
    for opened in case.cells_in(desk, of_case.id, "journey"):
        plan = desk.read(opened, journey.fold, Journey(opened.register))
        planned = plan.plan.planned.get("")
        who = ", ".join(names.many(journey.persons(plan)))
        label = planned.act.label if planned else ""
        found.append(Choice(opened.register, label or who))
    return tuple(found)


def _legs(plan: Journey) -> tuple[tuple[str, int], ...]:
    return tuple((one.act.leg, one.act.number) for one in journey.legs(plan))


def _handovers(plan: Journey, names: Names) -> tuple[FactRow, ...]:
    numbers = dict(_legs(plan))
    return tuple(
        FactRow(
            one.act.handover,
            " → ".join(names.many((one.act.gives, one.act.takes))),
            one.act.window.opens,
            one.act.window.closes,
            numbers.get(one.act.leg),
        )
        for one in journey.handovers(plan)
    )


def _check_ins(plan: Journey, names: Names) -> tuple[FactRow, ...]:
    numbers = dict(_legs(plan))
    agreed = sorted(plan.watches.agreed.values(), key=lambda one: one.act.due)
    return tuple(
        FactRow(
            one.act.watch,
            names.one(one.act.person),
            one.act.opens,
            one.act.due,
            numbers.get(one.act.leg),
        )
        for one in agreed
    )
