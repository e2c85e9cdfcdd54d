"""Who had seen what: each chain keeps when its knowledge of another grew (C-4, C-8).

A full clock beside every entry would cost more memory than the entries. A `Line` keeps
only the growth: a clock is a view, looking one stream up is a binary search, and what one
author learns from another is read once.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping


class Line:
    """One chain of one author: its stream, its last number, how its knowledge grew."""

    __slots__ = (
        "_begun_with",
        "_grown_at",
        "_grown_stream",
        "_grown_to",
        "_known",
        "end",
        "latest",
        "stream",
    )

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.end = 0
        self.latest: dict[str, int] = {}
        # Most of what a chain ever learns of older ones it learns with its first entry.
        self._begun_with: dict[str, int] = {}
        self._known: dict[str, tuple[array[int], array[int]]] = {}
        self._grown_at: array[int] = array("q")
        self._grown_stream: list[str] = []
        self._grown_to: array[int] = array("q")

    def learn(self, seq: int, other: "Line", other_seq: int) -> None:
        """At `seq` this author saw `other` up to `other_seq`, and so all that it knew."""
        had = self.latest.get(other.stream, 0)
        if had >= other_seq:
            return
        streams, numbers, note = other._grown_stream, other._grown_to, self.note
        latest, here = self.latest, self.stream
        first = bisect_right(other._grown_at, had)
        for index in range(first, bisect_right(other._grown_at, other_seq, first)):
            stream, to = streams[index], numbers[index]
            if stream != here and latest.get(stream, 0) < to:
                note(seq, stream, to)
        note(seq, other.stream, other_seq)

    def note(self, seq: int, stream: str, to: int) -> None:
        """At `seq` this author knew `stream` up to `to`, not what its author knew."""
        if stream == self.stream or self.latest.get(stream, 0) >= to:
            return
        self.latest[stream] = to
        if seq == 1:
            self._begun_with[stream] = to
        else:
            known = self._known.get(stream)
            if known is None:
                known = self._known[stream] = (array("q"), array("q"))
            known[0].append(seq)
            known[1].append(to)
        self._grown_at.append(seq)
        self._grown_stream.append(stream)
        self._grown_to.append(to)

    def knew(self, seq: int, stream: str) -> int:
        """Return how far this author knew `stream` at its own `seq`; 0 for not at all."""
        if stream == self.stream:
            return seq
        known = self._known.get(stream)
        index = bisect_right(known[0], seq) if known else 0
        return known[1][index - 1] if known and index else self._begun_with.get(stream, 0)

    def known_at(self, seq: int) -> Iterator[str]:
        """Return the streams known at `seq`, this one included."""
        yield self.stream
        yield from self._begun_with
        for stream, (at, _) in self._known.items():
            if at[0] <= seq and stream not in self._begun_with:
                yield stream

    def branch(self, seq: int) -> "Line":
        """Return a second line that shares this one's past up to `seq` (C-7)."""
        twin = Line(self.stream)
        for index in range(bisect_right(self._grown_at, seq)):
            twin.note(
                self._grown_at[index], self._grown_stream[index], self._grown_to[index]
            )
        return twin


class Clock(Mapping[str, int]):
    """What an entry's author had seen when writing it: last number by stream."""

    # Python 3.11 has no `typing.override` to mark what a Mapping must define.

    __slots__ = ("_line", "_seq")

    def __init__(self, line: Line, seq: int) -> None:
        self._line = line
        self._seq = seq

    def __getitem__(self, stream: str) -> int:
        found = self._line.knew(self._seq, stream)
        if not found:
            raise KeyError(stream)
        return found

    def __iter__(self) -> Iterator[str]:
        return self._line.known_at(self._seq)

    def __len__(self) -> int:
        return sum(1 for _ in self)
