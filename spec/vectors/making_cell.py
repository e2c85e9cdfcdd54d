"""What the generators of the vectors of cells share: people, a cell, its authors."""

from datetime import UTC, datetime
from typing import Any

from waystation.cell.charter import Member
from waystation.cell.entry import Place, hash_text, write_entry
from waystation.cell.keys import CellKeys
from waystation.cell.recharter import draft_cell, found_cell
from waystation.encoding import b64
from waystation.entropy import FixedEntropy
from waystation.seal.identity import SigningKey

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANN, BEN, CLEO, DORA, EVE = (SigningKey(bytes([n]) * 32) for n in b"abcde")
RANDOM = bytes(range(16))
NOTE = "message.noted"


def member(key: SigningKey, human: str, **more: Any) -> Member:
    """Return a member."""
    return Member(key=b64(key.public), human=human, **more)


def working(random: bytes = RANDOM) -> CellKeys:
    """Return a working cell of Ann, who keeps it, and Ben."""
    people = [member(ANN, "ann", keeper=True), member(BEN, "ben")]
    entropy = FixedEntropy(b"cell" + random)
    draft = draft_cell("journey", people, entropy, guarded=False, random=random)
    return found_cell(draft.signed_by(ANN)).keys


class Author:
    """Writes one chain, rightly or wrongly."""

    def __init__(
        self, keys: CellKeys, key: SigningKey, instance: bytes = b"instance"
    ) -> None:
        self.cell, self.key, self.instance = keys.cell, key, instance
        self.seq, self.prev = 1, ""

    @property
    def stream(self) -> str:
        """Return the name of the chain."""
        return f"{b64(self.key.public)}.{b64(self.instance)}"

    def write(
        self, kind: str = NOTE, seen: dict[str, int] | None = None, **body: Any
    ) -> bytes:
        """Write the next entry."""
        place = Place(self.instance, self.seq, self.prev, seen or {})
        signed = write_entry(self.cell, self.key, place, kind, body, AT)
        self.seq, self.prev = self.seq + 1, hash_text(signed[64:])
        return signed

    def again(self, seq: int, prev: str) -> "Author":
        """Return the same author at another place of the same chain."""
        other = Author.__new__(Author)
        other.cell, other.key, other.instance = self.cell, self.key, self.instance
        other.seq, other.prev = seq, prev
        return other
