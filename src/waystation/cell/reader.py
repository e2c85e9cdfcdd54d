"""From frames to accepted entries: opening, decoding, verifying, setting aside."""

from collections.abc import Callable, Iterable

import msgspec

from waystation.cell.acceptance import accept
from waystation.cell.chain import Chains
from waystation.cell.charter import Charter, Member
from waystation.cell.entry import Envelopes, Received
from waystation.cell.keys import CellKeys
from waystation.errors import FormatError, SealError
from waystation.seal.epoch import HANDLE_BYTES
from waystation.seal.frame import open_frame

HumanOf = Callable[[Charter, Member], str]
"""The human behind a member's key; empty where nobody vouches for it."""


def as_listed(_charter: Charter, member: Member) -> str:
    """Return the human whom the charter itself names."""
    return member.human


class Problem(msgspec.Struct, frozen=True, order=True):
    """Something that is not as it should be; `where` is a position, an id or a stream."""

    code: str
    where: str


class Reader:
    """Reads the frames of one cell.

    Attributes:
        humans: the human behind every key that was a member in an epoch held.
        positions: how far the frames of each handle have been read.
        refused: entries whose signature did not verify, by id.
        strangers: members for whose key nobody vouches: what they write is nobody's.
    """

    def __init__(self, keys: CellKeys, human_of: HumanOf = as_listed) -> None:
        self.envelopes = Envelopes()
        self.humans: dict[str, str] = {}
        self.positions: dict[bytes, int] = {}
        self.refused: dict[str, Received] = {}
        self.strangers: list[tuple[Charter, Member]] = []
        self._keys = keys
        self._human_of = human_of
        self._authors: dict[int, frozenset[str]] = {}

    def read(
        self, frames: Iterable[tuple[int, bytes]], chains: Chains
    ) -> tuple[list[Received], list[Problem]]:
        """Return the accepted entries that are not held yet, and what was set aside."""
        aside: list[Problem] = []
        batch = self._open(frames, chains, aside)
        accepted, refused = accept(chains.cell, batch, chains.named)
        for found in accepted:
            self.refused.pop(found.id, None)
        for found in refused:
            if found.id not in self.refused:
                aside.append(Problem("entry.signature", found.id))
            self.refused[found.id] = found
        return accepted, aside

    def authors_of(self, epoch: int) -> frozenset[str]:
        """Return the keys that may write in an epoch."""
        found = self._authors.get(epoch)
        if found is None:
            charter = self._keys.book[epoch].charter
            for member in charter.members:
                self.humans[member.key] = self._human_of(charter, member)
                if not self.humans[member.key]:
                    self.strangers.append((charter, member))
            found = self._authors[epoch] = frozenset(charter.by_key)
        return found

    def _open(
        self, frames: Iterable[tuple[int, bytes]], chains: Chains, aside: list[Problem]
    ) -> list[Received]:
        by_handle = {
            handle: (keys, self.authors_of(keys.epoch))
            for handle, keys in self._keys.by_handle.items()
        }
        read, threads = self.envelopes.read, chains.threads
        batch: dict[str, Received] = {}
        positions: dict[bytes, int] = {}
        for position, frame in frames:
            handle = frame[:HANDLE_BYTES]
            known = by_handle.get(handle)
            if known is None:
                aside.append(Problem("frame.unknown", str(position)))
                continue
            keys, authors = known
            positions[handle] = position
            try:
                found = read(open_frame(keys, frame), keys.epoch)
            except (FormatError, SealError) as error:
                aside.append(Problem(error.code, str(position)))
                continue
            if found.author not in authors:
                aside.append(Problem("entry.author", str(position)))
            elif found.stream not in threads or not chains.holds(found):
                if self.refused or found.id in batch:
                    self._collect(chains.cell, batch, found)
                else:
                    batch[found.id] = found
        # Only now: where the store fails half-way everything is read again.
        self.positions |= positions
        return [*batch.values()]

    def _collect(self, cell: bytes, batch: dict[str, Received], found: Received) -> None:
        twin = batch.get(found.id)
        # The same words under another signature: one that verifies is enough.
        if twin is None or (twin.raw != found.raw and accept(cell, [found])[0]):
            batch[found.id] = found
        # What was refused may be vouched for by what now follows it.
        refused = self.refused.get(found.prev)
        while refused is not None and refused.id not in batch:
            batch[refused.id] = refused
            refused = self.refused.get(refused.prev)
