"""Letterboxes on SQLite (spec/relay.md R-8 to R-14)."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from waystation.errors import ConflictError, NotPermittedError
from waystation.relay.days import day_of, to_seconds
from waystation.relay.doubles import DIGEST_BYTES, SEQ_BITS, SEQ_MASK, digest_of
from waystation.relay.feeds import take_page
from waystation.relay.jobs import Done, MarkRead, OpenBox, Page, PutLetter
from waystation.relay.refusals import no_such, over_quota
from waystation.relay.settings import Settings
from waystation.relay.tokens import opens


class Boxes:
    """Writes letterboxes on the one writing connection."""

    def __init__(self, database: sqlite3.Connection, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    def open_box(self, job: OpenBox, now: datetime) -> Done:
        """Open a box once, or name the key that letters must be sealed to from now on."""
        row = self._database.execute(
            "SELECT number, read_hash, sealed_to FROM boxes WHERE id = ?", (job.box,)
        ).fetchone()
        if row is None:
            return self._insert(job, now)
        number, read_hash, sealed_to = row
        if read_hash != job.read_hash:
            raise no_such()
        if sealed_to == job.sealed_to:
            return Done()
        if not opens(job.token, read_hash):
            raise no_such()
        self._database.execute(
            "UPDATE boxes SET sealed_to = ? WHERE number = ?", (job.sealed_to, number)
        )
        return Done()

    def put_letter(self, job: PutLetter, now: datetime) -> Done:
        """Store a letter; the same letter again gets the number it has."""
        row = self._database.execute(
            "SELECT number, append_hash, open, sealed_to, day, day_count, day_unknown"
            " FROM boxes WHERE id = ?",
            (job.box,),
        ).fetchone()
        if row is None:
            raise no_such()
        number, append_hash, is_open, sealed_to, day, count, unknown = row
        known = bool(append_hash) and opens(job.token, append_hash)
        if not known and not is_open and append_hash:
            raise no_such()
        if not known and is_open and not job.worked:
            raise NotPermittedError("relay.work_needed", "a proof of work is needed")
        digest = digest_of(job.letter)
        old = self.find(number, digest)
        if old is not None:
            return Done((old,))
        if sealed_to is not None and job.sealed_to != sealed_to:
            raise ConflictError(
                "box.key_expired", "seal it again, to the box's present key"
            )
        stranger = bool(is_open) and not known
        if day != day_of(now):
            day, count, unknown = day_of(now), 0, 0
        if count >= self._settings.letters_a_day or (
            stranger and unknown >= self._settings.letters_a_day_unknown
        ):
            raise over_quota(now)
        self._database.execute(
            "UPDATE boxes SET day = ?, day_count = ?, day_unknown = ? WHERE number = ?",
            (day, count + 1, unknown + stranger, number),
        )
        seq = self.deliver(number, digest, self.keep(job.letter), now)
        return Done((seq,), (job.box,))

    def mark_read(self, job: MarkRead, now: datetime) -> Done:
        """Start the last day of letters that were read for the first time.

        Counted from the full hour before, so that the moment of reading is not kept.
        """
        hour = now.replace(minute=0, second=0, microsecond=0)
        gone_at = to_seconds(hour + self._settings.fleeting)
        row = self._database.execute(
            "SELECT number FROM boxes WHERE id = ? AND fleeting", (job.box,)
        ).fetchone()
        if row is not None:
            base = row[0] << SEQ_BITS
            self._database.execute(
                "UPDATE letters SET gone_at = ? WHERE key > ? AND key <= ?"
                " AND gone_at IS NULL",
                (gone_at, base, base + job.last),
            )
        return Done()

    def sweep(self, now: datetime) -> int:
        """Erase letters that have had their time; return how many.

        Of one that was read and is gone the digest stays for a while: a sender who did not
        hear that it was taken sends it again, and it must not be shown again (R-13).
        """
        where = "(gone_at <= ? AND body) OR day < ?"
        oldest = day_of(now - timedelta(days=self._settings.letter_days))
        old = (to_seconds(now), oldest)
        self._database.execute(
            f"DELETE FROM bodies WHERE number IN (SELECT body FROM letters WHERE {where})",  # noqa: S608  # a constant of ours
            old,
        )
        forgotten = to_seconds(now - self._settings.doubles_known)
        self._database.execute(
            "DELETE FROM letters WHERE gone_at <= ? AND NOT body", (forgotten,)
        )
        gone = self._database.execute(
            "UPDATE letters SET body = 0 WHERE gone_at <= ? AND body", old[:1]
        ).rowcount
        swept = self._database.execute(
            "DELETE FROM letters WHERE day < ? AND body", old[1:]
        ).rowcount
        return gone + swept

    def number_of(self, box: bytes, where: str) -> int:
        """Return the number of a box.

        Raises:
            NotFoundError: there is none.
        """
        row = self._database.execute(
            "SELECT number FROM boxes WHERE id = ?", (box,)
        ).fetchone()
        if row is None:
            raise no_such(where)
        number: int = row[0]
        return number

    def keep(self, letter: bytes) -> int:
        """Store the bytes of a letter or of a note, and return their number."""
        cursor = self._database.execute("INSERT INTO bodies (letter) VALUES (?)", (letter,))
        if cursor.lastrowid is None:
            raise AssertionError("an insert has a row")
        return cursor.lastrowid

    def find(self, box: int, digest: bytes) -> int | None:
        """Return the number that this letter already has in the box."""
        row = self._database.execute(
            "SELECT key FROM letters WHERE box = ? AND digest = ?", (box, digest)
        ).fetchone()
        return row[0] & SEQ_MASK if row else None

    def deliver(self, box: int, digest: bytes, body: int, now: datetime) -> int:
        """Put stored bytes into a box, whatever its quota, and return their number."""
        (seq,) = self._database.execute(
            "UPDATE boxes SET last_seq = last_seq + 1 WHERE number = ? RETURNING last_seq",
            (box,),
        ).fetchone()
        self._database.execute(
            "INSERT INTO letters (key, box, digest, body, day) VALUES (?, ?, ?, ?, ?)",
            ((box << SEQ_BITS) + seq, box, digest, body, day_of(now)),
        )
        number: int = seq
        return number

    def deliver_note(self, box: int, digest: bytes, body: int, now: datetime) -> None:
        """Put a note into its box: where it was posted by hand it is there once."""
        if self.find(box, digest) is None:
            self.deliver(box, digest, body, now)
        else:
            self._database.execute("DELETE FROM bodies WHERE number = ?", (body,))

    def _insert(self, job: OpenBox, now: datetime) -> Done:
        (count,) = self._database.execute("SELECT max(number) FROM boxes").fetchone()
        if (count or 0) >= self._settings.boxes_max:
            raise over_quota(now)
        self._database.execute(
            "INSERT INTO boxes (id, read_hash, append_hash, open, fleeting, sealed_to)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                job.box,
                job.read_hash,
                job.append_hash,
                job.open,
                job.fleeting,
                job.sealed_to,
            ),
        )
        return Done()


def read_box(
    database: sqlite3.Connection, box: bytes, token: bytes, after: int, now: datetime
) -> Page:
    """Read letters after a number; a box that is absent or not yours looks empty."""
    row = database.execute(
        "SELECT number, read_hash, fleeting, last_seq FROM boxes WHERE id = ?", (box,)
    ).fetchone()
    if row is None or not opens(token, row[1]):
        return Page([], 0)
    number, _, fleeting, last = row
    base = number << SEQ_BITS
    if fleeting:
        # What has gone must not show as a number either.
        (newest,) = database.execute(
            "SELECT max(key) FROM letters WHERE key > ? AND key <= ?"
            " AND (gone_at IS NULL OR gone_at > ?)",
            (base, base + last, to_seconds(now)),
        ).fetchone()
        last = newest & SEQ_MASK if newest else 0
    rows = database.execute(
        "SELECT key, letter FROM letters JOIN bodies ON bodies.number = body"
        " WHERE key > ? AND key <= ? AND (gone_at IS NULL OR gone_at > ?) ORDER BY key",
        (base + min(after, SEQ_MASK), base + last, to_seconds(now)),
    )
    records = take_page(rows)
    unmarked = bool(fleeting and records) and _has_unmarked(database, base, records[-1][0])
    return Page(records, last, unmarked)


def _has_unmarked(database: sqlite3.Connection, base: int, upto: int) -> bool:
    row = database.execute(
        "SELECT 1 FROM letters WHERE key > ? AND key <= ? AND gone_at IS NULL LIMIT 1",
        (base, base + upto),
    ).fetchone()
    return row is not None


def are_unread(
    database: sqlite3.Connection, letters: Sequence[tuple[bytes, bytes]]
) -> list[bool]:
    """Say of each letter (box, SHA-256) whether it is there and was never read.

    No answer tells an absent box from one that has no such letter.
    """
    return [
        database.execute(
            "SELECT 1 FROM letters JOIN boxes ON boxes.number = box"
            " WHERE boxes.id = ? AND digest = ? AND gone_at IS NULL",
            (box, digest[:DIGEST_BYTES]),
        ).fetchone()
        is not None
        for box, digest in letters
    ]
