"""The first ring of everybody at once, as rows of numbers.

A product of sparse matrices over booleans: who knows what, times what that leads to. It is
made in blocks of rows whose keys fit into 32 bits, and sorted there.
"""

from datetime import datetime

import numpy as np
from msgspec import Struct

from waystation.foresight.exposure.facts import NodeKind
from waystation.foresight.exposure.model import Ints, Mask, Model, Places, slices

_BLOCK = 1 << 21
"""How many pairs are made at once: enough to be quick, and they stay in the cache."""


class Rows(Struct, frozen=True, gc=False):
    """For each node the numbers of what it gives away, sorted."""

    begins: Ints
    known: Places

    def of(self, number: int) -> Places:
        """Return the row of one node."""
        return self.known[self.begins[number] : self.begins[number + 1]]

    @property
    def counts(self) -> Ints:
        """Return the length of each row."""
        return np.diff(self.begins)


def first_rings(model: Model, as_of: datetime, only: NodeKind | None = None) -> Rows:
    """Return what each node gives away by itself, or what of one kind it does."""
    knows = _rows_of(model, model.alive(as_of))
    keep = None if only is None else model.of_kind(only)
    thing = ~model.humans
    leads = knows if keep is None else _kept(knows, keep)
    things = _product(_led_on(knows, thing), _only_rows(leads, thing), keep)
    return _merged(things, _product(_only_rows(knows, ~thing), things, keep), thing)


def _merged(things: Rows, humans: Rows, thing: Mask) -> Rows:
    """Return the rows of both, of which each has those that the other has not."""
    counts = things.counts + humans.counts
    of_things = np.repeat(thing, counts)
    known = np.empty(of_things.size, dtype=np.int32)
    known[of_things] = things.known
    known[~of_things] = humans.known
    return Rows(np.concatenate(([0], np.cumsum(counts))), known)


def exposures(model: Model, as_of: datetime) -> Ints:
    """Return how many persons each node gives away."""
    return first_rings(model, as_of, NodeKind.PERSON).counts


def _rows_of(model: Model, alive: Mask) -> Rows:
    """Return who knows what, each once and nobody themselves: products then only add."""
    alive = alive & (model.knower != model.known)
    knower, known = model.knower[alive], model.known[alive]
    fresh: Mask = np.ones(len(known), dtype=np.bool_)
    fresh[1:] = (knower[1:] != knower[:-1]) | (known[1:] != known[:-1])
    counts = np.bincount(knower[fresh], minlength=len(model.nodes))
    return Rows(np.concatenate(([0], np.cumsum(counts))), known[fresh])


def _led_on(knows: Rows, thing: Mask) -> Rows:
    """Return for each thing itself and all things that it leads to through things."""
    held = _kept(_only_rows(knows, thing), thing)
    while held.known.size:
        longer = _product(held, held, None)
        if longer.known.size == held.known.size:
            break
        held = longer
    itself = np.flatnonzero(thing)
    begins = np.concatenate(([0], np.cumsum(thing)))
    known = np.empty(held.known.size + itself.size, dtype=np.int32)
    places = held.begins[itself] + begins[itself]
    known[places] = itself
    rest: Mask = np.ones(len(known), dtype=np.bool_)
    rest[places] = False
    known[rest] = held.known
    return Rows(held.begins + begins, known)


def _only_rows(rows: Rows, wanted: Mask) -> Rows:
    counts = np.where(wanted, rows.counts, 0)
    kept = np.repeat(wanted, rows.counts)
    return Rows(np.concatenate(([0], np.cumsum(counts))), rows.known[kept])


def _kept(rows: Rows, wanted: Mask) -> Rows:
    """Return rows with only what is wanted in them."""
    kept = wanted[rows.known]
    before = np.concatenate(([0], np.cumsum(kept)))
    return Rows(before[rows.begins], rows.known[kept])


def _product(first: Rows, then: Rows, keep: Mask | None) -> Rows:
    """Return what each row holds, and what that holds in turn; each once, not itself."""
    size = len(first.begins) - 1
    cost = np.concatenate(([0], np.cumsum(then.counts[first.known] + 1)))[first.begins]
    most = max(1, (2**32 - 1) // max(1, size))
    counts = np.zeros(size, dtype=np.int64)
    parts: list[Places] = []
    row = 0
    while row < size:
        after = int(np.searchsorted(cost, cost[row] + _BLOCK, side="right")) - 1
        end = min(size, row + most, max(row + 1, after))
        if cost[end] > cost[row]:
            rows, known = _block(first, then, row, end, keep)
            counts[row:end] = np.bincount(rows, minlength=end - row)
            parts.append(known)
        row = end
    found = np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)
    return Rows(np.concatenate(([0], np.cumsum(counts))), found)


def _block(
    first: Rows, then: Rows, begin: int, end: int, keep: Mask | None
) -> tuple[Places, Places]:
    """Return row (from `begin` on) and number of what some rows hold, sorted, each once."""
    size = np.uint32(len(first.begins) - 1)
    direct = first.known[first.begins[begin] : first.begins[end]]
    held = np.diff(first.begins[begin : end + 1])
    rows = np.repeat(np.arange(end - begin, dtype=np.uint32) * size, held)
    facts, counts = slices(then.begins, direct)
    further = np.repeat(rows, counts)
    further += then.known[facts].view(np.uint32)
    if keep is not None:
        direct, rows = direct[keep[direct]], rows[keep[direct]]
    keys = np.concatenate((rows + direct.view(np.uint32), further))
    keys.sort()
    fresh: Mask = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    keys = keys[fresh]
    row = keys // size
    known = keys - row * size
    other = known != row + np.uint32(begin)
    return row[other].view(np.int32), known[other].view(np.int32)
