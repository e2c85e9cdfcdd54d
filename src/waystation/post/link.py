"""The journey-only link: a seed that can check in on one journey, and do nothing else.

    link = base # b64(organisation ‖ seed)

Nine words are too much at a roadside. The seed follows from the person's own, or is drawn
at a desk for somebody who has none. Whoever finds the link sees six pictures.
Source: spec/watch.md W-7.
"""

from hashlib import sha256

from waystation.encoding import b64, unb64
from waystation.errors import FormatError
from waystation.seal.identity import Identity

SEED_BYTES = 32
ORGANISATION_BYTES = 32
_SPOKEN = b"waystation/v1/spoken\0"
_WATCH = b"waystation/v1/watch\0"


def seed_of(identity: Identity, journey: str) -> bytes:
    """Return the seed of a person's link to one journey."""
    return identity.derive("journey-link", unb64(journey))


def box_of(link: Identity, organisation: bytes) -> tuple[bytes, bytes]:
    """Return the letterbox that the page reads, and its read token."""
    read_token = link.derive("box/read", organisation)
    return link.derive("box", organisation)[:16], read_token


def check_in_token(link: Identity, journey: str, number: int) -> bytes:
    """Return the secret of one check-in (W-1, L-8)."""
    context = unb64(journey) + number.to_bytes(4, "big")
    return link.derive("check-in", context)


def watch_id(check_in_hash: bytes) -> bytes:
    """Return the id of the watch that a check-in token's hash belongs to."""
    return sha256(_WATCH + check_in_hash).digest()[:16]


def spoken_code(check_in_hash: bytes) -> str:
    """Return the six digits that are said aloud for one check-in, and only for that one."""
    drawn = int.from_bytes(sha256(_SPOKEN + check_in_hash).digest()[:4], "big")
    return f"{drawn % 1_000_000:06d}"


def write_link(base: str, organisation: bytes, seed: bytes) -> str:
    """Return the link; what stands after the # never leaves the phone."""
    return f"{base}#{b64(organisation + seed)}"


def read_link(link: str) -> tuple[bytes, bytes]:
    """Return organisation and seed.

    Raises:
        FormatError: not such a link.
    """
    _, found, fragment = link.partition("#")
    if not found:
        raise FormatError("link.form", "not a link to a check-in")
    raw = unb64(fragment, size=ORGANISATION_BYTES + SEED_BYTES)
    return raw[:ORGANISATION_BYTES], raw[ORGANISATION_BYTES:]
