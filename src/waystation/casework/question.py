"""An organisation's own questions: agreed by two, then asked before every go.

They stand in the roster, which every desk reads, and say nothing of the case that they are
from. The answers stand in each journey.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import approval
from waystation.casework.approval import Approvals, complete
from waystation.casework.entries import Act
from waystation.casework.entries.review import (
    QuestionAnswered,
    QuestionProposed,
    QuestionRetired,
)
from waystation.casework.noted import (
    Group,
    LastAnswer,
    Noted,
    gather,
    run,
    undone_by_none,
)
from waystation.casework.table import Table
from waystation.casework.terms import Record

SIGNATURES = 2
CODE = "review."
"""What the code of a question begins with; its id follows."""


class Questions(Struct, frozen=True, weakref=True):
    """Everything said of each question, and who signed what."""

    proposed: Group[QuestionProposed] = Table()
    retired: Group[QuestionRetired] = Table()
    answered: Group[QuestionAnswered] = Table()
    approvals: Approvals = Approvals()


class Question(Struct, frozen=True):
    """A question as it stands; `by` are the humans who agreed, or the one who proposed."""

    question: str
    act: str
    text: str
    why: str
    by: tuple[str, ...]
    asked: bool

    @property
    def code(self) -> str:
        """Return what a finding says it is about."""
        return CODE + self.question


def fold(state: Questions, record: Record, act: Act) -> Questions:
    """Add one act of the roster, or of a journey."""
    match act:
        case QuestionProposed():
            proposed = gather(state.proposed, act.question, Noted(record, act))
            return replace(state, proposed=proposed)
        case QuestionRetired():
            retired = gather(state.retired, act.question, Noted(record, act))
            return replace(state, retired=retired)
        case QuestionAnswered():
            answered = gather(state.answered, act.question, Noted(record, act))
            return replace(state, answered=answered)
        case _:
            approvals = approval.fold(state.approvals, record, act)
            if approvals is state.approvals:
                return state
            return replace(state, approvals=approvals)


def read(records: Iterable[Record]) -> Questions:
    """Fold the roster, or a journey, from its beginning."""
    return run(fold, Questions(), records)


def every(state: Questions) -> tuple[Question, ...]:
    """Return the questions that are asked and those that wait for a second human.

    What two have retired is left out.
    """
    found = (_question(state, question) for question in sorted(state.proposed))
    return tuple(one for one in found if one is not None)


def asked(state: Questions) -> tuple[Question, ...]:
    """Return the questions that two humans agreed to and no two have retired."""
    return _asked(state)


def _asked_of(state: Questions) -> tuple[Question, ...]:
    return tuple(one for one in every(state) if one.asked)


_asked = LastAnswer(_asked_of)


def answer(state: Questions, question: str, head: str) -> Noted[QuestionAnswered] | None:
    """Return the newest answer for a plan exactly as it is; None where nobody answered."""
    fitting = (one for one in state.answered.get(question, ()) if one.act.head == head)
    return max(fitting, key=lambda one: one.order, default=None)


def retiring(state: Questions, question: str) -> tuple[Noted[QuestionRetired], ...]:
    """Return the acts that would retire a question and want a second signature."""
    return tuple(one for one in state.retired.get(question, ()) if not _signed(state, one))


def _question(state: Questions, question: str) -> Question | None:
    gone = [one for one in state.retired.get(question, ()) if _signed(state, one)]
    stands = [one for one in state.proposed[question] if undone_by_none(one, gone)]
    agreed = [(one, _signed(state, one)) for one in stands]
    for one, signed in reversed(agreed):
        if signed:
            return _shape(one, signed, asked=True)
    return _shape(stands[-1], (stands[-1],), asked=False) if stands else None


def _shape(
    one: Noted[QuestionProposed], by: Iterable[Noted[Act]], *, asked: bool
) -> Question:
    act = one.act
    humans = tuple(sorted(each.record.human for each in by))
    return Question(act.question, one.record.id, act.text, act.why, humans, asked)


def _signed(state: Questions, one: Noted[Act]) -> tuple[Noted[Act], ...]:
    """Return who agreed to an act, its writer among them; nothing of fewer than two."""
    given: tuple[Noted[Act], ...] = (one, *state.approvals.given.get(one.record.id, ()))
    refused = state.approvals.refused.get(one.record.id, ())
    signed = complete(given, refused, need=SIGNATURES)
    return signed if any(each is one for each in signed) else ()
