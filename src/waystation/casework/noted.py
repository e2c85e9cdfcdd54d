"""An act together with the record that carries it, and the ways in which folds keep them.

Folds never depend on the order in which records are delivered: what stands is decided by
the fold order (C-4), or by who saw whom (C-8).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Generic, Protocol, TypeVar
from weakref import ref

from msgspec import Struct

from waystation.casework.entries import Act, Unknown, decode
from waystation.casework.table import Table
from waystation.casework.terms import Record, fold_order, saw
from waystation.errors import FormatError

A = TypeVar("A", bound=Act, covariant=True)
B = TypeVar("B", bound=Act)
S = TypeVar("S")
T = TypeVar("T")


class Noted(Struct, Generic[A], frozen=True, gc=False):
    """One act as recorded."""

    record: Record
    act: A

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Its place in the order that every reader computes alike."""
        return fold_order(self.record)

    def saw(self, other: "Noted[Act]") -> bool:
        """Say whether whoever recorded this held `other`."""
        return saw(self.record, other.record)


class Watching(Protocol):
    """What stands in a state as `seen_by` where somebody notes who looks at it."""

    def answer(self, ask: Callable[[S], T], state: S) -> T:
        """Return what is true of a state, noting for each who asks that they did."""


class LastAnswer(Generic[S, T]):
    """What a pure function last said of each state that somebody still holds.

    Rules ask the same of one immutable state hundreds of times; the state is known by
    identity, and a race between threads only makes it compute once more. Nothing is held
    for longer than somebody else holds the state: a locked desk leaves nothing here.
    """

    def __init__(self, ask: Callable[[S], T]) -> None:
        self.ask = ask
        self._held: dict[int, tuple[ref[S], T]] = {}

    def __call__(self, state: S) -> T:
        """Return what is true of a state."""
        watching: Watching | None = getattr(state, "seen_by", None)
        if watching is not None:
            return watching.answer(self, state)
        name = id(state)
        held = self._held.get(name)
        if held is None:
            forget = partial(self._forget, name)
            held = self._held[name] = ref(state, forget), self.ask(state)
        return held[1]

    def _forget(self, name: int, _: ref[S]) -> None:
        self._held.pop(name, None)


def asked_of(state: S, ask: Callable[[S], T]) -> T:
    """Return what is true of a state by a question that carries what it is asked by.

    Who notes looks at the state notes the question, to ask it again: where two are equal,
    one stands for both.
    """
    watching: Watching | None = getattr(state, "seen_by", None)
    return ask(state) if watching is None else watching.answer(ask, state)


Group = Table[str, tuple[Noted[B], ...]]
Newest = Table[str, Noted[B]]


def newest(kept: Table[str, Noted[B]], key: str, noted: Noted[B]) -> Table[str, Noted[B]]:
    """Keep at `key` whichever comes last in fold order."""
    held = kept.get(key)
    return kept if held is not None and held.order >= noted.order else kept.put(key, noted)


def gather(
    kept: Table[str, tuple[Noted[B], ...]], key: str, noted: Noted[B]
) -> Table[str, tuple[Noted[B], ...]]:
    """Keep everything said about `key`, in fold order, each record once."""
    held = kept.get(key, ())
    place = bisect_left(held, noted.order, key=lambda one: one.order)
    if place < len(held) and held[place].record.id == noted.record.id:
        return kept
    return kept.put(key, (*held[:place], noted, *held[place:]))


def undone_by_none(noted: Noted[Act], undoings: Iterable[Noted[Act]]) -> bool:
    """Say whether an act stands against its opposites: only if it saw each (C-8)."""
    return all(noted.saw(undoing) for undoing in undoings)


def acts(records: Iterable[Record]) -> Iterator[tuple[Record, Act]]:
    """Read each record; unknown kinds and broken bodies are passed over."""
    for record in records:
        try:
            act = decode(record.kind, record.body)
        except FormatError:
            continue  # a poisoned body never stops a reader; `broken` lists it
        if not isinstance(act, Unknown):
            yield record, act


def run(fold: Callable[[S, Record, Act], S], state: S, records: Iterable[Record]) -> S:
    """Fold records, in whatever order they were delivered, into a state."""
    for record, act in acts(records):
        state = fold(state, record, act)
    return state


def broken(records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    """Return record id and field of every known act whose body breaks its rules."""
    found: list[tuple[str, str]] = []
    for record in records:
        try:
            decode(record.kind, record.body)
        except FormatError as error:
            found.append((record.id, error.where))
    return tuple(found)
