"""What the page after a loss shows: what is known and wished, whom to ask, the review."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from waystation.casework import consent, loss, referral
from waystation.casework import journey as plan
from waystation.casework.consent import Consents
from waystation.casework.entries import LossRecorded, ReferralMade
from waystation.casework.entries.loss import (
    DetentionNoted,
    LastKnownNoted,
    SupportOffered,
    Wanted,
    WishNoted,
    WishOf,
)
from waystation.casework.loss import Losses
from waystation.casework.procedure import CATALOGUE, Procedure
from waystation.casework.referral import Referrals
from waystation.casework.terms import Answer
from waystation.desk import journey
from waystation.desk import loss as losses
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.views import DeskState, JourneyName
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names
from waystation.desk.views_review import ReviewView, review_view

Step = Literal["facts", "wishes", "ask", "follow", "staff", "review", "questions"]
ANSWER_EXPECTED = timedelta(days=14)
"""After so long without an answer somebody asks again."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One thing to do, in order; `done` as far as the records say so."""

    step: Step
    done: bool


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing that is known; `by` noted it."""

    act: LastKnownNoted
    noted: datetime
    by: str


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One entry of a detention log; `before` is the place it is said to follow."""

    act: DetentionNoted
    noted: datetime
    by: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class WishRow:
    """One wish; `counts` where none of the person's own, and no later one, is before it.

    `beneath` says whether a consent of the person stood when it was noted.
    """

    act: WishNoted
    noted: datetime
    by: str
    counts: bool
    beneath: bool
    own_first: bool = False


