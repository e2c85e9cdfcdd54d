"""The relay's store on SQLite: WAL, synchronous=FULL, one writing connection."""

import contextlib
import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar, cast

from waystation.entropy import Entropy, SystemEntropy
from waystation.errors import (
    ConflictError,
    FormatError,
    NotPermittedError,
    WaystationError,
)
from waystation.relay import boxes, chunks, feeds, lineage, schema, slips, watches
from waystation.relay.days import from_seconds, to_seconds
from waystation.relay.jobs import (
    Append,
    ArmWatch,
    Beat,
    CheckInWatch,
    ClaimSlip,
    CloseHandle,
    DisarmWatch,
    Done,
    FireWatches,
    Job,
    MakeSlip,
    MarkRead,
    OpenBox,
    OpenFeed,
    OpenHandle,
    Outcome,
    Page,
    PutChunk,
    PutLetter,
    RevokeSlip,
    Sweep,
    WatchStanding,
)
from waystation.relay.refusals import of_disk
from waystation.relay.settings import Settings
from waystation.wire.limits import GENERATION_BYTES
from waystation.wire.requests import SlipState

DATABASE = "relay.sqlite3"
_T = TypeVar("_T")
_LOCK = "lock"
_TIDY_ROWS = 4_000  # changed since the log was last emptied
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten
    "PRAGMA wal_autocheckpoint = 40000",  # should nobody tidy
    "PRAGMA cache_size = -65536",
)


