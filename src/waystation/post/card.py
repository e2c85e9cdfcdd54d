"""The card of an organisation: where to write to, and to which key this week (K-5).

Whoever has the organisation id can check a card from anywhere: it holds the first charter
of the roster, whose SHA-256 is the id, and is signed by one of that charter's keepers. An
outside trustee of that charter leaves a card of their own, for complaints: nobody else of
the organisation can write one, or read what is sealed to it (L-7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from waystation.encoding import b64, from_json, from_rfc3339, to_json, to_rfc3339, unb64
from waystation.errors import FormatError, SealError
from waystation.post.letter import Address, Signer
from waystation.seal.box import SEALED_BYTES
from waystation.seal.identity import verify
from waystation.seal.padding import pad, unpad

LABEL = b"waystation/v1/card\0"
TRUSTEE_LABEL = b"waystation/v1/card/trustee\0"
_SIGNATURE, _SIGNER = 64, 32
KEM_BYTES = 1216


@dataclass(frozen=True, slots=True)
class Card:
    """What a person, a helper or a door needs in order to write for the first time."""

    organisation: bytes
    relay: str
    box: bytes
    kem: bytes
    made: datetime

    @property
    def address(self) -> Address:
        """Return what letters are sealed to."""
        return Address(self.kem, self.organisation)


def notice_box(organisation: bytes) -> tuple[bytes, bytes]:
    """Return the box in which an organisation leaves its cards, and its read token.

    Both follow from the organisation id, so that whoever knows it finds the newest card.
    """
    box = sha256(b"waystation/v1/notices\0box" + organisation).digest()[:16]
    return box, sha256(b"waystation/v1/notices\0read" + organisation).digest()


def complaint_box(organisation: bytes) -> tuple[bytes, bytes]:
    """Return the box in which outside trustees leave their cards, and its read token."""
    box = sha256(b"waystation/v1/complaints\0box" + organisation).digest()[:16]
    return box, sha256(b"waystation/v1/complaints\0read" + organisation).digest()


def write_card(
    card: Card, founding: bytes, signer: Signer, *, trustee: bool = False
) -> bytes:
    """Write a card; `founding` is the roster's charter 0, `signer` one of its keepers.

    It is as long as a letter, because it travels through a letterbox.
    """
    raw = to_json(
        {
            "v": 1,
            "organisation": b64(card.organisation),
            "relay": card.relay,
            "box": b64(card.box),
            "key": b64(card.kem),
            "made": to_rfc3339(card.made),
            "founding": founding.decode("utf-8"),
        }
    )
    signature = signer.sign(_label(trustee=trustee) + raw)
    return pad(signature + signer.public + raw, SEALED_BYTES)


def read_card(written: bytes, organisation: bytes, *, trustee: bool = False) -> Card:
    """Read a card of the organisation with this id, or that of an outside trustee of it.

    Raises:
        FormatError: not a card.
        SealError: of another organisation, or not signed by a founding keeper, or trustee.
    """
    card = unpad(written)
    signature, signer = card[:_SIGNATURE], card[_SIGNATURE : _SIGNATURE + _SIGNER]
    raw = card[_SIGNATURE + _SIGNER :]
    verify(signer, _label(trustee=trustee) + raw, signature)
    found = from_json(raw)
    if not isinstance(found, dict) or found.get("v") != 1:
        raise FormatError("card.version", "not a card of this version")
    founding = _text(found, "founding").encode()
    if sha256(founding).digest() != organisation:
        raise SealError("card.organisation")
    role = "trustee" if trustee else "keeper"
    if b64(signer) not in _keys_of(from_json(founding), role):
        raise SealError("card.signer")
    return Card(
        organisation=unb64(_text(found, "organisation"), size=32),
        relay=_text(found, "relay"),
        box=unb64(_text(found, "box"), size=16),
        kem=unb64(_text(found, "key"), size=KEM_BYTES),
        made=from_rfc3339(_text(found, "made")),
    )


def _label(*, trustee: bool) -> bytes:
    return TRUSTEE_LABEL if trustee else LABEL


def _keys_of(charter: Any, role: str) -> set[str]:
    members = charter.get("members") if isinstance(charter, dict) else None
    if not isinstance(members, list):
        raise FormatError("card.founding", "the founding charter has no members")
    return {
        str(member.get("key"))
        for member in members
        if isinstance(member, dict) and member.get(role) is True
    }


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise FormatError("card.shape", "a text is missing", where=name)
    return value
