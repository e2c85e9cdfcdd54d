"""New charters: the first of a cell, and each that follows (C-1, C-2)."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from waystation.cell.charter import (
    Charter,
    Member,
    SignedCharter,
    commitment,
    write_charter,
)
from waystation.cell.charters import CharterBook
from waystation.cell.grant import Grant
from waystation.cell.keys import CellKeys
from waystation.encoding import b64
from waystation.entropy import Entropy
from waystation.errors import FormatError
from waystation.seal.identity import SigningKey


class Draft(msgspec.Struct, frozen=True):
    """A charter that collects signatures, and the secret that nobody else has yet."""

    charter: SignedCharter
    secret: bytes

    def signed_by(self, *keys: SigningKey) -> "Draft":
        """Return it with more signatures."""
        charter = self.charter
        for key in keys:
            charter = charter.signed_by(key)
        return Draft(charter, self.secret)

    def merged(self, others: Iterable[SignedCharter]) -> "Draft":
        """Return it with the signatures that others gave for the same bytes."""
        return Draft(self.charter.merged(others), self.secret)

    def __repr__(self) -> str:
        return f"Draft({self.charter.id})"


class NewCell(msgspec.Struct, frozen=True):
    """A cell that has just been founded.

    Attributes:
        grants: for every reader but those who need none, having founded it.
    """

    cell: bytes
    keys: CellKeys
    grants: list[Grant]


def new_random(entropy: Entropy) -> bytes:
    """Return the random value of a cell to be founded, from which its keys follow (K-7)."""
    return entropy.draw(16)


def draft_cell(
    kind: str, members: Sequence[Member], entropy: Entropy, *, guarded: bool, random: bytes
) -> Draft:
    """Draft charter 0 of a new cell; `random` is what members derived their keys from."""
    secret = entropy.draw(32)
    charter = Charter(
        v=1,
        cell="",
        n=0,
        prev="",
        random=b64(random),
        kind=kind,
        guarded=guarded,
        reason="founded",
        members=tuple(members),
        cuts={},
        commitment=commitment(secret),
    )
    return Draft(SignedCharter.read(write_charter(charter), {}), secret)


def found_cell(draft: Draft) -> NewCell:
    """Found a cell by a signed charter 0.

    Raises:
        NotPermittedError: too few keepers have signed, or they are not as many or not such
            as the cell needs.
    """
    keys = CellKeys(draft.charter.cell)
    keys.add_charter(draft.charter)
    keys.add_secret(0, draft.secret)
    return NewCell(keys.cell, keys, grants_after(keys, set()))


def draft_charter(
    keys: CellKeys,
    reason: str,
    entropy: Entropy,
    *,
    members: Sequence[Member] | None = None,
    cuts: dict[str, tuple[int, str]] | None = None,
) -> Draft:
    """Draft the charter that follows; without `members` it only changes the epoch.

    Who is new reads from this epoch on, whatever `members` says. While two charters are
    contested the draft resolves them.

    Raises:
        FormatError: what it says cannot be a charter.
    """
    book = keys.book
    before = book.latest.charter
    secret = entropy.draw(32)
    n = before.n + 1
    known = before.by_key
    charter: dict[str, Any] = {
        "cell": b64(keys.cell),
        "n": n,
        "prev": book.latest.id,
        "reason": reason,
        "members": tuple(
            who if who.key in known else msgspec.structs.replace(who, since=n)
            for who in (before.members if members is None else members)
        ),
        "cuts": dict(cuts or {}),
        "commitment": commitment(secret),
        "resolves": tuple(sorted(one.id for one in book.contested or ())),
    }
    raw = write_charter(msgspec.structs.replace(before, **charter))
    return Draft(SignedCharter.read(raw, {}), secret)


def check_adoptable(keys: CellKeys, charter: SignedCharter) -> None:
    """Refuse a charter that the members would refuse.

    Raises:
        FormatError: it does not follow the charter in force.
        NotPermittedError: too few humans signed it, or not those who must.
    """
    book = CharterBook(keys.cell)
    for known in keys.book.all:
        book.add(known)
    book.add(charter)
    if book.latest.id != charter.id:
        book.check_writable()
        raise FormatError("charter.chain", "it does not follow the last", where="n")


def grants_to_the_blind(keys: CellKeys) -> list[Grant]:
    """Return the charters for each keeper who reads nothing, with no secret (C-2)."""
    charters = tuple(keys.book.all)
    return [
        Grant(keys.cell, who.key, (), charters)
        for who in keys.book.latest.charter.members
        if not who.reader
    ]


def grants_after(keys: CellKeys, before: set[str]) -> list[Grant]:
    """Return a grant for each reader: everything for who is new, else only what is new.

    What a member was granted before is not sealed again: it would open with keys of today
    what was recorded long ago (K-6).
    """
    latest = keys.book.latest
    granted = [
        keys.grant(who.key, charters=[latest] if who.key in before else None)
        for who in latest.charter.members
        if who.reader
    ]
    return [
        msgspec.structs.replace(grant, secrets=grant.secrets[-1:])
        if grant.key in before
        else grant
        for grant in granted
    ]
