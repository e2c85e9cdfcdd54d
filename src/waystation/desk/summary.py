"""On arrival what says where a journey went is destroyed at every desk that was in it.

Once everybody has arrived, or the staff of a trip are back, nothing of it is open and the
time for corrections is over, its cell begins a new epoch, and somebody's desk writes into
it what stays of the older ones. Each desk computes it of what it holds: only where that is
the same does it destroy their secrets and frames, a week after the new epoch began, and log
it. No grant brings them back.
After a loss or a complaint everything is kept for the review.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from waystation.casework import summary
from waystation.casework.entries import Act
from waystation.casework.entries.summary import JourneySummarised, Kept, PlacesDestroyed
from waystation.casework.noted import acts
from waystation.casework.summary import Summary
from waystation.desk import carried, charters, ended, helper_work
from waystation.desk.desk import Desk
from waystation.desk.letterbox import close_letterbox
from waystation.desk.opened import OpenCell
from waystation.desk.sync import LETTERS_UNSURE
from waystation.seal.epoch import HANDLE_BYTES

GRACE = timedelta(days=7)
"""How long what was written before the new epoch may still come from who was away."""
TURN = timedelta(hours=1)


class Places(StrEnum):
    """Where it stands with what says where a journey went, at one desk.

    Kept while it is not over, or for a review; waiting for its time; another desk comes to
    something else; destroyed here.
    """

    KEPT = "kept"
    WAITING = "waiting"
    DIFFERS = "differs"
    DESTROYED = "destroyed"


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


def saying_again_is_due(desk: Desk) -> bool:
    """Say whether somebody joined who cannot read what stays of a journey."""
    return any(True for _ in _to_say_again(desk))


def say_again(desk: Desk) -> None:
    """Say once more what stays, and that this desk destroyed by it. In `acting()`."""
    for opened, said in list(_to_say_again(desk)):
        for act in said:
            desk.append(opened, act)


def places(desk: Desk, opened: OpenCell) -> Places:
    """Say where it stands with the places of a journey, at this desk."""
    with desk.lock:
        if not any(ended.says_more(one) for one in opened.entries):
            destroyed = bool(opened.of_kind(PlacesDestroyed.kind))
            return Places.DESTROYED if destroyed else Places.KEPT
        if not ended.has_ended(desk, opened):
            return Places.KEPT
        here = carried.summaries(opened.log.entries)
        alike = len(_confirmed(desk, opened)) == len(here)
        return Places.WAITING if alike else Places.DIFFERS


def summary_of(opened: OpenCell, before: int) -> list[JourneySummarised]:
    """Return the entries that say what stays of what was written before an epoch."""
    return summary.written(opened.register, before, _own(opened, before))


def _own(opened: OpenCell, before: int) -> tuple[Kept, ...]:
    """Return what stays of all that was written before an epoch, as this desk has it."""
    older = [one for one in opened.entries if one.epoch < before]
    return summary.summarise(opened.register, older, ended.stays_of)


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
            any(ended.says_more(one) for one in log.entries)
            and ended.has_passed(desk, opened, ended.ENDED)
            and ended.has_ended(desk, opened)
        ):
            yield opened


def _to_begin(desk: Desk) -> Iterator[OpenCell]:
    for opened in _ended(desk):
        newest = opened.log.charter.n
        said = any(
            one.epoch == newest and ended.says_more(one) for one in opened.log.entries
        )
        quiet = said and ended.has_passed(desk, opened, ended.QUIET)
        proposed = any(True for _ in charters.following(desk, opened))
        if quiet and not proposed and desk.human in charters.proposers(opened):
            yield opened


def _to_write(desk: Desk) -> Iterator[OpenCell]:
    for opened in _ended(desk):
        newest = opened.log.charter.n
        more = [one.epoch for one in opened.log.entries if ended.says_more(one)]
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


def _to_say_again(desk: Desk) -> Iterator[tuple[OpenCell, list[Act]]]:
    for opened in desk.cells_of("journey"):
        erased = opened.log.keys.erased
        if not erased or not desk.may_write(opened):
            continue
        digest = erased[max(erased)]
        joined = max(one.since for one in opened.log.members if one.reader)
        said = [
            (entry.epoch, entry.human, act)
            for kind in (JourneySummarised.kind, PlacesDestroyed.kind)
            for entry in opened.of_kind(kind)
            for _, act in acts([entry])
            if getattr(act, "digest", None) == digest
        ]
        parts = {
            act.part: (epoch, act)
            for epoch, _, act in sorted(said, key=lambda one: one[0])
            if isinstance(act, JourneySummarised)
        }
        mine = [
            (epoch, act)
            for epoch, human, act in said
            if human == desk.human and isinstance(act, PlacesDestroyed)
        ]
        if not mine or max(epoch for epoch, _ in mine) >= joined:
            continue
        again = [one for _, (epoch, one) in sorted(parts.items()) if epoch < joined]
        yield opened, [*again, mine[-1][1]]


def _has_heard(desk: Desk) -> bool:
    """Say whether this desk has just read what colleagues may have said against it."""
    unread = any(one.code != LETTERS_UNSURE for one in desk.troubles)
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
