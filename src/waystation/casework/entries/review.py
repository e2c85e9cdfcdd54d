"""Acts of a review: what happened, what was known, what could have been asked.

A review looks for questions and never for somebody at fault: no field names one. What it
asks from now on is an organisation's own question, which says nothing of the case it is
from.
"""

from typing import Annotated, ClassVar

from msgspec import Meta

from waystation.casework.entries.base import Act, Id, Labels, MaybeId, Moment, Text

Question = Annotated[str, Meta(min_length=1, max_length=300)]


class ReviewOpened(Act, frozen=True, kw_only=True):
    """A review of one journey begins."""

    kind: ClassVar[str] = "review.opened"
    review: Id
    journey: Id


class ReviewFindingNoted(Act, frozen=True, kw_only=True):
    """One thing that the review found; noted again under its id, it replaces the first.

    `known_to` are desks, roles or parties that knew, and `known_since` from when.
    """

    kind: ClassVar[str] = "review.finding_noted"
    finding: Id
    review: Id
    journey: Id
    happened: Text
    at: Moment | None = None
    known: Text = ""
    known_to: Labels = ()
    known_since: Moment | None = None
    could_be_asked: Text = ""


class ReviewQuestionLed(Act, frozen=True, kw_only=True):
    """A finding led to a question of the organisation's own, which stands in the roster."""

    kind: ClassVar[str] = "review.question_led"
    review: Id
    journey: Id
    question: Id
    finding: MaybeId = ""


class ReviewClosed(Act, frozen=True, kw_only=True):
    """One of two who close a review, one of them an outside trustee: the seal goes with it.

    It counts once another human approves this exact act, and for what its writer had seen.
    """

    kind: ClassVar[str] = "review.closed"
    journey: Id
    reason: Text


class QuestionProposed(Act, frozen=True, kw_only=True):
    """A question to be asked before every go; it is once another human approves it.

    It stands in the roster, so that every desk asks it.
    """

    kind: ClassVar[str] = "question.proposed"
    question: Id
    text: Question
    why: Question


class QuestionRetired(Act, frozen=True, kw_only=True):
    """A question need not be asked any more; so once another human approves that."""

    kind: ClassVar[str] = "question.retired"
    question: Id
    reason: Text


class QuestionAnswered(Act, frozen=True, kw_only=True):
    """Somebody asked it of one plan as it is, and can say yes; `head` stands for the plan.

    A change of the plan asks again.
    """

    kind: ClassVar[str] = "question.answered"
    journey: Id
    question: Id
    head: Id
    answer: Text
