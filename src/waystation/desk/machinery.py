"""What desks tell each other besides casework: addresses, keys, agreements, what was sent.

Kinds of the desk alone; casework passes them over. A desk that does not know one of these
keeps it like any unknown kind.
"""

from datetime import datetime
from typing import Annotated, ClassVar, TypeVar

import msgspec

from waystation.casework.entries.journey import Seconds
from waystation.casework.terms import Record
from waystation.errors import FormatError

Text = Annotated[str, msgspec.Meta(max_length=60_000)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something noted by a desk; `kind` is its name in a cell."""

    kind: ClassVar[str] = ""


class Named(Note, frozen=True, kw_only=True):
    """What this cell is of: the id of the journey, case, conversation, house or helper."""

    kind: ClassVar[str] = "register.named"
    register: Text


class Addressed(Note, frozen=True, kw_only=True):
    """Where the organisation's feed and letterbox are, and which cells are its own."""

    kind: ClassVar[str] = "organisation.addressed"
    intake_box: Text
    intake_read: Text
    board: Text
    intake: Text


class KeysOffered(Note, frozen=True, kw_only=True):
    """Keys that others may enter for this human in cells that they found (K-7).

    The human's identity has signed all of it: it binds the keys, and the letterbox.
    """

    kind: ClassVar[str] = "keys.offered"
    human: Text
    keys: tuple[Text, ...]
    box: Text
    token: Text
    signature: Text


class IntakeKey(Note, frozen=True, kw_only=True):
    """The key that first letters are sealed to from now on (K-5)."""

    kind: ClassVar[str] = "intake.key"
    kem: Text
    made: Moment


class OnCall(Note, frozen=True, kw_only=True):
    """When a human can be reached."""

    kind: ClassVar[str] = "on_call.noted"
    human: Text
    opens: Moment
    closes: Moment


class PageAddressed(Note, frozen=True, kw_only=True):
    """Where the page lies that opens slips."""

    kind: ClassVar[str] = "page.addressed"
    url: Text


class Letterbox(Note, frozen=True, kw_only=True):
    """The letterbox of a journey, and the seed of the key its letters are sealed to."""

    kind: ClassVar[str] = "letterbox.made"
    box: Text
    read: Text
    seed: Text


class LetterboxClosed(Note, frozen=True, kw_only=True):
    """What stays of a letterbox: that letters still come is seen, and nobody opens them."""

    kind: ClassVar[str] = "letterbox.closed"
    box: Text
    read: Text


class PictureAgreed(Note, frozen=True, kw_only=True):
    """Which of the six pictures means *well* for a person: agreed at rehearsal."""

    kind: ClassVar[str] = "picture.agreed"
    person: Text
    picture: Annotated[int, msgspec.Meta(ge=0, le=5)]


class LinkKnown(Note, frozen=True, kw_only=True):
    """The public keys of a person's journey-only link, and the letterbox its page reads."""

    kind: ClassVar[str] = "link.known"
    person: Text
    identity: Text
    box: Text


class CheckInsProposed(Note, frozen=True, kw_only=True):
    """The times that a person was asked to agree to, by number from 1."""

    kind: ClassVar[str] = "check_ins.proposed"
    person: Text
    opens: tuple[Moment, ...]
    due: tuple[Moment, ...]
    grace_s: Seconds = 0


class CheckInsDrafted(Note, frozen=True, kw_only=True):
    """The times that a person is to be asked to agree to: nobody has asked them yet."""

    kind: ClassVar[str] = "check_ins.drafted"
    person: Text
    opens: tuple[Moment, ...]
    due: tuple[Moment, ...]
    grace_s: Seconds = 0


class DisarmOffered(Note, frozen=True, kw_only=True):
    """The hash of one human's disarm token for a watch (W-3)."""

    kind: ClassVar[str] = "disarm.offered"
    watch: Text
    hash: Text


class WatchArmed(Note, frozen=True, kw_only=True):
    """A watch was armed at the relay; tokens of `by`, humans, take it down there.

    Its silence sends the parts of `key`.
    """

    kind: ClassVar[str] = "watch.armed"
    watch: Text
    by: tuple[Text, ...] = ()
    key: Text = ""


class PersonTold(Note, frozen=True, kw_only=True):
    """A person was written to because of holds: once for each wording and reason."""

    kind: ClassVar[str] = "person.told"
    person: Text
    wording: Text
    rests_on: tuple[Text, ...] = ()


class Filler(Note, frozen=True, kw_only=True):
    """Says nothing: after every check-in as many frames follow, whatever it meant."""

    kind: ClassVar[str] = "check_in.settled"
    pad: Text = ""


class SenderKnown(Note, frozen=True, kw_only=True):
    """Who wrote a first letter: their public keys and their letterbox, for an answer."""

    kind: ClassVar[str] = "sender.known"
    letter: Text
    identity: Text
    box: Text = ""


class GrantedAgain(Note, frozen=True, kw_only=True):
    """Somebody who was away was granted again what is theirs to read."""

    kind: ClassVar[str] = "granted.again"
    human: Text
    cells: int


class CharterProposed(Note, frozen=True, kw_only=True):
    """A charter that wants signatures; its secret is with whoever proposed it."""

    kind: ClassVar[str] = "charter.proposed"
    cell: Text
    charter: Text
    reason: Text = ""


class CharterSigned(Note, frozen=True, kw_only=True):
    """A keeper's signature under a proposed charter."""

    kind: ClassVar[str] = "charter.signed"
    charter: Text
    key: Text
    signature: Text


N = TypeVar("N", bound=Note)


def read_note(entry: Record, shape: type[N]) -> N | None:
    """Return the note in an entry, or None where its body breaks its rules."""
    try:
        return msgspec.json.decode(entry.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, FormatError):
        return None
