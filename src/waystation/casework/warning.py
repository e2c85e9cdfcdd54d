"""Whom to warn, in order: who can still be kept from walking into it comes first.

Those who answer for the journey act; those who wait are told not to go; those who are to
come next are told to stay away; hosts hear that a house may be known. Nobody is told while
in the hands of whoever is held: their page would be read over their shoulder.
"""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from waystation.casework import checkin, journey
from waystation.casework.journey import Journey
from waystation.casework.standing import LegState, Standing


class Why(StrEnum):
    """Why somebody is warned, in the order in which it counts."""

    ANSWERS = "answers"
    WAITS = "waits"
    COMES_NEXT = "comes_next"
    KEEPS_A_HOUSE = "keeps_a_house"


class Warn(Struct, frozen=True):
    """One to warn, by register id; `by_letter` where the system writes by itself."""

    who: str
    why: Why
    by_letter: bool = False


def whom_to_warn(
    state: Journey, now: Standing, about: frozenset[str], already: frozenset[str]
) -> tuple[Warn, ...]:
    """Return whom to warn of an alarm about these register ids, first who comes first.

    `already` are the humans who know of it: they are left out.
    """
    found = [
        *(
            Warn(one, Why.ANSWERS)
            for one in journey.responders(state)
            if one not in already
        ),
        *_persons(state, now),
        *_helpers(state, now, about),
        *_hosts(state, about),
    ]
    return tuple({one.who: one for one in reversed(found)}[who] for who in _in_order(found))


def not_to_be_told(state: Journey, now: Standing, about: frozenset[str]) -> tuple[str, ...]:
    """Return the travellers to whom nothing must be said: they are not alone."""
    forced = {one.act.person for one in checkin.under_duress(state.check_ins)}
    with_them = frozenset().union(
        *(
            journey.registers(state, leg.leg)
            for leg in now.legs
            if leg.state is LegState.UNDER_WAY
        )
    )
    travelling = [
        one for one in journey.persons(state) if one not in state.arrivals.arrived
    ]
    if with_them & about:
        return tuple(travelling)
    return tuple(one for one in travelling if one in forced)


def _in_order(found: Iterable[Warn]) -> Iterable[str]:
    return dict.fromkeys(one.who for one in found)


def _persons(state: Journey, now: Standing) -> Iterable[Warn]:
    silent = {one.act.person for one in checkin.under_duress(state.check_ins)}
    return (
        Warn(one, Why.WAITS, by_letter=True) for one in now.waiting if one not in silent
    )


def _helpers(state: Journey, now: Standing, about: frozenset[str]) -> Iterable[Warn]:
    for leg in now.legs:
        if leg.state is not LegState.DONE:
            for party in (leg.leg.gives, leg.leg.takes):
                if party not in about and party not in journey.persons(state):
                    yield Warn(party, Why.COMES_NEXT)


def _hosts(state: Journey, about: frozenset[str]) -> Iterable[Warn]:
    return (
        Warn(stay.act.host, Why.KEEPS_A_HOUSE)
        for stay in journey.stays(state)
        if stay.act.house in about and stay.act.host not in about
    )
