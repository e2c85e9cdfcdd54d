"""Boxes: what is sealed to a public key, padded to the one size of its kind (K-4)."""

from waystation.errors import FormatError
from waystation.seal import primitives
from waystation.seal.identity import Identity, PublicIdentity
from waystation.seal.padding import LETTER_SIZE, pad, unpad

_AROUND = primitives.ENC_BYTES + primitives.TAG_BYTES
SEALED_BYTES = LETTER_SIZE + _AROUND
_SCOPE_SIZES = (16, 32)


def letter_info(
    label: str,
    recipient: PublicIdentity | bytes,
    scope: bytes,
    charter_hash: bytes = bytes(32),
) -> bytes:
    """Return the context that a letter's seal and its inner signature cover.

    Args:
        label: What kind of letter, for example `letter` or `grant`.
        recipient: Whom it is sealed to; for a prekey its 1,216 public bytes.
        scope: The organisation id (32 bytes) or a cell id (16 bytes).
        charter_hash: Of the charter the sender knows; zeros where none.

    Raises:
        FormatError: a part has the wrong size.
    """
    kem = recipient.kem if isinstance(recipient, PublicIdentity) else recipient
    if (
        len(kem) != primitives.KEM_PUBLIC_BYTES
        or len(scope) not in _SCOPE_SIZES
        or len(charter_hash) != 32
    ):
        raise FormatError("box.info", "a part of the letter's context has the wrong size")
    return primitives.labelled(label, primitives.sha256(kem) + scope + charter_hash)


def seal_box(
    recipient_kem: bytes, info: bytes, plaintext: bytes, size: int = LETTER_SIZE
) -> bytes:
    """Seal to a public key; every box of a kind has the same padded `size`.

    Raises:
        FormatError: the plaintext is too long, or the key is no key.
    """
    return primitives.hpke_seal(recipient_kem, info, pad(plaintext, size))


def open_box(
    identity: Identity, info: bytes, sealed: bytes, size: int = LETTER_SIZE
) -> bytes:
    """Open a box. Who wrote it remains to be verified.

    Raises:
        FormatError: no box has this length, or the padding has no mark.
        SealError: not sealed to this identity with this `info`.
    """
    if len(sealed) != size + _AROUND:
        raise FormatError("box.size", "no box has this length")
    return unpad(identity.open_hpke(info, sealed))
