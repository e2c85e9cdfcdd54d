"""The first page, and the list of journeys."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from waystation.casework import appeal, consent, conversation, roster
from waystation.casework import journey as plan
from waystation.casework.appeal import TO_BE_SEEN_BY, Appeals
from waystation.casework.consent import ConsentState
from waystation.casework.conversation import Conversation
from waystation.casework.standing import unconfirmed
from waystation.casework.terms import Role
from waystation.desk import (
    costs,
    helper_standing,
    inbox,
    intake,
    journey,
    money_cell,
    quotation,
    safehouse,
    task,
)
from waystation.desk.desk import Desk
from waystation.desk.untold import untold
from waystation.desk.views import (
    AlarmRow,
    DeskState,
    HoldRow,
    JourneyLine,
    JourneysView,
    NextRow,
    TodayView,
    WaitingKind,
    WaitingRow,
)
from waystation.desk.views_course import DAY, Course, courses
from waystation.desk.views_panic import panics
from waystation.desk.views_review import waiting as waiting_after

MOST = 50
"""How many journeys, and how much of what is next, one page shows."""
MOST_EACH = 10
_CO_SIGN = "plan.trustee_has_not_co_signed"


def today(desk: Desk, state: DeskState) -> TodayView:
    """Return what is wrong, what is next, what waits."""
    with desk.lock:
        every = courses(desk)
        holds = [row for course in every for row in course.holds()]
        lost = {course.name.id for course in every if course.is_lost}
        kept = sorted(
            (row for row in holds if row.journey.id not in lost), key=lambda row: row.since
        )
        held = list(dict.fromkeys(row.journey.id for row in kept))
        shown = set(held[:MOST])
        due = sorted((row for course in every for row in course.next()), key=_when)
        end = desk.now() + DAY
        soon = [row for row in due if row.at <= end]
        return TodayView(
            desk=state,
            alarms=_alarms(every, holds),
            holds=tuple(row for row in kept if row.journey.id in shown),
            next=tuple(soon[:MOST]),
            waiting=tuple(_waiting(desk, every, kept)),
            later=next((row for row in due if row.at > end), None),
            panics=panics(desk),
            more_held=len(held) - len(shown),
            more_next=max(len(soon) - MOST, 0),
        )


def journeys(desk: Desk, state: DeskState, page: int | None = None) -> JourneysView:
    """Return the journeys, those in trouble first: all of them, or those of one page."""
    with desk.lock:
        every = sorted(courses(desk), key=_trouble)
        pages = -(-len(every) // MOST) or 1
        at = 1 if page is None else min(max(page, 1), pages)
        some = every if page is None else every[(at - 1) * MOST : at * MOST]
        return JourneysView(state, tuple(_line(course) for course in some), at, pages)


def _few(rows: Iterator[WaitingRow]) -> Iterator[WaitingRow]:
    """Give what waits in a few journeys one by one, and in more than that as a number."""
    given: Counter[WaitingKind] = Counter()
    more: Counter[WaitingKind] = Counter()
    for row in rows:
        given[row.kind] += 1
        if given[row.kind] <= MOST_EACH:
            yield row
        else:
            more[row.kind] += row.count
    yield from (WaitingRow(kind, count) for kind, count in more.items())


def _when(row: NextRow) -> datetime:
    return row.at


def _line(course: Course) -> JourneyLine:
    span = plan.span(course.state)
    alarms = course.alarms()
    return JourneyLine(
        journey=course.name,
        state=course.stands,
        starts=span.opens if span else None,
        ends=span.closes if span else None,
        alarms=len(alarms),
        holds=len(course.holds()),
        leg=course.present_leg,
        legs=len(course.standing.legs),
        next=min(course.next(), key=_when, default=None),
    )


def _trouble(course: Course) -> tuple[int, int, bool, str]:
    alarms, on_the_way = len(course.standing.alarms), course.stands == "under_way"
    return -alarms, -len(course.held_by), not on_the_way, course.opened.register


def _alarms(every: list[Course], holds: list[HoldRow]) -> tuple[AlarmRow, ...]:
    """Return the open alarms, each with how many journeys it touches."""
    touched: dict[str, set[str]] = {}
    for hold in holds:
        touched.setdefault(hold.id, set()).add(hold.journey.id)
    rows = [
        replace(row, reaches=len(touched.get(row.id, set()) | {row.journey.id}))
        for course in every
        for row in course.alarms()
    ]
    return tuple(sorted(rows, key=lambda row: (row.in_hand, row.since)))


def _waiting(desk: Desk, every: list[Course], holds: list[HoldRow]) -> Iterator[WaitingRow]:
    yield from _few(_untold(desk, every))
    given = task.mine(desk)
    if given:
        yield WaitingRow("task", len(given), given[0].since)
    yield from _letters(desk)
    yield from _appeals(desk)
    to_lift = {row.id: row for row in holds if row.may_lift}
    if to_lift:
        oldest = min(to_lift.values(), key=lambda row: row.since)
        yield WaitingRow("lift", len(to_lift), oldest.since, oldest.journey)
    yield from _few(_unconfirmed(desk, every))
    running = (course for course in every if not course.is_over)
    yield from _few(row for course in running for row in _journey_waits(desk, course))
    yield from _second_looks(desk)
    aside = inbox.aside(desk)
    if aside:
        yield WaitingRow("set_aside", len(aside))


def _untold(desk: Desk, every: list[Course]) -> Iterator[WaitingRow]:
    """Give who waits for word of a hold where only a human can bring it."""
    for course in every:
        if not course.is_over:
            count = len(untold(desk, course.opened, course.state, course.standing))
            if count:
                yield WaitingRow("untold", count, journey=course.name)


def _unconfirmed(desk: Desk, every: list[Course]) -> Iterator[WaitingRow]:
    """Give who says that they arrived, of journeys that were stopped too."""
    if not desk.has_role(*journey.WORKS_ON_IT, Role.TRUSTEE):
        return
    for course in every:
        said = unconfirmed(course.state)
        if said:
            oldest = min(one.record.at for one in said)
            yield WaitingRow("arrival", len(said), oldest, course.name)


def _second_looks(desk: Desk) -> Iterator[WaitingRow]:
    """Give what one human has begun and another has to look at."""
    to_sign = costs.to_sign(desk)
    if to_sign:
        yield WaitingRow("payout", len(to_sign), min(to_sign))
    money = money_cell.waiting(desk)
    if money:
        yield WaitingRow("money", len(money))
    incidents = helper_standing.to_settle(desk)
    if incidents:
        yield WaitingRow("incident", len(incidents), min(incidents))
    yield from waiting_after(desk)
    proposed = safehouse.waiting(desk)
    if proposed:
        yield WaitingRow("house", len(proposed))


def _letters(desk: Desk) -> Iterator[WaitingRow]:
    """Count first letters that no conversation of this desk quotes, for who reads them."""
    me = desk.whoami()
    if me is None or Role.INTAKE not in me.roles:
        return
    quoted = {
        noted.act.quoted.letter
        for opened in desk.cells_of("conversation")
        for noted in desk.read(opened, conversation.fold, Conversation()).letters.values()
    }
    unread = [one for one in intake.first_letters(desk) if one.id not in quoted]
    if unread:
        yield WaitingRow("letters", len(unread), min(one.at for one in unread))


def _appeals(desk: Desk) -> Iterator[WaitingRow]:
    found: Counter[str] = Counter()
    oldest: dict[str, datetime] = {}
    for opened in desk.cells_of("core"):
        state = desk.read(opened, appeal.fold, Appeals())
        for kind, at in _of_case(desk, state):
            found[kind] += 1
            oldest[kind] = min(at, oldest.get(kind, at))
    if found["urgency"]:
        yield WaitingRow("urgency", found["urgency"], oldest["urgency"])
    if found["grading"]:
        yield WaitingRow("grading", found["grading"], oldest["grading"])


def _of_case(desk: Desk, state: Appeals) -> Iterator[tuple[str, datetime]]:
    for stated in state.urgency.values():
        seen = {stated.record.human}
        seen |= {one.record.human for one in state.seen.get(stated.record.id, ())}
        if len(seen) < TO_BE_SEEN_BY and desk.human not in seen:
            yield "urgency", stated.record.at
    for received in state.received.values():
        if received.act.appeal not in state.graded:
            yield "grading", received.record.at


def _journey_waits(desk: Desk, course: Course) -> Iterator[WaitingRow]:
    consents = quotation.consents(desk, course.opened)
    trustees = roster.trustees(desk.roster())
    stand = [
        consent.standing(consents, person, course.state.journey, trustees)
        for person in plan.persons(course.state)
    ]
    to_second = sum(
        one.state is ConsentState.ONE_ASSERTS
        and all(
            said.record.human != desk.human
            for said in consents.asserted.get(one.person, ())
        )
        for one in stand
    )
    if to_second:
        yield WaitingRow("consent", to_second, journey=course.name)
    me = desk.whoami()
    if me is None or course.stands != "planned":
        return
    findings = journey.findings(desk, course.state.journey)
    if Role.TRUSTEE in me.roles and any(one.code == _CO_SIGN for one in findings):
        yield WaitingRow("approval", 1, journey=course.name)
    if Role.COORDINATOR in me.roles and course.standing.legs:
        yield WaitingRow("decision", 1, journey=course.name)
