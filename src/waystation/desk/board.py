"""The board: blinded tags that all coordinators share, and the holds on them.

A tag is HMAC(key of a board epoch, register id): whoever is not on the board learns nothing
from it, and two desks compute the same one.
"""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec.structs import replace

from waystation.casework import board, hold, journey, panic
from waystation.casework.board import Board
from waystation.casework.entries import BoardJourney, HoldPlaced
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.hold import Tags
from waystation.casework.journey import Journey
from waystation.casework.mark import Marks
from waystation.casework.noted import Group, Newest, Noted
from waystation.casework.panic import Panics
from waystation.casework.table import Table
from waystation.casework.terms import AlarmCause
from waystation.desk.desk import Desk
from waystation.desk.machinery import Addressed, Letterbox
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, unb64
from waystation.errors import NotFoundError, NotPermittedError

NOUN, _PINNED = "board", "board.pinned"
LABEL = b"waystation/v1/tag\0"
HANDLE_LABEL = b"waystation/v1/board/handle\0"
Shown = Newest[BoardJourney]
MOST_TAGS = 256
"""So many are in one entry (`entries.board.Tags`)."""
OWED = "board.owed"
"""Journeys that are to be shown once the board takes it: whether they are over."""
SETTLED = "holds.settled"
"""By placement: the holds that were lifted before what was said about it was erased."""


def board_cell(desk: Desk) -> OpenCell | None:
    """Return the board as far as this desk reads it; None where it never was on it.

    Who has left it still has what they knew; `sees` says whether they are on it now. It is
    the first that was named to this desk: nobody puts another in its place.
    """
    held: list[bytes] = desk.kept(NOUN, list)
    if not held:
        pinned = desk.store.vault.get(_PINNED, NOUN)
        held += [pinned] if pinned is not None else _named(desk)
    return desk.cells.get(held[0]) if held else None


def pinning_is_due(desk: Desk) -> bool:
    """Say whether this desk is on a board and has not noted yet which it is."""
    return desk.store.vault.get(_PINNED, NOUN) is None and bool(_named(desk))


def pin(desk: Desk) -> None:
    """Note which cell the board is, for good. In `acting()`."""
    for cell in _named(desk):
        desk.store.vault.put(_PINNED, NOUN, cell)


def _named(desk: Desk) -> list[bytes]:
    """Return the board as the roster first named it, if this desk is on it."""
    try:
        named = desk.roster_cell.notes(Addressed)
    except NotFoundError:
        return []
    boards = {b64(one.log.cell): one.log.cell for one in desk.cells_of(NOUN)}
    return [boards[one.board] for one in named if one.board in boards][:1]


def sees(desk: Desk) -> bool:
    """Say whether this desk's human is on the board now, and so learns of every hold."""
    opened = board_cell(desk)
    return opened is not None and any(one.human == desk.human for one in opened.log.members)


def is_disputed(desk: Desk) -> bool:
    """Say whether two lists of who is on the board contradict each other: it takes nothing.

    What is planned, held or reached meanwhile is kept, and shown once that is resolved.
    """
    opened = board_cell(desk)
    return opened is not None and bool(opened.log.contested)


def room(desk: Desk) -> OpenCell:
    """Return the board.

    Raises:
        NotPermittedError: this desk's human is not on it, or not any more.
    """
    opened = board_cell(desk)
    if opened is None or not sees(desk):
        raise NotPermittedError("board.member", "this desk's human is not on the board")
    return opened


def read(desk: Desk) -> Board:
    """Return what the board says; empty where this desk is not on it."""
    opened = board_cell(desk)
    if opened is None:
        return Board()
    return desk.remembered("board as it stands", [opened], lambda _: _read(desk, opened))


