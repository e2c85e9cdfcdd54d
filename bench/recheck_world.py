"""An organisation of 10,000 journeys that share helpers, houses, cars and a ledger."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from bench.recheck_plan import (
    HELPERS,
    NOW,
    after,
    case_of,
    plan_of,
    slip_of,
    span_of,
    yes_of,
)
from waystation.casework import (
    board,
    case,
    consent,
    costs,
    helper,
    journey,
    roster,
    safehouse,
    slip,
)
from waystation.casework.board import Board
from waystation.casework.case import Case
from waystation.casework.consent import Consents
from waystation.casework.costs import Costs
from waystation.casework.entries import (
    Act,
    ApprovalGiven,
    BoardJourney,
    HelperNoted,
    HoldPlaced,
    HouseNoted,
    HumanAdmitted,
    Window,
)
from waystation.casework.entries.helper import HelperVetted, HelperWorked
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.entries.money import (
    BudgetSet,
    CommitmentMade,
    FundNoted,
    FundReceived,
    LedgerOpened,
    Milestone,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.entries.safehouse import HouseStayNoted, HouseTold
from waystation.casework.helper import Helpers
from waystation.casework.journey import Journey
from waystation.casework.money import (
    Currency,
    IfMoreIsAsked,
    MilestoneKind,
    Money,
    Opinion,
    Purpose,
    Screening,
)
from waystation.casework.reach import People
from waystation.casework.roster import Roster
from waystation.casework.safehouse import SafeHouses
from waystation.casework.slip import Slips
from waystation.casework.terms import (
    AlarmCause,
    HelperRole,
    MarkKind,
    Role,
    Vetting,
)
from waystation.foresight import tagged
from waystation.foresight.world import Own, World

ALWAYS = (Window(NOW - timedelta(days=400), NOW + timedelta(days=800)),)
HOUSES, HUMANS = 500, 12
BUSY, ON_BUSY = "helper 0", 20
"""One helper is on every twentieth journey."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A record as the folds see it."""

    id: str
    stream: str
    seq: int
    clock: Mapping[str, int]
    lamport: int
    human: str
    at: datetime
    kind: str
    body: bytes = b""


@dataclass
class Writer:
    """Somebody who writes one act after the other."""

    human: str
    seq: int = 0

    def note(self, act: Act) -> Noted:
        """Return the record of an act."""
        self.seq += 1
        name = hashlib.sha256(f"{self.human} {self.seq}".encode()).hexdigest()[:43]
        clock = {self.human: self.seq}
        return Noted(name, self.human, self.seq, clock, self.seq, self.human, NOW, act.kind)

    def fold(self, fold: Any, state: Any, *acts: Act) -> Any:
        """Fold acts that this human writes."""
        for act in acts:
            state = fold(state, self.note(act), act)
        return state


