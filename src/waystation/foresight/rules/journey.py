"""Rules about the plan itself: its windows, its ends, what it asks of a person."""

from collections.abc import Iterable
from datetime import timedelta

from waystation.casework import journey
from waystation.casework.finding import Finding, Severity
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds


def _window_impossible(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """A leg that ends before it begins, or that begins before the one before it could."""
    before = None
    for leg in journey.legs(picture.journey):
        window = leg.act.window
        backwards = window.closes <= window.opens
        too_soon = before is not None and window.closes < before.act.window.opens
        if backwards or too_soon:
            rests_on = (leg.record.id, *((before.record.id,) if before else ()))
            yield Finding(
                "journey.window_impossible", Severity.BLOCK, leg.act.leg, rests_on
            )
        before = leg


def _leg_too_long(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    longest = timedelta(hours=thresholds.journey.leg_longest_hours)
    for leg in journey.legs(picture.journey):
        if leg.act.window.closes - leg.act.window.opens > longest:
            yield Finding(
                "journey.leg_too_long", Severity.WARN, leg.act.leg, (leg.record.id,)
            )


RULES: tuple[Rule, ...] = (
    Rule(
        code="journey.window_impossible",
        severity=Severity.BLOCK,
        title=Words(
            en="A leg's window cannot be kept.",
            ko="지킬 수 없는 시간이 잡힌 구간이 있습니다.",
        ),
        explanation=Words(
            en="The window of a leg closes before it opens, or closes before the window of "
            "the leg before it opens. Whoever waits there waits for nobody, and a check-in "
            "that hangs on it is due at the wrong time.",
            ko="구간의 시간이 시작하기 전에 끝나거나, 앞 구간이 시작하기도 전에 끝납니다. "
            "그곳에서 기다리는 사람은 아무도 만나지 못하고, 그 구간에 딸린 안부 확인도 "
            "잘못된 시각을 기다리게 됩니다.",
        ),
        bad="Leg 1 is from 10:00 to 12:00, leg 2 from 08:00 to 09:00 on the same day.",
        good="Leg 1 is from 10:00 to 12:00, leg 2 from 14:00 to 18:00.",
        do=Words(
            en="Plan the leg again with a window that follows the one before it.",
            ko="앞 구간 다음에 오는 시간으로 이 구간을 다시 계획하십시오.",
        ),
        source="ours: the order of the legs is the order of the meetings",
        check=_window_impossible,
    ),
    Rule(
        code="journey.leg_too_long",
        severity=Severity.WARN,
        title=Words(en="One leg takes days.", ko="한 구간이 며칠씩 걸립니다."),
        explanation=Words(
            en="The window of one leg is longer than the longest stage that the reports "
            "tell of. So long in the hands of one party, nobody else can say where the "
            "person should be by now.",
            ko="한 구간의 시간이 보고된 가장 긴 구간보다 깁니다. 그렇게 오래 한 사람에게만 "
            "맡기면, 지금 어디쯤 있어야 하는지 아무도 말할 수 없습니다.",
        ),
        bad="One leg of five days with one driver.",
        good="Three legs of a day or two, each with its own meeting and its own check-in.",
        do=Words(
            en="Divide the leg where there is a meeting or a rest, and agree a check-in in "
            "each part.",
            ko="만남이나 쉼이 있는 곳에서 구간을 나누고, 나눈 구간마다 안부 확인을 "
            "약속하십시오.",
        ),
        source="report of 2018: the longest stage took about 50 hours; the number is ours",
        check=_leg_too_long,
    ),
)
