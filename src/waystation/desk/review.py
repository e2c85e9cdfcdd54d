"""Reviews: what happened and what could have been asked, and the questions it led to."""

from collections.abc import Iterator

from waystation.casework import journey as plan
from waystation.casework import loss, question, review, roster, slip
from waystation.casework.entries import ApprovalGiven, ApprovalRefused
from waystation.casework.entries.review import (
    QuestionAnswered,
    QuestionProposed,
    QuestionRetired,
    ReviewClosed,
    ReviewFindingNoted,
    ReviewOpened,
    ReviewQuestionLed,
)
from waystation.casework.noted import Noted
from waystation.casework.question import Question, Questions
from waystation.casework.review import Reviews
from waystation.desk import journey
from waystation.desk import loss as losses
from waystation.desk.desk import Desk
from waystation.desk.loss import MAY
from waystation.desk.opened import OpenCell
from waystation.desk.views_names import Names
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError


def read(desk: Desk, opened: OpenCell) -> Reviews:
    """Return the reviews of a journey."""
    return desk.read(opened, review.fold, Reviews())


def begin(desk: Desk, journey_id: str) -> str:
    """Begin a review, or return the one that was begun.

    Raises:
        NotFoundError: nobody is lost, and nothing was complained about or sealed.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        known = review.current(read(desk, opened))
        if known is not None:
            return known.act.review
        if not loss.is_open(losses.read(desk, opened)):
            raise NotFoundError("review.nothing", "there is nothing to review here")
        act = ReviewOpened(review=desk.random_id(), journey=journey_id)
        desk.append(opened, act)
        return act.review


def note(desk: Desk, found: ReviewFindingNoted) -> None:
    """Note something that the review found.

    Raises:
        FormatError: it does not say what happened.
        NotFoundError: no such review.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, found.journey)
        if not found.happened.strip():
            raise FormatError("review.empty", "say what happened", where="happened")
        begun = read(desk, opened).opened.get("", ())
        if found.review not in {one.act.review for one in begun}:
            raise NotFoundError("review.unknown", "no such review")
        desk.append(opened, found)


def close(desk: Desk, journey_id: str, reason: str) -> str:
    """Sign first to close the review; another human signs too, one of both the trustee.

    Returns:
        The id of the act that the second human approves.

    Raises:
        NotFoundError: nothing is sealed.
        FormatError: no reason.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        if not losses.is_sealed(desk, opened):
            raise NotFoundError("review.nothing", "nothing is kept for a review")
        if not reason.strip():
            raise FormatError("review.reason", "say why", where="reason")
        return desk.append(opened, ReviewClosed(journey=journey_id, reason=reason))


def closing(desk: Desk, opened: OpenCell) -> Noted[ReviewClosed] | None:
    """Return what one human signed to close the review, while it waits for another."""
    if not losses.is_sealed(desk, opened):
        return None
    return loss.closing(losses.read(desk, opened), roster.trustees(desk.roster()))


def agree_to_close(desk: Desk, journey_id: str, act: str) -> None:
    """Sign second to close the review; what was kept for it is kept no longer.

    Raises:
        NotFoundError: nobody signed such an act.
        ConflictError: this desk's human signed first.
        NotPermittedError: neither of the two is an outside trustee.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        first = _closing(desk, opened, act)
        both = {first.record.human, desk.human}
        if len(both) < loss.TO_CLOSE:
            raise ConflictError("review.two_humans", "another human signs second")
        if not both & roster.trustees(desk.roster()):
            message = "one of the two is an outside trustee"
            raise NotPermittedError("review.trustee", message)
        desk.append(opened, ApprovalGiven(act=act))


