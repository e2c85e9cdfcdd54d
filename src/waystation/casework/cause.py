"""Why an alarm is raised, and how one ends: the words of both.

Sources: the documented operation of 2023 for a demand, a place, an arrest and a break-in;
the design for the rest.
"""

from enum import StrEnum


class AlarmCause(StrEnum):
    """Why an alarm was raised. A cause that a newer version wrote is still an alarm."""

    MISSED_CHECK_IN = "missed_check_in"
    UNDER_DURESS = "under_duress"
    DEMAND = "demand"
    CHANGED_PLACE = "changed_place"
    WRONG_VEHICLE = "wrong_vehicle"
    WRONG_WORD = "wrong_word"
    EARLY = "early"
    LATE = "late"
    ARREST = "arrest"
    DISAPPEARANCE = "disappearance"
    RAID = "raid"
    HOUSE_BURNED = "house_burned"
    HELPER_WITHDREW = "helper_withdrew"
    PANIC = "panic"
    CANARY = "canary"
    STOPPED = "stopped"
    REPORT = "report"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "AlarmCause | None":
        return cls.OTHER if isinstance(value, str) else None


class Outcome(StrEnum):
    """How an alarm ended: what was found when somebody looked."""

    HEARD = "heard"
    DEAD_BATTERY = "dead_battery"
    OUTAGE = "outage"
    FALSE_ALARM = "false_alarm"
    OVER = "over"
    LOST = "lost"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Outcome | None":
        return cls.OTHER if isinstance(value, str) else None


GRAVEST_FIRST = (
    AlarmCause.UNDER_DURESS,
    AlarmCause.PANIC,
    AlarmCause.ARREST,
    AlarmCause.DISAPPEARANCE,
    AlarmCause.RAID,
    AlarmCause.MISSED_CHECK_IN,
    AlarmCause.WRONG_WORD,
    AlarmCause.WRONG_VEHICLE,
    AlarmCause.DEMAND,
    AlarmCause.CHANGED_PLACE,
    AlarmCause.HOUSE_BURNED,
    AlarmCause.HELPER_WITHDREW,
    AlarmCause.REPORT,
    AlarmCause.OTHER,
    AlarmCause.LATE,
    AlarmCause.EARLY,
    AlarmCause.STOPPED,
    AlarmCause.CANARY,
)
"""What an alarm of several causes is called after."""
OWN = frozenset(
    {
        AlarmCause.MISSED_CHECK_IN,
        AlarmCause.UNDER_DURESS,
        AlarmCause.DISAPPEARANCE,
        AlarmCause.ARREST,
    }
)
"""Whom these are about answers none of them: they may be made to."""
SILENCE = frozenset({AlarmCause.MISSED_CHECK_IN})
UNTRUSTED = frozenset({AlarmCause.CANARY})
REPORTABLE = frozenset(
    {
        AlarmCause.CHANGED_PLACE,
        AlarmCause.WRONG_VEHICLE,
        AlarmCause.WRONG_WORD,
        AlarmCause.EARLY,
        AlarmCause.LATE,
        AlarmCause.DISAPPEARANCE,
        AlarmCause.RAID,
        AlarmCause.HELPER_WITHDREW,
        AlarmCause.REPORT,
        AlarmCause.OTHER,
    }
)
"""What anybody may report and no other act says: it alarms by itself."""

ENDS_ONLY = {
    Outcome.DEAD_BATTERY: SILENCE,
    Outcome.OUTAGE: SILENCE | UNTRUSTED,
    Outcome.HEARD: SILENCE | UNTRUSTED | {AlarmCause.LATE, AlarmCause.DISAPPEARANCE},
    Outcome.FALSE_ALARM: frozenset(AlarmCause) - {AlarmCause.UNDER_DURESS},
}
"""What an outcome can be of: a battery explains silence, and nothing explains away a
picture that meant duress."""
