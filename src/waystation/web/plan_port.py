"""What the page of a plan asks of a desk, and how the real desk answers it."""

from datetime import datetime
from typing import Protocol

from waystation.casework.cause import Outcome
from waystation.casework.draft import PlanDraft
from waystation.casework.finding import Finding, blocks
from waystation.casework.terms import Decision
from waystation.desk import acceptance, alarm, draft, journey
from waystation.desk.views_names import Names
from waystation.desk.views_plan import (
    NewJourneyView,
    PlanView,
    new_journey_view,
    plan_view,
)
from waystation.foresight import catalogue
from waystation.web.open_part import OpenPart


class PlanPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def close_alarm(self, alarm_id: str, outcome: str, how: Outcome) -> None:
        """Say how an alarm ended."""
        ...

    def plan(self, journey_id: str, edited: PlanDraft | None = None) -> PlanView:
        """Return a plan as it stands, or checked as it is drafted; nothing is stored.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        ...

    def save_plan(self, journey_id: str, edited: PlanDraft, version: str) -> None:
        """Make a draft the plan.

        Raises:
            ConflictError: the plan has changed since the draft was begun.
        """
        ...

    def decide(self, journey_id: str, decision: Decision, reason: str) -> bool:
        """Decide go or no-go; say whether it was recorded."""
        ...

    def sign_plan(self, journey_id: str) -> None:
        """Sign the plan as it stands."""
        ...

    def accept(
        self, journey_id: str, found: tuple[str, str], reason: str, until: datetime
    ) -> None:
        """Accept a finding, by code and what it names, as the first of two."""
        ...

    def accept_too(self, journey_id: str, act: str) -> None:
        """Accept a finding as the second of two."""
        ...

    def accept_never(self, journey_id: str, act: str, reason: str) -> None:
        """Refuse to have a finding accepted."""
        ...

    def ask_consent(self, journey_id: str) -> tuple[str, ...]:
        """Ask everybody for their consent; return who has no letterbox."""
        ...

    def new_journey(self) -> NewJourneyView:
        """Return what a new journey can be of."""
        ...

    def begin_journey(
        self, case: str, persons: tuple[str, ...], others: tuple[str, ...], label: str
    ) -> str:
        """Plan a journey that has no leg yet; return its id."""
        ...

    def new_id(self) -> str:
        """Return a new id, for a part of a plan."""
        ...


class OpenPlans(OpenPart):
    """A `PlanPort` on an unlocked desk; whoever acts is the desk's human."""

    def close_alarm(self, alarm_id: str, outcome: str, how: Outcome) -> None:
        """Say how an alarm ended."""
        alarm.close(self._desk, alarm_id, outcome, how)

    def plan(self, journey_id: str, edited: PlanDraft | None = None) -> PlanView:
        """Return a plan as it stands, or checked as it is drafted; nothing is stored.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        return plan_view(self._desk, self.state(), journey_id, edited)

    def save_plan(self, journey_id: str, edited: PlanDraft, version: str) -> None:
        """Make a draft the plan.

        Raises:
            ConflictError: the plan has changed since the draft was begun.
        """
        draft.save(self._desk, journey_id, edited, version)

    def decide(self, journey_id: str, decision: Decision, reason: str) -> bool:
        """Decide go or no-go; say whether it was recorded."""
        counting = journey.decide(self._desk, journey_id, decision, reason)
        return decision is Decision.NO_GO or not blocks(counting)

    def sign_plan(self, journey_id: str) -> None:
        """Sign the plan as it stands."""
        journey.co_sign(self._desk, journey_id)

    def accept(
        self, journey_id: str, found: tuple[str, str], reason: str, until: datetime
    ) -> None:
        """Accept a finding, by code and what it names, as the first of two."""
        code, where = found
        finding = Finding(code, catalogue.rule(code).severity, where)
        acceptance.accept(self._desk, journey_id, finding, reason, until)

    def accept_too(self, journey_id: str, act: str) -> None:
        """Accept a finding as the second of two."""
        acceptance.second(self._desk, journey_id, act)

    def accept_never(self, journey_id: str, act: str, reason: str) -> None:
        """Refuse to have a finding accepted."""
        acceptance.refuse(self._desk, journey_id, act, reason)

    def ask_consent(self, journey_id: str) -> tuple[str, ...]:
        """Ask everybody for their consent; return who has no letterbox."""
        return Names(self._desk).many(draft.ask(self._desk, journey_id))

    def new_journey(self) -> NewJourneyView:
        """Return what a new journey can be of."""
        return new_journey_view(self._desk, self.state())

    def begin_journey(
        self, case: str, persons: tuple[str, ...], others: tuple[str, ...], label: str
    ) -> str:
        """Plan a journey that has no leg yet; return its id."""
        return journey.plan(self._desk, case, persons, others, label)

    def new_id(self) -> str:
        """Return a new id, for a part of a plan."""
        return self._desk.random_id()
