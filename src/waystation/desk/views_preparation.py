"""What a journey is prepared for, as its pages show it: part by part, and what is found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from waystation.casework import disclosure, journey, person, preparation
from waystation.casework.acceptance import Accepted
from waystation.casework.disclosure import Disclosures
from waystation.casework.entries import Act
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.plan import (
    AbortAgreed,
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    ReturnReported,
)
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.casework.person import Persons
from waystation.casework.terms import Channel, Role
from waystation.desk import foresight
from waystation.desk import preparation as prepared
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell
from waystation.desk.preparation import Part, Prepared
from waystation.desk.views import DeskState, JourneyName, JourneyState
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names
from waystation.desk.views_plan import Choice, Choices, Signed, choices
from waystation.errors import NotFoundError

_NO_CHOICES = Choices()
A = TypeVar("A", bound=Act)


@dataclass(frozen=True, slots=True)
class NotedRow:
    """What was noted, by whom and when; `of` and `to` name whom it names.

    Of people sent back on the way, `of` is the number of the leg.
    """

    act: Act
    by: str
    at: datetime
    of: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom, or which leg, something is noted of; an empty key is the whole journey."""

    key: str = ""
    person: str = ""
    leg: int | None = None
    noted: NotedRow | None = None


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the preparation: what stands of each subject, and what was reported."""

    part: Part
    subjects: tuple[Subject, ...] = ()
    reports: tuple[NotedRow, ...] = ()

    def subject(self, key: str) -> Subject:
        """Return one of its subjects; of several of one person, the first not noted.

        Raises:
            NotFoundError: it has none of that key.
        """
        named = [one for one in self.subjects if key in {one.key, *one.key.split(".")}]
        for one in (*(one for one in named if one.noted is None), *named):
            return one
        raise NotFoundError("preparation.subject", "nothing of that kind is prepared here")

    def is_of_another(self, where: str, key: str) -> bool:
        """Say whether something is about another subject than the one of that key."""
        own = {key, *key.split(".")}
        others = {one.key for one in self.subjects}
        others |= {piece for one in self.subjects for piece in one.key.split(".")}
        return bool(key) and where in others - own

    @property
    def first(self) -> str:
        """Return the key of the first subject that nothing is noted of, or of the first."""
        bare = [one.key for one in self.subjects if one.noted is None]
        return next(iter(bare or [one.key for one in self.subjects]), "")


@dataclass(frozen=True, slots=True)
class PrepareFinding:
    """What a check found; `accepted` by two, so that it does not count for now."""

    code: str
    severity: Severity
    where: str = ""
    about: str = ""
    accepted: Signed | None = None


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """A way to reach somebody that is noted in a conversation of the case."""

    id: str
    via: Channel
    label: str = ""


@dataclass(frozen=True, slots=True)
class PreparationView:
    """All of a journey's preparation, and what is found of the journey."""

    desk: DeskState
    journey: JourneyName
    state: JourneyState
    parts: tuple[PartView, ...]
    findings: tuple[PrepareFinding, ...] = ()
    choices: Choices = _NO_CHOICES
    meetings: tuple[Choice, ...] = ()
    channels: tuple[ChannelChoice, ...] = ()
    may_note: bool = False

    def part(self, part: Part) -> PartView:
        """Return one part.

        Raises:
            NotFoundError: there is nothing of that kind to prepare for this journey.
        """
        for one in self.parts:
            if one.part is part:
                return one
        raise NotFoundError("preparation.subject", "nothing of that kind is prepared here")


