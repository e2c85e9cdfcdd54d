"""Watches on SQLite (spec/watch.md W-1, W-2, W-4)."""

import sqlite3
from datetime import datetime, timedelta

from waystation.errors import ConflictError, FormatError
from waystation.relay.boxes import Boxes
from waystation.relay.days import from_seconds, to_seconds
from waystation.relay.doubles import digest_of
from waystation.relay.feeds import Feeds
from waystation.relay.jobs import (
    ArmWatch,
    CheckInWatch,
    DisarmWatch,
    Done,
    FireWatches,
    Outage,
    WatchStanding,
)
from waystation.relay.refusals import no_such
from waystation.relay.settings import Settings
from waystation.relay.terms import digest_of_terms, made_before
from waystation.relay.tokens import count_opening, hash_of, opens, split_hashes

DISARMERS = 2


class Watches:
    """Writes watches on the one writing connection."""

    def __init__(
        self, database: sqlite3.Connection, feeds: Feeds, boxes: Boxes, settings: Settings
    ) -> None:
        self._database = database
        self._feeds = feeds
        self._boxes = boxes
        self._settings = settings

    def arm(self, job: ArmWatch, now: datetime) -> Done:
        """Arm a watch once; the same again changes nothing, other terms are refused."""
        owner = self._feeds.owner(job.token)
        terms = _terms_of(job)
        row = self._database.execute(
            "SELECT owner, terms FROM watches WHERE id = ?", (job.watch,)
        ).fetchone()
        if row is not None:
            other = ConflictError("watch.exists", "the watch stands with other terms")
            return made_before(row, owner.read_hash, terms, other)
        if len(job.disarm_hashes) < DISARMERS or job.fires <= job.opens:
            raise FormatError("watch.terms", "too few to disarm it, or no time in between")
        check_in_box = self._boxes.number_of(job.check_in_box, "check_in_box")
        places = [
            self._boxes.number_of(box, f"notes.{place}")
            for place, (box, _) in enumerate(job.notes)
        ]
        self._feeds.charge(owner, sum(len(letter) for _, letter in job.notes), now)
        number = self._database.execute(
            "INSERT INTO watches (id, owner, terms, opens, fires, check_in_hash,"
            " disarm_hashes, check_in_box) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                job.watch,
                owner.read_hash,
                terms,
                to_seconds(job.opens),
                to_seconds(job.fires),
                job.check_in_hash,
                b"".join(job.disarm_hashes),
                check_in_box,
            ),
        ).lastrowid
        self._database.executemany(
            "INSERT INTO notes VALUES (?, ?, ?, ?, ?)",
            [
                (number, place, box, digest_of(letter), self._boxes.keep(letter))
                for place, (box, (_, letter)) in enumerate(
                    zip(places, job.notes, strict=True)
                )
            ],
        )
        return Done()

    def check_in(self, job: CheckInWatch, now: datetime) -> Done:
        """Store a sign of life and its letter together: once, and only in the window."""
        row = self._database.execute(
            "SELECT watches.number, check_in_hash, state, opens, fires, check_in_box,"
            " check_in_digest, check_in_seq, boxes.id"
            " FROM watches JOIN boxes ON boxes.number = check_in_box WHERE watches.id = ?",
            (job.watch,),
        ).fetchone()
        if row is None or not opens(job.token, row[1]):
            raise no_such()
        number, _, state, opens_at, fires, box, old_digest, old_seq, box_id = row
        digest = digest_of(job.letter)
        if state == "checked_in":
            if digest != old_digest:
                raise ConflictError("watch.spent", "this watch has had its check-in")
            return Done((old_seq,))
        if to_seconds(now) < opens_at:
            raise ConflictError("watch.not_open", "the window has not opened")
        if state != "armed" or to_seconds(now) >= fires:
            raise ConflictError("watch.over", "the window has closed")
        seq = self._boxes.find(box, digest)
        if seq is None:
            seq = self._boxes.deliver(box, digest, self._boxes.keep(job.letter), now)
        self._database.execute(
            "UPDATE watches SET state = 'checked_in', check_in_digest = ?, check_in_seq = ?"
            " WHERE number = ?",
            (digest, seq, number),
        )
        self._erase_notes(number)
        return Done((seq,), (box_id,))

    def disarm(self, job: DisarmWatch, _now: datetime) -> Done:
        """Disarm a watch if two different people's tokens agree."""
        row = self._database.execute(
            "SELECT number, disarm_hashes, state FROM watches WHERE id = ?", (job.watch,)
        ).fetchone()
        if row is None or count_opening(job.tokens, split_hashes(row[1])) < DISARMERS:
            raise no_such()
        number, _, state = row
        if state == "disarmed":
            return Done()
        if state != "armed":
            raise ConflictError("watch.over", "the watch is no longer armed")
        self._database.execute(
            "UPDATE watches SET state = 'disarmed' WHERE number = ?", (number,)
        )
        self._erase_notes(number)
        return Done()

    def fire(self, job: FireWatches, now: datetime) -> Done:
        """Append the notes of watches that are due; `seqs` holds how many fired."""
        due = self._database.execute(
            "SELECT number FROM watches WHERE state = 'armed' AND fires <= ?"
            " ORDER BY fires LIMIT ?",
            (to_seconds(now), job.limit),
        ).fetchall()
        news: set[bytes] = set()
        for (number,) in due:
            news.update(self._append_notes(number, now))
        late = job.outage
        stamp = (to_seconds(late.down_from), to_seconds(late.to)) if late else (None, None)
        self._database.executemany(
            "UPDATE watches SET state = 'fired', late_from = ?, late_to = ?"
            " WHERE number = ?",
            [(*stamp, number) for (number,) in due],
        )
        self._database.executemany("DELETE FROM notes WHERE watch = ?", due)
        return Done((len(due),), tuple(news))

    def sweep(self, now: datetime) -> int:
        """Erase watches that are long over; return how many."""
        oldest = to_seconds(now - timedelta(days=self._settings.watch_days))
        return self._database.execute(
            "DELETE FROM watches WHERE state <> 'armed' AND fires < ?", (oldest,)
        ).rowcount

    def _append_notes(self, watch: int, now: datetime) -> list[bytes]:
        rows = self._database.execute(
            "SELECT box, digest, body, boxes.id FROM notes"
            " JOIN boxes ON boxes.number = box WHERE watch = ? ORDER BY place",
            (watch,),
        ).fetchall()
        for box, digest, body, _ in rows:
            self._boxes.deliver_note(box, digest, body, now)
        return [row[3] for row in rows]

    def _erase_notes(self, watch: int) -> None:
        self._database.execute(
            "DELETE FROM bodies WHERE number IN (SELECT body FROM notes WHERE watch = ?)",
            (watch,),
        )
        self._database.execute("DELETE FROM notes WHERE watch = ?", (watch,))


def read_watch(database: sqlite3.Connection, watch: bytes, token: bytes) -> WatchStanding:
    """Say how a watch stands.

    Raises:
        NotFoundError: no such watch, or not with this token.
    """
    row = database.execute(
        "SELECT state, late_from, late_to FROM watches WHERE id = ? AND owner = ?",
        (watch, hash_of(token)),
    ).fetchone()
    if row is None:
        raise no_such()
    state, late_from, late_to = row
    if late_from is None:
        return WatchStanding(state, None)
    return WatchStanding(state, Outage(from_seconds(late_from), from_seconds(late_to)))


def _terms_of(job: ArmWatch) -> bytes:
    """Return a digest of everything a watch was armed with."""
    return digest_of_terms(
        (
            str(to_seconds(job.opens)).encode(),
            str(to_seconds(job.fires)).encode(),
            job.check_in_hash,
            *sorted(job.disarm_hashes),
            job.check_in_box,
            *(part for note in job.notes for part in note),
        )
    )
