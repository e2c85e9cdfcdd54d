"""Saved before sent: what goes to the relay waits here until the relay has acknowledged it.

An item is written in the transaction of the act that causes it, is sent as often as
needed (every route of the relay answers a double like the first) and leaves only when
acknowledged. What the relay refuses is set aside, said and asked again every hour; it never
blocks the rest.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from waystation.encoding import from_json, to_json
from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post.vault import Vault

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
REFUSED_WAIT = timedelta(hours=1)
BATCH_BYTES = 2 * 1024 * 1024
BATCH_FRAMES = 1000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  route TEXT NOT NULL, sealed BLOB NOT NULL, content BLOB NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, not_before REAL NOT NULL DEFAULT 0,
  refused TEXT
);
"""


@dataclass(frozen=True, slots=True)
class Item:
    """One request that waits: its route, its small arguments, and the bytes it carries."""

    id: int
    route: str
    arguments: Mapping[str, Any]
    content: bytes
    tries: int


@dataclass(frozen=True, slots=True)
class Pushed:
    """What one push did. `stopped_by` is why it stopped early, if it did."""

    sent: int
    refused: tuple[tuple[int, str], ...]
    stopped_by: UnavailableError | FormatError | None = None


class Outbox:
    """The table of what waits; `arguments` (box ids, tokens) are sealed at rest."""

    def __init__(self, database: sqlite3.Connection, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._database.executescript(_SCHEMA)

    def put(self, route: str, arguments: Mapping[str, Any], content: bytes = b"") -> int:
        """Save a request in the caller's transaction; return its number."""
        sealed = self._vault.seal(to_json(dict(arguments)))
        cursor = self._database.execute(
            "INSERT INTO outbox (route, sealed, content) VALUES (?, ?, ?)",
            (route, sealed, content),
        )
        return int(cursor.lastrowid or 0)

    def waiting(self, now: datetime | None = None) -> list[Item]:
        """Return what waits, oldest first; with `now` only what is due to be tried."""
        latest = float("inf") if now is None else now.timestamp()
        rows = self._database.execute(
            "SELECT id, route, sealed, content, tries FROM outbox"
            " WHERE not_before <= ? ORDER BY id",
            (latest,),
        ).fetchall()
        return [
            Item(number, route, from_json(self._vault.open(sealed)), content, tries)
            for number, route, sealed, content, tries in rows
        ]

    def refused(self) -> list[tuple[int, str, str]]:
        """Return what the relay refused for good: number, route, code."""
        return list(
            self._database.execute(
                "SELECT id, route, refused FROM outbox"
                " WHERE refused IS NOT NULL ORDER BY id"
            )
        )

    def next_try(self) -> datetime | None:
        """Return when the next waiting item is due; None where nothing waits."""
        (moment,) = self._database.execute("SELECT MIN(not_before) FROM outbox").fetchone()
        return None if moment is None else datetime.fromtimestamp(moment, UTC)

    def done(self, *numbers: int) -> None:
        """Forget items that the relay has acknowledged."""
        self._database.executemany(
            "DELETE FROM outbox WHERE id = ?", [(number,) for number in numbers]
        )

    def later(
        self, items: Sequence[Item], now: datetime, retry_after: float | None
    ) -> None:
        """Try again after a wait that doubles up to five minutes."""
        for item in items:
            wait = min(FIRST_WAIT * 2 ** min(item.tries, 16), LONGEST_WAIT)
            if retry_after is not None:
                wait = min(max(wait, timedelta(seconds=retry_after)), LONGEST_WAIT)
            self._database.execute(
                "UPDATE outbox SET tries = tries + 1, not_before = ? WHERE id = ?",
                ((now + wait).timestamp(), item.id),
            )

    def set_aside(self, number: int, code: str, now: datetime) -> None:
        """Keep a refused item out of the way; it is asked again, never dropped."""
        self._database.execute(
            "UPDATE outbox SET refused = ?, tries = tries + 1, not_before = ? WHERE id = ?",
            (code, (now + REFUSED_WAIT).timestamp(), number),
        )


def push(
    outbox: Outbox,
    send: Callable[[Sequence[Item]], None],
    now: datetime,
    guard: Callable[[], AbstractContextManager[object]] = nullcontext,
    replace: Callable[[Item, RuleError], bool] | None = None,
) -> Pushed:
    """Send what is due, in order, noting each acknowledgement inside `guard`.

    Frames go in batches. An unavailable relay ends the push: everything else waits.
    `replace` may put another item in the place of a refused one, and says whether it did.
    Nothing is sent inside `guard`, which may be a lock.
    """
    sent = 0
    refused: list[tuple[int, str]] = []
    with guard():
        queue = _batches(outbox.waiting(now))
    while queue:
        batch = queue.pop(0)
        error = _try(send, batch)
        with guard():
            if error is None:
                outbox.done(*(item.id for item in batch))
                sent += len(batch)
            elif not isinstance(error, RuleError):
                # A relay that answers garbage has acknowledged nothing.
                wait = error.retry_after if isinstance(error, UnavailableError) else None
                outbox.later(batch, now, wait)
                return Pushed(sent, tuple(refused), error)
            elif len(batch) > 1:
                queue[:0] = [[item] for item in batch]
            elif replace is not None and replace(batch[0], error):
                outbox.done(batch[0].id)
            else:
                outbox.set_aside(batch[0].id, error.code, now)
                refused.append((batch[0].id, error.code))
    return Pushed(sent, tuple(refused))


def _try(
    send: Callable[[Sequence[Item]], None], batch: Sequence[Item]
) -> RuleError | UnavailableError | FormatError | None:
    try:
        send(batch)
    except (RuleError, UnavailableError, FormatError) as error:
        return error
    return None


def _batches(items: Sequence[Item]) -> list[list[Item]]:
    """Put neighbouring frames together, within what one append may carry."""
    batches: list[list[Item]] = []
    size = 0
    for item in items:
        joins = bool(batches) and item.route == "frame" == batches[-1][0].route
        size = size + len(item.content) if joins else len(item.content)
        if joins and size <= BATCH_BYTES and len(batches[-1]) < BATCH_FRAMES:
            batches[-1].append(item)
        else:
            batches.append([item])
            size = len(item.content)
    return batches
