"""Letters: one sealed, signed message to a letterbox (spec/letter.md).

The signature is inside the seal and covers the address (`info`) and both keys of the
sender, so a recipient cannot pass a letter on as if it had been written to somebody else.
The JSON is verified and quoted as written and never encoded again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from waystation.encoding import b64, from_json, from_rfc3339, to_json, to_rfc3339, unb64
from waystation.entropy import Entropy
from waystation.errors import FormatError, SealError
from waystation.seal.box import letter_info, open_box, seal_box
from waystation.seal.identity import Identity, PublicIdentity, verify
from waystation.seal.padding import LETTER_SIZE

VERSION = 1
LABEL = "letter"
ID_BYTES = 16
SIGNATURE_BYTES = 64
SENDER_BYTES = 1248
OPERATIONAL_BYTES = 600
SIGNED_OVER = b"waystation/v1/letter\0"

OPERATIONAL = frozenset(
    {"check_in", "confirmation", "stop", "withdrawal", "hold", "lifted", "acknowledged"}
)
"""Kinds whose signed part must fit the smallest entry when it is quoted (L-4)."""


class Signer(Protocol):
    """Signs; the identity's own key or the one kept for one correspondent (K-7)."""

    @property
    def public(self) -> bytes:
        """Return the 32 bytes that verify."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature."""
        ...


@dataclass(frozen=True, slots=True)
class Address:
    """To whom and in which scope a letter is sealed: all that `info` is made of (K-4).

    `scope` is the organisation id (32 bytes) or a cell id (16 bytes); `charter` stays zero
    where the sender knows none.
    """

    kem: bytes
    scope: bytes
    charter: bytes = bytes(32)

    @property
    def info(self) -> bytes:
        """Return the HPKE info."""
        return letter_info(LABEL, self.kem, self.scope, self.charter)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to say, before it has a signature.

    It has an `id` if it was sealed before: the same letter, to another key (L-3).
    """

    kind: str
    body: Mapping[str, Any]
    at: datetime
    reply_box: bytes | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter whose seal opened and whose signature verified."""

    id: str
    kind: str
    sender: PublicIdentity
    at: datetime
    body: Mapping[str, Any]
    reply_box: bytes | None
    signature: bytes
    json: bytes
    context: bytes

    @property
    def key(self) -> tuple[bytes, str]:
        """Return what a double is recognised by: sender key and letter id (L-3)."""
        return (self.sender.sign, self.id)

    @property
    def text(self) -> str:
        """Return the JSON as written, for a verbatim quotation."""
        return self.json.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A letter ready to be sent, and its id."""

    id: str
    bytes: bytes


def write_letter(
    draft: Draft,
    to: Address,
    signer: Signer,
    sender_kem: bytes,
    entropy: Entropy,
    size: int = LETTER_SIZE,
) -> Sealed:
    """Sign `draft` and seal it to `to`.

    `sender_kem` is the key that an answer is to be sealed to; `size` that of the padded
    inside, which only slips have another of.

    Raises:
        FormatError: the letter is too large for its kind.
    """
    letter_id = draft.id or b64(entropy.draw(ID_BYTES))
    inner: dict[str, Any] = {
        "v": VERSION,
        "id": letter_id,
        "kind": draft.kind,
        "at": to_rfc3339(draft.at),
        "body": dict(draft.body),
    }
    if draft.reply_box is not None:
        inner["reply"] = b64(draft.reply_box)
    raw = to_json(inner)
    _check_size(draft.kind, raw)
    sender = PublicIdentity(kem=sender_kem, sign=signer.public)
    signature = signer.sign(_signed(context_of(to, sender), sender.sign, raw))
    plaintext = sender.to_bytes() + signature + raw
    return Sealed(letter_id, seal_box(to.kem, to.info, plaintext, size))


def open_letter(
    sealed: bytes, identity: Identity, to: Address, size: int = LETTER_SIZE
) -> Letter:
    """Open a letter sealed to `identity` at `to` and verify who signed it.

    Raises:
        SealError: sealed to another key or address, changed, or not signed by its sender.
        FormatError: the inside breaks the grammar of spec/letter.md.
    """
    plaintext = open_box(identity, to.info, sealed, size)
    if len(plaintext) < SENDER_BYTES + SIGNATURE_BYTES:
        raise FormatError("letter.short", "no room for a sender and a signature")
    sender = PublicIdentity.from_bytes(plaintext[:SENDER_BYTES])
    signature = plaintext[SENDER_BYTES : SENDER_BYTES + SIGNATURE_BYTES]
    raw = plaintext[SENDER_BYTES + SIGNATURE_BYTES :]
    context = context_of(to, sender)
    verify_quotation(sender.sign, context, signature, raw)
    return _read(sender, signature, raw, context)


def context_of(to: Address, sender: PublicIdentity) -> bytes:
    """Return the digest that binds a signature to its address and the sender's keys."""
    return hashlib.sha256(to.info + sender.kem).digest()


def verify_quotation(sender: bytes, context: bytes, signature: bytes, raw: bytes) -> None:
    """Verify a letter quoted somewhere: its seal is not needed for that.

    Raises:
        SealError: the signature is not the sender's over these bytes and this address.
    """
    verify(sender, _signed(context, sender, raw), signature)


def open_with_any(
    sealed: bytes, candidates: list[tuple[Identity, Address]]
) -> tuple[Letter, Address]:
    """Open with the first of several keys that fits: a box outlives its weekly keys.

    Raises:
        SealError: none of them opens it.
        FormatError: the one that opens it finds a broken inside.
    """
    for identity, address in candidates:
        try:
            return open_letter(sealed, identity, address), address
        except SealError:
            continue
    raise SealError("letter.refused")


def _signed(context: bytes, sender: bytes, raw: bytes) -> bytes:
    return SIGNED_OVER + context + sender + raw


def _check_size(kind: str, raw: bytes) -> None:
    if kind in OPERATIONAL and SIGNATURE_BYTES + len(raw) > OPERATIONAL_BYTES:
        raise FormatError("letter.oversize", "an operational letter is over 600 bytes")


def _read(sender: PublicIdentity, signature: bytes, raw: bytes, context: bytes) -> Letter:
    inner = from_json(raw)
    if not isinstance(inner, dict):
        raise FormatError("letter.shape", "the inside is no object")
    version = inner.get("v")
    if version != VERSION or isinstance(version, bool):
        raise FormatError("letter.version", "written by another version", where="v")
    reply = inner.get("reply")
    known = {"v", "id", "kind", "at", "body", "reply"}
    if not set(inner) <= known:
        raise FormatError("letter.shape", "a key that this version does not have")
    letter_id, kind = _text(inner, "id"), _text(inner, "kind")
    unb64(letter_id, size=ID_BYTES)
    _check_size(kind, raw)
    body = inner.get("body")
    if not isinstance(body, dict):
        raise FormatError("letter.shape", "the body is no object", where="body")
    return Letter(
        id=letter_id,
        kind=kind,
        sender=sender,
        at=from_rfc3339(_text(inner, "at")),
        body=body,
        reply_box=None if reply is None else unb64(_text(inner, "reply"), size=ID_BYTES),
        signature=signature,
        json=raw,
        context=context,
    )


def _text(inner: Mapping[str, Any], name: str) -> str:
    value = inner.get(name)
    if not isinstance(value, str) or not value:
        raise FormatError("letter.shape", "a text is missing", where=name)
    return value
