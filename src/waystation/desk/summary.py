"""On arrival what says where a journey went is destroyed at every desk that was in it.

Once everybody has arrived, or the staff of a trip are back, nothing of it is open and the
time for corrections is over, its cell begins a new epoch, and somebody's desk writes into
it what stays of the older ones. Each desk computes it of what it holds: only where that is
the same does it destroy their secrets and frames, a week after the new epoch began, and log
it. No grant brings them back.
After a loss or a complaint everything is kept for the review.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from waystation.casework import demand, hold, journey, summary, task
from waystation.casework.entries import PersonNoted
from waystation.casework.entries.summary import JourneySummarised, Kept, PlacesDestroyed
from waystation.casework.journey import Journey
from waystation.casework.standing import standing
from waystation.casework.summary import Summary
from waystation.casework.task import Tasks
from waystation.casework.terms import Record
from waystation.casework.watch import deadline
from waystation.cell.entry import Entry
from waystation.desk import board, carried, charters, helper_work, loss
from waystation.desk import journey as journeys
from waystation.desk.desk import Desk
from waystation.desk.letterbox import close_letterbox
from waystation.desk.machinery import (
    CharterProposed,
    CharterSigned,
    Filler,
    Letterbox,
    LetterboxClosed,
    Named,
)
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, from_rfc3339, to_json, to_rfc3339
from waystation.seal.epoch import HANDLE_BYTES

CORRECTIONS = timedelta(days=7)
"""How long after the last arrival, or what was written since, nothing is begun."""
GRACE = timedelta(days=7)
"""How long what was written before the new epoch may still come from who was away."""
TURN = timedelta(hours=1)
_ENDED, _QUIET = "journey.ended", "journey.quiet"
_SAYS_NOTHING = frozenset(
    {
        Named.kind,
        LetterboxClosed.kind,
        Filler.kind,
        CharterProposed.kind,
        CharterSigned.kind,
    }
)


class Places(StrEnum):
    """Where it stands with what says where a journey went, at one desk.

    Kept while it is not over, or for a review; waiting for its time; another desk comes to
    something else; destroyed here.
    """

    KEPT = "kept"
    WAITING = "waiting"
    DIFFERS = "differs"
    DESTROYED = "destroyed"


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


def beginning_is_due(desk: Desk) -> bool:
    """Say whether a journey that ended wants a new epoch from this desk."""
    return any(True for _ in _to_begin(desk))


def begin(desk: Desk) -> None:
    """Propose that epoch. In `acting()`."""
    for opened in list(_to_begin(desk)):
        charters.propose(desk, opened, "epoch")


def writing_is_due(desk: Desk) -> bool:
    """Say whether what stays of a journey is to be written by this desk."""
    return any(True for _ in _to_write(desk))


def write(desk: Desk) -> None:
    """Write it. In `acting()`."""
    for opened in list(_to_write(desk)):
        for act in summary_of(opened, opened.log.charter.n):
            desk.append(opened, act)


def destroying_is_due(desk: Desk) -> bool:
    """Say whether this desk holds what it is to destroy."""
    return any(True for _ in _to_destroy(desk))


def destroy(desk: Desk) -> None:
    """Destroy the secrets and frames of those epochs, and log it. In `acting()`."""
    for opened, found in list(_to_destroy(desk)):
        log, version = opened.log, found.version
        done = PlacesDestroyed(
            journey=opened.register, before=version.before, digest=version.digest
        )
        desk.append(opened, done)
        close_letterbox(desk, opened)
        for epoch in _older(opened, version.before):
            desk.frames.forget(log.keys.epochs[epoch].handle)
            desk.keyring.erase(log.cell, epoch, version.digest)
        desk.open_cell(log.cell)


def places(desk: Desk, opened: OpenCell) -> Places:
    """Say where it stands with the places of a journey, at this desk."""
    with desk.lock:
        if not any(_says_more(one) for one in opened.entries):
            destroyed = bool(opened.of_kind(PlacesDestroyed.kind))
            return Places.DESTROYED if destroyed else Places.KEPT
        if not _has_ended(desk, opened):
            return Places.KEPT
        here = carried.summaries(opened.log.entries)
        alike = len(_confirmed(desk, opened)) == len(here)
        return Places.WAITING if alike else Places.DIFFERS


def summary_of(opened: OpenCell, before: int) -> list[JourneySummarised]:
    """Return the entries that say what stays of what was written before an epoch."""
    return summary.written(opened.register, before, _own(opened, before))


def stays_of(record: Record) -> tuple[str, bytes] | None:
    """Return what stays of a desk's own note: what the cell is of, and its letterbox."""
    if record.kind in {Named.kind, LetterboxClosed.kind}:
        return record.kind, record.body
    if record.kind != Letterbox.kind:
        return None
    said = from_json(record.body)
    return LetterboxClosed.kind, to_json({"box": said["box"], "read": said["read"]})


def _says_more(entry: Entry) -> bool:
    return entry.kind not in _SAYS_NOTHING and summary.says_more(entry, stays_of)


def _own(opened: OpenCell, before: int) -> tuple[Kept, ...]:
    """Return what stays of all that was written before an epoch, as this desk has it."""
    older = [one for one in opened.entries if one.epoch < before]
    return summary.summarise(opened.register, older, stays_of)


