"""One journey as a page shows it: its way, what hangs on it, who agreed, who knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import checkin, consent, handover, loss, roster
from waystation.casework import journey as plan
from waystation.casework.acceptance import Accepted
from waystation.casework.consent import Consents, ConsentState
from waystation.casework.entries import HandoverPlanned, StayPlanned, WatchAgreed
from waystation.casework.finding import Finding
from waystation.casework.noted import undone_by_none
from waystation.casework.standing import JourneyState as Standing
from waystation.casework.standing import LegStanding, LegState, unconfirmed
from waystation.casework.terms import How, Role, Wellness
from waystation.casework.watch import deadline
from waystation.desk import journey, quotation, summary
from waystation.desk import loss as losses
from waystation.desk.desk import Desk
from waystation.desk.safehouse import burned
from waystation.desk.views import (
    CheckInState,
    CheckInView,
    Confirmed,
    ConsentRow,
    DeskState,
    FindingRow,
    HandoverView,
    HoldRow,
    JourneyView,
    Knows,
    KnowsRow,
    StageState,
    StageView,
    StatementRow,
    TravellerRow,
)
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names

# What the page shows as alarms, holds and consents is not said a second time.
_SHOWN_ELSEWHERE = ("alarm.", "hold.", "consent.")
_BEFORE_IT_STARTS = frozenset({Standing.PLANNED, Standing.GO, Standing.NO_GO})
_LEG_STATES: dict[LegState, StageState] = {
    LegState.AHEAD: "planned",
    LegState.UNDER_WAY: "now",
    LegState.DONE: "done",
}


def journey_view(desk: Desk, state: DeskState, journey_id: str) -> JourneyView:
    """Return one journey.

    Raises:
        NotFoundError: this desk is not in it.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        course = Course(desk, opened, Names(desk))
        holds = course.holds()
        check_ins = [_check_in(course, one) for one in _watches(course)]
        stages = tuple(_stages(course, holds, check_ins))
        arrived, said = course.state.arrivals.arrived, unconfirmed(course.state)
        return JourneyView(
            desk=state,
            journey=course.name,
            state=course.stands,
            stages=stages,
            arrived=course.names.many(
                one for one in plan.persons(course.state) if one in arrived
            ),
            arrived_at=max((one.record.at for one in arrived.values()), default=None),
            says_arrived=course.names.many(one.act.person for one in said),
            says_arrived_at=min((one.record.at for one in said), default=None),
            alarms=course.alarms(),
            holds=holds,
            findings=tuple(_findings(course)),
            consents=tuple(consents(course)),
            knows=tuple(_knows(course)),
            unplaced_check_ins=() if stages else tuple(check_ins),
            next=min(course.next(), key=lambda row: row.at, default=None),
            travellers=tuple(
                TravellerRow(one, course.names.one(one), one in arrived)
                for one in plan.persons(course.state)
            ),
            decided=plan.was_decided(course.state),
            after=loss.is_open(losses.read(desk, opened)),
            may_act=desk.has_role(*journey.WORKS_ON_IT, Role.TRUSTEE),
            places=summary.places(desk, opened).value,
            destroyed_at=_destroyed_at(course),
            over=journey.is_over(desk, opened),
        )


def _destroyed_at(course: Course) -> datetime | None:
    mine = course.state.ended.destroyed.get(course.desk.human)
    return None if mine is None else mine.record.at


def _watches(course: Course) -> list[WatchAgreed]:
    agreed = (one.act for one in course.state.watches.agreed.values())
    return sorted(agreed, key=lambda one: (one.due, one.watch))


def _check_in(course: Course, watch: WatchAgreed) -> CheckInView:
    received = course.state.check_ins.received.get(watch.watch, ())
    heard = checkin.heard(course.state.check_ins, watch)
    told = heard or next(
        (one for one in received if one.act.wellness is Wellness.UNDER_DURESS), None
    )
    return CheckInView(
        number=watch.number,
        opens=watch.opens,
        due=watch.due,
        persons=course.names.many((watch.person,)),
        state=_wellness(told.act.wellness) if told else _silence(course, watch),
        heard=told.act.heard_at if told else None,
        backup=course.backup,
        by_word=told is not None and told.act.how is How.ASSERTION,
    )


def _wellness(wellness: Wellness) -> CheckInState:
    return "well" if wellness is Wellness.WELL else "under_duress"


