"""What the pages ask of a desk, and what they are served with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Protocol

from waystation.desk.views import DeskState, JourneysView, JourneyView, TodayView
from waystation.web.call_port import CallPort
from waystation.web.consent_port import ConsentPort
from waystation.web.costs_port import CostsPort
from waystation.web.exposure_port import ExposurePort
from waystation.web.helper_port import HelperPort
from waystation.web.loss_port import LossPort
from waystation.web.money_port import MoneyPort
from waystation.web.panic_port import PanicPort
from waystation.web.plan_port import PlanPort
from waystation.web.preparation_port import PreparationPort
from waystation.web.slip_port import SlipPort
from waystation.web.watch_port import WatchPort


class DeskPort(
    CallPort,
    ConsentPort,
    ExposurePort,
    CostsPort,
    HelperPort,
    LossPort,
    MoneyPort,
    PanicPort,
    PlanPort,
    PreparationPort,
    SlipPort,
    WatchPort,
    Protocol,
):
    """A desk as the pages see it; every call is safe from any thread."""

    def state(self) -> DeskState:
        """Return whose desk this is and how it stands with the relay."""
        ...

    def today(self) -> TodayView:
        """Return the first page."""
        ...

    def journeys(self, page: int) -> JourneysView:
        """Return one page of the journeys."""
        ...

    def journey(self, journey_id: str) -> JourneyView:
        """Return one journey.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        ...

    def stop(self, journey_id: str, person_id: str, heard: str) -> None:
        """Note that a person stops the journey: one human who heard it is enough."""
        ...

    def arrived(self, journey_id: str, person_id: str, place: str) -> None:
        """Note that a person has arrived, by this desk's human's word."""
        ...

    def version(self) -> int:
        """Return a number that grows whenever something became true."""
        ...

    def wait(self, version: int, timeout_s: float) -> int:
        """Block until the version is no longer `version` or the time is over; return it."""
        ...

    def acknowledge(self, alarm_id: str) -> None:
        """Say that this desk's human has the alarm."""
        ...

    def agree_to_lift(self, hold_id: str, reason: str) -> None:
        """Count this desk's human towards the two who lift a hold."""
        ...

    def refuse_to_lift(self, hold_id: str, reason: str) -> None:
        """Say why a hold must stay."""
        ...


def _nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the pages are served: `port` for the Host check, times in `zone`.

    `locked` is called after somebody locked the desk, so that a new address can be printed.
    """

    port: int
    zone: tzinfo = UTC
    replays: Path | None = None
    locked: Callable[[], None] = field(default=_nothing)
