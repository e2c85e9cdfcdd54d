"""Opening a cell of 100,000 entries by 5 authors, and 100 new entries into it.

The limit is what no reader can do without: ChaCha20-Poly1305 and the standard library's
JSON of the same bytes. Both run in one fresh process, whose greatest memory is printed, and
both are processor time: what else the machine does is not measured.
"""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from waystation.cell.charter import Member
from waystation.cell.entry import Place, hash_text, write_entry
from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.recharter import draft_cell, found_cell
from waystation.cell.store import FrameStore
from waystation.encoding import b64, to_rfc3339
from waystation.entropy import FixedEntropy
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import open_frame, seal_frame
from waystation.seal.identity import SigningKey

ENTRIES = 100_000
AUTHORS = 5
NEW = 100
BATCHES = 9
WORDS = (
    "오늘",
    "아침에",
    "다시",
    "연락했고",
    "같은 곳에서",
    "기다린다고",
    "함",
    "she",
    "will wait",
)
AT = datetime(2026, 3, 1, tzinfo=UTC)


class Unsigned(SigningKey):
    """A key whose signatures are zeros, which makes a large cell quickly."""

    def __init__(self, key: SigningKey) -> None:
        self.public = key.public

    def sign(self, message: bytes) -> bytes:  # noqa: ARG002  # what is signed does not matter
        """Return 64 zeros."""
        return bytes(64)


