"""What a replay is played on: the practice organisation, or a rehearsal of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from waystation.practice.acts import AnyAct

NewsKind = Literal["alarm", "hold", "lifted"]


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


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an act: `refused` is the code of the rule where one forbade it."""

    refused: str | None = None
    findings: tuple[str, ...] = ()

    @property
    def refused_by_hold(self) -> bool:
        """Whether it was a hold that forbade the act."""
        return self.refused is not None and "hold" in self.refused


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
