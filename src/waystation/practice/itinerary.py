"""What a plan of a scenario means in simulated time: who meets whom, when each leg runs.

Pure. A report gives no hours, so that a journey is planned for the moment at which the
report has it start, and each leg for as long as its file says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from waystation.casework.entries import Window
from waystation.practice import acts
from waystation.practice.scenario import Scenario, duration
from waystation.web.replay_record import Words

_A_NIGHT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Stage:
    """One leg: `gives` brings the persons to the meeting, `takes` goes on with them."""

    number: int
    place: Words
    gives: str
    takes: str
    opens: datetime
    closes: datetime
    house: str | None
    vehicles: tuple[str, ...] = ()

    @property
    def meet(self) -> tuple[str, ...]:
        """The two who meet; none where one helper goes on: nobody meets themselves."""
        return () if self.gives == self.takes else (self.gives, self.takes)


def start_of(scenario: Scenario, journey: str) -> datetime:
    """Return when the report has the journey start, or else when it was planned."""
    moments = scenario.moments()
    wanted: tuple[type[acts.Act], ...]
    for wanted in ((acts.Go,), (acts.Plan,)):
        for event in scenario.events:
            for act in event.acts:
                if isinstance(act, wanted) and getattr(act, "journey", "") == journey:
                    return moments[event.id]
    return moments[scenario.events[0].id]


def stages(scenario: Scenario, plan: acts.Plan) -> tuple[Stage, ...]:
    """Return the legs of a plan one after the other; the first person starts the first."""
    found: list[Stage] = []
    opens = start_of(scenario, plan.journey)
    gives = scenario.persons(plan.journey)[0]
    for number, leg in enumerate(plan.legs, start=1):
        closes = opens + timedelta(hours=leg.hours)
        found.append(
            Stage(number, leg.to, gives, leg.by, opens, closes, leg.house, leg.vehicles)
        )
        opens, gives = closes, leg.by
    return tuple(found)


def stay(stages: Sequence[Stage], leg: int) -> tuple[Stage, Window]:
    """Return at the end of which leg a stay is, and when; of the last where none is named.

    It is for a night, or until the next leg is over: no report says the hour.
    """
    before, after = stages[leg - 1], stages[leg:] if leg else ()
    closes = after[0].closes if after else before.closes + _A_NIGHT
    return before, Window(before.closes, closes)


def due(scenario: Scenario, agreed: acts.CheckInAgreed) -> datetime:
    """Return when an agreed sign of life is due."""
    return start_of(scenario, agreed.journey) + duration(agreed.due)
