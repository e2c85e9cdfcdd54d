"""Small secrets at rest: what a store keeps besides frames, sealed under the store's key.

Rows are sealed like frames, so a locked store shows sizes by class and nothing else. The
name of a row is stored as a keyed hash; deleting is overwriting (`secure_delete`).
"""

import hashlib
import hmac
import sqlite3
import struct
from collections.abc import Iterator

from waystation.encoding import from_json, to_json
from waystation.errors import FormatError, SealError
from waystation.seal.cover import cover, uncover
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import open_frame, seal_frame
from waystation.wire.limits import FRAME_SIZES, SIZE_CLASSES

_NO_CELL = bytes(16)
_LONGEST = SIZE_CLASSES[-1] - 1  # what one frame holds besides the mark of its padding
_FRAME_BYTES = max(FRAME_SIZES)
_PLACE = struct.Struct(">HH")  # of a piece: which, and of how many
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vault (
  shelf BLOB NOT NULL, name BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (shelf, name)
) WITHOUT ROWID;
"""


class Vault:
    """Named secrets on shelves, in the store's own database.

    The caller holds the transaction: what is put here is durable together with what else
    that transaction writes.
    """

    def __init__(self, database: sqlite3.Connection, secret: bytes) -> None:
        self._database = database
        self._keys = EpochKeys.derive(secret, _NO_CELL, 0)
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.executescript(_SCHEMA)

    def put(self, shelf: str, name: str, value: bytes) -> None:
        """Keep a value; an earlier one of the same name is gone."""
        sealed = self.seal(to_json(name) + b"\n" + value)
        self._database.execute(
            "INSERT OR REPLACE INTO vault VALUES (?, ?, ?)",
            (self._hidden(shelf), self._hidden(shelf + "/" + name), sealed),
        )

    def get(self, shelf: str, name: str) -> bytes | None:
        """Return a value, or None where there is none."""
        row = self._database.execute(
            "SELECT sealed FROM vault WHERE shelf = ? AND name = ?",
            (self._hidden(shelf), self._hidden(shelf + "/" + name)),
        ).fetchone()
        return None if row is None else self._opened(row[0])[1]

    def drop(self, shelf: str, name: str) -> None:
        """Destroy a value."""
        self._database.execute(
            "DELETE FROM vault WHERE shelf = ? AND name = ?",
            (self._hidden(shelf), self._hidden(shelf + "/" + name)),
        )

    def items(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        """Return the names and values of a shelf, in no order that means anything."""
        rows = self._database.execute(
            "SELECT sealed FROM vault WHERE shelf = ?", (self._hidden(shelf),)
        ).fetchall()
        for (sealed,) in rows:
            yield self._opened(sealed)

    def seal(self, value: bytes) -> bytes:
        """Seal bytes for a column of another table; too many for one frame in pieces.

        Each says which of how many it is, and all but the last are of the largest class.
        """
        if len(value) <= _LONGEST:
            return seal_frame(self._keys, value)
        room = _LONGEST - _PLACE.size
        pieces = [value[at : at + room] for at in range(0, len(value), room)]
        return b"".join(
            seal_frame(self._keys, _PLACE.pack(place, len(pieces)) + piece)
            for place, piece in enumerate(pieces)
        )

    def open(self, sealed: bytes) -> bytes:
        """Open such bytes.

        Raises:
            SealError: not sealed by this store.
        """
        try:
            if len(sealed) <= _FRAME_BYTES:
                return open_frame(self._keys, sealed)
            return b"".join(self._pieces(sealed))
        except FormatError as error:
            raise SealError("vault.refused") from error

    def _pieces(self, sealed: bytes) -> Iterator[bytes]:
        starts = range(0, len(sealed), _FRAME_BYTES)
        for place, at in enumerate(starts):
            piece = open_frame(self._keys, sealed[at : at + _FRAME_BYTES])
            if piece[: _PLACE.size] != _PLACE.pack(place, len(starts)):
                raise SealError("vault.refused")
            yield piece[_PLACE.size :]

    def cover(self, sealed: bytes) -> bytes:
        """Seal what is sealed for others, for a column; nothing stays nothing."""
        return cover(self._keys, sealed) if sealed else b""

    def uncover(self, covered: bytes) -> bytes:
        """Open such a column.

        Raises:
            SealError: not covered by this store.
        """
        return uncover(self._keys, covered) if covered else b""

    def _opened(self, sealed: bytes) -> tuple[str, bytes]:
        head, _, value = self.open(sealed).partition(b"\n")
        return str(from_json(head)), value

    def _hidden(self, name: str) -> bytes:
        return hmac.digest(self._keys.append_token, name.encode(), hashlib.sha256)[:16]
