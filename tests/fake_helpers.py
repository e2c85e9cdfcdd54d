"""Helpers and houses of a desk made of values."""

from datetime import UTC, datetime, timedelta

from waystation.casework.finding import Severity
from waystation.casework.terms import (
    HelperRole,
    IncidentEffect,
    IncidentKind,
    MarkKind,
    Tie,
    Vetting,
)
from waystation.casework.trust import Trust
from waystation.desk.views import DeskState, FindingRow
from waystation.desk.views_helper import (
    CheckRow,
    HelperChoices,
    HelperFields,
    HelperLine,
    HelpersView,
    HelperView,
    IncidentRow,
    TieRow,
    VettingRow,
)
from waystation.desk.views_house import (
    HouseChoices,
    HouseFields,
    HouseLine,
    HousesView,
    HouseView,
    StayRow,
    ToldRow,
)
from waystation.desk.views_plan import Choice
from waystation.desk.views_signing import SigningRow
from waystation.errors import NotFoundError

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
DAY = timedelta(days=1)

TEAM = HelperLine(
    "b1",
    "B1, the hired team",
    Trust.NOT_NOW,
    (HelperRole.DRIVES,),
    hired=True,
    findings=(
        FindingRow("helper.open_incident", severity=Severity.BLOCK),
        FindingRow("helper.nobody_has_met", severity=Severity.WARN),
        FindingRow("helper.named_in_a_case", severity=Severity.WARN),
    ),
    marks=(MarkKind.INCIDENT,),
)
GUIDE = HelperLine("guide", "a guide", Trust.FIT, (HelperRole.GUIDES,))
HOST = HelperLine(
    "host",
    "김하나 (안전 가옥 책임자)",
    Trust.ASKS,
    (HelperRole.HOSTS, HelperRole.INTERPRETS),
    findings=(FindingRow("helper.vetting_expired", severity=Severity.WARN),),
)
LINES = (GUIDE, TEAM, HOST)
GREY = HouseLine(
    "grey",
    "the grey door",
    "김하나",
    host_vetted=False,
    beds=3,
    taken=2,
    know_it=5,
    cooling_until=NOW + 3 * DAY,
)
OLD = HouseLine("old", "house H", "", beds=0, know_it=9, burned=True)
GARDEN = HouseLine("garden", "정원이 있는 집", "박영", host_vetted=True, beds=2, know_it=1)
STAFF = (Choice("min", "Min-ji"), Choice("seo", "Seo-yeon"), Choice("tae", "Tae"))
CHOICES = HelperChoices(
    STAFF,
    (*STAFF, Choice("guide", "a guide")),
    (Choice("t-b", "B1's second driver, B1's third driver"), Choice("guide", "a guide")),
    STAFF[1:],
)
HOUSE_CHOICES = HouseChoices(
    (*STAFF, Choice("host", "김하나 (안전 가옥 책임자)")), STAFF[1:]
)
WAITS = SigningRow("p1", ("Min-ji", "Tae"), ("Min-ji",), ("Seo-yeon", "Sora"), 1)
MINE = SigningRow(
    "p2",
    ("Min-ji",),
    ("Min-ji",),
    ("Seo-yeon", "Sora"),
    1,
    may_sign=False,
    label="강가의 집",
)


def team(state: DeskState) -> HelperView:
    return HelperView(
        desk=state,
        line=TEAM,
        languages=("zh",),
        team=("B1's second driver",),
        vehicles=2,
        cap=0,
        brought_in_by="a broker in a third country",
        passed_on_by="a broker in a third country",
        agreement="one pick-up, one handover at a station",
        incidents=(
            IncidentRow(
                "more-money",
                IncidentKind.DEMAND,
                IncidentEffect.HOLD,
                "Seo-yeon",
                NOW - DAY,
                "More money: for food, clothes, shoes.",
                "the team",
            ),
            IncidentRow(
                "silent", IncidentKind.SILENCE, IncidentEffect.ASK, "Min-ji", NOW, mine=True
            ),
        ),
        ties=(TieRow("t1", Tie.NAMED_IN_A_CASE, "Min-ji", NOW - DAY),),
        jobs=0,
        readers=("Min-ji", "Seo-yeon"),
        check=CheckRow(2, 1, 4),
        may_act=True,
        fields=HelperFields(
            "B1, the hired team",
            (HelperRole.DRIVES,),
            ("zh", "ne"),
            hired=True,
            team="t-b",
            brought_in_by="somebody",
            passed_on_by="somebody",
            agreement="one pick-up, one handover at a station",
            numbers=("+86 138 0000 0000", "010-1234-5678"),
            plates=("辽B 12345",),
        ),
        choices=CHOICES,
    )