def preparation_view(
    desk: Desk,
    state: DeskState,
    journey_id: str,
    typed: Prepared | DisclosureNoted | None = None,
) -> PreparationView:
    """Return a journey's preparation; findings as if what is typed were noted.

    Raises:
        NotFoundError: this desk is in no such journey.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        names = Names(desk)
        course = Course(desk, opened, names)
        read = _Read(course)
        found = prepared.findings(desk, journey_id, typed)
        return PreparationView(
            desk=state,
            journey=course.name,
            state=course.stands,
            parts=tuple(read.parts()),
            findings=_findings(names, found),
            choices=choices(desk, opened, course.state, names),
            meetings=tuple(
                Choice(one.act.handover, one.act.place)
                for one in journey.handovers(course.state)
            ),
            channels=_channels(course),
            may_note=desk.has_role(*WORKS_ON_IT, Role.TRUSTEE),
        )


class _Read:
    """One journey's preparation, read part by part."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._known = course.state.prepared
        self._persons = journey.persons(course.state)
        self._legs = [one.act.leg for one in journey.legs(course.state)]

    def parts(self) -> Iterator[PartView]:
        """Give the parts in the order in which they are prepared."""
        known = self._known
        end = preparation.destination(known)
        yield PartView(Part.DESTINATION, (Subject(noted=self._row(end)),))
        if end is not None or self._legs:
            yield PartView(Part.RETURNED, (Subject(),), self._rows(self._returns(end)))
        fallbacks = {one.act.leg: one for one in known.fallbacks.values()}
        yield PartView(Part.FALLBACK, (self._whole(fallbacks), *self._of_legs(fallbacks)))
        yield PartView(Part.ABORT, (Subject(noted=self._row(known.abort.get(""))),))
        if self._legs:
            yield PartView(Part.STRAIN, self._of_legs(known.strain))
        answers = tuple(self._answers())
        if answers:
            yield PartView(Part.ANSWER, answers)
        yield PartView(Part.WEIGHED, self._of_persons(self._persons, known.weighed))
        yield PartView(Part.INTERVIEW, self._of_persons(self._persons, known.interview))
        children = self._children()
        if children:
            yield PartView(Part.CHILD, self._of_persons(children, known.children))
        conditions = [one for group in known.conditions.values() for one in group]
        yield PartView(Part.CONDITION, (Subject(),), self._rows(_in_order(conditions)))
        yield self._disclosures()

    def _returns(
        self, end: Noted[DestinationPlanned] | None
    ) -> list[Noted[ReturnReported]]:
        """Return what was reported of where it ends, and of the legs as they stand."""
        of_end = "" if end is None else end.act.destination
        return _in_order(
            one
            for reported in self._known.returns.values()
            for one in reported
            if (one.act.leg in self._legs if one.act.leg else one.act.destination == of_end)
        )

    def _whole(self, noted: Mapping[str, Noted[Act]]) -> Subject:
        return Subject(noted=self._row(noted.get("")))

    def _of_legs(self, noted: Mapping[str, Noted[Act]]) -> tuple[Subject, ...]:
        return tuple(
            Subject(leg, leg=self._course.number(leg), noted=self._row(noted.get(leg)))
            for leg in self._legs
        )

    def _of_persons(
        self, persons: Iterable[str], noted: Mapping[str, Noted[Act]]
    ) -> tuple[Subject, ...]:
        name = self._course.names.one
        return tuple(
            Subject(one, person=name(one), noted=self._row(noted.get(one)))
            for one in persons
        )

    def _answers(self) -> Iterator[Subject]:
        """Give who is asked about which leg: where it asks anything of a body."""
        for leg in self._legs:
            strain = self._known.strain.get(leg)
            if strain is None or not (strain.act.climb or strain.act.hours_on_foot):
                continue
            for one in self._persons:
                yield Subject(
                    f"{leg}.{one}",
                    person=self._course.names.one(one),
                    leg=self._course.number(leg),
                    noted=self._row(preparation.answer(self._known, leg, one)),
                )

    def _children(self) -> tuple[str, ...]:
        noted = self._course.desk.read(self._course.opened, person.fold, Persons()).noted
        return tuple(
            one for one in self._persons if one in noted and not noted[one].act.adult
        )

    def _disclosures(self) -> PartView:
        course = self._course
        told = course.desk.read(course.opened, disclosure.fold, Disclosures())
        rows = self._rows(disclosure.told(told))
        again = tuple(
            Subject(row.act.disclosure, noted=row)
            for row in rows
            if isinstance(row.act, DisclosureNoted)
        )
        return PartView(Part.DISCLOSURE, (Subject(), *again), rows)

    def _rows(self, noted: Iterable[Noted[Act]]) -> tuple[NotedRow, ...]:
        rows = (self._row(one) for one in noted)
        return tuple(row for row in rows if row is not None)

    def _row(self, noted: Noted[Act] | None) -> NotedRow | None:
        if noted is None or _is_bare(noted.act):
            return None
        act, name = noted.act, self._course.names.one
        of = to = ""
        if isinstance(act, DisclosureNoted):
            of, to = name(act.of) or self._meeting(act.of), name(act.to)
        elif isinstance(act, ConditionReported):
            to = name(act.by)
        elif isinstance(act, ReturnReported) and act.leg in self._legs:
            of = str(self._course.number(act.leg))
        return NotedRow(act, name(noted.record.human), noted.record.at, of, to)

    def _meeting(self, handover: str) -> str:
        planned = self._course.state.handovers.planned.get(handover)
        return "" if planned is None else planned.act.place


def _is_bare(act: Act) -> bool:
    """Say whether an act takes back what was noted before it."""
    match act:
        case FallbackPlanned():
            return not act.what.strip()
        case AbortAgreed():
            return not any(one.strip() for one in act.criteria)
        case _:
            return False


def _in_order(noted: Iterable[Noted[A]]) -> list[Noted[A]]:
    return sorted(noted, key=lambda one: one.order)


def _channels(course: Course) -> tuple[ChannelChoice, ...]:
    seen = foresight.picture(course.desk, course.opened, course.state)
    return tuple(
        ChannelChoice(channel, noted.act.via, noted.act.label)
        for channel, noted in seen.channels.items()
    )


def _findings(
    names: Names, found: Mapping[Finding, Accepted | None]
) -> tuple[PrepareFinding, ...]:
    return tuple(
        PrepareFinding(
            one.code,
            one.severity,
            one.where,
            names.one(one.where),
            None
            if taken is None
            else Signed("", names.many(taken.by), taken.reason, taken.until),
        )
        for one, taken in found.items()
    )
