"""Backups of a relay's store, and what restoring one means: a new generation."""

import sqlite3
from contextlib import closing
from pathlib import Path

from waystation.entropy import Entropy, SystemEntropy
from waystation.errors import ConflictError, FormatError, UnavailableError
from waystation.relay import lineage
from waystation.relay.refusals import FULL, of_disk
from waystation.relay.store_sqlite import DATABASE, check_store, hold, renew


def back_up(directory: Path, target: Path) -> None:
    """Copy the store to a new file while the relay runs.

    Raises:
        ConflictError: the file exists.
        FormatError: no store lies there.
        UnavailableError: the disk does not take it.
    """
    source = check_store(directory)
    if target.exists():
        raise ConflictError("backup.exists", "the file for the backup exists already")
    try:
        target.touch(mode=0o600)
        with (
            closing(sqlite3.connect(source)) as kept,
            closing(sqlite3.connect(target)) as copy,
        ):
            kept.backup(copy)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)  # half a backup must not look like one
        raise of_disk(error) from error
    except OSError as error:
        raise UnavailableError("backup.file", "the backup cannot be written") from error


def restore(directory: Path, source: Path, entropy: Entropy | None = None) -> None:
    """Put a backup in the place of a store and give it a new generation.

    Raises:
        ConflictError: a relay runs on the store.
        FormatError: the file is no backup of a relay.
        UnavailableError: the disk does not take it.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with hold(directory):
        fresh = directory / f"{DATABASE}.new"
        fresh.unlink(missing_ok=True)
        try:
            with (
                closing(
                    sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
                ) as old,
                closing(sqlite3.connect(fresh)) as copy,
            ):
                old.backup(copy)
                copy.execute("SELECT value FROM meta WHERE name = 'version'")
                renew(copy, entropy or SystemEntropy())
                copy.commit()
        except sqlite3.DatabaseError as error:
            fresh.unlink(missing_ok=True)
            if (refused := of_disk(error)).code == FULL:
                raise refused from error  # nothing is wrong with the backup
            raise FormatError("backup.file", "the file is no backup of a relay") from error
        for leftover in ("-wal", "-shm"):
            (directory / f"{DATABASE}{leftover}").unlink(missing_ok=True)
        fresh.replace(directory / DATABASE)
        # Should the process end here, the next start finds no count and renews once more.
        (directory / lineage.BEAT_FILE).unlink(missing_ok=True)
