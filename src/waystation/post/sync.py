"""Reading what the relay holds, without believing the relay.

A page of numbered records is checked against what was read before: numbers only grow, a
number keeps its bytes, and the newest number never falls within one generation. What does
not fit is returned as a trouble; the records that do fit are delivered. A number that was
left out is remembered as a hole and asked for again: an alarm behind it must not wait.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post.client import Page

TroubleCode = Literal[
    "relay.garbage",
    "relay.reordered",
    "relay.doubled",
    "relay.swapped",
    "relay.dropped",
    "relay.rolled_back",
    "relay.restored",
    "relay.withheld",
    "relay.unreachable",
    "relay.refused",
    "relay.letters_unsure",
    "desk.failing",
]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS cursors (
  name BLOB PRIMARY KEY, generation BLOB NOT NULL, seq INTEGER NOT NULL,
  seen BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS holes (
  name BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (name, seq)
) WITHOUT ROWID;
"""
HOLES_KEPT = 1000
HOLES_ASKED = 8

Record = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the relay did that it must not, or could not do; `at` is a record number.

    Of letters that are unsure nobody knows whether a restored relay lost them unread.
    """

    code: TroubleCode
    at: int = 0


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a feed or a box has been read: generation, number, digest of that record."""

    generation: bytes = b""
    seq: int = 0
    seen: bytes = b""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one read brought. `offer_again`: the relay lost records and wants ours."""

    count: int = 0
    more: bool = False
    offer_again: bool = False
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A feed or a letterbox to read.

    `gapless` is true of a feed, whose numbers have no holes; a box may delete letters.
    Of a feed the newest record is read again each time, because its number must still have
    its bytes; without that (`overlap`) a read may wait for what is new.
    """

    id: bytes
    gapless: bool
    overlap: bool = True


