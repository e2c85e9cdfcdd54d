"""A cell as a desk has it open: its log, and the folds that somebody has asked for."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from waystation.casework.entries import Act
from waystation.casework.entries.base import is_timely
from waystation.casework.noted import acts
from waystation.casework.terms import Record, fold_order
from waystation.cell.entry import Entry
from waystation.cell.log import CellLog, Ingested
from waystation.desk import carried
from waystation.desk.machinery import N, Named, read_note
from waystation.seal.identity import SigningKey

S = TypeVar("S")
_QUOTED = re.compile(rb'"quoted":\{"letter":"([\w-]+)","sender":"([\w-]+)"')
Fold = Callable[[S, Record, Act], S]


class OpenCell:
    """Folds what comes once, and only what was asked for before.

    Attributes:
        key: what this desk's human signs with here, and the charter for which it was found.
        settled: on the board, the holds whose lift is erased; None until it is read.
        version: grows whenever an entry came, or the log was placed anew.
        genuine: whether it is what it is called; whoever founds a cell calls it anything.
    """

    def __init__(self, log: CellLog) -> None:
        self.log = log
        self.key: tuple[int, SigningKey] | None = None
        self.settled: frozenset[str] | None = None
        self.version = 0
        self.genuine = True
        self._folds: dict[Fold[Any], Any] = {}  # one fold, one type of state
        self._by_kind: dict[str, list[Entry]] = {}
        self._notes: dict[str, list[tuple[Entry, Any]]] = {}  # one kind, one shape of note
        self._quoted: dict[tuple[str, str], list[Entry]] = {}
        self._came: dict[int, list[Entry]] = {}
        self._began = 0
        self._carried: list[Entry] = []
        self._put_in_place()

    @property
    def noun(self) -> str:
        """Return what kind of cell this is; nothing where it is not what it is called."""
        return self.log.charter.kind if self.genuine else ""

    @property
    def register(self) -> str:
        """Return the id of what this cell is of; empty until that entry has come.

        The first name counts, of those that a keeper gave: who founded a working cell keeps
        it. Only a house may have been founded, and named, by who does not.
        """
        named = self.entries_in_order(Named)
        keepers = self.log.charter.keepers
        by_keepers = [note for entry, note in named if entry.human in keepers]
        found = [*by_keepers, *(note for _, note in named)]
        return found[0].register if found else ""

    @property
    def entries(self) -> list[Entry]:
        """Return what is folded, after what stays of what this desk has destroyed."""
        held = self.log.entries
        return [*self._carried, *held] if self._carried else held

    def read(self, fold: Fold[S], begin: S) -> S:
        """Return a fold of the whole cell; `begin` is its state before the first act."""
        if fold not in self._folds:
            self._folds[fold] = _fold(fold, begin, self.entries)
        state: S = self._folds[fold]
        return state

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the entries of a kind, in the order in which they came."""
        return self._by_kind.get(kind, [])

    def notes(self, shape: type[N]) -> list[N]:
        """Return the desk's own notes of a kind, in the order in which they came."""
        return [note for _, note in self._noted(shape)]

    def in_order(self, shape: type[N]) -> list[N]:
        """Return the notes of a kind in the order in which every reader folds them."""
        return [note for _, note in self.entries_in_order(shape)]

    def entries_in_order(self, shape: type[N]) -> list[tuple[Entry, N]]:
        """Return them in that order, each with the entry that it stands in."""
        return sorted(self._noted(shape), key=lambda one: fold_order(one[0]))

    def _noted(self, shape: type[N]) -> list[tuple[Entry, N]]:
        held = self._notes.get(shape.kind)
        if held is None:
            every = ((entry, read_note(entry, shape)) for entry in self.of_kind(shape.kind))
            held = [
                (entry, note)
                for entry, note in every
                if note is not None and is_timely(note)
            ]
            self._notes[shape.kind] = held
        return held

    def newest(self, shape: type[N]) -> N | None:
        """Return the last note of a kind in that order."""
        found = self.in_order(shape)
        return found[-1] if found else None

    def quoting(self, sender: str, letter: str) -> list[Entry]:
        """Return what quotes a letter here already, by whichever desk."""
        return self._quoted.get((sender, letter), [])

    def since(self, version: int) -> list[Entry] | None:
        """Return what came after a version; None where all of it was placed anew."""
        if version < self._began:
            return None
        later = range(version + 1, self.version + 1)
        return [entry for one in later for entry in self._came.get(one, ())]

    def took(self, ingested: Ingested) -> None:
        """Fold what came; start again where the log had to be placed anew."""
        if ingested.changed_from == 0:
            self.begin_again()
        else:
            self.add(ingested.new)

    def begin_again(self) -> None:
        """Forget every fold: the log has placed its entries anew."""
        self.version += 1
        self._began = self.version
        self._came.clear()
        self._folds.clear()
        self._by_kind.clear()
        self._notes.clear()
        self._quoted.clear()
        self._put_in_place()

    def _put_in_place(self) -> None:
        self._carried = carried.carried(self.log)
        self._index(self.entries)

    def add(self, new: Iterable[Entry]) -> None:
        """Fold new entries."""
        arrived = list(new)
        if self._changes_what_is_carried(arrived):
            self.begin_again()
            return
        if arrived:
            self.version += 1
            self._came[self.version] = arrived
        self._index(arrived)
        for fold, state in self._folds.items():
            self._folds[fold] = _fold(fold, state, arrived)

    def _changes_what_is_carried(self, arrived: list[Entry]) -> bool:
        ids = {one.id for one in self._carried}
        return any(one.kind in carried.KINDS or one.id in ids for one in arrived)

    def _index(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._by_kind.setdefault(entry.kind, []).append(entry)
            self._notes.pop(entry.kind, None)
            quoted = _QUOTED.search(entry.body)
            if quoted is not None:
                name = quoted[2].decode(), quoted[1].decode()
                self._quoted.setdefault(name, []).append(entry)


def _fold(fold: Fold[S], state: S, entries: Iterable[Entry]) -> S:
    for record, act in acts(entries):
        state = fold(state, record, act)
    return state
