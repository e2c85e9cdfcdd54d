"""Rules about signs of life: agreed, near enough together, rehearsed, and heard by two."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from waystation.casework import journey, reach
from waystation.casework.entries import LegPlanned, WatchAgreed
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.casework.reach import REACHABLE, Some, Who
from waystation.casework.watch import deadline, rehearsed
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds


def leg_without_check_in(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the legs during which nobody who travels is due to be heard of."""
    for leg in journey.legs(picture.journey):
        watched = any(_is_of(one, leg.act) for one in _agreed(picture) if not one.act.staff)
        if not watched:
            ids = (leg.record.id,)
            yield Finding("watch.leg_without_check_in", Severity.WARN, leg.act.leg, ids)


def gap_too_long(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find the first check-in of each person that comes too long after what is before it."""
    span = journey.span(picture.journey)
    longest = timedelta(hours=thresholds.watch.gap_longest_hours)
    if span is None:
        return
    for person, watches in _by_person(picture):
        before = span.opens
        for one in watches:
            if one.act.due - before > longest:
                ids = (one.record.id,)
                yield Finding("watch.gap_too_long", Severity.WARN, person, ids)
                break
            before = max(before, one.act.due)
        else:
            if span.closes - before > longest:
                last = tuple(one.record.id for one in watches[-1:])
                yield Finding("watch.gap_too_long", Severity.WARN, person, last)


def grace_past_next_step(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the check-ins whose silence would be noticed after the next step was taken."""
    steps = sorted(_steps(picture))
    for one in _agreed(picture):
        to_come = next((step for step in steps if step >= one.act.due), None)
        if to_come is not None and deadline(one.act) > to_come:
            ids = (one.record.id,)
            where = one.act.watch
            yield Finding("watch.grace_past_next_step", Severity.WARN, where, ids)


def no_backup(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find a plan whose alarms one human alone would hear, however often they are named."""
    planned = picture.journey.plan.planned.get("")
    if planned is not None and len(set(planned.act.responders)) < REACHABLE:
        where = picture.journey.journey
        yield Finding("watch.no_backup", Severity.WARN, where, (planned.record.id,))


def unrehearsed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the persons who never tried their check-in, or were wrong when they last did."""
    for person, watches in _by_person(picture):
        if rehearsed(picture.journey.watches, person) is None:
            ids = tuple(one.record.id for one in watches[:1])
            yield Finding("watch.unrehearsed", Severity.WARN, person, ids)


def no_two_to_lift(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the legs at some hour of which no two can be reached who may lift a hold."""
    yield from _hours(picture, Who.LIFTS, "watch.no_two_to_lift")


def no_two_to_answer(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the legs at some hour of which no two responders can be reached."""
    named = frozenset(journey.responders(picture.journey))
    yield from _hours(picture, named, "watch.no_two_to_answer")


def organiser_unwatched(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the staff who go along on a leg and of whom no sign of life was agreed."""
    needed, people = journey.needs(picture.journey), picture.organisation.people
    for human in sorted(reach.members(people.roster, needed)):
        legs = [
            leg
            for leg in journey.legs(picture.journey)
            if human in journey.registers(picture.journey, leg.act)
        ]
        if not any(one.act.person == human for one in _agreed(picture)):
            ids = tuple(leg.record.id for leg in legs)
            yield Finding("watch.organiser_unwatched", Severity.WARN, human, ids)


def _agreed(picture: Picture) -> list[Noted[WatchAgreed]]:
    every = picture.journey.watches.agreed.values()
    return sorted(every, key=lambda one: (one.act.due, one.act.watch))


def _by_person(picture: Picture) -> Iterable[tuple[str, list[Noted[WatchAgreed]]]]:
    """Return the check-ins of each traveller who has any; who has none has a rule."""
    for person in journey.persons(picture.journey):
        mine = [one for one in _agreed(picture) if one.act.person == person]
        if mine:
            yield person, mine


def _is_of(watch: Noted[WatchAgreed], leg: LegPlanned) -> bool:
    if watch.act.leg:
        return watch.act.leg == leg.leg
    return leg.window.opens < watch.act.due <= leg.window.closes


def _steps(picture: Picture) -> Iterable[datetime]:
    """Return when something begins that cannot be taken back: a leg, a meeting, a stay."""
    state = picture.journey
    yield from (leg.act.window.opens for leg in journey.legs(state))
    yield from (one.act.window.opens for one in journey.handovers(state))
    yield from (stay.act.window.opens for stay in journey.stays(state))


def _hours(picture: Picture, some: Some, code: str) -> Iterable[Finding]:
    people = picture.organisation.people
    if reach.is_nobody(people.roster):
        return
    legs = journey.legs(picture.journey)
    gaps = reach.uncovered(people, some, *(leg.act.window for leg in legs))
    for leg, gap in zip(legs, gaps, strict=True):
        if gap is not None:
            yield Finding(code, Severity.WARN, leg.act.leg, (leg.record.id,))
