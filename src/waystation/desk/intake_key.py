"""The intake's letterbox and its weekly key (K-5)."""

from hashlib import sha256

from msgspec import json

from waystation.casework import roster
from waystation.casework.terms import Role
from waystation.desk.colleagues import colleague, write_to
from waystation.desk.desk import Desk
from waystation.desk.machinery import Addressed, IntakeKey, N
from waystation.encoding import b64, from_rfc3339, to_rfc3339, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post import delivery
from waystation.post.card import Card, notice_box, write_card
from waystation.post.letter import Address, Letter
from waystation.seal.identity import Identity, PublicIdentity

KIND = "intake.seed"
_PINNED, _ADDRESS = "intake.pinned", "address"
_ID_BYTES, _TOKEN_BYTES, _SIGN_BYTES = 16, 32, 32


def addressed(desk: Desk) -> Addressed:
    """Return where the organisation's letterbox is.

    It never changes after the founding. So what this desk was told first counts, and no one
    keeper leads letters elsewhere later.

    Raises:
        NotFoundError: the roster does not say it yet.
    """
    held: list[Addressed] = desk.kept(_PINNED, list)
    if not held:
        pinned = desk.store.vault.get(_PINNED, _ADDRESS)
        held += _first(desk) if pinned is None else [json.decode(pinned, type=Addressed)]
    if not held:
        raise NotFoundError("organisation.address", "the roster names no letterbox yet")
    return held[0]


def pinning_is_due(desk: Desk) -> bool:
    """Say whether this desk knows where the letterbox is and has not noted it yet."""
    return desk.store.vault.get(_PINNED, _ADDRESS) is None and bool(_first(desk))


def pin(desk: Desk) -> None:
    """Note where the organisation's letterbox is, for good. In `acting()`."""
    desk.store.vault.put(_PINNED, _ADDRESS, json.encode(addressed(desk)))


def _first(desk: Desk) -> list[Addressed]:
    return [one for one in _by_keepers(desk, Addressed) if _is_readable(one)][:1]


def _by_keepers(desk: Desk, shape: type[N]) -> list[N]:
    """Return what keepers noted: nobody else says where letters to everybody go."""
    opened = desk.roster_cell
    keepers = opened.log.charter.keepers
    said = opened.entries_in_order(shape)
    return [note for entry, note in said if entry.human in keepers]


def _is_readable(found: Addressed | IntakeKey) -> bool:
    """Say whether everything in a note can be used: one that cannot stops nobody."""
    try:
        if isinstance(found, IntakeKey):
            PublicIdentity.from_bytes(unb64(found.kem) + bytes(_SIGN_BYTES))
        else:
            for one in (found.intake_box, found.board, found.intake):
                unb64(one, size=_ID_BYTES)
            unb64(found.intake_read, size=_TOKEN_BYTES)
    except FormatError:
        return False
    return True


def rotate(desk: Desk) -> None:
    """Draw the intake's key for the coming week and hand its seed to who reads it.

    Only a keeper of the first charter can: their signature on the card is what strangers
    check. The seed is with readers of the intake alone; who draws it and reads nothing
    forgets it. Inside `acting()`.
    """
    where = addressed(desk)
    seed = desk.ports.entropy.draw(32)
    identity = Identity.from_seed(seed)
    made = desk.now().replace(microsecond=0)
    _publish(desk, where, identity.public.kem)
    desk.append(
        desk.roster_cell,
        IntakeKey(kem=b64(identity.public.kem), made=made),
    )
    body = {"seed": b64(seed), "made": to_rfc3339(made)}
    for human in roster.humans(desk.roster()):
        if Role.INTAKE not in human.roles:
            continue
        if human.human == desk.human:
            keep(desk, body)
        else:
            write_to(desk, colleague(desk, human.human), KIND, body)


