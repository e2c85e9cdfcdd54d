"""What follows from a slip's secret and its code (spec/slip.md S-1, S-7, S-8)."""

import re
from dataclasses import dataclass, field
from typing import Self

from waystation.encoding import spoken
from waystation.entropy import Entropy
from waystation.errors import FormatError
from waystation.seal import primitives
from waystation.seal.identity import Identity

SECRET_BYTES = 32
ID_BYTES = 16
CODE_DIGITS = 6
PROOF_BYTES = 16
_CODE = re.compile(r"[0-9]{6,12}")
_LARGEST_EVEN = 4 * 1_000_000_000  # what four bytes above it say would favour some codes


@dataclass(frozen=True, slots=True)
class SlipKeys:
    """What both parties derive: `slip` and `token` go to the relay, the seed to nobody."""

    slip: bytes
    token: bytes = field(repr=False)
    seed: bytes = field(repr=False)

    @classmethod
    def derive(cls, secret: bytes, code: str) -> Self:
        """Derive from the secret of the link and the code that came another way.

        Raises:
            FormatError: the secret or the code is malformed.
        """
        if len(secret) != SECRET_BYTES or not _CODE.fullmatch(code):
            raise FormatError("slip.secret", "the secret or the code is malformed")
        told = code.encode("ascii")
        return cls(
            slip=primitives.hkdf(secret, "slip/id", ID_BYTES),
            token=primitives.hkdf(secret, "slip/claim", context=told),
            seed=primitives.hkdf(secret, "slip/open", context=told),
        )

    @property
    def identity(self) -> Identity:
        """Return what the slip is sealed to."""
        return Identity.from_seed(self.seed)


def draw_code(entropy: Entropy) -> str:
    """Draw six digits, each as likely as any other."""
    while True:
        number = int.from_bytes(entropy.draw(4), "big")
        if number < _LARGEST_EVEN:
            return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def check_of(handover: str, words: str) -> int:
    """Return the eight bits by which a page tells wrong words (S-7)."""
    context = handover.encode() + b"\0" + spoken(words).encode()
    return primitives.sha256(primitives.labelled("slip/word", context))[0]


def proof(report: bytes, fingerprint: bytes) -> bytes:
    """Return what shows that the slip was opened by whoever signs (S-8)."""
    return primitives.hkdf(report, "slip/report", PROOF_BYTES, fingerprint)
