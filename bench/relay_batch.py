"""Appends of 32 frames at a time, against SQLite's own rows in transactions of 32."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bench.relay_load import relay, scratch, show, wrk

TARGET_RATIO = 0.50
BATCH = 32
CLIENTS = 8
SECONDS = 4
FRAME = bytes(1068)


def sqlite_rows(path: Path, seconds: float) -> float:
    """Return rows per second of the plainest table, WAL and FULL, 32 rows a commit."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE rows (seq INTEGER PRIMARY KEY, frame BLOB)")
        began, rows = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO rows (frame) VALUES (?)", [(FRAME,)] * BATCH)
            database.execute("COMMIT")
            rows += BATCH
        return rows / (time.perf_counter() - began)


def run() -> list[dict[str, object]]:
    """Measure both in turn, twice, and compare the better runs."""
    ours, peer = 0.0, 0.0
    with scratch() as directory, relay(directory) as url:
        for turn in range(2):
            load = wrk(url, BATCH, SECONDS, CLIENTS)
            ours = max(ours, 0.0 if load.errors else load.per_second * BATCH)
            peer = max(peer, sqlite_rows(directory / f"peer{turn}.sqlite3", 3.0))
    return [
        {
            "what": "frames in appends of 32, over HTTP, durable",
            "ours": f"{ours:.0f}/s",
            "limit": f"{peer:.0f}/s, SQLite alone",
            "ratio": f"{ours / peer:.2f}",
            "target": f">= {TARGET_RATIO:.2f}",
            "met": ours / peer >= TARGET_RATIO,
        }
    ]


if __name__ == "__main__":
    show(run())
