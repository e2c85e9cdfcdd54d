"""Charters: who belongs to a cell from an epoch on, and who signed that (C-1)."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Annotated

import msgspec

from waystation.cell.entry import hash_text
from waystation.encoding import b64, to_json, unb64
from waystation.errors import FormatError, SealError
from waystation.seal.identity import SigningKey, verify

LABEL = b"waystation/v1/charter\0"
COMMITMENT_LABEL = b"waystation/v1/commitment\0"
BINDING_LABEL = b"waystation/v1/binding\0"
ROSTER = "roster"

Key = Annotated[str, msgspec.Meta(min_length=43, max_length=43)]
Hash = Annotated[str, msgspec.Meta(min_length=43, max_length=43)]
Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A key in a cell and the human behind it; `since` is the first epoch it may read.

    A blind keeper signs charters and is never given a secret.
    """

    key: Key
    human: Id
    keeper: bool = False
    trustee: bool = False
    reader: bool = True
    since: Count = 0
    binding: Annotated[str, msgspec.Meta(max_length=86)] = ""


class Charter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Charter `n`: begins epoch `n` of its cell."""

    v: int
    cell: Annotated[str, msgspec.Meta(max_length=22)]
    n: Count
    prev: Annotated[str, msgspec.Meta(max_length=43)]
    random: Annotated[str, msgspec.Meta(min_length=22, max_length=22)]
    kind: Id
    guarded: bool
    reason: Id
    members: Annotated[tuple[Member, ...], msgspec.Meta(min_length=1, max_length=256)]
    cuts: dict[str, tuple[Count, Hash]]
    commitment: Hash
    resolves: tuple[Hash, ...] = ()

    @property
    def by_key(self) -> Mapping[str, Member]:
        """Return the members by key."""
        return {member.key: member for member in self.members}

    @property
    def keepers(self) -> frozenset[str]:
        """Return the humans who keep the cell."""
        return frozenset(member.human for member in self.members if member.keeper)

    def commits_to(self, secret: bytes) -> bool:
        """Say whether `secret` is the one of this charter's epoch."""
        return self.commitment == commitment(secret)

    def only_changes_epoch(self, previous: "Charter") -> bool:
        """Say whether an unlocked desk may sign this without asking its human (C-2)."""
        return (self.members, self.cuts, self.resolves) == (
            previous.members,
            previous.cuts,
            (),
        )


class SignedCharter(msgspec.Struct, frozen=True):
    """A charter's JSON as written, and who signed it.

    Attributes:
        cell: the cell's id, which for charter 0 follows from the JSON.
        id: hash of the JSON.
    """

    charter: Charter
    raw: bytes
    cell: bytes
    id: str
    signatures: Mapping[str, str]

    @classmethod
    def read(cls, raw: bytes, signatures: Mapping[str, str]) -> "SignedCharter":
        """Read a charter strictly; signatures are looked at by `signing_humans`.

        Raises:
            FormatError: not a charter.
        """
        charter = read_charter(raw)
        cell = cell_id(raw) if charter.n == 0 else unb64(charter.cell, size=16)
        return cls(charter, raw, cell, hash_text(raw), dict(signatures))

    @classmethod
    def from_body(cls, body: object) -> "SignedCharter":
        """Read the form in which charters travel in entries and grants.

        Raises:
            FormatError: not that form.
        """
        try:
            found = msgspec.convert(body, _Body)
        except msgspec.ValidationError:
            raise FormatError("charter.form", "not a signed charter") from None
        return cls.read(unb64(found.charter), found.signatures)

    def to_body(self) -> dict[str, object]:
        """Return the form in which it travels."""
        return {"charter": b64(self.raw), "signatures": dict(self.signatures)}

    def signed_by(self, key: SigningKey) -> "SignedCharter":
        """Return it with one more signature."""
        signature = b64(key.sign(LABEL + self.cell + self.raw))
        return msgspec.structs.replace(
            self, signatures={**self.signatures, b64(key.public): signature}
        )

    def merged(self, others: Iterable["SignedCharter"]) -> "SignedCharter":
        """Return it with the signatures that others collected for the same bytes."""
        signatures = dict(self.signatures)
        for other in others:
            if other.id == self.id:
                signatures.update(other.signatures)
        return msgspec.structs.replace(self, signatures=signatures)

    def with_valid(self, given: Iterable[tuple[str, str]]) -> "SignedCharter":
        """Return it with those signatures that verify: no wrong one hides a right one."""
        found = {key: written for key, written in given if self._verifies(key, written)}
        return msgspec.structs.replace(self, signatures={**self.signatures, **found})

    def signing_keys(self, members: Iterable[Member]) -> frozenset[str]:
        """Return the keys of those keepers among `members` whose signature verifies."""
        valid = set()
        for member in members:
            signature = self.signatures.get(member.key) if member.keeper else None
            if signature is not None and self._verifies(member.key, signature):
                valid.add(member.key)
        return frozenset(valid)

    def _verifies(self, key: str, signature: str) -> bool:
        return _verifies(key, LABEL + self.cell + self.raw, signature)


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    charter: str
    signatures: Annotated[dict[str, str], msgspec.Meta(max_length=256)]


@lru_cache(maxsize=1024)
def _verifies(key: str, message: bytes, signature: str) -> bool:
    try:
        verify(unb64(key), message, unb64(signature))
    except (FormatError, SealError):
        return False
    return True


def read_charter(raw: bytes) -> Charter:
    """Read a charter's JSON as written.

    Raises:
        FormatError: not a charter of this version in its one allowed spelling.
    """
    try:
        charter = _DECODE(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise FormatError("charter.form", "not a charter") from None
    if charter.v != 1:
        raise FormatError("charter.version", "written by a newer version", where="v")
    if write_charter(charter) != raw:
        raise FormatError("charter.form", "not a charter in its one allowed spelling")
    if (charter.n == 0) is not (not charter.cell and not charter.prev):
        raise FormatError("charter.chain", "only charter 0 stands alone", where="prev")
    keys = {unb64(member.key, size=32) for member in charter.members}
    if len(keys) != len(charter.members):
        raise FormatError("charter.members", "a key is listed twice", where="members")
    if any(member.since > charter.n for member in charter.members):
        raise FormatError("charter.since", "history from an epoch to come", where="since")
    return charter


def write_charter(charter: Charter) -> bytes:
    """Write a charter as the JSON that is hashed and signed."""
    return to_json(msgspec.to_builtins(charter))


def cell_id(charter_0: bytes) -> bytes:
    """Return the id of the cell that these bytes found (C-1)."""
    return hashlib.sha256(charter_0).digest()[:16]


def commitment(secret: bytes) -> str:
    """Return what a charter says of its epoch's secret without giving it away."""
    return b64(hashlib.sha256(COMMITMENT_LABEL + secret).digest())


def binding_message(random: bytes, key: bytes) -> bytes:
    """Return what an identity signs to vouch for its key in one cell (K-7)."""
    return BINDING_LABEL + random + key


def majority(humans: int) -> int:
    """Return how many of `humans` are more than half."""
    return humans // 2 + 1


def humans_of(keys: Iterable[str], members: Sequence[Member]) -> frozenset[str]:
    """Return the humans behind keys: two keys of one human are one human."""
    wanted = set(keys)
    return frozenset(member.human for member in members if member.key in wanted)


_DECODE = msgspec.json.Decoder(Charter).decode
