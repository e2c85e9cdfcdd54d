"""Taking a watch down before it is due: two humans of the organisation, never the person.

Each human's desk posts the hash of its own token to the journey beforehand. A human who has
two keys has two tokens, and is one human: only the first hash that they offered is armed.
Whoever of the staff is on the way has none for their own watch: others take it down.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from waystation.casework import watch as watches
from waystation.casework.entries import WatchAgreed
from waystation.casework.entries.watch import WatchDisarmAgreed
from waystation.casework.terms import Role
from waystation.casework.watch import Watches
from waystation.desk.desk import Desk
from waystation.desk.machinery import DisarmOffered, WatchArmed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, unb64
from waystation.errors import (
    ConflictError,
    FormatError,
    NotFoundError,
    NotPermittedError,
)
from waystation.post import delivery
from waystation.post.link import watch_id

_SENT = "disarmed"
MAY = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)


def is_sound(agreed: WatchAgreed) -> bool:
    """Say whether a relay can run a watch: its id follows from the check-in's hash.

    One that does not, whoever wrote it, must keep no other from being armed or taken down.
    """
    try:
        return b64(watch_id(unb64(agreed.check_in_hash, size=32))) == agreed.watch
    except FormatError:
        return False


def token(desk: Desk, watch: str) -> bytes:
    """Return this human's token for disarming a watch."""
    return desk.identity.derive("disarm", unb64(watch))


def offer(desk: Desk, opened: OpenCell) -> None:
    """Offer this human's disarm hash for every agreed watch. Inside `acting()`."""
    for watch in not_offered(desk, opened):
        hashed = b64(sha256(token(desk, watch)).digest())
        desk.append(opened, DisarmOffered(watch=watch, hash=hashed))


def not_offered(desk: Desk, opened: OpenCell) -> list[str]:
    """Return the agreed watches for which this human could offer a hash and has not."""
    agreed_on = desk.read(opened, watches.fold, Watches()).agreed
    if not agreed_on or not desk.may_write(opened):
        return []
    said = opened.entries_in_order(DisarmOffered)
    mine = {note.watch for entry, note in said if entry.human == desk.human}
    return [
        watch
        for watch, noted in agreed_on.items()
        if watch not in mine and noted.act.person != desk.human and is_sound(noted.act)
    ]


def offered(opened: OpenCell, watch: str) -> Mapping[str, str]:
    """Return the hashes offered for a watch: one a human, however many keys they hold."""
    return {human: one.hash for human, one in offers(opened, watch).items()}


class Offer(Struct, frozen=True):
    """The hash that a human offered for a watch, and when."""

    hash: str
    at: datetime


def offers(opened: OpenCell, watch: str) -> Mapping[str, Offer]:
    """Return what was offered for a watch, the first of each human."""
    found: dict[str, Offer] = {}
    for entry, note in opened.entries_in_order(DisarmOffered):
        if note.watch == watch and entry.human:
            found.setdefault(entry.human, Offer(note.hash, entry.at))
    return found


def agree(desk: Desk, journey_id: str, watch: str, reason: str) -> bool:
    """Count this desk's human towards the two who take a watch down.

    Returns:
        Whether two have agreed now, so that the relay is told.

    Raises:
        NotFoundError: no such watch was agreed.
        ConflictError: it is over, and its alarm has a way of its own.
        NotPermittedError: it is their own: whoever is on the way may be made to.
    """
    with desk.acting():
        desk.require(*MAY)
        opened = desk.find("journey", journey_id)
        noted = desk.read(opened, watches.fold, Watches()).agreed.get(watch)
        if noted is None:
            raise NotFoundError("watch.unknown", "no such check-in was agreed")
        if noted.act.person == desk.human:
            raise NotPermittedError(
                "watch.own", "two others take down a check-in of theirs"
            )
        if watches.deadline(noted.act) <= desk.now():
            raise ConflictError("watch.over", "the check-in is past its time")
        act = WatchDisarmAgreed(
            journey=journey_id, watch=watch, token=b64(token(desk, watch)), reason=reason
        )
        desk.append(opened, act)
        _tell_relay(desk, opened)
        state = desk.read(opened, watches.fold, Watches())
        return bool(watches.disarmed_by(state, watch))


def is_due(desk: Desk) -> bool:
    """Say whether two have agreed somewhere and this desk has not told the relay."""
    return any(_to_tell(desk, opened) for opened in desk.cells_of("journey"))


def tell_relay(desk: Desk) -> None:
    """Tell the relay of every watch that two took down. Inside `acting()`."""
    for opened in desk.cells_of("journey"):
        _tell_relay(desk, opened)


def _tell_relay(desk: Desk, opened: OpenCell) -> None:
    for watch, tokens in _to_tell(desk, opened).items():
        delivery.save_disarm(desk.store.outbox, unb64(watch), tokens)
        desk.store.vault.put(_SENT, watch, b"1")


def _to_tell(desk: Desk, opened: OpenCell) -> dict[str, list[bytes]]:
    """Return the tokens of watches that two took down, as far as they are what was offered.

    A token that is not may be of a second key of one human: the relay never hears of it.
    """
    state = desk.read(opened, watches.fold, Watches())
    if not state.disarming:
        return {}
    armed: dict[str, set[str]] = {}
    for note in opened.notes(WatchArmed):
        # Where two desks armed it the relay kept one: who is in both, it knows.
        armed.setdefault(note.watch, set(note.by)).intersection_update(note.by)
    found = {}
    for watch, agreed in state.disarming.items():
        told = desk.store.vault.get(_SENT, watch) is not None
        if told or watch not in armed or not watches.disarmed_by(state, watch):
            continue
        hashes = offered(opened, watch)
        tokens = {
            one.record.human: raw
            for one in agreed
            if (raw := _raw(one.act.token)) is not None
            and one.record.human in armed[watch]
            and hashes.get(one.record.human) == b64(sha256(raw).digest())
        }
        if len(tokens) >= watches.TO_DISARM:
            found[watch] = list(tokens.values())
    return found


def _raw(written: str) -> bytes | None:
    try:
        return unb64(written, size=32)
    except FormatError:
        return None
