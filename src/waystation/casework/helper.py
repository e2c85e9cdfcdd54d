"""Helpers: who drives, guides, hosts and interprets, and what belongs to them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, HelperNoted
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperIncidentResolved,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.noted import (
    Group,
    LastAnswer,
    Newest,
    Noted,
    gather,
    newest,
    run,
    undone_by_none,
)
from waystation.casework.table import Table
from waystation.casework.terms import Record, Vetting

Kin = Mapping[str, frozenset[str]]
"""Register id to the ids that stand and fall with it: team, its other members, vehicles."""


class Helpers(Struct, frozen=True, weakref=True):
    """Every helper as last noted, and what was said of each, by register id.

    Resolutions are by incident; a link's newest word counts, by the link's id. `teams` are
    the helpers of each team, whoever has none being one of their own; `brought` whom each
    has brought in or passed a job on to.
    """

    noted: Newest[HelperNoted] = Table()
    vetted: Group[HelperVetted] = Table()
    incidents: Group[HelperIncidentOpened] = Table()
    resolved: Group[HelperIncidentResolved] = Table()
    withdrawn: Group[HelperWithdrawn] = Table()
    linked: Group[HelperLinked] = Table()
    worked: Group[HelperWorked] = Table()
    teams: Table[str, frozenset[str]] = Table()
    brought: Table[str, frozenset[str]] = Table()


def fold(state: Helpers, record: Record, act: Act) -> Helpers:
    """Add one act of a helper's cell."""
    if isinstance(act, HelperNoted):
        return _fold_noted(state, Noted(record, act))
    return _fold_incident(_fold_standing(state, record, act), record, act)


def _fold_noted(state: Helpers, said: Noted[HelperNoted]) -> Helpers:
    one, before = said.act.helper, state.noted.get(said.act.helper)
    noted = newest(state.noted, one, said)
    if noted is state.noted:
        return state
    was = None if before is None else before.act
    teams = _moved(state.teams, one, _team(was), _team(said.act))
    brought = _moved(state.brought, one, _introducers(was), _introducers(said.act))
    return replace(state, noted=noted, teams=teams, brought=brought)


def _team(noted: HelperNoted | None) -> frozenset[str]:
    return frozenset() if noted is None else frozenset({noted.team or noted.helper})


def _introducers(noted: HelperNoted | None) -> frozenset[str]:
    if noted is None:
        return frozenset()
    return frozenset({noted.recruited_by, noted.subcontracted_by} - {"", noted.helper})


def _moved(
    groups: Table[str, frozenset[str]], one: str, out: frozenset[str], into: frozenset[str]
) -> Table[str, frozenset[str]]:
    """Take a helper out of the groups that they were in, and put them into others."""
    for group in out - into:
        groups = groups.put(group, groups.get(group, frozenset()) - {one})
    for group in into - out:
        groups = groups.put(group, groups.get(group, frozenset()) | {one})
    return groups


def _fold_standing(state: Helpers, record: Record, act: Act) -> Helpers:
    match act:
        case HelperVetted():
            vetted = gather(state.vetted, act.helper, Noted(record, act))
            return replace(state, vetted=vetted)
        case HelperWithdrawn():
            withdrawn = gather(state.withdrawn, act.helper, Noted(record, act))
            return replace(state, withdrawn=withdrawn)
        case HelperLinked():
            linked = gather(state.linked, act.helper, Noted(record, act))
            return replace(state, linked=linked)
        case HelperWorked():
            worked = gather(state.worked, act.helper, Noted(record, act))
            return replace(state, worked=worked)
        case _:
            return state


def _fold_incident(state: Helpers, record: Record, act: Act) -> Helpers:
    match act:
        case HelperIncidentOpened():
            incidents = gather(state.incidents, act.helper, Noted(record, act))
            return replace(state, incidents=incidents)
        case HelperIncidentResolved():
            resolved = gather(state.resolved, act.incident, Noted(record, act))
            return replace(state, resolved=resolved)
        case _:
            return state


def read(records: Iterable[Record]) -> Helpers:
    """Fold cells of helpers from their beginning."""
    return run(fold, Helpers(), records)


