"""The chains of a cell: what is held, what is missing, what forked (C-4, C-5, C-7)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from waystation.cell.causality import Line
from waystation.cell.entry import Entry, Envelopes, Received


class Gap(msgspec.Struct, frozen=True, order=True):
    """Entries of a stream that something held refers to and that are not here."""

    stream: str
    first: int
    last: int


class Fork(msgspec.Struct, frozen=True, order=True):
    """Two entries of one author with one number: kept both (C-7)."""

    author: str
    stream: str
    seq: int


class Thread:
    """One stream: its entries by number, and those whose number another one has."""

    __slots__ = ("entries", "last", "twins")

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self.twins: list[Entry] = []
        self.last = 0


class Chains:
    """All accepted entries of a cell, linked to what they follow and what they saw.

    Attributes:
        gaps: what is missing.
        gapped: ids of entries of which an ancestor is missing, or that went in circles.
        forks: the first number that each forked stream has twice.
        circular: ids of entries that claimed to have seen what had seen them.
        named: stream, number and id of what an entry follows and is not here.
    """

    def __init__(
        self, cell: bytes, humans: Mapping[str, str], *, from_start: bool = True
    ) -> None:
        self.cell = cell
        self.humans = humans
        self.from_start = from_start
        self._clear()

    def _clear(self) -> None:
        self.threads: dict[str, Thread] = {}
        self.gaps: list[Gap] = []
        self.gapped: set[str] = set()
        self.circular: set[str] = set()
        self.named: set[tuple[str, int, str]] = set()
        self.forks: dict[str, int] = {}
        # By stream with a gap, the highest number that is held or referred to.
        self._awaited: dict[str, int] = {}

    def holds(self, found: Received) -> bool:
        """Say whether this very entry is held."""
        thread = self.threads.get(found.stream)
        if thread is None:
            return False
        held = thread.entries.get(found.seq)
        if held is None:
            return False
        return held.id == found.id or any(twin.id == found.id for twin in thread.twins)

    def all(self) -> list[Entry]:
        """Return every entry held, in no order that means anything."""
        return [
            entry
            for thread in self.threads.values()
            for entry in (*thread.entries.values(), *thread.twins)
        ]

    def extend(self, arrived: Sequence[Received]) -> list[Entry] | None:
        """Link entries that continue what is held.

        Returns:
            The new entries, or None where something is missing, forks or fills a gap: then
            `arrange` has to place everything anew, and nothing here has been changed that
            it does not begin again.
        """
        linked: list[Entry] = []
        rest, threads = arrived, self.threads
        while rest:
            blocked = []
            for found in rest:
                if self._awaited and found.seq <= self._awaited.get(found.stream, 0):
                    return None
                thread = threads.get(found.stream)
                before = thread.entries[thread.last] if thread else None
                continues = (
                    before.id == found.prev and before.seq == found.seq - 1
                    if before
                    else found.seq == 1
                )
                if continues and (not found.seen or self._sees_held(found)):
                    linked.append(self._link(found, before))
                else:
                    blocked.append(found)
            if len(blocked) == len(rest):
                return None
            rest = blocked
        return linked

    def _sees_held(self, found: Received) -> bool:
        for stream, seq in found.seen.items():
            other = self.threads.get(stream)
            held = seq in other.entries if other else not self.from_start
            if not held and seq > self._awaited.get(stream, 0):
                return False
        return True

    def _link(self, found: Received, before: Entry | None, *, blind: bool = False) -> Entry:
        thread = self.threads.get(found.stream)
        if thread is None:
            thread = self.threads[found.stream] = Thread()
        if before is None:
            line, lamport = self._begin(thread, found)
        else:
            line, lamport = before.line, before.lamport
            if line.end != before.seq:
                line = line.branch(before.seq)
            if self.gapped and before.id in self.gapped:
                self.gapped.add(found.id)
        if found.seen and not blind:
            lamport = max(lamport, self._look(line, found))
        seq = found.seq
        entry = Entry(
            found.id, self.cell, found.epoch, found.author, self.humans[found.author],
            found.stream, seq, found.at, found.kind, lamport + 1, found.raw,
            found.body_bytes, line,
        )  # fmt: skip
        line.end = seq
        if seq > thread.last:
            thread.last = seq
            thread.entries[seq] = entry
        elif seq in thread.entries:
            thread.twins.append(entry)
        else:
            thread.entries[seq] = entry
        return entry

    def place(self, found: Received, *, blind: bool = False) -> Entry:
        """Link one entry whose ancestors, as far as they are held, are linked.

        `blind` passes over what it claims to have seen.
        """
        return self._link(found, self._predecessor(found), blind=blind)

    def _predecessor(self, found: Received) -> Entry | None:
        thread = self.threads.get(found.stream)
        before = thread.entries.get(found.seq - 1) if thread else None
        if thread is None or (before and before.id == found.prev):
            return before
        here = (found.prev, found.seq - 1)
        twins = (twin for twin in thread.twins if (twin.id, twin.seq) == here)
        return next(twins, None)

    def _begin(self, thread: Thread, found: Received) -> tuple[Line, int]:
        if found.seq == 1:
            return Line(found.stream), 0
        self.named.add((found.stream, found.seq - 1, found.prev))
        if not (self.from_start or thread.entries):
            return Line(found.stream), 0
        # What the author knew before the gap is not known here: start from the last held.
        self.gapped.add(found.id)
        below = self._last_held(thread, found.seq - 1)
        if below is None:
            return Line(found.stream), 0
        return below.line.branch(below.seq), below.lamport

    def _look(self, line: Line, found: Received) -> int:
        lamport = 0
        for stream, seq in found.seen.items():
            other = self.threads.get(stream)
            # Which of two branches was seen nobody can say: only their common past counts.
            limit = min(seq, self.forks.get(stream, seq + 1) - 1)
            target = self._last_held(other, limit) if other else None
            if target is not None:
                line.learn(found.seq, target.line, target.seq)
                lamport = max(lamport, target.lamport)
                if target.id in self.gapped:
                    self.gapped.add(found.id)
            if not (other and seq in other.entries) and stream in self._awaited:
                self.gapped.add(found.id)
                line.note(found.seq, stream, limit)
        return lamport

    @staticmethod
    def _last_held(thread: Thread, limit: int) -> Entry | None:
        exact = thread.entries.get(limit)
        if exact is not None or limit < 1:
            return exact
        below = [seq for seq in thread.entries if seq < limit]
        return thread.entries[max(below)] if below else None

    def arrange(self, envelopes: Envelopes, arrived: Iterable[Received]) -> None:
        """Place everything held and everything new from the beginning.

        The result depends on what is held and not on the order in which it came.
        """
        everything = {entry.id: envelopes.again(entry) for entry in self.all()}
        everything.update((found.id, found) for found in arrived)
        self._clear()
        queues: defaultdict[str, list[Received]] = defaultdict(list)
        for found in everything.values():
            queues[found.stream].append(found)
        for stream, queue in queues.items():
            queue.sort(key=lambda found: (found.seq, found.id))
            self._survey(stream, queue)
        self._find_missing(queues)
        _Arrangement(self, queues).run()

    def _survey(self, stream: str, queue: list[Received]) -> None:
        """Find where a stream has two entries of one number, or two pasts."""
        at: dict[int, set[str]] = defaultdict(set)
        for found in queue:
            at[found.seq].add(found.id)
        for found in queue:
            before = at.get(found.seq - 1)
            if len(at[found.seq]) > 1:
                self.forks[stream] = min(found.seq, self.forks.get(stream, found.seq))
            elif before and found.prev not in before:
                split = found.seq - 1
                self.forks[stream] = min(split, self.forks.get(stream, split))

    def _find_missing(self, queues: Mapping[str, list[Received]]) -> None:
        numbers = {s: {found.seq for found in queue} for s, queue in queues.items()}
        wanted: dict[str, int] = {}
        for queue in queues.values():
            for found in queue:
                for stream, seq in found.seen.items():
                    if stream in numbers or self.from_start:
                        wanted[stream] = max(seq, wanted.get(stream, 0))
        for stream in sorted(numbers.keys() | wanted.keys()):
            held = sorted(numbers.get(stream, ()))
            start = held[0] - 1 if held and not self.from_start else 0
            end = max(wanted.get(stream, 0), held[-1] if held else 0)
            steps = pairwise([start, *held, end + 1])
            found_gaps = [Gap(stream, a + 1, b - 1) for a, b in steps if b - a > 1]
            if found_gaps:
                self.gaps += found_gaps
                self._awaited[stream] = end


def frontier(chains: Chains, stream: str) -> dict[str, int]:
    """Return what the author of `stream` has to say it saw: what changed and no more.

    What one of the named entries saw itself goes without saying.
    """
    own = chains.threads.get(stream)
    known = own.entries[own.last].clock if own else {}
    first_missing = {gap.stream: gap.first for gap in reversed(chains.gaps)}
    unseen: list[Entry] = []
    for name, thread in chains.threads.items():
        last = min(thread.last, first_missing.get(name, thread.last + 1) - 1)
        if name != stream and last > known.get(name, 0):
            unseen.append(thread.entries[last])
    named: list[Entry] = []
    for entry in sorted(unseen, key=lambda one: (-one.lamport, one.stream)):
        if all(other.clock.get(entry.stream, 0) < entry.seq for other in named):
            named.append(entry)
    return {entry.stream: entry.seq for entry in named}


class _Arrangement:
    """Links queues of entries so that each comes after all that it follows or saw."""

    def __init__(
        self,
        chains: Chains,
        queues: dict[str, list[Received]],
    ) -> None:
        self._chains = chains
        self._queues = queues
        self._next = dict.fromkeys(queues, 0)
        self._waiting: defaultdict[str, set[str]] = defaultdict(set)

    def run(self) -> None:
        """Link everything; where claims go in a circle, one of them is passed over."""
        ready = sorted(self._queues)
        while True:
            while ready:
                ready += self._advance(ready.pop())
            stuck = sorted(stream for stream in self._queues if self._left(stream))
            if not stuck:
                return
            stream = self._in_circle(stuck[0])
            found = self._queues[stream][self._next[stream]]
            self._chains.circular.add(found.id)
            self._chains.gapped.add(found.id)
            self._take(stream, found, blind=True)
            ready = [stream, *self._waiting.pop(stream, ())]

    def _left(self, stream: str) -> bool:
        return self._next[stream] < len(self._queues[stream])

    def _advance(self, stream: str) -> set[str]:
        moved = False
        while self._left(stream):
            found = self._queues[stream][self._next[stream]]
            blocker = self._blocker(found)
            if blocker:
                self._waiting[blocker].add(stream)
                break
            self._take(stream, found)
            moved = True
        return self._waiting.pop(stream, set()) if moved else set()

    def _take(self, stream: str, found: Received, *, blind: bool = False) -> None:
        self._chains.place(found, blind=blind)
        self._next[stream] += 1

    def _blocker(self, found: Received) -> str:
        for stream, seq in found.seen.items():
            if stream not in self._queues:
                continue
            queue, at = self._queues[stream], self._next[stream]
            limit = min(seq, self._chains.forks.get(stream, seq + 1) - 1)
            if at < len(queue) and queue[at].seq <= limit:
                return stream
        return ""

    def _in_circle(self, stream: str) -> str:
        passed: list[str] = []
        while stream not in passed:
            passed.append(stream)
            stream = self._blocker(self._queues[stream][self._next[stream]])
        return min(passed[passed.index(stream) :])
