"""Who of the organisation is in danger, as the first page shows it."""

from waystation.desk import board, panic
from waystation.desk.desk import Desk
from waystation.desk.hold import ON_BOARD
from waystation.desk.views import PanicRow
from waystation.desk.views_names import Names


def panics(desk: Desk) -> tuple[PanicRow, ...]:
    """Return everybody who is in danger, the oldest first."""
    standing = panic.standing(desk)
    if not standing:
        return ()
    names = Names(desk)
    may_ask = desk.has_role(*ON_BOARD) and board.sees(desk)
    return tuple(
        PanicRow(
            id=one.alarm,
            human=one.human,
            name=names.one(one.human),
            since=one.since,
            said=one.text,
            by="" if one.by == one.human else names.one(one.by),
            mine=one.human == desk.human,
            may_ask=may_ask,
        )
        for one in standing
    )
