"""What is sealed for others, sealed once more where it is kept: nobody compares the two.

Its length says nothing that its kind does not, so nothing is padded.
"""

from waystation.errors import SealError
from waystation.seal import primitives
from waystation.seal.epoch import EpochKeys


def cover(keys: EpochKeys, sealed: bytes) -> bytes:
    """Seal bytes at rest; the same bytes always give the same."""
    context = _context(keys)
    nonce = primitives.hmac_sha256(keys.nonce, context + sealed)[: primitives.NONCE_BYTES]
    return nonce + keys.cipher.encrypt(nonce, sealed, context)


def uncover(keys: EpochKeys, covered: bytes) -> bytes:
    """Open such bytes.

    Raises:
        SealError: not covered with these keys.
    """
    nonce = covered[: primitives.NONCE_BYTES]
    if len(nonce) != primitives.NONCE_BYTES:
        raise SealError
    try:
        return keys.cipher.decrypt(nonce, covered[primitives.NONCE_BYTES :], _context(keys))
    except primitives.Refused:
        raise SealError from None


def _context(keys: EpochKeys) -> bytes:
    return primitives.labelled("cover", keys.cell + keys.epoch.to_bytes(8, "big"))
