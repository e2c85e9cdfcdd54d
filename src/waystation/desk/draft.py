"""Plans that are being written: checked while nothing is stored of them, saved whole."""

from collections.abc import Iterator
from datetime import timedelta

from waystation.casework import draft, journey
from waystation.casework.acceptance import Accepted
from waystation.casework.draft import CheckInDraft, PlanDraft
from waystation.casework.entries import HandoverPlanned, LegPlanned, StayPlanned
from waystation.casework.finding import Finding
from waystation.casework.journey import Journey
from waystation.casework.terms import Role
from waystation.desk import consent, foresight
from waystation.desk.case import person_in
from waystation.desk.desk import Desk
from waystation.desk.journey import findings_of, journey_cell, plan_part, require_going
from waystation.desk.journey import read as state_of
from waystation.desk.machinery import CheckInsDrafted, CheckInsProposed
from waystation.desk.opened import OpenCell
from waystation.errors import ConflictError

Times = CheckInsDrafted | CheckInsProposed


def read(desk: Desk, journey_id: str) -> tuple[PlanDraft, str]:
    """Return a plan as it stands, to be edited, and the version that it was read from."""
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = state_of(desk, opened)
        noted = [_times(opened, one) for one in journey.persons(state)]
        times = [one for one in noted if one is not None]
        plan = PlanDraft(
            legs=draft.of(state).legs,
            check_ins=tuple(
                CheckInDraft(person=one.person, opens=opens, due=due)
                for one in times
                for opens, due in zip(one.opens, one.due, strict=False)
            ),
            grace=timedelta(seconds=max((one.grace_s for one in times), default=0)),
        )
        return plan, draft.version(state)


def imagined(desk: Desk, journey_id: str, plan: PlanDraft) -> Journey:
    """Return the journey as it would be if the draft were saved and agreed to.

    Raises:
        ConflictError: the draft drops what has taken place.
    """
    with desk.lock:
        state = state_of(desk, journey_cell(desk, journey_id))
        acts = draft.changes(state, plan)
        agreed = {
            (one.act.person, one.act.opens, one.act.due)
            for one in state.watches.agreed.values()
        }
        new = [
            one
            for one in draft.watches(state, plan)
            if (one.person, one.opens, one.due) not in agreed
        ]
        return draft.as_if(state, (*acts, *new), desk.now())


def findings(desk: Desk, journey_id: str, plan: PlanDraft) -> tuple[Finding, ...]:
    """Say what would forbid or question a go if the draft were the plan; nothing is stored.

    Raises:
        ConflictError: the draft drops what has taken place.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        return findings_of(desk, opened, imagined(desk, journey_id, plan))


def accepted(
    desk: Desk, journey_id: str, plan: PlanDraft, found: tuple[Finding, ...]
) -> dict[Finding, Accepted]:
    """Return which of a draft's findings two humans have accepted: for one exact plan.

    Raises:
        ConflictError: the draft drops what has taken place.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = imagined(desk, journey_id, plan)
        return foresight.accepted(desk, opened, state, found)


def count(desk: Desk, journey_id: str, plan: PlanDraft) -> int:
    """Return how many parts would be recorded if the draft were saved.

    Raises:
        ConflictError: the draft drops what has taken place.
    """
    with desk.lock:
        opened = journey_cell(desk, journey_id)
        state = state_of(desk, opened)
        times = [one for one in _drafted(state, plan) if _is_new(opened, one)]
        return len(draft.changes(state, plan)) + len(times)


def save(desk: Desk, journey_id: str, plan: PlanDraft, version: str) -> int:
    """Make the draft the plan, all of it or nothing; return how many parts changed.

    Raises:
        NotPermittedError: only coordinators plan.
        ConflictError: the plan has changed since the draft was begun, or it is over.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        state = state_of(desk, opened)
        if draft.version(state) != version:
            raise ConflictError("plan.changed", "somebody has changed the plan since")
        acts = draft.changes(state, plan)
        parts = [
            act
            for act in acts
            if isinstance(act, LegPlanned | HandoverPlanned | StayPlanned)
        ]
        if parts:
            plan_part(desk, journey_id, *parts)
        return len(parts) + _save_times(desk, opened, state, plan)


def ask(desk: Desk, journey_id: str) -> list[str]:
    """Ask every traveller by letter for their consent, with the check-ins as drafted.

    Returns:
        Those who could not be asked: they have no letterbox.

    Raises:
        ConflictError: it is over.
    """
    with desk.acting():
        opened = journey_cell(desk, journey_id)
        require_going(desk, opened)
        unreached = []
        for person in journey.persons(state_of(desk, opened)):
            times = _times(opened, person)
            proposed = () if times is None else zip(times.opens, times.due, strict=False)
            grace_s = 0 if times is None else times.grace_s
            if person_in(desk, opened, person).box:
                consent.ask(desk, journey_id, person, [*proposed], grace_s)
            else:
                unreached.append(person)
        return unreached


def _times(opened: OpenCell, person: str) -> Times | None:
    """Return the check-ins last drafted for a person, else those they were asked about."""
    drafted = [one for one in opened.in_order(CheckInsDrafted) if one.person == person]
    asked = [one for one in opened.in_order(CheckInsProposed) if one.person == person]
    noted: list[Times] = [*asked, *drafted]
    return noted[-1] if noted else None


def _save_times(desk: Desk, opened: OpenCell, state: Journey, plan: PlanDraft) -> int:
    new = [note for note in _drafted(state, plan) if _is_new(opened, note)]
    for note in new:
        desk.append(opened, note)
    return len(new)


def _is_new(opened: OpenCell, note: CheckInsDrafted) -> bool:
    before = _times(opened, note.person)
    if before is None:
        return bool(note.opens)
    held = before.opens, before.due, before.grace_s
    return held != (note.opens, note.due, note.grace_s)


def _drafted(state: Journey, plan: PlanDraft) -> Iterator[CheckInsDrafted]:
    for person in journey.persons(state):
        mine = sorted(
            (one.opens, one.due) for one in plan.check_ins if one.person == person
        )
        yield CheckInsDrafted(
            person=person,
            opens=tuple(opens for opens, _ in mine),
            due=tuple(due for _, due in mine),
            grace_s=int(plan.grace.total_seconds()),
        )
