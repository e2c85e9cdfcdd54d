"""Who of the organisation can be reached when, and the honest minimum for a journey.

Each question carries what it is asked by, a journey's hours or whom it needs: whoever keeps
the answers has nothing to ask again where somebody new, or other hours, change none.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from itertools import groupby

from msgspec import Struct, field

from waystation.casework import roster
from waystation.casework.entries import Window
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import LastAnswer, asked_of
from waystation.casework.roster import Roster
from waystation.casework.terms import Role

OnCall = Mapping[str, tuple[Window, ...]]
"""Human to the times at which they can be reached."""
REACHABLE = 2
MAY_LIFT = frozenset({Role.COORDINATOR, Role.KEEPER, Role.TRUSTEE})
_EVER = Window(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))


class People(Struct, frozen=True, weakref=True):
    """Who is in the organisation, and when each of them can be reached."""

    roster: Roster = Roster()
    on_call: OnCall = field(default_factory=dict)


class Who(StrEnum):
    """Of whom two have to be reachable: of all staff and trustees, of who lifts a hold."""

    ANSWERS = "answers"
    LIFTS = "lifts"


Some = Who | frozenset[str]
"""Those, or humans by id."""


def too_few(people: People) -> tuple[Finding, ...]:
    """Check the honest minimum as far as it is the same for every journey.

    Two staff, an outside trustee, and hours for one of them. Source: design §1.
    """
    return _too_few(people)


def _too_few_of(people: People) -> tuple[Finding, ...]:
    outside = roster.trustees(people.roster)
    missing = {
        "minimum.two_staff": len(roster.staff(people.roster)) < REACHABLE,
        "minimum.trustee": not outside,
        "minimum.trustee_on_call": not any(people.on_call.get(one) for one in outside),
    }
    return tuple(Finding(code, Severity.BLOCK) for code, is_so in missing.items() if is_so)


_too_few = LastAnswer(_too_few_of)


def two_throughout(people: People, journey: Window | None) -> tuple[Finding, ...]:
    """Check that two can be reached for as long as a journey takes.

    Whoever cannot be reached can neither answer an alarm nor lift a hold.
    """
    gaps = () if journey is None else uncovered(people, Who.ANSWERS, journey)
    moments = (gap.replace(tzinfo=None) for gap in gaps if gap is not None)
    said = (f"{gap.isoformat(timespec='minutes')}Z" for gap in moments)
    return tuple(Finding("minimum.two_reachable", Severity.BLOCK, at) for at in said)


def uncovered(people: People, some: Some, *times: Window) -> tuple[datetime | None, ...]:
    """Return the first moment of each time at which fewer than two of these are there."""
    return asked_of(people, _Uncovered(some, times))


class _Uncovered(Struct, frozen=True, eq=False):
    some: Some
    times: tuple[Window, ...]

    def __call__(self, people: People) -> tuple[datetime | None, ...]:
        gaps = _gaps(people).of(self.some)
        return tuple(_first(gaps, one.opens, one.closes) for one in self.times)


def _first(gaps: tuple[Window, ...], opens: datetime, closes: datetime) -> datetime | None:
    if opens < closes:
        for gap in gaps:
            if gap.opens < closes and opens < gap.closes:
                return max(gap.opens, opens)
    return None


class _Gaps:
    """When fewer than two can be reached, by of whom; worked out when first asked for.

    It does not hold the people themselves: what was said of them is forgotten with them.
    """

    def __init__(self, people: People) -> None:
        humans, working = roster.humans(people.roster), roster.staff(people.roster)
        working |= roster.trustees(people.roster)
        self._times = {one.human: people.on_call.get(one.human, ()) for one in humans}
        self._those = {
            Who.ANSWERS: working,
            Who.LIFTS: frozenset(one.human for one in humans if one.roles & MAY_LIFT),
        }
        self._known: dict[Some, tuple[Window, ...]] = {}

    def of(self, some: Some) -> tuple[Window, ...]:
        known = self._known.get(some)
        if known is None:
            those = self._those[some] if isinstance(some, Who) else some
            times = [held for one, held in self._times.items() if one in those]
            known = self._known[some] = tuple(_gaps_between(times))
        return known


_gaps = LastAnswer(_Gaps)


def _gaps_between(reachable: Iterable[Iterable[Window]]) -> Iterator[Window]:
    """Give the times at which fewer than two can be reached, in order."""
    edges = sorted(edge for times in reachable for edge in _edges(times))
    there, since = 0, _EVER.opens
    for at, each in groupby(edges, key=lambda edge: edge[0]):
        before, there = there, there + sum(step for _, step in each)
        if before < REACHABLE <= there and since < at:
            yield Window(since, at)
        elif there < REACHABLE <= before:
            since = at
    if there < REACHABLE:
        yield Window(since, _EVER.closes)


def _edges(times: Iterable[Window]) -> Iterator[tuple[datetime, int]]:
    """Give when one human comes and goes: who is there twice over is there once."""
    ended = _EVER.opens
    for time in sorted(times, key=lambda one: one.opens):
        opens = max(time.opens, ended)
        if opens < time.closes:
            ended = time.closes
            yield opens, 1
            yield ended, -1


def members(state: Roster, registers: frozenset[str]) -> frozenset[str]:
    """Return who of these is in the organisation now."""
    return asked_of(state, _Members(registers)) if registers else registers


class _Members(Struct, frozen=True, eq=False):
    registers: frozenset[str]

    def __call__(self, state: Roster) -> frozenset[str]:
        return self.registers & _inside(state)


def trustees(state: Roster, registers: frozenset[str]) -> frozenset[str]:
    """Return who of these is an outside trustee now."""
    return asked_of(state, _Trustees(registers)) if registers else registers


class _Trustees(Struct, frozen=True, eq=False):
    registers: frozenset[str]

    def __call__(self, state: Roster) -> frozenset[str]:
        return self.registers & roster.trustees(state)


def _everybody(state: Roster) -> frozenset[str]:
    return frozenset(one.human for one in roster.humans(state))


_inside = LastAnswer(_everybody)


def is_nobody(state: Roster) -> bool:
    """Say whether nobody at all is known to be in the organisation."""
    return _is_nobody(state)


_is_nobody = LastAnswer[Roster, bool](lambda state: not roster.humans(state))
