"""What a replay is played on: the practice organisation, or a rehearsal of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from waystation.practice.acts import AnyAct

_DANGER = {
    "hold.shares_a_tag",
    "house.presumed_burned",
    "house.burned",
    "alarm.open",
}

NewsKind = Literal["alarm", "hold"]


@dataclass(frozen=True, slots=True)
class News:
    """Something that became true in the organisation: `journey` is the scenario's own id.

    `cause` is the code of an alarm's cause, `id` what tells two of the same kind apart.
    """

    kind: NewsKind
    id: str
    journey: str
    cause: str
    at: datetime

    @property
    def order(self) -> tuple[datetime, str, str, str]:
        """Its place among others: alarms before holds, nothing random."""
        return self.at, self.kind, self.cause, self.journey


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: `refused` are the codes of the rules that forbade it."""

    refused: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def refused_for_danger(self) -> tuple[str, ...]:
        """Return the rules that an alarm set off; a missing consent is our gap."""
        return tuple(code for code in self.refused if code in _DANGER)


class Stage(Protocol):
    """Performs acts as the people of a scenario, in simulated time."""

    def move_to(self, moment: datetime) -> None:
        """Let the time pass for everybody; what is due happens."""
        ...

    def perform(self, act: AnyAct) -> Done:
        """Do one act with the keys of whoever does it."""
        ...

    def news(self) -> Sequence[News]:
        """Return what became true since the last call, oldest first."""
        ...
