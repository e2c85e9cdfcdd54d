"""Acts about watches: rehearsed with the person, taken down by two."""

from typing import ClassVar

from waystation.casework.cause import AlarmCause
from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    MaybeId,
    Moment,
    Quotation,
    Text,
)
from waystation.casework.terms import Basis, How, InformationGrade, SourceGrade


class WatchDisarmAgreed(Act, frozen=True, kw_only=True):
    """One of two who take a watch down before it is due, with their own token (W-3)."""

    kind: ClassVar[str] = "watch.disarm_agreed"
    journey: Id
    watch: Id
    token: Base64
    reason: Text


class WatchRehearsed(Act, frozen=True, kw_only=True):
    """The person has tried the check-in before anything began.

    `right` is whether the picture that means *well* was touched, or its word said.
    """

    kind: ClassVar[str] = "watch.rehearsed"
    journey: Id
    person: Id
    right: bool
    how: How
    at: Moment
    quoted: Quotation | None = None


class DangerReported(Act, frozen=True, kw_only=True):
    """Somebody says that something is wrong on the way; graded by who says so.

    `who` are the helpers, persons, houses or vehicles that it is about, as far as is known.
    """

    kind: ClassVar[str] = "danger.reported"
    danger: Id
    journey: Id
    cause: AlarmCause
    who: tuple[Id, ...] = ()
    said_by: Label = ""
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED
    basis: Basis = Basis.HEARD
    text: Text = ""


class TrailKeyMade(Act, frozen=True, kw_only=True):
    """What is sealed for the case of silence is sealed to this key, which nobody holds."""

    kind: ClassVar[str] = "trail.key_made"
    journey: Id
    key: Id
    kem: Base64


class TrailSealed(Act, frozen=True, kw_only=True):
    """Something that is to be read only after silence, and only when two act (W-6).

    `of` names the text where it is sealed to several keys: one for each that runs.
    """

    kind: ClassVar[str] = "trail.sealed"
    journey: Id
    key: Id
    sealed: Base64
    of: MaybeId = ""


class TrailShareReleased(Act, frozen=True, kw_only=True):
    """One of two who open what was sealed: their part, for each who may be the other."""

    kind: ClassVar[str] = "trail.share_released"
    journey: Id
    key: Id
    pieces: dict[str, Base64]
    reason: Text


class TrailDestroyed(Act, frozen=True, kw_only=True):
    """This human's part was destroyed: everybody has arrived."""

    kind: ClassVar[str] = "trail.destroyed"
    journey: Id
    key: Id
