"""Grants: what a member needs to read an epoch, as bodies of letters (C-1)."""

from typing import Annotated, Any

import msgspec

from waystation.cell.charter import SignedCharter
from waystation.encoding import b64, to_json, unb64
from waystation.errors import FormatError

KIND = "cell.grant"
PART_BYTES = 4000
"""A part fits a letter, whose padded size is 8 KiB together with the sender's keys."""


class _Body(msgspec.Struct, forbid_unknown_fields=True):
    v: int
    kind: str
    cell: str
    secrets: Annotated[list[tuple[int, str]], msgspec.Meta(max_length=4096)]
    charters: Annotated[list[dict[str, Any]], msgspec.Meta(max_length=4096)]


class Grant(msgspec.Struct, frozen=True):
    """Charters of a cell and secrets of its epochs, for the member with `key`."""

    cell: bytes
    key: str
    secrets: tuple[tuple[int, bytes], ...]
    charters: tuple[SignedCharter, ...]

    def __repr__(self) -> str:
        return f"Grant({b64(self.cell)})"

    def to_bodies(self) -> list[dict[str, Any]]:
        """Return the letters' bodies: as many as it takes, each of use in any order."""
        secrets: list[dict[str, Any]] = [
            {"secrets": [[epoch, b64(secret)]]} for epoch, secret in self.secrets
        ]
        charters: list[dict[str, Any]] = [
            {"charters": [charter.to_body()]} for charter in self.charters
        ]
        bodies: list[dict[str, Any]] = []
        room = 0
        for piece in charters + secrets:
            size = len(to_json(piece))
            if size > room:
                bodies.append(self._empty())
                room = PART_BYTES
            room -= size
            for name, items in piece.items():
                bodies[-1][name] += items
        return bodies

    def _empty(self) -> dict[str, Any]:
        return {"v": 1, "kind": KIND, "cell": b64(self.cell), "secrets": [], "charters": []}

    @classmethod
    def from_body(cls, body: object, key: str) -> "Grant":
        """Read one letter's body, which was sealed to the holder of `key`.

        Raises:
            FormatError: not a grant.
        """
        try:
            found = msgspec.convert(body, _Body)
        except msgspec.ValidationError:
            raise FormatError("grant.form", "not a grant") from None
        if found.v != 1:
            raise FormatError("grant.version", "written by a newer version", where="v")
        if found.kind != KIND:
            raise FormatError("grant.form", "not a grant", where="kind")
        return cls(
            unb64(found.cell, size=16),
            key,
            tuple((epoch, unb64(secret, size=32)) for epoch, secret in found.secrets),
            tuple(SignedCharter.from_body(charter) for charter in found.charters),
        )


def cell_of(body: object) -> bytes:
    """Return which cell a grant's body is about.

    Raises:
        FormatError: not a grant.
    """
    return Grant.from_body(body, "").cell
