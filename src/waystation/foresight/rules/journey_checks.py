"""Rules about the plan itself: its windows, its ends, what it asks of a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from waystation.casework import journey, preparation
from waystation.casework.entries import PersonNoted
from waystation.casework.entries.plan import StrainNoted
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Noted
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds


def window_impossible(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find a leg that ends before it begins, or before the leg before it begins."""
    before = None
    for leg in journey.legs(picture.journey):
        window = leg.act.window
        backwards = window.closes <= window.opens
        too_soon = before is not None and window.closes < before.act.window.opens
        if backwards or too_soon:
            rests_on = (leg.record.id, *((before.record.id,) if before else ()))
            code = "journey.window_impossible"
            yield Finding(code, Severity.BLOCK, leg.act.leg, rests_on)
        before = leg


def windows_overlap(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find a leg that begins before the leg before it has ended."""
    for before, leg in pairwise(journey.legs(picture.journey)):
        earlier, later = before.act.window, leg.act.window
        if later.opens < earlier.closes and earlier.opens <= later.closes:
            rests_on = (leg.record.id, before.record.id)
            yield Finding("journey.windows_overlap", Severity.WARN, leg.act.leg, rests_on)


def leg_too_long(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find a leg that is longer than any the reports tell of."""
    longest = timedelta(hours=thresholds.journey.leg_longest_hours)
    for leg in journey.legs(picture.journey):
        if leg.act.window.closes - leg.act.window.opens > longest:
            ids = (leg.record.id,)
            yield Finding("journey.leg_too_long", Severity.WARN, leg.act.leg, ids)


def no_fallback(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the legs for which nothing else is planned; all of them are said at once."""
    planned = picture.journey.prepared.fallbacks.values()
    covered = {one.act.leg for one in planned if one.act.what.strip()}
    legs = journey.legs(picture.journey)
    bare = [leg for leg in legs if not covered & {"", leg.act.leg}]
    if legs and len(bare) == len(legs):
        yield Finding("journey.no_fallback", Severity.WARN, picture.journey.journey)
        return
    for leg in bare:
        yield Finding("journey.no_fallback", Severity.WARN, leg.act.leg)


def no_abort_criteria(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find a plan of which nobody has said when it is called off."""
    agreed = picture.journey.prepared.abort.get("")
    if agreed is None or not any(one.strip() for one in agreed.act.criteria):
        where = picture.journey.journey
        yield Finding("journey.no_abort_criteria", Severity.WARN, where)


def destination_unconfirmed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find a plan at whose end nobody has said that they will receive the persons."""
    end = preparation.destination(picture.journey.prepared)
    if end is None:
        yield Finding(
            "journey.destination_unconfirmed", Severity.WARN, picture.journey.journey
        )
    elif not end.act.confirmed_by.strip():
        yield Finding(
            "journey.destination_unconfirmed",
            Severity.WARN,
            end.act.destination,
            (end.record.id,),
        )


def destination_returns_people(
    picture: Picture, thresholds: Thresholds
) -> Iterable[Finding]:
    """Find an institution that sent people back not long enough ago."""
    end = preparation.destination(picture.journey.prepared)
    if end is None:
        return
    since = _still_counts(picture, thresholds)
    for one in picture.journey.prepared.returns.get(end.act.destination, ()):
        if one.act.last >= since and not one.act.leg:
            rests_on = (end.record.id, one.record.id)
            yield Finding(
                "journey.destination_returns_people",
                Severity.WARN,
                end.act.destination,
                rests_on,
            )


def returned_on_the_way(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find the legs on which people were met and sent back not long enough ago."""
    since = _still_counts(picture, thresholds)
    kept = {leg.act.leg: leg.record.id for leg in journey.legs(picture.journey)}
    for _, reported in sorted(picture.journey.prepared.returns.items()):
        for one in reported:
            if one.act.leg in kept and one.act.last >= since:
                ids = (kept[one.act.leg], one.record.id)
                code = "journey.returned_on_the_way"
                yield Finding(code, Severity.WARN, one.act.leg, ids)


def _still_counts(picture: Picture, thresholds: Thresholds) -> datetime:
    """Return since when a report of people sent back counts."""
    return picture.now - timedelta(days=365 * thresholds.journey.returned_within_years)


def nobody_on_arrival(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find an end at which nobody is named who can act for the persons."""
    end = preparation.destination(picture.journey.prepared)
    if end is None:
        yield Finding("journey.nobody_on_arrival", Severity.WARN, picture.journey.journey)
    elif not end.act.receiver.strip():
        where = end.act.destination
        yield Finding("journey.nobody_on_arrival", Severity.WARN, where, (end.record.id,))


def not_prepared_for_interview(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find the persons whom nobody has prepared for being questioned."""
    for person in journey.persons(picture.journey):
        if person not in picture.journey.prepared.interview:
            yield Finding("journey.not_prepared_for_interview", Severity.WARN, person)


def strain_not_asked(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
    """Find injured persons whom nobody asked about a climb or hours on foot."""
    for strain, person in _strained(picture, thresholds):
        given = preparation.answer(
            picture.journey.prepared, strain.act.leg, person.act.person
        )
        if given is None:
            rests_on = (strain.record.id, person.record.id)
            where = person.act.person
            yield Finding("journey.strain_not_asked", Severity.WARN, where, rests_on)


def person_cannot(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    """Find what a person has said they cannot do; only they take it back."""
    kept = {leg.act.leg for leg in journey.legs(picture.journey)}
    travelling = frozenset(journey.persons(picture.journey))
    for leg, answers in sorted(picture.journey.prepared.answered.items()):
        last = {one.act.person: one for one in answers}
        for person, one in sorted(last.items()):
            if leg in kept and person in travelling and not one.act.can:
                ids: tuple[str, ...] = (one.record.id,)
                yield Finding("journey.person_cannot", Severity.BLOCK, person, ids)


def _strained(
    picture: Picture, thresholds: Thresholds
) -> Iterable[tuple[Noted[StrainNoted], Noted[PersonNoted]]]:
    kept = {leg.act.leg for leg in journey.legs(picture.journey)}
    travelling = frozenset(journey.persons(picture.journey))
    noted = picture.case.persons.noted.values()
    injured = [one for one in noted if one.act.injury and one.act.person in travelling]
    for leg, strain in sorted(picture.journey.prepared.strain.items()):
        on_foot = strain.act.hours_on_foot >= thresholds.journey.on_foot_hours
        if leg in kept and (strain.act.climb or on_foot):
            yield from ((strain, person) for person in injured)
