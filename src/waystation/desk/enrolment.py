"""Enrolments: what a human gives to an organisation in order to be admitted.

A file or a text that may travel over any channel: it holds public keys only. Two people
read its fingerprint to each other before anyone admits anyone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Annotated

import msgspec

from waystation.desk.colleagues import prekey_statement
from waystation.desk.desk import Desk
from waystation.desk.machinery import KeysOffered
from waystation.desk.vouching import keys_statement
from waystation.encoding import b64, unb64
from waystation.errors import FormatError
from waystation.post import delivery
from waystation.seal.identity import Identity, PublicIdentity, verify

LABEL = b"waystation/v1/enrolment\0"
FIRST_KEYS = 48
IN_FOUNDING = 2
"""The first keys are those in the charters of roster and board; the rest is offered."""
Text = Annotated[str, msgspec.Meta(max_length=4000)]


class Enrolment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who wants to be admitted, and how their desk can be written to."""

    v: int
    human: Text
    name: Annotated[str, msgspec.Meta(max_length=200)]
    identity: Text
    prekey: Text
    made: datetime
    prekey_signature: Text
    keys: Annotated[tuple[Text, ...], msgspec.Meta(min_length=4, max_length=100)]
    box: Text
    box_read_hash: Text
    box_token: Text
    keys_signature: Text

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the keys that others may enter in cells that they found."""
        return self.keys[IN_FOUNDING:]

    @property
    def public(self) -> PublicIdentity:
        """Return the identity's public keys."""
        return PublicIdentity.from_bytes(unb64(self.identity))

    @property
    def fingerprint(self) -> str:
        """Return what two people read out to each other."""
        return self.public.spoken


class _Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    enrolment: msgspec.Raw
    signature: str


def enrol(desk: Desk, name: str) -> bytes:
    """Make this desk's letterbox, first prekey and first keys; return the enrolment."""
    with desk.acting():
        draw = desk.ports.entropy.draw
        read_token, append_token = draw(32), draw(32)
        mine = replace(
            desk.membership,
            human=desk.membership.human or desk.random_id(),
            name=name,
            box=draw(16),
            read_token=read_token,
            append_token=append_token,
        )
        mine.save(desk.store.vault)
        desk.membership = mine
        kem, made, signature = new_prekey(desk)
        keys = desk.offer_keys(FIRST_KEYS)
        written = Enrolment(
            v=1,
            human=mine.human,
            name=name,
            identity=b64(desk.identity.public.to_bytes()),
            prekey=b64(kem),
            made=made,
            prekey_signature=b64(signature),
            keys=keys,
            box=b64(mine.box),
            box_read_hash=b64(sha256(read_token).digest()),
            box_token=b64(append_token),
            keys_signature=b64(sign_keys(desk, keys[IN_FOUNDING:])),
        )
        raw = msgspec.json.encode(written)
        signed = b64(desk.identity.signing.sign(LABEL + raw))
        return msgspec.json.encode(_Signed(msgspec.Raw(raw), signed))


def new_prekey(desk: Desk) -> tuple[bytes, datetime, bytes]:
    """Draw a prekey and keep its private half; return key, time and signature (K-6)."""
    made = desk.now().replace(microsecond=0)
    seed = desk.ports.entropy.draw(32)
    kem = Identity.from_seed(seed).public.kem
    desk.store.vault.put("prekeys", f"{int(made.timestamp())}", seed)
    statement = prekey_statement(desk.human, kem, made)
    return kem, made, desk.identity.signing.sign(statement)


def sign_keys(desk: Desk, keys: tuple[str, ...]) -> bytes:
    """Bind keys of this desk and its letterbox to its identity (K-7)."""
    mine = desk.membership
    statement = keys_statement(mine.human, keys, mine.box, mine.append_token)
    return desk.identity.signing.sign(statement)


def saying_again_is_due(desk: Desk) -> bool:
    """Say whether somebody joined who cannot read that keys in use are this human's."""
    return any(True for _ in _to_say_again(desk))


def say_again(desk: Desk) -> None:
    """Note those keys once more, in the epoch in force. In `acting()`."""
    for note in list(_to_say_again(desk)):
        desk.append(desk.roster_cell, note)


def _to_say_again(desk: Desk) -> Iterator[KeysOffered]:
    opened = desk.roster_cell
    if not desk.may_write(opened):
        return
    joined = max(one.since for one in opened.log.members)
    used = {
        one.key
        for each in desk.cells.values()
        for one in each.log.members
        if one.human == desk.human
    }
    newest = {
        note: entry.epoch
        for entry, note in opened.entries_in_order(KeysOffered)
        if note.human == desk.human and used.intersection(note.keys)
    }
    yield from (note for note, epoch in newest.items() if epoch < joined)


def read_enrolment(raw: bytes) -> Enrolment:
    """Read an enrolment and verify that its identity wrote all of it.

    Raises:
        FormatError: not an enrolment.
        SealError: something in it was not signed by its identity.
    """
    try:
        signed = msgspec.json.decode(raw, type=_Signed)
        found = msgspec.json.decode(signed.enrolment, type=Enrolment)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise FormatError("enrolment.form", "not an enrolment") from None
    if found.v != 1:
        raise FormatError("enrolment.version", "written by a newer version", where="v")
    sign = found.public.sign
    verify(sign, LABEL + bytes(signed.enrolment), unb64(signed.signature))
    statement = prekey_statement(found.human, unb64(found.prekey), found.made)
    verify(sign, statement, unb64(found.prekey_signature))
    box, token = unb64(found.box), unb64(found.box_token)
    statement = keys_statement(found.human, found.offered, box, token)
    verify(sign, statement, unb64(found.keys_signature))
    return found


def make_box_of(desk: Desk, enrolment: Enrolment) -> None:
    """Make the letterbox of somebody admitted, so that grants can wait in it."""
    opening = {
        "read_hash": enrolment.box_read_hash,
        "open": False,
        "append_hash": b64(sha256(unb64(enrolment.box_token)).digest()),
    }
    delivery.save_box(desk.store.outbox, unb64(enrolment.box), opening)
