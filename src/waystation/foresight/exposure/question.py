"""One question: if this one is taken, what falls, ring by ring?

Ring 1 is what the taken one gives away; ring 2 what the humans of ring 1 would, were they
taken in turn. What things lead to falls with them, in the same ring.
"""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from msgspec import Struct

from waystation.foresight.exposure.facts import FactKind, Node, NodeKind
from waystation.foresight.exposure.model import (
    FACT_KINDS,
    NODE_CODE,
    Ints,
    Mask,
    Model,
    Places,
    slices,
)

MOST_RINGS = 9
_DENSE = 8
"""Where more than one in so many facts is asked for, all of them are looked at in a row."""


class Reached(Struct, frozen=True, gc=False):
    """Something that falls: in which ring, and through whom it was reached first.

    `fact` is the number of the fact that led here, in the order in which they were given.
    """

    node: Node
    ring: int
    via: Node
    how: FactKind
    fact: int


class Answer:
    """What falls, as numbers of nodes; the rest is looked up when it is asked for."""

    def __init__(
        self, model: Model, who: int, as_of: datetime, rings: tuple[Ints, ...], by: Places
    ) -> None:
        self.model = model
        self.who = model.nodes[who]
        self.as_of = as_of
        self.rings = rings
        self._by = by

    def count(self, ring: int, kind: NodeKind) -> int:
        """Return how many of a kind fall in a ring."""
        kinds = self.model.kinds[self.rings[ring - 1]]
        return int(np.count_nonzero(kinds == NODE_CODE[kind]))

    def total(self, kind: NodeKind) -> int:
        """Return how many of a kind fall in all rings."""
        return sum(self.count(ring, kind) for ring in range(1, len(self.rings) + 1))

    def reached(self) -> Iterator[Reached]:
        """Return everything that falls, by ring and by kind."""
        model = self.model
        for ring, numbers in enumerate(self.rings, 1):
            for number in sorted(numbers.tolist(), key=lambda one: (model.kinds[one], one)):
                fact = int(self._by[number])
                yield Reached(
                    model.nodes[number],
                    ring,
                    model.nodes[int(model.knower[fact])],
                    FACT_KINDS[int(model.fact_kinds[fact])],
                    int(model.order[fact]),
                )


def question(model: Model, who: str, as_of: datetime, rings: int = 3) -> Answer:
    """Say what falls if `who` is taken at a time.

    Raises:
        NotFoundError: nothing is known of `who`.
    """
    source = model.number(who)
    walk = _Walk(model, as_of)
    front = walk.begin(source)
    found: list[Ints] = []
    for _ in range(max(1, min(rings, MOST_RINGS))):
        ring = [*walk.ring(front)]
        found.append(np.concatenate(ring) if ring else np.empty(0, dtype=np.int64))
        front = found[-1][model.humans[found[-1]]]
    return Answer(model, source, as_of, tuple(found), walk.by)


class _Walk:
    """What was reached so far, and by which fact first."""

    def __init__(self, model: Model, as_of: datetime) -> None:
        self._model = model
        self._alive: Mask = model.alive(as_of)
        self._left: Mask = np.ones(len(model.nodes), dtype=np.bool_)
        self.by: Places = np.full(len(model.nodes), -1, dtype=np.int32)

    def begin(self, source: int) -> Ints:
        self._left[source] = False
        return np.array([source], dtype=np.int64)

    def ring(self, front: Ints) -> Iterator[Ints]:
        """Take everybody of `front`, and follow the things that are found at once."""
        while front.size:
            front = self._step(front)
            yield front
            front = front[~self._model.humans[front]]

    def _step(self, front: Ints) -> Ints:
        facts = self._facts(front)
        facts = facts[self._left[self._model.known[facts]]]
        known = self._model.known[facts]
        self.by[known[::-1]] = facts[::-1]  # the last written stays: the first fact
        self._left[known] = False
        new: Ints = known[self.by[known] == facts].astype(np.int64)
        return new

    def _facts(self, front: Ints) -> Ints:
        begins = self._model.begins
        asked = int((begins[front + 1] - begins[front]).sum())
        if asked * _DENSE < len(self._alive):
            facts, _ = slices(begins, front)
            return facts[self._alive[facts]]
        taken: Mask = np.zeros(len(self._model.nodes), dtype=np.bool_)
        taken[front] = True
        return np.flatnonzero(taken[self._model.knower] & self._alive)
