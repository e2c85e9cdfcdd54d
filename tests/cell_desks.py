"""Desks that share cells, without a relay: keys, vaults in memory, frames in memory."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from waystation.cell.charter import Member
from waystation.cell.keyring import Keyring
from waystation.cell.log import CellLog
from waystation.cell.recharter import NewCell, draft_cell, found_cell, new_random
from waystation.cell.store import FrameStore
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.errors import UnavailableError
from waystation.seal.identity import SigningKey

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


class MemoryVault:
    """Secrets in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], bytes] = {}

    def put(self, shelf: str, name: str, value: bytes) -> None:
        self.kept[shelf, name] = value

    def get(self, shelf: str, name: str) -> bytes | None:
        return self.kept.get((shelf, name))

    def drop(self, shelf: str, name: str) -> None:
        self.kept.pop((shelf, name), None)

    def items(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        return iter([(name, kept) for (on, name), kept in self.kept.items() if on == shelf])


class MemoryFrames:
    """Frames in a list; `failing` makes it refuse like a full disk."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []
        self.failing = False

    def save(self, frame: bytes) -> int:
        if self.failing:
            raise UnavailableError("store.failed", "the store cannot be used")
        if frame not in self.kept:
            self.kept.append(frame)
        return self.kept.index(frame) + 1

    def frames(self, handle: bytes, after: int = 0) -> Iterator[tuple[int, bytes]]:
        for position, frame in enumerate(self.kept, 1):
            if position > after and frame[:16] == handle:
                yield position, frame

    def holds(self, position: int, frame: bytes) -> bool:
        return self.kept[position - 1 : position] == [frame]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        yield


class CellDesk:
    """One member's desk in one cell."""

    def __init__(self, key: SigningKey, entropy: FixedEntropy, frames: Any = None) -> None:
        self.key = key
        self.vault = MemoryVault()
        self.frames = MemoryFrames() if frames is None else frames
        self.keyring = Keyring(self.vault, entropy)
        self.log: CellLog

    def accept(self, bodies: Sequence[Any]) -> None:
        for body in bodies:
            self.keyring.accept(body, b64(self.key.public))

    def open(self, cell: bytes) -> CellLog:
        self.log = CellLog.open(cell, self.keyring, self.frames)
        return self.log

    def write(self, kind: str = "message.noted", at: datetime = AT, **body: Any) -> bytes:
        return self.log.append(kind, body, at=at, key=self.key)

    def read(self, *frames: bytes) -> Any:
        return self.log.ingest(enumerate(frames, 1))

    def reopened(self) -> CellLog:
        keyring = Keyring(self.vault, FixedEntropy(b"again"))
        return CellLog.open(self.log.cell, keyring, self.frames)


def key_of(name: str) -> SigningKey:
    return SigningKey(name.encode().ljust(32, b"\0"))


def member(key: SigningKey, human: str, **more: Any) -> Member:
    return Member(key=b64(key.public), human=human, **more)


def working_cell(*names: str, seed: bytes = b"cell") -> tuple[NewCell, list[CellDesk]]:
    """A working cell whose keeper is the first of `names`, and everybody's desk."""
    entropy = FixedEntropy(seed)
    keys = [key_of(name) for name in names]
    members = [
        member(key, name, keeper=not index)
        for index, (key, name) in enumerate(zip(keys, names, strict=True))
    ]
    draft = draft_cell(
        "journey", members, entropy, guarded=False, random=new_random(entropy)
    )
    return _opened(found_cell(draft.signed_by(keys[0])), keys)


def guarded_cell(
    kind: str, *names: str, seed: bytes = b"guarded", readers: Sequence[str] = ()
) -> tuple[NewCell, list[CellDesk]]:
    """A guarded cell kept by `names`, the last of whom is the outside trustee."""
    entropy = FixedEntropy(seed)
    keys = [key_of(name) for name in (*names, *readers)]
    members = [
        member(key, name, keeper=name in names, trustee=name == names[-1])
        for key, name in zip(keys, (*names, *readers), strict=True)
    ]
    draft = draft_cell(kind, members, entropy, guarded=True, random=new_random(entropy))
    return _opened(found_cell(draft.signed_by(*keys[: len(names)])), keys)


def _opened(new: NewCell, keys: Sequence[SigningKey]) -> tuple[NewCell, list[CellDesk]]:
    desks = []
    for number, key in enumerate(keys):
        desk = CellDesk(key, FixedEntropy(b"desk %d" % number))
        for grant in new.grants:
            if grant.key == b64(key.public):
                desk.accept(grant.to_bodies())
        desk.open(new.cell)
        desks.append(desk)
    return new, desks


def sqlite_frames(path: str = ":memory:") -> FrameStore:
    return FrameStore(sqlite3.connect(path, isolation_level=None))


def ids(log: CellLog) -> list[str]:
    return [entry.id for entry in log.entries]
