"""Approvals: several humans agree to one exact act.

An approval binds the hash of the act. It counts if the last comes within 72 hours of the
first, never the subject's or the payee's, each human once however many keys they hold.
Source: design, cells; C-8.
"""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from waystation.casework.entries import Act, ApprovalGiven, ApprovalRefused
from waystation.casework.noted import Group, Noted, gather
from waystation.casework.table import Table
from waystation.casework.terms import Record

WITHIN = timedelta(hours=72)
_NOBODY: frozenset[str] = frozenset()


class Approvals(Struct, frozen=True):
    """Who agreed to and who refused which act, by the act's hash."""

    given: Group[ApprovalGiven] = Table()
    refused: Group[ApprovalRefused] = Table()


def fold(state: Approvals, record: Record, act: Act) -> Approvals:
    """Add one act."""
    match act:
        case ApprovalGiven():
            return Approvals(
                gather(state.given, act.act, Noted(record, act)), state.refused
            )
        case ApprovalRefused():
            return Approvals(
                state.given, gather(state.refused, act.act, Noted(record, act))
            )
        case _:
            return state


def complete(
    given: Sequence[Noted[Act]],
    refused: Sequence[Noted[Act]],
    *,
    need: int,
    of: frozenset[str] | None = None,
    never: frozenset[str] = _NOBODY,
) -> tuple[Noted[Act], ...]:
    """Return the approvals that complete an act, one a human, or nothing.

    A refusal is answered only by approvals that all saw it; it comes too late only where it
    saw them all. `of` are the humans who may agree (anyone where None), `never` those who
    may not: the subject and the payee. A record of nobody known counts for nothing.
    """
    counting = [
        one
        for one in given
        if one.record.human
        and one.record.human not in never
        and (of is None or one.record.human in of)
    ]
    for last in counting:
        agreed = _agreeing(last, counting, refused)
        if len(agreed) >= need:
            return tuple(agreed.values())
    return ()


def _agreeing(
    last: Noted[Act], given: Sequence[Noted[Act]], refused: Sequence[Noted[Act]]
) -> dict[str, Noted[Act]]:
    """Return, by human, what counts with `last` and came within 72 hours before."""
    answered = [refusal for refusal in refused if last.saw(refusal)]
    too_late = [refusal for refusal in refused if refusal.saw(last)]
    if len(answered) + len(too_late) < len(refused):
        return {}
    earliest = last.record.at - WITHIN
    return {last.record.human: last} | {
        one.record.human: one
        for one in given
        if one.record.human != last.record.human
        and earliest <= one.record.at <= last.record.at
        and all(one.saw(refusal) for refusal in answered)
        and all(refusal.saw(one) for refusal in too_late)
    }
