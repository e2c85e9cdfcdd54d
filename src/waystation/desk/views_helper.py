"""Helpers as a page shows them: who they are, how they stand, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from waystation.casework import helper as facts
from waystation.casework import roster
from waystation.casework.entries import HelperNoted
from waystation.casework.finding import Severity
from waystation.casework.helper import Helpers
from waystation.casework.terms import (
    HelperRole,
    IncidentEffect,
    IncidentKind,
    MarkKind,
    Role,
    Tie,
    Vetting,
)
from waystation.casework.trust import Trust, trusted
from waystation.desk import conflict, helper, mark
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState, FindingRow
from waystation.desk.views_names import Names
from waystation.desk.views_plan import Choice
from waystation.errors import NotFoundError

_WORST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True)
class HelperLine:
    """One helper in the list; the list is by name, never by how they stand."""

    id: str
    name: str
    trust: Trust
    roles: tuple[HelperRole, ...] = ()
    hired: bool = False
    findings: tuple[FindingRow, ...] = ()
    marks: tuple[MarkKind, ...] = ()


@dataclass(frozen=True, slots=True)
class HelperFields:
    """What is said of a helper when they are noted: as it stands, or as it is to be.

    Attributes:
        team: who stands and falls together; empty where they move alone.
        brought_in_by: who introduced them; `passed_on_by` passed the job on.
        other_names: for the conflict check alone, as are `numbers` and `plates`.
    """

    name: str = ""
    roles: tuple[HelperRole, ...] = ()
    languages: tuple[str, ...] = ()
    hired: bool = False
    cap: int = 0
    team: str = ""
    met_by: tuple[str, ...] = ()
    brought_in_by: str = ""
    passed_on_by: str = ""
    agreement: str = ""
    other_names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelperChoices:
    """Whom the form of a helper can name; a team is chosen by who else is in it."""

    staff: tuple[Choice, ...] = ()
    introducers: tuple[Choice, ...] = ()
    teams: tuple[Choice, ...] = ()
    coordinators: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpersView:
    """Every helper whose records this desk is in."""

    desk: DeskState
    helpers: tuple[HelperLine, ...] = ()
    may_note: bool = False
    choices: HelperChoices = HelperChoices()


@dataclass(frozen=True, slots=True)
class VettingRow:
    """The last word on whether somebody looked into a helper."""

    how: Vetting
    by: str
    expires: datetime
    passed: bool = True
    over: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident that is open; `mine` where this desk's human cannot settle it."""

    id: str
    what: IncidentKind
    effect: IncidentEffect
    by: str
    at: datetime
    text: str = ""
    said_by: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie that is not over."""

    id: str
    to: Tie
    by: str
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What came back when other desks were asked about the helper."""

    answered: int
    matched: int
    of: int


@dataclass(frozen=True, slots=True)
class HelperView:
    """One helper."""

    desk: DeskState
    line: HelperLine
    languages: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    vehicles: int = 0
    cap: int = 0
    met_by: tuple[str, ...] = ()
    brought_in_by: str = ""
    passed_on_by: str = ""
    agreement: str = ""
    vetting: VettingRow | None = None
    incidents: tuple[IncidentRow, ...] = ()
    ties: tuple[TieRow, ...] = ()
    withdrawn_at: datetime | None = None
    own_word: bool = False
    jobs: int = 0
    readers: tuple[str, ...] = ()
    check: CheckRow | None = None
    may_act: bool = False
    fields: HelperFields = HelperFields()
    choices: HelperChoices = HelperChoices()


def helpers_view(desk: Desk, state: DeskState) -> HelpersView:
    """Return every helper whom this desk knows, by name."""
    with desk.lock:
        known = helper.state(desk)
        shown = mark.standing_on(desk, known.noted)
        lines = []
        for one in known.noted:
            marks = tuple(each.mark for each in shown.get(one, ()))
            lines.append(_line(desk, known, one, marks))
        lines.sort(key=lambda line: (line.name.casefold(), line.id))
        may = desk.has_role(Role.COORDINATOR)
        return HelpersView(state, tuple(lines), may, _choices(desk, known, ""))