def refuse_to_close(desk: Desk, journey_id: str, act: str, reason: str) -> None:
    """Refuse to close the review yet: one human is enough.

    Raises:
        NotFoundError: nobody signed such an act.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        _closing(desk, opened, act)
        desk.append(opened, ApprovalRefused(act=act, reason=reason))


def _closing(desk: Desk, opened: OpenCell, act: str) -> Noted[ReviewClosed]:
    for one in losses.read(desk, opened).closed.get("", ()):
        if one.record.id == act:
            return one
    raise NotFoundError("review.unknown", "nothing waits under this id")


def propose(  # the question, why it is asked, and what it came from
    desk: Desk, journey_id: str, review_id: str, text: str, why: str, finding: str = ""
) -> str:
    """Propose that something be asked before every go; return the question's id.

    It goes to everybody of the organisation, so that nothing of the case may be in it.

    Raises:
        FormatError: no question.
        NotPermittedError: it holds a name, a number or a place of a case.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = journey.journey_cell(desk, journey_id)
        written = (" ".join(text.split()), " ".join(why.split()))
        if not all(written):
            raise FormatError("question.empty", "a question and why it is asked")
        if slip.gives_away(written, _of_cases(desk)):
            message = "nothing of a case may stand in a question"
            raise NotPermittedError("question.gives_away", message)
        act = QuestionProposed(question=desk.random_id(), text=written[0], why=written[1])
        desk.append(desk.roster_cell, act)
        led = ReviewQuestionLed(
            review=review_id, journey=journey_id, question=act.question, finding=finding
        )
        desk.append(opened, led)
        return act.question


def _of_cases(desk: Desk) -> Iterator[str]:
    """Return the names and places of everybody and everything that this desk knows."""
    yield from (name for _, name in Names(desk).known())
    for opened in desk.cells_of("journey"):
        yield from plan.places(journey.read(desk, opened))


def questions(desk: Desk) -> Questions:
    """Return everything said of the organisation's own questions."""
    return desk.read(desk.roster_cell, question.fold, Questions())


def agree(desk: Desk, question_id: str) -> None:
    """Sign second, so that the question is asked before every go from now on.

    Raises:
        NotFoundError: no such question waits for it.
        ConflictError: this desk's human proposed it.
    """
    with desk.acting():
        desk.require(*MAY)
        waits = waiting(desk, question_id)
        if waits.by == (desk.human,):
            raise ConflictError("question.two_humans", "another human signs second")
        desk.append(desk.roster_cell, ApprovalGiven(act=waits.act))


def refuse(desk: Desk, question_id: str, reason: str) -> None:
    """Refuse a question that waits: one human is enough.

    Raises:
        NotFoundError: no such question waits.
    """
    with desk.acting():
        desk.require(*MAY)
        waits = waiting(desk, question_id)
        desk.append(desk.roster_cell, ApprovalRefused(act=waits.act, reason=reason))


def waiting(desk: Desk, question_id: str) -> Question:
    """Return a question that one human proposed and no other signed.

    Raises:
        NotFoundError: none of that id.
    """
    for one in question.every(questions(desk)):
        if one.question == question_id and not one.asked:
            return one
    raise NotFoundError("question.unknown", "no such question waits")


def retire(desk: Desk, question_id: str, reason: str) -> bool:
    """Sign that a question need not be asked any more; say whether two have now.

    Raises:
        NotFoundError: no such question is asked.
        ConflictError: this desk's human has signed already.
        FormatError: no reason.
    """
    with desk.acting():
        desk.require(*MAY)
        state = questions(desk)
        _asked(state, question_id)
        if not reason.strip():
            raise FormatError("question.reason", "say why", where="reason")
        first = question.retiring(state, question_id)
        if first and first[-1].record.human == desk.human:
            raise ConflictError("question.two_humans", "another human signs second")
        act = (
            ApprovalGiven(act=first[-1].record.id, reason=reason)
            if first
            else QuestionRetired(question=question_id, reason=reason)
        )
        desk.append(desk.roster_cell, act)
        return question_id not in {one.question for one in question.asked(questions(desk))}


def answer(desk: Desk, journey_id: str, question_id: str, text: str) -> None:
    """Answer a question for one plan exactly as it is.

    Raises:
        NotFoundError: no such question is asked, or there is no one plan.
        FormatError: no answer.
    """
    with desk.acting():
        desk.require(*MAY)
        _asked(questions(desk), question_id)
        if not text.strip():
            raise FormatError("question.answer", "say what was found out", where="answer")
        opened = journey.journey_cell(desk, journey_id)
        head = plan.head(journey.read(desk, opened))
        if head is None:
            raise NotFoundError("plan.unknown", "there is no one plan to answer for")
        desk.append(
            opened,
            QuestionAnswered(
                journey=journey_id,
                question=question_id,
                head=head.record.id,
                answer=text,
            ),
        )


def _asked(state: Questions, question_id: str) -> None:
    if question_id not in {one.question for one in question.asked(state)}:
        raise NotFoundError("question.unknown", "no such question is asked")
