"""Since when a desk has seen that a journey ended: by its own clock, and by nobody's word.

It has ended once everybody has arrived, or the staff of a trip are back, and nothing of it
is open or kept for a review.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta

from waystation.casework import demand, hold, journey, summary, task
from waystation.casework.entries import PersonNoted
from waystation.casework.journey import Journey
from waystation.casework.standing import standing
from waystation.casework.task import Tasks
from waystation.casework.terms import Record
from waystation.casework.watch import deadline
from waystation.cell.entry import Entry
from waystation.desk import board, loss
from waystation.desk import journey as journeys
from waystation.desk.desk import Desk
from waystation.desk.machinery import (
    CharterProposed,
    CharterSigned,
    Filler,
    Letterbox,
    LetterboxClosed,
    Named,
    read_note,
)
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_rfc3339, to_json, to_rfc3339

CORRECTIONS = timedelta(days=7)
"""How long after the last arrival, or what was written since, nothing is begun."""
ENDED, QUIET = "journey.ended", "journey.quiet"
_SAYS_NOTHING = frozenset(
    {
        Named.kind,
        LetterboxClosed.kind,
        Filler.kind,
        CharterProposed.kind,
        CharterSigned.kind,
    }
)


def noting_is_due(desk: Desk) -> bool:
    """Say whether this desk sees for the first time that a journey ended, or did not."""
    return any(True for _ in _to_note(desk))


def note(desk: Desk) -> None:
    """Note since when this desk has seen nothing for which a journey's places are kept.

    And since when it has seen nobody write anything of it. What others' clocks say neither
    shortens nor lengthens that time. In `acting()`.
    """
    for opened, shelf, mark in list(_to_note(desk)):
        name = b64(opened.log.cell)
        if mark:
            value = f"{to_rfc3339(desk.now())} {mark}".encode()
            desk.store.vault.put(shelf, name, value)
        else:
            desk.store.vault.drop(shelf, name)


def stays_of(record: Record) -> tuple[str, bytes] | None:
    """Return what stays of a desk's own note: what the cell is of, and its letterbox."""
    if record.kind in {Named.kind, LetterboxClosed.kind}:
        return record.kind, record.body
    made = read_note(record, Letterbox) if record.kind == Letterbox.kind else None
    if made is None:
        return None
    return LetterboxClosed.kind, to_json({"box": made.box, "read": made.read})


def says_more(entry: Entry) -> bool:
    """Say whether an entry has anything that does not stay."""
    return entry.kind not in _SAYS_NOTHING and summary.says_more(entry, stays_of)


def _to_note(desk: Desk) -> Iterator[tuple[OpenCell, str, str]]:
    """Return what is to be noted of which journey, and on which shelf; empty: no more."""
    for opened in desk.cells_of("journey"):
        if any(says_more(one) for one in opened.log.entries):
            ended = has_ended(desk, opened)
            now = {ENDED: _ended_by, QUIET: _said_last}
            for shelf, mark_of in now.items():
                mark = mark_of(desk, opened) if ended else ""
                if _noted(desk, opened, shelf)[1] != mark:
                    yield opened, shelf, mark


def _noted(desk: Desk, opened: OpenCell, shelf: str) -> tuple[str, str]:
    """Return since when, and of what, that was noted here; nothing where it is not."""
    held = desk.store.vault.get(shelf, b64(opened.log.cell))
    since, _, mark = (held or b"").decode().partition(" ")
    return since, mark


def has_passed(desk: Desk, opened: OpenCell, shelf: str) -> bool:
    """Say whether a time for corrections has passed since then, by this desk's clock."""
    since, _ = _noted(desk, opened, shelf)
    return bool(since) and desk.now() >= from_rfc3339(since) + CORRECTIONS


def _ended_by(desk: Desk, opened: OpenCell) -> str:
    """Name what says that it ended: who arrived, of a trip the signs of life of staff."""
    state = journeys.read(desk, opened)
    arrived = [one.record.id for one in state.arrivals.arrived.values()]
    return _name_of(arrived or [one.record.id for one in state.watches.agreed.values()])


def _said_last(desk: Desk, opened: OpenCell) -> str:
    """Name everything that was said in the epoch in force."""
    newest = opened.log.charter.n

    def said(entries: Iterable[Entry]) -> str:
        return _name_of(x.id for x in entries if x.epoch == newest and says_more(x))

    return desk.remembered(f"said in {opened.register} {newest}", [opened], said)


def _name_of(ids: Iterable[str]) -> str:
    return b64(hashlib.sha256(to_json(sorted(ids))).digest()[:16])


def has_ended(desk: Desk, opened: OpenCell) -> bool:
    """Say whether all have arrived, and nothing of it is open or kept for a review."""
    state = journeys.read(desk, opened)
    if not (journey.all_arrived(state) or _is_back(desk, opened, state)):
        return False
    return not loss.is_sealed(desk, opened) and not _is_open(desk, opened, state)


def _is_back(desk: Desk, opened: OpenCell, state: Journey) -> bool:
    """Say whether it was a trip of staff alone of which no sign of life is to come.

    Nobody makes one of a journey by planning it for nobody: whoever was noted, travels.
    """
    if journey.persons(state) or opened.of_kind(PersonNoted.kind):
        return False
    ends = [deadline(one.act) for one in state.watches.agreed.values()]
    ends += [leg.act.window.closes for leg in journey.legs(state)]
    return desk.now() > max(ends) if ends else journeys.is_destroyed(opened, state)


def _is_open(desk: Desk, opened: OpenCell, state: Journey) -> bool:
    """Say whether an alarm, a hold, a task or a demand of a journey wants somebody yet.

    So does a sign of life that is still to come, of staff on the way back.
    """
    around = journeys.around(desk, state)
    stands = standing(state, around)
    if (
        stands.in_alarm
        or stands.next_check_in is not None
        or task.to_do(desk.read(opened, task.fold, Tasks()))
    ):
        return True
    if demand.unanswered(state.demands, journey.places(state)):
        return True
    tags = hold.tags_of(board.everything(state), around.tags)
    return bool(hold.held(tags, hold.all_standing(around.holds)))
