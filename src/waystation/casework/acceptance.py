"""Accepting a finding: a reason, an end, and two humans, for one exact plan.

The second signature is an approval of the exact act that accepts, so that both stand for
the same reason and the same end; a refusal that it had not seen beats it (C-8).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from waystation.casework.approval import Approvals, complete
from waystation.casework.entries import Act
from waystation.casework.entries.acceptance import FindingAccepted
from waystation.casework.finding import Finding
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

SIGNATURES = 2


class Acceptances(Struct, frozen=True):
    """Every act that accepts a finding, by the finding's code."""

    said: Group[FindingAccepted] = Table()


class Accepted(Struct, frozen=True):
    """A finding that two humans took upon themselves."""

    finding: Finding
    by: tuple[str, ...]
    reason: str
    until: datetime


def fold(state: Acceptances, record: Record, act: Act) -> Acceptances:
    """Add one act of a journey."""
    if isinstance(act, FindingAccepted):
        return Acceptances(gather(state.said, act.code, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Acceptances:
    """Fold a journey's cell from its beginning."""
    return run(fold, Acceptances(), records)


class Terms(Struct, frozen=True):
    """What an acceptance must fit: the plan's head, the moment, how long, and who may."""

    head: str
    now: datetime
    longest: timedelta
    of: frozenset[str]


def waiting(
    state: Acceptances, approvals: Approvals, finding: Finding, terms: Terms
) -> tuple[Noted[FindingAccepted], ...]:
    """Return the acts that fit the finding and still want a second signature."""
    return tuple(
        one
        for one in _fitting(state, finding, terms)
        if not _signed(one, approvals, terms.of)
    )


def standing(
    state: Acceptances, approvals: Approvals, finding: Finding, terms: Terms
) -> Accepted | None:
    """Say whether two humans have accepted a finding as it is now, and until when."""
    for one in reversed(_fitting(state, finding, terms)):
        signed = _signed(one, approvals, terms.of)
        if signed:
            by = tuple(sorted(each.record.human for each in signed))
            return Accepted(finding, by, one.act.reason, one.act.until)
    return None


def _covers(act: FindingAccepted, finding: Finding) -> bool:
    """Say whether an act is about a finding and about everything that it rests on now."""
    same = (act.code, act.where) == (finding.code, finding.where)
    return same and set(finding.rests_on) <= set(act.rests_on)


def _fitting(
    state: Acceptances, finding: Finding, terms: Terms
) -> tuple[Noted[FindingAccepted], ...]:
    return tuple(
        one
        for one in state.said.get(finding.code, ())
        if _covers(one.act, finding)
        and one.act.head == terms.head
        and one.act.reason.strip()
        and terms.now < one.act.until <= one.record.at + terms.longest
    )


def _signed(
    one: Noted[FindingAccepted], approvals: Approvals, of: frozenset[str]
) -> tuple[Noted[Act], ...]:
    given: tuple[Noted[Act], ...] = (one, *approvals.given.get(one.record.id, ()))
    refused = approvals.refused.get(one.record.id, ())
    signed = complete(given, refused, need=SIGNATURES, of=of)
    return signed if any(each is one for each in signed) else ()
