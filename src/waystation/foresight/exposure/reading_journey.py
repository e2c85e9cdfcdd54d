"""Facts read off a journey: who was told which meeting or house, who travels with whom.

A party of a handover knows it from when their slip was opened or read out; where no slip
was made for them, from when it was planned with them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Generic, TypeVar

from msgspec import Struct

from waystation.casework.entries import (
    Act,
    HandoverConfirmed,
    HandoverPlanned,
    JourneyPlanned,
    LegPlanned,
    PersonNoted,
    StayPlanned,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.slip import SlipClaimed, SlipMade, SlipReadOut
from waystation.casework.entries.summary import MilestoneSettled
from waystation.casework.terms import Record, fold_order
from waystation.foresight.exposure.facts import FactKind, NodeKind
from waystation.foresight.exposure.reading import Reading, Said

A = TypeVar("A", bound=Act)
P = TypeVar("P", LegPlanned, HandoverPlanned, StayPlanned)


class _Version(Struct, Generic[A], frozen=True):
    """A part of the plan as it was from its record on until it was planned anew.

    `place` stands for where and when: another node where that was changed since.
    """

    place: str
    record: Record
    act: A
    until: datetime | None


class _Course:
    """Everything that was said of a journey, by the part that it is about."""

    def __init__(self, said: Said) -> None:
        self.all = sorted(said, key=lambda one: fold_order(one[0]))
        self.persons: dict[str, Record] = {}
        for record, act in self.all:
            if isinstance(act, JourneyPlanned):
                for person in act.persons:
                    self.persons.setdefault(person, record)
        self.legs = [*_versions(self._of(LegPlanned), lambda act: act.leg)]
        self.handovers = [*_versions(self._of(HandoverPlanned), lambda act: act.handover)]
        self.stays = [*_versions(self._of(StayPlanned), lambda act: act.stay)]
        self.met_at = {one.act.leg: one.act.handover for one in reversed(self.handovers)}
        self.confirmed = [*self._of(HandoverConfirmed)]
        self._slips = {act.slip: act for _, act in self._of(SlipMade)}
        self._opened: list[tuple[Record, SlipClaimed | SlipReadOut]] = [
            *self._of(SlipClaimed),
            *self._of(SlipReadOut),
        ]

    def _of(self, shape: type[A]) -> Iterator[tuple[Record, A]]:
        return ((record, act) for record, act in self.all if isinstance(act, shape))

    def part(self, leg: str) -> str:
        """Return the meeting that stands for what somebody has to do on a leg."""
        return self.met_at.get(leg, leg)

    def told(self, party: str, handover: str, planned: Record) -> Record | None:
        """Return the record from which a party knows a handover; None where not yet."""
        made = {
            slip
            for slip, act in self._slips.items()
            if (act.handover, act.party) == (handover, party)
        }
        if not made:
            return planned
        opened = (record for record, act in self._opened if act.slip in made)
        return min(opened, key=lambda record: record.at, default=None)

    def seen(self) -> Iterator[tuple[Record, SlipMade]]:
        """Return the opened slips that show their party a face, and when."""
        for record, act in self._opened:
            made = self._slips.get(act.slip)
            if made is not None and made.shows:
                yield record, made


def read_journey(reading: Reading, group: str, said: Said) -> None:
    """Read the cell of one journey."""
    course = _Course(said)
    for person, record in course.persons.items():
        reading.holds(group, person, NodeKind.PERSON, record)
    for record, act in course.all:
        if isinstance(act, PersonNoted):
            reading.holds(group, act.person, NodeKind.PERSON, record)
        elif isinstance(act, DisclosureNoted):
            of = reading.node(act.of, NodeKind.PERSON)
            to = reading.node(act.to, NodeKind.HELPER)
            reading.fact(to, of, FactKind.TOLD, record)
    _faces(reading, course)
    _settled(reading, group, course)
    for leg in course.legs:
        _leg(reading, group, course, leg)
    for handover in course.handovers:
        _handover(reading, group, course, handover)
    for stay in course.stays:
        _stay(reading, group, course, stay)
    _together(reading, course)


def _faces(reading: Reading, course: _Course) -> None:
    """Note who has opened a slip that showed them somebody's face."""
    for record, made in course.seen():
        to = reading.node(made.party, NodeKind.HELPER)
        of = reading.node(made.shows, NodeKind.PERSON)
        reading.fact(to, of, FactKind.TOLD, record)


def _settled(reading: Reading, group: str, course: _Course) -> None:
    """Note who have met where the places were destroyed: they know that for ever."""
    for record, act in course.all:
        if isinstance(act, MilestoneSettled) and act.parties:
            _parties(reading, group, course, act.parties, record)
            _met(reading, _all(course, *act.parties), record)


