"""Marks: what is noted of a helper or a house takes effect for every coordinator at once.

The records of a helper are read by those who are in them. On the board stands for everybody
that there is an incident, that somebody stepped back, that a house cools off or is burned:
under the helper's tags, and never what happened. Where the incident holds, the hold goes
with it. Each desk that is in the records and on the board sees to it, in turns; an epoch of
the board is erased after some weeks, and what still stands is shown again in the next.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from waystation.casework import helper, hold, mark, safehouse
from waystation.casework.entries import Act, HoldPlaced
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.helper import Helpers
from waystation.casework.mark import Mark
from waystation.casework.noted import Noted
from waystation.casework.safehouse import SafeHouses
from waystation.casework.terms import AlarmCause, IncidentEffect, MarkKind
from waystation.desk import board, charters
from waystation.desk import helper as helpers
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import b64

LABEL = b"waystation/v1/board/mark\0"
TURN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the records say of one mark.

    Attributes:
        hold: the id and cause of a hold that goes with it, while it stands.
    """

    noted: Noted[Act]
    kind: MarkKind
    registers: frozenset[str]
    cell: OpenCell
    stands: bool
    until: datetime | None = None
    hold: tuple[str, AlarmCause] | None = None


def standing_on(desk: Desk, registers: Iterable[str]) -> dict[str, tuple[Mark, ...]]:
    """Return by register id the marks that stand on it, one of a kind however often shown.

    The same one is on the board once for every epoch that is kept.
    """
    tags = board.tags_of(desk, registers)
    stands = mark.standing(board.read(desk).marks, desk.now())
    found = {
        register: {one.mark: one for one in mark.on(stands, every)}
        for register, every in tags.items()
    }
    return {register: tuple(marks.values()) for register, marks in found.items() if marks}


def posting_is_due(desk: Desk) -> bool:
    """Say whether the board does not show what this desk knows to stand, or the reverse."""
    return any(True for _ in _outstanding(desk))


def post(desk: Desk) -> None:
    """Show it. In `acting()`."""
    opened = board.board_cell(desk)
    if opened is None:
        return
    for act in list(_outstanding(desk)):
        desk.append(opened, act)


def _outstanding(desk: Desk) -> Iterator[BoardMarked | HoldPlaced]:
    opened = board.board_cell(desk)
    if opened is None or not desk.may_write(opened):
        return
    shown = board.read(desk)
    stands = {one.handle: one for one in mark.standing(shown.marks, desk.now())}
    epochs = sorted(opened.log.keys.epochs)
    for want in (*_of_helpers(desk), *_of_houses(desk)):
        handles = [_handle(want.noted.record.id, opened, epoch) for epoch in epochs]
        said = shown.marks.said.get(handles[-1], ())
        if want.stands and not said and _our_turn(desk, opened, want):
            yield _marked(desk, handles[-1], want)
        if want.stands and want.hold is not None:
            yield from _hold(desk, shown.holds, want)
        if not want.stands:
            yield from _taken_back(desk, [stands[one] for one in handles if one in stands])


def _of_helpers(desk: Desk) -> Iterator[_Wanted]:
    for opened in desk.cells_of("helper"):
        state = desk.read(opened, helper.fold, Helpers())
        if not (state.incidents or state.withdrawn):
            continue
        kin = helpers.kin(desk)
        for one, incidents in state.incidents.items():
            still = {each.record.id for each in helper.open_incidents(state, one)}
            for each in incidents:
                yield _Wanted(
                    each,
                    MarkKind.INCIDENT,
                    kin.get(one, frozenset()) | {one},
                    opened,
                    each.record.id in still,
                    hold=(
                        (each.act.incident, AlarmCause.REPORT)
                        if each.act.effect is IncidentEffect.HOLD
                        else None
                    ),
                )
        for one, withdrawn in state.withdrawn.items():
            last = helper.is_withdrawn(state, one)
            for gone in withdrawn:
                yield _Wanted(
                    gone, MarkKind.WITHDRAWN, frozenset({one}), opened, gone == last
                )


def _of_houses(desk: Desk) -> Iterator[_Wanted]:
    for opened in desk.cells_of("house"):
        state = desk.read(opened, safehouse.fold, SafeHouses())
        for house, burned in state.for_good.items():
            yield _Wanted(
                burned[0],
                MarkKind.BURNED,
                frozenset({house}),
                opened,
                stands=True,
                hold=(burned[0].record.id, AlarmCause.HOUSE_BURNED),
            )
        for house, cooling in state.cooling.items():
            last = safehouse.cooling_until(state, house)
            for each in cooling:
                until = each.act.until
                yield _Wanted(
                    each,
                    MarkKind.COOLING_OFF,
                    frozenset({house}),
                    opened,
                    each == last and until > desk.now(),
                    until,
                )


def _marked(desk: Desk, handle: str, want: _Wanted) -> BoardMarked:
    tags = board.tags_that_fit(desk, want.registers)
    return BoardMarked(handle=handle, tags=tags, mark=want.kind, until=want.until)


def _hold(desk: Desk, holds: hold.Holds, want: _Wanted) -> Iterator[HoldPlaced]:
    """Place the hold once; one that two have lifted is not placed again."""
    assert want.hold is not None  # noqa: S101  # asked for where there is one
    hold_id, cause = want.hold
    if hold_id in holds.placed or hold.was_lifted(holds, hold_id):
        return
    yield board.hold_on(desk, want.registers, cause, hold_id)


def _taken_back(desk: Desk, marks: Iterable[Mark]) -> Iterator[BoardMarked]:
    """Take marks back that this desk's human did not place: another human has to."""
    said = board.read(desk).marks.said
    for one in marks:
        mine = [each for each in said[one.handle] if each.record.human == desk.human]
        if not mine and one.mark is not MarkKind.BURNED:
            tags = tuple(sorted(one.tags))
            yield BoardMarked(handle=one.handle, tags=tags, mark=one.mark, over=True)


def _our_turn(desk: Desk, opened: OpenCell, want: _Wanted) -> bool:
    """Say whether this desk shows it now: at once whoever noted it, the others later."""
    here = {one.human for one in opened.log.members}
    in_turn = sorted(here & {one.human for one in want.cell.log.members})
    if want.noted.record.human in in_turn:
        in_turn.remove(want.noted.record.human)
        in_turn.insert(0, want.noted.record.human)
    began = charters.first_seen(desk, opened, opened.log.charter.n) or want.noted.record.at
    since = max(began, want.noted.record.at)
    rank = in_turn.index(desk.human) if desk.human in in_turn else len(in_turn)
    return rank == 0 or desk.now() >= since + rank * TURN


def _handle(record: str, opened: OpenCell, epoch: int) -> str:
    """Return a mark's handle in an epoch: random for whoever does not hold the record."""
    message = LABEL + opened.log.cell + epoch.to_bytes(8, "big")
    return b64(hmac.digest(record.encode(), message, hashlib.sha256)[:16])