class Box:
    """Secrets in memory: what a desk has unlocked is not what is measured here."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def put(self, shelf: str, name: str, value: bytes) -> None:
        """Keep."""
        self.kept[shelf, name] = value

    def get(self, shelf: str, name: str) -> bytes | None:
        """Find."""
        return self.kept.get((shelf, name))

    def drop(self, shelf: str, name: str) -> None:
        """Destroy."""
        self.kept.pop((shelf, name), None)

    def items(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        """List."""
        return iter([(name, kept) for (on, name), kept in self.kept.items() if on == shelf])


def keyring_and_authors() -> tuple[Keyring, bytes, list[SigningKey]]:
    entropy = FixedEntropy(b"bench")
    authors = [SigningKey(entropy.draw(32)) for _ in range(AUTHORS)]
    members = [
        Member(key=b64(key.public), human=f"human {number}", keeper=number == 0)
        for number, key in enumerate(authors)
    ]
    draft = draft_cell("case", members, entropy, guarded=False, random=entropy.draw(16))
    new = found_cell(draft.signed_by(authors[0]))
    keyring = Keyring(Box(), entropy)
    keyring.keep(new.keys)
    return keyring, new.cell, authors


def written(cell: bytes, keys: EpochKeys, authors: list[SigningKey]) -> Iterator[bytes]:
    """Write frames in turns of one to four entries an author, who saw the turn before."""
    chance = FixedEntropy(b"turns")
    heads = [Place(number.to_bytes(8, "big"), 1, "", {}) for number in range(AUTHORS)]
    streams = [
        f"{b64(k.public)}.{b64(h.instance)}" for k, h in zip(authors, heads, strict=True)
    ]
    author, left, total = 0, 0, ENTRIES + BATCHES * NEW
    for number in range(total):
        seen: dict[str, int] = {}
        if not left:
            dice = chance.draw(2)
            other, left = (author + 1 + dice[0] % (AUTHORS - 1)) % AUTHORS, 1 + dice[1] % 4
            seen = {streams[author]: heads[author].seq - 1} if number else {}
            author = other
        left -= 1
        head = heads[author]
        place = Place(head.instance, head.seq, head.prev, seen)
        at = AT + timedelta(seconds=37 * number)
        text = " ".join(
            WORDS[(number + step) % len(WORDS)] for step in range(8 + number % 24)
        )
        body = {
            "channel": "9vJ3k0QmTzW5bXhY2sLq7A",
            "who": "caller",
            "text": text,
            "said_at": to_rfc3339(at),
            "file": "b7Yd2fKc81RuGvNwE6sJ0g",
            "row": [311 * number, 311 * number + 290],
        }
        # By C-5 only the newest signatures are ever looked at: the rest need not be real.
        key = (
            authors[author]
            if total - number < (BATCHES + 1) * NEW
            else Unsigned(authors[author])
        )
        signed = write_entry(cell, key, place, "message.noted", body, at)
        heads[author] = Place(head.instance, head.seq + 1, hash_text(signed[64:]), {})
        yield seal_frame(keys, signed)


def build(path: str) -> None:
    keyring, cell, authors = keyring_and_authors()
    keys = keyring[cell].writing
    database = sqlite3.connect(path, isolation_level=None)
    store = FrameStore(database)
    with store.transaction():
        store.receive(b"bench", list(enumerate(written(cell, keys, authors), 1)))
    database.close()


def measure(path: str) -> dict[str, float]:
    keyring, cell, _ = keyring_and_authors()
    keys = keyring[cell].writing
    store = FrameStore(sqlite3.connect(path, isolation_level=None))
    bare = bare_seconds(store, keys)
    held = store.frames(keys.handle)
    withheld = [(at, frame) for at, frame in held if at > ENTRIES]
    batches = [withheld[start : start + NEW] for start in range(0, len(withheld), NEW)]
    keyring, cell, _ = keyring_and_authors()
    start = time.process_time()
    log = CellLog(keyring[cell], keyring, store)
    log.ingest((at, frame) for at, frame in store.frames(keys.handle) if at <= ENTRIES)
    kinds = Counter((entry.kind, entry.human) for entry in log.entries)
    opened = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = []
    for batch in batches:
        start = time.process_time()
        found = log.ingest(batch)
        kinds.update((entry.kind, entry.human) for entry in found.new)
        spent.append(time.process_time() - start)
        assert len(found.new) == NEW
    assert kinds.total() == ENTRIES + BATCHES * NEW
    assert not log.problems
    return {"bare": bare, "opened": opened, "peak_mb": peak, "ingested": median(spent)}


def bare_seconds(store: FrameStore, keys: EpochKeys) -> float:
    """Decrypt and decode the same bytes, with nothing else in the loop that is timed."""
    cipher = ChaCha20Poly1305(keys.aead)
    spent = 0.0
    chunk: list[tuple[bytes, bytes, bytes, bytes]] = []
    for at, frame in store.frames(keys.handle):
        if at > ENTRIES:
            break
        raw = open_frame(keys, frame)[64:]
        chunk.append((frame[16:28], frame[28:], keys.associated[len(frame)], raw))
        if len(chunk) == 1000:
            start = time.process_time()
            for nonce, sealed, associated, plain in chunk:
                cipher.decrypt(nonce, sealed, associated)
                json.loads(plain)
            spent += time.process_time() - start
            chunk.clear()
    return spent


def run() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as directory:
        path = str(Path(directory) / "cell.db")
        build(path)
        command = [sys.executable, "-m", "bench.cell_open", path]
        found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    ratio = found["opened"] / found["bare"]
    return [
        {
            "what": f"open a cell of {ENTRIES:,} entries by {AUTHORS} authors",
            "ours": f"{found['opened']:.2f} s",
            "limit": f"{found['bare']:.2f} s bare ChaCha20-Poly1305 + json",
            "ratio": f"{ratio:.2f}",
            "target": "at most 2",
            "met": ratio <= 2,
        },
        {
            "what": "greatest memory of that process",
            "ours": f"{found['peak_mb']:.0f} MB",
            "limit": "",
            "ratio": "",
            "target": "under 400 MB",
            "met": found["peak_mb"] < 400,
        },
        {
            "what": f"{NEW} new entries into it (median of {BATCHES})",
            "ours": f"{found['ingested'] * 1000:.1f} ms",
            "limit": "",
            "ratio": "",
            "target": "under 5 ms",
            "met": found["ingested"] < 0.005,
        },
    ]


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
