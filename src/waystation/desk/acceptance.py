"""Accepting a finding: two humans sign for one reason, one end and one exact plan."""

from collections.abc import Container, Iterable
from datetime import datetime, timedelta

from waystation.casework import journey as plan
from waystation.casework.entries import ApprovalGiven, ApprovalRefused
from waystation.casework.entries.acceptance import FindingAccepted
from waystation.casework.finding import Finding
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted
from waystation.casework.terms import Role
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError
from waystation.foresight import catalogue
from waystation.foresight.thresholds import shipped

SIGNERS = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)


def accept(
    desk: Desk, journey_id: str, finding: Finding, reason: str, until: datetime
) -> str:
    """Sign first for a finding that stands now; it counts on until another human signs too.

    Returns:
        The id of the act that the second human approves.

    Raises:
        NotPermittedError: nobody can accept this finding.
        NotFoundError: the finding does not stand, or there is no one plan.
        FormatError: no reason, or an end that is past or too far away.
    """
    with desk.acting():
        desk.require(*SIGNERS)
        if not catalogue.rule(finding.code).acceptable:
            raise NotPermittedError("finding.never", "nobody can accept this finding")
        if not reason.strip():
            raise FormatError("finding.reason", "say why", where="reason")
        longest = timedelta(days=shipped().acceptance.longest_days)
        if not desk.now() < until <= desk.now() + longest:
            message = "the end is past or too far away"
            raise FormatError("finding.until", message, where="until")
        stands = _about(journey.findings(desk, journey_id), finding)
        if not stands:
            raise NotFoundError("finding.unknown", "this finding does not stand here")
        opened = journey.journey_cell(desk, journey_id)
        head = plan.head(journey.read(desk, opened))
        if head is None:
            raise NotFoundError("plan.unknown", "there is no one plan to accept it for")
        act = FindingAccepted(
            journey=journey_id,
            code=finding.code,
            where=finding.where,
            rests_on=tuple(sorted({id_ for one in stands for id_ in one.rests_on})),
            head=head.record.id,
            reason=reason,
            until=until,
        )
        return desk.append(opened, act)


def second(desk: Desk, journey_id: str, act: str) -> None:
    """Sign second: this human has read the reason and the end, and agrees.

    Raises:
        NotFoundError: no such act, or it is about a plan that has changed.
        ConflictError: this desk's human signed first.
    """
    with desk.acting():
        desk.require(*SIGNERS)
        first = _first(desk, journey_id, act)
        if first.record.human == desk.human:
            raise ConflictError("finding.two_humans", "another human signs second")
        desk.append(journey.journey_cell(desk, journey_id), ApprovalGiven(act=act))


def refuse(desk: Desk, journey_id: str, act: str, reason: str) -> None:
    """Refuse to have a finding accepted: one human is enough.

    Raises:
        NotFoundError: no such act, or it is about a plan that has changed.
    """
    with desk.acting():
        desk.require(*SIGNERS)
        _first(desk, journey_id, act)
        refused = ApprovalRefused(act=act, reason=reason)
        desk.append(journey.journey_cell(desk, journey_id), refused)


def waiting(desk: Desk, journey_id: str) -> list[Noted[FindingAccepted]]:
    """Return what one human has signed for on the plan as it is, and no other yet."""
    with desk.lock:
        state = journey.read(desk, journey.journey_cell(desk, journey_id))
        head = plan.head(state)
        found = journey.findings(desk, journey_id)
        taken = journey.accepted(desk, journey_id)
        return [
            one
            for _, said in sorted(state.accepted.said.items())
            for one in said
            if head is not None
            and one.act.head == head.record.id
            and desk.now() < one.act.until
            and not _second_signed(state, one)
            and not _settled(_about(found, one.act), taken)
        ]


def _first(desk: Desk, journey_id: str, act: str) -> Noted[FindingAccepted]:
    for one in waiting(desk, journey_id):
        if one.record.id == act:
            return one
    raise NotFoundError("finding.unknown", "nothing waits under this id")


def _second_signed(state: Journey, first: Noted[FindingAccepted]) -> bool:
    signed = state.approvals.given.get(first.record.id, ())
    return any(one.record.human != first.record.human for one in signed)


def _settled(found: list[Finding], taken: Container[Finding]) -> bool:
    return bool(found) and all(one in taken for one in found)


def _about(found: Iterable[Finding], act: FindingAccepted | Finding) -> list[Finding]:
    """Return all that was found of one code about one thing: it is signed for at once."""
    return [one for one in found if (one.code, one.where) == (act.code, act.where)]
