"""Alarms: raised by anybody, taken up by a human, closed with an outcome."""

from waystation.casework import alarm
from waystation.casework.alarm import Alarm, AlarmState
from waystation.casework.cause import GRAVEST_FIRST, OWN, AlarmCause, Outcome
from waystation.casework.entries import AlarmAcknowledged, AlarmClosed, AlarmRaised
from waystation.casework.entries.base import LONGEST_TEXT
from waystation.casework.terms import Role
from waystation.desk import journey, panic, watchkeeper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import ConflictError, NotFoundError, NotPermittedError

ANSWERS = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)


def raise_alarm(
    desk: Desk,
    journey_id: str,
    cause: AlarmCause,
    text: str = "",
    about: tuple[str, ...] = (),
) -> str:
    """Raise an alarm; what it touches is held at once. Return its id.

    Of too long a text the beginning is kept: an alarm is not refused for it.
    """
    with desk.acting():
        desk.require(*ANSWERS)
        opened = journey.journey_cell(desk, journey_id)
        alarm_id = desk.random_id()
        act = AlarmRaised(
            alarm=alarm_id,
            journey=journey_id,
            cause=cause,
            about=about,
            text=text[:LONGEST_TEXT],
        )
        desk.append(opened, act)
        watchkeeper.keep(desk, opened)
        return alarm_id


def acknowledge(desk: Desk, alarm_id: str) -> None:
    """Say that this desk's human has taken an alarm up.

    Raises:
        NotFoundError: no such alarm at this desk.
        NotPermittedError: it is about this desk's human, who may be made to.
    """
    with desk.acting():
        desk.require(*ANSWERS)
        found = where(desk, alarm_id)
        _refuse_own(desk, found, alarm_id, alarm.PANIC_TOO)
        for opened in found:
            act = AlarmAcknowledged(alarm=alarm_id, journey=opened.register)
            desk.append(opened, act)


def close(
    desk: Desk,
    alarm_id: str,
    outcome: str,
    how: Outcome = Outcome.OTHER,
    rests_on: tuple[str, ...] = (),
) -> None:
    """Say how an alarm ended; the holds that it placed stay until two lift them.

    Raises:
        NotFoundError: no such alarm at this desk.
        ConflictError: it cannot have been that: no battery explains a sign of duress.
        NotPermittedError: it is about this desk's human, who may be made to; or they are in
            danger, and nobody else said that it is over.
    """
    with desk.acting():
        desk.require(*ANSWERS)
        own = [one for one in panic.standing(desk) if one.human == desk.human]
        if any(one.alarm == alarm_id for one in own):
            raise NotPermittedError("panic.own", "somebody else says that it is over")
        found = where(desk, alarm_id)
        _refuse_own(desk, found, alarm_id)
        stands = [_standing(desk, one, alarm_id) for one in found]
        can = [end for end in Outcome if all(one.can_end(end) for one in stands)]
        if how not in can:
            text = "this alarm cannot have ended so, only as: " + ", ".join(can)
            raise ConflictError("alarm.outcome", text)
        for opened in found:
            act = AlarmClosed(
                alarm=alarm_id,
                journey=opened.register,
                outcome=outcome,
                how=how,
                rests_on=rests_on,
            )
            desk.append(opened, act)


def where(desk: Desk, alarm_id: str) -> list[OpenCell]:
    """Return the journeys in which an alarm is open, or else was, that one act answers.

    A panic is one alarm in every journey of who is in danger. Any other alarm is of one
    journey: where another is called by the same id, an act never reaches both.

    Raises:
        NotFoundError: no such alarm at this desk.
    """
    found = [
        opened
        for opened in desk.cells_of("journey")
        if alarm_id in journey.read(desk, opened).alarms.raised
    ]
    if not found:
        raise NotFoundError("alarm.unknown", "no such alarm at this desk")
    is_open = [
        one
        for one in found
        if _standing(desk, one, alarm_id).state is not AlarmState.CLOSED
    ]
    panics = [
        one
        for one in is_open
        if _standing(desk, one, alarm_id).causes == {AlarmCause.PANIC}
    ]
    return panics or _gravest(desk, is_open or found, alarm_id)


def _gravest(desk: Desk, among: list[OpenCell], alarm_id: str) -> list[OpenCell]:
    """Return the one journey whose alarm is the gravest: no lesser one is taken for it."""
    order = {
        one.register: GRAVEST_FIRST.index(_standing(desk, one, alarm_id).gravest)
        for one in among
    }
    return sorted(among, key=lambda one: order[one.register])[:1]


def _refuse_own(
    desk: Desk, found: list[OpenCell], alarm_id: str, of: frozenset[AlarmCause] = OWN
) -> None:
    raised = (act for one in found for act in _standing(desk, one, alarm_id).raised)
    if any(alarm.is_own(desk.human, one.act, of) for one in raised):
        raise NotPermittedError("alarm.own", "somebody else answers what is about them")


def _standing(desk: Desk, opened: OpenCell, alarm_id: str) -> Alarm:
    stands = alarm.standing(journey.read(desk, opened).alarms, alarm_id)
    assert stands is not None  # noqa: S101 -- it was raised there
    return stands


def all_open(desk: Desk) -> list[tuple[str, Alarm]]:
    """Return every open alarm with the journey it is about."""
    return [
        (opened.register, one)
        for opened in desk.cells_of("journey")
        for one in alarm.all_open(journey.read(desk, opened).alarms)
    ]
