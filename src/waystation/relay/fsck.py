"""Checks a relay's store against everything that its rules promise. Reads only."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from waystation.relay.doubles import SEQ_BITS, SEQ_MASK, digest_of
from waystation.relay.refusals import of_disk
from waystation.relay.store_sqlite import check_store
from waystation.wire.limits import FRAME_SIZES, HANDLE_BYTES, LETTER_BYTES


@dataclass(frozen=True, slots=True)
class Problem:
    """What the store should not hold. `where` is a number of ours, never an address."""

    code: str
    message: str
    where: str = ""


def fsck(directory: Path) -> list[Problem]:
    """Check a store that no relay is writing, or one that is: it is read as of one moment.

    Raises:
        FormatError: no store lies there.
        UnavailableError: it cannot be read at all.
    """
    uri = f"{check_store(directory).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as database:
            database.execute("BEGIN")
            damage = [row[0] for row in database.execute("PRAGMA integrity_check(20)")]
            if damage != ["ok"]:
                return [Problem("store.damaged", "the database file is damaged")]
            return [problem for check in _CHECKS for problem in check(database)]
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise of_disk(error) from error
        return [Problem("store.damaged", "the database file is damaged")]


def _feeds(database: sqlite3.Connection) -> Iterator[Problem]:
    rows = database.execute(
        "SELECT f.number, last_seq, count(key), coalesce(max(key), 0) FROM feeds f"
        " LEFT JOIN frames ON key > f.number << 31 AND key < (f.number + 1) << 31"
        " GROUP BY f.number"
    )
    for number, last_seq, count, newest in rows:
        if count != last_seq or newest & SEQ_MASK != last_seq:
            yield Problem(
                "feed.gap", "a frame is missing or one too many", f"feed {number}"
            )


def _frames(database: sqlite3.Connection) -> Iterator[Problem]:
    rows = database.execute(
        "SELECT key, digest, frame, h.handle, h.feed FROM frames f"
        " LEFT JOIN handles h ON h.number = f.handle"
    )
    for key, digest, frame, handle, feed in rows:
        where = f"feed {key >> SEQ_BITS} frame {key & SEQ_MASK}"
        if digest != digest_of(frame) or len(frame) not in FRAME_SIZES:
            yield Problem("frame.changed", "a frame is not what was stored", where)
        if handle != frame[:HANDLE_BYTES] or feed != key >> SEQ_BITS:
            yield Problem("frame.handle", "a frame belongs to no handle of its feed", where)
    doubles = database.execute(
        "SELECT handle FROM frames GROUP BY handle, digest HAVING count(*) > 1"
    )
    for (handle,) in doubles:
        yield Problem("frame.double", "a frame was stored twice", f"handle {handle}")


def _letters(database: sqlite3.Connection) -> Iterator[Problem]:
    rows = database.execute(
        "SELECT key, box, digest, letter, last_seq FROM letters l"
        " LEFT JOIN bodies b ON b.number = body LEFT JOIN boxes x ON x.number = box"
        " WHERE body OR gone_at IS NULL"  # of what is gone the digest alone is left
    )
    for key, box, digest, letter, last_seq in rows:
        where = f"box {key >> SEQ_BITS} letter {key & SEQ_MASK}"
        if letter is None or digest != digest_of(letter) or len(letter) != LETTER_BYTES:
            yield Problem("letter.changed", "a letter is not what was stored", where)
        if last_seq is None or box != key >> SEQ_BITS or key & SEQ_MASK > last_seq:
            yield Problem("letter.box", "a letter lies in no box", where)
    kept = ["SELECT body FROM letters", "SELECT body FROM notes"]
    if _has_slips(database):
        kept += ["SELECT body FROM slip_notes"]
        kept += ["SELECT body FROM slips WHERE body IS NOT NULL"]
    orphans = database.execute(
        f"SELECT number FROM bodies WHERE number NOT IN ({' UNION '.join(kept)})"  # noqa: S608  # constants of ours
    )
    for (number,) in orphans:
        yield Problem(
            "letter.orphan", "a letter was kept that no box has", f"body {number}"
        )


def _watches(database: sqlite3.Connection) -> Iterator[Problem]:
    rows = database.execute(
        "SELECT w.number, state, count(n.place), count(b.number) FROM watches w"
        " LEFT JOIN notes n ON n.watch = w.number LEFT JOIN bodies b ON b.number = n.body"
        " GROUP BY w.number"
    )
    for number, state, notes, bodies in rows:
        if state not in {"armed", "checked_in", "fired", "disarmed"}:
            yield Problem("watch.state", "a watch in no known state", f"watch {number}")
        if notes != bodies:
            yield Problem("watch.note", "a note has lost its letter", f"watch {number}")
        if state != "armed" and notes:
            yield Problem(
                "watch.over", "a watch that is over keeps notes", f"watch {number}"
            )


def _slips(database: sqlite3.Connection) -> Iterator[Problem]:
    if not _has_slips(database):
        return
    rows = database.execute(
        "SELECT s.number, state, holder IS NOT NULL, s.body IS NOT NULL,"
        " letter IS NOT NULL, (SELECT count(*) FROM slip_notes n WHERE n.slip = s.number)"
        " FROM slips s LEFT JOIN bodies b ON b.number = s.body"
    )
    for number, state, is_held, names_body, has_body, notes in rows:
        where = f"slip {number}"
        if state not in {"made", "claimed", "revoked", "locked"}:
            yield Problem("slip.state", "a slip in no known state", where)
        if is_held != (state == "claimed") or (names_body and not has_body):
            yield Problem("slip.half", "a slip is half opened", where)
        if state != "made" and notes:
            yield Problem("slip.over", "a slip that is over keeps notes", where)
        if state in {"revoked", "locked"} and names_body:
            yield Problem("slip.over", "a slip that is dead keeps its body", where)


def _has_slips(database: sqlite3.Connection) -> bool:
    """Say whether the store has slips: one that no newer relay has opened has none."""
    row = database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'slips'").fetchone()
    return row is not None


def _chunks(database: sqlite3.Connection) -> Iterator[Problem]:
    for number, name, chunk in database.execute("SELECT rowid, id, chunk FROM chunks"):
        if sha256(chunk).digest() != name:
            yield Problem(
                "chunk.changed", "a chunk is not what was stored", f"chunk {number}"
            )


_CHECKS = (_feeds, _frames, _letters, _watches, _slips, _chunks)
