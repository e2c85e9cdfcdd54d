"""Acts of a helper's cell: vetting, incidents, ties, work done, and stepping back."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Moment, Text
from waystation.casework.terms import (
    Basis,
    IncidentEffect,
    IncidentKind,
    InformationGrade,
    SourceGrade,
    Tie,
    Vetting,
)


class HelperVetted(Act, frozen=True, kw_only=True):
    """Somebody looked into a helper: how, who, until when it counts.

    One that did not pass is recorded too. It also takes back who had withdrawn.
    """

    kind: ClassVar[str] = "helper.vetted"
    helper: Id
    how: Vetting
    by: Id
    expires: Moment
    passed: bool = True
    text: Text = ""


class HelperIncidentOpened(Act, frozen=True, kw_only=True):
    """Something about a helper that others must ask about, or that holds their work."""

    kind: ClassVar[str] = "helper.incident_opened"
    incident: Id
    helper: Id
    what: IncidentKind
    effect: IncidentEffect = IncidentEffect.ASK
    text: Text = ""
    said_by: Label = ""
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED


class HelperIncidentResolved(Act, frozen=True, kw_only=True):
    """A second human has looked at an incident; `acts` are the openings that they saw."""

    kind: ClassVar[str] = "helper.incident_resolved"
    incident: Id
    helper: Id
    acts: tuple[Id, ...]
    outcome: Text


class HelperWithdrawn(Act, frozen=True, kw_only=True):
    """A helper does no more for now: by their own word, or by the organisation's."""

    kind: ClassVar[str] = "helper.withdrawn"
    helper: Id
    own_word: bool = False
    reason: Text = ""


class HelperLinked(Act, frozen=True, kw_only=True):
    """A helper has a tie to somebody who holds persons; noted again, it may be over."""

    kind: ClassVar[str] = "helper.linked"
    link: Id
    helper: Id
    to: Tie
    basis: Basis = Basis.SAID
    text: Text = ""
    over: bool = False


class HelperWorked(Act, frozen=True, kw_only=True):
    """A helper has done a job and it ended well; of which journey is nobody's here."""

    kind: ClassVar[str] = "helper.worked"
    work: Id
    helper: Id
    ended: Moment
    small: bool = False
    passed_on_by: MaybeId = ""