class SqliteStore:
    """One directory, one process at a time; the directory is made where it is missing.

    Args:
        directory: Where the database lies.
        practice: True makes (or demands) a practice store; None takes what is there.

    Raises:
        ConflictError: another process has the store, or a newer version wrote it.
        NotPermittedError: the store was not made for practice.
        UnavailableError: the disk does not let it be opened.
    """

    def __init__(
        self,
        directory: Path,
        *,
        settings: Settings | None = None,
        entropy: Entropy | None = None,
        practice: bool | None = None,
    ) -> None:
        self._directory = directory
        self._settings = settings or Settings()
        self._readers = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._writing = threading.Lock()
        self._tidier: sqlite3.Connection | None = None
        self._tidied, self._half_tidy = 0, False
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = _lock(directory)
        try:
            self._connect()
            schema.make_database(
                self._database, entropy or SystemEntropy(), practice=bool(practice)
            )
            schema.bring_up(self._database)
            self._load(entropy or SystemEntropy())
        except sqlite3.Error as error:
            self.close()
            raise of_disk(error) from error
        except WaystationError:
            self.close()
            raise
        if practice and not self.practice:
            self.close()
            raise NotPermittedError("relay.practice", "the store was not made for practice")

    @property
    def generation(self) -> bytes:
        """Return the id that changes when a backup is restored."""
        return self._generation

    @property
    def practice(self) -> bool:
        """Tell whether the store was made for practice."""
        return self._practice

    @property
    def last_alive(self) -> datetime | None:
        """Return when the last beat was written."""
        return self._last_alive

    def apply(self, jobs: Sequence[Job], now: datetime) -> list[Outcome]:
        """Do the jobs in one transaction; see the port."""
        with self._writing:
            try:
                self._database.execute("BEGIN IMMEDIATE")
                outcomes = self._apply(jobs, now)
                self._database.execute("COMMIT")
            except BaseException as error:
                self._recover()
                if isinstance(error, sqlite3.Error):
                    raise of_disk(error) from error
                raise
            self._after_commit(jobs, outcomes, now)
        return outcomes

    def tidy(self) -> bool:
        """Empty the write-ahead log into the database; see the port.

        On a connection of its own this goes on beside commits. What they added meanwhile is
        left for a second call: only a log that was emptied to its end begins anew.
        """
        changed = self._database.total_changes
        if changed - self._tidied < _TIDY_ROWS and not self._half_tidy:
            return False
        self._tidied = changed
        self._half_tidy = not self._half_tidy
        try:
            if self._tidier is None:
                self._tidier = sqlite3.connect(
                    self._directory / DATABASE,
                    isolation_level=None,
                    check_same_thread=False,
                )
                self._tidier.execute("PRAGMA synchronous = FULL")
            self._tidier.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        except sqlite3.Error as error:
            raise of_disk(error) from error
        return self._half_tidy

    def read_feed(self, feed: bytes, token: bytes, after: int) -> Page:
        """Read frames after a number."""
        return self._read(lambda database: feeds.read_feed(database, feed, token, after))

    def read_box(self, box: bytes, token: bytes, after: int, now: datetime) -> Page:
        """Read letters after a number."""
        return self._read(lambda database: boxes.read_box(database, box, token, after, now))

    def are_unread(self, letters: Sequence[tuple[bytes, bytes]]) -> list[bool]:
        """Say of each letter whether it is there and was never read."""
        return self._read(lambda database: boxes.are_unread(database, letters))

    def read_chunk(self, token: bytes, chunk_id: bytes) -> bytes:
        """Fetch a chunk."""
        return self._read(lambda database: chunks.read_chunk(database, token, chunk_id))

    def read_watch(self, watch: bytes, token: bytes) -> WatchStanding:
        """Say how a watch stands."""
        return self._read(lambda database: watches.read_watch(database, watch, token))

    def read_slip(self, slip: bytes, token: bytes, now: datetime) -> SlipState:
        """Say how a slip stands."""
        return self._read(lambda database: slips.read_slip(database, slip, token, now))

    def close(self) -> None:
        """Close every connection and let another process have the store."""
        last = getattr(self, "_database", None)
        for connection in (*self._opened, self._tidier, last):
            if connection is not None:
                connection.close()
        self._opened.clear()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def _connect(self) -> None:
        self._database = sqlite3.connect(
            self._directory / DATABASE,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        for pragma in _PRAGMAS:
            self._database.execute(pragma)
        self._tidied, self._half_tidy = 0, False
        self._feeds = feeds.Feeds(self._database, self._settings)
        self._boxes = boxes.Boxes(self._database, self._settings)
        self._chunks = chunks.Chunks(self._database, self._feeds)
        self._watches = watches.Watches(
            self._database, self._feeds, self._boxes, self._settings
        )
        self._slips = slips.Slips(self._database, self._feeds, self._boxes, self._settings)
        self._acts: dict[type[Any], Callable[[Any, datetime], Done]] = {
            OpenFeed: self._feeds.open_feed,
            OpenHandle: self._feeds.open_handle,
            CloseHandle: self._feeds.close_handle,
            OpenBox: self._boxes.open_box,
            PutLetter: self._boxes.put_letter,
            MarkRead: self._boxes.mark_read,
            PutChunk: self._chunks.put_chunk,
            ArmWatch: self._watches.arm,
            CheckInWatch: self._watches.check_in,
            DisarmWatch: self._watches.disarm,
            FireWatches: self._watches.fire,
            MakeSlip: self._slips.make,
            ClaimSlip: self._slips.claim,
            RevokeSlip: self._slips.revoke,
            Beat: self._beat,
            Sweep: self._sweep,
        }

    def _load(self, entropy: Entropy) -> None:
        kept = dict(self._database.execute("SELECT name, value FROM meta"))
        self._generation: bytes = kept["generation"]
        self._practice = bool(kept["practice"])
        self._beats: int = kept["beats"]
        alive = kept.get("alive")
        self._last_alive = None if alive is None else from_seconds(alive)
        if lineage.was_restored(self._directory, self._beats):
            self._generation = renew(self._database, entropy)
            lineage.write_down(self._directory, self._beats)

    def _apply(self, jobs: Sequence[Job], now: datetime) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for kind, group in groupby(jobs, type):
            if kind is Append:
                appends = cast(list[Append], list(group))
                outcomes.extend(self._feeds.append_many(appends, now))
            else:
                outcomes.extend(self._act(job, now) for job in group)
        return outcomes

    def _act(self, job: Job, now: datetime) -> Outcome:
        """Do one job; every one checks all it must before it writes anything."""
        try:
            return self._acts[type(job)](job, now)
        except WaystationError as error:
            return error

    def _beat(self, _job: Beat, now: datetime) -> Done:
        self._database.execute(
            "UPDATE meta SET value = ? WHERE name = 'beats'", (self._beats + 1,)
        )
        self._database.execute(
            "INSERT OR REPLACE INTO meta VALUES ('alive', ?)", (to_seconds(now),)
        )
        return Done()

    def _sweep(self, _job: Sweep, now: datetime) -> Done:
        parts = (self._boxes, self._watches, self._slips)
        return Done((sum(part.sweep(now) for part in parts),))

    def _after_commit(
        self, jobs: Sequence[Job], outcomes: list[Outcome], now: datetime
    ) -> None:
        for job, outcome in zip(jobs, outcomes, strict=True):
            if type(job) is Append:
                continue
            if isinstance(job, Beat):
                self._beats += 1
                self._last_alive = now.replace(microsecond=0)
                lineage.write_down(self._directory, self._beats)
            elif isinstance(job, Sweep) and outcome != Done((0,)):
                # The log still holds what was erased.
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _recover(self) -> None:
        """Go back to what is durable. After a failed write only a new connection knows."""
        with contextlib.suppress(sqlite3.Error):  # closing undoes what is open in any case
            self._database.execute("ROLLBACK")
        self._database.close()
        try:
            self._connect()
        except sqlite3.Error as error:
            raise of_disk(error) from error

    def _read(self, read: Callable[[sqlite3.Connection], _T]) -> _T:
        database = getattr(self._readers, "database", None)
        try:
            if database is None:
                uri = f"{(self._directory / DATABASE).absolute().as_uri()}?mode=ro"
                database = sqlite3.connect(
                    uri, uri=True, isolation_level=None, check_same_thread=False
                )
                self._readers.database = database
                self._opened.append(database)
            return read(database)
        except sqlite3.Error as error:
            raise of_disk(error) from error


def renew(database: sqlite3.Connection, entropy: Entropy) -> bytes:
    """Give the store a new generation, so that its readers offer again what it lacks."""
    generation = entropy.draw(GENERATION_BYTES)
    database.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (generation,))
    return generation


def check_store(directory: Path) -> Path:
    """Return the database's path.

    Raises:
        FormatError: no relay's store lies there.
    """
    path = directory / DATABASE
    if not path.is_file():
        raise FormatError("relay.store", "no relay's store lies in this directory")
    return path


@contextlib.contextmanager
def hold(directory: Path) -> Iterator[None]:
    """Keep every relay off the store for a while.

    Raises:
        ConflictError: another process has the store.
    """
    handle = _lock(directory)
    try:
        yield
    finally:
        os.close(handle)


def _lock(directory: Path) -> int:
    """Let no second process write: what appends remember would be wrong.

    Raises:
        ConflictError: another process has the store.
    """
    handle = os.open(directory / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise ConflictError("relay.in_use", "another process has this store") from error
    return handle
