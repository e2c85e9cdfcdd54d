"""Tokens: 256 bits, kept as SHA-256, compared in constant time."""

from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest


def hash_of(token: bytes) -> bytes:
    """Return what is stored of a token."""
    return sha256(token).digest()


def opens(token: bytes, stored: bytes) -> bool:
    """Tell whether the token is the one that was stored."""
    return compare_digest(sha256(token).digest(), stored)


def count_opening(tokens: Iterable[bytes], stored: Iterable[bytes]) -> int:
    """Count how many of `stored` are opened; each counts once, however often shown."""
    kept = tuple(stored)
    found = [False] * len(kept)
    for token in tokens:
        shown = sha256(token).digest()
        for place, expected in enumerate(kept):
            found[place] |= compare_digest(shown, expected)
    return sum(found)


def split_hashes(stored: bytes) -> list[bytes]:
    """Take apart hashes that are stored one after the other."""
    return [stored[at : at + 32] for at in range(0, len(stored), 32)]
