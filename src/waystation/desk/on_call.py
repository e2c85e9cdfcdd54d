"""When each human can be reached: nobody starts a journey that two cannot answer for.

Whoever is admitted is taken to be reachable until they say otherwise. Of somebody who
cannot say it themselves two others can: what one alone writes of another counts for
nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from waystation.casework import approval, roster
from waystation.casework.approval import Approvals
from waystation.casework.entries import ApprovalGiven, Window
from waystation.casework.noted import Noted
from waystation.cell.entry import Entry
from waystation.desk.desk import Desk
from waystation.desk.machinery import OnCall
from waystation.errors import ConflictError, NotFoundError

ALWAYS = Window(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
SIGNATURES = 2


@dataclass(frozen=True, slots=True)
class Proposed:
    """Hours that one human wrote of another, which count for nothing until two agree."""

    act: str
    human: str
    by: str
    times: Window


def note(desk: Desk, opens: datetime, closes: datetime, human: str = "") -> str:
    """Note when this desk's human, or somebody else, can be reached; return the entry's id.

    It replaces what was noted before; of somebody else once another human agrees.

    Raises:
        NotFoundError: nobody of that id is in the organisation.
        ConflictError: it ends before it begins.
    """
    if closes <= opens:
        raise ConflictError("on_call.times", "it ends before it begins")
    with desk.acting():
        about = human or desk.human
        if roster.human(desk.roster(), about) is None:
            raise NotFoundError("human.unknown", "nobody of that id is in the organisation")
        return desk.append(
            desk.roster_cell, OnCall(human=about, opens=opens, closes=closes)
        )


def agree(desk: Desk, act: str) -> None:
    """Agree to hours that somebody else wrote of another.

    Raises:
        NotFoundError: no such hours wait for anybody.
        ConflictError: this desk's human wrote them.
    """
    with desk.acting():
        found = {one.act: one for one in proposed(desk)}.get(act)
        if found is None:
            raise NotFoundError("on_call.unknown", "no such hours wait for anybody")
        if found.by == desk.human:
            raise ConflictError("on_call.own", "somebody else has to agree")
        desk.append(desk.roster_cell, ApprovalGiven(act=act))


def times(desk: Desk) -> dict[str, tuple[Window, ...]]:
    """Return when each human can be reached, as last said by them, or by two."""
    every = roster.humans(desk.roster())
    found: dict[str, tuple[Window, ...]] = {one.human: (ALWAYS,) for one in every}
    for entry, note in _noted(desk):
        if note.human in found and _counts(desk, entry, note):
            found[note.human] = (Window(note.opens, note.closes),)
    return found


def proposed(desk: Desk) -> tuple[Proposed, ...]:
    """Return the hours that one human alone wrote of another: they are passed over.

    What was said since by them, or by two, is in their place for good.
    """
    waits: dict[str, list[Proposed]] = {}
    for entry, note in _noted(desk):
        if _counts(desk, entry, note):
            waits.pop(note.human, None)
            continue
        times = Window(note.opens, note.closes)
        said = Proposed(entry.id, note.human, entry.human, times)
        waits.setdefault(note.human, []).append(said)
    return tuple(one for each in waits.values() for one in each)


def saying_again_is_due(desk: Desk) -> bool:
    """Say whether somebody joined who cannot read what this desk's human said."""
    return any(True for _ in _to_say_again(desk))


def say_again(desk: Desk) -> None:
    """Say it once more, in the epoch in force. In `acting()`."""
    for said in list(_to_say_again(desk)):
        desk.append(desk.roster_cell, said)


def _to_say_again(desk: Desk) -> Iterator[OnCall]:
    opened = desk.roster_cell
    mine = [
        (entry, note)
        for entry, note in _noted(desk)
        if entry.human == note.human == desk.human
    ]
    if not mine or not desk.may_write(opened):
        return
    entry, said = mine[-1]
    if any(entry.epoch < one.since for one in opened.log.members):
        yield said


def _noted(desk: Desk) -> list[tuple[Entry, OnCall]]:
    return desk.roster_cell.entries_in_order(OnCall)


def _counts(desk: Desk, entry: Entry, note: OnCall) -> bool:
    if entry.human == note.human:
        return True
    said = desk.read(desk.roster_cell, approval.fold, Approvals())
    own = Noted(entry, ApprovalGiven(act=entry.id))
    given = (own, *said.given.get(entry.id, ()))
    refused = said.refused.get(entry.id, ())
    return own in approval.complete(given, refused, need=SIGNATURES)
