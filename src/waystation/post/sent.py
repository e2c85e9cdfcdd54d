"""What the relay has acknowledged, kept for as long as the relay's backups live.

A relay that goes back to a backup has lost what came later: then all of this is sent once
more, the same bytes, which a relay that still has them answers like the first time. Letters
are kept as they were sealed; what somebody wrote is not among it. Each row is sealed under
the store's key, so that a locked store shows how many there are.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    content: bytes
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

    def keep(self, kept: Kept) -> None:
        """Keep a request, if sending it once more can put right what was lost."""
        arguments = _lasting(kept.route, kept.arguments)
        if arguments is None:
            return
        said = {
            "route": kept.route,
            "arguments": arguments,
            "at": to_rfc3339(kept.at),
            "unread_at": None if kept.unread_at is None else to_rfc3339(kept.unread_at),
        }
        self._database.execute(
            "INSERT OR REPLACE INTO outbox_sent VALUES (?, ?, ?)",
            (kept.id, self._vault.seal(to_json(said)), kept.content),
        )

    def forget(self, numbers: Sequence[int]) -> None:
        """Destroy requests: what they carried was read, or no backup can lack it."""
        self._database.executemany(
            "DELETE FROM outbox_sent WHERE id = ?", [(number,) for number in numbers]
        )

    def all(self) -> Iterator[Kept]:
        """Return everything that is kept, oldest first."""
        rows = self._database.execute(
            "SELECT id, sealed, content FROM outbox_sent ORDER BY id"
        ).fetchall()
        for number, sealed, content in rows:
            said = from_json(self._vault.open(sealed))
            unread_at = said["unread_at"]
            yield Kept(
                number,
                said["route"],
                said["arguments"],
                content,
                from_rfc3339(said["at"]),
                None if unread_at is None else from_rfc3339(unread_at),
            )

    def look_is_due(self, now: datetime) -> bool:
        """Say whether it is an hour since what is kept was last looked through."""
        return self._looked is None or now >= self._looked + ASK_EVERY

    def look_through(self, now: datetime) -> tuple[list[int], list[Asked]]:
        """Return what has been kept for long enough, and what is to be asked about."""
        self._looked = now
        old, asked = [], []
        for one in self.all():
            if one.at + KEPT_FOR < now:
                old.append(one.id)
            elif one.unread_at is not None:
                box = unb64(one.arguments["box"])
                asked.append(Asked(one.id, box, sha256(one.content).digest()))
        return old, asked

    def note_unread(self, numbers: Sequence[int], now: datetime) -> None:
        """Note that the relay had these letters at `now`, and nobody had read them."""
        wanted = set(numbers)
        for one in list(self.all()):
            if one.id in wanted:
                self.keep(Kept(one.id, one.route, one.arguments, one.content, one.at, now))


def is_surely_unread(kept: Kept, now: datetime) -> bool:
    """Say whether a letter to a fleeting box cannot have been read and erased since.

    One that was must not be shown again to whoever holds the phrase by now.
    """
    return kept.unread_at is None or now < kept.unread_at + UNREAD_COUNTS_FOR


def _lasting(route: str, arguments: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return what is kept of a request's arguments; None where nothing is.

    The draft of a letter is what somebody wrote: it goes with the acknowledgement. A new
    key of a box is said again by whoever knows the newest, not by whoever said it once.
    """
    if route == "box" and "token" in arguments:
        return None
    return {name: value for name, value in arguments.items() if name != "draft"}
