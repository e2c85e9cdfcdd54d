"""Entries: what is written into a cell, signed inside the seal (K-3, C-4)."""

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from waystation.cell.causality import Clock, Line
from waystation.encoding import b64, to_json, to_rfc3339, unb64
from waystation.errors import FormatError
from waystation.seal.identity import SigningKey, verify

VERSION = 1
SIGNATURE_BYTES = 64
INSTANCE_BYTES = 8
LABEL = b"waystation/v1/entry\0"

_KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_NO_BODY = msgspec.Raw(b"{}")
# At both ends of what a clock can name, adding an hour fails: it would stop every reader.
_FIRST_YEAR, _LAST_YEAR = 1000, 8999
_TO_URL = bytes.maketrans(b"+/", b"-_")


class Entry(msgspec.Struct, frozen=True, gc=False, eq=False):
    """An accepted entry as the members of its cell read it.

    Attributes:
        id: hash of the JSON as written, base64url.
        epoch: the epoch under whose seal it was received.
        lamport: one more than the greatest among its own predecessor and what it saw.
        raw: signature and JSON as written.
        line: its author's chain, which knows what was seen when.
    """

    id: str
    cell: bytes
    epoch: int
    author: str
    human: str
    stream: str
    seq: int
    at: datetime
    kind: str
    lamport: int
    raw: bytes
    body_bytes: int
    line: Line

    def __repr__(self) -> str:
        return f"Entry({self.kind} {self.id})"

    @property
    def body(self) -> bytes:
        """Return the JSON object of the act as written."""
        return self.raw[-1 - self.body_bytes : -1]

    @property
    def clock(self) -> Mapping[str, int]:
        """Return the last number of every stream that is causally before or at this."""
        return Clock(self.line, self.seq)


class Received(msgspec.Struct, forbid_unknown_fields=True, gc=False, eq=False):
    """A well-formed entry; who wrote it is not verified, nor where it stands.

    The first nine are the JSON's own; the body stays as it was written.
    """

    v: int
    author: str
    instance: str
    seq: int
    prev: str
    seen: dict[str, int]
    at: datetime
    kind: str
    body: msgspec.Raw
    id: str = ""
    epoch: int = 0
    stream: str = ""
    raw: bytes = b""
    body_bytes: int = 0


