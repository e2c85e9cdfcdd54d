"""Chunks of files on SQLite (spec/relay.md R-15)."""

import sqlite3
from datetime import datetime
from hashlib import sha256

from waystation.errors import FormatError
from waystation.relay.days import day_of
from waystation.relay.feeds import Feeds
from waystation.relay.jobs import Done, PutChunk
from waystation.relay.refusals import no_such
from waystation.relay.tokens import hash_of


class Chunks:
    """Writes chunks on the one writing connection."""

    def __init__(self, database: sqlite3.Connection, feeds: Feeds) -> None:
        self._database = database
        self._feeds = feeds

    def put_chunk(self, job: PutChunk, now: datetime) -> Done:
        """Store a chunk; the same again changes nothing."""
        owner = self._feeds.owner(job.token)
        if sha256(job.chunk).digest() != job.chunk_id:
            raise FormatError("chunk.id", "the id is not the hash of the bytes")
        there = self._database.execute(
            "SELECT 1 FROM chunks WHERE owner = ? AND id = ?",
            (owner.read_hash, job.chunk_id),
        ).fetchone()
        if there is None:
            self._feeds.charge(owner, len(job.chunk), now)
            self._database.execute(
                "INSERT INTO chunks VALUES (?, ?, ?, ?)",
                (owner.read_hash, job.chunk_id, day_of(now), job.chunk),
            )
        return Done()


def read_chunk(database: sqlite3.Connection, token: bytes, chunk_id: bytes) -> bytes:
    """Fetch a chunk.

    Raises:
        NotFoundError: no such chunk, or not with this token.
    """
    row = database.execute(
        "SELECT chunk FROM chunks WHERE owner = ? AND id = ?", (hash_of(token), chunk_id)
    ).fetchone()
    if row is None:
        raise no_such()
    chunk: bytes = row[0]
    return chunk
