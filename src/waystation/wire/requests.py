"""Paths, headers and JSON bodies of the relay's requests (spec/relay.md).

Byte fields are unpadded base64url text; whoever decodes them says how long they must be.
Unknown fields are refused: a field that a relay does not know might be one that matters.
"""

from typing import Literal, TypeVar

import msgspec

from waystation.encoding import b64, unb64
from waystation.errors import FormatError
from waystation.wire.limits import HASH_BYTES, HASHES_MAX, ID_BYTES_MAX, ID_BYTES_MIN

KEY_HEADER = "Waystation-Key"
WORK_HEADER = "Waystation-Work"
LAST_HEADER = "Waystation-Last"
RELAY_PATH = "/v1/relay"
LETTERS_PATH = "/v1/letters"
BOXES_PATH = "/v1/boxes"


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A JSON object with exactly the fields named."""


class FeedOpening(_Body, frozen=True):
    """Opens a feed; `read_hash` is SHA-256 of the feed token."""

    read_hash: str


class HandleOpening(_Body, frozen=True):
    """Opens a handle: who may append, and how many of `closers` may change that."""

    append_hash: str
    closers: list[str] = msgspec.field(default_factory=list)
    threshold: int = 0


class HandleClosing(_Body, frozen=True):
    """Closes a handle, or, with `append_hash`, gives it another append token.

    `tokens` are those of `threshold` different closers; `next` are the closers from now on.
    """

    tokens: list[str]
    next: list[str] = msgspec.field(default_factory=list)
    append_hash: str | None = None


class BoxOpening(_Body, frozen=True):
    """Opens a letterbox, or (with its read token) changes `sealed_to`.

    `append_hash` is SHA-256 of the token of those who are known: they need no work, and a
    part of the quota is kept for them.
    """

    read_hash: str
    open: bool = False
    sealed_to: str | None = None
    fleeting: bool = False
    append_hash: str | None = None


class BoxNamed(_Body, frozen=True):
    """A letterbox to read after a number, with the token for reading it."""

    box: str
    token: str
    after: int = 0


class BoxesAsked(_Body, frozen=True):
    """Reads several letterboxes at once."""

    boxes: list[BoxNamed]


class LetterNamed(_Body, frozen=True):
    """A letter by its box and its SHA-256: only who has its bytes can name it."""

    box: str
    digest: str


class LettersAsked(_Body, frozen=True):
    """Asks of each letter whether it lies in its box and was never read."""

    letters: list[LetterNamed]


class Note(_Body, frozen=True):
    """A sealed letter that waits at the relay, and the box it goes to."""

    box: str
    letter: str


class WatchArming(_Body, frozen=True):
    """Arms a watch: see spec/watch.md W-1. Moments are RFC 3339 in UTC, to the second."""

    opens: str
    due: str
    check_in_hash: str
    disarm_hashes: list[str]
    notes: list[Note]
    check_in_box: str
    grace_s: int = 0


class CheckIn(_Body, frozen=True):
    """A sign of life: the watch's token and the sealed letter to append with it."""

    token: str
    letter: str


class Disarming(_Body, frozen=True):
    """Tokens of two different people."""

    tokens: list[str]


class SlipMaking(_Body, frozen=True):
    """Keeps a slip (spec/slip.md); `claimed` and `locked` are notes that tell its owner."""

    token_hash: str
    expires: str
    body: str
    claimed: list[Note] = msgspec.field(default_factory=list)
    locked: list[Note] = msgspec.field(default_factory=list)


class SlipClaim(_Body, frozen=True):
    """Opens a slip: its token, and the hash of the new secret of whoever opens it."""

    token: str
    holder: str


class RelayAnswer(msgspec.Struct, frozen=True):
    """What a relay says about itself."""

    generation: str
    version: int
    work_bits: int = 0


class LetterAnswer(msgspec.Struct, frozen=True):
    """The sequence number of a letter in its box."""

    seq: int


