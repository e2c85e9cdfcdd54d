"""Whether a journey may start: findings, never an exception.

A plan without consents gets that finding and nothing else: no checker may help to plan a
journey that a person has not agreed to. Source: design §1.
"""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework import alarm, approval, consent, journey, reach, roster
from waystation.casework.consent import Consent, Consents, ConsentState
from waystation.casework.finding import Finding, Severity
from waystation.casework.journey import Journey
from waystation.casework.reach import People
from waystation.casework.standing import Around, legs_now

CO_SIGNED = 3
"""How many of an organisation's first journeys its outside trustee co-signs."""


class Organisation(Struct, frozen=True):
    """What its other cells say; `earlier_journeys` counts those that a trustee signed."""

    people: People
    earlier_journeys: int
    burned: frozenset[str] = frozenset()


def may_start(
    state: Journey, consents: Consents, organisation: Organisation, around: Around
) -> tuple[Finding, ...]:
    """Say what forbids or questions a go, worst first."""
    missing = without_consent(state, consents, organisation)
    if missing:
        return missing
    found = [
        *reach.too_few(organisation.people),
        *two_throughout(state, organisation),
        *of_the_plan(state, consents, organisation, around),
    ]
    worst_first = list(Severity)
    return tuple(sorted(found, key=lambda finding: worst_first.index(finding.severity)))


def two_throughout(state: Journey, organisation: Organisation) -> tuple[Finding, ...]:
    """Check the honest minimum for as long as the journey takes."""
    return reach.two_throughout(organisation.people, journey.span(state))


def of_the_plan(
    state: Journey, consents: Consents, organisation: Organisation, around: Around
) -> Iterable[Finding]:
    """Say what forbids or questions a go of a plan that everybody has consented to."""
    yield from _stopped(state)
    yield from _plan(state)
    yield from _co_signed(state, organisation)
    yield from _held(state, around)
    yield from _burned(state, organisation.burned)
    yield from _alarmed(state)
    yield from _unheard(state)
    for one in _agreed(state, consents, organisation):
        if one.state is ConsentState.ASSERTED_BY_TWO:
            code = "consent.asserted_by_two"
            yield Finding(code, Severity.NOTE, one.person, one.rests_on)


def without_consent(
    state: Journey, consents: Consents, organisation: Organisation
) -> tuple[Finding, ...]:
    """Return who has not consented; of a plan for nobody, that it is for nobody."""
    if not journey.persons(state):
        return (Finding("consent.nobody", Severity.BLOCK, state.journey),)
    return tuple(
        Finding(f"consent.{one.state}", Severity.BLOCK, one.person, one.rests_on)
        for one in _agreed(state, consents, organisation)
        if not one.stands
    )


def _agreed(
    state: Journey, consents: Consents, organisation: Organisation
) -> tuple[Consent, ...]:
    vouching = consent.vouching(consents)
    trustees = reach.trustees(organisation.people.roster, vouching)
    return tuple(
        consent.standing(consents, person, state.journey, trustees)
        for person in journey.persons(state)
    )


def _stopped(state: Journey) -> Iterable[Finding]:
    return (
        Finding(
            "journey.stopped_by_person",
            Severity.BLOCK,
            person,
            tuple(one.record.id for one in stops),
        )
        for person, stops in sorted(state.plan.stopped.items())
    )


def _plan(state: Journey) -> Iterable[Finding]:
    if not journey.legs(state):
        yield Finding("plan.no_legs", Severity.BLOCK, state.journey)
    if journey.head(state) is None:
        ids = tuple(part.record.id for part in journey.plan_acts(state))
        yield Finding("plan.made_in_two_places", Severity.BLOCK, state.journey, ids)


def _co_signed(state: Journey, organisation: Organisation) -> Iterable[Finding]:
    plan = journey.head(state)
    if organisation.earlier_journeys >= CO_SIGNED or plan is None:
        return
    if not approval.complete(
        state.approvals.given.get(plan.record.id, ()),
        state.approvals.refused.get(plan.record.id, ()),
        need=1,
        of=roster.trustees(organisation.people.roster),
    ):
        yield Finding(
            "plan.trustee_has_not_co_signed",
            Severity.BLOCK,
            state.journey,
            (plan.record.id,),
        )


def _held(state: Journey, around: Around) -> Iterable[Finding]:
    meetings = (one.act for one in journey.handovers(state))
    worded = {one.handover for one in meetings if one.word or one.answer}
    for leg in legs_now(state, around):
        if leg.held_by:
            placed = (one for applying in leg.held_by for one in applying.placed)
            rests_on = tuple(one.record.id for one in placed)
            yield Finding("hold.shares_a_tag", Severity.BLOCK, leg.leg.leg, rests_on)
        for meeting in leg.void_words:
            if meeting in worded:
                yield Finding("handover.words_are_void", Severity.WARN, meeting)


def _burned(state: Journey, burned: frozenset[str]) -> Iterable[Finding]:
    """Find the legs that end in a house which an arrested team was sent to."""
    every = burned | set(state.houses.burned)
    for leg in journey.legs(state):
        for house in sorted(every & journey.registers(state, leg.act)):
            rests_on = tuple(one.record.id for one in state.houses.burned.get(house, ()))
            yield Finding("house.presumed_burned", Severity.BLOCK, leg.act.leg, rests_on)


def _alarmed(state: Journey) -> Iterable[Finding]:
    return (
        Finding(
            "alarm.open",
            Severity.BLOCK,
            one.alarm,
            tuple(raising.record.id for raising in one.raised),
        )
        for one in alarm.all_open(state.alarms)
    )


def _unheard(state: Journey) -> Iterable[Finding]:
    """Find the persons for whom no sign of life was agreed: their silence says nothing."""
    watched = {watch.act.person for watch in state.watches.agreed.values()}
    return (
        Finding("check_in.none_agreed", Severity.WARN, person)
        for person in journey.persons(state)
        if person not in watched
    )