def _leg(reading: Reading, group: str, course: _Course, leg: _Version[LegPlanned]) -> None:
    act, record = leg.act, leg.record
    _parties(reading, group, course, (act.gives, act.takes), record)
    for thing in act.touches:
        reading.holds(group, thing, NodeKind.NUMBER, record)
        if reading.is_a(thing, NodeKind.NUMBER):
            reading.fact(act.takes, thing, FactKind.CARRIES, record)
            reading.fact(thing, act.takes, FactKind.NAMES, record)
    if act.house:
        reading.node(act.house, NodeKind.HOUSE)
        part = course.part(act.leg)
        reading.fact(act.takes, act.house, FactKind.TOLD, record, part=part)
    if leg.until is None or act.window.opens < leg.until:
        _carries(reading, course, leg)
    if act.leg not in course.met_at:
        place = reading.holds(group, leg.place, NodeKind.PLACE, record)
        for party in _all(course, act.gives, act.takes):
            reading.fact(party, place, FactKind.TOLD, record, part=act.leg)
        _awaited(reading, _all(course, act.gives, act.takes), place, leg)


def _all(course: _Course, *parties: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*parties, *course.persons)))


def _parties(
    reading: Reading, group: str, course: _Course, parties: Iterable[str], record: Record
) -> None:
    for party in parties:
        if party not in course.persons:
            reading.holds(group, party, NodeKind.HELPER, record)


def _carries(reading: Reading, course: _Course, leg: _Version[LegPlanned]) -> None:
    """Note that those who give and take persons know them, and are known to them."""
    opens, part = leg.act.window.opens, course.part(leg.act.leg)
    for party in {leg.act.gives, leg.act.takes} - set(course.persons):
        for person in course.persons:
            reading.fact(party, person, FactKind.TOLD, leg.record, since=opens, part=part)
            reading.fact(person, party, FactKind.MET, leg.record, since=opens)


def _handover(
    reading: Reading, group: str, course: _Course, planned: _Version[HandoverPlanned]
) -> None:
    act, record = planned.act, planned.record
    place = reading.holds(group, planned.place, NodeKind.PLACE, record)
    _parties(reading, group, course, (act.gives, act.takes), record)
    everyone = _all(course, act.gives, act.takes)
    for party in everyone:
        told = course.told(party, act.handover, record)
        if told is not None:
            reading.fact(
                party,
                place,
                FactKind.TOLD,
                told,
                since=record.at,
                part=course.part(act.leg),
            )
    _awaited(reading, everyone, place, planned)
    if planned.until is None:
        for said, confirmed in course.confirmed:
            if confirmed.handover == act.handover:
                _met(reading, everyone, said)


def _awaited(
    reading: Reading,
    everyone: Iterable[str],
    place: str,
    planned: _Version[HandoverPlanned] | _Version[LegPlanned],
) -> None:
    closes = planned.act.window.closes
    if planned.until is not None:
        closes = min(planned.until, closes)
    for one in everyone:
        reading.fact(place, one, FactKind.AWAITS, planned.record, until=closes)


def _met(reading: Reading, everyone: Iterable[str], said: Record) -> None:
    for one in everyone:
        for other in everyone:
            reading.fact(one, other, FactKind.MET, said)


def _stay(
    reading: Reading, group: str, course: _Course, stay: _Version[StayPlanned]
) -> None:
    act, record = stay.act, stay.record
    house = reading.node(act.house, NodeKind.HOUSE)
    host = reading.holds(group, act.host, NodeKind.HELPER, record)
    reading.fact(host, house, FactKind.HOSTS, record)
    reading.fact(house, host, FactKind.NAMES, record)
    if act.brought_by:
        reading.node(act.brought_by, NodeKind.HELPER)
        part = course.part(act.leg)
        reading.fact(act.brought_by, house, FactKind.TOLD, record, part=part)
    opens, closes = act.window.opens, act.window.closes
    if stay.until is not None:
        closes = min(closes, stay.until)
    if opens >= closes:
        return
    for person in course.persons:
        reading.fact(house, person, FactKind.STAYS, record, since=opens, until=closes)
        reading.fact(person, house, FactKind.STAYS, record, since=opens)
        reading.met(person, host, record, since=opens)


def _together(reading: Reading, course: _Course) -> None:
    """Note that those who travel together know each other from the first window on."""
    opens = min((leg.act.window.opens for leg in course.legs), default=None)
    if opens is not None:
        for one, record in course.persons.items():
            for other in course.persons:
                reading.fact(one, other, FactKind.MET, record, since=opens)


def _versions(
    parts: Iterable[tuple[Record, P]], key: Callable[[P], str]
) -> Iterator[_Version[P]]:
    """Return every version of every part but the dropped ones, each until the next."""
    by_part: dict[str, list[tuple[Record, P]]] = {}
    for record, act in parts:
        by_part.setdefault(key(act), []).append((record, act))
    for part, versions in by_part.items():
        ends: list[datetime | None] = [record.at for record, _ in versions[1:]]
        ends.append(None)
        last = versions[-1][1]
        for (record, act), until in zip(versions, ends, strict=True):
            moved = (act.place, act.window) != (last.place, last.window)
            if not getattr(act, "dropped", False):
                place = f"{part}/{record.id[:12]}" if moved else part
                yield _Version(place, record, act, until)