def _read(desk: Desk, opened: OpenCell) -> Board:
    found = desk.read(opened, board.fold, Board())
    if opened.settled is None:
        shelf = desk.store.vault.items(SETTLED)
        opened.settled = frozenset(
            one for name, held in shelf for one in (name, held.decode())
        )
    holds = replace(found.holds, settled=opened.settled)
    return Board(
        _since_erasure(opened, found.journeys), holds, _marks_since(opened, found.marks)
    )


def _since_erasure(opened: OpenCell, shown: Shown) -> Shown:
    """Leave out journeys of an epoch that is kept for a hold alone: who runs is shown anew.

    What was said later about such a handle is erased.
    """
    after = max(opened.log.keys.erased, default=-1)
    old = [one.id for one in opened.of_kind(BoardJourney.kind) if one.epoch < after]
    if not old:
        return shown
    kept: Shown = Table()
    for key, noted in shown.items():
        if noted.record.id not in old:
            kept = kept.put(key, noted)
    return kept


def _marks_since(opened: OpenCell, marks: Marks) -> Marks:
    """Leave out marks of an epoch that is kept for a hold alone, for the same reason."""
    after = max(opened.log.keys.erased, default=-1)
    old = {one.id for one in opened.of_kind(BoardMarked.kind) if one.epoch < after}
    if not old:
        return marks
    said: Group[BoardMarked] = Table()
    for handle, each in marks.said.items():
        if not any(one.record.id in old for one in each):
            said = said.put(handle, each)
    return Marks(said)


def hold_on(
    desk: Desk, registers: Iterable[str], cause: AlarmCause, hold_id: str
) -> HoldPlaced:
    """Return a hold on whatever shares a tag with these ids; nothing is written."""
    every = tuple(registers)
    return HoldPlaced(
        hold=hold_id,
        tags=tags_that_fit(desk, every, hold_id),
        cause=cause,
        since=desk.now().replace(microsecond=0),
        subject=panic.subject(desk.read(desk.roster_cell, panic.fold, Panics()), hold_id),
    )


def tags_that_fit(
    desk: Desk, registers: Iterable[str], hold_id: str = ""
) -> tuple[str, ...]:
    """Return the tags of register ids, or of too many as many as one entry takes.

    First those of the newest epoch, which whoever reads the entry has; of a hold first what
    it is not on yet, so that it is on all of it once it was placed often enough.
    """
    opened = board_cell(desk)
    epochs = {} if opened is None else opened.log.keys.epochs
    stands = hold.standing(read(desk).holds, hold_id)
    held = frozenset() if stands is None else stands.tags
    tags = tags_of(desk, registers)
    order = sorted(tags, key=lambda one: (bool(tags[one] & held), one))
    newest_first = [epochs[one].secret for one in sorted(epochs, reverse=True)]
    found = (_tag(secret, one) for secret in newest_first for one in order)
    return tuple(sorted(islice(dict.fromkeys(found), MOST_TAGS)))


class KnownTags(Mapping[str, frozenset[str]]):
    """The tags of whatever is asked for, each made once; without the board of nothing."""

    def __init__(self, secrets: Iterable[bytes]) -> None:
        self._secrets = tuple(secrets)
        self._made: dict[str, frozenset[str]] = {}

    def __getitem__(self, register: str) -> frozenset[str]:
        found = self._made.get(register)
        if found is None:
            if not self._secrets:
                raise KeyError(register)
            found = frozenset(_tag(secret, register) for secret in self._secrets)
            self._made[register] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def known_tags(desk: Desk) -> KnownTags:
    """Return the tags of whatever is asked for, under every board epoch that is kept.

    The same as long as the epochs are: who looked something up need not look again.
    """
    opened = board_cell(desk)
    keys = () if opened is None else tuple(opened.log.keys.epochs.values())
    secrets = tuple(one.secret for one in keys)
    held = desk.kept("tags", lambda: [(secrets, KnownTags(secrets))])
    if held[0][0] != secrets:
        held[0] = secrets, KnownTags(secrets)
    return held[0][1]


