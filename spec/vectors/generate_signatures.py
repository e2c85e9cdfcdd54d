"""Makes the signature vectors of spec/keys.md K-8: points and scalars that some let pass.

Every wrong point here verifies under one of the two equations in use, with or without the
cofactor, in a library that does not look at the points. Each is wrong in one way only.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from nacl import bindings as sodium

from waystation.encoding import b64
from waystation.seal import primitives

ORDER = 2**252 + 27742317777372353535851937790883648493
PRIME = 2**255 - 19
IDENTITY = b"\x01" + bytes(31)
UNREDUCED = (PRIME + 1).to_bytes(32, "little")  # the identity again
ORDER_8 = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
SEED = b"a" * 32
R_SCALAR = 20_26


@dataclass(frozen=True)
class Case:
    """One signature and what is wrong with it."""

    name: str
    public: bytes
    message: bytes
    signature: bytes
    right: bool = False
    rule: str = "K-8"

    def written(self) -> dict[str, object]:
        """Return the vector."""
        outcome: dict[str, object] = {"expect": {}} if self.right else {"fails": "seal"}
        return {
            "name": self.name,
            "rule": self.rule,
            "spec": "keys.md",
            "input": {
                "op": "verify",
                "public": b64(self.public),
                "message": b64(self.message),
                "signature": b64(self.signature),
            },
            **outcome,
        }


def times_base(scalar: int) -> bytes:
    """Return the point scalar · B; the identity for zero."""
    reduced = (scalar % ORDER).to_bytes(32, "little")
    if not any(reduced):
        return IDENTITY
    point: bytes = sodium.crypto_scalarmult_ed25519_base_noclamp(reduced)
    return point


def plus(left: bytes, right: bytes) -> bytes:
    """Add two points of the curve, whatever their order."""
    point: bytes = sodium.crypto_core_ed25519_add(left, right)
    return point


def challenge(r_point: bytes, public: bytes, message: bytes) -> int:
    """Return the hash that binds nonce point, key and message."""
    digest = hashlib.sha512(r_point + public + message).digest()
    return int.from_bytes(digest, "little") % ORDER


def secret_scalar() -> int:
    """Return the scalar of the seed, as RFC 8032 makes it."""
    low = bytearray(hashlib.sha512(SEED).digest()[:32])
    low[0] &= 248
    low[31] = low[31] & 127 | 64
    return int.from_bytes(low, "little")


def forged(
    r_point: bytes, r_scalar: int, public: bytes, a_scalar: int, *, eighth: bool
) -> tuple[bytes, bytes]:
    """Return a message and S = r + h·a; with `eighth`, h is a multiple of eight.

    Then the small-order part of the key vanishes from the equation without the cofactor.
    """
    for number in count():
        message = f"yes {number}".encode()
        h = challenge(r_point, public, message)
        if (h % 8 == 0) == eighth:
            s = (r_scalar + h * a_scalar) % ORDER
            return message, r_point + s.to_bytes(32, "little")
    raise AssertionError


def cases() -> Iterator[Case]:
    """Yield every case."""
    public = primitives.signing_pair(SEED)[0]
    a = secret_scalar()
    right = primitives.sign(SEED, b"yes")
    s = int.from_bytes(right[32:], "little")
    yield Case("signature verifies", public, b"yes", right, right=True)
    yield Case(
        "signature of nothing verifies", public, b"", primitives.sign(SEED, b""), right=True
    )
    yield Case("wrong author", primitives.signing_pair(b"b" * 32)[0], b"yes", right)
    yield Case("another message", public, b"no", right)
    yield Case("flipped bit of R", public, b"yes", bytes([right[0] ^ 1]) + right[1:])
    yield Case(
        "flipped bit of S", public, b"yes", right[:32] + bytes([right[32] ^ 1]) + right[33:]
    )
    yield Case("truncated signature", public, b"yes", right[:-1])
    yield Case("truncated key", public[:-1], b"yes", right)
    yield Case(
        "non-canonical S", public, b"yes", right[:32] + (s + ORDER).to_bytes(32, "little")
    )
    yield from swapped(public)
    yield from wrong_points(public, a)


def swapped(public: bytes) -> Iterator[Case]:
    """Yield an entry's signature, as it is and moved to another cell (K-3)."""
    start, written = b"waystation/v1/entry\0", b'{"v":1}'
    here, elsewhere = bytes(range(16)), bytes(range(16, 32))
    signature = primitives.sign(SEED, start + here + written)
    yield Case("entry", public, start + here + written, signature, right=True, rule="K-3")
    for name, message in (
        ("swap of an entry between cells", start + elsewhere + written),
        ("entry encoded again", start + here + b'{"v": 1}'),
    ):
        yield Case(name, public, message, signature, rule="K-3")


def wrong_points(public: bytes, a: int) -> Iterator[Case]:
    """Yield keys and nonce points outside the prime-order group, or not reduced."""
    r_point = times_base(R_SCALAR)
    mixed_key, mixed_r = plus(public, ORDER_8), plus(r_point, ORDER_8)
    points = [
        ("small-order key", ORDER_8, 0, r_point, R_SCALAR, True),
        ("small-order key, only with the cofactor", ORDER_8, 0, r_point, R_SCALAR, False),
        ("identity as key", IDENTITY, 0, r_point, R_SCALAR, True),
        ("mixed-order key", mixed_key, a, r_point, R_SCALAR, True),
        ("mixed-order key, only with the cofactor", mixed_key, a, r_point, R_SCALAR, False),
        ("small-order R", public, a, ORDER_8, 0, False),
        ("identity as R", public, a, IDENTITY, 0, False),
        ("mixed-order R", public, a, mixed_r, R_SCALAR, False),
        ("non-canonical identity as R", public, a, UNREDUCED, 0, False),
        ("non-canonical identity as key", UNREDUCED, 0, r_point, R_SCALAR, True),
        ("key that is no point", b"\x02" + bytes(31), a, r_point, R_SCALAR, True),
    ]  # fmt: skip
    for name, key, key_scalar, nonce_point, nonce_scalar, eighth in points:
        message, signature = forged(
            nonce_point, nonce_scalar, key, key_scalar, eighth=eighth
        )
        yield Case(name, key, message, signature)


def signatures() -> list[dict[str, object]]:
    """Return all signature vectors."""
    return [case.written() for case in cases()]
