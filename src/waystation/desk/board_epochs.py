"""The board forgets: an epoch lasts a week, and what no open hold needs is erased.

An epoch is kept while it is in force and for a week after, so that a desk that was away for
some days loses nothing it wrote; longer only while it carries a hold that stands, or that
was lifted less than a week ago. Then its secret and its frames are destroyed at this desk,
and no grant brings them back. Of a hold that was lifted nothing is left but its id, so that
nobody places it again for the same alarm.

A journey that is still running is shown again under each new epoch, by one of its
responders' desks; the others do it where that desk does not. What a human shows nobody else
ends: their own desk does, once it has heard that everybody arrived.
"""

from datetime import datetime, timedelta

from waystation.casework import board as boards
from waystation.casework import hold, journey
from waystation.casework.entries import BoardJourney, HoldPlaced
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted, acts
from waystation.casework.terms import Role
from waystation.desk import board, charters
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.seal.epoch import HANDLE_BYTES

GRACE = timedelta(days=7)
TURN = timedelta(hours=1)


def erasing_is_due(desk: Desk) -> bool:
    """Say whether an epoch of the board is kept that need not be."""
    opened = board.board_cell(desk)
    return opened is not None and bool(_outdated(desk, opened))


def erase(desk: Desk) -> None:
    """Destroy the secrets and frames of those epochs. In `acting()`."""
    opened = board.board_cell(desk)
    if opened is None:
        return
    _settle(desk, opened)
    cell = opened.log.cell
    for epoch in _outdated(desk, opened):
        desk.frames.forget(opened.log.keys.epochs[epoch].handle)
        desk.keyring.erase(cell, epoch)
    desk.open_cell(cell)


def showing_is_due(desk: Desk) -> bool:
    """Say whether a running journey of this desk is not on the board's newest epoch."""
    opened = board.board_cell(desk)
    return opened is not None and bool(
        _owed(desk, opened) or _to_show(desk, opened) or _to_mend(desk, opened)
    )


def show_again(desk: Desk) -> None:
    """Show those journeys. In `acting()`."""
    opened = board.board_cell(desk)
    if opened is None:
        return
    for state, over in _owed(desk, opened):
        board.publish(desk, state, over=over)
    for state in _to_show(desk, opened):
        board.publish(desk, state)
    for state, over in _to_mend(desk, opened):
        board.publish(desk, state, over=over)


def _owed(desk: Desk, opened: OpenCell) -> list[tuple[Journey, bool]]:
    """Return what was to be shown while the board was disputed, and whether it is over."""
    if not desk.may_write(opened):
        return []
    journeys = {one.register: one for one in desk.cells_of("journey")}
    return [
        (desk.read(journeys[name], journey.fold, Journey(name)), said == b"over")
        for name, said in desk.store.vault.items(board.OWED)
        if name in journeys
    ]


def _outdated(desk: Desk, opened: OpenCell) -> list[int]:
    held = sorted(opened.log.keys.epochs)[:-1]
    old = [one for one in held if _ended(desk, opened, one) < desk.now() - GRACE]
    if not old:
        return []
    needed = _needed(desk, opened)
    waiting = {frame[:HANDLE_BYTES] for _, frame in desk.frames.unsent()}
    epochs = opened.log.keys.epochs
    return [one for one in old if one not in needed and epochs[one].handle not in waiting]


def _ended(desk: Desk, opened: OpenCell, epoch: int) -> datetime:
    """Return when this desk first saw an epoch after this one in force."""
    later = range(epoch + 1, opened.log.charter.n + 1)
    seen = [at for n in later if (at := charters.first_seen(desk, opened, n)) is not None]
    return min(seen, default=desk.now())


def _needed(desk: Desk, opened: OpenCell) -> set[int]:
    """Return the epochs in which a hold was placed that stands or was just lifted."""
    needed = _open_or_just_lifted(desk)
    placed = opened.of_kind(HoldPlaced.kind)
    return {entry.epoch for entry in placed if entry.id in needed}


def _open_or_just_lifted(desk: Desk) -> set[str]:
    """Return the placements that stand, and those that somebody lately wanted lifted."""
    holds = board.read(desk).holds
    since = desk.now() - GRACE
    stands = {one.record.id for each in hold.all_standing(holds) for one in each.placed}
    return stands.union(
        act
        for approvals in holds.approved.values()
        for one in approvals
        if one.record.at > since
        for act in one.act.acts
    )


def _settle(desk: Desk, opened: OpenCell) -> None:
    """Remember what two have lifted, before what they said about it can be gone."""
    needed = _open_or_just_lifted(desk)
    for entry, act in acts(opened.of_kind(HoldPlaced.kind)):
        if entry.id not in needed and isinstance(act, HoldPlaced):
            desk.store.vault.put(board.SETTLED, entry.id, act.hold.encode())


def _to_show(desk: Desk, opened: OpenCell) -> list[Journey]:
    if not desk.has_role(Role.COORDINATOR) or not desk.may_write(opened):
        return []
    began = charters.first_seen(desk, opened, opened.log.charter.n) or desk.now()
    if desk.now() < began:
        return []
    shown = board.read(desk)
    found = []
    for one in desk.cells_of("journey"):
        state = desk.read(one, journey.fold, Journey(one.register))
        if not _is_running(desk, state) or desk.now() < began + _rank(desk, state) * TURN:
            continue
        handles = board.handles_in(one, opened)
        if not handles or boards.shown(shown, desk.human, handles[-1]) is not None:
            continue
        # Whoever knows the handle can show it without its tags: that counts for nothing.
        if board.to_say(desk, opened, state, over=False):
            found.append(state)
    return found


def _to_mend(desk: Desk, opened: OpenCell) -> list[tuple[Journey, bool]]:
    """Return the journeys of which this desk's human shows what is over, or has changed."""
    if not desk.may_write(opened):
        return []
    shown = board.read(desk)
    found = []
    for one in desk.cells_of("journey"):
        handles = board.handles_in(one, opened)
        mine = [boards.shown(shown, desk.human, handle) for handle in handles]
        if not any(mine):
            continue
        state = desk.read(one, journey.fold, Journey(one.register))
        over = journey.all_arrived(state)
        wanted = over or _was_shown_anew(desk, opened, handles[-1], mine[-1])
        if wanted and board.to_say(desk, opened, state, over=over):
            found.append((state, over))
    return found


def _was_shown_anew(
    desk: Desk, opened: OpenCell, handle: str, mine: Noted[BoardJourney] | None
) -> bool:
    """Say whether somebody else shows a journey who saw what this desk's human shows."""
    others = board.shown_by_others(desk, opened, handle)
    return any(mine is None or one.saw(mine) for one in others)


def _is_running(desk: Desk, state: Journey) -> bool:
    """Say whether others may still meet what this journey depends on."""
    legs = journey.legs(state)
    over = {*state.arrivals.arrived, *state.arrivals.lost}
    if not legs or state.plan.stopped or set(journey.persons(state)) <= over:
        return False
    ahead = max(leg.act.window.closes for leg in legs) > desk.now()
    return ahead or journey.was_decided(state)


def _rank(desk: Desk, state: Journey) -> int:
    everyone = journey.responders(state)
    return everyone.index(desk.human) if desk.human in everyone else len(everyone)
