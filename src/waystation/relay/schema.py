"""The tables of a store, and how a store of an older version gets those it lacks.

A new store is made of the first version and every step after it, so that each table stands
in one place and the steps are walked by every test.
"""

import sqlite3
from importlib import resources

from waystation.entropy import Entropy
from waystation.errors import ConflictError
from waystation.wire.limits import GENERATION_BYTES

VERSION = 2
_FIRST = "schema.sql"
_STEPS = {2: "schema_2.sql"}


def make_database(
    database: sqlite3.Connection, entropy: Entropy, *, practice: bool
) -> None:
    """Make the tables in an empty database; leave another as it is."""
    if database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return
    database.executescript(f"BEGIN; {_read(_FIRST)}")
    database.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", 1),
            ("generation", entropy.draw(GENERATION_BYTES)),
            ("practice", int(practice)),
            ("beats", 0),
        ],
    )
    database.execute("COMMIT")


def bring_up(database: sqlite3.Connection) -> None:
    """Walk the steps that a store lacks; each is in one transaction with its number.

    Raises:
        ConflictError: a newer version wrote the store.
    """
    (version,) = database.execute(
        "SELECT value FROM meta WHERE name = 'version'"
    ).fetchone()
    if version > VERSION:
        raise ConflictError("relay.version", "a newer version wrote this store")
    for step in range(version + 1, VERSION + 1):
        counted = f"UPDATE meta SET value = {step} WHERE name = 'version'"  # noqa: S608  # a number of ours
        database.executescript(f"BEGIN IMMEDIATE; {_read(_STEPS[step])}; {counted}; COMMIT")


def _read(name: str) -> str:
    return resources.files("waystation.relay").joinpath(name).read_text("utf-8")
