"""Who and what a journey depends on: its helpers, leg by leg, and its houses."""

from collections.abc import Mapping

from waystation.casework import helper, journey, reach
from waystation.casework.entries import LegPlanned, StayPlanned, Window
from waystation.casework.journey import Journey
from waystation.casework.noted import LastAnswer, Noted
from waystation.foresight.picture import Picture


def helpers(picture: Picture) -> tuple[str, ...]:
    """Return everybody whom the plan gives a part, by id; interpreters are helpers too."""
    return _helpers(picture)


def at_leg(picture: Picture, leg: LegPlanned) -> frozenset[str]:
    """Return the helpers of one leg; houses, vehicles, persons and staff are none."""
    return _at_legs(picture)[leg.leg]


def _by_leg(picture: Picture) -> dict[str, frozenset[str]]:
    found = {leg.act.leg: _at(picture, leg.act) for leg in journey.legs(picture.journey)}
    people = picture.organisation.people
    staff = reach.members(people.roster, frozenset().union(*found.values()))
    return {leg: parties - staff for leg, parties in found.items()}


def _everybody(picture: Picture) -> tuple[str, ...]:
    return tuple(sorted(frozenset().union(*_at_legs(picture).values())))


_at_legs = LastAnswer(_by_leg)
_helpers = LastAnswer(_everybody)


def _at(picture: Picture, leg: LegPlanned) -> frozenset[str]:
    known = picture.helpers.noted
    parties = {leg.gives, leg.takes, *(one for one in leg.touches if one in known)}
    for meeting in journey.handovers(picture.journey):
        if meeting.act.leg == leg.leg:
            parties |= {meeting.act.gives, meeting.act.takes}
    for stay in journey.stays(picture.journey):
        if stay.act.leg == leg.leg:
            parties |= {stay.act.host, stay.act.brought_by}
    return frozenset(parties - {""} - set(journey.persons(picture.journey)))


def carried_by(picture: Picture) -> dict[str, tuple[Noted[LegPlanned], ...]]:
    """Return by helper the legs on which the persons are in their hands, in order."""
    found: dict[str, tuple[Noted[LegPlanned], ...]] = {}
    persons = set(journey.persons(picture.journey))
    for leg in journey.legs(picture.journey):
        if leg.act.takes not in persons:
            found[leg.act.takes] = (*found.get(leg.act.takes, ()), leg)
    return found


def is_hired(picture: Picture, register: str) -> bool:
    """Say whether a helper is hired, or one of a hired team."""
    noted = picture.helpers.noted.get(register)
    if noted is not None:
        return noted.act.hired
    return any(
        one.act.hired
        for one in helper.in_team(picture.helpers, register)
        if one.act.team == register
    )


def kin_of(picture: Picture, register: str) -> frozenset[str]:
    """Return what stands and falls with a helper, themselves included."""
    return helper.kin_of(picture.helpers, register) | {register}


def houses(picture: Picture) -> Mapping[str, tuple[Noted[LegPlanned], ...]]:
    """Return by house the legs that end in it."""
    return _houses(picture.journey)


def _houses_of(state: Journey) -> dict[str, tuple[Noted[LegPlanned], ...]]:
    found: dict[str, tuple[Noted[LegPlanned], ...]] = {}
    for leg in journey.legs(state):
        here = {leg.act.house} | {
            one.act.house for one in journey.stays(state) if one.act.leg == leg.act.leg
        }
        for house in sorted(here - {""}):
            found[house] = (*found.get(house, ()), leg)
    return found


_houses = LastAnswer(_houses_of)


def stays_at(picture: Picture, house: str) -> tuple[Noted[StayPlanned], ...]:
    """Return the planned stays at a house."""
    return tuple(one for one in journey.stays(picture.journey) if one.act.house == house)


def visits(picture: Picture, house: str) -> tuple[tuple[str, Window], ...]:
    """Return when the persons are at a house: the stays, or the leg where none is planned.

    Each with the record that says so.
    """
    there = stays_at(picture, house) or houses(picture).get(house, ())
    return tuple((one.record.id, one.act.window) for one in there)


def acquainted(picture: Picture, helper_id: str) -> frozenset[str]:
    """Return who brought a helper in, whom they brought in, and whoever did for both."""
    return helper.acquainted(picture.helpers, helper_id)
