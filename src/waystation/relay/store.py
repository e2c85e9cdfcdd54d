"""The port to what keeps a relay's bytes; tests/contract runs one suite against each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from waystation.relay.jobs import Job, Outcome, Page, WatchStanding
from waystation.wire.requests import SlipState


class Store(Protocol):
    """Keeps feeds, boxes, chunks, watches and slips.

    Every reading method answers for absent and forbidden alike. `apply` is called from one
    thread at a time, the others from any.
    """

    @property
    def generation(self) -> bytes:
        """Return the id that changes when a backup is restored."""
        ...

    @property
    def practice(self) -> bool:
        """Tell whether the store was made for practice, with simulated time."""
        ...

    @property
    def last_alive(self) -> datetime | None:
        """Return when the last `Beat` was written; None for a new store."""
        ...

    def apply(self, jobs: Sequence[Job], now: datetime) -> list[Outcome]:
        """Do the jobs in one transaction, in order; what is answered as done is durable.

        A refused job does not touch the others and leaves no trace, except that a wrong
        token of a slip is counted.

        Raises:
            UnavailableError: nothing was stored, for none of them.
        """
        ...

    def tidy(self) -> bool:
        """Do what a commit would otherwise have to wait for now and then; True: a lot.

        Called from the writing thread alone, while others may call `apply`. After a lot it
        is called once more while nobody does.

        Raises:
            UnavailableError: the disk does not let it.
        """
        ...

    def read_feed(self, feed: bytes, token: bytes, after: int) -> Page:
        """Read frames after a number."""
        ...

    def read_box(self, box: bytes, token: bytes, after: int, now: datetime) -> Page:
        """Read letters after a number; an absent box looks like an empty one."""
        ...

    def are_unread(self, letters: Sequence[tuple[bytes, bytes]]) -> list[bool]:
        """Say of each letter (box, SHA-256) whether it is there and was never read."""
        ...

    def read_chunk(self, token: bytes, chunk_id: bytes) -> bytes:
        """Fetch a chunk."""
        ...

    def read_watch(self, watch: bytes, token: bytes) -> WatchStanding:
        """Say how a watch stands."""
        ...

    def read_slip(self, slip: bytes, token: bytes, now: datetime) -> SlipState:
        """Say how a slip stands; reading changes nothing."""
        ...

    def close(self) -> None:
        """Let go of everything; calling it twice is harmless."""
        ...
