"""Acts by which the places of a journey that has ended are destroyed, and what stays.

What stays are the same acts without what says where: each under the id of the entry that it
is of, so that what rests on it goes on resting on it.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from waystation.casework.entries.base import Act, Few, Id, Label, MaybeId, Moment
from waystation.casework.money import MilestoneKind

Epoch = Annotated[int, Meta(ge=0)]
Place = Annotated[int, Meta(ge=0, le=100_000)]
Body = Annotated[str, Meta(max_length=60_000)]


class Kept(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """What stays of one entry: who wrote it, and its act without what says where.

    `unseen` are the places, in the summary, of earlier ones that its writer did not hold.
    """

    id: Id
    human: MaybeId
    at: Moment
    kind: Label
    body: Body
    unseen: tuple[Place, ...] = ()


class JourneySummarised(Act, frozen=True, kw_only=True):
    """All that stays of what was written before an epoch, or a part of it.

    `digest` is of everything that is kept, in all parts.
    """

    kind: ClassVar[str] = "journey.summarised"
    journey: Id
    before: Epoch
    digest: Id
    part: Few = 0
    parts: Few = 1
    kept: tuple[Kept, ...] = ()


class MilestoneSettled(Act, frozen=True, kw_only=True):
    """That a handover or a check-in was as its records proved, without where or when.

    `of` is its id, `proof` the entries that a payout may rest on.
    """

    kind: ClassVar[str] = "milestone.settled"
    journey: Id
    what: MilestoneKind
    of: Id
    parties: tuple[Id, ...] = ()
    proof: tuple[Id, ...] = ()
    took_place: bool = False
    proved: bool = False


class PlacesDestroyed(Act, frozen=True, kw_only=True):
    """At this human's desk what was written before an epoch is destroyed, but a summary."""

    kind: ClassVar[str] = "places.destroyed"
    journey: Id
    before: Epoch
    digest: Id
