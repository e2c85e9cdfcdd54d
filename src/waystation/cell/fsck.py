"""Look through a store for what is broken, missing or contradictory."""

from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.reader import Problem
from waystation.cell.store import FrameStore
from waystation.encoding import b64


def fsck(store: FrameStore, keyring: Keyring | None = None) -> list[Problem]:
    """Return every problem found; nothing is changed.

    Without a keyring only the file and its bytes are looked at: a locked desk can be
    checked, but what is inside its seals cannot.

    Raises:
        UnavailableError: the store cannot be read at all.
    """
    found = [Problem("store.damaged", str(n)) for n, _ in enumerate(store.damage(), 1)]
    found += [Problem("store.frame_changed", str(at)) for at in store.changed_frames()]
    if keyring is not None:
        for cell in keyring.cells:
            found += _of_cell(cell, store, keyring)
    return sorted(found)


def _of_cell(cell: bytes, store: FrameStore, keyring: Keyring) -> list[Problem]:
    keys, name = keyring[cell], b64(cell)
    if not len(keys.book):
        return [Problem("charter.missing", name)]
    found = [
        Problem("grant.commitment", f"{name} epoch {epoch}")
        for epoch in keys.secrets.keys() - keys.epochs.keys()
    ]
    log = CellLog.open(cell, keyring, store)
    return found + [
        Problem(one.code, f"{name} {one.where}".strip()) for one in log.problems
    ]
