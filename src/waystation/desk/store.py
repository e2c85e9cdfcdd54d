"""The directory in which a desk keeps everything, and its one database.

keyfile      the identity's seed, sealed with a passphrase
desk.sqlite  frames as the relay has them, and the rest sealed under a key from the seed
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from waystation.entropy import Entropy
from waystation.errors import (
    ConflictError,
    NotFoundError,
    SealError,
    UnavailableError,
)
from waystation.post.outbox import Outbox
from waystation.post.sync import Cursors
from waystation.post.vault import Vault
from waystation.seal.identity import Identity
from waystation.seal.keyfile import open_keyfile, seal_keyfile

KEYFILE = "keyfile"
DATABASE = "desk.sqlite"


class Store:
    """An unlocked store: the identity, and the tables that share one transaction."""

    def __init__(self, directory: Path, identity: Identity) -> None:
        self.directory = directory
        self.identity = identity
        self.database = sqlite3.connect(
            directory / DATABASE, isolation_level=None, check_same_thread=False
        )
        self.database.execute("PRAGMA journal_mode = WAL")
        self.database.execute("PRAGMA synchronous = FULL")
        self.vault = Vault(self.database, identity.derive("store", b""))
        self.outbox = Outbox(self.database, self.vault)
        self.cursors = Cursors(self.database)
        self._depth = 0
        with suppress(UnavailableError):  # a full disk locks nobody out of their desk
            self.overwrite()  # what was destroyed before the process was killed

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what happens inside durable together, or not at all; may be nested.

        Raises:
            UnavailableError: the disk does not take it.
        """
        if self._depth:
            yield
            return
        self._depth += 1
        try:
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._roll_back()
                raise
            self.database.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise UnavailableError("store.disk", "the disk did not take it") from error
        finally:
            self._depth -= 1

    @property
    def in_transaction(self) -> bool:
        """Say whether a transaction is open."""
        return self._depth > 0

    def overwrite(self) -> None:
        """Empty the write-ahead log, so that what was destroyed is not left in it.

        Raises:
            UnavailableError: the disk does not take it.
        """
        try:
            self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            raise UnavailableError("store.disk", "the disk did not take it") from error

    def _roll_back(self) -> None:
        if self.database.in_transaction:
            self.database.execute("ROLLBACK")

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def make_store(directory: Path, passphrase: str, entropy: Entropy) -> Store:
    """Make a store with a new identity.

    Raises:
        ConflictError: there is one already.
        RuleError: the passphrase is too weak.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    keyfile = directory / KEYFILE
    if keyfile.exists():
        raise ConflictError("store.exists", "this directory holds a store already")
    seed = entropy.draw(32)
    sealed = seal_keyfile(seed, passphrase, entropy)
    unfinished = directory / (KEYFILE + ".new")
    unfinished.write_bytes(sealed)
    unfinished.chmod(0o600)
    unfinished.rename(keyfile)
    return Store(directory, Identity.from_seed(seed))


def open_store(directory: Path, passphrase: str) -> Store:
    """Unlock a store.

    Raises:
        NotFoundError: there is none.
        SealError: the passphrase is wrong.
    """
    keyfile = directory / KEYFILE
    if not keyfile.exists():
        raise NotFoundError("store.absent", "this directory holds no store")
    try:
        seed = open_keyfile(keyfile.read_bytes(), passphrase)
    except SealError as error:
        raise SealError(
            "passphrase.wrong",
            "the passphrase is wrong, or the key file was changed; nothing was opened",
        ) from error
    return Store(directory, Identity.from_seed(seed))