@dataclass
class Organisation:
    """Everything that the desks of one organisation know."""

    many: int
    chance: Random = field(default_factory=lambda: Random(7))  # noqa: S311
    kim: Writer = field(default_factory=lambda: Writer("kim"))
    lee: Writer = field(default_factory=lambda: Writer("lee"))
    helpers: Helpers = field(default_factory=Helpers)
    houses: SafeHouses = field(default_factory=SafeHouses)
    costs: Costs = field(default_factory=Costs)
    board: Board = field(default_factory=Board)
    roster: Roster = field(default_factory=Roster)
    on_call: dict[str, tuple[Window, ...]] = field(default_factory=dict)
    burned: dict[str, bool] = field(default_factory=dict)
    own: dict[str, Own] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._people()
        self._helpers()
        self._houses()
        self._money()
        for number in range(self.many):
            self._journey(number)
        for number in range(50):
            tags = (f"#helper {number * 7 + 100}",)
            held = HoldPlaced(hold=f"hold {number}", tags=tags, cause=AlarmCause.REPORT)
            marked = BoardMarked(handle=f"mark {number}", tags=tags, mark=MarkKind.INCIDENT)
            self.board = self.kim.fold(board.fold, self.board, held, marked)
        known = [*self.helpers.noted, *self.houses.noted, *(f"car {n}" for n in range(500))]
        self._tags = {one: frozenset({f"#{one}"}) for one in known}
        self._readers = dict.fromkeys(self.houses.noted, frozenset({"human 1"}))
        self._carried = self.board, tagged.carried(self.board)
        self._labelled = self.board.marks, tagged.labelled(self.board.marks)
        self._people_now = People(self.roster, self.on_call)

    def world(self) -> World:
        """Return what surrounds the journeys now; what has not changed as it was."""
        shown = self.board
        if self._carried[0].journeys is not shown.journeys:
            self._carried = shown, tagged.carried_since(shown, *self._carried)
        if self._labelled[0] is not shown.marks:
            self._labelled = shown.marks, tagged.labelled(shown.marks)
        held = self._people_now
        if held.roster is not self.roster or held.on_call is not self.on_call:
            self._people_now = People(self.roster, self.on_call)
        return World(
            people=self._people_now,
            burned=self.burned,
            helpers=self.helpers,
            houses=self.houses,
            house_readers=self._readers,
            costs=self.costs,
            holds=shown.holds,
            marks=shown.marks,
            tags=self._tags,
            carried=self._carried[1],
            labelled=self._labelled[1],
        )

    def _people(self) -> None:
        members = []
        for number in range(HUMANS):
            roles = (Role.TRUSTEE,) if number == 0 else (Role.COORDINATOR, Role.CASEWORKER)
            act = HumanAdmitted(
                human=f"human {number}",
                name=f"Kim {number}",
                roles=roles,
                identity="key",
                outside=number == 0,
            )
            members.append(roster.member_by(act))
            self.roster = self.kim.fold(roster.fold, self.roster, act)
            self.on_call[act.human] = ALWAYS
        self.roster = replace(self.roster, members=tuple(members))

    def _helpers(self) -> None:
        for number in range(HELPERS):
            one = f"helper {number}"
            roles = (HelperRole.INTERPRETS,) if number % 10 == 0 else (HelperRole.DRIVES,)
            vetted_until = after(24 * self.chance.randrange(1, 400))
            self.helpers = self.kim.fold(
                helper.fold,
                self.helpers,
                HelperNoted(
                    helper=one,
                    name=f"Name{number} Of Helper",
                    team=f"team {number // 3}" if number % 4 == 0 else "",
                    recruited_by=f"helper {number // 10}",
                    vehicles=(f"car {number % 500}",) if number % 2 else (),
                    roles=roles,
                    languages=("ko", "zh"),
                ),
                HelperVetted(helper=one, how=Vetting.MET, by="kim", expires=vetted_until),
                HelperWorked(work=f"w{number}", helper=one, ended=after(-500)),
            )

    def _houses(self) -> None:
        for number in range(HOUSES):
            one, host = f"house {number}", f"helper {number + HELPERS // 2}"
            noted = HouseNoted(
                house=one, label=one, address=f"{number} Street", host=host, capacity=4
            )
            told = HouseTold(house=one, who=host)
            self.houses = self.kim.fold(safehouse.fold, self.houses, noted, told)

    def _money(self) -> None:
        amount = Money(1_000_000_000, Currency.KRW)
        self.costs = self.kim.fold(
            costs.fold,
            self.costs,
            LedgerOpened(base=Currency.KRW),
            FundNoted(fund="fund", label="fund", currency=Currency.KRW),
            FundReceived(fund="fund", receipt="r", amount=amount, on=NOW),
            ReviewRecorded(
                places="all",
                opinion=Opinion.MAY_PROCEED,
                on=NOW,
                until=after(9_000),
            ),
        )
        for number in range(HELPERS):
            one = f"helper {number}"
            checked = SanctionsChecked(
                payee=one, lists="UN", on=after(-24 * (number % 29)), found=Screening.CLEAR
            )
            self.costs = self.kim.fold(costs.fold, self.costs, checked)

    def _journey(self, number: int) -> None:
        of, person = f"journey {number}", f"person {number}"
        pick = self.chance.randrange
        drivers = [f"helper {pick(1, HELPERS)}" for _ in range(2)]
        if number % ON_BUSY == 0:
            drivers[0] = BUSY
        house = f"house {pick(HOUSES)}"
        begins = pick(24, 24 * 180)
        plan = plan_of(of, person, drivers, house, begins)
        state = self.kim.fold(journey.fold, Journey(of), *plan)
        consents = self.kim.fold(consent.fold, Consents(), yes_of(of, person))
        slips = (
            self.kim.fold(slip.fold, Slips(), slip_of(of, begins))
            if number % 5 == 0
            else Slips()
        )
        beds = HouseStayNoted(
            stay=f"{of}/stay", house=house, window=span_of(begins + 4, 20), beds=1
        )
        self.houses = self.kim.fold(safehouse.fold, self.houses, beds)
        self._agree(of, drivers[0])
        handle = f"handle of {of}"
        needs = {*drivers, house, f"helper {int(house[6:]) + HELPERS // 2}"}
        windows = (span_of(begins - begins % 6, 6), span_of(begins + 24 - begins % 6, 6))
        tags = tuple(sorted(f"#{one}" for one in needs))
        shown = BoardJourney(handle=handle, windows=windows, tags=tags)
        self.board = self.kim.fold(board.fold, self.board, shown)
        self.own[of] = Own(
            journey=state,
            consents=consents,
            case=self.kim.fold(case.fold, Case(), *case_of(person)),
            slips=slips,
            handles=frozenset({handle}),
            earlier=3,
        )

    def _agree(self, of: str, payee: str) -> None:
        of_case = f"case of {of}"
        budget = BudgetSet(case=of_case, amount=Money(500_000, Currency.KRW))
        said = self.kim.note(budget)
        self.costs = costs.fold(self.costs, said, budget)
        for who in (self.kim, self.lee):
            self.costs = who.fold(costs.fold, self.costs, ApprovalGiven(act=said.id))
        part = Milestone(
            milestone="m", fact=MilestoneKind.HANDOVER, of=f"{of}/meeting 2", minor=300_000
        )
        made = CommitmentMade(
            case=of_case,
            payee=payee,
            purpose=Purpose.TRANSPORT,
            fund="fund",
            currency=Currency.KRW,
            milestones=(part,),
            journey=of,
            leg=f"{of}/leg 1",
            if_more_is_asked=IfMoreIsAsked.NOTHING_MORE,
        )
        self.costs = self.kim.fold(costs.fold, self.costs, made)