def guide(state: DeskState) -> HelperView:
    return HelperView(
        desk=state,
        line=GUIDE,
        languages=("ko", "zh"),
        cap=2,
        met_by=("Seo-yeon",),
        brought_in_by="Seo-yeon",
        vetting=VettingRow(Vetting.MET, "Min-ji", NOW + 90 * DAY, text="Met twice."),
        jobs=4,
        readers=("Min-ji", "Seo-yeon"),
        may_act=True,
        fields=HelperFields("a guide", (HelperRole.GUIDES,), ("ko", "zh"), cap=2),
        choices=CHOICES,
    )


class FakeHelpers:
    """The part of a fake desk that these pages ask."""

    lines: tuple[HelperLine, ...] = LINES
    house_lines: tuple[HouseLine, ...] = (GARDEN, GREY, OLD)
    proposals: tuple[SigningRow, ...] = (WAITS, MINE)

    def helpers(self) -> HelpersView:
        return HelpersView(self.state(), self.lines, may_note=True, choices=CHOICES)

    def helper(self, helper_id: str) -> HelperView:
        made = {"b1": team, "guide": guide}.get(helper_id)
        if made is None:
            raise NotFoundError("helper.unknown", "this desk is not in it")
        return made(self.state())

    def houses(self) -> HousesView:
        return HousesView(
            self.state(), self.house_lines, self.proposals, HOUSE_CHOICES, may_note=True
        )

    def house(self, house: str) -> HouseView:
        line = {"grey": GREY, "old": OLD, "garden": GARDEN}.get(house)
        if line is None:
            raise NotFoundError("house.unknown", "this desk is not in it")
        return HouseView(
            desk=self.state(),
            line=line,
            address="7 Sea Street, the third bell",
            readers=("Min-ji", "Tae"),
            hosts=("김하나",),
            told=(
                ToldRow("a guide", "", NOW - 9 * DAY, by_plan=True),
                ToldRow("", "went to the wrong bell", NOW - 40 * DAY),
            ),
            stays=(
                StayRow(NOW - DAY, NOW + DAY, 2, now=True),
                StayRow(NOW + 5 * DAY, NOW + 6 * DAY, 1),
            ),
            cooling_reason="a neighbour asked questions",
            burned_reason="the door was broken in" if line.burned else "",
            burned_at=NOW - 30 * DAY if line.burned else None,
            may_act=True,
            fields=HouseFields(line.label, "", "host", 3),
            choices=HOUSE_CHOICES,
        )

    def note_helper(self, fields, only_for=()) -> str:
        self._do("note", fields, *only_for)
        return "guide"

    def renote_helper(self, helper_id, fields) -> None:
        self._do("note anew", helper_id, fields)

    def vet_helper(self, helper_id, vetted) -> None:
        said = (vetted.how, f"{vetted.expires:%Y-%m-%d}", f"{vetted.passed}", vetted.text)
        self._do("vet", helper_id, *said, *((vetted.by,) if vetted.by else ()))

    def open_incident(self, helper_id, incident) -> None:
        said = (incident.what, incident.effect, incident.text)
        by = (incident.said_by,) if incident.said_by else ()
        self._do("incident", helper_id, *said, *by)

    def settle_incident(self, helper_id, incident, outcome) -> None:
        self._do("settle", helper_id, incident, outcome)

    def withdraw_helper(self, helper_id, reason, *, own_word) -> None:
        self._do("withdraw", helper_id, reason, f"{own_word}")

    def helper_worked(self, helper_id, *, small=False) -> None:
        self._do("worked", helper_id, *(("small",) if small else ()))

    def tie_helper(self, helper_id, to, text) -> None:
        self._do("tie", helper_id, to, text)

    def end_tie(self, helper_id, tie, to) -> None:
        self._do("end tie", helper_id, tie, to)

    def check_helper(self, helper_id) -> None:
        self._do("check", helper_id)

    def sign_house(self, proposal) -> None:
        self._do("sign house", proposal)

    def note_house(self, fields, readers) -> None:
        self._do("note house", fields, *readers)

    def renote_house(self, house, fields) -> None:
        self._do("note house anew", house, fields)

    def tell_house(self, house, who, name, why) -> None:
        self._do("told", house, who or name, why)

    def cool_house(self, house, until, reason) -> None:
        self._do("cool", house, f"{until:%Y-%m-%d}", reason)

    def burn_house(self, house, reason) -> None:
        self._do("burn", house, reason)
