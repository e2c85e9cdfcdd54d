"""Safe houses: which are presumed burned, because of whom, and what may still go there.

A house that an arrested team was sent to is presumed burned until it is shown otherwise.
One that was noted as burned is burned for good.
"""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import (
    Act,
    ArrestReported,
    HouseNoted,
    HousePresumedBurned,
    Window,
)
from waystation.casework.entries.safehouse import (
    HouseBurned,
    HouseCoolingOff,
    HouseStayNoted,
    HouseTold,
)
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class SafeHouses(Struct, frozen=True, weakref=True):
    """Houses, arrests by their id, and by house everything else that was said.

    `hosts` are all that were ever noted: whoever once kept a house knows where it is.
    """

    noted: Newest[HouseNoted] = Table()
    arrests: Newest[ArrestReported] = Table()
    burned: Group[HousePresumedBurned] = Table()
    for_good: Group[HouseBurned] = Table()
    cooling: Group[HouseCoolingOff] = Table()
    told: Group[HouseTold] = Table()
    taken: Group[HouseStayNoted] = Table()
    hosts: Group[HouseNoted] = Table()


def fold(state: SafeHouses, record: Record, act: Act) -> SafeHouses:
    """Add one act of a journey or of a house's cell."""
    match act:
        case HouseNoted():
            return replace(
                state,
                noted=newest(state.noted, act.house, Noted(record, act)),
                hosts=gather(state.hosts, act.house, Noted(record, act)),
            )
        case ArrestReported():
            arrests = newest(state.arrests, act.arrest, Noted(record, act))
            return replace(state, arrests=arrests)
        case HousePresumedBurned():
            return replace(
                state, burned=gather(state.burned, act.house, Noted(record, act))
            )
        case _:
            return _fold_use(state, record, act)


def _fold_use(state: SafeHouses, record: Record, act: Act) -> SafeHouses:
    match act:
        case HouseBurned():
            for_good = gather(state.for_good, act.house, Noted(record, act))
            return replace(state, for_good=for_good)
        case HouseCoolingOff():
            cooling = gather(state.cooling, act.house, Noted(record, act))
            return replace(state, cooling=cooling)
        case HouseTold():
            return replace(state, told=gather(state.told, act.house, Noted(record, act)))
        case HouseStayNoted():
            return replace(state, taken=gather(state.taken, act.house, Noted(record, act)))
        case _:
            return state


def read(records: Iterable[Record]) -> SafeHouses:
    """Fold cells from their beginning."""
    return run(fold, SafeHouses(), records)


def cooling_until(state: SafeHouses, house: str) -> Noted[HouseCoolingOff] | None:
    """Return what says how long nobody goes there: the longest of what none saw."""
    said = state.cooling.get(house, ())
    last = [one for one in said if not any(other.saw(one) for other in said)]
    return max(last, key=lambda one: (one.act.until, one.order), default=None)


def ever_told(state: SafeHouses, house: str) -> frozenset[str]:
    """Return who was ever told the address, as noted in the house's cell, and its hosts."""
    told = {one.act.who for one in state.told.get(house, ())}
    return frozenset(told | {one.act.host for one in state.hosts.get(house, ())})


def stays(state: SafeHouses, house: str) -> tuple[Noted[HouseStayNoted], ...]:
    """Return the stays as last noted, without the dropped ones, the earliest first."""
    newest_of = {one.act.stay: one for one in state.taken.get(house, ())}
    kept = [one for one in newest_of.values() if not one.act.dropped]
    return tuple(sorted(kept, key=lambda one: (one.act.window.opens, one.act.stay)))


def beds_taken(
    state: SafeHouses, house: str, window: Window, without: frozenset[str] = frozenset()
) -> int:
    """Return how many beds are taken at the fullest moment of a window.

    `without` are stays that are counted elsewhere.
    """
    inside = [
        one.act
        for one in stays(state, house)
        if one.act.stay not in without
        and one.act.window.opens < window.closes
        and window.opens < one.act.window.closes
    ]
    moments = {window.opens, *(max(one.window.opens, window.opens) for one in inside)}
    return max(
        sum(one.beds for one in inside if one.window.opens <= moment < one.window.closes)
        for moment in moments
    )
