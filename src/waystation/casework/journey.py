"""A journey: its plan, the decisions on it, and all that happened on the way.

A stop by a person is final for the journey: whoever wants to go on after one is asked
again, for another journey. The newest version of each part of the plan counts; a decision
covers the plan only as far as its writer saw it.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import (
    acceptance,
    alarm,
    approval,
    arrival,
    checkin,
    danger,
    demand,
    handover,
    preparation,
    safehouse,
    watch,
)
from waystation.casework.acceptance import Acceptances
from waystation.casework.alarm import Alarms
from waystation.casework.approval import Approvals
from waystation.casework.arrival import Arrivals
from waystation.casework.checkin import CheckIns
from waystation.casework.danger import Dangers
from waystation.casework.demand import Demands
from waystation.casework.entries import (
    Act,
    HandoverPlanned,
    JourneyDecided,
    JourneyPlanned,
    JourneyStopped,
    LegPlanned,
    StayPlanned,
    WatchAgreed,
    Window,
)
from waystation.casework.entries.summary import MilestoneSettled, PlacesDestroyed
from waystation.casework.handover import Handovers
from waystation.casework.noted import (
    Group,
    LastAnswer,
    Newest,
    Noted,
    gather,
    newest,
    run,
    undone_by_none,
)
from waystation.casework.preparation import Preparations
from waystation.casework.safehouse import SafeHouses
from waystation.casework.table import Table
from waystation.casework.terms import Decision, Record, is_carried
from waystation.casework.watch import Watches


class Plan(Struct, frozen=True, weakref=True):
    """What was planned and decided."""

    planned: Newest[JourneyPlanned] = Table()
    legs: Group[LegPlanned] = Table()
    stays: Group[StayPlanned] = Table()
    decided: Group[JourneyDecided] = Table()
    stopped: Group[JourneyStopped] = Table()


class Ended(Struct, frozen=True):
    """What stays of a journey whose places were destroyed, and at whose desks they were.

    `settled` are handovers and check-ins by their id, `destroyed` is by human. Nobody
    settles one by writing so: it counts in a summary alone.
    """

    settled: Newest[MilestoneSettled] = Table()
    destroyed: Newest[PlacesDestroyed] = Table()


class Journey(Struct, frozen=True, weakref=True):
    """Everything that its cell says of one journey."""

    journey: str
    plan: Plan = Plan()
    handovers: Handovers = Handovers()
    watches: Watches = Watches()
    check_ins: CheckIns = CheckIns()
    alarms: Alarms = Alarms()
    demands: Demands = Demands()
    houses: SafeHouses = SafeHouses()
    arrivals: Arrivals = Arrivals()
    approvals: Approvals = Approvals()
    prepared: Preparations = Preparations()
    accepted: Acceptances = Acceptances()
    dangers: Dangers = Dangers()
    ended: Ended = Ended()


def fold(state: Journey, record: Record, act: Act) -> Journey:
    """Add one act; what names another journey is passed over."""
    if getattr(act, "journey", state.journey) != state.journey:
        return state
    return Journey(
        state.journey,
        _fold_plan(state.plan, record, act),
        handover.fold(state.handovers, record, act),
        watch.fold(state.watches, record, act),
        checkin.fold(state.check_ins, record, act),
        alarm.fold(state.alarms, record, act),
        demand.fold(state.demands, record, act),
        safehouse.fold(state.houses, record, act),
        arrival.fold(state.arrivals, record, act),
        approval.fold(state.approvals, record, act),
        preparation.fold(state.prepared, record, act),
        acceptance.fold(state.accepted, record, act),
        danger.fold(state.dangers, record, act),
        _fold_ended(state.ended, record, act),
    )


def read(journey: str, records: Iterable[Record]) -> Journey:
    """Fold a journey's cell from its beginning."""
    return run(fold, Journey(journey), records)


