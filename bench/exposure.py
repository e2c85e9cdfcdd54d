"""Exposure over 100,000 people and 1,000,000 facts, drawn evenly and unevenly.

The peers compute the same first rings of everybody on the same facts: scipy.sparse as
products of boolean matrices in batches of rows, networkx by a walk from each of some of
them, scaled up. Each result is compared before a figure is printed.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TypeVar

import networkx as nx
import numpy as np
from scipy import sparse

from waystation.foresight.exposure.change import best_change
from waystation.foresight.exposure.everyone import Rows, first_rings
from waystation.foresight.exposure.facts import NEVER, Node, NodeKind, moment
from waystation.foresight.exposure.model import FACT_CODE, Columns, Model
from waystation.foresight.exposure.question import question

T = TypeVar("T")
FACTS = 1_000_000
PEOPLE = {NodeKind.MEMBER: 2_000, NodeKind.HELPER: 18_000, NodeKind.PERSON: 80_000}
THINGS = {
    NodeKind.DEVICE: 2_000,
    NodeKind.GROUP: 18_000,
    NodeKind.HOUSE: 10_000,
    NodeKind.PLACE: 40_000,
    NodeKind.NUMBER: 20_000,
    NodeKind.PAYMENT: 10_000,
}
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=730)
AS_OF = BEGIN + timedelta(days=600)
BATCH = 5_000
WALKED = 2_000
ASKED = 50


def organisation(skew: float) -> Model:
    """Draw who knows what; with a skew, few know and are known by many."""
    chance = np.random.default_rng(7)
    nodes = [
        Node(f"{kind}{number}", kind)
        for kind, count in (PEOPLE | THINGS).items()
        for number in range(count)
    ]
    people, things = sum(PEOPLE.values()), sum(THINGS.values())

    def drawn(count: int, first: int, many: int):
        """Draw numbers from `first` on; some much oftener than others."""
        share = chance.random(count) ** (1 / (1 - skew))
        return first + chance.permutation(many)[(share * many).astype(np.int64)]

    half = FACTS // 2
    knower = np.concatenate((drawn(half, 0, people), drawn(half, people, things)))
    known = np.concatenate(
        (
            drawn(half, people, things),  # humans know things
            drawn(half * 4 // 5, 0, people),  # which lead to humans
            drawn(half - half * 4 // 5, people, things),  # and to further things
        )
    )
    # Things lead on in one direction, as a device does to a group and a group to a place.
    further = (knower >= people) & (known >= people)
    low, high = np.minimum(knower, known), np.maximum(knower, known)
    knower, known = np.where(further, low, knower), np.where(further, high, known)
    since = moment(BEGIN) + (chance.random(FACTS) * (YEARS // timedelta.resolution)).astype(
        np.int64
    )
    ends = since + (chance.random(FACTS) * (YEARS // timedelta.resolution)).astype(np.int64)
    until = np.where(chance.random(FACTS) < 0.5, NEVER, ends)
    kinds = chance.integers(0, len(FACT_CODE), FACTS)
    return Model(
        tuple(nodes),
        Columns(
            knower.astype(np.int32),
            known.astype(np.int32),
            kinds.astype(np.uint8),
            since,
            until,
        ),
    )


def median_of(work: Callable[[], T], times: int = 3) -> tuple[float, T]:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        found = work()
        spent.append(time.perf_counter() - start)
    return median(spent), found


def by_scipy(model: Model) -> sparse.csr_matrix:
    """Multiply who knows what by what it leads to, until nothing is added."""
    size = len(model.nodes)
    alive = model.alive(AS_OF)
    pairs = (model.knower[alive], model.known[alive])
    knows = sparse.csr_matrix((np.ones(len(pairs[0]), dtype=bool), pairs), (size, size))
    thing = sparse.diags((~model.humans).astype(bool), format="csr", dtype=bool)
    among = thing @ knows @ thing
    while True:
        longer = among + among @ among
        if longer.nnz == among.nnz:
            break
        among = longer
    leads = (among + thing) @ knows
    rows = [knows[at : at + BATCH] for at in range(0, size, BATCH)]
    return sparse.vstack([row + row @ leads for row in rows], format="csr")


def by_networkx(graph: nx.DiGraph, model: Model, numbers: list[int]) -> dict[int, set[int]]:
    """Walk from each of some nodes through things."""
    human = model.humans.tolist()
    found: dict[int, set[int]] = {}
    for number in numbers:
        fell: set[int] = set()
        asked = [number]
        while asked:
            for known in graph[asked.pop()]:
                if known not in fell:
                    fell.add(known)
                    if not human[known]:
                        asked.append(known)
        fell.discard(number)
        found[number] = fell
    return found


def check(ours: Rows, scipy: sparse.csr_matrix, networkx: dict[int, set[int]]) -> None:
    """Refuse to compare the speed of different answers."""
    scipy.setdiag(values=False)
    scipy.eliminate_zeros()
    scipy.sort_indices()
    assert np.array_equal(ours.begins, scipy.indptr)
    assert np.array_equal(ours.known, scipy.indices)
    assert all(set(ours.of(one).tolist()) == fell for one, fell in networkx.items())


def rows_of(name: str, model: Model) -> list[dict[str, object]]:
    askers = np.random.default_rng(3).choice(sum(PEOPLE.values()), ASKED, replace=False)
    question(model, model.nodes[int(askers[0])].id, AS_OF)  # warm
    asked = []
    for number in askers.tolist():
        who = model.nodes[number].id
        start = time.perf_counter()
        answer = question(model, who, AS_OF)
        asked.append(time.perf_counter() - start)
        assert len(answer.rings) == 3
    asked.sort()
    alive = model.alive(AS_OF)
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(model.nodes)))
    pairs = (model.knower[alive].tolist(), model.known[alive].tolist())
    graph.add_edges_from(zip(*pairs, strict=True))
    walked = list(range(0, len(model.nodes), len(model.nodes) // WALKED))
    ours_s, ours = median_of(lambda: first_rings(model, AS_OF))
    scipy_s, scipy = median_of(lambda: by_scipy(model))
    start = time.perf_counter()
    networkx = by_networkx(graph, model, walked)
    networkx_s = (time.perf_counter() - start) * len(model.nodes) / len(walked)
    check(ours, scipy, networkx)
    start = time.perf_counter()
    change = best_change(model, AS_OF)
    change_s = time.perf_counter() - start
    assert change is not None
    first = f"first ring of everyone, {name}: {ours.known.size / 1e6:.1f} M pairs"
    return [
        {
            "what": f"one question, three rings, a past time, {name} (median of {ASKED})",
            "ours": f"{median(asked) * 1000:.0f} ms, slowest {asked[-1] * 1000:.0f} ms",
            "target": "under 50 ms",
            "met": asked[-1] < 0.05,
        },
        {
            "what": first,
            "ours": f"{ours_s:.2f} s",
            "limit": f"{scipy_s:.2f} s scipy.sparse in batches",
            "ratio": f"{ours_s / scipy_s:.2f}",
            "target": "at most 2",
            "met": ours_s <= 2 * scipy_s,
        },
        {
            "what": first,
            "ours": f"{ours_s:.2f} s",
            "limit": f"{networkx_s:.1f} s networkx, from {len(walked):,} walks",
            "ratio": f"{networkx_s / ours_s:.0f} times as fast",
            "target": "at least 10",
            "met": networkx_s >= 10 * ours_s,
        },
        {
            "what": f"best single change, {name}: the worst from {change.before} "
            f"to {change.worst_after} persons",
            "ours": f"{change_s:.2f} s",
            "target": "under 10 s",
            "met": change_s < 10,
        },
    ]


def run() -> list[dict[str, object]]:
    return [
        row
        for name, skew in (("even", 0.0), ("uneven", 0.4))
        for row in rows_of(name, organisation(skew))
    ]