def owe_publishing(desk: Desk) -> None:
    """Note that the relay lost records: it may hold letters to last week's key."""
    desk.store.vault.put("relay", "publish", b"1")


def publishing_is_due(desk: Desk) -> bool:
    """Say whether this desk is to name the key that is in force to the relay again."""
    return desk.store.vault.get("relay", "publish") is not None


def publish_again(desk: Desk) -> None:
    """Name the key in force again, once the roster has been read. Inside `acting()`.

    Every founding keeper's desk does, and each names the newest key that the roster has.
    """
    desk.store.vault.drop("relay", "publish")
    key = newest(desk)
    book = desk.roster_cell.log.keys.book
    if key is not None and desk.human in book[0].charter.keepers:
        _publish(desk, addressed(desk), unb64(key.kem))


def take_seed(desk: Desk, letter: Letter) -> None:
    """Keep the seed of an intake key that a keeper has sent."""
    keep(desk, letter.body)


def keep(desk: Desk, body: object) -> None:
    """Keep the seed of an intake key until it is destroyed.

    Raises:
        FormatError: not such a letter.
    """
    if not isinstance(body, dict):
        raise FormatError("intake.seed", "not a seed")
    seed, made = body.get("seed"), body.get("made")
    if not isinstance(seed, str) or not isinstance(made, str):
        raise FormatError("intake.seed", "not a seed")
    from_rfc3339(made)  # by this it is destroyed when its time is over
    desk.store.vault.put("intake", made, unb64(seed, size=32))


def keys(desk: Desk) -> list[tuple[Identity, Address]]:
    """Return the keys with which letters to the intake can be opened here, newest first."""
    held = sorted(desk.store.vault.items("intake"), reverse=True)
    identities = [Identity.from_seed(seed) for _, seed in held]
    return [(one, Address(one.public.kem, desk.organisation)) for one in identities]


def are_held(desk: Desk) -> bool:
    """Say whether this desk can open letters to the intake; no key is derived for it."""
    return any(True for _ in desk.store.vault.items("intake"))


def noted_keys(desk: Desk) -> list[bytes]:
    """Return every key that letters to the intake were ever sealed to, the newest first."""
    found = reversed(_by_keepers(desk, IntakeKey))
    return [unb64(one.kem) for one in found if _is_readable(one)]


def newest(desk: Desk) -> IntakeKey | None:
    """Return the key that is in force."""
    found = reversed(_by_keepers(desk, IntakeKey))
    return next((one for one in found if _is_readable(one)), None)


def card(desk: Desk) -> bytes:
    """Return the organisation's card, signed by this desk's keeper (K-5).

    Raises:
        NotPermittedError: this desk's human is no keeper of the roster.
    """
    where, key = addressed(desk), newest(desk)
    if key is None:
        raise NotFoundError("intake.key", "the intake has no key yet")
    return _card(desk, where, unb64(key.kem))


def _card(desk: Desk, where: Addressed, kem: bytes) -> bytes:
    opened = desk.roster_cell
    written = Card(
        organisation=desk.organisation,
        relay=desk.membership.joined.relay,
        box=unb64(where.intake_box),
        kem=kem,
        made=desk.now(),
    )
    return write_card(written, opened.log.keys.book[0].raw, desk.key_in(opened))


def _publish(desk: Desk, where: Addressed, kem: bytes) -> None:
    """Tell the relay which key letters must be sealed to, and leave the card."""
    outbox = desk.store.outbox
    read_token = unb64(where.intake_read)
    opening = {
        "read_hash": b64(sha256(read_token).digest()),
        "open": True,
        "sealed_to": b64(sha256(kem).digest()),
    }
    delivery.save_box(outbox, unb64(where.intake_box), opening, read_token)
    box, token = notice_box(desk.organisation)
    delivery.save_box(outbox, box, {"read_hash": b64(sha256(token).digest()), "open": True})
    delivery.save_letter(outbox, box, kem, _card(desk, where, kem))
