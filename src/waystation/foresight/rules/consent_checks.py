"""Rules about consent beyond its being there, and about whoever else is concerned."""

from collections.abc import Iterable
from datetime import timedelta

from waystation.casework import consent, journey, person, preparation, reach
from waystation.casework.entries import (
    Act,
    ConsentAsserted,
    ConsentGiven,
    HandoverPlanned,
)
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.casework.terms import FirstHand, InformationGrade
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Check
from waystation.foresight.thresholds import Thresholds

_BELIEVED = frozenset({InformationGrade.CONFIRMED, InformationGrade.PROBABLY_TRUE})


def _agreed(picture: Picture) -> Iterable[tuple[str, Noted[Act]]]:
    """Return each person with the act by which they agreed."""
    vouching = consent.vouching(picture.consents)
    trustees = reach.trustees(picture.organisation.people.roster, vouching)
    for one in journey.persons(picture.journey):
        stands = consent.standing(picture.consents, one, picture.journey.journey, trustees)
        said: list[Noted[ConsentGiven] | Noted[ConsentAsserted]] = [
            *picture.consents.given.get(one, ()),
            *picture.consents.asserted.get(one, ()),
        ]
        yield from ((one, act) for act in said if act.record.id in stands.rests_on)


def not_each_for_themselves(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find two persons whose consents came from one key, or rest on one statement."""
    seen: dict[str, tuple[str, str]] = {}
    for one, noted in _agreed(picture):
        mark = _mark(noted.act)
        first = seen.setdefault(mark, (one, noted.record.id))
        if mark and first[0] != one:
            rests_on = (first[1], noted.record.id)
            code = "consent.not_each_for_themselves"
            yield Finding(code, Severity.BLOCK, one, rests_on)


def _mark(act: Act) -> str:
    """Return what two people who each spoke for themselves cannot have in common."""
    if isinstance(act, ConsentGiven):
        return act.quoted.sender
    return act.statement.strip() if isinstance(act, ConsentAsserted) else ""


def expires_before_arrival(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find consents that will be older than they should be when the journey ends."""
    span = journey.span(picture.journey)
    valid = timedelta(days=thresholds.consent.valid_days)
    for one, noted in _agreed(picture):
        if span is not None and noted.record.at + valid < span.closes:
            ids = (noted.record.id,)
            yield Finding("consent.expires_before_arrival", Severity.WARN, one, ids)


def plan_changed_since(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find persons who agreed before a leg, a stay or who meets them was as it is now.

    A handover between the parties of its plan may get other words at any time.
    """
    parts: list[Noted[Act]] = [
        *journey.legs(picture.journey),
        *journey.stays(picture.journey),
    ]
    parts += _meetings_with_others(picture)
    for one, noted in _agreed(picture):
        later = [part for part in parts if not noted.saw(part)]
        if later:
            rests_on = (noted.record.id, *(part.record.id for part in later))
            yield Finding("consent.plan_changed_since", Severity.WARN, one, rests_on)


def _meetings_with_others(picture: Picture) -> Iterable[Noted[HandoverPlanned]]:
    """Find the handovers to which somebody comes whom no leg and no stay names."""
    parties: set[str] = set()
    for leg in journey.legs(picture.journey):
        parties |= {leg.act.gives, leg.act.takes}
    for stay in journey.stays(picture.journey):
        parties |= {stay.act.host, stay.act.brought_by}
    for one in journey.handovers(picture.journey):
        if not {one.act.gives, one.act.takes} <= parties:
            yield one


def recipient_unnamed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find persons who agreed before it was said who would receive them."""
    end = preparation.destination(picture.journey.prepared)
    for one, noted in _agreed(picture):
        if end is None:
            yield Finding("consent.recipient_unnamed", Severity.WARN, one)
        elif not noted.saw(end):
            rests_on = (noted.record.id, end.record.id)
            yield Finding("consent.recipient_unnamed", Severity.WARN, one, rests_on)


def third_party_appeal(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find persons for whom only others have asked, and whom nobody has confirmed."""
    appeals = picture.case.appeals
    received = tuple(appeals.received.values())
    first_hand = {one.act.who for one in received if one.act.from_whom is FirstHand.PERSON}
    for one in received:
        graded = appeals.graded.get(one.act.appeal)
        confirmed = graded is not None and graded.act.information in _BELIEVED
        if one.act.from_whom is FirstHand.PERSON or confirmed:
            continue
        for each in journey.persons(picture.journey):
            if each not in first_hand and one.act.who in {"", each}:
                code = "consent.third_party_appeal_unconfirmed"
                yield Finding(code, Severity.WARN, each, (one.record.id,))


def child_without_arrangement(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find children for whom nobody is named as responsible, or whom nobody asked."""
    for one in journey.persons(picture.journey):
        noted = picture.case.persons.noted.get(one)
        if noted is None or noted.act.adult:
            continue
        made = picture.journey.prepared.children.get(one)
        whole = made and made.act.responsible.strip() and made.act.asked.strip()
        if not whole:
            ids = (noted.record.id,)
            yield Finding("consent.child_without_arrangement", Severity.BLOCK, one, ids)


def going_not_weighed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find persons with whom going was never weighed against staying."""
    for one in journey.persons(picture.journey):
        noted = picture.journey.prepared.weighed.get(one)
        whole = noted and noted.act.going.strip() and noted.act.staying.strip()
        if not whole:
            yield Finding("consent.going_not_weighed", Severity.WARN, one)


def question(code: str) -> Check:
    """Return a check for one of the questions that `casework.person` asks of a case."""

    def check(picture: Picture, _: Thresholds) -> Iterable[Finding]:
        persons = frozenset(journey.persons(picture.journey))
        others = picture.case.persons.others
        for one in person.questions(picture.case.persons):
            about = others[one.where].act.person if one.where in others else one.where
            if one.code == code and about in persons:
                yield one

    return check
