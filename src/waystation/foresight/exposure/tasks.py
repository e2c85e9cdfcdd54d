"""What is to be done about an answer, in the order in which it saves most.

A task covers the persons to whom its subject leads: those of a house that is emptied, those
who would have come to a place. Each task is the one that covers most of whom no earlier one
does; where two cover as many, what falls first goes first. Warning everybody who falls
remains to be done, whoever is covered.
"""

from collections.abc import Iterator
from heapq import heapify, heappop, heapreplace
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from waystation.casework.entries.task import TaskKind
from waystation.foresight.exposure.everyone import first_rings
from waystation.foresight.exposure.facts import HUMANS, FactKind, Node, NodeKind
from waystation.foresight.exposure.model import FACT_CODE
from waystation.foresight.exposure.question import Answer


class Task(Struct, frozen=True, gc=False):
    """One thing to do about something that falls.

    Attributes:
        saves: how many persons it covers that no task before it does.
    """

    kind: TaskKind
    about: Node
    ring: int
    saves: int


_KINDS: dict[NodeKind, tuple[TaskKind, ...]] = {
    NodeKind.HOUSE: (TaskKind.PRESUME_BURNED, TaskKind.MOVE),
    NodeKind.PLACE: (TaskKind.CANCEL,),
    NodeKind.PAYMENT: (TaskKind.CANCEL,),
    NodeKind.GROUP: (TaskKind.RE_KEY,),
    NodeKind.DEVICE: (TaskKind.RE_KEY,),
    NodeKind.NUMBER: (TaskKind.RE_KEY,),
    NodeKind.PERSON: (TaskKind.WARN,),
    NodeKind.HELPER: (TaskKind.WARN,),
    NodeKind.MEMBER: (TaskKind.WARN,),
}
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}


class _Waiting(NamedTuple):
    """Sorted: who covers most, then what falls first, then what is done quickest."""

    uncovered: int
    ring: int
    rank: int
    number: int


def tasks(answer: Answer, most: int = 1000) -> tuple[Task, ...]:
    """Return what to do about everything that falls, what saves most first."""
    nodes = answer.model.nodes
    covers = _covers(answer)
    waiting = [
        _Waiting(-len(covers[number]), ring, _RANK[nodes[number].kind], number)
        for ring, number in _open(answer)
    ]
    heapify(waiting)
    covered: set[int] = set()
    found: list[Task] = []
    while waiting and len(found) < most:
        first = waiting[0]
        fresh = covers[first.number] - covered
        if len(fresh) != -first.uncovered:
            heapreplace(waiting, first._replace(uncovered=-len(fresh)))
            continue
        heappop(waiting)
        covered |= fresh
        node = nodes[first.number]
        needed = _KINDS[node.kind]
        if node.kind is NodeKind.HOUSE and not covers[first.number]:
            needed = (TaskKind.PRESUME_BURNED,)  # nobody is there who could be moved
        found += [Task(kind, node, first.ring, len(fresh)) for kind in needed]
    return tuple(found)


def _open(answer: Answer) -> Iterator[tuple[int, int]]:
    """Return what there is something to do about.

    Not a meeting that is over or a payment that went; and in later rings, where nothing has
    fallen yet, only humans, who can be warned.
    """
    model = answer.model
    alive = model.alive(answer.as_of)
    leads = np.bincount(model.knower[alive], minlength=len(model.nodes))
    paying = alive & (model.fact_kinds == FACT_CODE[FactKind.PAID])
    paid = set(model.known[paying].tolist())
    for ring, number in _fallen(answer):
        kind = model.nodes[number].kind
        over = kind is NodeKind.PLACE and not leads[number]
        went = kind is NodeKind.PAYMENT and number in paid
        if kind not in _KINDS or over or went:
            continue
        if ring <= 1 or kind in HUMANS:
            yield ring, number


def _fallen(answer: Answer) -> Iterator[tuple[int, int]]:
    """Return ring and number of everything that falls, and of a thing that was taken."""
    if answer.who.kind not in HUMANS:
        yield 0, answer.model.number(answer.who.id)
    for ring, numbers in enumerate(answer.rings, 1):
        for number in numbers.tolist():
            yield ring, number


def _covers(answer: Answer) -> dict[int, set[int]]:
    """Return whom a task about each would cover: of a human, who falls only after them."""
    model = answer.model
    rows = first_rings(model, answer.as_of, NodeKind.PERSON)
    ring_of = {number: ring for ring, number in _fallen(answer)}
    found: dict[int, set[int]] = {}
    for number, ring in ring_of.items():
        persons = {one for one in rows.of(number).tolist() if ring_of.get(one, 0) > 0}
        if model.humans[number]:
            persons = {one for one in persons if ring_of[one] > ring}
        if model.nodes[number].kind is NodeKind.PERSON:
            persons.add(number)
        found[number] = persons
    return found
