"""Trust in a helper: fit, asks a question, or not now, with the findings that say why.

There is no score and no order of people: two helpers who are fit are equally fit.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from waystation.casework import helper as helpers
from waystation.casework.entries import Act
from waystation.casework.finding import Finding, Severity
from waystation.casework.helper import Helpers
from waystation.casework.noted import Noted
from waystation.casework.terms import IncidentEffect, Tie


class Trust(StrEnum):
    """Whether a helper can be asked to do a job at this moment."""

    FIT = "fit"
    ASKS = "asks_a_question"
    NOT_NOW = "not_now"


class Trusted(Struct, frozen=True):
    """How one helper stands, and why."""

    helper: str
    trust: Trust
    findings: tuple[Finding, ...] = ()


_TIES = {
    Tie.HOLDER: ("helper.tied_to_holder", Severity.BLOCK),
    Tie.POLICE_IN_HOUSEHOLD: ("helper.tied_to_police", Severity.BLOCK),
    Tie.NAMED_IN_A_CASE: ("helper.named_in_a_case", Severity.WARN),
    Tie.OTHER: ("helper.other_tie", Severity.WARN),
}


def trusted(state: Helpers, helper: str, now: datetime) -> Trusted:
    """Say how a helper stands at `now`; somebody whom nobody noted asks a question."""
    found = findings(state, helper, now)
    severities = {one.severity for one in found}
    trust = Trust.FIT
    if Severity.BLOCK in severities:
        trust = Trust.NOT_NOW
    elif Severity.WARN in severities:
        trust = Trust.ASKS
    return Trusted(helper, trust, found)


def findings(state: Helpers, helper: str, now: datetime) -> tuple[Finding, ...]:
    """Return what forbids or questions work with a helper, whatever the journey."""
    noted = state.noted.get(helper)
    if noted is None:
        return (Finding("helper.unknown", Severity.WARN, helper),)
    return (
        *_vetting(state, helper, now),
        *_incidents(state, helper),
        *_withdrawn(state, helper),
        *_ties(state, helper),
        *_passed_on(state, helper, now),
    )


def _vetting(state: Helpers, helper: str, now: datetime) -> Iterable[Finding]:
    last = helpers.vetting(state, helper)
    if last is not None and not last.act.passed:
        yield _found("helper.did_not_pass", Severity.BLOCK, helper, last)
    elif last is not None and last.act.expires <= now:
        yield _found("helper.vetting_expired", Severity.WARN, helper, last)
    elif not helpers.is_vetted(state, helper, now):
        noted = state.noted[helper]
        code = "helper.nobody_has_met" if noted.act.hired else "helper.not_vetted"
        yield _found(code, Severity.WARN, helper, noted)


def _incidents(state: Helpers, helper: str) -> Iterable[Finding]:
    for one in helpers.open_incidents(state, helper):
        if one.act.effect is IncidentEffect.HOLD:
            yield _found("helper.open_incident", Severity.BLOCK, helper, one)
        else:
            yield _found("helper.incident_asks", Severity.WARN, helper, one)


def _withdrawn(state: Helpers, helper: str) -> Iterable[Finding]:
    stands = helpers.is_withdrawn(state, helper)
    if stands is not None:
        yield _found("helper.withdrawn", Severity.BLOCK, helper, stands)


def _ties(state: Helpers, helper: str) -> Iterable[Finding]:
    for one in helpers.ties(state, helper):
        code, severity = _TIES[one.act.to]
        yield _found(code, severity, helper, one)


def _passed_on(state: Helpers, helper: str, now: datetime) -> Iterable[Finding]:
    noted = state.noted[helper]
    by = noted.act.subcontracted_by
    if by and not helpers.is_vetted(state, by, now):
        yield _found("helper.passed_on_by_unknown", Severity.WARN, helper, noted)


def _found(code: str, severity: Severity, helper: str, rests_on: Noted[Act]) -> Finding:
    return Finding(code, severity, helper, (rests_on.record.id,))
