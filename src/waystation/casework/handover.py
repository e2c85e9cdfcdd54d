"""Handovers: two parties meet, and it took place when both say so."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework.entries import Act, HandoverConfirmed, HandoverPlanned
from waystation.casework.noted import Group, Newest, Noted, gather, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record


class Handovers(Struct, frozen=True):
    """What was planned and what each side confirmed, by handover."""

    planned: Newest[HandoverPlanned] = Table()
    confirmed: Group[HandoverConfirmed] = Table()


def fold(state: Handovers, record: Record, act: Act) -> Handovers:
    """Add one act of a journey."""
    match act:
        case HandoverPlanned():
            planned = newest(state.planned, act.handover, Noted(record, act))
            return replace(state, planned=planned)
        case HandoverConfirmed():
            confirmed = gather(state.confirmed, act.handover, Noted(record, act))
            return replace(state, confirmed=confirmed)
        case _:
            return state


def read(records: Iterable[Record]) -> Handovers:
    """Fold a journey from its beginning."""
    return run(fold, Handovers(), records)


def confirmed_by(state: Handovers, handover: str) -> frozenset[str]:
    """Return which parties of the plan as it is now have confirmed."""
    planned = state.planned.get(handover)
    if planned is None:
        return frozenset()
    parties = {planned.act.gives, planned.act.takes}
    said = {one.act.by for one in state.confirmed.get(handover, ())}
    return frozenset(parties & said)


def took_place(state: Handovers, handover: str) -> bool:
    """Say whether both sides confirmed."""
    planned = state.planned.get(handover)
    if planned is None:
        return False
    return confirmed_by(state, handover) == {planned.act.gives, planned.act.takes}
