"""Rules about what a plan asks of a helper: how much, how many, and how much they learn."""

from collections.abc import Iterable
from datetime import timedelta

from waystation.casework import conflict, helper, journey
from waystation.casework.entries import LegPlanned
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.casework.terms import HelperRole
from waystation.foresight import parties
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule, Words
from waystation.foresight.thresholds import Thresholds


def _first_job_not_small(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    known = picture.helpers
    for one, legs in sorted(parties.carried_by(picture).items()):
        first = one in known.noted and not helper.jobs(known, one)
        if first and not _is_small(picture, legs, thresholds):
            rests_on = (known.noted[one].record.id, *_ids(legs))
            yield Finding("helper.first_job_not_small", Severity.WARN, one, rests_on)


def _is_small(
    picture: Picture, legs: tuple[Noted[LegPlanned], ...], thresholds: Thresholds
) -> bool:
    limits = thresholds.helper
    longest = timedelta(hours=limits.first_job_longest_hours)
    return (
        len(legs) == 1
        and not legs[0].act.house
        and len(journey.persons(picture.journey)) <= limits.first_job_most_persons
        and all(one.act.window.closes - one.act.window.opens <= longest for one in legs)
    )


def _over_cap(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    travelling = len(journey.persons(picture.journey))
    for one in parties.helpers(picture):
        noted = picture.helpers.noted.get(one)
        cap = (noted.act.cap if noted else 0) or thresholds.helper.most_persons
        if travelling > cap:
            rests_on = (noted.record.id,) if noted else ()
            yield Finding("helper.over_cap", Severity.BLOCK, one, rests_on)


def _knows_another_leg(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """A helper has the legs they take, and the meeting with which the next one begins."""
    before = None
    for leg in journey.legs(picture.journey):
        theirs = {leg.act.gives, leg.act.takes, before.act.takes if before else ""}
        hosts = {
            one.act.host
            for one in journey.stays(picture.journey)
            if one.act.leg in {leg.act.leg, before.act.leg if before else ""}
        }
        others = parties.at_leg(picture, leg.act) - theirs - hosts
        for one in sorted(others):
            if _interprets(picture, one):
                continue
            yield Finding("helper.knows_another_leg", Severity.WARN, one, (leg.record.id,))
        before = leg


def _interprets(picture: Picture, one: str) -> bool:
    noted = picture.helpers.noted.get(one)
    return noted is not None and HelperRole.INTERPRETS in noted.act.roles


def _too_many_legs(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    run: list[Noted[LegPlanned]] = []
    for leg in (*journey.legs(picture.journey), None):
        if leg is not None and (not run or run[-1].act.takes == leg.act.takes):
            run.append(leg)
            continue
        if len(run) > thresholds.helper.most_legs_in_a_row:
            code = "helper.too_many_legs"
            yield Finding(code, Severity.WARN, run[0].act.takes, _ids(run))
        run = [leg] if leg is not None else []


def _one_recruiter(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Everybody was brought in by the same one, who may be a helper of the plan too."""
    known = picture.helpers.noted
    brought = {one: known[one] for one in parties.helpers(picture) if one in known}
    recruiters = {noted.act.recruited_by for noted in brought.values()} - {""}
    if len(recruiters) != 1:
        return
    (recruiter,) = recruiters
    others = [noted for one, noted in brought.items() if one != recruiter]
    # a hired team is several people, however few registers it has
    enough = len(others) >= thresholds.helper.one_recruiter_from or any(
        parties.is_hired(picture, noted.act.helper) for noted in others
    )
    if enough and all(noted.act.recruited_by == recruiter for noted in others):
        rests_on = tuple(noted.record.id for noted in others)
        yield Finding("helper.one_recruiter", Severity.WARN, recruiter, rests_on)


def _interpreter(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    for one in parties.helpers(picture):
        if _interprets(picture, one) and not helper.is_vetted(
            picture.helpers, one, picture.now
        ):
            rests_on = (picture.helpers.noted[one].record.id,)
            code = "helper.interpreter_not_vetted"
            yield Finding(code, Severity.BLOCK, one, rests_on)


def _no_common_language(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    noted = picture.case.persons.noted
    travelling = [noted[one] for one in journey.persons(picture.journey) if one in noted]
    spoken = {one.act.language.casefold() for one in travelling if one.act.language}
    for leg in journey.legs(picture.journey):
        with_them = parties.at_leg(picture, leg.act)
        known = [picture.helpers.noted.get(one) for one in sorted(with_them)]
        languages = {
            word.casefold()
            for one in known
            if one is not None
            for word in one.act.languages
        }
        said = any(one is not None and one.act.languages for one in known)
        if said and spoken - languages:
            rests_on = (leg.record.id, *(one.record.id for one in travelling))
            code = "helper.no_common_language"
            yield Finding(code, Severity.NOTE, leg.act.leg, rests_on)


def _named_in_this_case(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    others = picture.case.persons.others
    for one in parties.helpers(picture):
        noted = picture.helpers.noted.get(one)
        matched = conflict.matches(noted.act, picture.case.persons) if noted else ()
        if noted and matched:
            rests_on = (noted.record.id, *(others[other].record.id for other in matched))
            code = "helper.named_in_this_case"
            yield Finding(code, Severity.BLOCK, one, rests_on)


def _ids(legs: Iterable[Noted[LegPlanned]]) -> tuple[str, ...]:
    return tuple(leg.record.id for leg in legs)


RULES: tuple[Rule, ...] = (
    Rule(
        code="helper.first_job_not_small",
        severity=Severity.WARN,
        title=Words(
            en="The first job of a helper is not a small one.",
            ko="처음 일하는 조력자에게 작지 않은 일을 맡겼습니다.",
        ),
        explanation=Words(
            en="No job of this helper is noted that ended well. The first one shows whether "
            "they come, keep the time and say nothing; if it goes wrong, little should hang "
            "on it: one person, one leg, some hours, no address.",
            ko="이 조력자가 무사히 마친 일이 아직 기록되지 않았습니다. 첫 일은 약속을 "
            "지키고 시간을 지키고 입을 다무는지 보는 일입니다. 잘못되더라도 잃을 것이 "
            "적어야 합니다. 한 사람, 한 구간, 몇 시간, 주소 없이 맡기십시오.",
        ),
        bad="A new team takes three women across half the country to a safe house.",
        good="The new driver brings one person from a station to a café, where another waits.",
        do=Words(
            en="Give the helper one short leg that ends short of any address, and note the "
            "job when it has ended well.",
            ko="주소에 닿지 않는 짧은 한 구간만 맡기고, 무사히 마치면 기록하십시오.",
        ),
        source="ours, from the report of 2023: a new team in haste, at midnight",
        check=_first_job_not_small,
        silence=True,
    ),
    Rule(
        code="helper.over_cap",
        severity=Severity.BLOCK,
        title=Words(
            en="More persons depend on one helper than were agreed.",
            ko="약속한 것보다 많은 사람이 한 조력자에게 달려 있습니다.",
        ),
        explanation=Words(
            en="If this helper is stopped, everybody who travels is. The number that one "
            "capture may reach is agreed beforehand: three, unless another is noted for "
            "this helper with a reason.",
            ko="이 조력자가 붙잡히면 함께 가는 사람이 모두 위험해집니다. 한 번에 잃을 수 "
            "있는 사람 수는 미리 정합니다. 따로 적지 않았다면 세 명입니다.",
        ),
        bad="Five women in one van.",
        good="Three in one car; two others on another day with another helper.",
        do=Words(
            en="Divide the journey. If a family must not be divided, note a higher number for "
            "this helper, and why.",
            ko="이동을 나누십시오. 나눌 수 없는 가족이라면 이 조력자의 한도를 이유와 함께 "
            "올려 적으십시오.",
        ),
        source="ours; the report of 2023 has three women lost in one house at once",
        check=_over_cap,
    ),
    Rule(
        code="helper.knows_another_leg",
        severity=Severity.WARN,
        title=Words(
            en="A helper is told of a leg that is not theirs.",
            ko="조력자가 맡지 않은 구간까지 알게 됩니다.",
        ),
        explanation=Words(
            en="A helper needs the meeting with which their leg begins and the one with which "
            "it ends. Whatever they know beyond can be asked of them.",
            ko="조력자에게는 자기 구간이 시작되는 만남과 끝나는 만남만 필요합니다. 그 밖에 "
            "아는 것은 추궁당할 수 있습니다.",
        ),
        bad="The driver of leg 1 is to be at the meeting between leg 2 and leg 3.",
        good="He drives leg 1, hands over, and goes home.",
        do=Words(
            en="Take the helper out of what is not theirs, or plan that leg with somebody else.",
            ko="맡지 않은 구간에서 이 조력자를 빼거나, 그 구간을 다른 사람으로 계획하십시오.",
        ),
        source="report of 2018: helpers who knew one meeting each; design, slips",
        check=_knows_another_leg,
    ),
    Rule(
        code="helper.too_many_legs",
        severity=Severity.WARN,
        title=Words(
            en="One helper has too many legs in a row.",
            ko="한 조력자가 너무 많은 구간을 이어서 맡았습니다.",
        ),
        explanation=Words(
            en="A chain protects because it has links. Who brings persons all the way knows "
            "the whole way, and nobody on it would notice that they went elsewhere.",
            ko="여러 사람이 이어 가기 때문에 안전합니다. 처음부터 끝까지 한 사람이 데려가면 "
            "그 사람이 길 전체를 알고, 다른 곳으로 가도 알아차릴 사람이 없습니다.",
        ),
        bad="One driver takes legs 1 to 4.",
        good="A driver, a guide, another driver: each meets the next and goes home.",
        do=Words(
            en="Give some of the legs to others.",
            ko="일부 구간을 다른 사람에게 맡기십시오.",
        ),
        source="report of 2018: a chain of separate helpers",
        check=_too_many_legs,
    ),
    Rule(
        code="helper.one_recruiter",
        severity=Severity.WARN,
        title=Words(
            en="All helpers of the plan were brought in by the same one.",
            ko="계획의 모든 조력자를 한 사람이 데려왔습니다.",
        ),
        explanation=Words(
            en="The links of the chain know nothing of each other, but one knows them all: "
            "if that one is taken or turns, the whole journey is known.",
            ko="조력자끼리는 서로 모르지만, 그들을 모두 아는 사람이 한 명 있습니다. 그 "
            "사람이 붙잡히거나 돌아서면 이동 전체가 알려집니다.",
        ),
        bad="One broker brings in the first team, the second team and the host.",
        good="The broker's driver takes one leg; the host and the guide came by other ways.",
        do=Words(
            en="Plan at least one meeting with helpers whom somebody else brought in, so that "
            "no one knows both the pick-up and the house.",
            ko="적어도 한 구간은 다른 사람이 데려온 조력자로 계획하여, 태우는 곳과 묵는 "
            "집을 모두 아는 사람이 없게 하십시오.",
        ),
        source="report of 2023: one recruiter of everyone",
        check=_one_recruiter,
    ),
    Rule(
        code="helper.interpreter_not_vetted",
        severity=Severity.BLOCK,
        title=Words(
            en="Somebody interprets whom nobody has looked into.",
            ko="확인되지 않은 사람이 통역을 맡았습니다.",
        ),
        explanation=Words(
            en="An interpreter is a helper too, and hears more than any other: the name, the "
            "fear, the plan. One from the person's own community may know the holder.",
            ko="통역도 조력자이며, 누구보다 많이 듣습니다. 이름도, 두려움도, 계획도 듣습니다. "
            "당사자와 같은 고향 사람이라면 붙잡아 둔 자를 알 수도 있습니다.",
        ),
        bad="A customer of the restaurant next door interprets the call before the pick-up.",
        good="An interpreter who was met, and of whom the person was asked whether they agree.",
        do=Words(
            en="Have the interpreter met and looked into like any helper, and ask the person "
            "whether they want this one.",
            ko="통역도 다른 조력자처럼 직접 만나 확인하고, 당사자가 이 사람을 원하는지 "
            "물어보십시오.",
        ),
        source="WHO, Ethical and Safety Recommendations for Interviewing Trafficked Women "
        "(2003): adequately select and prepare interpreters",
        check=_interpreter,
    ),
    Rule(
        code="helper.no_common_language",
        severity=Severity.NOTE,
        title=Words(
            en="On a leg nobody speaks a person's language.",
            ko="당사자와 말이 통하는 사람이 없는 구간이 있습니다.",
        ),
        explanation=Words(
            en="Of those on this leg, none is noted as speaking a language of a person who "
            "travels. They will not be able to say that they are unwell or that they stop.",
            ko="이 구간에 함께 있는 사람 가운데 당사자의 언어를 한다고 적힌 사람이 없습니다. "
            "몸이 좋지 않아도, 그만두고 싶어도 말할 수 없습니다.",
        ),
        bad="She speaks Korean and some Chinese; the driver on leg 3 speaks Vietnamese.",
        good="She carries a card with ten sentences in both languages, agreed beforehand.",
        do=Words(
            en="Name an interpreter, or agree on a few words and signs before the leg.",
            ko="통역을 정하거나, 구간이 시작되기 전에 몇 마디 말과 신호를 정해 두십시오.",
        ),
        source="ours",
        check=_no_common_language,
    ),
    Rule(
        code="helper.named_in_this_case",
        severity=Severity.BLOCK,
        title=Words(
            en="A helper has the name or number of somebody near the holder in this case.",
            ko="이 사례에서 붙잡아 둔 쪽으로 적힌 사람과 이름이나 번호가 같은 조력자입니다.",
        ),
        explanation=Words(
            en="A holder, somebody near one or somebody at the place is known in this very "
            "case by a name, number or plate that the helper is known by too.",
            ko="바로 이 사례에서 붙잡아 둔 자나 그 주변, 또는 그곳에 있는 사람의 이름이나 "
            "번호, 차량 번호가 조력자의 것과 같습니다.",
        ),
        bad="The number of the driver is the one from which the holder's sister calls.",
        good="It was typed wrongly once; it is corrected, and the two differ.",
        do=Words(
            en="Tell the helper nothing more. Find out whether it is the same one, and plan "
            "with somebody else meanwhile.",
            ko="그 조력자에게 더는 아무것도 알리지 마십시오. 같은 사람인지 확인하고, "
            "그동안 다른 사람으로 계획하십시오.",
        ),
        source="ours: a conflict check as lawyers make it",
        check=_named_in_this_case,
    ),
)
