"""Feeds and the handles in them, on SQLite (spec/relay.md R-1 to R-7)."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain

from waystation.errors import ConflictError, FormatError, WaystationError
from waystation.relay.days import day_of
from waystation.relay.doubles import SEQ_BITS, SEQ_MASK, Doubles, digest_of
from waystation.relay.jobs import (
    Append,
    CloseHandle,
    Done,
    OpenFeed,
    OpenHandle,
    Outcome,
    Page,
)
from waystation.relay.refusals import no_such, over_quota
from waystation.relay.settings import Settings
from waystation.relay.tokens import count_opening, hash_of, opens, split_hashes
from waystation.wire.limits import HANDLE_BYTES, READ_BODY_MAX


@dataclass(slots=True)
class _Feed:
    number: int
    id: bytes
    read_hash: bytes
    last_seq: int
    day: int
    day_bytes: int


@dataclass(frozen=True, slots=True)
class _Handle:
    number: int
    append_hash: bytes
    closed: bool


_Row = tuple[int, int, bytearray, int, bytearray]
_ROWS_MAX = 64  # in one statement


class Feeds:
    """Writes feeds on the one writing connection; remembers what every append asks."""

    def __init__(self, database: sqlite3.Connection, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._feeds: dict[bytes, _Feed] = {}
        self._handles: dict[tuple[int, bytes], _Handle] = {}
        self._seqs = Doubles(database)

    def forget(self) -> None:
        """Drop what is remembered: a transaction was rolled back."""
        self._feeds.clear()
        self._handles.clear()
        self._seqs.clear()

    def open_feed(self, job: OpenFeed, now: datetime) -> Done:
        """Open a feed once; the same again changes nothing."""
        found = self._find(job.feed)
        if found is not None:
            if found.read_hash != job.read_hash:
                raise no_such()
            return Done()
        (count,) = self._database.execute("SELECT count(*) FROM feeds").fetchone()
        if count >= self._settings.feeds_max:
            raise over_quota(now)
        self._database.execute(
            "INSERT INTO feeds (id, read_hash) VALUES (?, ?)", (job.feed, job.read_hash)
        )
        return Done()

    def open_handle(self, job: OpenHandle, _now: datetime) -> Done:
        """Open a handle of a feed once; the same again changes nothing."""
        feed = self._find(job.feed)
        if feed is None or not opens(job.token, feed.read_hash):
            raise no_such()
        if not 0 <= job.threshold <= len(job.closers) or bool(job.closers) != bool(
            job.threshold
        ):
            raise FormatError("relay.threshold", "the threshold does not fit the closers")
        row = self._database.execute(
            "SELECT append_hash FROM handles WHERE feed = ? AND handle = ?",
            (feed.number, job.handle),
        ).fetchone()
        if row is not None:
            if row[0] != job.append_hash:
                raise ConflictError(
                    "handle.exists", "the handle is open with another token"
                )
            return Done()
        self._database.execute(
            "INSERT INTO handles (feed, handle, append_hash, closers, threshold)"
            " VALUES (?, ?, ?, ?, ?)",
            (
                feed.number,
                job.handle,
                job.append_hash,
                b"".join(job.closers),
                job.threshold,
            ),
        )
        return Done()

    def close_handle(self, job: CloseHandle, _now: datetime) -> Done:
        """Close a handle or change its append token, if enough closers agree."""
        feed = self._find(job.feed)
        row = (
            feed
            and self._database.execute(
                "SELECT number, closers, threshold, last_change FROM handles"
                " WHERE feed = ? AND handle = ?",
                (feed.number, job.handle),
            ).fetchone()
        )
        if feed is None or not row:
            raise no_such()
        number, closers, threshold, last_change = row
        change = digest_of(
            repr((sorted(job.tokens), job.closers, job.append_hash)).encode()
        )
        if last_change == change:
            return Done()  # the same request again, after its answer was lost
        agreed = count_opening(job.tokens, split_hashes(closers))
        if not threshold or agreed < threshold:
            raise no_such()
        if job.closers and len(job.closers) < threshold:
            raise FormatError("relay.threshold", "fewer closers than have to agree")
        self._database.execute(
            "UPDATE handles SET closers = ?, last_change = ?, closed = closed OR ?,"
            " append_hash = coalesce(?, append_hash) WHERE number = ?",
            (
                b"".join(job.closers),
                change,
                job.append_hash is None,
                job.append_hash,
                number,
            ),
        )
        self._handles.pop((feed.number, job.handle), None)
        return Done()

    def append_many(self, jobs: Sequence[Append], now: datetime) -> list[Outcome]:
        """Append the frames of many requests; each is taken as a whole or refused."""
        rows: list[_Row] = []
        outcomes: list[Outcome] = []
        touched: dict[int, _Feed] = {}
        day = day_of(now)
        for job in jobs:
            try:
                feed, handles = self._admit(job, now, day)
            except WaystationError as error:
                outcomes.append(error)
                continue
            touched[feed.number] = feed
            outcomes.append(Done(self._place(feed, job, handles, rows), (feed.id,)))
        self._insert(rows)
        self._database.executemany(
            "UPDATE feeds SET last_seq = ?, day = ?, day_bytes = ? WHERE number = ?",
            [(f.last_seq, f.day, f.day_bytes, f.number) for f in touched.values()],
        )
        self._seqs.grew(len(rows))
        return outcomes

    def owner(self, token: bytes) -> _Feed:
        """Return the feed that this token reads.

        Raises:
            NotFoundError: none.
        """
        row = self._database.execute(
            "SELECT id, read_hash FROM feeds WHERE read_hash = ?", (hash_of(token),)
        ).fetchone()
        found = self._find(row[0]) if row and opens(token, row[1]) else None
        if found is None:
            raise no_such()
        return found

    def charge(self, feed: _Feed, size: int, now: datetime) -> None:
        """Count bytes towards the feed's share of today.

        Raises:
            UnavailableError: it is used up.
        """
        self._check_quota(feed, size, now, day_of(now))
        feed.day_bytes += size
        self._database.execute(
            "UPDATE feeds SET day = ?, day_bytes = ? WHERE number = ?",
            (feed.day, feed.day_bytes, feed.number),
        )

    def _insert(self, rows: list[_Row]) -> None:
        """Insert many rows in few statements: each gives the interpreter lock away once."""
        for start in range(0, len(rows), _ROWS_MAX):
            part = rows[start : start + _ROWS_MAX]
            self._database.execute(_insert_sql(len(part)), list(chain.from_iterable(part)))

    def _admit(self, job: Append, now: datetime, day: int) -> tuple[_Feed, list[_Handle]]:
        """Check every token of a request before any of it is stored."""
        feed = self._find(job.feed)
        handles: list[_Handle] = []
        shown_token = shown_name = b""
        size = 0
        for place, (token, frame) in enumerate(job.records):
            name = frame[:HANDLE_BYTES]
            size += len(frame)
            if token == shown_token and name == shown_name:
                handles.append(handles[-1])
                continue
            handle = self._handle(feed, name) if feed else None
            if handle is None or not opens(token, handle.append_hash):
                raise no_such(f"record {place}")
            if handle.closed:
                raise ConflictError(
                    "handle.closed", "the handle is closed", where=f"record {place}"
                )
            handles.append(handle)
            shown_token, shown_name = token, name
        if feed is None:
            raise no_such("record 0")
        self._check_quota(feed, size, now, day)
        return feed, handles

    def _place(
        self, feed: _Feed, job: Append, handles: list[_Handle], rows: list[_Row]
    ) -> tuple[int, ...]:
        """Give each frame its number; a double gets the one it has."""
        base = feed.number << SEQ_BITS
        seqs: list[int] = []
        known: dict[bytes, int] = {}
        of: _Handle | None = None
        for (_, frame), handle in zip(job.records, handles, strict=True):
            if handle is not of:
                known, of = self._seqs.of(handle.number), handle
            digest = digest_of(frame)
            seq = known.get(digest)
            if seq is None:
                feed.last_seq = seq = feed.last_seq + 1
                feed.day_bytes += len(frame)
                known[digest] = seq
                # The driver seeks an adapter for each `bytes`, for a `bytearray` never.
                kept = bytearray(digest), feed.day, bytearray(frame)
                rows.append((base + seq, handle.number, *kept))
            seqs.append(seq)
        return tuple(seqs)

    def _check_quota(self, feed: _Feed, size: int, now: datetime, day: int) -> None:
        if feed.day != day:
            feed.day, feed.day_bytes = day, 0
        if feed.day_bytes + size > self._settings.feed_bytes_a_day:
            raise over_quota(now)

    def _find(self, feed: bytes) -> _Feed | None:
        found = self._feeds.get(feed)
        if found is None:
            row = self._database.execute(
                "SELECT number, id, read_hash, last_seq, day, day_bytes FROM feeds"
                " WHERE id = ?",
                (feed,),
            ).fetchone()
            if row is None:
                return None
            found = self._feeds[feed] = _Feed(*row)
        return found

    def _handle(self, feed: _Feed, name: bytes) -> _Handle | None:
        found = self._handles.get((feed.number, name))
        if found is None:
            row = self._database.execute(
                "SELECT number, append_hash, closed FROM handles"
                " WHERE feed = ? AND handle = ?",
                (feed.number, name),
            ).fetchone()
            if row is None:
                return None
            found = _Handle(row[0], row[1], bool(row[2]))
            self._handles[feed.number, name] = found
        return found


@cache
def _insert_sql(count: int) -> str:
    return "INSERT INTO frames VALUES " + ",".join(["(?,?,?,?,?)"] * count)  # noqa: S608  # a count


def read_feed(database: sqlite3.Connection, feed: bytes, token: bytes, after: int) -> Page:
    """Read frames after a number, as many as one answer holds.

    Raises:
        NotFoundError: no such feed, or not with this token.
    """
    row = database.execute(
        "SELECT number, read_hash, last_seq FROM feeds WHERE id = ?", (feed,)
    ).fetchone()
    if row is None or not opens(token, row[1]):
        raise no_such()
    number, _, last = row
    rows = database.execute(
        "SELECT key, frame FROM frames WHERE key > ? AND key <= ? ORDER BY key",
        ((number << SEQ_BITS) + min(after, SEQ_MASK), (number << SEQ_BITS) + last),
    )
    return Page(take_page(rows), last)


def take_page(rows: sqlite3.Cursor) -> list[tuple[int, bytes]]:
    """Take records from a cursor until one answer is full."""
    records: list[tuple[int, bytes]] = []
    room = READ_BODY_MAX - HANDLE_BYTES
    for key, raw in rows:
        room -= len(raw) + 12
        if room < 0:
            break
        records.append((key & SEQ_MASK, raw))
    rows.close()
    return records
