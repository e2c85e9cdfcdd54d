"""Whose key is whose: by what each human's own identity has signed, and by nobody's word.

Whoever founds a cell lists its members: so each desk looks for itself, and whoever writes
under a key that nobody's identity vouches for is nobody. What they write is read, and
counts towards nothing that takes two. The keys of roster and board are those of the
founding, which their keepers have signed. Source: spec/keys.md K-7.

Nor is a cell what its founder calls it: money and houses are kept by the roster's keepers,
and where a trustee keeps complaints nobody else is.
"""

from collections.abc import Mapping, Sequence

from waystation.casework import roster
from waystation.casework.roster import Roster
from waystation.cell.charter import Charter, Member, binding_message
from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.store import Frames
from waystation.desk.machinery import KeysOffered
from waystation.desk.opened import OpenCell
from waystation.desk.roster import members_of
from waystation.encoding import b64, to_json, unb64
from waystation.errors import FormatError, SealError
from waystation.post.vault import Vault
from waystation.seal.identity import verify

KEYS_LABEL = b"waystation/v1/keys\0"
FIRST_SEEN = "charter.epochs"
"""By cell and number, when this desk first saw an epoch in force."""
_SIGN_BYTES = 32
_OF_THE_FOUNDING = frozenset({"roster", "board"})
_KEPT = _OF_THE_FOUNDING | {"money", "house"}
_ALONE = "complaints"


def keys_statement(human: str, keys: Sequence[str], box: bytes, token: bytes) -> bytes:
    """Return what an identity signs to bind keys and a letterbox to itself (K-7)."""
    return KEYS_LABEL + to_json([human, list(keys), b64(box), b64(token)])


def is_bound(note: KeysOffered, sign: bytes) -> bool:
    """Say whether an identity signed what is offered under its human's name."""
    try:
        box, token = unb64(note.box), unb64(note.token)
        statement = keys_statement(note.human, note.keys, box, token)
        verify(sign, statement, unb64(note.signature))
    except (FormatError, SealError):
        return False
    return True


class Vouched:
    """Whose keys they are, as the roster says it now.

    Who has left has signed as well: what they agreed to while they were in stands.
    """

    def __init__(self, roster_cell: bytes | None) -> None:
        self._cell = roster_cell
        self._room: OpenCell | None = None
        self._of: tuple[int, int, int] = (-1, -1, -1)
        self._signs: dict[str, set[bytes]] = {}
        self._offered: dict[str, set[str]] = {}
        self._bound: dict[tuple[str, bytes], bool] = {}

    def open(self, cell: bytes, keyring: Keyring, frames: Frames) -> OpenCell:
        """Open a cell with its entries by whose keys they are."""
        opened = OpenCell(CellLog.open(cell, keyring, frames, self.human))
        if cell == self._cell:
            self._room = opened
        opened.genuine = self._is_genuine(opened)
        return opened

    def open_all(self, keyring: Keyring, frames: Frames) -> dict[bytes, OpenCell]:
        """Open every cell that is held; a blind keeper holds charters alone."""
        held = [cell for cell, keys in keyring.cells.items() if keys.epochs]
        held.sort(key=lambda cell: cell != self._cell)  # the roster says who the others are
        return {cell: self.open(cell, keyring, frames) for cell in held}

    def known_now(self, cell: bytes, cells: Mapping[bytes, OpenCell]) -> list[bytes]:
        """Return, where `cell` is the roster, whose strangers are strangers no more."""
        if cell != self._cell:
            return []
        return [
            each
            for each, opened in cells.items()
            if any(self.human(*stranger) for stranger in opened.log.strangers)
        ]

    def human(self, charter: Charter, member: Member) -> str:
        """Return the human behind a key of a cell; empty where nothing vouches for it."""
        if charter.guarded and charter.kind in _OF_THE_FOUNDING:
            return member.human
        self._read()
        if member.key in self._offered.get(member.human, ()):
            return member.human
        message = binding_message(unb64(charter.random), unb64(member.key))
        signs = self._signs.get(member.human, ())
        return member.human if any(_has_signed(x, message, member) for x in signs) else ""

    def _is_genuine(self, opened: OpenCell) -> bool:
        """Say whether a cell is what it is called."""
        first = opened.log.keys.book[0].charter
        if first.kind == _ALONE:
            return len({one.human for one in first.members}) == 1
        if first.kind not in _KEPT:
            return True
        strange = {one.human for _, one in opened.log.strangers if one.keeper}
        return (
            first.guarded
            and self._room is not None
            and first.keepers == self._room.log.keys.book[0].charter.keepers
            and not strange
        )

    def _read(self) -> None:
        room = self._room
        if room is None:
            return
        book = room.log.keys.book
        now = id(room), room.version, len(book)
        if self._of == now:
            return
        self._of = now
        state = room.read(roster.fold, Roster())
        self._signs, self._offered = {}, {}
        for n in range(len(book)):
            for one in members_of(book[n].charter.members):
                act = roster.agreed(state, one)
                if act is not None:
                    sign = unb64(act.identity)[-_SIGN_BYTES:]
                    self._signs.setdefault(act.human, set()).add(sign)
        for entry, note in room.entries_in_order(KeysOffered):
            signs = self._signs.get(note.human, ())
            if any(self._is_bound(entry.id, note, sign) for sign in signs):
                self._offered.setdefault(note.human, set()).update(note.keys)

    def _is_bound(self, entry: str, note: KeysOffered, sign: bytes) -> bool:
        held = self._bound.get((entry, sign))
        if held is None:
            held = self._bound[entry, sign] = is_bound(note, sign)
        return held


def first_of(cells: Sequence[OpenCell], vault: Vault) -> OpenCell:
    """Return, of cells that are called by one id, the one that this desk had first.

    Whoever founds a cell names it, after another too: that takes nobody's place.
    """
    if len(cells) == 1:
        return cells[0]
    return min(cells, key=lambda one: _first_seen(one, vault))


def _first_seen(opened: OpenCell, vault: Vault) -> tuple[bool, bytes]:
    numbers = range(opened.log.charter.n + 1)
    names = (f"{b64(opened.log.cell)}/{n}" for n in numbers)
    seen = [at for name in names if (at := vault.get(FIRST_SEEN, name)) is not None]
    return not seen, min(seen, default=b"")


def _has_signed(sign: bytes, message: bytes, member: Member) -> bool:
    try:
        verify(sign, message, unb64(member.binding))
    except (FormatError, SealError):
        return False
    return True
