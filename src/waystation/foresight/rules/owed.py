"""Rules about what nobody may be asked for in return for safety. Nobody can accept them.

There is no entry for anything owed. What somebody heard is reported, and stops the plan for
as long as whoever asks it is part of the plan.
"""

from collections.abc import Iterable

from waystation.casework import journey
from waystation.casework.finding import Finding, Severity
from waystation.casework.person import HOLDS
from waystation.casework.terms import Condition
from waystation.foresight import parties
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Check, Rule, Words
from waystation.foresight.thresholds import Thresholds

_DECIDED = "design: nothing may be owed; ILO indicators of forced labour (debt bondage)"
_WITHOUT = Words(
    en="Plan it without whoever asks this, and tell the person that nothing is owed. Where "
    "it is the organisation's own condition, the journey cannot be made.",
    ko="이런 것을 요구하는 사람 없이 다시 계획하고, 당사자에게 갚을 것이 없다고 "
    "알리십시오. 단체가 내건 조건이라면 이 이동은 할 수 없습니다.",
)


def _registers(picture: Picture) -> frozenset[str]:
    legs = journey.legs(picture.journey)
    return frozenset().union(*(journey.registers(picture.journey, leg.act) for leg in legs))


def _reported(code: str, *conditions: Condition) -> Check:
    """Return a check for reports of these conditions by whoever is part of the plan.

    One of a team that is part of it asks for the team.
    """

    def check(picture: Picture, _: Thresholds) -> Iterable[Finding]:
        in_plan = _registers(picture)
        for condition in conditions:
            for one in picture.journey.prepared.conditions.get(condition, ()):
                if not one.act.by or parties.kin_of(picture, one.act.by) & in_plan:
                    where = one.act.by or picture.journey.journey
                    yield Finding(code, Severity.BLOCK, where, (one.record.id,))

    return check


def _payment_to_holder(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    code = "owed.payment_to_holder"
    yield from _reported(code, Condition.PAYMENT_TO_HOLDER)(picture, thresholds)
    for leg in journey.legs(picture.journey):
        touched = journey.registers(picture.journey, leg.act)
        for other, noted in sorted(picture.case.persons.others.items()):
            if noted.act.relation in HOLDS and other in touched:
                rests_on = (leg.record.id, noted.record.id)
                yield Finding(code, Severity.BLOCK, other, rests_on)


def _rule(
    what: str, title: Words, explanation: Words, examples: tuple[str, str], check: Check
) -> Rule:
    bad, good = examples
    return Rule(
        code=f"owed.{what}",
        severity=Severity.BLOCK,
        title=title,
        explanation=explanation,
        bad=bad,
        good=good,
        do=_WITHOUT,
        source=_DECIDED,
        check=check,
        acceptable=False,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "fee",
        Words(
            en="Somebody asks the person or their family for a fee.",
            ko="당사자나 가족에게 돈을 내라고 하는 사람이 있습니다.",
        ),
        Words(
            en="Safety is not sold. Who pays for their own way out is open to whoever asks "
            "for more on the road.",
            ko="안전은 파는 것이 아닙니다. 스스로 돈을 내고 나오는 사람은 길에서 더 내라는 "
            "요구를 받게 됩니다.",
        ),
        (
            "The driver wants the family to pay him when Ana arrives.",
            "The driver is paid by the organisation alone, and Ana was told so.",
        ),
        _reported("owed.fee", Condition.FEE, Condition.OTHER),
    ),
    _rule(
        "debt",
        Words(
            en="The person is to owe something afterwards.",
            ko="당사자에게 나중에 갚을 빚이 생깁니다.",
        ),
        Words(
            en="A debt for a way out is how many were held before. It makes the next holder.",
            ko="나오는 값으로 진 빚은 많은 사람이 붙잡힌 까닭이었습니다. 또 다른 사람이 "
            "그를 붙잡게 만듭니다.",
        ),
        (
            "Ana is to pay the passage back from her first allowance.",
            "Nothing is written down as owed, because nothing is.",
        ),
        _reported("owed.debt", Condition.DEBT),
    ),
    _rule(
        "work",
        Words(
            en="Work or sex is asked in return.",
            ko="대가로 일이나 성을 요구하는 사람이 있습니다.",
        ),
        Words(
            en="Work or sex in return for safety is exploitation, whoever asks it and however "
            "small it sounds.",
            ko="안전의 대가로 일이나 성을 요구하는 것은, 누가 얼마나 작은 것을 요구하든 "
            "착취입니다.",
        ),
        (
            "The host lets Bo stay if he works in the shop for two weeks.",
            "Bo stays, and what the host spends is paid by the organisation.",
        ),
        _reported("owed.work", Condition.WORK, Condition.SEX),
    ),
    _rule(
        "papers",
        Words(
            en="Somebody wants to keep the person's papers or phone.",
            ko="당사자의 서류나 전화기를 맡아 두려는 사람이 있습니다.",
        ),
        Words(
            en="Who holds papers or a phone holds the person. It is one of the commonest "
            "means of control.",
            ko="서류나 전화기를 쥔 사람은 그 사람을 쥔 것입니다. 가장 흔한 통제 수단 가운데 "
            "하나입니다.",
        ),
        (
            "The guide collects the phones and gives them back at the end.",
            "Everyone keeps their own phone, switched off where that was agreed with them.",
        ),
        _reported("owed.papers", Condition.PAPERS),
    ),
    _rule(
        "payment_to_holder",
        Words(
            en="Something would be paid to whoever holds the person.",
            ko="당사자를 붙잡은 쪽에 돈이 갑니다.",
        ),
        Words(
            en="No ransom, bribe or payment goes to a holder or to those near them. It pays "
            "for the next person who is held, and is a crime in many places.",
            ko="붙잡은 사람이나 그 주변에 몸값이나 뇌물을 주지 않습니다. 다음 사람을 "
            "붙잡는 값이 되며, 많은 곳에서 범죄입니다.",
        ),
        (
            "The plan has a payee who is noted in the case as near the holder.",
            "Nobody in the plan is tied to the holder, and the authorities were asked.",
        ),
        _payment_to_holder,
    ),
)
