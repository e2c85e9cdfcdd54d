"""Shares on silence: what was sealed for it opens only when two responders act (W-6).

When watches are armed, a key is drawn, split for every two of the responders, and
forgotten: of each pair one holds random bytes R and the other the key xor R. The parts lie
in the notes of the watches; a check-in erases them there. Nobody who holds one part alone
learns anything of the key.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import combinations
from typing import Any

from waystation.casework import journey, loss, roster, trail
from waystation.casework.entries.watch import (
    TrailDestroyed,
    TrailKeyMade,
    TrailSealed,
    TrailShareReleased,
)
from waystation.casework.journey import Journey, persons
from waystation.casework.loss import Losses
from waystation.casework.standing import expected
from waystation.casework.terms import Role
from waystation.casework.trail import TO_OPEN, Trails
from waystation.desk.colleagues import Colleague, by_signing_key, colleague
from waystation.desk.desk import Desk
from waystation.desk.machinery import WatchArmed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import FormatError, NotFoundError, NotPermittedError, SealError
from waystation.post.letter import Address, Draft, Letter, open_letter, write_letter
from waystation.seal.identity import Identity

KIND = "watch.share"
MAY = (Role.COORDINATOR, Role.CASEWORKER, Role.TRUSTEE)
_SHELF = "shares"
_KEY_BYTES = 32


def split(
    key: bytes, humans: Iterable[str], drawn: Iterable[bytes]
) -> dict[str, dict[str, bytes]]:
    """Return by human a part for each other one; any two parts of a pair make the key."""
    found: dict[str, dict[str, bytes]] = {human: {} for human in humans}
    for (one, other), random in zip(combinations(found, 2), drawn, strict=False):
        found[one][other] = random
        found[other][one] = join(key, random)
    return found


def join(one: bytes, other: bytes) -> bytes:
    """Return two parts put together: their bytes, xor."""
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def notes(
    desk: Desk, opened: OpenCell, named: Iterable[str]
) -> tuple[str, list[dict[str, str]]]:
    """Draw a key, forget it, and return its id and a note with a part for each responder.

    Nothing where fewer than two of them can be written to. Inside `acting()`.
    """
    found = _colleagues(desk, named)
    if len(found) < TO_OPEN:
        return "", []
    draw = desk.ports.entropy.draw
    seed = draw(_KEY_BYTES)
    kem = Identity.from_seed(seed).public.kem
    key = b64(sha256(kem).digest()[:16])
    desk.append(opened, TrailKeyMade(journey=opened.register, key=key, kem=b64(kem)))
    drawn = (draw(_KEY_BYTES) for _ in combinations(found, 2))
    parts = split(seed, [one.human for one in found], drawn)
    return key, [_note(desk, one, _part(opened, key, parts[one.human])) for one in found]


def running(desk: Desk, opened: OpenCell) -> frozenset[str]:
    """Return the keys whose parts the silence of a watch that is awaited would send."""
    state = desk.read(opened, journey.fold, Journey(opened.register))
    awaited = {one.watch for one in expected(state)}
    known = read(desk, opened).keys
    armed = (one for one in opened.notes(WatchArmed) if one.watch in awaited)
    return frozenset(one.key for one in armed if one.key in known)


def is_outrun(desk: Desk, opened: OpenCell) -> bool:
    """Say whether the newest text stays shut at the silence of a watch that came later."""
    *_, newest = (frozenset(), *trail.texts(read(desk, opened)).values())
    return bool(newest) and not running(desk, opened) <= newest


def seal(desk: Desk, opened: OpenCell, text: str) -> None:
    """Seal something for the case of silence; this desk cannot read it again either.

    It is sealed to the key of every watch that runs: whichever is silent opens it.

    Raises:
        NotFoundError: no watch is armed, so that nobody would get a part.
    """
    with desk.acting():
        desk.require(*MAY)
        state = read(desk, opened)
        made = trail.newest_key(state)
        if made is None:
            raise NotFoundError(
                "trail.key", "no check-in is armed for two who would answer"
            )
        name = desk.random_id()
        for key in sorted({made.key} | running(desk, opened)):
            sealed = write_letter(
                Draft("trail", {"text": text}, desk.now()),
                Address(unb64(state.keys[key].act.kem), desk.organisation),
                desk.identity.signing,
                desk.identity.public.kem,
                desk.ports.entropy,
            )
            act = TrailSealed(
                journey=opened.register, key=key, sealed=b64(sealed.bytes), of=name
            )
            desk.append(opened, act)


def heard(desk: Desk, letter: Letter) -> None:
    """Keep the part that silence has sent. Inside `acting()`.

    Raises:
        FormatError: it is none.
        NotPermittedError: whoever sent it did not draw the key.
    """
    about, key = letter.body.get("journey"), letter.body.get("key")
    pieces = letter.body.get("pieces")
    if not (isinstance(about, str) and isinstance(key, str) and isinstance(pieces, dict)):
        raise FormatError("letter.share", "not a part of a key")
    for opened in desk.cells_of("journey"):
        made = read(desk, opened).keys.get(key) if opened.register == about else None
        sender = by_signing_key(desk, letter.sender.sign)
        if made is not None and made.record.human != sender:
            raise NotPermittedError("letter.sender", "somebody else drew this key")
    value = to_json({"journey": about, "key": key, "pieces": pieces})
    desk.store.vault.put(_SHELF, f"{about}.{key}", value)


def held(desk: Desk, journey_id: str) -> list[Mapping[str, Any]]:
    """Return the parts that this desk was sent because of silence."""
    return [one for one in _parts(desk) if one["journey"] == journey_id]


def release(desk: Desk, opened: OpenCell, reason: str) -> bool:
    """Act as one of the two who open what was sealed; say whether two have now.

    Raises:
        NotFoundError: silence has sent this desk no part.
    """
    with desk.acting():
        desk.require(*MAY)
        parts = held(desk, opened.register)
        if not parts:
            raise NotFoundError("trail.share", "silence has sent this desk no part")
        for one in parts:
            act = TrailShareReleased(
                journey=opened.register,
                key=one["key"],
                pieces=one["pieces"],
                reason=reason,
            )
            desk.append(opened, act)
        state = read(desk, opened)
        return any(len(trail.released(state, one["key"])) >= TO_OPEN for one in parts)


def opened_texts(desk: Desk, opened: OpenCell) -> list[str]:
    """Return what two have opened; nothing before."""
    state = read(desk, opened)
    found: dict[str, str] = {}
    for key, made in sorted(state.keys.items()):
        identity = _identity(state, key, made.act)
        if identity is None:
            continue
        address = Address(identity.public.kem, desk.organisation)
        for one in state.sealed.get(key, ()):
            try:
                letter = open_letter(unb64(one.act.sealed), identity, address)
            except (SealError, FormatError):
                continue  # what somebody broke hides nothing else
            found[one.act.of or one.record.id] = str(letter.body.get("text", ""))
    return list(found.values())


def destroying_is_due(desk: Desk) -> bool:
    """Say whether this desk holds a part for a journey whose persons have all arrived."""
    return any(True for _ in _to_destroy(desk))


def destroy(desk: Desk) -> None:
    """Destroy the parts of journeys that ended well, and log it. Inside `acting()`.

    After a loss or a complaint they are kept: what is sealed stays so for the review.
    """
    for opened, part in list(_to_destroy(desk)):
        desk.store.vault.drop(_SHELF, f"{opened.register}.{part['key']}")
        act = TrailDestroyed(journey=opened.register, key=part["key"])
        desk.append(opened, act)


def read(desk: Desk, opened: OpenCell) -> Trails:
    """Return the sealed trails of a journey."""
    return desk.read(opened, trail.fold, Trails())


def _parts(desk: Desk) -> list[Mapping[str, Any]]:
    return [from_json(value) for _, value in desk.store.vault.items(_SHELF)]


def _to_destroy(desk: Desk) -> Iterable[tuple[OpenCell, Mapping[str, Any]]]:
    parts = _parts(desk)
    for opened in desk.cells_of("journey") if parts else ():
        mine = [one for one in parts if one["journey"] == opened.register]
        if mine and desk.may_write(opened) and _ended_well(desk, opened):
            yield from ((opened, one) for one in mine)


def _ended_well(desk: Desk, opened: OpenCell) -> bool:
    state = desk.read(opened, journey.fold, Journey(opened.register))
    travelled = set(persons(state))
    if not travelled or not travelled <= set(state.arrivals.arrived):
        return False
    losses = desk.read(opened, loss.fold, Losses())
    return not loss.sealed_for_review(losses, roster.trustees(desk.roster()))


def _colleagues(desk: Desk, named: Iterable[str]) -> list[Colleague]:
    """Return who can be written to: one whose key is none keeps no watch from running."""
    found = []
    for human in dict.fromkeys(named):
        try:
            one = colleague(desk, human)
            _note(desk, one, {})
        except (NotFoundError, FormatError, SealError):
            continue
        found.append(one)
    return found


def _part(opened: OpenCell, key: str, pieces: Mapping[str, bytes]) -> dict[str, Any]:
    written = {human: b64(piece) for human, piece in pieces.items()}
    return {"journey": opened.register, "key": key, "pieces": written}


def _note(desk: Desk, to: Colleague, body: Mapping[str, Any]) -> dict[str, str]:
    letter = write_letter(
        Draft(KIND, body, desk.now()),
        Address(to.prekey, desk.organisation),
        desk.identity.signing,
        desk.identity.public.kem,
        desk.ports.entropy,
    )
    return {"box": b64(to.box), "letter": b64(letter.bytes)}


def _identity(state: Trails, key: str, made: TrailKeyMade) -> Identity | None:
    """Return the key if two different humans have released parts that make it."""
    parts = trail.released(state, key)
    for one, other in combinations(sorted(parts), TO_OPEN):
        try:
            seed = join(
                unb64(parts[one].get(other, ""), size=_KEY_BYTES),
                unb64(parts[other].get(one, ""), size=_KEY_BYTES),
            )
        except FormatError:
            continue
        identity = Identity.from_seed(seed)
        if b64(identity.public.kem) == made.kem:
            return identity
    return None