def tags_of(desk: Desk, registers: Iterable[str]) -> Tags:
    """Return the tags of register ids under every board epoch that is kept."""
    opened = board_cell(desk)
    if opened is None:
        return {}
    secrets = [epoch.secret for epoch in opened.log.keys.epochs.values()]
    return {
        register: frozenset(_tag(secret, register) for secret in secrets)
        for register in registers
    }


def everything(state: Journey) -> frozenset[str]:
    """Return every register id that a journey depends on."""
    return journey.needs(state)


def publish(desk: Desk, state: Journey, *, over: bool = False) -> None:
    """Show a journey to other coordinators by handle, windows and tags. In `acting()`.

    Nothing is written where the board says the same already, or is not ours to see. What
    this desk's human showed under an earlier epoch's handle is over. While the board is
    disputed nothing is written either: what was planned, or that somebody arrived, is not
    undone by that, and is shown once the dispute is over.
    """
    opened = board_cell(desk)
    if opened is None or not journey.legs(state):
        return
    if not desk.may_write(opened):
        desk.store.vault.put(OWED, state.journey, b"over" if over else b"runs")
        return
    desk.store.vault.drop(OWED, state.journey)
    for act in to_say(desk, opened, state, over=over):
        desk.append(opened, act)


def to_say(
    desk: Desk, opened: OpenCell, state: Journey, *, over: bool
) -> list[BoardJourney]:
    """Return what this desk's human has to say of a journey that the board does not.

    What others show is theirs to end: whoever is in the journey comes to the same.
    """
    found = handles(desk, opened, state)
    if not found:
        return []
    held = read(desk)
    mine = {
        handle: noted.act
        for handle in found
        if (noted := board.shown(held, desk.human, handle)) is not None
    }
    if over:
        return [replace(act, over=True) for act in mine.values()]
    every = everything(state)
    now = BoardJourney(
        handle=found[-1],
        windows=tuple(board.coarse(leg.act.window) for leg in journey.legs(state)),
        tags=tags_that_fit(desk, every),
    )
    others = (one.act for one in shown_by_others(desk, opened, now.handle))
    alike = mine.get(now.handle) == now if now.handle in mine else now in others
    earlier = [mine[handle] for handle in found[:-1] if handle in mine]
    return [*([] if alike else [now]), *(replace(one, over=True) for one in earlier)]


def shown_by_others(desk: Desk, opened: OpenCell, handle: str) -> list[Noted[BoardJourney]]:
    """Return what the others who are on the board show of a journey that is not over."""
    held = read(desk)
    humans = {one.human for one in opened.log.members} - {desk.human}
    found = (board.shown(held, human, handle) for human in sorted(humans))
    return [one for one in found if one is not None]


def handles(desk: Desk, opened: OpenCell, state: Journey) -> list[str]:
    """Return a journey's handle under every board epoch that is kept, the newest last.

    It follows from a secret of the journey's own cell: its desks say the same, and for
    everybody else it is random and another one in every epoch.
    """
    return handles_in(desk.find("journey", state.journey), opened)


def handles_in(own: OpenCell, opened: OpenCell) -> list[str]:
    """Return them for the journey whose cell this is."""
    keepers = own.log.charter.keepers
    said = own.entries_in_order(Letterbox)
    made = next((note for entry, note in said if entry.human in keepers), None)
    if made is None:
        return []
    seed, cell = unb64(made.seed, size=32), opened.log.cell
    epochs = sorted(opened.log.keys.epochs)
    return [_handle(seed, cell + epoch.to_bytes(8, "big")) for epoch in epochs]


def _handle(seed: bytes, epoch: bytes) -> str:
    return b64(hmac.digest(seed, HANDLE_LABEL + epoch, hashlib.sha256)[:16])


def _tag(secret: bytes, register: str) -> str:
    return b64(hmac.digest(secret, LABEL + register.encode(), hashlib.sha256)[:16])
