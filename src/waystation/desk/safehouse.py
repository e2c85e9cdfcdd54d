"""Safe houses: each in a cell of its own, the address sealed even from case staff."""

from collections.abc import Sequence

from waystation.casework.entries import HouseNoted, HousePresumedBurned, decode
from waystation.casework.terms import Role
from waystation.desk.cells import found
from waystation.desk.desk import Desk


def note(desk: Desk, noted: HouseNoted, humans: Sequence[str] = ()) -> str:
    """Note a safe house for these humans alone; return its register id."""
    with desk.acting():
        desk.require(Role.COORDINATOR)
        if noted.house in {opened.register for opened in desk.cells_of("house")}:
            desk.append(desk.find("house", noted.house), noted)
        else:
            desk.append(found(desk, "house", noted.house, humans), noted)
        return noted.house


def presume_burned(desk: Desk, journey_id: str, house: str, reason: str) -> None:
    """Presume a house known to those who must not know it, until shown otherwise."""
    with desk.acting():
        desk.require(Role.COORDINATOR, Role.CASEWORKER)
        act = HousePresumedBurned(house=house, journey=journey_id, reason=reason)
        desk.append(desk.find("journey", journey_id), act)


def burned(desk: Desk) -> frozenset[str]:
    """Return every house that any journey of this desk presumes burned."""
    kind = HousePresumedBurned.kind
    return frozenset(
        act.house
        for opened in desk.cells_of("journey")
        for entry in opened.of_kind(kind)
        if isinstance(act := decode(kind, entry.body), HousePresumedBurned)
    )
