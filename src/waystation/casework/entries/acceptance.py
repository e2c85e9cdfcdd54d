"""Acts by which humans take a finding upon themselves, for a time and one exact plan."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, Moment, Text


class FindingAccepted(Act, frozen=True, kw_only=True):
    """One human accepts a finding; it counts once another approves this exact act.

    It is bound to the finding's code, what it is about, and the act that stands for the
    whole plan: a change of the plan ends it, and so does `until`.
    """

    kind: ClassVar[str] = "finding.accepted"
    journey: Id
    code: Label
    where: Label
    head: Id
    reason: Text
    until: Moment