class Cursors:
    """The cursors of a store, moved in the same transaction that keeps the records."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._database.executescript(_SCHEMA)

    def get(self, name: bytes) -> Cursor:
        """Return the cursor of a feed or box; a fresh one where nothing was read."""
        row = self._database.execute(
            "SELECT generation, seq, seen FROM cursors WHERE name = ?", (_hidden(name),)
        ).fetchone()
        return Cursor() if row is None else Cursor(*row)

    def move(self, name: bytes, cursor: Cursor) -> None:
        """Remember how far was read."""
        self._database.execute(
            "INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?)",
            (_hidden(name), cursor.generation, cursor.seq, cursor.seen),
        )

    def restart(self, name: bytes, generation: bytes) -> None:
        """Begin again at the first record: what was read may not be what there was."""
        self._database.execute("DELETE FROM holes WHERE name = ?", (_hidden(name),))
        self.move(name, Cursor(generation))

    def holes(self, name: bytes) -> list[int]:
        """Return the numbers that were left out, oldest first."""
        rows = self._database.execute(
            "SELECT seq FROM holes WHERE name = ? ORDER BY seq", (_hidden(name),)
        ).fetchall()
        return [seq for (seq,) in rows]

    def left_out(self, name: bytes, seqs: Sequence[int]) -> None:
        """Remember numbers that were left out."""
        self._database.executemany(
            "INSERT OR IGNORE INTO holes VALUES (?, ?)", [(_hidden(name), s) for s in seqs]
        )

    def filled(self, name: bytes, seq: int) -> None:
        """Forget a hole."""
        self._database.execute(
            "DELETE FROM holes WHERE name = ? AND seq = ?", (_hidden(name), seq)
        )


def pull(
    read: Callable[[int], Page],
    source: Source,
    cursors: Cursors,
    deliver: Callable[[Page, Sequence[Record]], None],
    guard: Callable[[], AbstractContextManager[object]] = nullcontext,
    lost: Callable[[], None] = lambda: None,
) -> Pulled:
    """Read one page, check it, deliver what is new and move the cursor.

    `guard` is the transaction (and lock) in which `deliver` and the cursor become durable
    together; nothing is read inside it. `deliver` must tolerate a record it has had
    before. `lost` is called in it where the relay lost records and wants ours: who ends
    here would not notice it a second time.
    """
    with guard():
        cursor = cursors.get(source.id)
    again = source.gapless and source.overlap and cursor.seq > 0
    page = _asked(read, cursor.seq - 1 if again else cursor.seq)
    if isinstance(page, Trouble):
        return Pulled(troubles=(page,))
    if not page.records and (page.generation, page.last) == (cursor.generation, cursor.seq):
        return Pulled()  # nothing to write down
    with guard():
        pulled = _take(page, source, cursors, deliver)
        if pulled.offer_again:
            lost()
        return pulled


def _take(
    page: Page,
    source: Source,
    cursors: Cursors,
    deliver: Callable[[Page, Sequence[Record]], None],
) -> Pulled:
    name = source.id
    cursor = cursors.get(name)
    if cursor.generation and page.generation != cursor.generation:
        cursors.restart(name, page.generation)
        deliver(page, ())
        return Pulled(more=True, offer_again=True, troubles=(Trouble("relay.restored"),))
    if page.last < cursor.seq:
        cursors.restart(name, page.generation)
        trouble = Trouble("relay.rolled_back", page.last)
        return Pulled(more=True, offer_again=True, troubles=(trouble,))
    fresh, troubles = _check(page, cursor)
    lost = any(one.code == "relay.swapped" for one in troubles)
    newest = fresh[-1] if fresh else (cursor.seq, b"")
    absent = _absent(fresh, cursor, gapless=source.gapless)
    if absent:
        if source.gapless:
            cursors.left_out(name, absent)
        troubles.append(Trouble("relay.dropped", absent[0]))
    if fresh:
        deliver(page, fresh)
        cursors.move(name, Cursor(page.generation, newest[0], _digest(newest[1])))
    elif not cursor.generation:
        cursors.move(name, Cursor(page.generation))
    behind = page.last > newest[0]
    if behind and not fresh:
        troubles.append(Trouble("relay.withheld", page.last))
    more = behind and bool(fresh)
    return Pulled(len(fresh), more=more, offer_again=lost, troubles=tuple(troubles))


def ask_for_holes(
    read: Callable[[int], Page],
    name: bytes,
    cursors: Cursors,
    deliver: Callable[[Page, Sequence[Record]], None],
    guard: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> tuple[Trouble, ...]:
    """Ask again for the oldest numbers that were left out, and deliver those that came."""
    with guard():
        holes, generation = cursors.holes(name), cursors.get(name).generation
    for seq in holes[:HOLES_ASKED]:
        page = _asked(read, seq - 1)
        if isinstance(page, Trouble):
            return (page,)
        if page.generation != generation:
            return (Trouble("relay.restored"),)
        found = sorted({n: raw for n, raw in page.records if n in set(holes)}.items())
        with guard():
            deliver(page, found)
            for number, _ in found:
                cursors.filled(name, number)
    with guard():
        return tuple(Trouble("relay.dropped", seq) for seq in cursors.holes(name)[:1])


def _asked(read: Callable[[int], Page], after: int) -> Page | Trouble:
    try:
        return read(after)
    except UnavailableError:
        return Trouble("relay.unreachable")
    except RuleError:
        return Trouble("relay.refused")
    except FormatError as error:
        return Trouble("relay.reordered" if error.code == "wire.order" else "relay.garbage")


def _check(page: Page, cursor: Cursor) -> tuple[list[Record], list[Trouble]]:
    """Keep what is new, in order; a number that comes twice with other bytes is a swap."""
    troubles: list[Trouble] = []
    by_seq: dict[int, bytes] = {}
    highest = cursor.seq
    for seq, raw in page.records:
        if seq == cursor.seq:
            if _digest(raw) != cursor.seen:
                troubles.append(Trouble("relay.swapped", seq))
                by_seq[seq] = raw
        elif by_seq.get(seq, raw) != raw:
            troubles.append(Trouble("relay.swapped", seq))
        elif seq <= cursor.seq or seq in by_seq:
            troubles.append(Trouble("relay.doubled", seq))
        else:
            if seq < highest:
                troubles.append(Trouble("relay.reordered", seq))
            by_seq[seq] = raw
            highest = max(highest, seq)
    return sorted(by_seq.items()), troubles


def _absent(fresh: Sequence[Record], cursor: Cursor, *, gapless: bool) -> list[int]:
    """Return the oldest numbers that were left out before the newest one."""
    have = [seq for seq, _ in fresh if seq > cursor.seq]
    if not have:
        return []
    begins = have[0] if not (gapless or cursor.seq) else cursor.seq + 1
    missing = have[-1] - begins + 1 - len(have)
    known = set(have)
    numbers = (seq for seq in range(begins, have[-1]) if seq not in known)
    return list(islice(numbers, min(missing, HOLES_KEPT)))


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def _hidden(name: bytes) -> bytes:
    return hashlib.sha256(b"waystation/v1/cursor\0" + name).digest()
