"""Slips on SQLite (spec/slip.md S-1 to S-6): opened once, by one, and dead afterwards."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from waystation.errors import ConflictError
from waystation.relay.boxes import Boxes
from waystation.relay.days import to_seconds
from waystation.relay.doubles import digest_of
from waystation.relay.feeds import Feeds
from waystation.relay.jobs import ClaimSlip, Done, MakeSlip, RevokeSlip
from waystation.relay.refusals import no_such
from waystation.relay.settings import Settings
from waystation.relay.terms import digest_of_terms, made_before
from waystation.relay.tokens import hash_of, opens
from waystation.wire.requests import SlipState

FAILURES_MAX = 5
_NOBODY = bytes(32)  # what a token is compared with where there is no slip


class Slips:
    """Writes slips on the one writing connection."""

    def __init__(
        self, database: sqlite3.Connection, feeds: Feeds, boxes: Boxes, settings: Settings
    ) -> None:
        self._database = database
        self._feeds = feeds
        self._boxes = boxes
        self._settings = settings

    def make(self, job: MakeSlip, now: datetime) -> Done:
        """Keep a slip once; the same again changes nothing, other terms are refused."""
        owner = self._feeds.owner(job.token)
        terms = _terms_of(job)
        row = self._database.execute(
            "SELECT owner, terms FROM slips WHERE id = ?", (job.slip,)
        ).fetchone()
        if row is not None:
            other = ConflictError("slip.exists", "the slip stands with other terms")
            return made_before(row, owner.read_hash, terms, other)
        noted = {"claimed": job.claimed, "locked": job.locked}
        places = {
            state: [
                self._boxes.number_of(box, f"{state}.{place}")
                for place, (box, _) in enumerate(notes)
            ]
            for state, notes in noted.items()
        }
        letters = [job.body, *(letter for notes in noted.values() for _, letter in notes)]
        self._feeds.charge(owner, sum(map(len, letters)), now)
        number = self._database.execute(
            "INSERT INTO slips (id, owner, terms, token_hash, expires, body)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                job.slip,
                owner.read_hash,
                terms,
                job.token_hash,
                to_seconds(job.expires),
                self._boxes.keep(job.body),
            ),
        ).lastrowid
        for state, notes in noted.items():
            self._keep_notes(number, state, places[state], notes)
        return Done()

    def claim(self, job: ClaimSlip, now: datetime) -> Done:
        """Hand the body to the first who shows the token, and to nobody else ever.

        A wrong token is counted although it is refused: the one refusal that leaves a
        trace.
        """
        row = self._database.execute(
            "SELECT number, token_hash, state, failures, expires, holder FROM slips"
            " WHERE id = ?",
            (job.slip,),
        ).fetchone()
        if not opens(job.shown, row[1] if row else _NOBODY):
            if row is not None and row[2] == "made" and to_seconds(now) < row[4]:
                self._count(row[0], row[3] + 1, now)
            raise no_such()
        number, _, state, _, expires, holder = row
        if state == "locked":
            raise no_such()
        if state == "revoked":
            raise ConflictError("slip.revoked", "it was taken back")
        if state == "claimed" and holder != job.holder:
            raise ConflictError("slip.claimed", "it was opened by somebody else")
        if to_seconds(now) >= expires:
            raise ConflictError("slip.expired", "its time is over")
        news: list[bytes] = []
        if state == "made":
            self._database.execute(
                "UPDATE slips SET state = 'claimed', holder = ? WHERE number = ?",
                (job.holder, number),
            )
            news = self._deliver(number, "claimed", now)
        (body,) = self._database.execute(
            "SELECT letter FROM slips JOIN bodies ON bodies.number = body"
            " WHERE slips.number = ?",
            (number,),
        ).fetchone()
        return Done((), tuple(news), body)

    def revoke(self, job: RevokeSlip, _now: datetime) -> Done:
        """Take a slip back, unless somebody was quicker."""
        row = self._database.execute(
            "SELECT number, state FROM slips WHERE id = ? AND owner = ?",
            (job.slip, hash_of(job.token)),
        ).fetchone()
        if row is None:
            raise no_such()
        number, state = row
        if state == "claimed":
            raise ConflictError("slip.claimed", "it was opened before")
        self._database.execute(
            "UPDATE slips SET state = 'revoked' WHERE number = ?", (number,)
        )
        self._erase([number])
        return Done()

    def sweep(self, now: datetime) -> int:
        """Erase what expired slips hold, and slips long over; return how many."""
        over = [
            number
            for (number,) in self._database.execute(
                "SELECT number FROM slips WHERE expires <= ? AND body IS NOT NULL",
                (to_seconds(now),),
            )
        ]
        self._erase(over)
        oldest = to_seconds(now - timedelta(days=self._settings.slip_days))
        gone = self._database.execute("DELETE FROM slips WHERE expires < ?", (oldest,))
        return len(over) + gone.rowcount

    def _count(self, number: int, failures: int, now: datetime) -> None:
        """Count a wrong token; the fifth locks the slip, and its owner is told."""
        state = "locked" if failures >= FAILURES_MAX else "made"
        self._database.execute(
            "UPDATE slips SET failures = ?, state = ? WHERE number = ?",
            (failures, state, number),
        )
        if state == "locked":
            self._deliver(number, "locked", now)
            self._erase([number])

    def _keep_notes(
        self,
        number: int | None,
        state: str,
        places: Sequence[int],
        notes: Sequence[tuple[bytes, bytes]],
    ) -> None:
        self._database.executemany(
            "INSERT INTO slip_notes VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, state, place, box, digest_of(letter), self._boxes.keep(letter))
                for place, (box, (_, letter)) in enumerate(zip(places, notes, strict=True))
            ],
        )

    def _deliver(self, slip: int, state: str, now: datetime) -> list[bytes]:
        """Append the notes of a state to their boxes, and erase those of the other."""
        rows = self._database.execute(
            "SELECT box, digest, body, boxes.id FROM slip_notes"
            " JOIN boxes ON boxes.number = box WHERE slip = ? AND state = ? ORDER BY place",
            (slip, state),
        ).fetchall()
        for box, digest, body, _ in rows:
            self._boxes.deliver_note(box, digest, body, now)
        self._database.execute(
            "DELETE FROM slip_notes WHERE slip = ? AND state = ?", (slip, state)
        )
        self._erase_notes(slip)
        return [row[3] for row in rows]

    def _erase(self, slips: Sequence[int]) -> None:
        """Erase the bodies and notes of slips."""
        for slip in slips:
            self._erase_notes(slip)
            self._database.execute(
                "DELETE FROM bodies"
                " WHERE number = (SELECT body FROM slips WHERE number = ?)",
                (slip,),
            )
            self._database.execute("UPDATE slips SET body = NULL WHERE number = ?", (slip,))

    def _erase_notes(self, slip: int) -> None:
        self._database.execute(
            "DELETE FROM bodies WHERE number IN"
            " (SELECT body FROM slip_notes WHERE slip = ?)",
            (slip,),
        )
        self._database.execute("DELETE FROM slip_notes WHERE slip = ?", (slip,))


def read_slip(
    database: sqlite3.Connection, slip: bytes, token: bytes, now: datetime
) -> SlipState:
    """Say how a slip stands; reading changes nothing.

    Raises:
        NotFoundError: no such slip, or not with this token.
    """
    row = database.execute(
        "SELECT state, expires FROM slips WHERE id = ? AND owner = ?",
        (slip, hash_of(token)),
    ).fetchone()
    if row is None:
        raise no_such()
    state: SlipState = row[0]
    return "expired" if state == "made" and to_seconds(now) >= row[1] else state


def _terms_of(job: MakeSlip) -> bytes:
    """Return a digest of everything a slip was made with."""
    return digest_of_terms(
        (
            job.token_hash,
            str(to_seconds(job.expires)).encode(),
            job.body,
            *(part for note in job.claimed for part in note),
            b"locked",
            *(part for note in job.locked for part in note),
        )
    )
