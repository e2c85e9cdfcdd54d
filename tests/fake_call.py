"""A call that a fake desk shows: the break-in of the report of 2023, as it was heard."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from waystation.casework.terms import AlarmCause, RaisedBy
from waystation.casework.warning import Why
from waystation.desk.views import AlarmRow, DeskState, JourneyName, KnowsRow
from waystation.desk.views_call import (
    BeganRow,
    CallerRow,
    CallView,
    LineRow,
    NewCallView,
    WarnRow,
)
from waystation.desk.views_watch import AgreedRow, CheckInsView, RehearsedRow, SealedView
from waystation.errors import NotFoundError

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(hours=3), NOW + timedelta(hours=3)
PAIR = JourneyName("j-pair", ("P1", "P2"), "embassy")
WOMEN = JourneyName("j-three", ("W1", "W2", "W3"), "coastal city")
RAID = AlarmRow(
    id="a-raid",
    journey=WOMEN,
    cause=AlarmCause.RAID,
    about="W1",
    since=NOW,
    by=RaisedBy.HUMAN,
    told=("Min-ji", "Seo-yeon"),
)


class FakeCall:
    """The part of a fake desk that calls need."""

    done: list[tuple[str, ...]]
    state: Callable[[], DeskState]
    _do: Callable[..., None]

    def new_call(self) -> NewCallView:
        callers = (
            CallerRow(WOMEN, "w1", "W1", "zh"),
            CallerRow(WOMEN, "w2", "W2", "zh"),
            CallerRow(WOMEN),
        )
        began = (BeganRow("c1", WOMEN, "W1", NOW - timedelta(minutes=3)),)
        return NewCallView(self.state(), callers, began)

    def call(self, journey_id: str, call_id: str) -> CallView:
        if (journey_id, call_id) not in {("j-three", "c1"), ("j-three", "c2")}:
            raise NotFoundError("call.unknown", "no such call")
        written = [act[3] for act in self.done if act[0] == "line"]
        told = {act[3] for act in self.done if act[0] == "warned"}
        first = ("They are breaking in.", "It is the policeman.", *written)
        return CallView(
            desk=self.state(),
            journey=WOMEN,
            call=call_id,
            caller="W1",
            language="zh",
            lines=tuple(
                LineRow(NOW + timedelta(seconds=7 * place), said, "Min-ji")
                for place, said in enumerate(first)
            ),
            warn=(
                WarnRow("h2", "Seo-yeon", Why.ANSWERS, warned="h2" in told),
                WarnRow("p9", "P9", Why.WAITS, by_letter=True),
                WarnRow("g1", "guide G", Why.COMES_NEXT),
                WarnRow("k1", "host K", Why.KEEPS_A_HOUSE, warned=True),
            ),
            silent=("W1", "W2", "W3"),
            unsaid=("host K", "guide G", "the grey door"),
            knows=(
                KnowsRow("Min-ji", ("plan",), staff=True),
                KnowsRow("B2", ("persons", "place", "window", "house"), legs=(1,)),
            ),
            known_houses=("the grey door",),
            alarms=(RAID,) if any(act[0] == "raise" for act in self.done) else (),
            ended=NOW if call_id == "c2" else None,
        )

    def begin_call(
        self, journey_id: str, caller: str, language: str, call_id: str = ""
    ) -> str:
        self._do("begin_call", journey_id, caller, language)
        return call_id or "c1"

    def call_line(self, journey_id: str, call_id: str, text: str, ago: timedelta) -> None:
        self._do("line", journey_id, call_id, text, str(int(ago.total_seconds())))

    def call_warned(self, journey_id: str, call_id: str, who: str) -> None:
        self._do("warned", journey_id, call_id, who)

    def call_alarm(self, journey_id: str, call_id: str, cause: str) -> None:
        self._do("raise", journey_id, call_id, cause)

    def check_ins(self, journey_id: str) -> CheckInsView:
        taken = [act[2] for act in self.done if act[0] == "down"]
        rows = (
            AgreedRow("w1", "p2", "P2", 1, EARLIER, EARLIER, heard=EARLIER, by_word=True),
            AgreedRow("w2", "p2", "P2", 2, EARLIER, EARLIER, over=True),
            AgreedRow(
                "w3",
                "p2",
                "P2",
                3,
                NOW,
                LATER,
                against=("Seo-yeon",),
                code="482913",
                rigid=True,
            ),
            AgreedRow(
                "w4",
                "p1",
                "P1",
                1,
                NOW,
                LATER,
                mine="w4" in taken,
                waits_for=("Seo-yeon", "Kim"),
                latest=LATER,
            ),
            AgreedRow(
                "w5", "p1", "P1", 2, NOW, LATER, taken_down=True, against=("Min-ji", "Kim")
            ),
        )
        tried = (
            RehearsedRow("P1", right=True, tried=EARLIER, person="p1", picture=True),
            RehearsedRow("P2", right=False, person="p2"),
        )
        sealed = SealedView(
            possible=True, sealed=1, may_open=True, opened_by=("Seo-yeon",), outrun=True
        )
        page = "https://pages.example/check-in.html"
        whose = (("p1", "P1"), ("p2", "P2"), ("seo", "Seo-yeon"))
        return CheckInsView(
            self.state(), PAIR, rows, tried, sealed, page, may_agree=True, whose=whose
        )

    def take_down(self, journey_id: str, watch: str, reason: str) -> None:
        self._do("down", journey_id, watch, reason)

    def spoken(
        self, journey_id: str, person: str, number: int, code: str, word: str
    ) -> None:
        self._do("spoken", journey_id, person, str(number), code, word)

    def end_call(self, journey_id: str, call_id: str, *, broke_off: bool) -> None:
        self._do("end", journey_id, call_id, str(broke_off))
