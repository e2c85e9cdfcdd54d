"""Saved before sent: what goes to the relay waits here until the relay has acknowledged it.

An item is written in the transaction of the act that causes it, is sent as often as
needed (every route of the relay answers a double like the first) and leaves only when
acknowledged. What the relay refuses is set aside, said and asked again every hour; it never
blocks the rest.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from waystation.encoding import from_json, to_json
from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post.vault import Vault

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
REFUSED_WAIT = timedelta(hours=1)
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

    def waiting(self) -> list[Item]:
        """Return what the relay has neither taken nor refused, oldest first."""
        return self._items("refused IS NULL")

    def due(self, now: datetime) -> list[Item]:
        """Return what is to be tried: nothing that waits overtakes what was put before.

        What was refused holds nothing up, and is tried again when its time has come.
        """
        (later,) = self._database.execute(
            "SELECT MIN(id) FROM outbox WHERE refused IS NULL AND not_before > ?",
            (now.timestamp(),),
        ).fetchone()
        return self._items(
            "(not_before <= ? AND (refused IS NOT NULL OR id < ?))",
            now.timestamp(),
            2**62 if later is None else later,
        )

    def _items(self, where: str, *values: float) -> list[Item]:
        columns = "SELECT id, route, sealed, content, tries FROM outbox"
        query = f"{columns} WHERE {where} ORDER BY id"  # constants of ours
        rows = self._database.execute(query, values).fetchall()
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

    def done(self, number: int) -> None:
        """Forget an item that the relay has acknowledged."""
        self._database.execute("DELETE FROM outbox WHERE id = ?", (number,))

    def later(self, item: Item, now: datetime, retry_after: float | None) -> None:
        """Try again after a wait that doubles up to five minutes."""
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
    send: Callable[[Item], None],
    now: datetime,
    guard: Callable[[], AbstractContextManager[object]] = nullcontext,
    replace: Callable[[Item, RuleError], bool] | None = None,
) -> Pushed:
    """Send what is due, in order, noting each acknowledgement inside `guard`.

    An unavailable relay ends the push: everything else waits, since later items may need
    earlier ones. `replace` may put another item in the place of a refused one, and says
    whether it did. Nothing is sent inside `guard`, which may be a lock.
    """
    sent = 0
    refused: list[tuple[int, str]] = []
    with guard():
        queue = outbox.due(now)
    for item in queue:
        error = _try(send, item)
        with guard():
            if error is None:
                outbox.done(item.id)
                sent += 1
            elif not isinstance(error, RuleError):
                # A relay that answers garbage has acknowledged nothing.
                wait = error.retry_after if isinstance(error, UnavailableError) else None
                outbox.later(item, now, wait)
                return Pushed(sent, tuple(refused), error)
            elif replace is not None and replace(item, error):
                outbox.done(item.id)
            else:
                outbox.set_aside(item.id, error.code, now)
                refused.append((item.id, error.code))
    return Pushed(sent, tuple(refused))


def _try(
    send: Callable[[Item], None], item: Item
) -> RuleError | UnavailableError | FormatError | None:
    try:
        send(item)
    except (RuleError, UnavailableError, FormatError) as error:
        return error
    return None