def _fold_plan(state: Plan, record: Record, act: Act) -> Plan:
    match act:
        case JourneyPlanned():
            return replace(state, planned=newest(state.planned, "", Noted(record, act)))
        case LegPlanned():
            return replace(state, legs=gather(state.legs, act.leg, Noted(record, act)))
        case StayPlanned():
            return replace(state, stays=gather(state.stays, act.stay, Noted(record, act)))
        case JourneyDecided():
            decided = gather(state.decided, act.decision, Noted(record, act))
            return replace(state, decided=decided)
        case JourneyStopped():
            return replace(
                state, stopped=gather(state.stopped, act.person, Noted(record, act))
            )
        case _:
            return state


def _fold_ended(state: Ended, record: Record, act: Act) -> Ended:
    match act:
        case MilestoneSettled() if is_carried(record):
            return replace(state, settled=newest(state.settled, act.of, Noted(record, act)))
        case PlacesDestroyed() if record.human:
            destroyed = newest(state.destroyed, record.human, Noted(record, act))
            return replace(state, destroyed=destroyed)
        case _:
            return state


def persons(state: Journey) -> tuple[str, ...]:
    """Return who is to travel."""
    planned = state.plan.planned.get("")
    return () if planned is None else tuple(dict.fromkeys(planned.act.persons))


def all_arrived(state: Journey) -> bool:
    """Say whether everybody who was to travel has arrived; of nobody it is not said."""
    everyone = persons(state)
    return bool(everyone) and set(everyone) <= set(state.arrivals.arrived)


def responders(state: Journey) -> tuple[str, ...]:
    """Return the humans who answer an alarm of this journey."""
    planned = state.plan.planned.get("")
    return () if planned is None else planned.act.responders


def legs(state: Journey) -> tuple[Noted[LegPlanned], ...]:
    """Return the legs of the plan in their order, without the dropped ones."""
    return _legs(state.plan)


def _legs_of(plan: Plan) -> tuple[Noted[LegPlanned], ...]:
    kept = (versions[-1] for versions in plan.legs.values())
    return tuple(
        sorted(
            (leg for leg in kept if not leg.act.dropped),
            key=lambda leg: (leg.act.number, leg.act.leg),
        )
    )


def stays(state: Journey) -> tuple[Noted[StayPlanned], ...]:
    """Return the stays of the legs that are part of the plan."""
    return _stays(state.plan)


def _stays_of(plan: Plan) -> tuple[Noted[StayPlanned], ...]:
    kept = {leg.act.leg for leg in _legs(plan)}
    last = (versions[-1] for _, versions in sorted(plan.stays.items()))
    return tuple(stay for stay in last if stay.act.leg in kept and not stay.act.dropped)


def handovers(state: Journey) -> tuple[Noted[HandoverPlanned], ...]:
    """Return the handovers of the legs that are part of the plan."""
    return _handovers(state)


def _handovers_of(state: Journey) -> tuple[Noted[HandoverPlanned], ...]:
    kept = {leg.act.leg for leg in legs(state)}
    planned = sorted(state.handovers.planned.items())
    return tuple(one for _, one in planned if one.act.leg in kept and not one.act.dropped)


_legs = LastAnswer(_legs_of)
_stays = LastAnswer(_stays_of)
_handovers = LastAnswer(_handovers_of)


def plan_acts(state: Journey) -> tuple[Noted[Act], ...]:
    """Return the newest version of every part of the plan, in fold order."""
    parts: list[Noted[Act]] = [
        *state.plan.planned.values(),
        *(versions[-1] for versions in state.plan.legs.values()),
        *(versions[-1] for versions in state.plan.stays.values()),
        *state.handovers.planned.values(),
        *state.watches.agreed.values(),
        *preparation.parts(state.prepared),
    ]
    return tuple(sorted(parts, key=lambda part: part.order))


def head(state: Journey) -> Noted[Act] | None:
    """Return the act that stands for the whole plan: the last one, if it saw all others.

    An approval of a plan binds this act's hash, and through its clock everything it saw.
    None where there is no plan, or where two made it without seeing one another.
    """
    return _head(state)


def _head_of(state: Journey) -> Noted[Act] | None:
    parts = plan_acts(state)
    if parts and all(parts[-1].saw(part) for part in parts[:-1]):
        return parts[-1]
    return None


_head = LastAnswer(_head_of)