@dataclass(frozen=True, slots=True)
class AskedRow:
    """Somebody who was asked, and what they answered; `late` after a long silence."""

    act: ReferralMade
    at: datetime
    procedure: Procedure | None
    answer: Answer
    said: str = ""
    answered: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure for one person: whether it was asked, and what stands against it.

    `agreed` says whether the person, or else the family, wishes it.
    """

    procedure: Procedure
    asked: bool
    against: bool
    agreed: bool

    @property
    def open(self) -> bool:
        """Say whether it may be asked as things stand."""
        return not self.against and (self.agreed or not self.procedure.consent_first)


@dataclass(frozen=True, slots=True)
class PersonView:
    """One traveller: lost or not, and everything that is known and wished of them."""

    person: str
    name: str
    lost: LossRecorded | None
    lost_at: datetime | None
    arrived: bool
    facts: tuple[FactRow, ...] = ()
    log: tuple[HeldRow, ...] = ()
    wishes: tuple[WishRow, ...] = ()
    asked: tuple[AskedRow, ...] = ()
    procedures: tuple[ProcedureRow, ...] = ()

    @property
    def shown(self) -> bool:
        """Say whether there is anything to show or to do for them."""
        return self.lost is not None or bool(self.facts or self.log or self.wishes)


@dataclass(frozen=True, slots=True)
class SupportRow:
    """What somebody who was there was offered; never what they said."""

    act: SupportOffered
    to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AfterView:
    """After a loss or a complaint.

    Attributes:
        sealed: whether nothing of the journey is destroyed until the review is closed.
        staff: the humans who can have been there: id and name.
        may_record: whether this desk's human may record a loss.
        may_act: whether they may note anything else here.
    """

    desk: DeskState
    journey: JourneyName
    persons: tuple[PersonView, ...]
    sealed: bool
    steps: tuple[StepRow, ...]
    review: ReviewView
    support: tuple[SupportRow, ...] = ()
    staff: tuple[tuple[str, str], ...] = ()
    may_record: bool = False
    may_act: bool = False

    @property
    def lost(self) -> tuple[PersonView, ...]:
        """Return those who are lost."""
        return tuple(one for one in self.persons if one.lost is not None)


def after_view(desk: Desk, state: DeskState, journey_id: str) -> AfterView:
    """Return it.

    Raises:
        NotFoundError: this desk is in no such journey.
    """
    with desk.lock:
        opened = journey.journey_cell(desk, journey_id)
        names = Names(desk)
        course = Course(desk, opened, names)
        known = losses.read(desk, opened)
        people = tuple(
            _person(desk, opened, course, one) for one in plan.persons(course.state)
        )
        reviewed = review_view(desk, opened, names)
        support = tuple(
            SupportRow(one.act, names.one(one.act.to), one.record.at)
            for one in sorted(known.support.values(), key=lambda one: one.order)
        )
        members = dict.fromkeys(one.human for one in opened.log.members)
        return AfterView(
            desk=state,
            journey=course.name,
            persons=people,
            sealed=losses.is_sealed(desk, opened),
            steps=_steps(people, reviewed, supported=bool(support)),
            review=reviewed,
            support=support,
            staff=tuple((one, names.one(one)) for one in members if names.one(one)),
            may_record=desk.has_role(*journey.WORKS_ON_IT),
            may_act=desk.has_role(*losses.MAY),
        )


def _person(desk: Desk, opened: OpenCell, course: Course, person: str) -> PersonView:
    known, names = losses.read(desk, opened), course.names
    lost = known.lost.get(person, ())
    log = loss.log(known, person)
    places = {one.act.detention: one.act.place for one in log}
    referred = losses.referrals(desk, opened)
    return PersonView(
        person=person,
        name=names.one(person),
        lost=lost[-1].act if lost else None,
        lost_at=lost[-1].record.at if lost else None,
        arrived=person in course.state.arrivals.arrived,
        facts=tuple(
            FactRow(one.act, one.record.at, names.one(one.record.human))
            for one in loss.known(known, person)
        ),
        log=tuple(
            HeldRow(
                one.act,
                one.record.at,
                names.one(one.record.human),
                places.get(one.act.moved_from, ""),
            )
            for one in log
        ),
        wishes=_wishes(desk, opened, known, person, names),
        asked=tuple(_asked(desk, referred, person)),
        procedures=tuple(_procedure(known, referred, person, one) for one in CATALOGUE),
    )


def _wishes(
    desk: Desk, opened: OpenCell, known: Losses, person: str, names: Names
) -> tuple[WishRow, ...]:
    every = [
        one
        for one in known.wishes.values()
        if one.act.person == person and not one.act.over
    ]
    consents = desk.read(opened, consent.fold, Consents())
    records = {
        one.record.id
        for group in (consents.given, consents.asserted)
        for one in group.get(person, ())
    } | {one.record.id for group in consents.seconded.values() for one in group}
    return tuple(
        WishRow(
            one.act,
            one.record.at,
            names.one(one.record.human),
            counts=one in loss.wishes_about(known, person, one.act.about),
            beneath=one.act.consent in records,
            own_first=one.act.whose is WishOf.FAMILY
            and any(
                each.act.whose is WishOf.PERSON
                for each in loss.wishes_about(known, person, one.act.about)
            ),
        )
        for one in sorted(every, key=lambda one: (one.act.about, one.order))
    )


def _asked(desk: Desk, referred: Referrals, person: str) -> list[AskedRow]:
    made = [one for one in referred.made.values() if one.act.person == person]
    rows = []
    for one in sorted(made, key=lambda one: one.order):
        answered = referred.answered.get(one.act.referral)
        answer = referral.answer(referred, one.act.referral)
        since = one.record.at if answered is None else answered.record.at
        waits = answer in {Answer.NO_ANSWER, Answer.ASKS_MORE}
        rows.append(
            AskedRow(
                one.act,
                one.record.at,
                _by_id(one.act.procedure),
                answer,
                said="" if answered is None else answered.act.text,
                answered=None if answered is None else answered.record.at,
                late=waits and desk.now() > since + ANSWER_EXPECTED,
            )
        )
    return rows


def _by_id(procedure_id: str) -> Procedure | None:
    return next((one for one in CATALOGUE if one.id == procedure_id), None)


def _procedure(
    known: Losses, referred: Referrals, person: str, procedure: Procedure
) -> ProcedureRow:
    wishes = [
        one.act.wanted
        for about in procedure.touches
        for one in loss.wishes_about(known, person, about)
    ]
    return ProcedureRow(
        procedure,
        asked=any(
            (one.act.person, one.act.procedure) == (person, procedure.id)
            for one in referred.made.values()
        ),
        against=Wanted.DO_NOT in wishes,
        agreed=Wanted.DO in wishes,
    )


def _steps(
    people: tuple[PersonView, ...], reviewed: ReviewView, *, supported: bool
) -> tuple[StepRow, ...]:
    lost = [one for one in people if one.lost is not None]
    if not lost:
        return _steps_of_review(reviewed, supported=supported)
    asked = [row for one in lost for row in one.asked]
    waits = {Answer.NO_ANSWER, Answer.ASKS_MORE}
    return (
        StepRow("facts", all(one.facts or one.log for one in lost)),
        StepRow("wishes", all(one.wishes for one in lost)),
        StepRow("ask", all(one.asked for one in lost)),
        StepRow("follow", bool(asked) and all(one.answer not in waits for one in asked)),
        *_steps_of_review(reviewed, supported=supported),
    )


def _steps_of_review(reviewed: ReviewView, *, supported: bool) -> tuple[StepRow, ...]:
    return (
        StepRow("staff", supported),
        StepRow("review", bool(reviewed.findings)),
        StepRow("questions", any(one.asked for one in reviewed.questions)),
    )
