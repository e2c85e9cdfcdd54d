"""Journeys: planned leg by leg, decided on, never without the person."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from waystation.casework import handover, journey, roster
from waystation.casework.acceptance import Accepted
from waystation.casework.entries import (
    Act,
    ApprovalGiven,
    HandoverPlanned,
    JourneyDecided,
    JourneyPlanned,
    JourneyStopped,
    LegPlanned,
    StayPlanned,
    Window,
)
from waystation.casework.entries.acceptance import FindingAccepted
from waystation.casework.finding import Finding, blocks
from waystation.casework.journey import Journey
from waystation.casework.standing import Around
from waystation.casework.summary import VOUCHED_BY
from waystation.casework.terms import Decision, Role
from waystation.casework.watch import deadline
from waystation.desk import board, case, foresight, helper, watch
from waystation.desk.cells import found
from waystation.desk.desk import Desk
from waystation.desk.letterbox import make_letterbox
from waystation.desk.machinery import PictureAgreed
from waystation.desk.opened import OpenCell
from waystation.errors import ConflictError, NotFoundError, NotPermittedError

WORKS_ON_IT = (Role.COORDINATOR, Role.CASEWORKER)


def journey_cell(desk: Desk, journey_id: str) -> OpenCell:
    """Return the cell of a journey.

    Raises:
        NotFoundError: this desk is not in it.
    """
    return desk.find("journey", journey_id)


def persons(state: Journey) -> tuple[str, ...]:
    """Return who is to travel."""
    return journey.persons(state)


def watched(desk: Desk, state: Journey) -> tuple[str, ...]:
    """Return of whom check-ins can be agreed: who travels, then the staff who answer."""
    staff = [one for one in journey.responders(state) if roster.human(desk.roster(), one)]
    return tuple(dict.fromkeys((*journey.persons(state), *staff)))


def read(desk: Desk, opened: OpenCell) -> Journey:
    """Return a journey as its cell says it."""
    return desk.read(opened, journey.fold, Journey(opened.register))


def is_destroyed(opened: OpenCell, state: Journey) -> bool:
    """Say whether this desk reads what stays of a journey in the place of the journey.

    That somebody wrote so is not enough: this desk destroyed it, or never held it and the
    desks of two humans did.
    """
    keys, by = opened.log.keys, state.ended.destroyed
    return bool(keys.erased) or (not keys.from_start and len(by) >= VOUCHED_BY)


def is_over(desk: Desk, opened: OpenCell) -> bool:
    """Say whether nothing of a journey is to be planned or waited for any more.

    Its places are destroyed here; or all have arrived and no sign of life is to come, of
    staff on the way back.
    """
    state = read(desk, opened)
    if is_destroyed(opened, state):
        return True
    to_come = (deadline(one.act) for one in state.watches.agreed.values() if one.act.staff)
    return journey.all_arrived(state) and not any(one > desk.now() for one in to_come)


def require_going(desk: Desk, opened: OpenCell) -> None:
    """Refuse to plan, or to wait for, what is over.

    Raises:
        ConflictError: everybody has arrived, or its places are destroyed.
    """
    if is_over(desk, opened):
        raise ConflictError("journey.over", "the journey is over")


def around(desk: Desk, state: Journey) -> Around:
    """Return what a journey's own cell does not know: the time, holds, tags."""
    kin = helper.kin(desk)
    registers = board.everything(state)
    registers = registers.union(*(kin.get(one, ()) for one in registers))
    about = {
        one
        for raised in state.alarms.raised.values()
        for r in raised
        for one in r.act.about
    }
    tags = board.tags_of(desk, registers | about)
    holds = board.read(desk).holds
    return Around(now=desk.now(), holds=holds, tags=tags, blind=desk.blind)


def plan(
    desk: Desk,
    case_id: str,
    persons: Sequence[str],
    responders: Sequence[str],
    label: str = "",
) -> str:
    """Plan a journey: its cell, its letterbox, who travels, who answers an alarm.

    The outside trustee is in it too: they co-sign the first three, and are on call.

    Raises:
        NotPermittedError: only coordinators plan.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        journey_id = desk.random_id()
        everyone = dict.fromkeys(
            (desk.human, *responders, *sorted(roster.trustees(desk.roster())))
        )
        opened = found(desk, "journey", journey_id, tuple(everyone))
        case.add_cell(desk, case_id, opened)
        core = desk.find("core", case_id)
        for person_id in persons:
            desk.append(opened, case.person_in(desk, core, person_id))
        planned = JourneyPlanned(
            journey=journey_id,
            persons=tuple(persons),
            label=label,
            responders=tuple(everyone),
        )
        desk.append(opened, planned)
        make_letterbox(desk, opened)
        return journey_id


def plan_part(
    desk: Desk, journey_id: str, *parts: LegPlanned | HandoverPlanned | StayPlanned
) -> None:
    """Plan legs, handovers and stays, all or none; the board shows the tags.

    Raises:
        ConflictError: a part is of another journey, or somebody is to meet themselves.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        opened = journey_cell(desk, journey_id)
        for part in parts:
            if part.journey != journey_id:
                raise ConflictError("journey.other", "a part of another journey")
            if handover.is_with_oneself(part):
                raise ConflictError("handover.one_side", "nobody meets themselves")
        for part in parts:
            desk.append(opened, part)
        board.publish(desk, read(desk, opened))


