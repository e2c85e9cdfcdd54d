"""An identity: 32 bytes from which a person's, helper's or worker's keys follow (K-7)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from waystation.errors import FormatError
from waystation.seal import primitives


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Check a signature strictly (K-8).

    Raises:
        SealError: it is not the signature of `message` by `public`.
    """
    primitives.verify(public, message, signature)


@dataclass(frozen=True, slots=True)
class PublicIdentity:
    """What others need: the key to seal to and the key to verify with."""

    kem: bytes
    sign: bytes

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read 1,248 bytes: KEM key, then Ed25519 key.

        Raises:
            FormatError: wrong length, or no such KEM key. The Ed25519 key is judged only
                when a signature is verified.
        """
        if len(raw) != primitives.KEM_PUBLIC_BYTES + primitives.SIGN_PUBLIC_BYTES:
            raise FormatError("keys.identity", "a public identity has the wrong length")
        kem = raw[: primitives.KEM_PUBLIC_BYTES]
        primitives.read_kem_public(kem)
        return cls(kem, raw[primitives.KEM_PUBLIC_BYTES :])

    def to_bytes(self) -> bytes:
        """Write KEM key, then Ed25519 key."""
        return self.kem + self.sign

    @property
    def fingerprint(self) -> bytes:
        """Return SHA-256 of the written form."""
        return primitives.sha256(self.kem, self.sign)

    @property
    def spoken(self) -> str:
        """Return what two people read out to each other: five groups of four digits."""
        digits = self.fingerprint.hex()
        return " ".join(digits[start : start + 4] for start in range(0, 20, 4))


class SigningKey:
    """An Ed25519 key; never shown in a `repr`."""

    __slots__ = ("_secret", "public")

    def __init__(self, seed: bytes) -> None:
        self.public, self._secret = primitives.signing_pair(seed)

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature of `message`."""
        return primitives.sign_expanded(self._secret, message)


class Identity:
    """The private half. Prekeys and intake keys are identities of a random seed each."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != 32:
            raise FormatError("keys.seed", "a seed has 32 bytes")
        self.seed = seed

    @classmethod
    def from_seed(cls, seed: bytes) -> Self:
        """Derive everything from 32 secret bytes.

        Raises:
            FormatError: the seed has another length.
        """
        return cls(seed)

    @cached_property
    def public(self) -> PublicIdentity:
        """Return the public half."""
        return PublicIdentity(primitives.kem_public(self.seed), self.signing.public)

    @cached_property
    def signing(self) -> SigningKey:
        """Return the key that signs as this identity itself."""
        return SigningKey(primitives.hkdf(self.seed, "sign"))

    @cached_property
    def _kem(self) -> primitives.KemPrivate:
        return primitives.kem_private(self.seed)

    def open_hpke(self, info: bytes, sealed: bytes) -> bytes:
        """Open enc ‖ ciphertext.

        Raises:
            SealError: not sealed to this identity with this `info`.
        """
        return primitives.hpke_open(self._kem, info, sealed)

    def cell_key(self, cell_id: bytes) -> SigningKey:
        """Return the key this identity signs with in one cell (K-7)."""
        return SigningKey(primitives.hkdf(self.seed, "sign/cell", context=cell_id))

    def correspondent_key(self, correspondent: bytes) -> SigningKey:
        """Return the key this identity signs with towards one correspondent (K-7)."""
        return SigningKey(
            primitives.hkdf(self.seed, "sign/correspondent", context=correspondent)
        )

    def derive(self, label: str, context: bytes) -> bytes:
        """Return 32 bytes for another purpose: check-in tokens, read tokens."""
        return primitives.hkdf(self.seed, "derive/" + label, context=context)
