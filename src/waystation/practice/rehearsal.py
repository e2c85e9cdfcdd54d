"""A rehearsal: the same rules on the same acts in memory, to vary what is left open.

It decides nothing of its own: which causes hold is `casework.alarm`'s, what shares a tag is
`casework.hold`'s. Only register ids stand for themselves here, where the board blinds them.
`tests/acceptance/test_replay.py` compares it with the practice organisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from waystation.casework.alarm import NEEDS
from waystation.casework.terms import AlarmCause
from waystation.practice import acts
from waystation.practice.scenario import Scenario, duration
from waystation.practice.stage import Done, News


def caused(act: acts.AnyAct) -> tuple[str, AlarmCause, set[str]] | None:
    """Return the alarm that an act raises and what it is about; nothing where all of it."""
    match act:
        case acts.Demand():
            return act.journey, AlarmCause.DEMAND, {act.by}
        case acts.OffPlan():
            return act.journey, AlarmCause.CHANGED_PLACE, set()
        case acts.Arrest():
            return act.journey, AlarmCause.ARREST, set(act.of)
        case acts.HouseBurned():
            return act.journey, AlarmCause.HOUSE_BURNED, {act.house}
        case acts.Stop():
            return act.journey, AlarmCause.STOPPED, set()
        case acts.CheckIn(well=False):
            return act.journey, AlarmCause.UNDER_DURESS, set()
        case _:
            return None


@dataclass(slots=True)
class _Course:
    """One journey as it stands."""

    registered: frozenset[str] = frozenset()
    consents: set[str] = field(default_factory=set)
    due: dict[str, timedelta] = field(default_factory=dict)
    went: datetime | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class _Hold:
    """What an alarm holds."""

    alarm: str
    cause: AlarmCause
    registered: frozenset[str]


class Rehearsal:
    """A `Stage` without keys, stores or processes."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._courses = {name: _Course() for name in scenario.journeys}
        self._holds: list[_Hold] = []
        self._told: set[tuple[str, str]] = set()
        self._news: list[News] = []
        self._now = scenario.moments()[scenario.events[0].id]

    def move_to(self, moment: datetime) -> None:
        """Let the time pass; a check-in that stays out raises its alarm when it is due."""
        due = sorted(
            (course.went + after, journey, person)
            for journey, course in self._courses.items()
            if course.went is not None and not course.over
            for person, after in course.due.items()
            if course.went + after < moment
        )
        for at, journey, person in due:
            self._now = at
            del self._courses[journey].due[person]
            self._alarm(journey, AlarmCause.MISSED_CHECK_IN, self._parties(journey))
        self._now = moment

    def news(self) -> Sequence[News]:
        """Return what became true since the last call."""
        found, self._news = self._news, []
        return found

    def perform(self, act: acts.AnyAct) -> Done:
        """Do one act."""
        match act:
            case acts.Consent():
                self._courses[act.journey].consents.add(act.by)
            case acts.Plan():
                self._plan(act)
            case acts.CheckInAgreed():
                self._courses[act.journey].due[act.by] = duration(act.due)
            case acts.Go():
                return self._go(self._courses[act.journey], act.journey)
            case acts.CheckIn():
                self._courses[act.journey].due.pop(act.by, None)
            case acts.Arrival() | acts.LossRecorded() | acts.Stop():
                self._courses[act.journey].over = True
            case _:
                pass
        found = caused(act)
        if found is not None:
            journey, cause, about = found
            self._alarm(journey, cause, about or self._parties(journey))
        return Done()

    def _plan(self, act: acts.Plan) -> None:
        registered = {leg.by for leg in act.legs} | {leg.house for leg in act.legs}
        named = frozenset(one for one in registered if one is not None)
        self._courses[act.journey].registered = named
        self._apply()

    def _go(self, course: _Course, journey: str) -> Done:
        if not set(self._scenario.persons(journey)) <= course.consents:
            return Done(refused="consent")
        if any(course.registered & hold.registered for hold in self._holds):
            return Done(refused="hold")
        course.went = self._now
        return Done()

    def _parties(self, journey: str) -> set[str]:
        return set(self._courses[journey].registered)

    def _alarm(self, journey: str, cause: AlarmCause, about: set[str]) -> None:
        alarm = f"alarm-{len(self._holds)}-{cause.value}-{self._now.isoformat()}"
        self._news.append(News("alarm", alarm, journey, cause.value, self._now))
        if NEEDS[cause].hold:
            self._holds.append(_Hold(alarm, cause, frozenset(about)))
            self._apply()

    def _apply(self) -> None:
        for hold in self._holds:
            for journey, course in self._courses.items():
                key = hold.alarm, journey
                if course.over or key in self._told:
                    continue
                if course.registered & hold.registered:
                    self._told.add(key)
                    cause = hold.cause.value
                    self._news.append(News("hold", hold.alarm, journey, cause, self._now))
