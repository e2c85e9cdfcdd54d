"""Rules about safe houses: who may still be brought to one, for how long, who knows it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from waystation.casework import helper, journey, safehouse
from waystation.casework.finding import Finding, Severity
from waystation.casework.terms import MarkKind
from waystation.foresight import parties
from waystation.foresight.picture import Marked, Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds


def _burned(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    for house in parties.houses(picture):
        said = tuple(one.record.id for one in picture.houses.for_good.get(house, ()))
        marks = [one for one in _marks(picture, house) if one.mark is MarkKind.BURNED]
        if said or marks:
            rests_on = (*said, *(record for one in marks for record in one.rests_on))
            yield Finding("house.burned", Severity.BLOCK, house, rests_on)


def _two_cases(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    near = timedelta(hours=thresholds.house.empty_between_cases_hours)
    for house, legs in parties.houses(picture).items():
        windows = [window for _, window in parties.visits(picture, house)]
        for shared in picture.shared:
            if shared.register == house and shared.comes_near(windows, near):
                rests_on = (*shared.rests_on, *(leg.record.id for leg in legs))
                yield Finding("house.two_cases", Severity.WARN, house, rests_on)


def _stay_too_long(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    longest = timedelta(hours=thresholds.house.stay_longest_hours)
    for stay in journey.stays(picture.journey):
        if stay.act.window.closes - stay.act.window.opens > longest:
            yield Finding(
                "house.stay_too_long", Severity.WARN, stay.act.house, (stay.record.id,)
            )


def _too_many_know(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    for house in parties.houses(picture):
        known_to = _knowing(picture, house)
        if len(known_to) > thresholds.house.most_who_know:
            told = picture.houses.told.get(house, ())
            rests_on = tuple(one.record.id for one in told)
            yield Finding("house.too_many_know", Severity.WARN, house, rests_on)


def _hired_told(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """A hired team is sent to the house itself, or was told of it at any time."""
    for house, legs in parties.houses(picture).items():
        sent = tuple(
            leg.record.id
            for leg in legs
            if leg.act.house == house and parties.is_hired(picture, leg.act.takes)
        )
        brought = tuple(
            stay.record.id
            for stay in parties.stays_at(picture, house)
            if parties.is_hired(picture, stay.act.brought_by)
        )
        told = tuple(
            one.record.id
            for one in picture.houses.told.get(house, ())
            if parties.is_hired(picture, one.act.who)
        )
        if sent or brought or told:
            rests_on = (*sent, *brought, *told)
            yield Finding("house.hired_told", Severity.BLOCK, house, rests_on)


def _over_capacity(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    travelling = len(journey.persons(picture.journey))
    own = frozenset(one.act.stay for one in journey.stays(picture.journey))
    for house in parties.houses(picture):
        noted = picture.houses.noted.get(house)
        if noted is None or not noted.act.capacity:
            continue
        for record, window in parties.visits(picture, house):
            taken = safehouse.beds_taken(picture.houses, house, window, own)
            if taken + travelling > noted.act.capacity:
                rests_on = (noted.record.id, record)
                yield Finding("house.over_capacity", Severity.BLOCK, house, rests_on)
                break


def _cooling_off(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    for house in parties.houses(picture):
        noted = safehouse.cooling_until(picture.houses, house)
        ends: list[tuple[datetime | None, tuple[str, ...]]] = [
            (one.until, one.rests_on)
            for one in _marks(picture, house)
            if one.mark is MarkKind.COOLING_OFF
        ]
        if noted is not None:
            ends = [(noted.act.until, (noted.record.id,))]
        for record, window in parties.visits(picture, house):
            still = [why for until, why in ends if until is None or window.opens < until]
            if still:
                rests_on = (*still[0], record)
                yield Finding("house.cooling_off", Severity.BLOCK, house, rests_on)
                break


def _host_unvetted(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    for house in parties.houses(picture):
        hosts = {one.act.host for one in parties.stays_at(picture, house)}
        noted = picture.houses.noted.get(house)
        if noted is not None:
            hosts.add(noted.act.host)
        unvetted = [
            host
            for host in sorted(hosts - {""})
            if not helper.is_vetted(picture.helpers, host, picture.now)
        ]
        if unvetted or not hosts - {""}:
            records = [picture.helpers.noted.get(host) for host in unvetted]
            rests_on = tuple(one.record.id for one in records if one is not None)
            yield Finding("house.host_unvetted", Severity.WARN, house, rests_on)


def _marks(picture: Picture, house: str) -> list[Marked]:
    return [one for one in picture.marks if one.register == house]


def _knowing(picture: Picture, house: str) -> frozenset[str]:
    """Return who knows the address, or will by this plan; not the persons who stay."""
    found = set(safehouse.ever_told(picture.houses, house))
    found |= picture.house_readers.get(house, frozenset())
    for leg in parties.houses(picture).get(house, ()):
        if leg.act.house == house:
            found.add(leg.act.takes)
    for stay in parties.stays_at(picture, house):
        found |= {stay.act.host, stay.act.brought_by}
    return frozenset(found - {""} - set(journey.persons(picture.journey)))


RULES: tuple[Rule, ...] = (
    Rule(
        code="house.burned",
        severity=Severity.BLOCK,
        title=Words(
            en="A safe house of the plan is burned.",
            ko="계획에 든 안전 가옥이 드러난 집입니다.",
        ),
        explanation=Words(
            en="Somebody noted that the house is known to those who must not know it. That "
            "does not pass with time.",
            ko="알아서는 안 될 사람이 이 집을 안다고 기록되어 있습니다. 시간이 지나도 "
            "되돌릴 수 없습니다.",
        ),
        bad="The house was sold to the holder in March; in June it stands empty and is used.",
        good="Another house, which nobody of those who knew the first has heard of.",
        do=Words(
            en="Plan with another house. Move whoever is still there.",
            ko="다른 집으로 계획하십시오. 아직 그곳에 사람이 있으면 옮기십시오.",
        ),
        source="report of 2023: the three were taken to the house of the arrested team",
        check=_burned,
        acceptable=False,
    ),
    Rule(
        code="house.two_cases",
        severity=Severity.WARN,
        title=Words(
            en="A safe house serves two cases at once.",
            ko="안전 가옥 하나를 두 사례가 동시에 씁니다.",
        ),
        explanation=Words(
            en="Another journey has the same house at about the same time. If it falls, both "
            "fall; and people of two cases learn each other's faces.",
            ko="다른 이동도 비슷한 때에 같은 집을 씁니다. 이 집이 드러나면 두 사례가 함께 "
            "드러나고, 두 사례의 사람들이 서로의 얼굴을 알게 됩니다.",
        ),
        bad="E and the three women are all to go to house H, then on together.",
        good="E goes to one house, the women to another, and neither knows of the other.",
        do=Words(
            en="Take another house, or plan the stays so that the house is empty in between.",
            ko="다른 집을 쓰거나, 사이에 집이 비도록 머무는 때를 나누십시오.",
        ),
        source="report of 2023: one house for both",
        check=_two_cases,
    ),
    Rule(
        code="house.stay_too_long",
        severity=Severity.WARN,
        title=Words(
            en="A stay at a safe house is long.",
            ko="안전 가옥에 오래 머무는 계획입니다.",
        ),
        explanation=Words(
            en="Every night more is seen by neighbours, bought in shops, told by somebody. A "
            "house protects for as long as nobody has begun to look.",
            ko="하룻밤이 지날 때마다 이웃이 보고, 가게가 알고, 누군가 말하게 됩니다. 집은 "
            "누가 찾기 시작하기 전까지만 안전합니다.",
        ),
        bad="Three persons wait eight days in one flat for the next driver.",
        good="One night, and the next driver comes in the morning.",
        do=Words(
            en="Shorten the stay, or plan a second house for the rest of it.",
            ko="머무는 날을 줄이거나, 나머지는 다른 집에서 지내도록 계획하십시오.",
        ),
        source="report of 2023: the house was broken into a few days after they came",
        check=_stay_too_long,
    ),
    Rule(
        code="house.too_many_know",
        severity=Severity.WARN,
        title=Words(
            en="Too many know the address of a safe house.",
            ko="안전 가옥의 주소를 아는 사람이 너무 많습니다.",
        ),
        explanation=Words(
            en="Counted are all who were ever told, every host there ever was, whose keys "
            "open it, and whom this plan sends there. Nobody forgets an address because they "
            "are no longer needed.",
            ko="지금까지 들은 사람, 거쳐 간 모든 책임자, 주소를 열 수 있는 사람, 이 계획이 "
            "보내는 사람을 모두 셉니다. 더는 필요 없게 되었다고 주소를 잊는 사람은 없습니다.",
        ),
        bad="Nine drivers of three years have been at the door.",
        good="The host, two of the staff and one guide know it.",
        do=Words(
            en="Use a newer house, or hand over short of it so that nobody more learns it.",
            ko="새 집을 쓰거나, 집에 닿기 전에 넘겨주어 더 알게 되는 사람이 없게 하십시오.",
        ),
        source="ours, from the report of 2023: any house that is known can be sold",
        check=_too_many_know,
    ),
    Rule(
        code="house.hired_told",
        severity=Severity.BLOCK,
        title=Words(
            en="A hired team is told the address of a safe house.",
            ko="고용 팀이 안전 가옥의 주소를 알게 됩니다.",
        ),
        explanation=Words(
            en="What a hired team knows can be bought from it, or asked of it by force. The "
            "way to a house is a handover short of it, where somebody trusted takes over.",
            ko="고용 팀이 아는 것은 돈으로 살 수 있고, 붙잡히면 추궁당할 수 있습니다. 집에 "
            "닿기 전에 믿을 수 있는 사람이 넘겨받아야 합니다.",
        ),
        bad="The drivers bring E to house H itself.",
        good="The drivers bring E to a station; the host's friend takes him from there.",
        do=Words(
            en="Plan a handover short of the house. If the team knows it already, take "
            "another house.",
            ko="집에 닿기 전에 넘겨주도록 계획하십시오. 이미 알고 있다면 다른 집을 쓰십시오.",
        ),
        source="report of 2023: the organiser believes that one of the brokers sold the house",
        check=_hired_told,
    ),
    Rule(
        code="house.over_capacity",
        severity=Severity.BLOCK,
        title=Words(
            en="A safe house has fewer beds than the plan needs.",
            ko="안전 가옥의 자리가 계획보다 적습니다.",
        ),
        explanation=Words(
            en="With those who are noted as staying there already, more would sleep in the "
            "house than it holds. A full house is noticed.",
            ko="이미 머무는 사람까지 합하면 이 집이 받을 수 있는 수를 넘습니다. 사람이 많은 "
            "집은 눈에 띕니다.",
        ),
        bad="A flat with two beds, one of them taken, for three women.",
        good="Two of the three go to another house.",
        do=Words(
            en="Plan with another house for some or all, or at another time.",
            ko="일부나 전부를 다른 집으로, 또는 다른 때로 계획하십시오.",
        ),
        source="ours",
        check=_over_capacity,
    ),
    Rule(
        code="house.cooling_off",
        severity=Severity.BLOCK,
        title=Words(
            en="A safe house is cooling off.",
            ko="안전 가옥을 비워 두는 기간입니다.",
        ),
        explanation=Words(
            en="It was noted that nobody is to be brought there before a moment, and the plan "
            "brings persons there earlier.",
            ko="정해 둔 때까지 아무도 데려오지 않기로 적혀 있는데, 계획은 그보다 먼저 사람을 "
            "데려갑니다.",
        ),
        bad="A neighbour asked questions on Sunday; on Tuesday the next two are to come.",
        good="Nobody comes for two weeks, and somebody looks at the street before the next.",
        do=Words(
            en="Wait until it is over, or plan with another house.",
            ko="그 기간이 끝날 때까지 기다리거나 다른 집으로 계획하십시오.",
        ),
        source="ours",
        check=_cooling_off,
    ),
    Rule(
        code="house.host_unvetted",
        severity=Severity.WARN,
        title=Words(
            en="The host of a safe house has not been looked into.",
            ko="안전 가옥의 주인을 아직 확인하지 않았습니다.",
        ),
        explanation=Words(
            en="A host is alone with persons who cannot leave. Nobody has met this one or "
            "asked about them, as far as is noted here, or it was too long ago.",
            ko="안전 가옥 책임자는 떠날 수 없는 사람들과 단둘이 있게 됩니다. 이 데스크의 기록으로는 "
            "만나 보거나 알아본 사람이 없거나, 너무 오래되었습니다.",
        ),
        bad="A relative of a driver offers a room for the night.",
        good="The host was met in the house, by somebody of the organisation, this spring.",
        do=Words(
            en="Have the host met at the house, note until when that counts, and tell the "
            "persons how to reach somebody else from there.",
            ko="집에서 직접 만나 보고 언제까지 유효한지 적으십시오. 머무는 사람들에게는 "
            "그곳에서 다른 사람에게 연락하는 방법을 알려 주십시오.",
        ),
        source="ours: power over people without alternatives is abused in every aid sector",
        check=_host_unvetted,
        silence=True,
    ),
)
