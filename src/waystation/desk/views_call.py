"""A call in progress as its page shows it."""

from dataclasses import dataclass
from datetime import datetime

from waystation.casework import call as calls
from waystation.casework import journey as plan
from waystation.casework import warning
from waystation.casework.standing import LegState
from waystation.casework.warning import Why
from waystation.desk import call, journey
from waystation.desk.case import person_in
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.untold import can_be_written_to
from waystation.desk.views import AlarmRow, DeskState, JourneyName, KnowsRow
from waystation.desk.views_course import Course, courses
from waystation.desk.views_journey import journey_view
from waystation.desk.views_names import Names
from waystation.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class CallerRow:
    """Somebody who may be calling: a traveller of a journey, or anybody about it."""

    journey: JourneyName
    person: str = ""
    name: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class BeganRow:
    """A call that nobody has ended."""

    call: str
    journey: JourneyName
    caller: str
    since: datetime


@dataclass(frozen=True, slots=True)
class NewCallView:
    """The page that one key opens."""

    desk: DeskState
    callers: tuple[CallerRow, ...] = ()
    going_on: tuple[BeganRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line as it was typed."""

    at: datetime
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class WarnRow:
    """One to warn; `by_letter` where the system writes by itself."""

    who: str
    name: str
    why: Why
    by_letter: bool = False
    warned: bool = False


@dataclass(frozen=True, slots=True)
class CallView:
    """A call, what was said, and what is to be done while it goes on.

    `unsaid` are names that must not be spoken aloud, `silent` who must not be told.
    """

    desk: DeskState
    journey: JourneyName
    call: str
    caller: str = ""
    language: str = ""
    lines: tuple[LineRow, ...] = ()
    warn: tuple[WarnRow, ...] = ()
    silent: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    knows: tuple[KnowsRow, ...] = ()
    known_houses: tuple[str, ...] = ()
    alarms: tuple[AlarmRow, ...] = ()
    ended: datetime | None = None


def new_call_view(desk: Desk, state: DeskState) -> NewCallView:
    """Return who may be calling, travellers on the way first."""
    with desk.lock:
        callers, going_on = [], []
        names = Names(desk)
        every = sorted(
            courses(desk), key=lambda one: (one.is_over, one.stands != "under_way")
        )
        for course in every:
            callers += _callers(desk, course, names)
            going_on += [
                BeganRow(
                    one.act.call,
                    course.name,
                    names.one(one.act.caller),
                    one.record.at,
                )
                for one in calls.in_progress(call.read(desk, course.opened))
            ]
        return NewCallView(state, tuple(callers), tuple(going_on))


def call_view(desk: Desk, state: DeskState, journey_id: str, call_id: str) -> CallView:
    """Return one call.

    Raises:
        NotFoundError: no such call at this desk.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        held = call.read(desk, opened)
        begun = held.begun.get(call_id)
        if begun is None:
            raise NotFoundError("call.unknown", "no such call")
        names = Names(desk)
        course = Course(desk, opened, names)
        about = _about(course)
        ended = held.ended.get(call_id)
        return CallView(
            desk=state,
            journey=course.name,
            call=call_id,
            caller=names.one(begun.act.caller),
            language=begun.act.language or _language(desk, opened, begun.act.caller),
            lines=tuple(
                LineRow(one.act.at, one.act.text, names.one(one.record.human))
                for one in calls.lines(held, call_id)
            ),
            warn=_warn(course, about, calls.warned(held, call_id)),
            silent=names.many(warning.not_to_be_told(course.state, course.standing, about)),
            unsaid=_unsaid(course),
            knows=journey_view(desk, state, journey_id).knows,
            known_houses=names.many(sorted(course.state.houses.burned)),
            alarms=course.alarms(),
            ended=ended.record.at if ended else None,
        )


def _callers(desk: Desk, course: Course, names: Names) -> list[CallerRow]:
    persons = plan.persons(course.state)
    rows = [
        CallerRow(course.name, one, names.one(one), _language(desk, course.opened, one))
        for one in persons
    ]
    return [*rows, CallerRow(course.name)]


def _language(desk: Desk, opened: OpenCell, person: str) -> str:
    try:
        return person_in(desk, opened, person).language[:2].lower()
    except NotFoundError:
        return ""


def _about(course: Course) -> frozenset[str]:
    """Return what is in doubt: what open alarms name, or else the present or next leg."""
    alarms = course.standing.alarms
    if alarms:
        return frozenset().union(*(one.about for one in alarms))
    legs = [one.leg for one in course.standing.legs if one.state is LegState.UNDER_WAY]
    legs += [one.leg for one in course.standing.legs if one.state is LegState.AHEAD]
    return frozenset().union(*(plan.registers(course.state, leg) for leg in legs[:1]))


def _warn(
    course: Course, about: frozenset[str], done: frozenset[str]
) -> tuple[WarnRow, ...]:
    already = frozenset({course.desk.human})
    found = warning.whom_to_warn(course.state, course.standing, about, already)
    return tuple(
        WarnRow(
            one.who,
            course.names.one(one.who),
            one.why,
            by_letter=one.by_letter
            and can_be_written_to(course.desk, course.opened, one.who),
            warned=one.who in done,
        )
        for one in found
    )


def _unsaid(course: Course) -> tuple[str, ...]:
    """Return the names of helpers, hosts, houses and vehicles: none is said aloud."""
    persons = set(plan.persons(course.state))
    legs = [leg.act for leg in plan.legs(course.state)]
    every = frozenset().union(*(plan.registers(course.state, leg) for leg in legs))
    return course.names.many(sorted(every - persons))
