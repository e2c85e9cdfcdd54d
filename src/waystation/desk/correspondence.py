"""Writing to persons and helpers, and quoting what they write."""

from collections.abc import Mapping
from typing import Any

from waystation.casework.entries import Quotation
from waystation.desk.desk import Desk
from waystation.desk.intake_key import newest
from waystation.encoding import b64, from_json, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post import delivery
from waystation.post.letter import Address, Draft, Letter, write_letter
from waystation.seal.identity import PublicIdentity


def write(desk: Desk, identity: str, box: str, kind: str, body: Mapping[str, Any]) -> None:
    """Save a letter to a person or helper. Inside `acting()`.

    It is signed with the key kept for this correspondent (K-7), and an answer is sealed to
    the intake's key.

    Raises:
        NotFoundError: they have no letterbox.
        FormatError: the letter is too long for its kind.
    """
    key = newest(desk)
    if not identity or not box or key is None:
        raise NotFoundError("correspondent.box", "they have no letterbox")
    to = PublicIdentity.from_bytes(unb64(identity))
    sealed = write_letter(
        Draft(kind, body, desk.now()),
        Address(to.kem, desk.organisation),
        desk.identity.correspondent_key(to.sign),
        unb64(key.kem),
        desk.ports.entropy,
    )
    outbox = desk.store.outbox
    delivery.save_letter(outbox, unb64(box), to.kem, sealed.bytes, fleeting=True)


def quote(letter: Letter) -> Quotation:
    """Return a letter as it is quoted in a cell: verbatim, and verifiable there."""
    return Quotation(
        letter=letter.id,
        sender=b64(letter.sender.sign),
        signed=letter.text,
        signature=b64(letter.signature),
        info=b64(letter.context),
    )


def said_in(quoted: Quotation) -> str:
    """Return the text of a letter that is quoted; nothing where it is no letter."""
    try:
        letter = from_json(quoted.signed.encode())
    except FormatError:
        return ""
    body = letter.get("body") if isinstance(letter, dict) else None
    return str(body.get("text", "")) if isinstance(body, dict) else ""


def reply_box(letter: Letter) -> str:
    """Return the letterbox that an answer goes to; empty where none is named."""
    return "" if letter.reply_box is None else b64(letter.reply_box)
