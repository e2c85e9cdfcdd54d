"""Appends of 32 frames at a time, against SQLite's own rows in transactions of 32."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from bench.relay_load import Load, relay, scratch, show, wrk

TARGET_RATIO = 0.50
BATCH = 32
CLIENTS = 8
SECONDS = 4
FRAME = bytes(1068)


def sqlite_rows(path: Path, seconds: float) -> tuple[float, float]:
    """Fill the plainest table, WAL and FULL, 32 rows a commit.

    Returns:
        Rows per second, and the processor time of a row in microseconds.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE rows (seq INTEGER PRIMARY KEY, frame BLOB)")
        began, used, rows = time.perf_counter(), time.process_time(), 0
        while time.perf_counter() - began < seconds:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT INTO rows (frame) VALUES (?)", [(FRAME,)] * BATCH)
            database.execute("COMMIT")
            rows += BATCH
        cpu_us = (time.process_time() - used) / rows * 1e6
        return rows / (time.perf_counter() - began), cpu_us


def run() -> list[dict[str, object]]:
    """Measure both in turn, twice, and compare the better runs."""
    loads: list[Load] = []
    peers: list[tuple[float, float]] = []
    with scratch() as directory, relay(directory) as server:
        for turn in range(2):
            loads.append(wrk(server, BATCH, SECONDS, CLIENTS))
            peers.append(sqlite_rows(directory / f"peer{turn}.sqlite3", 3.0))
    mine = max(loads, key=lambda load: load.per_second)
    ours, (peer, peer_us) = mine.per_second * BATCH, max(peers)
    failed = sum(load.errors for load in loads)
    return [
        {
            "what": "frames in appends of 32, over HTTP, durable",
            "ours": f"{ours:.0f}/s",
            "limit": f"{peer:.0f}/s, SQLite alone",
            "ratio": f"{ours / peer:.2f}",
            "target": f">= {TARGET_RATIO:.2f}",
            "met": ours / peer >= TARGET_RATIO and failed == 0,
        },
        {
            "what": "the same, processor time of the process for a frame",
            "ours": f"{mine.cpu_us / BATCH:.0f} us (requests: median {mine.p50_ms:.1f} ms,"
            f" 99th percentile {mine.p99_ms:.1f} ms)",
            "limit": f"{peer_us:.0f} us, SQLite alone",
            "ratio": f"{peer_us / (mine.cpu_us / BATCH):.2f}",
        },
    ]


if __name__ == "__main__":
    show(run())
