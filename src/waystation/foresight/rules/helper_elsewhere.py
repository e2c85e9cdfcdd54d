"""Rules about helpers and vehicles that another journey of the organisation needs too.

Of the other journey nothing is known but its tags and its windows on six-hour marks.
"""

from collections.abc import Iterable
from datetime import timedelta

from waystation.casework import helper, journey
from waystation.casework.entries import LegPlanned
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.casework.terms import MarkKind
from waystation.foresight import parties
from waystation.foresight.picture import Picture, Sharing
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds

_TOGETHER = "report of 2023: one hired team was on two unrelated pick-ups"


def _two_cases(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    near = timedelta(hours=thresholds.helper.at_once_hours)
    for one, others in _shared(picture):
        if not parties.is_hired(picture, one):
            legs = _legs_with(picture, one)
            windows = [leg.act.window for leg in legs]
            for shared in others:
                if shared.comes_near(windows, near):
                    yield _found("helper.two_cases", Severity.WARN, one, (shared, legs))


def _hired_in_two_cases(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    code = "helper.hired_in_two_cases"
    for one, others in _shared(picture):
        if parties.is_hired(picture, one):
            legs = _legs_with(picture, one)
            yield from (_found(code, Severity.BLOCK, one, (each, legs)) for each in others)


def _first_pick_up_shared(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """The first leg uses a helper, vehicle or house of another case within some days."""
    legs = journey.legs(picture.journey)
    if not legs:
        return
    near = timedelta(hours=thresholds.helper.first_pick_up_apart_hours)
    used = journey.registers(picture.journey, legs[0].act)
    every = used.union(*(parties.kin_of(picture, one) for one in used))
    for shared in picture.shared:
        if shared.register in every and shared.comes_near((legs[0].act.window,), near):
            code = "helper.first_pick_up_shared"
            yield _found(code, Severity.WARN, shared.register, (shared, legs[:1]))


def _marked_elsewhere(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """What this desk can read for itself is said by the rule that names it, while it stands.

    What was settled here says nothing of what one of their team is marked for elsewhere.
    """
    for one in parties.helpers(picture):
        known = picture.helpers
        if helper.open_incidents(known, one) or helper.is_withdrawn(known, one):
            continue
        kin = parties.kin_of(picture, one)
        for mark in picture.marks:
            about = mark.mark in {MarkKind.INCIDENT, MarkKind.WITHDRAWN}
            if about and mark.register in kin:
                code = "helper.marked_elsewhere"
                yield Finding(code, Severity.WARN, one, mark.rests_on)
                break


def _shared(picture: Picture) -> Iterable[tuple[str, list[Sharing]]]:
    """Give each helper with the other journeys that they, or what is theirs, are on."""
    for one in parties.helpers(picture):
        kin = parties.kin_of(picture, one)
        by_handle = {each.handle: each for each in picture.shared if each.register in kin}
        if by_handle:
            yield one, [shared for _, shared in sorted(by_handle.items())]


def _legs_with(picture: Picture, one: str) -> tuple[Noted[LegPlanned], ...]:
    return tuple(
        leg
        for leg in journey.legs(picture.journey)
        if one in parties.at_leg(picture, leg.act)
    )


def _found(
    code: str,
    severity: Severity,
    where: str,
    because: tuple[Sharing, tuple[Noted[LegPlanned], ...]],
) -> Finding:
    shared, legs = because
    return Finding(
        code, severity, where, (*shared.rests_on, *(leg.record.id for leg in legs))
    )


RULES: tuple[Rule, ...] = (
    Rule(
        code="helper.two_cases",
        severity=Severity.WARN,
        title=Words(
            en="A helper is in two cases at once.",
            ko="한 조력자가 동시에 두 사례에 들어 있습니다.",
        ),
        explanation=Words(
            en="Another journey of the organisation has the same helper at about the same "
            "time. If they are stopped on one, both are known; and whoever is tired or late "
            "from one is late for the other.",
            ko="단체의 다른 이동에도 비슷한 때에 같은 조력자가 있습니다. 한쪽에서 붙잡히면 "
            "두 이동이 모두 알려지고, 한쪽에서 늦어지면 다른 쪽도 늦어집니다.",
        ),
        bad="Somebody guides a family on Thursday and is to drive a woman on Friday.",
        good="The second journey has another helper, or begins when the first has ended.",
        do=Words(
            en="Plan with another helper, or move the journey until the other is over.",
            ko="다른 조력자로 계획하거나, 다른 이동이 끝난 뒤로 미루십시오.",
        ),
        source=_TOGETHER,
        check=_two_cases,
    ),
    Rule(
        code="helper.hired_in_two_cases",
        severity=Severity.BLOCK,
        title=Words(
            en="A hired team is in two cases.",
            ko="고용 팀이 두 사례에 들어 있습니다.",
        ),
        explanation=Words(
            en="A hired team gets the least knowledge: one leg, no address, and no second "
            "case. Another journey that has not ended needs the same team, its members or "
            "its vehicles.",
            ko="고용 팀은 최소한만 알아야 합니다. 한 구간만 맡기고, 주소는 알리지 않고, "
            "두 번째 사례는 맡기지 않습니다. 아직 끝나지 않은 다른 이동에 같은 팀이나 "
            "팀원, 차량이 들어 있습니다.",
        ),
        bad="The team that drives E south is to pick up three women the morning after.",
        good="Another team, found another way, picks up the three women.",
        do=Words(
            en="Take another team for this journey. Do not tell this one that there is it.",
            ko="이 이동에는 다른 팀을 쓰십시오. 이 팀에게는 이런 이동이 있다는 것도 "
            "알리지 마십시오.",
        ),
        source=_TOGETHER,
        check=_hired_in_two_cases,
    ),
    Rule(
        code="helper.first_pick_up_shared",
        severity=Severity.WARN,
        title=Words(
            en="The first pick-up uses what another case used within three days.",
            ko="첫 만남에 다른 사례가 사흘 안에 쓴 것을 다시 씁니다.",
        ),
        explanation=Words(
            en="After a journey nobody knows at once who was seen: a car, a face, a door. The "
            "first pick-up is when a person cannot go back. It should touch nothing that "
            "another case touches shortly before or after.",
            ko="이동이 끝난 직후에는 차나 얼굴이나 집이 누구에게 보였는지 아직 알 수 "
            "없습니다. 첫 만남은 당사자가 되돌아갈 수 없게 되는 순간입니다. 그 앞뒤로 "
            "다른 사례가 쓴 것은 쓰지 말아야 합니다.",
        ),
        bad="The car of Monday's journey is to wait at the door on Wednesday.",
        good="Another car; or the same one a week later, when nothing was heard.",
        do=Words(
            en="Use another helper, vehicle or house for the first leg, or wait three days.",
            ko="첫 구간에는 다른 조력자나 차량, 집을 쓰거나 사흘을 기다리십시오.",
        ),
        source="report of 2023: a camera had seen the car that went on to the second pick-up",
        check=_first_pick_up_shared,
    ),
    Rule(
        code="helper.marked_elsewhere",
        severity=Severity.WARN,
        title=Words(
            en="Colleagues have marked a helper of this plan.",
            ko="동료가 이 계획의 조력자에게 표시를 남겼습니다.",
        ),
        explanation=Words(
            en="There is an incident with this helper or their team, or they have stepped "
            "back. This desk is not in their records and sees that there is something, not "
            "what.",
            ko="이 조력자나 그 팀과 관련된 사건이 있거나, 그만둔 상태입니다. 이 데스크는 그 "
            "기록에 들어 있지 않아 무언가 있다는 것만 보이고 내용은 보이지 않습니다.",
        ),
        bad="Another coordinator noted an incident on Monday; the plan goes on as it was.",
        good="The two spoke on the telephone, and the leg has another helper.",
        do=Words(
            en="Ask the other coordinators, aloud, who placed the mark and what follows for "
            "this journey.",
            ko="다른 이동 담당자들에게 누가 표시했는지, 이 이동에 어떤 뜻인지 말로 물어보십시오.",
        ),
        source="design: an incident lowers trust everywhere at once, and nobody reads a case "
        "that is not theirs",
        check=_marked_elsewhere,
    ),
)
