"""The letterbox of a journey: where its person and its helpers write."""

from dataclasses import dataclass
from hashlib import sha256

from waystation.desk.desk import Desk
from waystation.desk.machinery import Letterbox, LetterboxClosed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post import delivery
from waystation.post.letter import Address
from waystation.seal.identity import Identity

_READ_UNTIL = "letterbox.read_until"


@dataclass(frozen=True, slots=True)
class MadeBox:
    """A letterbox and the key that its letters are sealed to."""

    box: bytes
    read_token: bytes
    identity: Identity

    def address(self, organisation: bytes) -> Address:
        """Return what its letters are sealed to."""
        return Address(self.identity.public.kem, organisation)


def make_letterbox(desk: Desk, opened: OpenCell) -> MadeBox:
    """Make the letterbox of a journey; its members read it. Inside `acting()`."""
    box, read_token, seed = (desk.ports.entropy.draw(size) for size in (16, 32, 32))
    desk.append(opened, Letterbox(box=b64(box), read=b64(read_token), seed=b64(seed)))
    made = MadeBox(box, read_token, Identity.from_seed(seed))
    opening = {
        "read_hash": b64(sha256(read_token).digest()),
        "open": True,
        "sealed_to": b64(sha256(made.identity.public.kem).digest()),
    }
    delivery.save_box(desk.store.outbox, box, opening)
    return made


def letterbox_of(opened: OpenCell) -> MadeBox | None:
    """Return the letterbox of a journey; None until its entry has come.

    It is the first that whoever founded the cell made: nobody else leads letters away.
    """
    founders = opened.log.charter.keepers
    for entry, made in opened.entries_in_order(Letterbox):
        box = _read(made) if entry.human in founders else None
        if box is not None:
            return box
    return None


def _read(made: Letterbox) -> MadeBox | None:
    try:
        identity = Identity.from_seed(unb64(made.seed, size=32))
        return MadeBox(unb64(made.box, size=16), unb64(made.read, size=32), identity)
    except FormatError:
        return None


def closed_letterbox(opened: OpenCell) -> tuple[bytes, bytes] | None:
    """Return id and read token of a letterbox whose key was destroyed with the places."""
    closed = opened.notes(LetterboxClosed)
    if not closed or opened.notes(Letterbox):
        return None
    return unb64(closed[0].box, size=16), unb64(closed[0].read, size=32)


def close_letterbox(desk: Desk, opened: OpenCell) -> None:
    """Note how far the letterbox was read while its key was held. Inside `acting()`."""
    made = letterbox_of(opened)
    if made is not None:
        cursor = desk.store.cursors.get(made.box)
        value = to_json([b64(cursor.generation), cursor.seq])
        desk.store.vault.put(_READ_UNTIL, b64(made.box), value)


def was_read(desk: Desk, box: bytes, generation: bytes, seq: int) -> bool:
    """Say whether a letter of a closed letterbox was read while its key was held."""
    noted = desk.store.vault.get(_READ_UNTIL, b64(box))
    if noted is None:
        return False
    held, until = from_json(noted)
    return bool(unb64(held) == generation and seq <= until)


def letterbox(opened: OpenCell) -> MadeBox:
    """Return the letterbox of a journey.

    Raises:
        NotFoundError: its entry has not come.
    """
    made = letterbox_of(opened)
    if made is None:
        raise NotFoundError("letterbox.unknown", "the journey's letterbox is not here yet")
    return made
