"""What comes before paying, made of values."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.fake_costs import FUNDS, KRW, STATE, THB, USD
from waystation.casework.money import Opinion, PayeeRole
from waystation.desk.views_agreement import AgreeingView, CaseJourneys, FactRow
from waystation.desk.views_before import (
    BeforeChoices,
    BeforeView,
    FoundingView,
    PayeeRow,
    RateRow,
    ReviewRow,
    StepRow,
)
from waystation.desk.views_plan import Choice
from waystation.desk.views_signing import SigningRow
from waystation.errors import NotFoundError

NOW = datetime(2026, 3, 6, 21, 47, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINJI, SEOYEON, TAE = (
    Choice("min", "Min-ji"),
    Choice("seo", "Seo-yeon"),
    Choice("tae", "Tae"),
)
PAIR, OTHER = Choice("case-p", "P1 and P2"), Choice("case-t", "셋의 사례")
PAYEES = (Choice("b1", "B1, the hired team"), Choice("market", "시장 안 옷 가게"))
WAITS = SigningRow(
    "s-found",
    ("Min-ji", "Seo-yeon", "Tae"),
    ("Seo-yeon",),
    next=("Min-ji", "Sora"),
    needed=1,
)
NOT_FOUNDED = FoundingView(may_found=True, members=(TAE,))
PROPOSED = FoundingView(signing=(WAITS,))
NOT_YOURS = FoundingView()
NOT_IN_IT = FoundingView(there=True)
FOUNDED = FoundingView(
    there=True, signing=(replace(WAITS, id="s-tae", new=False, may_sign=False),)
)
ORDER = ("found", "fund", "rate", "receive", "budget", "check", "review", "agree")


def steps_done(count: int) -> tuple[StepRow, ...]:
    return tuple(StepRow(step, at < count, at == count) for at, step in enumerate(ORDER))


BEFORE = BeforeView(
    desk=STATE,
    here=True,
    base=KRW,
    members=("Min-ji", "Seo-yeon", "Sora"),
    funds=FUNDS,
    rates=(
        RateRow(THB, "40.25", "한국은행 매매기준율", NOW - 3 * DAY),
        RateRow(USD, "1382.5", "the bank's page", NOW - 40 * DAY, old=True),
    ),
    payees=(
        PayeeRow("b1", "B1, the hired team", PayeeRole.TRANSPORT, ("Seo-yeon",)),
        PayeeRow(
            "market",
            "시장 안 옷 가게",
            PayeeRole.SUPPLIER,
            check="clear",
            lists="UN, national",
            checked=NOW - DAY,
        ),
        PayeeRow("old", "house H", check="old", lists="UN", checked=NOW - 60 * DAY),
        PayeeRow("found", "somebody", check="match", lists="UN", checked=NOW - DAY),
    ),
    reviews=(
        ReviewRow(
            "third country", Opinion.WITH_CONDITIONS, NOW, NOW + 90 * DAY, "P1 and P2"
        ),
        ReviewRow("all", Opinion.MAY_PROCEED, NOW, NOW - DAY, all_cases=True, over=True),
    ),
    choices=BeforeChoices((PAIR, OTHER), PAYEES, (MINJI, SEOYEON, TAE), (TAE,)),
    may_note=True,
    may_agree=True,
    may_admit=True,
)
BEFORE_EMPTY = BeforeView(
    STATE,
    here=True,
    base=KRW,
    members=("Min-ji",),
    may_note=True,
    choices=BeforeChoices(staff=(MINJI,)),
)
CASES = (CaseJourneys(PAIR, (Choice("j-pair", "P1, P2"),)), CaseJourneys(OTHER))
CHOOSING = AgreeingView(STATE, CASES, may_agree=True)
AGREEING = replace(
    CHOOSING,
    case=PAIR,
    journey=Choice("j-pair", "P1, P2"),
    legs=(("leg-1", 1), ("leg-2", 2)),
    handovers=(
        FactRow("met-1", "car A → host K", NOW + HOUR, NOW + 3 * HOUR, 1),
        FactRow("met-2", "host K → a guide", NOW + 20 * HOUR, NOW + 30 * HOUR, 2),
    ),
    check_ins=(FactRow("w-1", "P2", NOW + 4 * HOUR, NOW + 5 * HOUR, 2),),
    payees=PAYEES,
    funds=FUNDS,
)
FOR_CASE = replace(AGREEING, journey=None, legs=(), handovers=(), check_ins=())


class FakeMoney:
    """Answers with values and remembers what was asked of it."""

    founding_view: FoundingView = FoundingView(there=True)
    steps: tuple[StepRow, ...] = steps_done(len(ORDER))
    before_view: BeforeView = BEFORE

    def founding(self) -> FoundingView:
        return self.founding_view

    def money_steps(self) -> tuple[StepRow, ...]:
        return self.steps

    def before_paying(self) -> BeforeView:
        return self.before_view

    def agreeing(self, case: str, journey: str) -> AgreeingView:
        if not case:
            return CHOOSING
        if case != PAIR.id or journey not in {"", "j-pair"}:
            raise NotFoundError("core.unknown", "this desk is not in it")
        return AGREEING if journey else FOR_CASE

    def found_money(self, base, members) -> None:
        self._do("found", base, *members)

    def sign_money(self, proposal) -> None:
        self._do("sign money", proposal)

    def add_money_member(self, human) -> None:
        self._do("member", human)

    def note_money(self, noted) -> None:
        self._do("noted", noted)

    def receive_money(self, register, amount, on, proof) -> None:
        self._do("received", register, str(amount), f"{on:%Y-%m-%d}", proof)

    def narrow_fund(self, register, purposes, cases) -> None:
        self._do("narrow", register, purposes, cases)

    def set_budget(self, case, amount) -> None:
        self._do("budget", case, str(amount))

    def agree(self, made) -> str:
        self._do("agree", made)
        return "a-car"

    def end_agreement(self, agreement, reason) -> None:
        self._do("end", agreement, reason)

    def record_bill(self, agreement, milestone, proof) -> None:
        self._do("bill", agreement, milestone, proof)
