"""Facts as compact arrays: a million of them fit into some tens of megabytes.

Facts are sorted by their knower, so that what one knows is a slice.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waystation.errors import NotFoundError
from waystation.foresight.exposure.facts import (
    HUMANS,
    NEVER,
    Fact,
    FactKind,
    Node,
    NodeKind,
    moment,
)

Ints: TypeAlias = npt.NDArray[np.int64]
Places: TypeAlias = npt.NDArray[np.int32]
Codes: TypeAlias = npt.NDArray[np.uint8]
Mask: TypeAlias = npt.NDArray[np.bool_]

NODE_KINDS = tuple(NodeKind)
FACT_KINDS = tuple(FactKind)
NODE_CODE = {kind: code for code, kind in enumerate(NODE_KINDS)}
FACT_CODE = {kind: code for code, kind in enumerate(FACT_KINDS)}


class Columns:
    """Facts column by column, in any order, knower and known by their number.

    Attributes:
        part: the number of the node by which facts of one knower are one change, or -1.
    """

    __slots__ = ("kind", "knower", "known", "part", "since", "until")

    def __init__(
        self,
        knower: Places,
        known: Places,
        kind: Codes,
        since: Ints,
        until: Ints,
        *,
        part: Places | None = None,
    ) -> None:
        self.knower, self.known, self.kind = knower, known, kind
        self.since, self.until = since, until
        self.part = np.full(len(knower), -1, dtype=np.int32) if part is None else part


class Model:
    """Nodes by number, and facts sorted by who knows them.

    Attributes:
        begins: at `n` the first fact of node `n`; one longer than there are nodes.
        order: for each fact its number in the order in which they were given.
    """

    def __init__(self, nodes: Sequence[Node], columns: Columns) -> None:
        self.nodes = nodes
        self.kinds: Codes = np.array([NODE_CODE[one.kind] for one in nodes], dtype=np.uint8)
        self.order: Ints = np.lexsort((columns.known, columns.knower)).astype(np.int64)
        self.knower: Places = columns.knower[self.order]
        self.known: Places = columns.known[self.order]
        self.fact_kinds: Codes = columns.kind[self.order]
        self.since: Ints = columns.since[self.order]
        self.until: Ints = columns.until[self.order]
        self.part: Places = columns.part[self.order]
        counts = np.bincount(self.knower, minlength=len(nodes))
        self.begins: Ints = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)

    @cached_property
    def index(self) -> dict[str, int]:
        """Return the number of each node by its id."""
        return {node.id: number for number, node in enumerate(self.nodes)}

    @cached_property
    def humans(self) -> Mask:
        """Say of each node whether it is a human."""
        codes = [NODE_CODE[kind] for kind in HUMANS]
        found: Mask = np.isin(self.kinds, codes)
        return found

    def of_kind(self, kind: NodeKind) -> Mask:
        """Say of each node whether it is of a kind."""
        found: Mask = self.kinds == NODE_CODE[kind]
        return found

    def number(self, node: str) -> int:
        """Return the number of a node.

        Raises:
            NotFoundError: nothing is known by it or of it.
        """
        found = self.index.get(node)
        if found is None:
            raise NotFoundError("exposure.unknown", "nothing is known of such a one here")
        return found

    def alive(self, as_of: datetime) -> Mask:
        """Say of each fact whether it leads anywhere at a time; none is from after it."""
        at = moment(as_of)
        found: Mask = self.since <= at
        found &= self.until > at
        return found


def build(nodes: Iterable[Node], facts: Iterable[Fact]) -> Model:
    """Return facts as arrays; a fact about a node that is not listed is left out."""
    known = {node.id: node for node in nodes}
    index = {node: number for number, node in enumerate(known)}
    kept = [one for one in facts if one.knower in index and one.known in index]
    return Model(
        tuple(known.values()),
        Columns(
            np.array([index[one.knower] for one in kept], dtype=np.int32),
            np.array([index[one.known] for one in kept], dtype=np.int32),
            np.array([FACT_CODE[one.kind] for one in kept], dtype=np.uint8),
            np.array([moment(one.since) for one in kept], dtype=np.int64),
            np.array(
                [NEVER if one.until is None else moment(one.until) for one in kept],
                dtype=np.int64,
            ),
            part=np.array([index.get(one.part, -1) for one in kept], dtype=np.int32),
        ),
    )


def slices(begins: Ints, rows: Ints | Places) -> tuple[Ints, Ints]:
    """Return the positions of everything in some rows, and how many each row has."""
    starts = begins[rows]
    counts = begins[rows + 1] - starts
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    shift = np.repeat(starts - (ends - counts), counts)
    return shift + np.arange(total, dtype=np.int64), counts
