"""Facts: who knows what, since when, until when it leads anywhere, and on whose word."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from msgspec import Struct


class NodeKind(StrEnum):
    """What can be taken, and what can fall; in the order in which it is listed."""

    PERSON = "person"
    HOUSE = "house"
    PLACE = "place"
    HELPER = "helper"
    MEMBER = "member"
    CASE = "case"
    GROUP = "group"
    DEVICE = "device"
    NUMBER = "number"
    PAYMENT = "payment"


class FactKind(StrEnum):
    """How the knower knows it.

    A desk reads a group; a group holds what is written in it; a human carries a device or a
    number; was told a place or an address; met somebody; stays or hosts in a house; belongs
    to a team; was paid. At a place somebody is awaited; a thing names whose it is.
    """

    READS = "reads"
    HOLDS = "holds"
    CARRIES = "carries"
    TOLD = "told"
    MET = "met"
    STAYS = "stays"
    HOSTS = "hosts"
    BELONGS = "belongs"
    AWAITS = "awaits"
    PAID = "paid"
    NAMES = "names"


HUMANS = frozenset({NodeKind.MEMBER, NodeKind.HELPER, NodeKind.PERSON})
"""Who has to be taken before what they know falls; everything else leads on by itself."""

CHANGEABLE = frozenset({FactKind.READS, FactKind.TOLD, FactKind.STAYS})
"""What need not be so: one reader fewer, another helper for it, another house."""

CLOSABLE = frozenset({NodeKind.HOUSE, NodeKind.PLACE, NodeKind.NUMBER})
"""What can be emptied, called off or replaced, so that knowing it leads nowhere."""


class Node(Struct, frozen=True, gc=False):
    """Somebody or something, by register id."""

    id: str
    kind: NodeKind


class Fact(Struct, frozen=True, gc=False):
    """`knower` leads to `known` from `since` on, and no more from `until` on.

    What one knower has by the same `part` (a node: a meeting, a case) is one change.
    """

    knower: str
    known: str
    kind: FactKind
    since: datetime
    until: datetime | None = None
    rests_on: str = ""
    part: str = ""


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
NEVER = 2**63 - 1
"""As `until`: it leads there for good."""


def moment(at: datetime) -> int:
    """Return a time as microseconds since 1970, exactly."""
    return (at - _EPOCH) // _MICROSECOND