def agree_picture(desk: Desk, journey_id: str, person_id: str, picture: int) -> None:
    """Note which picture was agreed with somebody to mean *well*.

    Raises:
        NotFoundError: nobody of that id travels here or works on it.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        if person_id not in watched(desk, read(desk, opened)):
            raise NotFoundError("person.unknown", "nobody of that id is on this journey")
        desk.append(opened, PictureAgreed(person=person_id, picture=picture))


def co_sign(desk: Desk, journey_id: str, reason: str = "") -> None:
    """Approve the plan as this desk's human sees it; the trustee co-signs the first three.

    Raises:
        NotFoundError: there is no plan, or it was made in two places at once.
    """
    with desk.acting():
        desk.require(Role.TRUSTEE, *WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        head = journey.head(read(desk, opened))
        if head is None:
            raise NotFoundError("plan.unknown", "there is no one plan to sign")
        desk.append(opened, ApprovalGiven(act=head.record.id, reason=reason))


def findings(desk: Desk, journey_id: str) -> tuple[Finding, ...]:
    """Say what forbids or questions a go, worst first.

    Asked again as soon as anything changed that an answer rests on, the time included.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = read(desk, opened)
        if is_destroyed(opened, state) or desk.store.in_transaction:
            return findings_of(desk, opened, state)
        return foresight.rechecked(desk, opened)


def findings_of(desk: Desk, opened: OpenCell, state: Journey) -> tuple[Finding, ...]:
    """Say what would forbid or question a go if the journey were as `state` has it.

    Nothing is asked of one that has ended and whose places were destroyed.
    """
    return () if is_destroyed(opened, state) else foresight.findings(desk, opened, state)


def accepted(desk: Desk, journey_id: str) -> dict[Finding, Accepted]:
    """Return the findings that two humans have accepted, which do not count for now."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = read(desk, opened)
        found_now = findings(desk, journey_id)
        return foresight.accepted(desk, opened, state, found_now)


def decide(
    desk: Desk, journey_id: str, decision: Decision, reason: str, leg: str = ""
) -> tuple[Finding, ...]:
    """Decide go or no-go; a go that any finding forbids is not recorded.

    Returns:
        The findings that nobody accepted. Where one blocks, a go has not happened.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        found_now = findings(desk, journey_id)
        without = accepted(desk, journey_id)
        counting = tuple(one for one in found_now if one not in without)
        if decision is Decision.GO and blocks(counting):
            return counting
        opened = journey_cell(desk, journey_id)
        seen = tuple(one.code for one in found_now) if decision is Decision.GO else ()
        desk.append(
            opened,
            JourneyDecided(
                journey=journey_id,
                decision=decision,
                reason=reason,
                leg=leg,
                accepted=seen,
            ),
        )
        if decision is Decision.GO:
            watch.arm_all(desk, opened)
        return counting


def stop(desk: Desk, journey_id: str, person_id: str, heard: str) -> None:
    """Note that a person stops the journey, heard by this desk's human: one is enough."""
    with desk.acting():
        act = JourneyStopped(journey=journey_id, person=person_id, heard=heard)
        desk.append(journey_cell(desk, journey_id), act)


def record(desk: Desk, journey_id: str, act: Act) -> str:
    """Append what happened on the way: a demand, an arrest, a place, an arrival.

    Raises:
        NotPermittedError: for another role, or the act has a way of its own.
        ConflictError: it names another journey.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        if type(act) in _OTHER_WAYS:
            raise NotPermittedError("journey.act", "this act has its own way")
        if getattr(act, "journey", journey_id) != journey_id:
            raise ConflictError("journey.other", "the act names another journey")
        return desk.append(journey_cell(desk, journey_id), act)


_OTHER_WAYS = frozenset({JourneyPlanned, JourneyDecided, ApprovalGiven, FindingAccepted})


def window(opens: datetime, hours: float) -> Window:
    """Return a window of so many hours."""
    return Window(opens, opens + timedelta(hours=hours))
