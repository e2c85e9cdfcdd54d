"""What can be asked of a store that changes it: one frozen value per request.

A store takes many jobs in one transaction and answers each when that is durable.
"""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from waystation.errors import WaystationError
from waystation.wire.requests import WatchState


@dataclass(frozen=True, slots=True)
class OpenFeed:
    """Open a feed; the first to name its token wins."""

    feed: bytes
    read_hash: bytes


@dataclass(frozen=True, slots=True)
class OpenHandle:
    """Open a handle of a feed."""

    feed: bytes
    token: bytes
    handle: bytes
    append_hash: bytes
    closers: tuple[bytes, ...] = ()
    threshold: int = 0


@dataclass(frozen=True, slots=True)
class CloseHandle:
    """Close a handle, or give it another append token; `closers` replace those shown."""

    feed: bytes
    handle: bytes
    tokens: tuple[bytes, ...]
    closers: tuple[bytes, ...] = ()
    append_hash: bytes | None = None


class Append(msgspec.Struct, frozen=True):  # made much faster than a frozen dataclass
    """Append frames, each with the token of its handle: all of them or none."""

    feed: bytes
    records: list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class OpenBox:
    """Open a letterbox; with its read token, change the key letters must be sealed to."""

    box: bytes
    read_hash: bytes
    open: bool = False
    sealed_to: bytes | None = None
    fleeting: bool = False
    append_hash: bytes | None = None
    token: bytes = b""


@dataclass(frozen=True, slots=True)
class PutLetter:
    """Put a letter into a box. `worked` says that its proof of work was checked."""

    box: bytes
    letter: bytes
    sealed_to: bytes | None = None
    token: bytes = b""
    worked: bool = False


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Start the last day of a fleeting box's letters up to `last`."""

    box: bytes
    last: int


@dataclass(frozen=True, slots=True)
class PutChunk:
    """Store a chunk under the SHA-256 of its bytes."""

    token: bytes
    chunk_id: bytes
    chunk: bytes


@dataclass(frozen=True, slots=True)
class ArmWatch:
    """Arm a single-shot watch that fires at `due` + grace unless someone checks in."""

    watch: bytes
    token: bytes
    opens: datetime
    fires: datetime
    check_in_hash: bytes
    disarm_hashes: tuple[bytes, ...]
    check_in_box: bytes
    notes: tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class CheckInWatch:
    """A sign of life and its letter, stored together."""

    watch: bytes
    token: bytes
    letter: bytes


@dataclass(frozen=True, slots=True)
class DisarmWatch:
    """Disarm a watch with the tokens of two."""

    watch: bytes
    tokens: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Outage:
    """When the relay was down."""

    down_from: datetime
    to: datetime


@dataclass(frozen=True, slots=True)
class FireWatches:
    """Fire up to `limit` watches that are due, and say which."""

    limit: int
    outage: Outage | None = None


@dataclass(frozen=True, slots=True)
class MakeSlip:
    """Keep a sealed slip for who shows its token first; notes tell what became of it."""

    slip: bytes
    token: bytes
    token_hash: bytes
    expires: datetime
    body: bytes
    claimed: tuple[tuple[bytes, bytes], ...] = ()
    locked: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimSlip:
    """Open a slip; `holder` is the hash that a retry must show again."""

    slip: bytes
    shown: bytes
    holder: bytes


@dataclass(frozen=True, slots=True)
class RevokeSlip:
    """Take a slip back that nobody has opened."""

    slip: bytes
    token: bytes


@dataclass(frozen=True, slots=True)
class Beat:
    """Write down that the relay lives."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Erase what has had its time: fleeting and old letters, watches and slips over."""


Job = (
    OpenFeed
    | OpenHandle
    | CloseHandle
    | Append
    | OpenBox
    | PutLetter
    | MarkRead
    | PutChunk
    | ArmWatch
    | CheckInWatch
    | DisarmWatch
    | FireWatches
    | MakeSlip
    | ClaimSlip
    | RevokeSlip
    | Beat
    | Sweep
)


class Done(msgspec.Struct, frozen=True):
    """What a job did: sequence numbers (or a count), the places that have news, a body."""

    seqs: tuple[int, ...] = ()
    news: tuple[bytes, ...] = ()
    body: bytes = b""


Outcome = Done | WaystationError


@dataclass(frozen=True, slots=True)
class Page:
    """Records after a place; `last` is the newest number there, read or not.

    `unmarked` says that letters of a fleeting box were read for the first time.
    """

    records: list[tuple[int, bytes]]
    last: int
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class WatchStanding:
    """How a watch stands."""

    state: WatchState
    late: Outage | None