def _silence(course: Course, watch: WatchAgreed) -> CheckInState:
    arrived = watch.person in course.state.arrivals.arrived
    over = not course.is_awaited(watch) if arrived else course.is_over
    if over and not watch.staff:
        return "not_needed"
    if deadline(watch) < course.now and plan.is_live(course.state, watch):
        missed = course.state.check_ins.missed.get(watch.watch, ())
        unknown = bool(missed) and all(one.act.unknown for one in missed)
        return "unknown" if unknown else "missed"
    return "open" if watch.opens <= course.now else "expected"


@dataclass(frozen=True, slots=True)
class _Hung:
    """What hangs on one stage."""

    number: int
    holds: tuple[HoldRow, ...]
    check_ins: tuple[CheckInView, ...]
    burned: frozenset[str]


def _stages(
    course: Course, holds: tuple[HoldRow, ...], check_ins: list[CheckInView]
) -> Iterator[StageView]:
    """Give legs and stays in order, each check-in with the one under way when it is due."""
    left = list(check_ins)
    laid = [*_laid(course)]
    known = burned(course.desk)
    for place, (leg, stay) in enumerate(laid):
        until = _opens(*laid[place + 1]) if place + 1 < len(laid) else None
        here = [one for one in left if until is None or one.due < until]
        left = left[len(here) :]
        number = course.number(leg.leg.leg) or 0
        held = tuple(row for row in holds if number in row.legs)
        hung = _Hung(number, held, tuple(here), known)
        yield _leg(course, leg, hung) if stay is None else _stay(course, leg, stay, hung)


def _laid(course: Course) -> Iterator[tuple[LegStanding, StayPlanned | None]]:
    for leg in course.standing.legs:
        yield leg, None
        stays = (one.act for one in plan.stays(course.state) if one.act.leg == leg.leg.leg)
        for stay in sorted(stays, key=lambda one: one.window.opens):
            yield leg, stay


def _opens(leg: LegStanding, stay: StayPlanned | None) -> datetime:
    return leg.leg.window.opens if stay is None else stay.window.opens


def _leg(course: Course, leg: LegStanding, hung: _Hung) -> StageView:
    window = leg.leg.window
    met = course.handovers_of(leg.leg)
    stays = [one for _, one in _laid(course) if one and one.leg == leg.leg.leg]
    state = _LEG_STATES[leg.state]
    if state == "now" and any(one.window.opens <= course.now for one in stays):
        state = "done"
    return StageView(
        kind="leg",
        number=hung.number,
        place=leg.leg.place,
        starts=window.opens,
        ends=window.closes,
        with_whom=course.names.one(leg.leg.takes),
        state=_stopped(course, state),
        share=_share(course.now, window.opens, window.closes),
        handover=_handover(course, met[0]) if met else None,
        check_ins=hung.check_ins,
        holds=hung.holds,
        presumed_known=not stays and leg.leg.house in hung.burned,
    )


def _stay(course: Course, leg: LegStanding, stay: StayPlanned, hung: _Hung) -> StageView:
    window = stay.window
    state: StageState = "done" if leg.state is LegState.DONE else "planned"
    if leg.state is LegState.UNDER_WAY and window.opens <= course.now:
        state = "now"
    return StageView(
        kind="stay",
        number=hung.number,
        place=stay.place or course.names.one(stay.house),
        starts=window.opens,
        ends=window.closes,
        with_whom=course.names.one(stay.host) or course.names.one(stay.house),
        state=_stopped(course, state),
        share=_share(course.now, window.opens, window.closes),
        check_ins=hung.check_ins,
        holds=hung.holds,
        presumed_known=stay.house in hung.burned,
    )


def _stopped(course: Course, state: StageState) -> StageState:
    over = course.is_over or course.is_lost
    return "stopped" if over and state != "done" else state


def _share(now: datetime, starts: datetime, ends: datetime) -> float:
    whole = (ends - starts).total_seconds()
    return min(1.0, max(0.0, (now - starts).total_seconds() / whole)) if whole else 1.0


def _handover(course: Course, met: HandoverPlanned) -> HandoverView:
    said = handover.confirmed_by(course.state.handovers, met.handover)
    sides = (met.gives in said, met.takes in said)
    confirmed: dict[tuple[bool, bool], Confirmed] = {
        (True, True): "both",
        (True, False): "giver",
        (False, True): "receiver",
        (False, False): "nobody",
    }
    at = [one.record.at for one in course.state.handovers.confirmed.get(met.handover, ())]
    return HandoverView(
        opens=met.window.opens,
        closes=met.window.closes,
        giver=course.names.one(met.gives),
        receiver=course.names.one(met.takes),
        confirmed=confirmed[sides],
        confirmed_at=max(at, default=None) if any(sides) else None,
    )


