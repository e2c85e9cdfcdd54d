"""An organisation's own questions: two humans agree, and every go is asked."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import desk, untimed
from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework import journey, question
from waystation.casework.entries import (
    ApprovalGiven,
    ApprovalRefused,
    JourneyDecided,
    JourneyPlanned,
)
from waystation.casework.entries.review import (
    QuestionAnswered,
    QuestionProposed,
    QuestionRetired,
)
from waystation.casework.terms import Decision

ASKED = QuestionProposed(
    question="q", text="Did anybody speak with the driver today?", why="nobody had"
)
PLANNED = (JourneyPlanned(journey="j", persons=("e",)), leg(1, "b1"))


def agreed(*humans):
    """Return the records of a question that the first proposed and the others agreed to."""
    first, *others = humans
    told = [desk(first).writes(ASKED)]
    for number, other in enumerate(others):
        key = f"key {number} of {other}"
        told.append(desk(other, key).hears(*told).writes(ApprovalGiven(act=told[0].id)))
    return told


def asked(told):
    return [one.question for one in question.asked(question.read(told))]


@untimed
@given(st.lists(st.sampled_from(["kim", "lee", "sora"]), min_size=1, max_size=5))
def test_a_question_agreed_by_one_human_twice_is_not_asked_as_a_rule(humans):
    """However many keys and signatures, only two different humans make it a rule."""
    told = agreed(*humans)
    of_two = len(set(humans)) > 1
    assert (asked(told) == ["q"]) is of_two
    ruled = picture(*PLANNED, questions=question.read(told))
    assert (found("review.not_answered", ruled) == ["review.q"]) is of_two


def test_who_did_not_see_a_refusal_does_not_make_it_a_rule():
    told = agreed("kim", "lee")
    no = desk("sora").hears(told[0]).writes(ApprovalRefused(act=told[0].id, reason="no"))
    assert asked([*told, no]) == []


def test_two_retire_a_question_and_one_does_not():
    told = agreed("kim", "lee")
    sora = desk("sora").hears(*told)
    told.append(sora.writes(QuestionRetired(question="q", reason="it is a rule now")))
    again = desk("sora", "another key").hears(*told)
    assert asked([*told, again.writes(ApprovalGiven(act=told[-1].id))]) == ["q"]
    kim = desk("kim").hears(*told)
    assert asked([*told, kim.writes(ApprovalGiven(act=told[-1].id))]) == []


def test_it_is_asked_until_it_is_answered_for_the_plan_as_it_is():
    questions = question.read(agreed("kim", "lee"))
    of = picture(*PLANNED, questions=questions)
    assert found("review.not_answered", of) == ["review.q"]
    head = journey.head(of.journey).record.id
    answer = QuestionAnswered(journey="j", question="q", head=head, answer="at noon")
    answers = question.read([desk("kim").writes(answer)])
    assert found("review.not_answered", replace(of, answers=answers)) == []
    changed = picture(*PLANNED, leg(2, "b2"), questions=questions, answers=answers)
    assert found("review.not_answered", changed) == ["review.q"]


def test_nobody_is_asked_again_while_a_go_stands_for_the_plan_as_it_is():
    go = JourneyDecided(journey="j", decision=Decision.GO, reason="asked")
    of = picture(*PLANNED, go, questions=question.read(agreed("kim", "lee")))
    assert found("review.not_answered", of) == []


def test_without_consent_the_question_is_not_asked_either():
    bare = picture(*PLANNED, persons=(), questions=question.read(agreed("kim", "lee")))
    assert found("review.not_answered", bare) == []
