"""The other humans of the organisation: how to write to their desks, and their keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from waystation.casework import roster
from waystation.casework.entries import PrekeyPublished
from waystation.cell.charter import Member, binding_message
from waystation.desk.desk import Desk
from waystation.desk.machinery import KeysOffered
from waystation.desk.vouching import is_bound
from waystation.encoding import to_rfc3339, unb64
from waystation.errors import FormatError, NotFoundError, SealError
from waystation.post import delivery
from waystation.post.letter import Address, Draft, write_letter
from waystation.seal.identity import PublicIdentity, verify

PREKEY_LABEL = b"waystation/v1/prekey\0"
PREKEY_LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A human of the organisation as another desk can write to them."""

    human: str
    identity: PublicIdentity
    prekey: bytes
    made: datetime
    box: bytes
    token: bytes


def prekey_statement(human: str, prekey: bytes, made: datetime) -> bytes:
    """Return what an identity signs to publish a prekey (K-6)."""
    return (
        PREKEY_LABEL + human.encode() + b"\0" + to_rfc3339(made).encode() + b"\0" + prekey
    )


def colleague(desk: Desk, human: str) -> Colleague:
    """Return a colleague, with the newest prekey that their own identity signed.

    Raises:
        NotFoundError: not in the roster, or nothing of theirs verifies.
    """
    found, offered = roster.human(desk.roster(), human), _offered(desk, human)
    if found is None or not offered:
        raise NotFoundError("human.unknown", "nobody of that id can be written to")
    published = _published(desk, human)
    if published is None:
        raise NotFoundError("human.prekey", "no prekey is signed by their identity")
    act, identity = published
    newest = offered[-1]
    box, token = unb64(newest.box), unb64(newest.token)
    return Colleague(human, identity, unb64(act.prekey), act.made, box, token)


def prekey_of(desk: Desk, human: str) -> PrekeyPublished | None:
    """Return the newest prekey that a human's own identity signed, whoever wrote it."""
    published = _published(desk, human)
    return None if published is None else published[0]


def _published(desk: Desk, human: str) -> tuple[PrekeyPublished, PublicIdentity] | None:
    state = desk.roster()
    found, written = roster.human(state, human), state.prekeys.get(human, ())
    if found is None:
        return None
    identities = [PublicIdentity.from_bytes(unb64(one)) for one in found.identities]
    for act in sorted((one.act for one in written), key=lambda one: one.made, reverse=True):
        for identity in identities:
            if _signed_prekey(act, identity):
                return act, identity
    return None


def _signed_prekey(act: PrekeyPublished, identity: PublicIdentity) -> bool:
    try:
        statement = prekey_statement(act.human, unb64(act.prekey), act.made)
        verify(identity.sign, statement, unb64(act.signature))
    except (FormatError, SealError):
        return False
    return True


def is_reached(desk: Desk, human: str) -> bool:
    """Say whether somebody can be written to: who has just been admitted cannot yet."""
    try:
        colleague(desk, human)
    except NotFoundError:
        return False
    return True


def is_away(desk: Desk, to: Colleague) -> bool:
    """Say whether a colleague's newest prekey may have been destroyed already (K-6)."""
    return to.made + PREKEY_LASTS < desk.now()


def by_signing_key(desk: Desk, public: bytes) -> str | None:
    """Return the human whose identity signs with this key; None for who is not in."""
    for found in roster.humans(desk.roster()):
        for written in found.identities:
            if unb64(written)[-32:] == public:
                return found.human
    return None


def take_key(desk: Desk, human: str) -> str:
    """Return a key of a human for a new cell: offered, and used in no cell seen here.

    Raises:
        NotFoundError: none is left; their desk offers new ones when it is next open.
    """
    if human == desk.human:
        return desk.offer_keys(1)[0]
    used = {member.key for opened in desk.cells.values() for member in opened.log.members}
    taken = desk.store.vault
    keys = [key for note in _offered(desk, human) for key in note.keys]
    free = [key for key in keys if key not in used and taken.get("taken", key) is None]
    if not free:
        raise NotFoundError("human.no_keys", "none of their offered keys is left")
    draw = int.from_bytes(desk.ports.entropy.draw(8), "big")
    chosen = free[draw % len(free)]
    taken.put("taken", chosen, b"1")
    return chosen


def is_key_of(desk: Desk, member: Member, random: bytes) -> bool:
    """Say whether the human's own identity vouches for a member's key in a new cell."""
    if any(member.key in note.keys for note in _offered(desk, member.human)):
        return True
    found = roster.human(desk.roster(), member.human)
    message = binding_message(random, unb64(member.key))
    for written in () if found is None else found.identities:
        try:
            verify(unb64(written)[-32:], message, unb64(member.binding))
        except (FormatError, SealError):
            continue
        return True
    return False


def write_to(desk: Desk, to: Colleague, kind: str, body: Mapping[str, Any]) -> None:
    """Save a letter to a colleague's desk, sealed to their prekey."""
    sealed = write_letter(
        Draft(kind, body, desk.now()),
        Address(to.prekey, desk.organisation),
        desk.identity.signing,
        desk.identity.public.kem,
        desk.ports.entropy,
    )
    delivery.save_letter(desk.store.outbox, to.box, to.prekey, sealed.bytes, to.token)


def _offered(desk: Desk, human: str) -> list[KeysOffered]:
    """Return what a human offered, whoever wrote it down: their identity has signed it."""
    found = roster.human(desk.roster(), human)
    if found is None:
        return []
    signs = [unb64(written)[-32:] for written in found.identities]
    notes = desk.roster_cell.in_order(KeysOffered)
    mine = [note for note in notes if note.human == human]
    return [note for note in mine if any(is_bound(note, one) for one in signs)]
