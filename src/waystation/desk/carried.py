"""What a summary keeps, put in the place of the entries that a desk has destroyed.

Only for who does not hold a journey from its beginning: nobody puts anything beside what
a desk holds. They come before every entry that is held, and whoever writes now has seen
them. Among themselves each saw what its writer had seen. Where a desk still holds an entry,
that one counts.
"""

from collections.abc import Iterable, Iterator, Mapping

from waystation.casework import summary
from waystation.casework.entries.summary import (
    JourneySummarised,
    Kept,
    PlacesDestroyed,
)
from waystation.casework.noted import acts
from waystation.casework.summary import Summary
from waystation.cell.causality import Line
from waystation.cell.entry import Entry
from waystation.cell.log import CellLog

KINDS = frozenset({JourneySummarised.kind, PlacesDestroyed.kind})
_STREAM = "carried."
_FIRST = -1_000_000_000  # of the Lamport numbers: before those that a desk computes
_HELD, _UNSEEN = -1, -2  # no entry has such a number, and nobody has seen less than 0


class Seen(Mapping[str, int]):
    """What the writer of one carried entry had seen of the others."""

    # Python 3.11 has no `typing.override` to mark what a Mapping must define.

    __slots__ = ("_own", "_places", "_unseen")

    def __init__(self, places: Mapping[str, int], own: int, unseen: Iterable[int]) -> None:
        self._places = places
        self._own = own
        self._unseen = frozenset(unseen)

    def __getitem__(self, stream: str) -> int:
        place = self._places[stream]
        return _HELD if place <= self._own and place not in self._unseen else _UNSEEN

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Carried(Entry, frozen=True, gc=False, eq=False):
    """What stays of an entry, under the entry's own id."""

    seen: Seen

    @property
    def clock(self) -> Mapping[str, int]:
        """Return what its writer had seen."""
        return self.seen


def summaries(entries: Iterable[Entry]) -> tuple[Summary, ...]:
    """Return the summaries that are here whole."""
    return summary.whole(acts(one for one in entries if one.kind in KINDS))


def carried(log: CellLog) -> list[Entry]:
    """Return, in fold order, what stays of entries of a journey that are not held."""
    held, erased = log.entries, log.keys.erased
    if log.charter.kind != "journey" or log.keys.from_start:
        return []
    own = erased[max(erased)] if erased else ""
    kept = summary.counting(summaries(held), own)
    if not kept:
        return []
    places = {_STREAM + one.id: place for place, one in enumerate(kept)}
    ids = {one.id for one in held}
    return [
        _entry(log.cell, one, place, Seen(places, place, one.unseen))
        for place, one in enumerate(kept)
        if one.id not in ids
    ]


def _entry(cell: bytes, one: Kept, place: int, seen: Seen) -> Entry:
    body = one.body.encode()
    return Carried(
        id=one.id,
        cell=cell,
        epoch=-1,
        author="",
        human=one.human,
        stream=_STREAM + one.id,
        seq=_HELD,
        at=one.at,
        kind=one.kind,
        lamport=_FIRST + place,
        raw=body + b"}",  # where the envelope of an entry ends
        body_bytes=len(body),
        line=Line(_STREAM + one.id),
        seen=seen,
    )
