"""Alarms: something is wrong, and somebody must have taken it up.

One alarm has one id, so that the desk's timer, the relay's and a second desk raise one
between them (W-2). Closing ends it only for whoever raised it before and was seen: an alarm
raised again, or unseen by who closed it, is open. Ids come from other desks and from
letters: where two causes share one all the same, neither is taken up or explained away with
the other. Source: design, board, alarms, holds.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.cause import (
    ENDS_ONLY,
    GRAVEST_FIRST,
    OWN,
    AlarmCause,
    Outcome,
)
from waystation.casework.entries import (
    Act,
    AlarmAcknowledged,
    AlarmClosed,
    AlarmEscalated,
    AlarmRaised,
)
from waystation.casework.noted import Group, Noted, gather, run
from waystation.casework.table import Table
from waystation.casework.terms import Record
from waystation.encoding import b64

LABEL = b"waystation/v1/alarm\0"
PANIC_TOO = OWN | {AlarmCause.PANIC}


class Needs(Struct, frozen=True):
    """What an alarm of a cause requires.

    After each `acknowledge_within` without anybody it goes on to the next responder.
    """

    hold: bool = True
    acknowledge_within: timedelta = timedelta(minutes=15)


_AT_ONCE = timedelta(minutes=5)

NEEDS: Mapping[AlarmCause, Needs] = {
    AlarmCause.MISSED_CHECK_IN: Needs(),
    AlarmCause.UNDER_DURESS: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.DEMAND: Needs(),
    AlarmCause.CHANGED_PLACE: Needs(),
    AlarmCause.WRONG_VEHICLE: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.WRONG_WORD: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.EARLY: Needs(),
    AlarmCause.LATE: Needs(hold=False),
    AlarmCause.ARREST: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.DISAPPEARANCE: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.RAID: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.HOUSE_BURNED: Needs(),
    AlarmCause.HELPER_WITHDREW: Needs(),
    AlarmCause.PANIC: Needs(acknowledge_within=_AT_ONCE),
    AlarmCause.CANARY: Needs(hold=False),
    AlarmCause.STOPPED: Needs(hold=False),
    AlarmCause.REPORT: Needs(),
    AlarmCause.OTHER: Needs(),
}


STEP_WITHIN = timedelta(hours=2)
"""How long one that was taken up goes without a step before the others are asked again.

Whoever has it takes a step by closing it or by taking it up anew, as may anybody.
"""


class AlarmState(StrEnum):
    """Where an alarm stands."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"


class Alarms(Struct, frozen=True):
    """Every alarm of a cell, by its id."""

    raised: Group[AlarmRaised] = Table()
    acknowledged: Group[AlarmAcknowledged] = Table()
    escalated: Group[AlarmEscalated] = Table()
    closed: Group[AlarmClosed] = Table()


class Alarm(Struct, frozen=True):
    """One alarm, merged from everyone and everything that raised it."""

    alarm: str
    state: AlarmState
    causes: frozenset[AlarmCause]
    about: frozenset[str]
    raised: tuple[Noted[AlarmRaised], ...]
    since: datetime
    acknowledged_by: frozenset[str]
    escalated_to: frozenset[str]
    must_hold: bool
    acknowledge_by: datetime
    taken: Noted[AlarmAcknowledged] | None = None
    asked_again: frozenset[str] = frozenset()

    @property
    def gravest(self) -> AlarmCause:
        """Return the cause that it is called after: no lesser one hides a graver."""
        return min(self.causes, key=GRAVEST_FIRST.index)

    @property
    def acknowledge_within(self) -> timedelta:
        """Return how long each responder has to take it up."""
        return self.acknowledge_by - self.since

    def is_forgotten(self, now: datetime) -> bool:
        """Say whether somebody took it up, and nothing was written for too long since.

        No clock that was ahead when they did keeps it from going on.
        """
        if self.state is not AlarmState.ACKNOWLEDGED or self.taken is None:
            return False
        return abs(now - self.taken.record.at) > STEP_WITHIN

    def goes_on_to(self, responders: tuple[str, ...], now: datetime) -> tuple[str, ...]:
        """Return who is to be asked now and was not: the named backup, then further.

        Responders stand in the order in which they are asked, the outside trustee last.
        Where a clock that was ahead raised it, nobody knows how long it has stood: all are
        asked. So are all others of one that was taken up and forgotten.
        """
        if self.is_forgotten(now):
            others = [one for one in responders if one not in self.acknowledged_by]
            asked = tuple(others) or responders
            return tuple(one for one in asked if one not in self.asked_again)
        is_ahead = self.since > now + self.acknowledge_within
        if self.state is not AlarmState.RAISED or not (
            now > self.acknowledge_by or is_ahead
        ):
            return ()
        many = 1 + abs(now - self.since) // self.acknowledge_within
        asked = responders if is_ahead else responders[:many]
        return tuple(one for one in asked if one not in self.escalated_to)

    def can_end(self, outcome: Outcome) -> bool:
        """Say whether it can have been that: every cause of it must allow it."""
        return all(_explains(outcome, cause) for cause in self.causes)


