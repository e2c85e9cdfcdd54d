"""Acts by which humans take a finding upon themselves, for a time and one exact plan."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, Moment, Text


class FindingAccepted(Act, frozen=True, kw_only=True):
    """One human accepts a finding; it counts once another approves this exact act.

    It is bound to the finding's code, what it is about, the records it rests on, and the
    act that stands for the whole plan: a change of the plan ends it, what is found on top
    of these records was not accepted, and `until` ends it too.
    """

    kind: ClassVar[str] = "finding.accepted"
    journey: Id
    code: Label
    where: Label
    rests_on: tuple[Id, ...] = ()
    head: Id
    reason: Text
    until: Moment
