"""A cell as one desk has it: reading, writing, and what is wrong with it."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

import msgspec

from waystation.cell.chain import Chains, Fork, Gap, frontier
from waystation.cell.charter import Charter, Member, SignedCharter
from waystation.cell.entry import (
    INSTANCE_BYTES,
    Entry,
    Place,
    Received,
    write_entry,
)
from waystation.cell.grant import Grant
from waystation.cell.keyring import Keyring
from waystation.cell.keys import CellKeys
from waystation.cell.order import merge, order_key
from waystation.cell.reader import HumanOf, Problem, Reader, as_listed
from waystation.cell.recharter import Draft, check_adoptable, grants_after
from waystation.cell.standing import CHARTER_KIND, Standing
from waystation.cell.store import Frames
from waystation.encoding import b64, from_json
from waystation.errors import FormatError, NotPermittedError, RuleError
from waystation.seal.frame import seal_frame
from waystation.seal.identity import SigningKey

__all__ = ["CellLog", "Ingested", "Problem"]


class Ingested(msgspec.Struct, frozen=True):
    """What a batch of frames brought.

    Attributes:
        new: entries that are folded now and were not before, in fold order.
        changed_from: the first place in `CellLog.entries` that is not as it was: 0 where
            everything was placed anew and has to be folded again.
        set_aside: frames that were not read, and entries that were not accepted.
    """

    new: Sequence[Entry]
    changed_from: int
    set_aside: tuple[Problem, ...] = ()
    forks: tuple[Fork, ...] = ()
    gaps: tuple[Gap, ...] = ()


class CellLog:
    """One cell at one desk.

    Attributes:
        entries: what is folded, in the order in which every reader folds it (C-4).
        shown: accepted and passed over, and why (`forked`, `gap`, `cut`: but for what asks
            for care, which is folded as well).
        set_aside: what was not read or not accepted; never fatal.
        written: what was appended here last. After a gap it need not be the last folded.
    """

    def __init__(
        self,
        keys: CellKeys,
        keyring: Keyring,
        frames: Frames,
        human_of: HumanOf = as_listed,
    ) -> None:
        self._human_of = human_of
        self._keys = keys
        self._keyring = keyring
        self._frames = frames
        self._begin()

    @classmethod
    def open(
        cls,
        cell: bytes,
        keyring: Keyring,
        frames: Frames,
        human_of: HumanOf = as_listed,
    ) -> "CellLog":
        """Read everything the store has of a cell.

        Raises:
            NotFoundError: this desk is not in the cell.
            UnavailableError: the store cannot be read.
        """
        log = cls(keyring[cell], keyring, frames, human_of)
        log.refresh()
        return log

    def _begin(self) -> None:
        self.entries: list[Entry] = []
        self.shown: list[tuple[Entry, str]] = []
        self.set_aside: list[Problem] = []
        self.written: Entry | None = None
        self._reader = Reader(self._keys, self._human_of)
        self._saved: tuple[int, bytes] | None = None
        self._own: set[str] = set()
        # Who had left when entries were last sorted: a grant may bring a charter as well.
        self._left: tuple[dict[str, tuple[int, str]], frozenset[str]] = ({}, frozenset())
        self._chains = Chains(
            self._keys.cell, self._reader.humans, from_start=self._keys.from_start
        )

    @property
    def cell(self) -> bytes:
        """Return the cell's id."""
        return self._keys.cell

    @property
    def charter(self) -> Charter:
        """Return the charter that is in force."""
        return self._keys.book.latest.charter

    @property
    def members(self) -> tuple[Member, ...]:
        """Return who is in the cell now."""
        return self.charter.members

    @property
    def contested(self) -> tuple[SignedCharter, SignedCharter] | None:
        """Return two charters that contradict each other; until resolved nobody writes."""
        return self._keys.book.contested

    @property
    def strangers(self) -> Sequence[tuple[Charter, Member]]:
        """Return the members for whose key nobody vouches."""
        return self._reader.strangers

    @property
    def keys(self) -> CellKeys:
        """Return the cell's charters and secrets."""
        return self._keys

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what is missing."""
        return tuple(self._chains.gaps)

    @property
    def forks(self) -> tuple[Fork, ...]:
        """Return who wrote two entries with one number."""
        found = self._chains.forks.items()
        return tuple(sorted(Fork(s.partition(".")[0], s, seq) for s, seq in found))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong, for people to look at."""
        found = [*self.set_aside]
        found += [Problem("cell.gap", gap.stream) for gap in self.gaps]
        found += [Problem("cell.fork", fork.stream) for fork in self.forks]
        found += [Problem("cell.seen_future", one) for one in self._chains.circular]
        found += [Problem(f"cell.{why}", entry.id) for entry, why in self.shown]
        found += [Problem("charter.double_signed", one.id) for one in self.contested or ()]
        return tuple(sorted(set(found)))

    def refresh(self) -> Ingested:
        """Read what has come into the store since, also under keys that came later."""
        if self._chains.from_start is not self._keys.from_start:
            self._begin()
        unread = [
            self._frames.frames(handle, self._reader.positions.get(handle, 0))
            for handle in self._keys.by_handle
        ]
        return self.ingest(chain.from_iterable(unread))

    def ingest(self, frames: Iterable[tuple[int, bytes]]) -> Ingested:
        """Take frames as they come: doubled, out of order, broken or foreign.

        Nothing is raised about a frame: what does not open, is malformed or is not accepted
        is set aside and reported.
        """
        arrived, aside = self._reader.read(frames, self._chains)
        if any(found.stream in self._own for found in arrived):
            # The relay has entries of ours that we have not: this store was put back.
            self._renew_instance()
            aside.append(Problem("store.restored", ""))
        refused = self._reader.refused
        self.set_aside = [
            one
            for one in (*self.set_aside, *aside)
            if one.code != "entry.signature" or one.where in refused
        ]
        new, start = self._place(self._link(arrived))
        return Ingested(new, start, tuple(aside), self.forks, self.gaps)

    def append(
        self, kind: str, body: Mapping[str, Any], *, at: datetime, key: SigningKey
    ) -> bytes:
        """Write an entry, keep it in the store as unsent, and return its sealed frame.

        Where the caller holds a transaction and rolls it back, the entry is gone again: the
        next act reads the cell anew.

        Raises:
            LogIntegrityError: two charters contradict each other.
            NotPermittedError: no member of the cell, or no epoch was granted.
            FormatError: no such kind can be, the body is no object, or it is too long.
            UnavailableError: the store did not take it; nothing has changed.
        """
        if kind.startswith("cell."):
            raise NotPermittedError("cell.kind", "only the cell itself writes this kind")
        self._keys.book.check_writable()
        return self._append(kind, body, at, key)

    def recharter(
        self, draft: Draft, *, at: datetime, key: SigningKey
    ) -> tuple[list[bytes], list[Grant]]:
        """Put a signed charter in force: frames for the relay, grants for the readers.

        Raises:
            FormatError: it does not follow the charter in force.
            NotPermittedError: too few humans signed it, or not those who must.
        """
        check_adoptable(self._keys, draft.charter)
        before = set(self.charter.by_key)
        with self._frames.transaction():
            # First the secret: an epoch that is announced and cannot be read helps nobody.
            self._keys.add_secret(draft.charter.charter.n, draft.secret)
            self._keep()
            frame = self._append(CHARTER_KIND, draft.charter.to_body(), at, key)
        return [frame], grants_after(self._keys, before)

    def cuts_for(self, keys: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Return the last entry held of every stream of those who leave (C-6)."""
        leaving = set(keys)
        return {
            stream: (thread.last, thread.entries[thread.last].id)
            for stream, thread in sorted(self._chains.threads.items())
            if stream.partition(".")[0] in leaving
        }

    def _append(
        self, kind: str, body: Mapping[str, Any], at: datetime, key: SigningKey
    ) -> bytes:
        author = b64(key.public)
        if author not in self.charter.by_key:
            raise NotPermittedError("cell.member", "the key is no member's")
        if self._saved and not self._frames.holds(*self._saved):
            self._begin()
            self.refresh()
        epoch = self._keys.writing
        place = self._next_place(author, epoch.epoch)
        signed = write_entry(self.cell, key, place, kind, body, at)
        frame = seal_frame(epoch, signed)
        found = self._reader.envelopes.read(signed, epoch.epoch)
        self._saved = (self._frames.save(frame), frame)
        self._own.add(found.stream)
        self._reader.authors_of(epoch.epoch)
        self._place(self._link([found]))
        thread = self._chains.threads[found.stream]
        self.written = thread.entries[found.seq]
        return frame

    def _link(self, arrived: list[Received]) -> list[Entry] | None:
        linked = self._chains.extend(arrived)
        if linked is None:
            self._chains.arrange(self._reader.envelopes, arrived)
        return linked

    def _next_place(self, author: str, epoch: int) -> Place:
        instance = self._instance(epoch)
        stream = f"{author}.{b64(instance)}"
        if stream in self._chains.forks:
            self._renew_instance()
            return self._next_place(author, epoch)
        thread = self._chains.threads.get(stream)
        if thread is None:
            return Place(instance, 1, "", frontier(self._chains, stream))
        return Place(
            instance,
            thread.last + 1,
            thread.entries[thread.last].id,
            frontier(self._chains, stream),
        )

    def _instance(self, epoch: int) -> bytes:
        # A chain per epoch, so that who joins later has whole ones.
        parts = self._keyring.instance + self.cell + epoch.to_bytes(8, "big")
        return hashlib.sha256(parts).digest()[:INSTANCE_BYTES]

    def _renew_instance(self) -> None:
        self._keyring.renew_instance()
        self._own.clear()

    def _keep(self) -> None:
        with self._frames.transaction():
            self._keyring.keep(self._keys)

    def _place(self, linked: list[Entry] | None) -> tuple[list[Entry], int]:
        """Sort entries into what is folded and shown; follow charters among them."""
        standing = self._standing()
        candidates = self._chains.all() if linked is None else linked
        charters = [one for one in candidates if one.kind == CHARTER_KIND]
        for entry in sorted(charters, key=order_key):
            if not standing.of(entry):
                self._follow_charter(entry)
        left = (dict(self._keys.book.cuts), self._keys.book.removed)
        if linked is None or left != self._left:
            self._left = left
            return self._place_all()
        folded = []
        for entry in linked:
            why = standing.of(entry)
            if why:
                self.shown.append((entry, why))
            if entry.kind != CHARTER_KIND and standing.is_folded(entry, why):
                folded.append(entry)
        folded.sort(key=order_key)
        return folded, merge(self.entries, folded)

    def _place_all(self) -> tuple[list[Entry], int]:
        standing = self._standing()
        before = self.entries
        self.entries, self.shown = [], []
        for entry in sorted(self._chains.all(), key=order_key):
            why = standing.of(entry)
            if why:
                self.shown.append((entry, why))
            if entry.kind != CHARTER_KIND and standing.is_folded(entry, why):
                self.entries.append(entry)
        had = {entry.id for entry in before}
        new = [entry for entry in self.entries if entry.id not in had]
        # Entries may have left, moved, or seen more than it seemed: fold all again.
        return new, 0

    def _standing(self) -> Standing:
        book = self._keys.book
        return Standing(self._chains, book.cuts, removed=book.removed)

    def _follow_charter(self, entry: Entry) -> None:
        try:
            charter = SignedCharter.from_body(from_json(entry.body))
            if self._keys.add_charter(charter):
                self._keep()
        except (FormatError, RuleError) as error:
            problem = Problem(error.code, entry.id)
            if problem not in self.set_aside:
                self.set_aside.append(problem)
