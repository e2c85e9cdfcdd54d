"""Rules about exposure: how much falls at once with one who is taken, or turns."""

from collections.abc import Iterable

from waystation.casework import disclosure, journey, safehouse
from waystation.casework.entries import LegPlanned
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.foresight import parties
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds


def _over_cap(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Whoever has an address has those who stay there, whosever case they are of."""
    travelling = len(journey.persons(picture.journey))
    for helper, houses in _addresses(picture).items():
        for house, records in houses.items():
            others = _others_there(picture, house)
            if others and travelling + others > thresholds.exposure.most_persons:
                yield Finding("exposure.over_cap", Severity.WARN, helper, records)
                break


def _others_there(picture: Picture, house: str) -> int:
    """Return how many beds others have in a house while these persons are there."""
    own = frozenset(one.act.stay for one in journey.stays(picture.journey))
    return max(
        (
            safehouse.beds_taken(picture.houses, house, window, own)
            for _, window in parties.visits(picture, house)
        ),
        default=0,
    )


def _addresses(picture: Picture) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return by helper the houses of this plan that they are told, and the records."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    persons = {*journey.persons(picture.journey), ""}

    def told(helper: str, house: str, record: str) -> None:
        if helper not in persons and house:
            houses = found.setdefault(helper, {})
            houses[house] = (*houses.get(house, ()), record)

    for leg in journey.legs(picture.journey):
        told(leg.act.takes, leg.act.house, leg.record.id)
    for stay in journey.stays(picture.journey):
        told(stay.act.brought_by, stay.act.house, stay.record.id)
        told(stay.act.host, stay.act.house, stay.record.id)
    for house in parties.houses(picture):
        for one in picture.houses.told.get(house, ()):
            told(one.act.who, house, one.record.id)
    return dict(sorted(found.items()))


def _pick_up_and_house(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    first = _first(picture)
    if first is None:
        return
    known = _addresses(picture)
    for helper in sorted(_at_pick_up(picture, first.act)):
        for one in sorted(parties.kin_of(picture, helper) & known.keys()):
            records = tuple(record for held in known[one].values() for record in held)
            rests_on = tuple(dict.fromkeys((first.record.id, *records)))
            yield Finding("exposure.pick_up_and_house", Severity.WARN, helper, rests_on)
            break


def _first(picture: Picture) -> Noted[LegPlanned] | None:
    legs = journey.legs(picture.journey)
    return legs[0] if legs else None


def _at_pick_up(picture: Picture, first: LegPlanned) -> frozenset[str]:
    """Return the helpers of the first meeting."""
    met = {first.gives, first.takes}
    for one in journey.handovers(picture.journey):
        if one.act.leg == first.leg:
            met |= {one.act.gives, one.act.takes}
    return frozenset(met - set(journey.persons(picture.journey)))


def _member_reaches_both(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    first = _first(picture)
    if first is None:
        return
    running = set(journey.responders(picture.journey))
    both: dict[str, None] = {}
    for house in parties.houses(picture):
        readers = picture.house_readers.get(house, frozenset())
        both |= dict.fromkeys(sorted(readers & running))
    for human in both:
        yield Finding(
            "exposure.member_reaches_both", Severity.NOTE, human, (first.record.id,)
        )


def _path_joins_cases(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    found = {**_by_details(picture), **_by_introduction(picture)}
    for where, records in sorted(found.items()):
        yield Finding("exposure.path_joins_cases", Severity.WARN, where, records)


def _by_introduction(picture: Picture) -> dict[str, tuple[str, ...]]:
    """Return the helpers who lead, by who brought in whom, to one of another journey."""
    found: dict[str, tuple[str, ...]] = {}
    if not picture.joined:
        return found
    needed = set(parties.helpers(picture))
    elsewhere = {one.register: one for one in picture.joined}
    noted = picture.helpers.noted
    for helper in sorted(needed):
        for other in sorted(parties.acquainted(picture, helper) - needed):
            if other in elsewhere:
                said = [noted[one].record.id for one in (helper, other) if one in noted]
                found[helper] = (*elsewhere[other].rests_on, *said)
                break
    return found


def _by_details(picture: Picture) -> dict[str, tuple[str, ...]]:
    """Return who of this journey was told of somebody of another case."""
    found: dict[str, tuple[str, ...]] = {}
    if not picture.other_persons:
        return found
    here = {*journey.persons(picture.journey), *parties.helpers(picture)}
    for told in disclosure.told(picture.disclosures):
        if told.act.of in picture.other_persons and told.act.to in here:
            found[told.act.to] = (*found.get(told.act.to, ()), told.record.id)
    return found


RULES: tuple[Rule, ...] = (
    Rule(
        code="exposure.over_cap",
        severity=Severity.WARN,
        title=Words(
            en="One capture would reach more people than the cap.",
            ko="한 사람이 잡히면 정한 수보다 많은 사람이 드러납니다.",
        ),
        explanation=Words(
            en="This helper is told a safe house in which others stay at the same time. "
            "Whoever makes them speak has not only those who travel with them, but "
            "everybody who sleeps there.",
            ko="이 조력자는 같은 때에 다른 사람들도 머무는 안전 가옥을 알게 됩니다. 이 "
            "조력자가 추궁을 당하면 함께 가는 사람뿐 아니라 그 집에서 자는 사람이 모두 "
            "드러납니다.",
        ),
        bad="A driver brings two women to a house in which two others already sleep.",
        good="He hands them over at a station; somebody of the house walks them there.",
        do=Words(
            en="Hand over short of the house, use another house, or wait until it is empty.",
            ko="집에 이르기 전에 인계하거나, 다른 집을 쓰거나, 집이 빌 때까지 "
            "기다리십시오.",
        ),
        source="ours; the report of 2023 has three women lost in one house at once",
        check=_over_cap,
    ),
    Rule(
        code="exposure.pick_up_and_house",
        severity=Severity.WARN,
        title=Words(
            en="One helper knows both the pick-up and a safe house.",
            ko="한 조력자가 첫 만남과 안전 가옥을 모두 압니다.",
        ),
        explanation=Words(
            en="Who is at the first meeting is seen there, and is the first to be looked "
            "for. If they, or those of their team, also know a house of this plan, one "
            "arrest at the beginning loses the end as well.",
            ko="첫 만남에 나오는 사람은 그곳에서 눈에 띄고, 가장 먼저 쫓깁니다. 그 사람이나 "
            "같은 팀이 이 계획의 안전 가옥까지 알면, 처음에 한 번 잡히는 것으로 "
            "끝까지 잃습니다.",
        ),
        bad="The team that fetches her also drives her to the house.",
        good="The team fetches her and hands her over; another helper brings her to the house.",
        do=Words(
            en="Plan a handover between the pick-up and the house, with another helper after "
            "it.",
            ko="첫 만남과 집 사이에 인계를 넣고, 그다음은 다른 조력자에게 맡기십시오.",
        ),
        source="report of 2023: the organiser believes that the hired team sold the house",
        check=_pick_up_and_house,
    ),
    Rule(
        code="exposure.member_reaches_both",
        severity=Severity.NOTE,
        title=Words(
            en="One of the staff reads both the pick-up and a safe house.",
            ko="단체의 한 사람이 첫 만남과 안전 가옥을 모두 봅니다.",
        ),
        explanation=Words(
            en="This colleague is in the journey and also reads the address of its house. "
            "If they are taken with their computer unlocked, both are known.",
            ko="이 동료는 이동에 들어 있으면서 그 이동이 쓰는 집의 주소도 봅니다. 컴퓨터가 "
            "잠기지 않은 채로 이 동료가 잡히면 두 곳이 모두 드러납니다.",
        ),
        bad="Whoever runs the journey has noted the house, and reads its address.",
        good="One colleague runs the journey; another one, who is not in it, keeps the house.",
        do=Words(
            en="Where you are enough, let somebody who is not in the journey keep the house.",
            ko="사람이 넉넉하다면 이동에 들어 있지 않은 사람이 집을 맡게 하십시오.",
        ),
        source="ours; design: membership is who knows what",
        check=_member_reaches_both,
    ),
    Rule(
        code="exposure.path_joins_cases",
        severity=Severity.WARN,
        title=Words(
            en="A path leads from this case to another one.",
            ko="이 사례에서 다른 사례로 이어지는 길이 있습니다.",
        ),
        explanation=Words(
            en="A helper of this plan was brought in by somebody on whom another journey "
            "depends, has brought them in, or both came through the same one; or somebody of "
            "this journey was told of a person of another case. Nobody sees whose journey "
            "that is. If one of the two is taken, the other is asked about next.",
            ko="이 계획의 조력자가 다른 이동이 의지하는 사람에게 소개받았거나, 그 사람을 "
            "소개했거나, 둘을 한 사람이 데려왔습니다. 또는 이 이동에 든 누군가가 다른 "
            "사례의 당사자에 관해 들었습니다. 누구의 이동인지는 보이지 않습니다. 둘 가운데 "
            "하나가 잡히면 다음은 다른 하나입니다.",
        ),
        bad="The driver of this journey was introduced by the guide of another that is not over.",
        good="The two journeys do not overlap, or one of them has helpers whom none of the "
        "others knows.",
        do=Words(
            en="Take a helper who does not know the other one, or wait until the other "
            "journey is over.",
            ko="서로 모르는 조력자를 쓰거나, 다른 이동이 끝날 때까지 기다리십시오.",
        ),
        source="report of 2018: each group was kept ignorant of the others; report of 2023: "
        "everyone was given everyone's details",
        check=_path_joins_cases,
    ),
)