def fold(state: Alarms, record: Record, act: Act) -> Alarms:
    """Add one act of a journey."""
    match act:
        case AlarmRaised():
            return replace(
                state, raised=gather(state.raised, act.alarm, Noted(record, act))
            )
        case AlarmAcknowledged():
            taken_up = gather(state.acknowledged, act.alarm, Noted(record, act))
            return replace(state, acknowledged=taken_up)
        case AlarmEscalated():
            escalated = gather(state.escalated, act.alarm, Noted(record, act))
            return replace(state, escalated=escalated)
        case AlarmClosed():
            return replace(
                state, closed=gather(state.closed, act.alarm, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> Alarms:
    """Fold a cell from its beginning."""
    return run(fold, Alarms(), records)


def standing(state: Alarms, alarm: str) -> Alarm | None:
    """Return the alarm as it stands; None where nobody raised it."""
    raised = state.raised.get(alarm, ())
    if not raised:
        return None
    closed = state.closed.get(alarm, ())
    still = tuple(one for one in raised if not any(_ends(end, one) for end in closed))
    taken_up = [one for one in state.acknowledged.get(alarm, ()) if _takes_up(one, still)]
    if not still:
        stands = AlarmState.CLOSED
    else:
        stands = AlarmState.ACKNOWLEDGED if taken_up else AlarmState.RAISED
    told = still or raised
    since = min(one.record.at for one in told)
    needs = [NEEDS[one.act.cause] for one in told]
    went_on, last = state.escalated.get(alarm, ()), taken_up[-1] if taken_up else None
    return Alarm(
        alarm=alarm,
        state=stands,
        causes=frozenset(one.act.cause for one in told),
        about=frozenset(register for one in told for register in one.act.about),
        raised=told,
        since=since,
        acknowledged_by=frozenset(one.record.human for one in taken_up),
        escalated_to=_asked(went_on),
        must_hold=any(need.hold for need in needs),
        acknowledge_by=since + min(need.acknowledge_within for need in needs),
        taken=last,
        asked_again=_asked(one for one in went_on if last is not None and one.saw(last)),
    )


def _asked(escalated: Iterable[Noted[AlarmEscalated]]) -> frozenset[str]:
    return frozenset(human for one in escalated for human in one.act.to)


def id_of(cause: AlarmCause, of: str) -> str:
    """Return the id of an alarm about what may have one of another cause too.

    A watch can be silent and under duress: closing one ends nothing of the other.
    """
    return _digest(cause.encode(), of.encode())


def hold_of(state: Alarms, alarm: str) -> str:
    """Return the hold that an alarm places: another one when it is raised after a closing.

    Two who lifted the first had not seen what it was raised for anew.
    """
    ends = sorted(end.record.id for end in state.closed.get(alarm, ()))
    return _digest(b"hold", alarm.encode(), *map(str.encode, ends)) if ends else alarm


def _digest(*parts: bytes) -> str:
    return b64(sha256(LABEL + b"\0".join(parts)).digest()[:16])


def _takes_up(
    taken: Noted[AlarmAcknowledged], still: tuple[Noted[AlarmRaised], ...]
) -> bool:
    """Say whether somebody took an alarm up as it is: every cause, and not raised anew.

    Two desks that raise one for the same reason, not having heard of each other, are one.
    Whoever is in danger themselves takes nothing up.
    """
    seen = {one.act.cause for one in still if taken.saw(one)}
    if any(is_own(taken.record.human, one.act, PANIC_TOO) for one in still):
        return False
    return bool(seen) and all(one.act.cause in seen and not one.saw(taken) for one in still)


def _ends(end: Noted[AlarmClosed], raising: Noted[AlarmRaised]) -> bool:
    """Say whether a closing ended what somebody raised: it saw it, and can explain it.

    Of their own panic a human says nothing before somebody else did, which the roster has.
    """
    own = is_own(end.record.human, raising.act)
    return end.saw(raising) and not own and _explains(end.act.how, raising.act.cause)


def is_own(human: str, act: AlarmRaised, of: frozenset[AlarmCause] = OWN) -> bool:
    """Say whether an alarm is about somebody who would answer it."""
    return act.cause in of and human in act.about


def _explains(outcome: Outcome, cause: AlarmCause) -> bool:
    of = ENDS_ONLY.get(outcome)
    return of is None or cause in of


def all_open(state: Alarms) -> tuple[Alarm, ...]:
    """Return every alarm that is not closed, by id."""
    found = (standing(state, alarm) for alarm in sorted(state.raised))
    return tuple(
        alarm
        for alarm in found
        if alarm is not None and alarm.state is not AlarmState.CLOSED
    )
