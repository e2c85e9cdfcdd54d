"""What the rules say of a scenario, event by event, and on whose word.

Everything is decided by `foresight` over folds of `casework`, as at a desk. Consents are
letters that the persons' own practice keys sign, and that are opened and verified by the
code that opens them at a desk: without one, nothing is said but that it is missing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from waystation.casework import journey, start
from waystation.casework.finding import Finding
from waystation.foresight import catalogue
from waystation.foresight.check import check
from waystation.foresight.picture import Picture
from waystation.foresight.thresholds import Thresholds
from waystation.practice import acts
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.scenario import Event, Scenario
from waystation.practice.verdict import weakest
from waystation.web.replay_record import Basis

Values = Mapping[str, str]
_TOLD = {"house.hired_told", "house.presumed_burned", "house.too_many_know"}
"""What rests on who was told of a house, not on who is to stay in it."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A finding of one journey, at the event at which it first fires."""

    journey: str
    finding: Finding
    event: str
    rests_on: Basis
    before_start: bool


def foresee(
    scenario: Scenario, values: Values, thresholds: Thresholds
) -> tuple[Foreseen, ...]:
    """Return every finding of every planned journey, in the order of the events."""
    looking = _Looking(scenario, values, thresholds)
    for event in scenario.events:
        looking.at(event)
    return tuple(looking.found())


class _Looking:
    """Goes through a scenario and keeps what fires first where."""

    def __init__(self, scenario: Scenario, values: Values, thresholds: Thresholds) -> None:
        self._scenario = scenario
        self._values = values
        self._thresholds = thresholds
        self._moments = scenario.moments()
        self._stage = Foreseeing(scenario)
        self._kept: dict[tuple[str, str, str], Foreseen] = {}
        self._without: dict[str, dict[tuple[str, str], Foreseen]] = {}
        self._started: set[str] = set()

    def at(self, event: Event) -> None:
        """Do what one row has people do; then ask the rules about every plan."""
        self._stage.move_to(self._moments[event.id])
        for act in event.acts:
            if applies(act, self._values):
                self._do(act, event)
        for name in self._stage.planned():
            self._ask(name, event)

    def _do(self, act: acts.AnyAct, event: Event) -> None:
        """Do one act; of a start the rules are asked before it, while that is in time."""
        self._stage.mark = mark_of(self._scenario, act, event, self._values)
        if not isinstance(act, acts.Go):
            self._stage.perform(act)
            return
        if act.journey in self._stage.planned():
            self._ask(act.journey, event)
        if not self._stage.perform(act).refused:
            self._started.add(act.journey)

    def _ask(self, name: str, event: Event) -> None:
        picture = self._stage.picture(name)
        missing = start.without_consent(
            picture.journey, picture.consents, picture.organisation
        )
        found = check(picture, self._thresholds)
        fired = {
            (one.code, one.where): self._fired(name, one, event, picture) for one in found
        }
        if missing:
            self._without[name] = fired | {
                key: first
                for key, first in self._without.get(name, {}).items()
                if key in fired
            }
            return
        self._without.pop(name, None)
        for (code, where), one in fired.items():
            self._kept.setdefault((name, code, where), one)

    def _fired(
        self, name: str, finding: Finding, event: Event, picture: Picture
    ) -> Foreseen:
        before = name not in self._started
        return Foreseen(name, finding, event.id, self._rests_on(finding, picture), before)

    def _rests_on(self, finding: Finding, picture: Picture) -> Basis:
        """Return the weakest word in its chain; of what nobody recorded, that is ours."""
        if catalogue.rule(finding.code).silence:
            return "assumed"
        ids = finding.rests_on or tuple(
            one.record.id for one in picture.journey.plan.planned.values()
        )
        marks = [self._stage.marks.get(one, "assumed") for one in ids]
        return weakest([*marks, *self._houses(finding, picture)])

    def _houses(self, finding: Finding, picture: Picture) -> Iterator[Basis]:
        """Return on whose word the house is known that a finding is about."""
        told = finding.code in _TOLD
        for leg in journey.legs(picture.journey):
            houses = {leg.act.house} | {
                one.act.house
                for one in journey.stays(picture.journey)
                if one.act.leg == leg.act.leg
            }
            of_leg = finding.code in _TOLD and finding.where == leg.act.leg
            for house in sorted(houses - {""}):
                if finding.where == house or of_leg:
                    known = self._stage.houses.get(house, "assumed")
                    yield known if told else self._stage.stays.get(house, known)

    def found(self) -> Iterator[Foreseen]:
        """Return what fired; of a journey without a consent, that it is missing."""
        alone = {name for name, fired in self._without.items() if fired}
        for fired in self._kept.values():
            if fired.journey not in alone:
                yield fired
        for each in self._without.values():
            yield from each.values()


def applies(act: acts.AnyAct, values: Values) -> bool:
    """Say whether an act is done under these answers."""
    return all(
        values[name] in ((wanted,) if isinstance(wanted, str) else wanted)
        for name, wanted in act.condition.items()
    )


def mark_of(scenario: Scenario, act: acts.AnyAct, event: Event, values: Values) -> Basis:
    """Return what an act rests on: its row, its own mark, and the answers it needs."""
    answers: Iterable[Basis] = (
        scenario.assumptions[name].values[values[name]].rests_on for name in act.condition
    )
    return weakest([act.rests_on or event.rests_on, *answers])
