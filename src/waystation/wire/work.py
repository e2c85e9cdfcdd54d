"""Proof of work for a letter to an anonymous box (spec/relay.md R-11).

Bound to the box and the letter, so it cannot be saved up or spent twice; the same letter
again is a double and is not stored again.
"""

import hashlib
from hashlib import sha256

from waystation.encoding import b64, unb64
from waystation.errors import FormatError
from waystation.wire.limits import WORK_BYTES

_LABEL = b"waystation/v1/work\0"


def solve(box: bytes, letter: bytes, bits: int) -> str:
    """Return the value of the header `Waystation-Work`; takes about 2^bits hashes."""
    copy_of_base = _base(box, letter).copy
    limit = _limit(bits)
    number = 0
    while True:
        nonce = number.to_bytes(WORK_BYTES, "big")
        attempt = copy_of_base()
        attempt.update(nonce)
        if attempt.digest() < limit:
            return b64(nonce)
        number += 1


def is_done(box: bytes, letter: bytes, bits: int, header: str) -> bool:
    """Tell whether `header` shows at least `bits` bits of work for this letter and box."""
    try:
        nonce = unb64(header, size=WORK_BYTES)
    except FormatError:
        return False
    attempt = _base(box, letter)
    attempt.update(nonce)
    return attempt.digest() < _limit(bits)


def _limit(bits: int) -> bytes:
    """Return what a digest must come before: bytes are in the order of their numbers."""
    return (1 << (256 - bits)).to_bytes(32, "big") if bits else b"\xff" * 33


def _base(box: bytes, letter: bytes) -> "hashlib._Hash":
    return sha256(_LABEL + sha256(box).digest() + sha256(letter).digest())
