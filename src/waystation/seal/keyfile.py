"""A staff member's secret at rest: a file sealed with a passphrase."""

import unicodedata

from waystation.entropy import Entropy
from waystation.errors import FormatError, RuleError
from waystation.seal import primitives

MAGIC = b"waystation keyfile 1\n"
MIN_CHARACTERS = 10
MIN_DIFFERENT = 5

_MEMORY_KIB = 64 * 1024
_PASSES = 3
_SALT_BYTES = 16
_HEADER_BYTES = len(MAGIC) + 4 + 1 + _SALT_BYTES + primitives.NONCE_BYTES
# A file from elsewhere must not make a desk stretch for hours or claim all memory.
_MEMORY_LIMITS_KIB = range(19_456, 1024 * 1024 + 1)
_PASS_LIMITS = range(1, 17)
_MAX_SECRET_BYTES = 64 * 1024


def seal_keyfile(secret: bytes, passphrase: str, entropy: Entropy) -> bytes:
    """Seal a secret with a passphrase.

    Raises:
        RuleError: the passphrase is too short or repeats itself.
        FormatError: the secret is longer than 64 KiB.
    """
    spoken = _normal(passphrase)
    if len(spoken) < MIN_CHARACTERS or len(set(spoken)) < MIN_DIFFERENT:
        raise RuleError("keyfile.weak_passphrase", "the passphrase is too easy to guess")
    if len(secret) > _MAX_SECRET_BYTES:
        raise FormatError("keyfile.size", "too long for a keyfile")
    cost = _MEMORY_KIB.to_bytes(4, "big") + bytes([_PASSES])
    salt = entropy.draw(_SALT_BYTES)
    nonce = entropy.draw(primitives.NONCE_BYTES)
    header = MAGIC + cost + salt + nonce
    key = _stretched(spoken, salt, _MEMORY_KIB, _PASSES)
    return header + primitives.aead_seal(key, nonce, secret, header)


def open_keyfile(raw: bytes, passphrase: str) -> bytes:
    """Return the secret in a keyfile.

    Raises:
        FormatError: not a keyfile, or its costs are outside what is allowed.
        SealError: wrong passphrase or changed bytes; the two cannot be told apart.
    """
    size = len(raw) - _HEADER_BYTES - primitives.TAG_BYTES
    if not raw.startswith(MAGIC) or not 0 <= size <= _MAX_SECRET_BYTES:
        raise FormatError("keyfile.form", "not a keyfile")
    header = raw[:_HEADER_BYTES]
    cost = header[len(MAGIC) :]
    memory_kib, passes = int.from_bytes(cost[:4], "big"), cost[4]
    if memory_kib not in _MEMORY_LIMITS_KIB or passes not in _PASS_LIMITS:
        raise FormatError("keyfile.cost", "the keyfile asks for a cost that is not allowed")
    salt = cost[5 : 5 + _SALT_BYTES]
    key = _stretched(_normal(passphrase), salt, memory_kib, passes)
    return primitives.aead_open(
        key, header[-primitives.NONCE_BYTES :], raw[_HEADER_BYTES:], header
    )


def _normal(passphrase: str) -> str:
    # One keyboard composes Hangul and accents, another does not.
    return unicodedata.normalize("NFKC", passphrase)


def _stretched(spoken: str, salt: bytes, memory_kib: int, passes: int) -> bytes:
    # A terminal in another encoding hands over bytes that are no text as lone surrogates.
    raw = spoken.encode("utf-8", "surrogatepass")
    return primitives.argon2id(raw, salt, memory_kib=memory_kib, passes=passes)
