"""Rules that an organisation made for itself in a review: one for all of its questions."""

from collections.abc import Iterable

from waystation.casework import journey, question
from waystation.casework.finding import Finding, Severity
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds


def not_answered(picture: Picture, _thresholds: Thresholds) -> Iterable[Finding]:
    """Find the questions that nobody has answered for the plan as it is."""
    asked = question.asked(picture.questions)
    if not asked:
        return
    go = journey.go_stands(picture.journey)
    if go is not None and journey.covers(picture.journey, go):
        return  # it was asked, or was no question yet, when somebody decided
    head = journey.head(picture.journey)
    for one in asked:
        bound = "" if head is None else head.record.id
        if question.answer(picture.answers, one.question, bound) is None:
            yield Finding("review.not_answered", Severity.BLOCK, one.code, (one.act,))


RULES: tuple[Rule, ...] = (
    Rule(
        code="review.not_answered",
        severity=Severity.BLOCK,
        title=Words(
            en="A question of your own organisation is not answered for this plan.",
            ko="우리 단체가 스스로 정한 물음에 이 계획으로는 아직 답하지 않았습니다.",
        ),
        explanation=Words(
            en="After a loss or a complaint a review asks what could have been asked "
            "before. Two humans of your organisation agreed that this is to be asked "
            "before every go from then on. Where the plan changes it is asked again.",
            ko="누군가 도착하지 못했거나 이의가 제기된 뒤에는 미리 물어볼 수 있었던 것을 함께 돌아봅니다. "
            "그 뒤로 떠나기 전마다 이것을 묻기로 우리 단체의 두 사람이 정했습니다. 계획이 "
            "바뀌면 다시 묻습니다.",
        ),
        bad="The question is whether anybody has spoken with the driver that day. Nobody "
        "has, and the plan is to go in an hour.",
        good="Somebody has called the driver at noon, and says so beside the question.",
        do=Words(
            en="Ask it, and note the answer. Where it cannot be yes, change the plan, or "
            "let two humans accept it with a reason.",
            ko="묻고 답을 적으십시오. 그렇다고 답할 수 없으면 계획을 바꾸거나, 두 사람이 "
            "까닭을 적고 받아들이십시오.",
        ),
        source="ours: the organisation's own review",
        check=not_answered,
    ),
)
