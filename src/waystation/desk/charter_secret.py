"""The secret of a charter that is only proposed, with everyone who may have to finish it.

Whoever proposes a charter hands its secret to the others who could put it in force, before
anybody sees the proposal; nobody signs without holding it. So whoever has signed can finish
what somebody began who is lost: a number that is signed for is never stuck.

A secret is kept under what the charter commits to: it needs no other proof, and none can
take the place of another.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from waystation.cell.charter import SignedCharter, commitment
from waystation.cell.recharter import Draft
from waystation.desk.colleagues import colleague, is_away, write_to
from waystation.desk.desk import Desk
from waystation.desk.founding import read_draft
from waystation.encoding import (
    b64,
    from_json,
    from_rfc3339,
    to_json,
    to_rfc3339,
    unb64,
)
from waystation.errors import FormatError, NotFoundError, NotPermittedError
from waystation.post.letter import Letter

KIND = "charter.secret"
DRAFTS = "charter.drafts"
_HELD = "charter.secrets"
_SECRET_BYTES = 32
_LASTS = timedelta(days=30)
_MOST = 64


def share(desk: Desk, draft: Draft, humans: Iterable[str]) -> None:
    """Send the secret to those of `humans` who read the cell once it is in force."""
    readers = {one.human for one in draft.charter.charter.members if one.reader}
    for human in sorted(readers.intersection(humans) - {desk.human}):
        try:
            to = colleague(desk, human)
        except NotFoundError:
            continue  # they cannot be granted anything either
        if not is_away(desk, to):
            write_to(desk, to, KIND, {"secret": b64(draft.secret)})


def take(desk: Desk, letter: Letter) -> None:
    """Keep the secret that a colleague's letter brings.

    Raises:
        FormatError: there is none in it.
        NotPermittedError: more of them came from one desk than any needs to send.
    """
    said = letter.body.get("secret")
    if not isinstance(said, str):
        raise FormatError("charter.secret", "not the secret of a charter")
    secret, sender = unb64(said, size=_SECRET_BYTES), b64(letter.sender.sign)
    held = [_read(value) for _, value in desk.store.vault.items(_HELD)]
    if sum(1 for one in held if one["from"] == sender) >= _MOST:
        raise NotPermittedError("charter.secrets", "too many of them from one desk")
    if not is_in_force(desk, commitment(secret)):
        value = {"at": to_rfc3339(desk.now()), "from": sender, "secret": said}
        desk.store.vault.put(_HELD, commitment(secret), to_json(value))


def draft_of(desk: Desk, charter: SignedCharter) -> Draft | None:
    """Return a proposal with its secret; None where this desk has not been given it."""
    own = desk.store.vault.get(DRAFTS, charter.id)
    if own is not None:
        return read_draft(own).merged([charter])
    held = desk.store.vault.get(_HELD, charter.charter.commitment)
    if held is None:
        return None
    return Draft(charter, unb64(_read(held)["secret"], size=_SECRET_BYTES))


def may_sign(desk: Desk, charter: SignedCharter) -> bool:
    """Say whether this desk could finish the charter, or is to read nothing under it."""
    reads = any(one.human == desk.human and one.reader for one in charter.charter.members)
    return not reads or draft_of(desk, charter) is not None


def outdated(desk: Desk) -> list[tuple[str, str]]:
    """Return what is kept of charters that are in force by now, or never will be."""
    vault = desk.store.vault
    drafts = [
        (DRAFTS, name)
        for name, value in vault.items(DRAFTS)
        if is_in_force(desk, read_draft(value).charter.charter.commitment)
    ]
    held = [
        (_HELD, name)
        for name, value in vault.items(_HELD)
        if is_in_force(desk, name) or from_rfc3339(_read(value)["at"]) + _LASTS < desk.now()
    ]
    return drafts + held


def is_in_force(desk: Desk, committed: str) -> bool:
    """Say whether a charter with this commitment is adopted in a cell kept here."""
    return any(
        charter.charter.commitment == committed
        for keys in desk.keyring.cells.values()
        for charter in keys.book.adopted
    )


def _read(value: bytes) -> Mapping[str, str]:
    found: Mapping[str, str] = from_json(value)
    return found
