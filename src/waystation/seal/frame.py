"""Frames: sealed entries as the relay holds them (K-2)."""

from waystation.errors import FormatError, SealError
from waystation.seal import primitives
from waystation.seal.epoch import HANDLE_BYTES, EpochKeys
from waystation.seal.padding import pad, size_class, unpad

_CIPHERTEXT_AT = HANDLE_BYTES + primitives.NONCE_BYTES
_OVERHEAD = _CIPHERTEXT_AT + primitives.TAG_BYTES


def seal_frame(keys: EpochKeys, signed_entry: bytes) -> bytes:
    """Seal a signed entry; the same entry always gives the same frame.

    Raises:
        FormatError: the entry is longer than the largest size class.
    """
    padded = pad(signed_entry, size_class(len(signed_entry)))
    nonce = primitives.hmac_sha256(keys.nonce, padded)[: primitives.NONCE_BYTES]
    aad = keys.associated[len(padded) + _OVERHEAD]
    return keys.handle + nonce + keys.cipher.encrypt(nonce, padded, aad)


def open_frame(keys: EpochKeys, frame: bytes) -> bytes:
    """Return the signed entry in a frame. Whose it is remains to be verified.

    Raises:
        FormatError: no frame has this length, or the padding has no mark.
        SealError: not sealed with these keys for this cell and epoch.
    """
    aad = keys.associated.get(len(frame))
    if aad is None:
        raise FormatError("frame.size", "no frame has this length")
    if not frame.startswith(keys.handle):
        raise SealError
    try:
        padded = keys.cipher.decrypt(
            frame[HANDLE_BYTES:_CIPHERTEXT_AT], frame[_CIPHERTEXT_AT:], aad
        )
    except primitives.Refused:
        raise SealError from None
    return unpad(padded)


def handle_of(frame: bytes) -> bytes:
    """Return the handle by which a reader finds the keys.

    Raises:
        FormatError: the frame is shorter than any.
    """
    if len(frame) < _OVERHEAD:
        raise FormatError("frame.size", "no frame has this length")
    return frame[:HANDLE_BYTES]
