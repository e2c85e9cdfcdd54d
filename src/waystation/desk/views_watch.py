"""The check-ins of one journey as their page shows them."""

from dataclasses import dataclass
from datetime import datetime

from waystation.casework import journey as plan
from waystation.casework import watch as watches
from waystation.casework.checkin import heard
from waystation.casework.entries import WatchAgreed
from waystation.casework.journey import Journey
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState, JourneyName
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """One agreed check-in; `against` are those who would take it down so far."""

    watch: str
    person: str
    name: str
    number: int
    opens: datetime
    due: datetime
    heard: datetime | None = None
    by_word: bool = False
    over: bool = False
    taken_down: bool = False
    against: tuple[str, ...] = ()
    mine: bool = False


@dataclass(frozen=True, slots=True)
class RehearsedRow:
    """Whether a person has tried their check-in, and was right when they last did."""

    name: str
    right: bool
    tried: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckInsView:
    """Every check-in of one journey, by when it is due."""

    desk: DeskState
    journey: JourneyName
    rows: tuple[AgreedRow, ...] = ()
    rehearsed: tuple[RehearsedRow, ...] = ()


def check_ins_view(desk: Desk, state: DeskState, journey_id: str) -> CheckInsView:
    """Return them.

    Raises:
        NotFoundError: this desk is in no such journey.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        names = Names(desk)
        course = Course(desk, opened, names)
        every = sorted(course.state.watches.agreed.values(), key=lambda one: one.act.due)
        return CheckInsView(
            desk=state,
            journey=course.name,
            rows=tuple(_row(desk, course.state, names, one.act) for one in every),
            rehearsed=tuple(
                _rehearsed(course.state, names, one) for one in plan.persons(course.state)
            ),
        )


def _row(desk: Desk, state: Journey, names: Names, one: WatchAgreed) -> AgreedRow:
    was_heard = heard(state.check_ins, one)
    against = [said.record.human for said in state.watches.disarming.get(one.watch, ())]
    return AgreedRow(
        watch=one.watch,
        person=one.person,
        name=names.one(one.person),
        number=one.number,
        opens=one.opens,
        due=one.due,
        heard=was_heard.act.heard_at if was_heard else None,
        by_word=was_heard is not None and was_heard.act.quoted is None,
        over=watches.deadline(one) <= desk.now(),
        taken_down=bool(watches.disarmed_by(state.watches, one.watch)),
        against=names.many(against),
        mine=desk.human in against,
    )


def _rehearsed(state: Journey, names: Names, person: str) -> RehearsedRow:
    tried = state.watches.rehearsals.get(person, ())
    right = watches.rehearsed(state.watches, person) is not None
    return RehearsedRow(names.one(person), right, tried[-1].act.at if tried else None)
