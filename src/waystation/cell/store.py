"""Frames as they were received, sealed, in the desk's SQLite database.

Nothing here can be read without the keyring: handles, sizes and the order of arrival are
what the relay knows as well. A frame of ours is kept before it is sent.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from waystation.errors import LogIntegrityError, UnavailableError
from waystation.seal.epoch import HANDLE_BYTES

_SCHEMA = """
CREATE TABLE IF NOT EXISTS cell_frames (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  handle BLOB NOT NULL, digest BLOB NOT NULL UNIQUE,
  seq INTEGER, unsent INTEGER NOT NULL DEFAULT 0, frame BLOB NOT NULL
);
CREATE INDEX IF NOT EXISTS cell_frames_by_handle ON cell_frames (handle);
CREATE UNIQUE INDEX IF NOT EXISTS cell_frames_by_seq ON cell_frames (seq)
  WHERE seq IS NOT NULL;
CREATE INDEX IF NOT EXISTS cell_frames_unsent ON cell_frames (position) WHERE unsent;
CREATE TABLE IF NOT EXISTS cell_feed (
  only INTEGER PRIMARY KEY CHECK (only = 1), generation BLOB NOT NULL, last INTEGER NOT NULL
);
"""


class Frames(Protocol):
    """Where a cell's log keeps and finds frames."""

    def save(self, frame: bytes) -> int:
        """Keep a frame of ours until the relay has acknowledged it; return its position."""
        ...

    def frames(self, handle: bytes, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Return position and frame of what came with `handle`, in order of arrival."""
        ...

    def holds(self, position: int, frame: bytes) -> bool:
        """Say whether `frame` is kept at `position`."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """Make what is written inside durable together, or none of it."""
        ...


class FrameStore:
    """The frames of all cells of one desk, whether or not it can open them yet.

    Methods join the caller's transaction, or make one of their own where there is none.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        with _as_unavailable():
            database.executescript(_SCHEMA)

    def save(self, frame: bytes) -> int:
        """Keep a frame of ours until the relay has acknowledged it.

        Raises:
            UnavailableError: the disk does not take it; nothing was kept.
        """
        with self.transaction():
            position, new = self._put(frame, None)
            if new:
                self._database.execute(
                    "UPDATE cell_frames SET unsent = 1 WHERE position = ?", (position,)
                )
        return position

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is written inside durable together, or none of it."""
        with _as_unavailable():
            if self._database.in_transaction:
                yield
                return
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.commit()
            except BaseException:
                self._database.rollback()
                raise

    def unsent(self) -> list[tuple[int, bytes]]:
        """Return position and frame of what the relay has not acknowledged."""
        with _as_unavailable():
            return self._database.execute(
                "SELECT position, frame FROM cell_frames"
                " WHERE unsent AND unsent = 1 ORDER BY position"
            ).fetchall()

    def acknowledge(self, positions: Iterable[int]) -> None:
        """Note that the relay says it holds these frames: believed once they were read."""
        with self.transaction():
            self._database.executemany(
                "UPDATE cell_frames SET unsent = CASE WHEN seq IS NULL THEN 2 ELSE 0 END"
                " WHERE position = ?",
                [(position,) for position in positions],
            )

    def promised(self) -> list[int]:
        """Return the positions of frames that the relay acknowledged and never showed."""
        with _as_unavailable():
            rows = self._database.execute(
                "SELECT position FROM cell_frames WHERE unsent AND unsent = 2"
            ).fetchall()
        return [position for (position,) in rows]

    def send_again(self, positions: Iterable[int]) -> int:
        """Send again those that are still only promised; return how many."""
        with self.transaction():
            return sum(
                self._database.execute(
                    "UPDATE cell_frames SET unsent = 1 WHERE position = ? AND unsent = 2",
                    (position,),
                ).rowcount
                for position in positions
            )

    def offer(self, handles: Iterable[bytes]) -> None:
        """Send all frames of `handles` again, but those that the relay shows before."""
        with self.transaction():
            self._database.executemany(
                "UPDATE cell_frames SET unsent = 1 WHERE handle = ?",
                [(handle,) for handle in handles],
            )

    def frames(self, handle: bytes, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Return position and frame of what came with `handle`, in order of arrival."""
        with _as_unavailable():
            rows = self._database.execute(
                "SELECT position, frame FROM cell_frames"
                " WHERE handle = ? AND position > ? ORDER BY position",
                (handle, after),
            )
            rows.arraysize = 1000
            while chunk := rows.fetchmany():
                yield from chunk

    def holds(self, position: int, frame: bytes) -> bool:
        """Say whether `frame` is kept at `position`."""
        with _as_unavailable():
            row = self._database.execute(
                "SELECT digest FROM cell_frames WHERE position = ?", (position,)
            ).fetchone()
        return row is not None and row[0] == _digest(frame)

    @property
    def last_position(self) -> int:
        """Return the position of the newest frame held; 0 for none."""
        with _as_unavailable():
            (last,) = self._database.execute(
                "SELECT COALESCE(MAX(position), 0) FROM cell_frames"
            ).fetchone()
        return int(last)

    def feed(self) -> tuple[bytes, int]:
        """Return generation and number up to which the relay's feed has been kept."""
        with _as_unavailable():
            row = self._database.execute(
                "SELECT generation, last FROM cell_feed"
            ).fetchone()
        return (b"", 0) if row is None else (row[0], row[1])

    def receive(
        self,
        generation: bytes,
        records: Sequence[tuple[int, bytes]],
        last: int | None = None,
    ) -> bool:
        """Keep what the relay answered, and compare it with what it answered before.

        A frame that is held already counts once. `last` is the newest number that the relay
        says it has.

        Returns:
            Whether the relay was restored since: then every frame has to be offered.

        Raises:
            LogIntegrityError: within one generation the feed has become shorter, or a
                number has other bytes than it had. What was seen stays.
            UnavailableError: the disk does not take it; nothing was kept.
        """
        before, highest = self.feed()
        restored = bool(before) and before != generation
        with self.transaction():
            if restored:
                self._database.execute("UPDATE cell_frames SET seq = NULL")
                highest = 0
            elif last is not None and last < highest:
                raise LogIntegrityError("feed.rolled_back", "the feed has become shorter")
            for seq, frame in records:
                self._check_number(seq, frame)
            self._number(generation, records, highest)
        return restored

    def receive_anew(
        self, generation: bytes, records: Sequence[tuple[int, bytes]], last: int
    ) -> None:
        """Keep what the relay answers though it contradicts what it answered before.

        Its newest word about numbers counts; whether a frame is true its seal says.

        Raises:
            UnavailableError: the disk does not take it; nothing was kept.
        """
        with self.transaction():
            self._database.executemany(
                "UPDATE cell_frames SET seq = NULL WHERE seq = ? AND digest != ?",
                [(seq, _digest(frame)) for seq, frame in records],
            )
            self._number(generation, records, min(last, self.feed()[1]))

    def forget(self, handle: bytes) -> None:
        """Destroy the frames of one epoch here."""
        with self.transaction():
            self._database.execute("DELETE FROM cell_frames WHERE handle = ?", (handle,))

    def damage(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file."""
        with _as_unavailable():
            rows = self._database.execute("PRAGMA integrity_check(20)").fetchall()
        return [text for (text,) in rows if text != "ok"]

    def changed_frames(self) -> list[int]:
        """Return the positions of frames whose bytes are not those that were kept."""
        with _as_unavailable():
            rows = self._database.execute("SELECT position, digest, frame FROM cell_frames")
            return [at for at, digest, frame in rows if _digest(frame) != digest]

    def _number(
        self, generation: bytes, records: Sequence[tuple[int, bytes]], highest: int
    ) -> None:
        for seq, frame in records:
            self._put(frame, seq)
            highest = max(highest, seq)
        self._database.execute(
            "INSERT OR REPLACE INTO cell_feed VALUES (1, ?, ?)", (generation, highest)
        )

    def _check_number(self, seq: int, frame: bytes) -> None:
        row = self._database.execute(
            "SELECT digest FROM cell_frames WHERE seq = ?", (seq,)
        ).fetchone()
        if row is not None and row[0] != _digest(frame):
            raise LogIntegrityError("feed.swapped", "a number of the feed has other bytes")

    def _put(self, frame: bytes, seq: int | None) -> tuple[int, bool]:
        digest = _digest(frame)
        row = self._database.execute(
            "SELECT position FROM cell_frames WHERE digest = ?", (digest,)
        ).fetchone()
        if row is None:
            cursor = self._database.execute(
                "INSERT INTO cell_frames (handle, digest, seq, frame) VALUES (?, ?, ?, ?)",
                (frame[:HANDLE_BYTES], digest, seq, frame),
            )
            return int(cursor.lastrowid or 0), True
        if seq is not None:
            self._database.execute(
                "UPDATE cell_frames SET seq = ?, unsent = 0 WHERE position = ?",
                (seq, row[0]),
            )
        return int(row[0]), False


@contextmanager
def _as_unavailable() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise UnavailableError("store.failed", "the store cannot be used") from error


def _digest(frame: bytes) -> bytes:
    return hashlib.sha256(frame).digest()
