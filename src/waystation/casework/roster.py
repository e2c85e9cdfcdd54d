"""The roster: who is in the organisation, and the honest minimum for a journey."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    HumanAdmitted,
    HumanDeparted,
    OrganisationFounded,
    PrekeyPublished,
    Window,
)
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import (
    Group,
    LastAnswer,
    Newest,
    Noted,
    gather,
    newest,
    run,
    undone_by_none,
)
from waystation.casework.table import Table
from waystation.casework.terms import Record, Role

STAFF = frozenset({Role.COORDINATOR, Role.CASEWORKER, Role.INTAKE})
REACHABLE = 2


class Roster(Struct, frozen=True):
    """Everybody who was admitted, and what they published."""

    founded: Newest[OrganisationFounded] = Table()
    admitted: Group[HumanAdmitted] = Table()
    departed: Group[HumanDeparted] = Table()
    prekeys: Newest[PrekeyPublished] = Table()


class Human(Struct, frozen=True):
    """A human of the organisation, once, however many keys they hold."""

    human: str
    name: str
    roles: frozenset[Role]
    outside: bool
    identities: tuple[str, ...]


def fold(state: Roster, record: Record, act: Act) -> Roster:
    """Add one act of the roster."""
    match act:
        case HumanAdmitted():
            admitted = gather(state.admitted, act.human, Noted(record, act))
            return replace(state, admitted=admitted)
        case HumanDeparted():
            departed = gather(state.departed, act.human, Noted(record, act))
            return replace(state, departed=departed)
        case PrekeyPublished():
            return replace(
                state, prekeys=newest(state.prekeys, act.human, Noted(record, act))
            )
        case OrganisationFounded():
            return replace(state, founded=newest(state.founded, "", Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> Roster:
    """Fold a roster from its beginning."""
    return run(fold, Roster(), records)


def human(state: Roster, register: str) -> Human | None:
    """Return who is in now; None for who never was or has departed since."""
    departures = state.departed.get(register, ())
    admissions = [
        one for one in state.admitted.get(register, ()) if undone_by_none(one, departures)
    ]
    if not admissions:
        return None
    now = admissions[-1].act
    return Human(
        register,
        now.name,
        frozenset(now.roles),
        now.outside,
        tuple(dict.fromkeys(one.act.identity for one in admissions)),
    )


def humans(state: Roster) -> tuple[Human, ...]:
    """Return everybody who is in now, by register id."""
    return _humans(state)


def _humans_of(state: Roster) -> tuple[Human, ...]:
    found = (human(state, register) for register in sorted(state.admitted))
    return tuple(one for one in found if one is not None)


_humans = LastAnswer(_humans_of)


def trustees(state: Roster) -> frozenset[str]:
    """Return the outside trustees: trustee by role, and from outside the organisation."""
    return frozenset(
        one.human for one in humans(state) if Role.TRUSTEE in one.roles and one.outside
    )


def staff(state: Roster) -> frozenset[str]:
    """Return who works on cases; an outside trustee never counts as staff."""
    return frozenset(
        one.human for one in humans(state) if one.roles & STAFF and not one.outside
    )


OnCall = Mapping[str, tuple[Window, ...]]
"""Human to the times at which they can be reached."""


def minimum(state: Roster, on_call: OnCall, journey: Window | None) -> tuple[Finding, ...]:
    """Check the honest minimum: two staff, a trustee, two reachable throughout.

    Whoever cannot be reached can neither answer an alarm nor lift a hold.

    Source: design §1.
    """
    working, outside = staff(state), trustees(state)
    found: list[Finding] = []
    if len(working) < 2:
        found.append(Finding("minimum.two_staff", Severity.BLOCK))
    if not outside:
        found.append(Finding("minimum.trustee", Severity.BLOCK))
    if not any(on_call.get(one) for one in outside):
        found.append(Finding("minimum.trustee_on_call", Severity.BLOCK))
    if journey is not None:
        gap = uncovered(
            journey, [on_call.get(one, ()) for one in sorted(working | outside)]
        )
        if gap is not None:
            where = gap.strftime("%Y-%m-%dT%H:%MZ")
            found.append(Finding("minimum.two_reachable", Severity.BLOCK, where))
    return tuple(found)


def uncovered(journey: Window, reachable: list[tuple[Window, ...]]) -> datetime | None:
    """Return the first moment of a time at which fewer than two can be reached."""
    edges = [
        edge for times in reachable for time in times for edge in (time.opens, time.closes)
    ]
    for moment in sorted({journey.opens, *edges}):
        if journey.opens <= moment < journey.closes:
            there = sum(
                any(time.opens <= moment < time.closes for time in times)
                for times in reachable
            )
            if there < REACHABLE:
                return moment
    return None
