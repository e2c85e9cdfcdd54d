"""Which single change lowers the worst exposure most.

A change is one fact fewer of those that need not be so (with all that its knower has by the
same part), or one thing that is emptied, called off or replaced. What a human loses by it
is what has to pass it: everything below it in the tree of dominators. Humans are looked at
from the most exposed on, and no further than the answer can still change.
"""

from datetime import datetime

import numpy as np
from msgspec import Struct

from waystation.foresight.exposure.dominators import dominators
from waystation.foresight.exposure.everyone import exposures
from waystation.foresight.exposure.facts import (
    CHANGEABLE,
    CLOSABLE,
    FactKind,
    Node,
    NodeKind,
)
from waystation.foresight.exposure.model import (
    FACT_CODE,
    FACT_KINDS,
    NODE_CODE,
    Mask,
    Model,
)

_Key = tuple[bool, int]
"""Whether it is a fact, and the number of the fact or of the thing."""


class Change(Struct, frozen=True, gc=False):
    """One change, and what it does to the most exposed human and to everybody.

    Attributes:
        known: what, or the part by which they know it and more.
        knower: who would no longer know `known`; None where `known` itself is emptied,
            called off or replaced.
        most: the most exposed human, and how many persons they give away now and then.
        worst_after: how many persons the worst human of all gives away then.
    """

    knower: Node | None
    known: Node
    how: FactKind | None
    most: Node
    before: int
    after: int
    worst_after: int


def best_change(model: Model, as_of: datetime, who: str | None = None) -> Change | None:
    """Return the change that leaves the worst exposure least; None where none helps.

    Of changes that leave the same worst, the one after which the most exposed human gives
    away fewest. With `who` it is the one after which they do.
    """
    every = exposures(model, as_of)
    counts = np.where(model.humans, every, 0)
    worst_first = np.argsort(-counts, kind="stable")
    most = int(worst_first[0]) if who is None else model.number(who)
    before = int(counts[most] if who is None else every[most])
    search = _Search(model, as_of)
    after = {key: before - loss for key, loss in search.losses(most).items()}
    if not after or not before:
        return None
    if who is not None:
        best = min(after, key=lambda key: (after[key], key))
        after = {best: after[best]}
    worst = dict(after) if model.humans[most] else dict.fromkeys(after, 0)
    for number in worst_first.tolist():
        count = int(counts[number])
        if count <= min(worst.values()):
            break
        losses = search.losses(number)
        for key, held in worst.items():
            if held < count:
                worst[key] = max(held, count - losses.get(key, 0))
    best = min(worst, key=lambda key: (worst[key], after[key], key))
    return search.change(best, most, before, after[best], worst[best])


class _Search:
    """What of a model is looked at, at one time."""

    def __init__(self, model: Model, as_of: datetime) -> None:
        self._model = model
        self._alive: Mask = model.alive(as_of)
        self._thing = (~model.humans).tolist()
        self._person = model.of_kind(NodeKind.PERSON)
        self._closable = np.isin(model.kinds, [NODE_CODE[kind] for kind in CLOSABLE])
        changeable = [FACT_CODE[kind] for kind in CHANGEABLE]
        self._changeable: Mask = np.isin(model.fact_kinds, changeable)
        self._part: list[int] = model.part.tolist()

    def losses(self, human: int) -> dict[_Key, int]:
        """Return how many persons a human no longer gives away, for each change."""
        graph = _Graph(human)
        left = [human]
        while left:
            node = left.pop()
            for fact, known in self._facts(node):
                if self._changeable[fact]:
                    new = graph.link(node, fact, known, self._part[fact])
                else:
                    new = graph.lead(graph.number(node), known)
                if new and self._thing[known]:
                    left.append(known)
        return graph.losses(self._person, self._closable)

    def _facts(self, node: int) -> list[tuple[int, int]]:
        first, last = self._model.begins[node], self._model.begins[node + 1]
        facts = np.flatnonzero(self._alive[first:last]) + first
        return list(zip(facts.tolist(), self._model.known[facts].tolist(), strict=True))

    def change(self, key: _Key, most: int, before: int, after: int, worst: int) -> Change:
        """Return a change with names."""
        model, (is_fact, number) = self._model, key
        known = number
        if is_fact:
            part = self._part[number]
            known = part if part >= 0 else int(model.known[number])
        return Change(
            knower=model.nodes[int(model.knower[number])] if is_fact else None,
            known=model.nodes[known],
            how=FACT_KINDS[int(model.fact_kinds[number])] if is_fact else None,
            most=model.nodes[most],
            before=before,
            after=after,
            worst_after=worst,
        )


class _Graph:
    """The first ring of one human; a changeable fact is a node between two others.

    Facts of one part are one such node, which has the number of the first of them.
    """

    def __init__(self, human: int) -> None:
        self._numbers = {human: 0}
        self._keys: list[_Key] = [(False, human)]
        self._follows: list[list[int]] = [[]]
        self._parts: dict[tuple[int, int], int] = {}

    def number(self, node: int) -> int:
        return self._numbers[node]

    def link(self, knower: int, fact: int, known: int, part: int) -> bool:
        between = self._parts.get((knower, part)) if part >= 0 else None
        if between is None:
            between = self._parts[knower, part] = self._add((True, fact))
            self._follows[self._numbers[knower]].append(between)
        return self.lead(between, known)

    def lead(self, before: int, known: int) -> bool:
        """Lead to a node; say whether it is new."""
        new = known not in self._numbers
        if new:
            self._numbers[known] = self._add((False, known))
        self._follows[before].append(self._numbers[known])
        return new

    def _add(self, key: _Key) -> int:
        self._keys.append(key)
        self._follows.append([])
        return len(self._keys) - 1

    def losses(self, person: Mask, closable: Mask) -> dict[_Key, int]:
        order, passes = dominators(self._follows)
        below = [0] * len(self._keys)
        for node in reversed(order[1:]):
            is_fact, number = self._keys[node]
            below[node] += not is_fact and bool(person[number])
            below[passes[node]] += below[node]
        return {
            key: below[node]
            for node, key in enumerate(self._keys)
            if node and below[node] and (key[0] or closable[key[1]])
        }