class Envelopes:
    """Reads signed entries strictly, remembering the names it has already checked."""

    def __init__(self) -> None:
        self._decode = msgspec.json.Decoder(Received).decode
        self._streams: dict[tuple[str, str], tuple[str, str, bytes]] = {}
        self._names: set[str] = set()
        self._kinds: dict[str, tuple[str, bytes]] = {}

    def read(self, signed: bytes, epoch: int) -> "Received":
        """Return what came under the seal of `epoch`; nothing is verified here.

        Raises:
            FormatError: not an entry of this version in its one allowed spelling.
        """
        raw = signed[SIGNATURE_BYTES:]
        try:
            found = self._decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError):
            raise _malformed(raw) from None
        seq, prev, seen = found.seq, found.prev, found.seen
        if not _FIRST_YEAR <= found.at.year <= _LAST_YEAR:
            raise FormatError("entry.time", "no clock says such a time", where="at")
        known = self._streams.get((found.author, found.instance))
        stream, author, start = known or self._check_stream(found)
        kind, end = self._kinds.get(found.kind) or self._check_kind(found.kind)
        if seq < 1 or (seq == 1) is not (not prev):
            raise FormatError("entry.seq", "a chain starts at 1 and goes on", where="seq")
        spelled = self._check_seen(seen, stream) if seen else "{}"
        middle = f'{seq},"prev":"{prev}","seen":{spelled},"at":"'.encode()
        at = len(start) + len(middle)
        # One spelling only: two readers must never see different things in the same bytes.
        if not (
            raw.startswith(start)
            and raw.startswith(middle, len(start))
            and raw[at + 4 : at + 20 : 3] == b"--T::Z"
            and raw.startswith(end, at + 20)
            and len(found.body) == len(raw) - at - 21 - len(end)
        ):
            raise _malformed(raw)
        found.id = hash_text(raw)
        found.epoch = epoch
        found.author, found.stream, found.kind = author, stream, kind
        found.raw = signed
        found.body_bytes = len(found.body)
        found.body = _NO_BODY
        return found

    def again(self, entry: Entry) -> "Received":
        """Return what `entry` was read from, to be put in order anew."""
        return self.read(entry.raw, entry.epoch)

    def _check_stream(self, found: Received) -> tuple[str, str, bytes]:
        unb64(found.author, size=32)
        unb64(found.instance, size=INSTANCE_BYTES)
        name = f'"author":"{found.author}","instance":"{found.instance}"'
        start = f'{{"v":{VERSION},{name},"seq":'
        known = (f"{found.author}.{found.instance}", found.author, start.encode())
        self._streams[found.author, found.instance] = known
        return known

    def _check_kind(self, kind: str) -> tuple[str, bytes]:
        if not _KIND.fullmatch(kind) or len(kind) > 64:
            raise FormatError("entry.kind", "not the name of a kind", where="kind")
        known = self._kinds[kind] = (kind, f'","kind":"{kind}","body":'.encode())
        return known

    def _check_seen(self, seen: dict[str, int], stream: str) -> str:
        for name, seq in seen.items():
            if name not in self._names:
                author, _, instance = name.partition(".")
                unb64(author, size=32)
                unb64(instance, size=INSTANCE_BYTES)
                self._names.add(name)
            if seq < 1 or name == stream:
                raise FormatError("entry.seen", "nobody sees what cannot be", where="seen")
        return "{" + ",".join([f'"{name}":{seq}' for name, seq in seen.items()]) + "}"


def hash_text(raw: bytes) -> str:
    """Return the SHA-256 of JSON as written, in base64url."""
    digest = hashlib.sha256(raw).digest()
    return b2a_base64(digest, newline=False)[:43].translate(_TO_URL).decode()


def write_entry(
    cell: bytes, key: SigningKey, place: "Place", kind: str, body: Any, at: datetime
) -> bytes:
    """Write and sign an entry: signature, then JSON.

    Raises:
        FormatError: the kind is no name of a kind, or the body is no JSON object.
    """
    if not _KIND.fullmatch(kind) or len(kind) > 64:
        raise FormatError("entry.kind", "not the name of a kind", where="kind")
    if not isinstance(body, Mapping):
        raise FormatError("entry.body", "a body is a JSON object", where="body")
    raw = to_json(
        {
            "v": VERSION,
            "author": b64(key.public),
            "instance": b64(place.instance),
            "seq": place.seq,
            "prev": place.prev,
            "seen": place.seen,
            "at": to_rfc3339(at),
            "kind": kind,
            "body": body,
        }
    )
    return key.sign(signed_part(cell, raw)) + raw


class Place(msgspec.Struct, frozen=True):
    """Where an entry stands: the next number of a chain, and what changed around it."""

    instance: bytes
    seq: int
    prev: str
    seen: dict[str, int]


def verify_entry(cell: bytes, author: str, signed: bytes) -> None:
    """Check the signature inside the seal (K-3).

    Raises:
        SealError: it does not verify.
    """
    raw = signed[SIGNATURE_BYTES:]
    verify(unb64(author, size=32), signed_part(cell, raw), signed[:SIGNATURE_BYTES])


def signed_part(cell: bytes, raw: bytes) -> bytes:
    """Return what an author signs: label, cell, JSON as written. Not the epoch (K-3)."""
    return LABEL + cell + raw


def _malformed(raw: bytes) -> FormatError:
    start = b'{"v":'
    digits = raw[len(start) : len(start) + 10].split(b",")[0]
    if raw.startswith(start) and digits.isdigit() and digits != b"1":
        return FormatError("entry.version", "written by a newer version", where="v")
    return FormatError("entry.form", "not an entry in its one allowed spelling")
