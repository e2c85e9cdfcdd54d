"""Somebody who has recorded all that a relay ever held, and has some of the keys."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from waystation.cell.entry import SIGNATURE_BYTES, hash_text
from waystation.cell.grant import KIND as GRANT
from waystation.cell.grant import Grant
from waystation.encoding import from_json, unb64
from waystation.errors import FormatError, SealError
from waystation.post.letter import Address, Letter, open_letter
from waystation.post.vault import Vault
from waystation.seal.epoch import EpochKeys
from waystation.seal.frame import open_frame
from waystation.seal.identity import Identity
from waystation.wire.limits import FRAME_SIZES, LETTER_BYTES

# What a desk keeps secrets under in its vault: each value is tried as a seed.
SHELVES = (
    "prekeys",
    "intake",
    "cell.secret",
    "cell.charter",
    "charter.drafts",
    "founding",
    "self",
    "offers",
    "taken",
    "sync",
    "watches",
    "disarm",
)


class Loot:
    """What fell open.

    Attributes:
        entries: the JSON of every entry by id, with its cell and epoch.
        letters: every letter that opened.
    """

    def __init__(self) -> None:
        self.entries: dict[str, tuple[bytes, int, bytes]] = {}
        self.letters: dict[str, Letter] = {}

    @property
    def text(self) -> bytes:
        opened = [raw for _, _, raw in self.entries.values()]
        return b"\n".join(opened + [one.json for one in self.letters.values()])


def recorded(relay: Path) -> tuple[list[bytes], list[bytes]]:
    """Return every frame and letter in any column of any table of a copy of its store."""
    values = {value for path in _databases(relay) for value in _blobs(path)}
    frames = sorted(one for one in values if len(one) in FRAME_SIZES)
    return frames, sorted(one for one in values if len(one) == LETTER_BYTES)


def _databases(relay: Path) -> list[Path]:
    files = [path for path in relay.rglob("*") if path.is_file()]
    return [path for path in files if path.read_bytes().startswith(b"SQLite format 3")]


def _blobs(path: Path) -> Iterator[bytes]:
    database = sqlite3.connect(path)
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables.fetchall():
        for row in database.execute(f'SELECT * FROM "{table}"'):  # their table
            yield from (value for value in row if isinstance(value, bytes))
    database.close()


def secrets_in(vault: Vault) -> list[bytes]:
    """Return every 32 bytes that a captured store keeps as a secret of its own."""
    found = []
    for shelf in SHELVES:
        found += [value for _, value in vault.items(shelf) if len(value) == 32]
    return found


class Attacker:
    """Opens what the keys open, and what is inside opens more, until nothing does."""

    def __init__(
        self, organisation: bytes, frames: list[bytes], letters: list[bytes]
    ) -> None:
        self._organisation = organisation
        self._frames = frames
        self._letters = letters
        self.loot = Loot()
        self._tried: set[bytes] = set()
        self._epochs: dict[bytes, EpochKeys] = {}

    def use_seeds(self, seeds: Iterable[bytes]) -> Loot:
        """Try seeds on every letter; what they hold is used in turn."""
        for seed in seeds:
            if seed in self._tried:
                continue
            self._tried.add(seed)
            identity = Identity.from_seed(seed)
            address = Address(identity.public.kem, self._organisation)
            for sealed in self._letters:
                try:
                    letter = open_letter(sealed, identity, address)
                except (SealError, FormatError):
                    continue
                self._take(letter)
        return self.loot

    def use_epoch(self, cell: bytes, epoch: int, secret: bytes) -> None:
        """Open every frame of an epoch; a seed written in one is tried on the letters."""
        keys = EpochKeys.derive(secret, cell, epoch)
        if keys.handle in self._epochs:
            return
        self._epochs[keys.handle] = keys
        for frame in self._frames:
            if not frame.startswith(keys.handle):
                continue
            raw = open_frame(keys, frame)[SIGNATURE_BYTES:]
            self.loot.entries[hash_text(raw)] = (cell, epoch, raw)
            body = from_json(raw)["body"]
            if isinstance(body.get("seed"), str):
                self.use_seeds([unb64(body["seed"])])

    def _take(self, letter: Letter) -> None:
        self.loot.letters[letter.id] = letter
        if letter.kind == GRANT:
            grant = Grant.from_body(msgspec.to_builtins(letter.body), "")
            for epoch, secret in grant.secrets:
                self.use_epoch(grant.cell, epoch, secret)
        seed = letter.body.get("seed")
        if isinstance(seed, str):
            self.use_seeds([unb64(seed)])


def epochs_in(vault: Vault) -> Iterator[tuple[bytes, int, bytes]]:
    """Return cell, epoch and secret of all that a captured store can read."""
    for name, secret in vault.items("cell.secret"):
        cell, _, epoch = name.partition("/")
        yield unb64(cell), int(epoch), secret
