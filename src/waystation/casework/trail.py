"""Sealed trails: what is to be read only after silence, and only when two humans act."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act
from waystation.casework.entries.watch import (
    TrailDestroyed,
    TrailKeyMade,
    TrailSealed,
    TrailShareReleased,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record

TO_OPEN = 2


class Trails(Struct, frozen=True):
    """Keys by their id; what was sealed, released and destroyed, by key."""

    keys: Newest[TrailKeyMade] = Table()
    sealed: Group[TrailSealed] = Table()
    released: Group[TrailShareReleased] = Table()
    destroyed: Group[TrailDestroyed] = Table()


def fold(state: Trails, record: Record, act: Act) -> Trails:
    """Add one act of a journey."""
    match act:
        case TrailKeyMade():
            return replace(state, keys=newest(state.keys, act.key, Noted(record, act)))
        case TrailSealed():
            return replace(state, sealed=gather(state.sealed, act.key, Noted(record, act)))
        case TrailShareReleased():
            released = gather(state.released, act.key, Noted(record, act))
            return replace(state, released=released)
        case TrailDestroyed():
            destroyed = gather(state.destroyed, act.key, Noted(record, act))
            return replace(state, destroyed=destroyed)
        case _:
            return state


def read(records: Iterable[Record]) -> Trails:
    """Fold a journey from its beginning."""
    return run(fold, Trails(), records)


def newest_key(state: Trails) -> TrailKeyMade | None:
    """Return the key that is sealed to now."""
    made = sorted(state.keys.values(), key=lambda one: one.order)
    return made[-1].act if made else None


def texts(state: Trails) -> Mapping[str, frozenset[str]]:
    """Return the keys that each text is sealed to, the newest text last."""
    found: dict[str, frozenset[str]] = {}
    every = (one for group in state.sealed.values() for one in group)
    for one in sorted(every, key=lambda each: each.order):
        text = one.act.of or one.record.id
        found[text] = found.get(text, frozenset()) | {one.act.key}
    return found


def released(state: Trails, key: str) -> Mapping[str, Mapping[str, str]]:
    """Return the parts released for a key, by human: however many keys one holds, once."""
    found: dict[str, Mapping[str, str]] = {}
    for one in state.released.get(key, ()):
        if one.record.human:
            found.setdefault(one.record.human, one.act.pieces)
    return found
