"""How doubles are found: by digest, in memory, for the handles that are in use."""

import sqlite3
from collections import OrderedDict
from hashlib import sha256

SEQ_BITS = 31
SEQ_MASK = (1 << SEQ_BITS) - 1
DIGEST_BYTES = 16
_REMEMBERED_MAX = 500_000  # frames, of about 200 bytes of memory each


def digest_of(raw: bytes) -> bytes:
    """Return what doubles are found by."""
    return sha256(raw).digest()[:DIGEST_BYTES]


class Doubles:
    """The numbers of a handle's frames by digest, loaded when it is first written to.

    A handle lives for one epoch of a cell, so this is small; the ones longest unused go
    first. Correct only because one process writes.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._handles: OrderedDict[int, dict[bytes, int]] = OrderedDict()
        self._count = 0

    def of(self, handle: int) -> dict[bytes, int]:
        """Return the numbers of all frames of a handle; what is added to it is kept."""
        known = self._handles.get(handle)
        if known is None:
            rows = self._database.execute(
                "SELECT digest, key FROM frames WHERE handle = ?", (handle,)
            )
            known = self._handles[handle] = {digest: key & SEQ_MASK for digest, key in rows}
            self._count += len(known)
        self._handles.move_to_end(handle)
        return known

    def grew(self, count: int) -> None:
        """Count what was added, and let go of what is too much; never of what is in use."""
        self._count += count
        while self._count > _REMEMBERED_MAX and len(self._handles) > 1:
            _, gone = self._handles.popitem(last=False)
            self._count -= len(gone)

    def clear(self) -> None:
        """Forget everything: a transaction was rolled back."""
        self._handles.clear()
        self._count = 0