def _older(opened: OpenCell, before: int) -> list[int]:
    return [epoch for epoch in opened.log.keys.epochs if epoch < before]


def _ended(desk: Desk) -> Iterator[OpenCell]:
    """Return the journeys that hold anything to be destroyed, and may."""
    for opened in desk.cells_of("journey"):
        log = opened.log
        if not desk.may_write(opened) or log.gaps:
            continue
        # The last arrival that was noted can hardly be corrected any more.
        if (
            any(_says_more(one) for one in log.entries)
            and _has_passed(desk, opened, _ENDED)
            and _has_ended(desk, opened)
        ):
            yield opened


def _to_note(desk: Desk) -> Iterator[tuple[OpenCell, str, str]]:
    """Return what is to be noted of which journey, and on which shelf; empty: no more."""
    for opened in desk.cells_of("journey"):
        if any(_says_more(one) for one in opened.log.entries):
            ended = _has_ended(desk, opened)
            now = {_ENDED: _ended_by, _QUIET: _said_last}
            for shelf, mark_of in now.items():
                mark = mark_of(desk, opened) if ended else ""
                if _noted(desk, opened, shelf)[1] != mark:
                    yield opened, shelf, mark


def _noted(desk: Desk, opened: OpenCell, shelf: str) -> tuple[str, str]:
    """Return since when, and of what, that was noted here; nothing where it is not."""
    held = desk.store.vault.get(shelf, b64(opened.log.cell))
    since, _, mark = (held or b"").decode().partition(" ")
    return since, mark


def _has_passed(desk: Desk, opened: OpenCell, shelf: str) -> bool:
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
        return _name_of(x.id for x in entries if x.epoch == newest and _says_more(x))

    return desk.remembered(f"said last in {opened.register}", [opened], said)


def _name_of(ids: Iterable[str]) -> str:
    return b64(hashlib.sha256(to_json(sorted(ids))).digest()[:16])


def _has_ended(desk: Desk, opened: OpenCell) -> bool:
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


def _to_begin(desk: Desk) -> Iterator[OpenCell]:
    for opened in _ended(desk):
        newest = opened.log.charter.n
        said = any(one.epoch == newest and _says_more(one) for one in opened.log.entries)
        quiet = said and _has_passed(desk, opened, _QUIET)
        proposed = any(True for _ in charters.following(desk, opened))
        if quiet and not proposed and desk.human in charters.proposers(opened):
            yield opened


def _to_write(desk: Desk) -> Iterator[OpenCell]:
    for opened in _ended(desk):
        newest = opened.log.charter.n
        more = [one.epoch for one in opened.log.entries if _says_more(one)]
        covered = max((one.version.before for one in _confirmed(desk, opened)), default=0)
        if not covered <= max(more) < newest:
            continue
        if desk.now() >= _began(desk, opened, newest) + _turn(desk, opened):
            yield opened


def _turn(desk: Desk, opened: OpenCell) -> timedelta:
    """Return how long this desk leaves it to others: the keeper's begins."""
    everyone = sorted(one.human for one in opened.log.members if one.reader)
    keepers = charters.proposers(opened)
    order = [*keepers, *(one for one in everyone if one not in keepers)]
    return order.index(desk.human) * TURN if desk.human in order else len(order) * TURN


def _to_destroy(desk: Desk) -> Iterator[tuple[OpenCell, Summary]]:
    waiting = None
    for opened in _ended(desk) if _has_heard(desk) else ():
        for found in summary.newest_of(_confirmed(desk, opened)):
            before = found.version.before
            older = _older(opened, before)
            if not older or desk.now() < _began(desk, opened, before) + GRACE:
                continue
            if helper_work.noting_is_due(desk):
                continue
            if waiting is None:
                waiting = {frame[:HANDLE_BYTES] for _, frame in desk.frames.unsent()}
            epochs = opened.log.keys.epochs
            if not any(epochs[one].handle in waiting for one in older):
                yield opened, found
                break


def _has_heard(desk: Desk) -> bool:
    """Say whether this desk has just read what colleagues may have said against it."""
    unread = any(one.code.startswith("feed.") for one in desk.troubles)
    heard = desk.last_heard
    return heard is not None and not unread and desk.now() <= heard + TURN


def _began(desk: Desk, opened: OpenCell, epoch: int) -> datetime:
    """Return when this desk first saw an epoch, or a later one, in force."""
    later = range(epoch, opened.log.charter.n + 1)
    seen = [at for n in later if (at := charters.first_seen(desk, opened, n)) is not None]
    return min(seen, default=desk.now())


def _confirmed(desk: Desk, opened: OpenCell) -> tuple[Summary, ...]:
    """Return the summaries to which what this desk holds comes as well."""

    def confirmed(_: object) -> tuple[Summary, ...]:
        here = carried.summaries(opened.log.entries)
        return tuple(one for one in here if _confirms(opened, one))

    return desk.remembered(f"summaries of {opened.register}", [opened], confirmed)


def _confirms(opened: OpenCell, one: Summary) -> bool:
    keys = opened.log.keys
    own = _own(opened, one.version.before)
    # Who has destroyed before holds the same of what was then as everybody.
    whole = keys.from_start or bool(keys.erased)
    others = {each.human for each in opened.log.members if each.reader and not each.since}
    need = min(summary.VOUCHED_BY, max(len(others), 1))
    return summary.confirms(one, own, from_start=whole, need=need)
