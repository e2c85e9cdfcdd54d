"""A member's own panic: every desk shows it, and what they answer for is held.

It is written where everybody in the organisation reads, the outside trustee too, and is
raised on every journey that whoever is in danger answers for. What their own desk no longer
does the others do: they may have had a moment for one key and no more.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from waystation.casework import hold, panic, roster
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import AlarmRaised, HoldPlaced
from waystation.casework.entries.base import LONGEST_TEXT
from waystation.casework.entries.panic import PanicEnded, PanicRaised
from waystation.casework.journey import Journey, persons, responders
from waystation.casework.panic import Panic, Panics
from waystation.desk import board, journey, watchkeeper
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.errors import NotFoundError, NotPermittedError


def raise_panic(desk: Desk, text: str = "", human: str = "") -> str:
    """Say that this desk's human, or a colleague, is in danger or was taken.

    Whoever takes them takes what they know: all that the journeys need which they answer
    for is held, and whatever else they have a part in. Of too long a text the beginning is
    kept. Return the alarm's id.

    Raises:
        NotFoundError: nobody of that id is in the organisation.
    """
    with desk.acting():
        who = human or desk.human
        if roster.human(desk.roster(), who) is None:
            raise NotFoundError("human.unknown", "nobody of that id is in it")
        begin = text[:LONGEST_TEXT]
        act = PanicRaised(alarm=desk.random_id(), human=who, text=begin)
        if desk.may_write(desk.roster_cell):
            desk.append(desk.roster_cell, act)
        said = Panic(act.alarm, who, desk.now(), desk.human, begin)
        for opened in _untouched(desk, said):
            _raise_on(desk, opened, said)
        for placed in _unheld(desk, said):
            desk.append(board.room(desk), placed)
        return act.alarm


def end(desk: Desk, alarm_id: str, outcome: str) -> None:
    """Say that it is over, and how; holds and alarms stay until they are lifted and closed.

    Raises:
        NotFoundError: nobody is in danger under that id.
        NotPermittedError: it is this desk's human: somebody else says so.
    """
    with desk.acting():
        found = [one for one in standing(desk) if one.alarm == alarm_id]
        if not found:
            raise NotFoundError("panic.unknown", "nobody is in danger under that id")
        if any(one.human == desk.human for one in found):
            raise NotPermittedError("panic.own", "somebody else says that it is over")
        desk.append(desk.roster_cell, PanicEnded(alarm=alarm_id, outcome=outcome))


def standing(desk: Desk) -> tuple[Panic, ...]:
    """Return everybody of the organisation who is in danger."""
    return panic.all_open(desk.read(desk.roster_cell, panic.fold, Panics()))


def following_is_due(desk: Desk) -> bool:
    """Say whether something follows from a panic that nobody has done yet."""
    return any(
        True
        for one in standing(desk)
        for found in (_untouched(desk, one), _unheld(desk, one))
        for _ in found
    )


def follow(desk: Desk) -> None:
    """Do it. In `acting()`."""
    for one in standing(desk):
        for opened in list(_untouched(desk, one)):
            _raise_on(desk, opened, one)
        for placed in list(_unheld(desk, one)):
            desk.append(board.room(desk), placed)


def _untouched(desk: Desk, said: Panic) -> Iterator[OpenCell]:
    """Return the journeys that they answer for and on which it is not raised."""
    for opened in desk.cells_of("journey"):
        state = journey.read(desk, opened)
        answers = said.human in responders(state) and desk.may_write(opened)
        raised = state.alarms.raised.get(said.alarm, ())
        known = any(one.act.cause is AlarmCause.PANIC for one in raised)
        if answers and not known and not _is_over(state):
            yield opened


def _raise_on(desk: Desk, opened: OpenCell, said: Panic) -> None:
    about = {*board.everything(journey.read(desk, opened)), said.human}
    act = AlarmRaised(
        alarm=said.alarm,
        journey=opened.register,
        cause=AlarmCause.PANIC,
        about=tuple(sorted(about)),
        text=said.text,
    )
    desk.append(opened, act)
    watchkeeper.keep(desk, opened)


def _unheld(desk: Desk, said: Panic) -> Iterator[HoldPlaced]:
    """Return the hold on whatever they have a part in, until it was placed once.

    One that was placed under this id as somebody else's, which they could lift, is not
    theirs: another may have borrowed the id.
    """
    opened = board.board_cell(desk)
    if opened is None or not desk.may_write(opened):
        return
    holds = board.read(desk).holds
    stands = hold.standing(holds, said.alarm)
    registers = (said.human,)
    tags = board.tags_of(desk, registers)
    covered = stands is not None and hold.covers(stands, registers, tags)
    lifted = hold.was_lifted(holds, said.alarm, AlarmCause.PANIC)
    placed = [one.act.subject for one in holds.placed.get(said.alarm, ())]
    anothers = bool(placed) and said.human not in placed
    if anothers or not (covered or lifted):
        found = board.hold_on(desk, registers, AlarmCause.PANIC, said.alarm)
        yield replace(found, subject=said.human)


def _is_over(state: Journey) -> bool:
    return bool(persons(state)) and set(persons(state)) <= set(state.arrivals.arrived)
