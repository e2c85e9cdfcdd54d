"""The plan of a journey as a page edits it: what may be chosen, and what is found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import draft as plans
from waystation.casework import handover, journey, roster
from waystation.casework.acceptance import Accepted
from waystation.casework.draft import PlanDraft
from waystation.casework.entries.acceptance import FindingAccepted
from waystation.casework.finding import Finding, Severity
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted
from waystation.casework.terms import Role
from waystation.desk import acceptance, case, draft, helper
from waystation.desk.charters import HOUSE
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell, require_going
from waystation.desk.opened import OpenCell
from waystation.desk.views import ConsentRow, DeskState, JourneyName, JourneyState
from waystation.desk.views_course import Course
from waystation.desk.views_journey import consents
from waystation.desk.views_names import Names
from waystation.errors import ConflictError, NotFoundError
from waystation.foresight import catalogue


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody or something that a plan can name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen at this desk, by what it is."""

    persons: tuple[Choice, ...] = ()
    helpers: tuple[Choice, ...] = ()
    staff: tuple[Choice, ...] = ()
    houses: tuple[Choice, ...] = ()

    def known(self, register: str) -> bool:
        """Say whether something of that id can be chosen."""
        every = (*self.persons, *self.helpers, *self.staff, *self.houses)
        return any(one.id == register for one in every)


