"""Letters as they come: opened, verified, handled once; a broken one is set aside.

A letterbox belongs to what reads it: the desk itself, the intake, or a journey. Nothing in
a letter can stop the inbox: whatever goes wrong with one is noted with its code, and the
letter is kept sealed, so that a newer version may try again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from waystation.desk import (
    canary,
    charter_secret,
    complaint,
    doubt,
    handled,
    intake,
    intake_key,
    journey_letters,
    staff_letters,
    trail,
)
from waystation.desk.desk import Desk
from waystation.desk.letterbox import closed_letterbox, letterbox_of
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import (
    FormatError,
    LogIntegrityError,
    RuleError,
    SealError,
    WaystationError,
)
from waystation.post.letter import Letter, open_with_any


@dataclass(frozen=True, slots=True)
class Inbox:
    """A letterbox that this desk reads; `opened` is the cell it belongs to, if any."""

    kind: str
    id: bytes
    read_token: bytes
    opened: OpenCell | None = None


def inboxes(desk: Desk) -> list[Inbox]:
    """Return every letterbox that this desk reads."""
    mine = desk.membership
    found = [Inbox("staff", mine.box, mine.read_token)]
    if mine.joined.roster not in desk.cells:
        return found
    if intake_key.are_held(desk):
        where = intake_key.addressed(desk)
        found.append(Inbox("intake", unb64(where.intake_box), unb64(where.intake_read)))
    for room in complaint.rooms(desk):
        made = letterbox_of(room)
        if made is not None:
            found.append(Inbox("complaints", made.box, made.read_token, room))
    for opened in desk.cells_of("journey"):
        made = letterbox_of(opened)
        if made is not None:
            found.append(Inbox("journey", made.box, made.read_token, opened))
        closed = closed_letterbox(opened)
        if closed is not None:
            found.append(Inbox("closed", *closed, opened))
    return found


def receive(desk: Desk, box: Inbox, sealed: bytes) -> None:
    """Handle one letter. Inside `acting()`; nothing that is wrong with it is raised.

    A letter that came before has no effect (K-4).
    """
    try:
        letter = _open(desk, box, sealed)
        if desk.store.vault.get("letters", _name(letter)) is not None:
            return
        if not _is_handled(desk, box, letter):
            _handle(desk, box, letter)
        desk.store.vault.put("letters", _name(letter), b"1")
    except (SealError, FormatError, RuleError, LogIntegrityError) as error:
        set_aside(desk, box.kind, sealed, error)


def set_aside(desk: Desk, kind: str, sealed: bytes, error: WaystationError) -> None:
    """Keep a letter that could not be handled, with the code of what is wrong."""
    name = b64(sha256(sealed).digest())
    if desk.store.vault.get("aside", name) is None:
        doubt.begin(desk)
    value = to_json({"box": kind, "code": error.code}) + b"\n" + sealed
    desk.store.vault.put("aside", name, value)


def aside(desk: Desk) -> list[tuple[str, str]]:
    """Return box and code of every letter that was set aside."""
    found = []
    for _, value in desk.store.vault.items("aside"):
        said = from_json(value.partition(b"\n")[0])
        found.append((said["box"], said["code"]))
    return sorted(found)


def _open(desk: Desk, box: Inbox, sealed: bytes) -> Letter:
    if box.kind == "staff":
        return staff_letters.open_staff_letter(desk, sealed)
    if box.kind == "intake":
        return open_with_any(sealed, intake_key.keys(desk))[0]
    if box.kind == "closed":
        raise FormatError("letterbox.closed", "its key was destroyed with the places")
    made = None if box.opened is None else letterbox_of(box.opened)
    if made is None:
        raise FormatError("letterbox.unknown", "no key of this letterbox is known")
    return open_with_any(sealed, [(made.identity, made.address(desk.organisation))])[0]


def _handle(desk: Desk, box: Inbox, letter: Letter) -> None:
    if box.kind == "journey" and box.opened is not None:
        journey_letters.handle(desk, box.opened, letter)
    elif box.kind == "complaints" and box.opened is not None:
        complaint.received(desk, box.opened, letter)
    elif box.kind == "intake":
        intake.handle(desk, letter)
    else:
        handler = _STAFF.get(letter.kind)
        if handler is None:
            raise FormatError("letter.kind", "a kind that this version does not know")
        staff_letters.check_colleague(desk, letter)
        handler(desk, letter)


def _is_handled(desk: Desk, box: Inbox, letter: Letter) -> bool:
    """Say whether another desk has handled the letter and we have heard of it."""
    if box.kind == "journey" and box.opened is not None:
        return handled.in_journey(desk, box.opened, letter)
    rooms = [] if box.opened is None else [box.opened]
    if box.kind == "intake":
        rooms = [*desk.cells_of("intake"), *desk.cells_of("conversation")]
    sender = b64(letter.sender.sign)
    return any(handled.as_quoted(room.quoting(sender, letter.id), letter) for room in rooms)


def _name(letter: Letter) -> str:
    return f"{b64(letter.sender.sign)}.{letter.id}"


_STAFF: Mapping[str, Callable[[Desk, Letter], None]] = {
    "cell.grant": staff_letters.take_grant,
    charter_secret.KIND: charter_secret.take,
    intake_key.KIND: intake_key.take_seed,
    canary.KIND: canary.heard,
    trail.KIND: trail.heard,
}