def helper_view(desk: Desk, state: DeskState, helper_id: str) -> HelperView:
    """Return one helper.

    Raises:
        NotFoundError: this desk is not in their records, or has not read them yet.
    """
    with desk.lock:
        opened = desk.find("helper", helper_id)
        known, names = helper.state(desk), Names(desk)
        if helper_id not in known.noted:
            raise NotFoundError("helper.unknown", "no such helper here")
        noted = known.noted[helper_id].act
        kin = facts.kin(known).get(helper_id, frozenset()) - {helper_id, noted.team}
        gone = facts.is_withdrawn(known, helper_id)
        marks = mark.standing_on(desk, {helper_id}).get(helper_id, ())
        return HelperView(
            desk=state,
            line=_line(desk, known, helper_id, tuple(each.mark for each in marks)),
            languages=noted.languages,
            team=tuple(sorted(names.many(kin))),
            vehicles=len(noted.vehicles),
            cap=noted.cap,
            met_by=names.many(noted.met_by),
            brought_in_by=names.one(noted.recruited_by),
            passed_on_by=names.one(noted.subcontracted_by),
            agreement=noted.agreement,
            vetting=_vetting(desk, known, helper_id, names),
            incidents=tuple(_incidents(desk, known, helper_id, names)),
            ties=tuple(_ties(known, helper_id, names)),
            withdrawn_at=gone.record.at if gone else None,
            own_word=gone.act.own_word if gone else False,
            jobs=len(facts.jobs(known, helper_id)),
            readers=names.many(one.human for one in opened.log.members),
            check=_check(desk, helper_id),
            may_act=desk.has_role(Role.COORDINATOR),
            fields=_fields(noted),
            choices=_choices(desk, known, helper_id),
        )


def _fields(noted: HelperNoted) -> HelperFields:
    return HelperFields(
        name=noted.name,
        roles=noted.roles,
        languages=noted.languages,
        hired=noted.hired,
        cap=noted.cap,
        team=noted.team,
        met_by=noted.met_by,
        brought_in_by=noted.recruited_by,
        passed_on_by=noted.subcontracted_by,
        agreement=noted.agreement,
        other_names=noted.other_names,
        numbers=noted.numbers,
        plates=noted.plates,
    )


def _choices(desk: Desk, known: Helpers, but: str) -> HelperChoices:
    """Return whom a form can name, by name; not the helper whom it is about."""
    everyone = roster.humans(desk.roster())
    others = {one: noted.act for one, noted in known.noted.items() if one != but}
    teams: dict[str, list[str]] = {}
    for one, noted in others.items():
        teams.setdefault(noted.team or one, []).append(noted.name)
    return HelperChoices(
        staff=_sorted((one.human, one.name) for one in everyone),
        introducers=_sorted(
            (*((one.human, one.name) for one in everyone), *_named(others))
        ),
        teams=_sorted((team, ", ".join(sorted(names))) for team, names in teams.items()),
        coordinators=_sorted(
            (one.human, one.name)
            for one in everyone
            if Role.COORDINATOR in one.roles and one.human != desk.human
        ),
    )


def _named(noted: Mapping[str, HelperNoted]) -> Iterator[tuple[str, str]]:
    return ((one, act.name) for one, act in noted.items())


def _sorted(found: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    every = (Choice(*pair) for pair in found)
    return tuple(sorted(every, key=lambda choice: (choice.name.casefold(), choice.id)))


def _line(desk: Desk, known: Helpers, one: str, marks: tuple[MarkKind, ...]) -> HelperLine:
    noted = known.noted[one].act
    stands = trusted(known, one, desk.now())
    findings = sorted(
        stands.findings, key=lambda found: (_WORST_FIRST.index(found.severity), found.code)
    )
    rows = tuple(FindingRow(found.code, severity=found.severity) for found in findings)
    return HelperLine(one, noted.name, stands.trust, noted.roles, noted.hired, rows, marks)


def _vetting(desk: Desk, known: Helpers, one: str, names: Names) -> VettingRow | None:
    last = facts.vetting(known, one)
    if last is None:
        return None
    act = last.act
    return VettingRow(
        act.how,
        names.one(act.by),
        act.expires,
        act.passed,
        act.expires <= desk.now(),
        act.text,
    )


def _incidents(desk: Desk, known: Helpers, one: str, names: Names) -> Iterator[IncidentRow]:
    for each in facts.open_incidents(known, one):
        yield IncidentRow(
            each.act.incident,
            each.act.what,
            each.act.effect,
            names.one(each.record.human),
            each.record.at,
            each.act.text,
            each.act.said_by,
            each.record.human == desk.human,
        )


def _ties(known: Helpers, one: str, names: Names) -> Iterator[TieRow]:
    found = {each.act.link: each for each in facts.ties(known, one)}
    for each in found.values():
        by = names.one(each.record.human)
        yield TieRow(each.act.link, each.act.to, by, each.record.at, each.act.text)


def _check(desk: Desk, helper_id: str) -> CheckRow | None:
    found = conflict.state(desk, helper_id)
    if found is None:
        return None
    return CheckRow(*found, conflict.asked_of(desk))
