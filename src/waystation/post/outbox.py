"""Saved before sent: what goes to the relay waits here until the relay has acknowledged it.

An item is written in the transaction of the act that causes it, is sent as often as
needed (every route of the relay answers a double like the first) and leaves only when
acknowledged. What the relay refuses is set aside, said and asked again every hour; it never
blocks the rest. What was acknowledged is kept sealed in `post.sent` and comes back from
there when the relay turns out to have lost records.
"""

import sqlite3
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from waystation.encoding import from_json, from_rfc3339, to_json, to_rfc3339
from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post.sent import AGAIN, KEPT_FOR, Asked, Kept, Sent, is_surely_unread
from waystation.post.vault import Vault

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)
REFUSED_WAIT = timedelta(hours=1)
_RELAY, _GENERATION, _UNSURE = "relay", "generation", "unsure"
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
    """The table of what waits: sealed at rest, the letters too, and of which kind it is.

    Otherwise who takes a locked store and the relay could say which letters left here, and
    who takes the store alone that somebody was on the way.
    """

    def __init__(self, database: sqlite3.Connection, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._database.executescript(_SCHEMA)
        self.sent = Sent(database, vault)

    def put(self, route: str, arguments: Mapping[str, Any], content: bytes = b"") -> int:
        """Save a request in the caller's transaction; return its number.

        A request that carries nothing and waits already keeps its number: what is sealed
        again is the same bytes (K-2).
        """
        sealed = self._sealed(route, arguments)
        if not content:
            waits = self._database.execute(
                "SELECT id FROM outbox WHERE sealed = ?", (sealed,)
            ).fetchone()
            if waits is not None:
                return int(waits[0])
        cursor = self._database.execute(
            "INSERT INTO outbox (route, sealed, content) VALUES ('', ?, ?)",
            (sealed, self._vault.cover(content)),
        )
        return int(cursor.lastrowid or 0)

    def waiting(self) -> list[Item]:
        """Return what the relay has neither taken nor refused, oldest first."""
        return self._items("refused IS NULL")

    def kept_back(self) -> list[Item]:
        """Return what the relay refused and is offered again, oldest first."""
        return self._items("refused IS NOT NULL")

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
            Item(number, *self._opened(route, sealed), self._vault.uncover(content), tries)
            for number, route, sealed, content, tries in rows
        ]

    def _sealed(self, route: str, arguments: Mapping[str, Any]) -> bytes:
        return self._vault.seal(to_json({"route": route, "arguments": dict(arguments)}))

    def _opened(self, route: str, sealed: bytes) -> tuple[str, Mapping[str, Any]]:
        """Open a request; one of an older version has its route beside the seal."""
        said = from_json(self._vault.open(sealed))
        return (route, said) if route else (said["route"], said["arguments"])

    def refused(self) -> list[tuple[int, str, str]]:
        """Return what the relay refused for good: number, route, code."""
        rows = self._database.execute(
            "SELECT id, route, sealed, refused FROM outbox"
            " WHERE refused IS NOT NULL ORDER BY id"
        ).fetchall()
        return [
            (number, self._opened(route, sealed)[0], self._code(refused))
            for number, route, sealed, refused in rows
        ]

    def _code(self, refused: bytes | str) -> str:
        """Open a code; one of an older version was written as it was."""
        if isinstance(refused, str):
            return refused
        return self._vault.open(refused).decode()

    def drop(self, number: int) -> None:
        """Forget an item that another has taken the place of."""
        self._database.execute("DELETE FROM outbox WHERE id = ?", (number,))
        self.sent.forget([number])

    def acknowledged(self, item: Item, generation: bytes, now: datetime) -> None:
        """Keep an item apart that the relay of this generation has taken.

        A relay that has been restored since may not have it: then it goes on waiting.
        """
        if generation != self.generation:
            return
        fleeting = now if item.arguments.get("fleeting") else None
        kept = Kept(item.id, item.route, item.arguments, now, fleeting)
        self.sent.keep(kept, item.content)
        self._database.execute("DELETE FROM outbox WHERE id = ?", (item.id,))

    @property
    def generation(self) -> bytes:
        """Return the relay's generation as it was last heard; empty before the first."""
        return self._vault.get(_RELAY, _GENERATION) or b""

    def heard(self, generation: bytes, now: datetime) -> None:
        """Note the relay's generation; if it is another, what it may lack waits again."""
        before = self.generation
        if before == generation:
            return
        if before:
            self.offer_again(now)
        self._vault.put(_RELAY, _GENERATION, generation)

    def offer_again(self, now: datetime, spent: Collection[str] = ()) -> None:
        """Send everything that was acknowledged once more, in the order of then.

        But not the making of `spent` slips and watches, nor a letter to a fleeting box that
        may have been read and erased: those are counted in `unsure`, and whoever wrote them
        has to know.
        """
        self.look_through(now, spent)
        kept = self.sent.all()
        unsure = [one.id for one in kept if not is_surely_unread(one, now)]
        for number in unsure:
            self._vault.put(_UNSURE, str(number), to_rfc3339(now).encode())
        for number in unsure:
            self.drop(number)
        for one in kept:
            if one.id not in unsure:
                sealed = self._sealed(AGAIN.get(one.route, one.route), one.arguments)
                self._database.execute(
                    "INSERT OR IGNORE INTO outbox (id, route, sealed, content)"
                    " SELECT id, '', ?, content FROM outbox_sent WHERE id = ?",
                    (sealed, one.id),
                )
        # What was refused may have lacked only what is sent before it now.
        self._database.execute(
            "UPDATE outbox SET refused = NULL, tries = 0, not_before = 0"
        )

    def look_through(
        self, now: datetime, spent: Collection[str] = ()
    ) -> tuple[int, list[Asked]]:
        """Destroy what has been kept for long enough, or made what is `spent` by now.

        Returns:
            How much that was, and the letters of which the relay is to be asked.
        """
        old, asked = self.sent.look_through(now, spent)
        for number in old:
            self.drop(number)
        for name, since in list(self._vault.items(_UNSURE)):
            if from_rfc3339(since.decode()) + KEPT_FOR < now:
                self._vault.drop(_UNSURE, name)
        waiting = {number for (number,) in self._database.execute("SELECT id FROM outbox")}
        return len(old), [one for one in asked if one.id not in waiting]

    @property
    def unsure(self) -> int:
        """Return how many letters may be lost, because they may have been read."""
        return sum(1 for _ in self._vault.items(_UNSURE))

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
            (self._vault.seal(code.encode()), (now + REFUSED_WAIT).timestamp(), number),
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
        queue, generation = outbox.due(now), outbox.generation
    for item in queue:
        error = _try(send, item)
        with guard():
            if error is None:
                outbox.acknowledged(item, generation, now)
                sent += 1
            elif not isinstance(error, RuleError):
                # A relay that answers garbage has acknowledged nothing.
                wait = error.retry_after if isinstance(error, UnavailableError) else None
                outbox.later(item, now, wait)
                return Pushed(sent, tuple(refused), error)
            elif replace is not None and replace(item, error):
                outbox.drop(item.id)
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
