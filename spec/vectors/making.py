"""What the generators of vectors share: the people, the places, one vector a line."""

import json
from pathlib import Path
from typing import Any

from waystation.seal.epoch import EpochKeys
from waystation.seal.identity import Identity

Vector = dict[str, Any]
HERE = Path(__file__).parent
ANNA, BORI = Identity.from_seed(b"a" * 32), Identity.from_seed(b"b" * 32)
CELL, OTHER_CELL = bytes(range(16)), bytes(range(16, 32))
ORGANISATION, OTHER_ORGANISATION = b"o" * 32, b"p" * 32
SECRET, EPOCH = b"s" * 32, 3
KEYS = EpochKeys.derive(SECRET, CELL, EPOCH)
INDICES = (1365, 1060, 14, 1303, 1964, 698, 89, 1219)
SPOKEN = "새벽 네 시의 가게 문"


def vector(name: str, rule: str, op: str, given: Vector, **outcome: Any) -> Vector:
    """Return one vector; `outcome` is either `expect` or `fails` with a `code`."""
    return {
        "name": name,
        "rule": rule,
        "spec": "keys.md",
        "input": {"op": op, **given},
        **outcome,
    }


def flipped(raw: bytes, place: int) -> bytes:
    """Return the bytes with one bit changed."""
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def written(vectors: list[Vector]) -> str:
    """Return a file's text: one vector a line."""
    lines = (json.dumps(each, ensure_ascii=False) for each in vectors)
    return "[\n" + ",\n".join(lines) + "\n]\n"
