"""Which entries are accepted (C-5): few signatures vouch for many entries."""

from collections.abc import Container, Iterable

from waystation.cell.entry import Received, verify_entry
from waystation.errors import SealError

Named = Container[tuple[str, int, str]]
"""Stream, number and id of entries that held ones name as what they follow."""


def accept(
    cell: bytes, found: Iterable[Received], named: Named = ()
) -> tuple[list[Received], list[Received]]:
    """Return the accepted entries and the refused ones, each in the order received.

    An entry is accepted if it is, by hashes, an ancestor-or-self of one whose signature
    verifies; `named` are such ancestors of entries held already. So only the newest of each
    chain is checked, and where that fails its predecessor, and so on back.
    """
    arrived = [*found]
    tips = _tips_of_runs(arrived)
    if tips is not None and all(_vouched(cell, tip, named) for tip in tips):
        return arrived, []
    by_id = {one.id: one for one in arrived}
    followed = {
        before.id
        for one in arrived
        if (before := by_id.get(one.prev)) is not None and _precedes(before, one)
    }
    accepted: set[str] = set()
    for tip in arrived:
        if tip.id not in followed:
            _walk_back(cell, tip, by_id, accepted, named)
    kept = [one for one in arrived if one.id in accepted]
    return kept, [one for one in arrived if one.id not in accepted]


def _tips_of_runs(arrived: list[Received]) -> list[Received] | None:
    """Return the newest of each stream if every other is followed by the next one."""
    newest: dict[str, Received] = {}
    for one in arrived:
        before = newest.get(one.stream)
        if before is not None and (before.id != one.prev or before.seq != one.seq - 1):
            return None
        newest[one.stream] = one
    return [*newest.values()]


def _walk_back(
    cell: bytes,
    tip: Received,
    by_id: dict[str, Received],
    accepted: set[str],
    named: Named,
) -> None:
    here: Received | None = tip
    vouched = False
    while here is not None and here.id not in accepted:
        if not vouched:
            vouched = _vouched(cell, here, named)
        before = by_id.get(here.prev)
        if vouched:
            accepted.add(here.id)
        here = before if before is not None and _precedes(before, here) else None


def _precedes(before: Received, here: Received) -> bool:
    return before.stream == here.stream and before.seq == here.seq - 1


def _vouched(cell: bytes, found: Received, named: Named) -> bool:
    if (found.stream, found.seq, found.id) in named:
        return True
    try:
        verify_entry(cell, found.author, found.raw)
    except SealError:
        return False
    return True
