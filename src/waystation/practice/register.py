"""Which ids the practice organisation has given to what a scenario names."""

from dataclasses import dataclass, field
from datetime import datetime

from waystation.practice.itinerary import Stage


@dataclass(slots=True)
class CaseFile:
    """A case: the desk that works on it, its ids, and its first appeal."""

    desk: str
    case: str
    conversation: str
    appeal: str = ""


@dataclass(slots=True)
class JourneyFile:
    """A journey: its desk, its ids by leg, and the signs of life to be agreed."""

    desk: str
    id: str
    stages: list[Stage] = field(default_factory=list)
    legs: list[str] = field(default_factory=list)
    handovers: list[str] = field(default_factory=list)
    due: dict[str, list[datetime]] = field(default_factory=dict)
    heard: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Register:
    """Everything by the names of the scenario; `parties` are register ids by role."""

    parties: dict[str, str] = field(default_factory=dict)
    contacts: dict[str, dict[str, str]] = field(default_factory=dict)
    cases: dict[str, CaseFile] = field(default_factory=dict)
    journeys: dict[str, JourneyFile] = field(default_factory=dict)
    houses: set[str] = field(default_factory=set)

    def journey_named(self, journey_id: str) -> str | None:
        """Return the scenario's name of a journey, if it is of this scenario."""
        for name, file in self.journeys.items():
            if file.id == journey_id:
                return name
        return None
