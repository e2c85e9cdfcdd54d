"""Which findings of a picture two humans have accepted, and which therefore still count."""

from datetime import timedelta

from waystation.casework import acceptance, journey, roster
from waystation.casework.acceptance import Accepted, Terms
from waystation.casework.finding import Finding
from waystation.foresight import catalogue
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds


def terms(picture: Picture, thresholds: Thresholds) -> Terms | None:
    """Return what an acceptance must fit now; None where no one plan stands."""
    head = journey.head(picture.journey)
    if head is None:
        return None
    people = picture.organisation.people.roster
    return Terms(
        head.record.id,
        picture.now,
        timedelta(days=thresholds.acceptance.longest_days),
        roster.staff(people) | roster.trustees(people),
    )


def accepted(
    picture: Picture, thresholds: Thresholds, found: tuple[Finding, ...]
) -> dict[Finding, Accepted]:
    """Return the findings that do not count for now; those of design §1 are never in it."""
    state = picture.journey
    bound = terms(picture, thresholds) if state.accepted.said else None
    if bound is None:
        return {}
    stands: dict[Finding, Accepted] = {}
    for finding in found:
        if catalogue.rule(finding.code).acceptable:
            one = acceptance.standing(state.accepted, state.approvals, finding, bound)
            if one is not None:
                stands[finding] = one
    return stands


def counting(
    picture: Picture, thresholds: Thresholds, found: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Return the findings that count: all but those that two humans have accepted."""
    without = accepted(picture, thresholds, found)
    return tuple(one for one in found if one not in without)
