"""Alarms: raised by anybody, taken up by a human, closed with an outcome."""

from waystation.casework import alarm
from waystation.casework.alarm import Alarm
from waystation.casework.cause import AlarmCause, Outcome
from waystation.casework.entries import AlarmAcknowledged, AlarmClosed, AlarmRaised
from waystation.casework.terms import Role
from waystation.desk import journey, watchkeeper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import ConflictError, NotFoundError

ANSWERS = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)


def raise_alarm(
    desk: Desk,
    journey_id: str,
    cause: AlarmCause,
    text: str = "",
    about: tuple[str, ...] = (),
) -> str:
    """Raise an alarm; what it touches is held at once. Return its id."""
    with desk.acting():
        desk.require(*ANSWERS)
        opened = journey.journey_cell(desk, journey_id)
        alarm_id = desk.random_id()
        act = AlarmRaised(
            alarm=alarm_id, journey=journey_id, cause=cause, about=about, text=text
        )
        desk.append(opened, act)
        watchkeeper.keep(desk, opened)
        return alarm_id


def acknowledge(desk: Desk, alarm_id: str) -> None:
    """Say that this desk's human has taken an alarm up.

    Raises:
        NotFoundError: no such alarm at this desk.
    """
    with desk.acting():
        desk.require(*ANSWERS)
        opened = where(desk, alarm_id)
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
    """
    with desk.acting():
        desk.require(*ANSWERS)
        opened = where(desk, alarm_id)
        stands = alarm.standing(journey.read(desk, opened).alarms, alarm_id)
        if stands is None or not stands.can_end(how):
            raise ConflictError("alarm.outcome", "this alarm cannot have ended so")
        act = AlarmClosed(
            alarm=alarm_id,
            journey=opened.register,
            outcome=outcome,
            how=how,
            rests_on=rests_on,
        )
        desk.append(opened, act)


def where(desk: Desk, alarm_id: str) -> OpenCell:
    """Return the cell of the journey that an alarm is about.

    Raises:
        NotFoundError: no such alarm at this desk.
    """
    for opened in desk.cells_of("journey"):
        if alarm_id in journey.read(desk, opened).alarms.raised:
            return opened
    raise NotFoundError("alarm.unknown", "no such alarm at this desk")


def all_open(desk: Desk) -> list[tuple[str, Alarm]]:
    """Return every open alarm with the journey it is about."""
    return [
        (opened.register, one)
        for opened in desk.cells_of("journey")
        for one in alarm.all_open(journey.read(desk, opened).alarms)
    ]
