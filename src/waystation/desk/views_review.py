"""A review as its page shows it, and the organisation's own questions of one journey."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import complaint as complaints
from waystation.casework import journey as plan
from waystation.casework import question, review
from waystation.casework.entries.review import ReviewFindingNoted
from waystation.casework.question import Questions
from waystation.desk import complaint, journey
from waystation.desk import review as reviews
from waystation.desk.desk import Desk
from waystation.desk.loss import MAY
from waystation.desk.opened import OpenCell
from waystation.desk.views import DeskState, JourneyName, WaitingRow
from waystation.desk.views_course import Course
from waystation.desk.views_names import Names


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question of the organisation's own.

    Attributes:
        asked: whether two agreed, so that it is asked before every go.
        by: who agreed, or who proposed it.
        mine: whether this desk's human has signed it, or that it be retired.
        answer: what was answered for the plan as it is; empty where nobody has.
        retiring: who signed that it need not be asked any more.
    """

    question: str
    text: str
    why: str
    asked: bool
    by: tuple[str, ...]
    mine: bool = False
    answer: str = ""
    answered_by: str = ""
    retiring: tuple[str, ...] = ()
    may_retire: bool = True


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One thing that the review found."""

    act: ReviewFindingNoted
    by: str


@dataclass(frozen=True, slots=True)
class ClosingRow:
    """What one human signed to close the review; `mine` where it was this desk's."""

    act: str
    reason: str
    by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The review of a journey; `review` is empty where none was begun."""

    review: str = ""
    begun: datetime | None = None
    findings: tuple[FoundRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    closing: ClosingRow | None = None


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The organisation's own questions, and what was answered for one journey's plan."""

    desk: DeskState
    journey: JourneyName | None
    questions: tuple[QuestionRow, ...]
    may_act: bool = False
    one_plan: bool = True


def review_view(desk: Desk, opened: OpenCell, names: Names) -> ReviewView:
    """Return the review of a journey. Under the desk's lock."""
    known = reviews.read(desk, opened)
    begun = review.current(known)
    closing = reviews.closing(desk, opened)
    rows = {one.question: one for one in question_rows(desk, opened, names)}
    return ReviewView(
        review="" if begun is None else begun.act.review,
        begun=None if begun is None else begun.record.at,
        findings=tuple(
            FoundRow(one.act, names.one(one.record.human)) for one in review.in_time(known)
        ),
        questions=tuple(
            rows[one.act.question]
            for one in sorted(known.led.values(), key=lambda one: one.order)
            if one.act.question in rows
        ),
        closing=None
        if closing is None
        else ClosingRow(
            closing.record.id,
            closing.act.reason,
            names.one(closing.record.human),
            closing.record.at,
            closing.record.human == desk.human,
        ),
    )


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint as the outside trustee reads it, and what was answered."""

    complaint: str
    at: datetime
    said: str
    name: str
    journey: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComplaintsView:
    """The complaints of a trustee's desk, unanswered ones first; `mine` where it is one."""

    desk: DeskState
    mine: bool
    rows: tuple[ComplaintRow, ...] = ()


def complaints_view(desk: Desk, state: DeskState) -> ComplaintsView:
    """Return the complaints that this desk keeps."""
    with desk.lock:
        known, names = complaint.read(desk), Names(desk)
        rows = tuple(
            ComplaintRow(
                one.act.complaint,
                one.record.at,
                complaint.said(one),
                names.one(one.act.person),
                one.act.journey,
                tuple(said.act.text for said in known.answered.get(one.act.complaint, ())),
            )
            for one in complaints.in_order(known)
        )
        return ComplaintsView(state, bool(complaint.rooms(desk)), rows)


def waiting(desk: Desk) -> Iterator[WaitingRow]:
    """Return what waits for this desk's human after a loss or a complaint."""
    known = complaint.read(desk)
    new = [
        one for one in known.received.values() if one.act.complaint not in known.answered
    ]
    if new:
        yield WaitingRow("complaint", len(new), min(one.record.at for one in new))
    if not desk.has_role(*MAY):
        return
    every = question.every(reviews.questions(desk))
    to_agree = [one for one in every if not one.asked and desk.human not in one.by]
    if to_agree:
        yield WaitingRow("question", len(to_agree))


def questions_view(desk: Desk, state: DeskState, journey_id: str) -> QuestionsView:
    """Return the organisation's own questions as they stand for a journey, or for none.

    Raises:
        NotFoundError: this desk is in no such journey.
    """
    with desk.lock:
        if not journey_id:
            rows = question_rows(desk, None, Names(desk))
            return QuestionsView(state, None, rows, desk.has_role(*MAY), one_plan=False)
        opened = journey.journey_cell(desk, journey_id)
        names = Names(desk)
        course = Course(desk, opened, names)
        return QuestionsView(
            desk=state,
            journey=course.name,
            questions=question_rows(desk, opened, names),
            may_act=desk.has_role(*MAY),
            one_plan=plan.head(course.state) is not None,
        )


def question_rows(
    desk: Desk, opened: OpenCell | None, names: Names
) -> tuple[QuestionRow, ...]:
    """Return every question that is asked, then those that wait for a second human.

    Answers are those of the journey's plan, where one is given.
    """
    state = reviews.questions(desk)
    answers, bound = Questions(), ""
    if opened is not None:
        head = plan.head(journey.read(desk, opened))
        answers = desk.read(opened, question.fold, Questions())
        bound = "" if head is None else head.record.id
    rows = []
    for one in question.every(state):
        answered = question.answer(answers, one.question, bound)
        retiring = [each.record.human for each in question.retiring(state, one.question)]
        rows.append(
            QuestionRow(
                one.question,
                one.text,
                one.why,
                one.asked,
                names.many(one.by),
                mine=desk.human in one.by,
                answer="" if answered is None else answered.act.answer,
                answered_by="" if answered is None else names.one(answered.record.human),
                retiring=names.many(retiring),
                may_retire=desk.human not in retiring,
            )
        )
    return tuple(sorted(rows, key=lambda row: not row.asked))
