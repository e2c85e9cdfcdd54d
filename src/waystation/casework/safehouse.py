"""Safe houses: which are presumed burned, because of whom.

A house that an arrested team was sent to is presumed burned until it is shown otherwise.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, ArrestReported, HouseNoted, HousePresumedBurned
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class SafeHouses(Struct, frozen=True):
    """Houses, arrests by their id, and presumptions by house."""

    noted: Newest[HouseNoted] = Table()
    arrests: Newest[ArrestReported] = Table()
    burned: Group[HousePresumedBurned] = Table()


def fold(state: SafeHouses, record: Record, act: Act) -> SafeHouses:
    """Add one act of a journey or of a house's cell."""
    match act:
        case HouseNoted():
            return replace(state, noted=newest(state.noted, act.house, Noted(record, act)))
        case ArrestReported():
            arrests = newest(state.arrests, act.arrest, Noted(record, act))
            return replace(state, arrests=arrests)
        case HousePresumedBurned():
            return replace(
                state, burned=gather(state.burned, act.house, Noted(record, act))
            )
        case _:
            return state


def read(records: Iterable[Record]) -> SafeHouses:
    """Fold cells from their beginning."""
    return run(fold, SafeHouses(), records)