def _findings(course: Course) -> Iterator[FindingRow]:
    if course.is_over:
        return
    # What a start needs says nothing once it has started.
    started = course.standing.state not in _BEFORE_IT_STARTS
    unsaid = (*_SHOWN_ELSEWHERE, "plan.") if started else _SHOWN_ELSEWHERE
    taken = journey.accepted(course.desk, course.state.journey)
    for one in journey.findings(course.desk, course.state.journey):
        if not one.code.startswith(unsaid):
            yield _finding(course, one, taken.get(one))


def _finding(course: Course, found: Finding, taken: Accepted | None) -> FindingRow:
    return FindingRow(
        found.code,
        course.names.one(found.where),
        found.severity,
        course.number(found.where),
        accepted_by=course.names.many(taken.by) if taken else (),
        accepted_until=taken.until if taken else None,
        accepted_reason=taken.reason if taken else "",
        where=found.where,
    )


def consents(course: Course) -> Iterator[ConsentRow]:
    """Return where the consent of each traveller stands."""
    known = quotation.consents(course.desk, course.opened)
    trustees = roster.trustees(course.desk.roster())
    for person in plan.persons(course.state):
        stands = consent.standing(known, person, course.state.journey, trustees)
        records = [
            one.record
            for one in (
                *known.given.get(person, ()),
                *known.asserted.get(person, ()),
                *known.withdrawn.get(person, ()),
                *(seconding for group in known.seconded.values() for seconding in group),
            )
            if one.record.id in stands.rests_on
        ]
        asserted = stands.state in {ConsentState.ASSERTED_BY_TWO, ConsentState.ONE_ASSERTS}
        yield ConsentRow(
            person=course.names.one(person),
            how=stands.state,
            at=max((one.at for one in records), default=None),
            by_word_of=course.names.many(one.human for one in records) if asserted else (),
            waits=_waits(course, known, stands, trustees),
        )


def _waits(
    course: Course, known: Consents, stands: consent.Consent, trustees: frozenset[str]
) -> StatementRow | None:
    """Return the newest spoken consent, while it wants a second human's word."""
    person, journey_id = stands.person, course.state.journey
    said = [one for one in known.asserted.get(person, ()) if one.act.journey == journey_id]
    undone = [
        one
        for one in known.withdrawn.get(person, ())
        if one.act.journey in {"", journey_id}
    ]
    if not said or (said[-1].record.id in stands.rests_on and stands.stands):
        return None
    newest = said[-1]
    if not undone_by_none(newest, undone):
        return None
    seconds = known.seconded.get(newest.record.id, ())
    by = [newest.record.human, *(one.record.human for one in seconds)]
    wants_trustee = not trustees.intersection(by)
    me = course.desk.human
    return StatementRow(
        consent=newest.act.consent,
        said=newest.act.statement,
        by=course.names.many(by),
        at=newest.record.at,
        via=newest.act.channel,
        wants_trustee=wants_trustee,
        may_second=me not in by and (me in trustees or not wants_trustee),
    )


def _knows(course: Course) -> Iterator[KnowsRow]:
    """Say what the plan gives to each: the staff all of it, a helper their own meetings."""
    for member in course.names.many(one.human for one in course.opened.log.members):
        yield KnowsRow(member, ("plan",), staff=True)
    learned: dict[str, dict[Knows, None]] = {}
    legs: dict[str, dict[int, None]] = {}
    for register, number, what in _learned(course):
        if course.names.helper(register) is not None:
            learned.setdefault(register, {}).update(dict.fromkeys(what))
            legs.setdefault(register, {})[number] = None
    for register, known in learned.items():
        name = course.names.one(register)
        yield KnowsRow(name, tuple(known), legs=tuple(legs[register]))


def _learned(course: Course) -> Iterator[tuple[str, int, tuple[Knows, ...]]]:
    for leg, stay in _laid(course):
        number = course.number(leg.leg.leg) or 0
        if stay is not None:
            yield stay.host, number, ("persons", "window", "house")
            yield stay.brought_by, number, ("house",)
            continue
        for party in (leg.leg.gives, leg.leg.takes):
            yield party, number, ("persons", "place", "window")
        if leg.leg.house:
            yield leg.leg.takes, number, ("house",)
