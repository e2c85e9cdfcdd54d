"""A desk made of values: what the pages show is set by the test that shows it."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.fake_call import FakeCall
from tests.fake_costs import FakeCosts
from tests.fake_exposure import FakeExposure
from tests.fake_helpers import FakeHelpers
from tests.fake_money import FakeMoney
from tests.fake_plan import FakePlans
from tests.fake_preparation import FakePreparation
from waystation.casework.consent import ConsentState
from waystation.casework.finding import Severity
from waystation.casework.terms import AlarmCause, RaisedBy
from waystation.desk.views import (
    AlarmRow,
    CheckInView,
    ConsentRow,
    DeskState,
    FindingRow,
    HandoverView,
    HoldRow,
    JourneyLine,
    JourneyName,
    JourneysView,
    JourneyView,
    KnowsRow,
    NextRow,
    RelayState,
    StageView,
    StatementRow,
    TodayView,
    TravellerRow,
    WaitingRow,
)
from waystation.errors import NotFoundError

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

STATE = DeskState(
    organisation="Practice organisation",
    me="Min-ji",
    now=NOW,
    relay=RelayState(connected=True, since=NOW - 3 * HOUR),
    practice=True,
)
PAIR = JourneyName("j-pair", ("P1", "P2"), "embassy")
ENGINEER = JourneyName("j-e", ("E",), "coastal city")
THREE = JourneyName("j-three", ("W1", "W2", "W3"), "coastal city")

DEMAND = AlarmRow(
    id="a-demand",
    journey=ENGINEER,
    cause=AlarmCause.DEMAND,
    about="B1",
    since=NOW - 4 * HOUR,
    by=RaisedBy.RULE,
    said="More money: for food, clothes, shoes.",
    leg=1,
    reaches=2,
    told=("Min-ji", "Seo-yeon"),
)
SILENCE = AlarmRow(
    id="a-silence",
    journey=PAIR,
    cause=AlarmCause.MISSED_CHECK_IN,
    about="P2",
    since=NOW - 12 * MINUTE,
    by=RaisedBy.DESK_TIMER,
    leg=3,
    due=NOW - 17 * MINUTE,
    backup="Seo-yeon",
    told=("Min-ji",),
    taken_by=("Seo-yeon",),
    taken_at=NOW - 5 * MINUTE,
)
HOLD_THREE = HoldRow(
    id="h-three",
    journey=THREE,
    cause=AlarmCause.DEMAND,
    about="B1",
    since=NOW - 4 * HOUR,
    legs=(1,),
    reachable=1,
)
HOLD_PAIR = HoldRow(
    id="h-pair",
    journey=PAIR,
    cause=AlarmCause.ARREST,
    about="safe house H",
    since=NOW - 2 * DAY,
    legs=(3, 4),
    agreed=("Seo-yeon",),
    reachable=2,
)
CHECK_IN = NextRow(
    at=NOW + 13 * MINUTE,
    kind="check_in",
    journey=PAIR,
    persons=("P2",),
    leg=3,
    backup="Seo-yeon",
)
NEXT = (
    replace(CHECK_IN, at=NOW - 2 * MINUTE, persons=("P1",), overdue=True),
    CHECK_IN,
    NextRow(NOW + 2 * HOUR, "handover", THREE, giver="B1", receiver="H", leg=1, held=True),
    NextRow(NOW + 9 * HOUR, "leg", PAIR, giver="a guide", leg=4),
)
WAITING = (
    WaitingRow("untold", 1, journey=THREE),
    WaitingRow("letters", 2, NOW - 3 * HOUR),
    WaitingRow("lift", 1, NOW - 4 * HOUR, THREE),
    WaitingRow("consent", 1, NOW - 20 * MINUTE, ENGINEER),
    WaitingRow("arrival", 1, NOW - HOUR, PAIR),
)

CALM = TodayView(STATE)
BUSY = TodayView(STATE, (DEMAND, SILENCE), (HOLD_THREE, HOLD_PAIR), NEXT, WAITING)
OFFLINE = TodayView(
    replace(
        STATE,
        relay=RelayState(
            connected=False,
            since=NOW - 40 * MINUTE,
            unsent=3,
            wrong=NOW - 50 * MINUTE,
            unsure=2,
            refused=1,
        ),
    ),
    later=replace(CHECK_IN, at=NOW + 3 * DAY),
)

_STAGES = (
    StageView(
        kind="leg",
        number=1,
        place="north station",
        starts=NOW - 30 * HOUR,
        ends=NOW - 26 * HOUR,
        with_whom="car A",
        state="done",
        handover=HandoverView(
            NOW - 27 * HOUR, NOW - 26 * HOUR, "car A", "host K", "both", NOW - 26 * HOUR
        ),
        check_ins=(
            CheckInView(
                1, NOW - 28 * HOUR, NOW - 27 * HOUR, ("P1",), "well", NOW - 28 * HOUR
            ),
        ),
    ),
    StageView(
        kind="stay",
        number=1,
        place="house K",
        starts=NOW - 26 * HOUR,
        ends=NOW - 2 * HOUR,
        with_whom="host K",
        state="done",
        handover=HandoverView(
            NOW - 3 * HOUR, NOW - 2 * HOUR, "host K", "car C", "giver", NOW - 2 * HOUR
        ),
    ),
    StageView(
        kind="leg",
        number=2,
        place="coastal city",
        starts=NOW - 2 * HOUR,
        ends=NOW + 2 * HOUR,
        with_whom="car C",
        state="now",
        share=0.5,
        handover=HandoverView(NOW + HOUR, NOW + 2 * HOUR, "car C", "a guide"),
        check_ins=(
            CheckInView(2, NOW - HOUR, NOW - 17 * MINUTE, ("P2",), "missed"),
            CheckInView(3, NOW, NOW + 13 * MINUTE, ("P1",), "open", backup="Seo-yeon"),
        ),
    ),
    StageView(
        kind="stay",
        number=2,
        place="house H",
        starts=NOW + 2 * HOUR,
        ends=NOW + 9 * HOUR,
        with_whom="host L",
        state="planned",
        holds=(HOLD_PAIR,),
        presumed_known=True,
    ),
    StageView(
        kind="leg",
        number=3,
        place="embassy",
        starts=NOW + 9 * HOUR,
        ends=NOW + 20 * HOUR,
        with_whom="a guide",
        state="planned",
        holds=(HOLD_PAIR,),
    ),
)
JOURNEY = JourneyView(
    desk=STATE,
    journey=PAIR,
    state="under_way",
    stages=_STAGES,
    alarms=(SILENCE,),
    holds=(HOLD_PAIR,),
    findings=(FindingRow("minimum.two_reachable", "", Severity.BLOCK, 3),),
    consents=(
        ConsentRow("P1", ConsentState.OWN_KEY, NOW - 9 * DAY),
        ConsentRow(
            "P2", ConsentState.ASSERTED_BY_TWO, NOW - 8 * DAY, ("Min-ji", "Seo-yeon")
        ),
    ),
    travellers=(TravellerRow("p1", "P1"), TravellerRow("p2", "P2")),
    decided=True,
    may_act=True,
    knows=(
        KnowsRow("Min-ji", ("plan",), staff=True),
        KnowsRow("car A", ("persons", "place", "window"), legs=(1,)),
        KnowsRow("host K", ("persons", "window", "house"), legs=(1, 2)),
    ),
    next=CHECK_IN,
    says_arrived=("P1",),
    says_arrived_at=NOW - HOUR,
)
DRAFT = JourneyView(desk=STATE, journey=THREE, state="planned", holds=(HOLD_THREE,))
SPOKEN = JourneyView(
    desk=STATE,
    journey=ENGINEER,
    state="planned",
    consents=(
        ConsentRow(
            "E",
            ConsentState.ONE_ASSERTS,
            NOW - HOUR,
            ("Seo-yeon",),
            StatementRow(
                "c-e",
                "나는 이 길로 가겠습니다. 누가 시킨 것이 아닙니다.",
                ("Seo-yeon",),
                NOW - HOUR,
                "telegram",
                wants_trustee=True,
                may_second=True,
            ),
        ),
    ),
    travellers=(TravellerRow("e", "E"),),
    may_act=True,
)
OVER = JourneyView(
    desk=STATE,
    journey=JourneyName("j-over", ("P3",), ""),
    state="arrived",
    arrived=("P3",),
    arrived_at=NOW - 15 * DAY,
    consents=(ConsentRow("P3", ConsentState.OWN_KEY, NOW - 30 * DAY),),
    travellers=(TravellerRow("p3", "P3", there=True),),
    decided=True,
    places="destroyed",
    destroyed_at=NOW - DAY,
    over=True,
)
ENDED = replace(
    OVER,
    journey=JourneyName("j-ended", ("P4",), "embassy"),
    arrived=("P4",),
    places="differs",
    stages=_STAGES[:1],
)
LIST = JourneysView(
    STATE,
    (
        JourneyLine(ENGINEER, "under_way", NOW - DAY, NOW + DAY, 1, 0, 1, 2),
        JourneyLine(
            PAIR, "under_way", NOW - 30 * HOUR, NOW + 20 * HOUR, 1, 2, 2, 4, CHECK_IN
        ),
        JourneyLine(THREE, "planned", None, None, 0, 1),
    ),
)


class FakeDesk(
    FakeCall, FakeMoney, FakeCosts, FakeExposure, FakePlans, FakeHelpers, FakePreparation
):
    """Answers with the values it was given and remembers what was asked of it."""

    def __init__(self, today: TodayView = CALM) -> None:
        self.today_view = today
        self.journey_views = {
            view.journey.id: view for view in (JOURNEY, DRAFT, SPOKEN, OVER, ENDED)
        }
        self.list_view = LIST
        self.done: list[tuple[str, ...]] = []
        self.fails: Exception | None = None
        self._version = 1
        self._news = threading.Condition()

    def change(self, today: TodayView) -> None:
        """Let something become true."""
        with self._news:
            self.today_view = today
            self._version += 1
            self._news.notify_all()

    def state(self) -> DeskState:
        return self.today_view.desk

    def today(self) -> TodayView:
        if self.fails:
            raise self.fails
        return self.today_view

    def journeys(self, page: int) -> JourneysView:
        return replace(self.list_view, page=min(page, self.list_view.pages))

    def journey(self, journey_id: str) -> JourneyView:
        if journey_id not in self.journey_views:
            raise NotFoundError("journey.no_such", "there is no such journey here")
        return self.journey_views[journey_id]

    def version(self) -> int:
        return self._version

    def wait(self, version: int, timeout_s: float) -> int:
        with self._news:
            self._news.wait_for(lambda: self._version != version, timeout_s)
            return self._version

    def acknowledge(self, alarm_id: str) -> None:
        self._do("acknowledge", alarm_id)

    def panic(self, text: str) -> None:
        self._do("panic", text)

    def end_panic(self, alarm_id: str, outcome: str) -> None:
        self._do("end panic", alarm_id, outcome)

    def agree_to_lift(self, hold_id: str, reason: str) -> None:
        self._do("agree", hold_id, reason)

    def refuse_to_lift(self, hold_id: str, reason: str) -> None:
        self._do("refuse", hold_id, reason)

    def _do(self, *act: str) -> None:
        if self.fails:
            raise self.fails
        self.done.append(act)
