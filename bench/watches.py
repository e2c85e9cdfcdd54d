"""10,000 armed watches, 1,000 due at the same second: until every note is in its box."""

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from bench.relay_load import scratch, show
from waystation.relay.jobs import ArmWatch, FireWatches, Job, OpenBox, OpenFeed
from waystation.relay.keeper import Keeper
from waystation.relay.settings import Settings
from waystation.relay.store_sqlite import SqliteStore
from waystation.wire.limits import LETTER_BYTES

TARGET_S = 2.0
ARMED, DUE, NOTES, BOXES = 10_000, 1_000, 3, 50
TOKEN = bytes(32)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Fixed:
    """A clock that stands at the moment when all of them are due."""

    def now(self) -> datetime:
        """Return that moment."""
        return NOW

    def monotonic(self) -> float:
        """Return real seconds."""
        return time.monotonic()


def fill(store: SqliteStore) -> None:
    """Arm all watches, in transactions of 500."""
    boxes = [sha256(b"%d" % number).digest() for number in range(BOXES)]
    early = NOW - timedelta(hours=1)
    store.apply([OpenFeed(TOKEN, sha256(TOKEN).digest())], early)
    store.apply([OpenBox(box, sha256(box).digest()) for box in boxes], early)
    jobs: list[Job] = []
    for number in range(ARMED):
        name = sha256(b"watch %d" % number).digest()
        later = timedelta(0) if number % (ARMED // DUE) == 0 else timedelta(hours=1)
        notes = tuple(
            (boxes[(number + place) % BOXES], (name + bytes([place])) * 283)
            for place in range(NOTES)
        )
        cut = tuple((box, letter[:LETTER_BYTES]) for box, letter in notes)
        jobs.append(
            ArmWatch(name, TOKEN, early, NOW + later, name, (name, TOKEN), boxes[0], cut)
        )
    for start in range(0, ARMED, 500):
        store.apply(jobs[start : start + 500], early)


def measure(directory: Path) -> tuple[float, int, float]:
    """Return seconds of one turn of the timer, how many fired, seconds of an idle turn."""
    settings = Settings()
    with closing(SqliteStore(directory / "store", settings=settings)) as store:
        fill(store)
        keeper = Keeper(store, Fixed(), settings, lambda _news: None)
        began = time.perf_counter()
        fired = keeper.turn()
        took = time.perf_counter() - began
        began = time.perf_counter()
        store.apply([FireWatches(settings.group_watches)], NOW)
        return took, fired, time.perf_counter() - began


def plain_rows(path: Path) -> float:
    """Return the seconds SQLite alone needs to insert as many letters in one commit."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE rows (seq INTEGER PRIMARY KEY, letter BLOB)")
        letters = [(bytes(LETTER_BYTES),)] * (DUE * NOTES)
        began = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO rows (letter) VALUES (?)", letters)
        database.execute("COMMIT")
        return time.perf_counter() - began


def run() -> list[dict[str, object]]:
    """Measure once: the work is the same each time."""
    with scratch() as directory:
        peer = plain_rows(directory / "peer.sqlite3")
        took, fired, idle = measure(directory)
    return [
        {
            "what": f"{DUE} of {ARMED} watches due at once, {NOTES} notes each",
            "ours": f"{took:.2f} s (with nothing due {idle * 1000:.1f} ms)",
            "limit": f"{peer:.2f} s, SQLite alone storing as many letters",
            "ratio": f"{took / peer:.1f}",
            "target": f"< {TARGET_S:.0f} s",
            "met": fired == DUE and took < TARGET_S,
        }
    ]


if __name__ == "__main__":
    show(run())
