"""Disclosures: what was told of whom, to whom, over which way."""

from collections.abc import Iterable

from msgspec import Struct

from waystation.casework.entries import Act
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Disclosures(Struct, frozen=True):
    """Every disclosure, by its id."""

    noted: Newest[DisclosureNoted] = Table()


def fold(state: Disclosures, record: Record, act: Act) -> Disclosures:
    """Add one act of a journey."""
    if isinstance(act, DisclosureNoted):
        return Disclosures(newest(state.noted, act.disclosure, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Disclosures:
    """Fold a journey from its beginning."""
    return run(fold, Disclosures(), records)


def told(state: Disclosures) -> tuple[Noted[DisclosureNoted], ...]:
    """Return them in fold order."""
    return tuple(sorted(state.noted.values(), key=lambda one: one.order))
