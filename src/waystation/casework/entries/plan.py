"""Acts that make a plan whole: where it ends, what else there is, what was asked first.

Nothing here holds an amount, a price or a route. What somebody heard that a person should
owe or hand over is a report, kept so that it stops the plan.
"""

from typing import Annotated, ClassVar

from msgspec import Meta

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Moment, Text
from waystation.casework.terms import Basis, Condition, InformationGrade, SourceGrade


class DestinationPlanned(Act, frozen=True, kw_only=True):
    """Where the journey ends; noted again, it replaces what was noted before.

    `confirmed_by` says who there, by name or office, confirmed that they will receive the
    persons; `receiver` is who can act for them on arrival, and how they are reached.
    """

    kind: ClassVar[str] = "destination.planned"
    journey: Id
    destination: Id
    to: Label
    confirmed_by: Label = ""
    confirmed_at: Moment | None = None
    receiver: Label = ""


class ReturnReported(Act, frozen=True, kw_only=True):
    """Somebody says that an institution sent people back, and when it last did.

    It is the one where the journey ends; or, where a leg is named, one that people met on
    such a leg, and `destination` is an id of its own.
    """

    kind: ClassVar[str] = "return.reported"
    journey: Id
    report: Id
    destination: Id
    leg: MaybeId = ""
    last: Moment
    said_by: Label
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED
    text: Text = ""


class FallbackPlanned(Act, frozen=True, kw_only=True):
    """What else there is where a leg fails; for the whole journey where no leg is named."""

    kind: ClassVar[str] = "fallback.planned"
    journey: Id
    fallback: Id
    leg: MaybeId = ""
    what: Text
    who: MaybeId = ""


class AbortAgreed(Act, frozen=True, kw_only=True):
    """On what signs it is called off, agreed with the persons; the newest counts."""

    kind: ClassVar[str] = "abort.agreed"
    journey: Id
    criteria: Annotated[tuple[Text, ...], Meta(min_length=1, max_length=50)]


class StrainNoted(Act, frozen=True, kw_only=True):
    """What a leg asks of a body; the newest for the leg counts."""

    kind: ClassVar[str] = "strain.noted"
    journey: Id
    leg: Id
    hours_on_foot: Annotated[float, Meta(ge=0, le=1000)] = 0
    climb: bool = False
    text: Text = ""


class StrainAnswered(Act, frozen=True, kw_only=True):
    """What a person answered when asked whether they can do what a leg asks."""

    kind: ClassVar[str] = "strain.answered"
    journey: Id
    leg: Id
    person: Id
    can: bool
    said: Text


class InterviewPrepared(Act, frozen=True, kw_only=True):
    """A person was prepared for being questioned where the journey ends."""

    kind: ClassVar[str] = "interview.prepared"
    journey: Id
    person: Id
    text: Text = ""


class GoingWeighed(Act, frozen=True, kw_only=True):
    """Going and staying were weighed with a person; both sides in their own words."""

    kind: ClassVar[str] = "going.weighed"
    journey: Id
    person: Id
    going: Text
    staying: Text


class ChildArranged(Act, frozen=True, kw_only=True):
    """Who is responsible for a child on the way, and what the child was asked."""

    kind: ClassVar[str] = "child.arranged"
    journey: Id
    person: Id
    responsible: Label
    asked: Text


class ConditionReported(Act, frozen=True, kw_only=True):
    """Somebody says that something should be owed, kept or paid to a holder for this.

    `by` is who asks it, where that is known. No amount is kept: nothing may be owed.
    """

    kind: ClassVar[str] = "condition.reported"
    journey: Id
    report: Id
    what: Condition
    by: MaybeId = ""
    source: MaybeId = ""
    basis: Basis = Basis.SAID
    text: Text = ""