def go_stands(state: Journey, leg: str = "") -> Noted[JourneyDecided] | None:
    """Return the newest go that no no-go undoes: one unseen by it does (C-8)."""
    about = {"", leg}
    against = [
        one for one in state.plan.decided.get(Decision.NO_GO, ()) if one.act.leg in about
    ]
    for go in reversed(state.plan.decided.get(Decision.GO, ())):
        if go.act.leg in about and undone_by_none(go, against):
            return go
    return None


def covers(state: Journey, go: Noted[JourneyDecided]) -> bool:
    """Say whether whoever decided had seen the persons, legs and stays as they are now."""
    parts: list[Noted[Act]] = [*state.plan.planned.values(), *legs(state), *stays(state)]
    return all(go.saw(part) for part in parts)


def was_decided(state: Journey) -> bool:
    """Say whether anybody ever decided to go: from then on silence means something."""
    return bool(state.plan.decided.get(Decision.GO))


def was_co_signed(state: Journey, trustees: frozenset[str]) -> bool:
    """Say whether anybody decided to go, and a trustee signed anything of the journey."""
    if not was_decided(state):
        return False
    given = (one for group in state.approvals.given.values() for one in group)
    return any(one.record.human in trustees for one in given)


def is_live(state: Journey, watch: WatchAgreed) -> bool:
    """Say whether the silence of a watch means something: of staff, always."""
    return watch.staff or was_decided(state)


def staff_watched(state: Journey) -> tuple[str, ...]:
    """Return the humans of the organisation whose own signs of life were agreed."""
    every = sorted(state.watches.agreed.values(), key=lambda one: one.order)
    return tuple(dict.fromkeys(one.act.person for one in every if one.act.staff))


def places(state: Journey) -> frozenset[str]:
    """Return the labels of all places of the plan."""
    return frozenset(
        [leg.act.place for leg in legs(state)]
        + [one.act.place for one in handovers(state)]
        + [stay.act.place for stay in stays(state)]
    )


def span(state: Journey) -> Window | None:
    """Return the time from the first window of the plan to the last."""
    windows = [leg.act.window for leg in legs(state)]
    windows += [stay.act.window for stay in stays(state)]
    if not windows:
        return None
    return Window(min(one.opens for one in windows), max(one.closes for one in windows))


def registers(state: Journey, leg: LegPlanned) -> frozenset[str]:
    """Return every register id that a leg depends on, its handovers and stays included."""
    held = _registers(state).get(leg.leg)
    if held is not None and held[0] is leg:
        return held[1]
    return _registers_of(state, leg)


def _registers_of(state: Journey, leg: LegPlanned) -> frozenset[str]:
    found = {leg.gives, leg.takes, *leg.touches, leg.house}
    for one in handovers(state):
        if one.act.leg == leg.leg:
            found |= {one.act.gives, one.act.takes}
    for stay in stays(state):
        if stay.act.leg == leg.leg:
            found |= {stay.act.house, stay.act.host, stay.act.brought_by}
    return frozenset(found - {""} - set(persons(state)))


def _by_leg(state: Journey) -> dict[str, tuple[LegPlanned, frozenset[str]]]:
    planned = (leg.act for leg in legs(state))
    return {leg.leg: (leg, _registers_of(state, leg)) for leg in planned}


_registers = LastAnswer(_by_leg)


def needs(state: Journey) -> frozenset[str]:
    """Return every register id that a journey depends on."""
    return frozenset().union(*(needed for _, needed in _registers(state).values()))


def sent_to(state: Journey, helpers: frozenset[str]) -> frozenset[str]:
    """Return the houses they were ever sent to: a changed plan is not forgotten."""
    by_leg = [leg.act for versions in state.plan.legs.values() for leg in versions]
    at_stays = [stay.act for versions in state.plan.stays.values() for stay in versions]
    brought = {leg.leg for leg in by_leg if leg.takes in helpers}
    houses = {leg.house for leg in by_leg if helpers & {leg.gives, leg.takes}}
    houses |= {
        stay.house for stay in at_stays if stay.brought_by in helpers or stay.leg in brought
    }
    return frozenset(houses - {""})
