"""Slips as desks write them and as whoever holds one answers (spec/slip.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from waystation.clock import Clock
from waystation.encoding import b64, unb64
from waystation.entropy import Entropy
from waystation.errors import FormatError
from waystation.post import card
from waystation.post.letter import Address, Draft, Letter, open_letter, write_letter
from waystation.post.port import Relay
from waystation.seal.identity import Identity
from waystation.seal.padding import SLIP_SIZE
from waystation.seal.slip import SlipKeys, proof

KIND = "slip"
PHOTOGRAPH_BYTES = 40_000
"""Of the photograph that a slip may carry (S-9)."""
_JPEG_BEGINS, _JPEG_ENDS = b"\xff\xd8\xff", b"\xff\xd9"


def link(page: str, secret: bytes) -> str:
    """Return the address that opens a slip; what follows the # is sent to nobody."""
    return f"{page}#{b64(secret)}"


def open_slip(keys: SlipKeys, body: bytes) -> Letter:
    """Open the letter of a slip.

    Raises:
        SealError: of another slip, or changed.
        FormatError: no slip.
    """
    identity = keys.identity
    to = Address(identity.public.kem, keys.slip)
    letter = open_letter(body, identity, to, SLIP_SIZE)
    if letter.kind != KIND:
        raise FormatError("slip.kind", "the letter is no slip")
    return letter


def read_photograph(letter: Letter) -> bytes:
    """Return the photograph that a slip carries; empty where it carries none (S-9).

    Raises:
        FormatError: it is no JPEG, or larger than one may be.
    """
    said = letter.body.get("photograph")
    if said is None:
        return b""
    raw = unb64(said) if isinstance(said, str) else b""
    whole = raw.startswith(_JPEG_BEGINS) and raw.endswith(_JPEG_ENDS)
    if not whole or len(raw) > PHOTOGRAPH_BYTES:
        raise FormatError("slip.photograph", "no photograph that a slip may carry")
    return raw


@dataclass(frozen=True, slots=True)
class Held:
    """A slip that was opened: what it says, and where its reports go."""

    letter: Letter
    box: bytes
    to: Address
    report: bytes


class SlipHolder:
    """What a helper's page does, for practice and tests: one secret, no history."""

    def __init__(self, seed: bytes, relay: Relay, clock: Clock, entropy: Entropy) -> None:
        self.identity = Identity.from_seed(seed)
        self._relay = relay
        self._clock = clock
        self._entropy = entropy

    def open(self, secret: bytes, code: str) -> Held:
        """Claim a slip and open it.

        Raises:
            RuleError: it does not open, or not any more.
        """
        keys = SlipKeys.derive(secret, code)
        fingerprint = self.identity.public.fingerprint
        body = self._relay.claim_slip(keys.slip, keys.token, fingerprint)
        letter = open_slip(keys, body)
        said = letter.body
        return Held(
            letter=letter,
            box=unb64(str(said.get("box")), size=16),
            to=Address(
                unb64(str(said.get("key")), size=card.KEM_BYTES),
                unb64(str(said.get("organisation")), size=32),
            ),
            report=unb64(str(said.get("report")), size=32),
        )

    def write(self, held: Held, kind: str, body: Mapping[str, Any]) -> None:
        """Send a report, signed with the key that opened the slip."""
        shown = proof(held.report, self.identity.public.fingerprint)
        about = {
            "journey": held.letter.body["journey"],
            "slip": held.letter.body["slip"],
            "proof": b64(shown),
        }
        sealed = write_letter(
            Draft(kind, about | dict(body), self._clock.now()),
            held.to,
            self.identity.signing,
            self.identity.public.kem,
            self._entropy,
        )
        self._relay.post_letter(held.box, sealed.bytes, sha256(held.to.kem).digest())

    def confirm(self, held: Held, words: str) -> None:
        """Say that the handover took place, with what the other side said."""
        body = {"handover": held.letter.body["handover"], "word": words}
        self.write(held, "confirmation", body)