class LettersAnswer(msgspec.Struct, frozen=True):
    """Whether each letter is there and was never read, in the order asked."""

    generation: str
    unread: list[bool]


class Late(msgspec.Struct, frozen=True):
    """When the relay was down."""

    down_from: str
    to: str


WatchState = Literal["armed", "checked_in", "fired", "disarmed"]


class WatchAnswer(msgspec.Struct, frozen=True):
    """How a watch stands."""

    state: WatchState
    late: Late | None = None


SlipState = Literal["made", "claimed", "revoked", "locked", "expired"]


class SlipAnswer(msgspec.Struct, frozen=True):
    """How a slip stands."""

    state: SlipState


class ClaimAnswer(msgspec.Struct, frozen=True):
    """The sealed body of a slip."""

    body: str


class Fault(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why a request was refused."""

    code: str
    message: str
    where: str = ""
    retry_after: float | None = None


class FaultAnswer(msgspec.Struct, frozen=True):
    """The one shape of every refusal."""

    error: Fault


_T = TypeVar("_T")


def decode(raw: bytes, shape: type[_T]) -> _T:
    """Read a JSON body of this shape.

    Raises:
        FormatError: not JSON, or of another shape.
    """
    try:
        return msgspec.json.decode(raw, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError("wire.json", "the body has another shape") from error


def encode(body: msgspec.Struct) -> bytes:
    """Write a JSON body."""
    return msgspec.json.encode(body)


def read_hash(text: str) -> bytes:
    """Read a SHA-256 or a token: 32 bytes.

    Raises:
        FormatError: anything else.
    """
    return unb64(text, size=HASH_BYTES)


def read_hashes(texts: list[str]) -> tuple[bytes, ...]:
    """Read a list of different hashes or tokens.

    Raises:
        FormatError: one is not 32 bytes, one stands twice, or there are too many.
    """
    hashes = tuple(read_hash(text) for text in texts)
    if len(hashes) > HASHES_MAX or len(set(hashes)) != len(hashes):
        raise FormatError("wire.hashes", "too many of them, or one stands twice")
    return hashes


def read_id(text: str) -> bytes:
    """Read the id of a feed, a box, a watch or a slip: 16 to 32 bytes.

    Raises:
        FormatError: anything else.
    """
    raw = unb64(text)
    if not ID_BYTES_MIN <= len(raw) <= ID_BYTES_MAX:
        raise FormatError("wire.id", "an id has 16 to 32 bytes")
    return raw


def feed_path(feed: bytes) -> str:
    """Return where a feed is appended to and read."""
    return f"/v1/feeds/{b64(feed)}"


def handle_path(feed: bytes, handle: bytes) -> str:
    """Return where a handle is opened."""
    return f"/v1/feeds/{b64(feed)}/handles/{b64(handle)}"


def box_path(box: bytes) -> str:
    """Return where a box is opened, written to and read."""
    return f"/v1/boxes/{b64(box)}"


def chunk_path(chunk: bytes) -> str:
    """Return where a chunk is stored and fetched."""
    return f"/v1/chunks/{b64(chunk)}"


def watch_path(watch: bytes) -> str:
    """Return where a watch is armed and asked for."""
    return f"/v1/watches/{b64(watch)}"


def check_in_path(watch: bytes) -> str:
    """Return where a check-in is sent."""
    return f"{watch_path(watch)}/check-in"


def disarm_path(watch: bytes) -> str:
    """Return where a watch is disarmed."""
    return f"{watch_path(watch)}/disarm"


def slip_path(slip: bytes) -> str:
    """Return where a slip is kept and asked for."""
    return f"/v1/slips/{b64(slip)}"


def claim_path(slip: bytes) -> str:
    """Return where a slip is opened."""
    return f"{slip_path(slip)}/claim"


def revoke_path(slip: bytes) -> str:
    """Return where a slip is taken back."""
    return f"{slip_path(slip)}/revoke"