@dataclass(frozen=True, slots=True)
class Signed:
    """Somebody's word that a finding may stand: why, until when; `mine` if it is ours."""

    act: str
    by: tuple[str, ...]
    reason: str
    until: datetime
    mine: bool = False


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """What a check found, and the part of the plan that it is about; none: the whole.

    Attributes:
        where: what the finding itself names.
        acceptable: whether two humans can accept it; not what design §1 forbids.
        accepted: by two, so that it does not count for now.
        waits: accepted by one, who waits for another.
    """

    code: str
    severity: Severity
    part: str = ""
    about: str = ""
    where: str = ""
    acceptable: bool = False
    accepted: Signed | None = None
    waits: tuple[Signed, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan, drafted or as it stands.

    Attributes:
        version: of the plan that the draft was made from.
        begun: the legs that somebody has confirmed; they cannot be dropped.
        agreed: the check-ins that a person has agreed to: person, opens, due.
        changes: how many parts would be recorded.
        trouble: the code of what is wrong with the draft itself; nothing was checked then.
    """

    desk: DeskState
    journey: JourneyName
    state: JourneyState
    draft: PlanDraft
    version: str
    choices: Choices
    findings: tuple[PlanFinding, ...] = ()
    begun: frozenset[str] = frozenset()
    agreed: frozenset[tuple[str, datetime, datetime]] = frozenset()
    consents: tuple[ConsentRow, ...] = ()
    changes: int = 0
    trouble: str = ""
    may_plan: bool = False
    may_sign: bool = False

    @property
    def blocked(self) -> int:
        """Return how many findings forbid a go."""
        return sum(
            one.severity is Severity.BLOCK and one.accepted is None for one in self.findings
        )

    @property
    def to_accept(self) -> tuple[PlanFinding, ...]:
        """Return what forbids a go and can be accepted, while nothing is unsaved."""
        if self.changes:
            return ()
        return tuple(
            one
            for one in self.findings
            if one.severity is Severity.BLOCK and one.acceptable and one.accepted is None
        )

    def about(self, *parts: str) -> tuple[PlanFinding, ...]:
        """Return the findings about some parts of the plan."""
        return tuple(one for one in self.findings if one.part in parts)


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """A case of this desk, and who of it could travel."""

    case: str
    label: str
    persons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NewJourneyView:
    """What a new journey can be of, and who could answer for it."""

    desk: DeskState
    cases: tuple[CaseChoice, ...]
    colleagues: tuple[Choice, ...]
    may_plan: bool = False


def plan_view(
    desk: Desk, state: DeskState, journey_id: str, edited: PlanDraft | None = None
) -> PlanView:
    """Return a plan as it stands, or as it is drafted; nothing of a draft is stored.

    Raises:
        NotFoundError: this desk is in no such journey.
        ConflictError: it is over.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        course = Course(desk, opened, Names(desk))
        stands, version = draft.read(desk, journey_id)
        plan = stands if edited is None else edited
        trouble, changes = "", 0
        found: tuple[Finding, ...] = ()
        taken: dict[Finding, Accepted] = {}
        try:
            changes = draft.count(desk, journey_id, plan)
            found = draft.findings(desk, journey_id, plan)
            taken = draft.accepted(desk, journey_id, plan, found)
        except ConflictError as error:
            trouble = error.code
        waits = acceptance.waiting(desk, journey_id)
        return PlanView(
            desk=state,
            journey=course.name,
            state=course.stands,
            draft=plan,
            version=version,
            choices=choices(desk, opened, course.state, course.names),
            findings=tuple(
                _finding(course, plan, one, taken.get(one), waits) for one in found
            ),
            begun=_begun(course.state),
            agreed=frozenset(
                (one.act.person, one.act.opens, one.act.due)
                for one in course.state.watches.agreed.values()
            ),
            consents=tuple(consents(course)),
            changes=changes,
            trouble=trouble,
            may_plan=desk.has_role(Role.COORDINATOR),
            may_sign=desk.has_role(*acceptance.SIGNERS),
        )


def new_journey_view(desk: Desk, state: DeskState) -> NewJourneyView:
    """Return what a new journey can be of."""
    with desk.lock:
        everyone = roster.humans(desk.roster())
        return NewJourneyView(
            desk=state,
            cases=tuple(
                _case(desk, core) for core in desk.cells_of("core") if core.register
            ),
            colleagues=tuple(
                Choice(one.human, one.name)
                for one in everyone
                if one.human != desk.human and not one.outside
            ),
            may_plan=desk.has_role(Role.COORDINATOR),
        )


def _case(desk: Desk, core: OpenCell) -> CaseChoice:
    state = case.read(desk, core.register)
    opened = state.opened.get(core.register)
    return CaseChoice(
        core.register,
        opened.act.label if opened else "",
        tuple(
            Choice(person, noted.act.name) for person, noted in state.persons.noted.items()
        ),
    )


def choices(desk: Desk, opened: OpenCell, state: Journey, names: Names) -> Choices:
    """Return what can be chosen at this desk for a journey."""

    def named(registers: list[str]) -> tuple[Choice, ...]:
        found = [Choice(one, names.one(one)) for one in registers if names.one(one)]
        return tuple(sorted(found, key=lambda choice: choice.name))

    members = dict.fromkeys(one.human for one in opened.log.members)
    houses = dict.fromkeys(one.register for one in desk.cells_of(HOUSE))
    return Choices(
        persons=tuple(Choice(one, names.one(one)) for one in journey.persons(state)),
        helpers=named(list(helper.all_noted(desk))),
        staff=named(list(members)),
        houses=named(list(houses)),
    )


def _finding(
    course: Course,
    plan: PlanDraft,
    found: Finding,
    taken: Accepted | None,
    waits: Sequence[Noted[FindingAccepted]],
) -> PlanFinding:
    part, names, me = _part(plan, found.where), course.names, course.desk.human
    return PlanFinding(
        found.code,
        found.severity,
        part,
        "" if part == found.where else names.one(found.where),
        where=found.where,
        acceptable=_acceptable(found.code),
        accepted=None
        if taken is None
        else Signed("", names.many(taken.by), taken.reason, taken.until),
        waits=tuple(
            Signed(
                one.record.id,
                names.many((one.record.human,)),
                one.act.reason,
                one.act.until,
                mine=one.record.human == me,
            )
            for one in waits
            if (one.act.code, one.act.where) == (found.code, found.where)
        ),
    )


def _acceptable(code: str) -> bool:
    try:
        return catalogue.rule(code).acceptable
    except NotFoundError:
        return False


def _part(plan: PlanDraft, where: str) -> str:
    """Return the part of a plan that something is about: of a party, where they act."""
    for leg in plan.legs:
        inside = {one.handover for one in leg.handovers} | {one.stay for one in leg.stays}
        if where == leg.leg or where in inside:
            return where
    return next((leg.leg for leg in plan.legs if where in _named(leg)), "")


def _named(leg: plans.LegDraft) -> set[str]:
    at_stays = {one.house for one in leg.stays} | {one.host for one in leg.stays}
    brought = {one.brought_by for one in leg.stays}
    return ({leg.takes, leg.house} | at_stays | brought) - {""}


def _begun(state: Journey) -> frozenset[str]:
    return frozenset(
        one.act.leg
        for one in journey.handovers(state)
        if handover.confirmed_by(state.handovers, one.act.handover)
    )
