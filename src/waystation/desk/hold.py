"""Holds: placing takes one human, lifting takes two; every desk applies them to its own."""

from collections.abc import Iterable

from waystation.casework import hold
from waystation.casework.entries import HoldLiftApproved, HoldLiftRefused
from waystation.casework.hold import Hold
from waystation.casework.terms import AlarmCause, Role
from waystation.desk import board
from waystation.desk.desk import Desk
from waystation.errors import NotFoundError, NotPermittedError

ON_BOARD = (Role.COORDINATOR, Role.KEEPER, Role.TRUSTEE)


def place(
    desk: Desk, registers: Iterable[str], cause: AlarmCause, hold_id: str = ""
) -> str:
    """Place a hold on whatever shares a tag with these register ids; return its id.

    Raises:
        NotPermittedError: this desk's human is not on the board.
    """
    with desk.acting():
        placed = board.hold_on(desk, registers, cause, hold_id or desk.random_id())
        desk.append(board.room(desk), placed)
        return placed.hold


def approve_lift(desk: Desk, hold_id: str, reason: str) -> None:
    """Count this desk's human towards the two who lift a hold.

    Raises:
        NotFoundError: no such hold stands.
        NotPermittedError: not on the board, or it is about this desk's human.
    """
    with desk.acting():
        desk.require(*ON_BOARD)
        stands = _standing(desk, hold_id)
        if any(one.act.subject == desk.human for one in stands.placed):
            raise NotPermittedError("panic.own", "somebody else says that it is over")
        acts = tuple(one.record.id for one in stands.placed)
        act = HoldLiftApproved(hold=hold_id, acts=acts, reason=reason)
        desk.append(board.room(desk), act)


def refuse_lift(desk: Desk, hold_id: str, reason: str) -> None:
    """Say that a hold must stay.

    Raises:
        NotFoundError: no such hold stands.
        NotPermittedError: not on the board.
    """
    with desk.acting():
        desk.require(*ON_BOARD)
        _standing(desk, hold_id)
        desk.append(board.room(desk), HoldLiftRefused(hold=hold_id, reason=reason))


def standing(desk: Desk) -> tuple[Hold, ...]:
    """Return every hold that stands."""
    return hold.all_standing(board.read(desk).holds)


def _standing(desk: Desk, hold_id: str) -> Hold:
    stands = hold.standing(board.read(desk).holds, hold_id)
    if stands is None:
        raise NotFoundError("hold.unknown", "no such hold stands")
    return stands
