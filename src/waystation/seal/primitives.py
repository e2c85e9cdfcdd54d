"""The only module that touches a cryptographic library.

Everything above it speaks in bytes and gets `SealError` or `FormatError`, never a library's
own exception.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from nacl import bindings as sodium
from nacl.exceptions import BadSignatureError

from waystation.errors import FormatError, SealError

PREFIX = b"waystation/v1/"
"""Starts every label, so that no signature or key of ours means anything elsewhere."""

KEM_PUBLIC_BYTES = 1216
SIGN_PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
NONCE_BYTES = 12
TAG_BYTES = 16
ENC_BYTES = 1120

_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64

Cipher = ChaCha20Poly1305
"""A prepared key; `decrypt` raises `Refused`."""
Refused = InvalidTag
KemPrivate = MLKEM768X25519PrivateKey
KemPublic = MLKEM768X25519PublicKey


def sha256(*parts: bytes) -> bytes:
    """Hash the concatenation of `parts`."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """Return the 32-byte HMAC of `message`."""
    return hmac.digest(key, message, "sha256")


def labelled(label: str, context: bytes = b"") -> bytes:
    """Return the prefix, the label and, after a zero byte, the context if there is one."""
    return PREFIX + label.encode("ascii") + (b"\0" + context if context else b"")


def hkdf(secret: bytes, label: str, length: int = 32, context: bytes = b"") -> bytes:
    """Derive `length` bytes from a uniformly random `secret` (K-1).

    Raises:
        FormatError: the secret is shorter than 32 bytes.
    """
    if len(secret) < 32:
        raise FormatError("keys.secret", "a secret to derive from has at least 32 bytes")
    return HKDFExpand(SHA256(), length, labelled(label, context)).derive(secret)


def aead_seal(key: bytes, nonce: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Seal with ChaCha20-Poly1305; the caller sees to it that no nonce is used twice."""
    return ChaCha20Poly1305(key).encrypt(nonce, plaintext, aad)


def aead_open(key: bytes, nonce: bytes, ciphertext: bytes, aad: bytes) -> bytes:
    """Open what `aead_seal` made.

    Raises:
        SealError: anything at all differs.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, ciphertext, aad)
    except InvalidTag:
        raise SealError from None


def argon2id(
    secret: bytes, salt: bytes, *, memory_kib: int = 19456, passes: int = 2
) -> bytes:
    """Stretch a guessable secret to 32 bytes with one lane."""
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory_kib)
    return kdf.derive(secret)


def signing_pair(seed: bytes) -> tuple[bytes, bytes]:
    """Return the public key and the expanded secret of an Ed25519 seed."""
    public, secret = sodium.crypto_sign_seed_keypair(seed)
    return public, secret


def sign_expanded(secret: bytes, message: bytes) -> bytes:
    """Sign with the expanded secret of `signing_pair`."""
    signed: bytes = sodium.crypto_sign(message, secret)
    return signed[:SIGNATURE_BYTES]


def sign(seed: bytes, message: bytes) -> bytes:
    """Sign `message` with the Ed25519 key of a 32-byte seed."""
    return sign_expanded(signing_pair(seed)[1], message)


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Check an Ed25519 signature strictly.

    libsodium multiplies by the cofactor, so a point with a small-order part would pass
    here and fail in the browser. With key and R both in the prime-order group they agree
    (K-8).

    Raises:
        SealError: wrong signature, wrong sizes, a point outside the prime-order group, or
            an S that is not reduced.
    """
    if len(public) != SIGN_PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        raise SealError
    if not _in_prime_group(public) or not sodium.crypto_core_ed25519_is_valid_point(
        signature[:32]
    ):
        raise SealError
    try:
        sodium.crypto_sign_open(signature + message, public)
    except BadSignatureError:
        raise SealError from None


@lru_cache(maxsize=4096)
def _in_prime_group(public: bytes) -> bool:
    return bool(sodium.crypto_core_ed25519_is_valid_point(public))


def kem_private(seed: bytes) -> KemPrivate:
    """Expand a 32-byte seed to an MLKEM768-X25519 key as X-Wing does."""
    return MLKEM768X25519PrivateKey(*_kem_halves(seed))


def kem_public(seed: bytes) -> bytes:
    """Return the 1,216 public bytes of a seed: ML-KEM-768 key, then X25519 key."""
    mlkem, x25519 = _kem_halves(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def _kem_halves(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    expanded = hashlib.shake_256(seed).digest(96)
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:]),
    )


def read_kem_public(public: bytes) -> KemPublic:
    """Read an MLKEM768-X25519 public key.

    Raises:
        FormatError: wrong length, or a coefficient that is not reduced.
    """
    if len(public) != KEM_PUBLIC_BYTES:
        raise FormatError("keys.kem", "a public key has the wrong length")
    try:
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_BYTES]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_BYTES:]),
        )
    except ValueError:
        raise FormatError("keys.kem", "not an MLKEM768-X25519 public key") from None


def hpke_seal(public_kem: bytes, info: bytes, plaintext: bytes) -> bytes:
    """Seal once with HPKE in base mode: the 1,120 bytes of enc, then the ciphertext (K-4).

    Raises:
        FormatError: `public_kem` is no public key, or its X25519 half has small order.
    """
    key = read_kem_public(public_kem)
    try:
        return _suite().encrypt(plaintext, key, info)
    except ValueError:
        raise FormatError("keys.kem", "a public key that nobody can open for") from None


def hpke_open(private: KemPrivate, info: bytes, sealed: bytes) -> bytes:
    """Open what `hpke_seal` made.

    Raises:
        SealError: anything at all differs.
    """
    try:
        return _suite().decrypt(sealed, private, info)
    except (InvalidTag, ValueError):
        raise SealError from None


@lru_cache(maxsize=1)
def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