def kin(state: Helpers) -> Kin:
    """Return what a hold on each helper or team must also cover."""
    return _kin(state)


def _kin_of(state: Helpers) -> Kin:
    teams: dict[str, set[str]] = {}
    for helper, noted in state.noted.items():
        teams.setdefault(noted.act.team or helper, set()).update(
            (helper, *noted.act.vehicles)
        )
    found = {team: frozenset(members | {team}) for team, members in teams.items()}
    return found | {
        helper: found[noted.act.team or helper] for helper, noted in state.noted.items()
    }


_kin = LastAnswer(_kin_of)


def kin_of(state: Helpers, register: str) -> frozenset[str]:
    """Return what stands and falls with one helper or team; nothing where it is unknown."""
    noted = state.noted.get(register)
    team = register if noted is None else noted.act.team or register
    members = state.teams.get(team)
    if not members:
        return frozenset()
    vehicles = (one for each in members for one in state.noted[each].act.vehicles)
    return frozenset({team, *members, *vehicles})


def in_team(state: Helpers, team: str) -> tuple[Noted[HelperNoted], ...]:
    """Return the helpers of a team, by register id."""
    members = sorted(state.teams.get(team, ()))
    return tuple(state.noted[one] for one in members)


def vetting(state: Helpers, helper: str) -> Noted[HelperVetted] | None:
    """Return the last word on whether a helper was vetted; a failed one unseen stands."""
    words = state.vetted.get(helper, ())
    failed = [one for one in words if not one.act.passed]
    for one in reversed(words):
        if not one.act.passed or undone_by_none(one, failed):
            return one
    return None


def is_vetted(state: Helpers, helper: str, now: datetime) -> bool:
    """Say whether somebody met or looked into a helper, and it still counts."""
    last = vetting(state, helper)
    if last is not None:
        return last.act.passed and last.act.expires > now
    noted = state.noted.get(helper)
    return noted is not None and (
        bool(noted.act.met_by) or noted.act.vetting is not Vetting.NOT_RECORDED
    )


def open_incidents(state: Helpers, helper: str) -> tuple[Noted[HelperIncidentOpened], ...]:
    """Return the incidents that no second human has resolved.

    Whoever opened one never resolves it, and a resolution counts for the openings that it
    names and saw: what was said meanwhile stands (C-8).
    """
    return tuple(
        one
        for one in state.incidents.get(helper, ())
        if not any(
            one.record.id in answer.act.acts
            and answer.saw(one)
            and answer.record.human
            and answer.record.human != one.record.human
            for answer in state.resolved.get(one.act.incident, ())
        )
    )


def is_withdrawn(state: Helpers, helper: str) -> Noted[HelperWithdrawn] | None:
    """Return the withdrawal that stands: only vetting that passed and saw it ends one."""
    vetted = [one for one in state.vetted.get(helper, ()) if one.act.passed]
    for one in reversed(state.withdrawn.get(helper, ())):
        if not any(later.saw(one) for later in vetted):
            return one
    return None


def ties(state: Helpers, helper: str) -> tuple[Noted[HelperLinked], ...]:
    """Return the ties that are not over; one noted unseen by who ended it stands."""
    said = state.linked.get(helper, ())
    ended = [one for one in said if one.act.over]
    return tuple(
        one
        for one in said
        if not one.act.over
        and not any(end.act.link == one.act.link and end.saw(one) for end in ended)
    )


def jobs(state: Helpers, helper: str) -> tuple[Noted[HelperWorked], ...]:
    """Return the jobs that ended well, each once however often it was noted."""
    found = {one.act.work: one for one in state.worked.get(helper, ())}
    return tuple(found.values())


def introduced(state: Helpers, register: str) -> frozenset[str]:
    """Return who brought somebody in, and whom they brought in."""
    noted = state.noted.get(register)
    by = _introducers(None if noted is None else noted.act)
    return by | state.brought.get(register, frozenset())


def acquainted(state: Helpers, register: str) -> frozenset[str]:
    """Return who is one introduction away from somebody, or two: by the same one, say."""
    near = introduced(state, register)
    return near.union(*(introduced(state, one) for one in near)) - {register}
