"""The only source of randomness."""

import hashlib
import secrets
from typing import Protocol


class Entropy(Protocol):
    """Gives random bytes."""

    def draw(self, count: int) -> bytes:
        """Return `count` random bytes."""
        ...


class SystemEntropy:
    """The operating system's generator."""

    def draw(self, count: int) -> bytes:
        """Return `count` bytes that nobody can predict."""
        return secrets.token_bytes(count)


class FixedEntropy:
    """The same bytes for the same seed: only for test vectors and repeatable tests."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._drawn = 0

    def draw(self, count: int) -> bytes:
        """Return the next `count` bytes of the stream that the seed determines."""
        label = self._drawn.to_bytes(8, "big")
        self._drawn += 1
        return hashlib.shake_256(self._seed + label).digest(count)
