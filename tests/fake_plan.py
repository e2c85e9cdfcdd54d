"""A plan made of values, for the tests of its page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from waystation.casework.cause import Outcome
from waystation.casework.consent import ConsentState
from waystation.casework.draft import (
    CheckInDraft,
    HandoverDraft,
    LegDraft,
    PlanDraft,
    StayDraft,
)
from waystation.casework.entries import Window
from waystation.casework.finding import Severity
from waystation.casework.terms import Decision
from waystation.desk.views import ConsentRow, DeskState, JourneyName, RelayState
from waystation.desk.views_plan import (
    CaseChoice,
    Choice,
    Choices,
    NewJourneyView,
    PlanFinding,
    PlanView,
    Signed,
)
from waystation.errors import ConflictError, NotFoundError

BEGINS = datetime(2026, 3, 8, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
STATE = DeskState(
    organisation="Practice organisation",
    me="Min-ji",
    now=BEGINS - 36 * HOUR,
    relay=RelayState(connected=True, since=BEGINS - 40 * HOUR),
    practice=True,
)


def window(starts: float, ends: float) -> Window:
    return Window(BEGINS + starts * HOUR, BEGINS + ends * HOUR)


FIRST = LegDraft(
    leg="leg-1",
    place="the coastal city",
    window=window(0, 6),
    gives="p1",
    takes="b1",
    handovers=(HandoverDraft(handover="met-1", place="the corner", window=window(0, 1)),),
    stays=(
        StayDraft(
            stay="stay-1",
            house="house",
            host="ana",
            place="by the harbour",
            window=window(6, 20),
        ),
    ),
)
SECOND = LegDraft(
    leg="leg-2",
    place="the embassy",
    window=window(20, 24),
    gives="ana",
    takes="guide",
    takes_duty="rings at the gate",
    handovers=(
        HandoverDraft(handover="met-2", place="the embassy", window=window(20, 24)),
    ),
)
DRAFT = PlanDraft(
    legs=(FIRST, SECOND),
    check_ins=(
        CheckInDraft(person="p1", opens=BEGINS + 5 * HOUR, due=BEGINS + 6 * HOUR),
        CheckInDraft(person="p2", opens=BEGINS + 23 * HOUR, due=BEGINS + 24 * HOUR),
    ),
    grace=timedelta(minutes=30),
)
CHOICES = Choices(
    persons=(Choice("p1", "P1"), Choice("p2", "P2")),
    helpers=(Choice("ana", "Ana"), Choice("b1", "B1"), Choice("guide", "a guide")),
    staff=(Choice("min-ji", "Min-ji"), Choice("seo-yeon", "서연")),
    houses=(Choice("house", "the grey door"),),
)
CO_SIGN = PlanFinding("plan.trustee_has_not_co_signed", Severity.BLOCK)
BURNED = PlanFinding("house.presumed_burned", Severity.BLOCK, "leg-1", "the grey door")
SHORT = PlanFinding(
    "watch.gap_too_long",
    Severity.BLOCK,
    "leg-2",
    where="leg-2",
    acceptable=True,
    waits=(Signed("act-1", ("서연",), "the guide has no telephone", BEGINS + 30 * HOUR),),
)
UNFIT = PlanFinding(
    "journey.no_fallback", Severity.BLOCK, "leg-2", where="leg-2", acceptable=True
)
TAKEN = PlanFinding(
    "helper.not_vetted",
    Severity.BLOCK,
    "leg-2",
    where="guide",
    acceptable=True,
    accepted=Signed("", ("Min-ji", "서연"), "known for years", BEGINS + 30 * HOUR),
)
UNHEARD = PlanFinding("check_in.none_agreed", Severity.WARN, "", "P2")
VOID = PlanFinding("handover.words_are_void", Severity.WARN, "met-2")
PLAN = PlanView(
    desk=STATE,
    journey=JourneyName("j-pair", ("P1", "P2"), "embassy"),
    state="planned",
    draft=DRAFT,
    version="v1",
    choices=CHOICES,
    findings=(CO_SIGN, BURNED, SHORT, UNFIT, TAKEN, UNHEARD, VOID),
    consents=(
        ConsentRow("P1", ConsentState.OWN_KEY, BEGINS - 60 * HOUR),
        ConsentRow("P2", ConsentState.NONE),
    ),
    may_plan=True,
    may_sign=True,
)
NEW = NewJourneyView(
    desk=STATE,
    cases=(
        CaseChoice("case-1", "첫 사례", (Choice("p1", "P1"), Choice("p2", "P2"))),
        CaseChoice("case-2", "another", ()),
    ),
    colleagues=(Choice("seo-yeon", "서연"),),
    may_plan=True,
)


def checked(view: PlanView, edited: PlanDraft) -> PlanView:
    """Check as a desk would: the house is found where a leg brings somebody there."""
    found = [CO_SIGN]
    found += [
        replace(BURNED, part=leg.leg)
        for leg in edited.legs
        if "house" in {leg.house, *(one.house for one in leg.stays)}
    ]
    changes = sum(leg not in view.draft.legs for leg in edited.legs)
    changes += sum(leg not in edited.legs for leg in view.draft.legs)
    return replace(view, draft=edited, findings=tuple(found), changes=changes)


class FakePlans:
    """Answers for one plan, and remembers what was asked of it in `done`."""

    plan_view = PLAN
    ids = 0
    _do: Callable[..., None]

    def close_alarm(self, alarm_id: str, outcome: str, how: Outcome) -> None:
        self._do("close", alarm_id, outcome, how)

    def plan(self, journey_id: str, edited: PlanDraft | None = None) -> PlanView:
        if journey_id != self.plan_view.journey.id:
            raise NotFoundError("journey.no_such", "there is no such journey here")
        return self.plan_view if edited is None else checked(self.plan_view, edited)

    def save_plan(self, journey_id: str, edited: PlanDraft, version: str) -> None:
        if version != self.plan_view.version:
            raise ConflictError("plan.changed", "somebody has changed the plan since")
        self._do("save", journey_id, *(leg.place for leg in edited.legs))
        self.plan_view = replace(checked(self.plan_view, edited), version="v2", changes=0)

    def decide(self, journey_id: str, decision: Decision, reason: str) -> bool:
        self._do("decide", journey_id, decision, reason)
        return decision is Decision.NO_GO or not self.plan_view.blocked

    def sign_plan(self, journey_id: str) -> None:
        self._do("sign", journey_id)

    def accept(
        self, journey_id: str, found: tuple[str, str], reason: str, until: datetime
    ) -> None:
        self._do("accept", journey_id, *found, reason, until.isoformat())

    def accept_too(self, journey_id: str, act: str) -> None:
        self._do("accept too", journey_id, act)

    def accept_never(self, journey_id: str, act: str, reason: str) -> None:
        self._do("accept never", journey_id, act, reason)

    def ask_consent(self, journey_id: str) -> tuple[str, ...]:
        self._do("ask", journey_id)
        return ("P2",)

    def new_journey(self) -> NewJourneyView:
        return NEW

    def begin_journey(
        self, case: str, persons: tuple[str, ...], others: tuple[str, ...], label: str
    ) -> str:
        self._do("begin", case, *persons, *others, label)
        return "j-pair"

    def new_id(self) -> str:
        self.ids += 1
        return f"new-{self.ids}"
