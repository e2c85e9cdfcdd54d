"""The order in which every reader folds the entries of a cell (C-4)."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from waystation.cell.entry import Entry

# A stream is author, then instance, both of one length. The id decides between twins.
order_key = attrgetter("lamport", "stream", "seq", "id")


def merge(held: list[Entry], new: Sequence[Entry]) -> int:
    """Put `new` into `held`; both are in order.

    Returns:
        The first place at which `held` changed.
    """
    if not new:
        return len(held)
    start = bisect_left(held, order_key(new[0]), key=order_key)
    if start == len(held):
        held.extend(new)
        return start
    # Both parts are runs already, which is what the sort is fastest at; mostly the tail is
    # short, because what is new was written after what is old.
    tail = [*held[start:], *new]
    tail.sort(key=order_key)
    held[start:] = tail
    return start
