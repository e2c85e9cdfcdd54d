"""A documented operation as data.

Source: docs/scenarios.md.
"""

from datetime import datetime, timedelta
from typing import Literal

import msgspec

from waystation.encoding import from_rfc3339
from waystation.practice.acts import AnyAct, Arrival, Plan
from waystation.web.replay_record import Basis, Words

_UNITS = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Part(msgspec.Struct, frozen=True):
    """One part of the cast."""

    kind: Literal[
        "person", "organiser", "helper", "team", "house", "vehicle", "holder", "other"
    ] = msgspec.field(name="is")
    what: Words
    child: bool = False


class Case(msgspec.Struct, frozen=True):
    """People who asked together."""

    persons: tuple[str, ...]


class Journey(msgspec.Struct, frozen=True):
    """A plan for the persons of one case, or for those of them who are named."""

    case: str
    what: Words | None = None
    persons: tuple[str, ...] = ()


class Value(msgspec.Struct, frozen=True):
    """One answer to what the report does not say."""

    en: str
    ko: str
    rests_on: Basis = "assumed"

    @property
    def words(self) -> Words:
        """The answer in both languages."""
        return Words(self.en, self.ko)


class Assumption(msgspec.Struct, frozen=True):
    """A question that the report leaves open; the printed replay uses `base`."""

    asks: Words
    base: str
    values: dict[str, Value]


class Knew(msgspec.Struct, frozen=True):
    """What one party knew at that moment."""

    who: str
    what: Words


class Event(msgspec.Struct, frozen=True):
    """One row of the report, and the acts that it causes."""

    id: str
    when: Words
    what: Words
    who: tuple[str, ...]
    rests_on: Basis
    knowable: bool
    after: str = "1 h"
    knew: tuple[Knew, ...] = ()
    could_not: Words | None = None
    acts: tuple[AnyAct, ...] = ()


class TooLate(msgspec.Struct, frozen=True):
    """From this event on nothing that the desk does reaches the person."""

    event: str
    what: Words
    rests_on: Basis


class OpenWay(msgspec.Struct, frozen=True):
    """How the loss could have happened in spite of a block."""

    what: Words
    rests_on: Basis


class Loss(msgspec.Struct, frozen=True):
    """A person who did not arrive, and the facts that a verdict may rest on."""

    who: str
    event: str
    rests_on: Basis
    what: Words
    needs: tuple[str, ...]
    too_late_from: TooLate | None = None
    open_ways: tuple[OpenWay, ...] = ()


class Scenario(msgspec.Struct, frozen=True):
    """The whole file."""

    name: str
    title: Words
    source: Words
    starts: str
    cast: dict[str, Part]
    cases: dict[str, Case]
    events: tuple[Event, ...]
    about: Words | None = None
    figures: tuple[Words, ...] = ()
    opens_at: str | None = None
    journeys: dict[str, Journey] = msgspec.field(default_factory=dict)
    assumptions: dict[str, Assumption] = msgspec.field(default_factory=dict)
    losses: tuple[Loss, ...] = ()

    def persons(self, journey: str) -> tuple[str, ...]:
        """Return the persons of a journey."""
        planned = self.journeys[journey]
        return planned.persons or self.cases[planned.case].persons

    def all_arrive(self) -> bool:
        """Say whether everybody in a plan is said to arrive, whatever is left open."""
        said = [act for event in self.events for act in event.acts]
        arrived = {
            person
            for act in said
            if isinstance(act, Arrival) and not act.condition
            for person in act.who or self.persons(act.journey)
        }
        return all(
            arrived.issuperset(self.persons(act.journey))
            for act in said
            if isinstance(act, Plan)
        )

    def case_of(self, role: str) -> str | None:
        """Return the case of a person; None for everybody else."""
        return next((name for name, one in self.cases.items() if role in one.persons), None)

    def base(self) -> dict[str, str]:
        """Return the values of the assumptions as the replay prints them."""
        return {name: assumption.base for name, assumption in self.assumptions.items()}

    def moments(self) -> dict[str, datetime]:
        """Return the simulated time of every event; only its order is the report's."""
        now = from_rfc3339(self.starts)
        found: dict[str, datetime] = {}
        for at, event in enumerate(self.events):
            now = now if at == 0 else now + duration(event.after)
            found[event.id] = now
        return found


def duration(text: str) -> timedelta:
    """Read `3 h`, `20 min`, `2 d` or `1 w`."""
    number, unit = text.split(" ")
    return timedelta(**{_UNITS[unit]: int(number)})
