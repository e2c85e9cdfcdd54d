"""What the relay has acknowledged, kept for as long as the relay's backups live.

A relay that goes back to a backup has lost what came later: then all of this is sent once
more, the same bytes, which a relay that still has them answers like the first time. Letters
are kept as they were sealed; what somebody wrote is not among it. Each row is sealed under
the store's key, so that a locked store shows how many there are.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from waystation.encoding import from_json, from_rfc3339, to_json, to_rfc3339, unb64
from waystation.post.vault import Vault

KEPT_FOR = timedelta(days=14)
"""A relay's backups are destroyed after as long (spec/relay.md)."""
ASK_EVERY = timedelta(hours=1)
UNREAD_COUNTS_FOR = timedelta(hours=23)
"""What was unread is not gone sooner: a day, from the full hour before (R-13)."""
AGAIN = {"disarm": "disarm.again", "slip.revoke": "slip.end"}
"""What was taken back stays so where a relay no longer has it."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox_sent (
  id INTEGER PRIMARY KEY, sealed BLOB NOT NULL, content BLOB NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A request that was acknowledged `at` a time; `unread_at` is of fleeting letters."""

    id: int
    route: str
    arguments: Mapping[str, Any]
    at: datetime
    unread_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A letter of which the relay is asked whether somebody has read it."""

    id: int
    box: bytes
    digest: bytes


class Sent:
    """The table of what was acknowledged; the caller holds the transaction."""

    def __init__(self, database: sqlite3.Connection, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._database.executescript(_SCHEMA)
        self._looked: datetime | None = None

    def keep(self, kept: Kept, content: bytes) -> None:
        """Keep a request, if sending it once more can put right what was lost."""
        if kept.route == "box" and "token" in kept.arguments:
            # A new key of a box is said again by whoever knows the newest one.
            return
        self._database.execute(
            "INSERT OR REPLACE INTO outbox_sent VALUES (?, ?, ?)",
            (kept.id, self._sealed(kept), self._vault.cover(content)),
        )

    def forget(self, numbers: Iterable[int]) -> None:
        """Destroy requests: what they carried was read, or no backup can lack it."""
        self._database.executemany(
            "DELETE FROM outbox_sent WHERE id = ?", [(number,) for number in numbers]
        )

    def all(self) -> list[Kept]:
        """Return everything that is kept, oldest first, but for what it carries."""
        rows = self._database.execute("SELECT id, sealed FROM outbox_sent ORDER BY id")
        return [self._opened(number, sealed) for number, sealed in rows.fetchall()]

    def look_is_due(self, now: datetime) -> bool:
        """Say whether it is an hour since what is kept was last looked through."""
        return self._looked is None or now >= self._looked + ASK_EVERY

    def look_through(
        self, now: datetime, spent: Collection[str]
    ) -> tuple[list[int], list[Asked]]:
        """Return what need not be kept any more, and what is to be asked about."""
        self._looked = now
        kept = self.all()
        old = {*what_is_over(kept, now), *_made(kept, [*spent, *_taken_back(kept)])}
        old |= {one.id for one in kept if one.at + KEPT_FOR < now}
        asked = [
            Asked(
                one.id,
                unb64(one.arguments["box"]),
                sha256(self._content(one.id)).digest(),
            )
            for one in kept
            if one.unread_at is not None and one.id not in old
        ]
        return sorted(old), asked

    def note_unread(self, numbers: Iterable[int], now: datetime) -> None:
        """Note that the relay had these letters at `now`, and nobody had read them."""
        for number in numbers:
            row = self._database.execute(
                "SELECT sealed FROM outbox_sent WHERE id = ?", (number,)
            ).fetchone()
            if row is not None:
                unread = replace(self._opened(number, row[0]), unread_at=now)
                self._database.execute(
                    "UPDATE outbox_sent SET sealed = ? WHERE id = ?",
                    (self._sealed(unread), number),
                )

    def _content(self, number: int) -> bytes:
        (content,) = self._database.execute(
            "SELECT content FROM outbox_sent WHERE id = ?", (number,)
        ).fetchone()
        return self._vault.uncover(content)

    def _sealed(self, kept: Kept) -> bytes:
        """Seal what is kept of a request: no draft, which is what somebody wrote."""
        arguments = {
            name: value for name, value in kept.arguments.items() if name != "draft"
        }
        unread_at = None if kept.unread_at is None else to_rfc3339(kept.unread_at)
        said = {
            "route": kept.route,
            "arguments": arguments,
            "at": to_rfc3339(kept.at),
            "unread_at": unread_at,
        }
        return self._vault.seal(to_json(said))

    def _opened(self, number: int, sealed: bytes) -> Kept:
        said = from_json(self._vault.open(sealed))
        unread_at = said["unread_at"]
        return Kept(
            number,
            said["route"],
            said["arguments"],
            from_rfc3339(said["at"]),
            None if unread_at is None else from_rfc3339(unread_at),
        )


def is_surely_unread(kept: Kept, now: datetime) -> bool:
    """Say whether a letter to a fleeting box cannot have been read and erased since.

    One that was must not be shown again to whoever holds the phrase by now.
    """
    return kept.unread_at is None or now < kept.unread_at + UNREAD_COUNTS_FOR


def what_is_over(kept: Iterable[Kept], now: datetime) -> list[int]:
    """Return requests that nobody waits for any more, and what would take them back.

    A watch whose time has passed would fire at once, and a slip would be refused.
    """
    over, gone = [], set()
    for one in kept:
        if one.route == "watch":
            arming = one.arguments["arming"]
            due = from_rfc3339(arming["due"])
            ended = due + timedelta(seconds=arming.get("grace_s", 0)) < now
        elif one.route == "slip":
            ended = from_rfc3339(one.arguments["making"]["expires"]) < now
        else:
            named = one.arguments.get("watch") or one.arguments.get("slip")
            ended = one.route in (*AGAIN, *AGAIN.values()) and named in gone
        if ended:
            over.append(one.id)
            gone.add(one.arguments.get("watch") or one.arguments.get("slip"))
    return over


def _taken_back(kept: Iterable[Kept]) -> list[str]:
    """Return the slips that the relay has taken back: nobody makes them again."""
    again = {"slip.revoke", AGAIN["slip.revoke"]}
    return [one.arguments["slip"] for one in kept if one.route in again]


def _made(kept: Iterable[Kept], spent: Collection[str]) -> list[int]:
    """Return what made the watches and slips that have served."""
    return [
        one.id
        for one in kept
        if one.route in {"watch", "slip"} and one.arguments[one.route] in spent
    ]
