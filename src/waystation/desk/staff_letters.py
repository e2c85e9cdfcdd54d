"""Letters between desks: grants of cells, and keys of the intake."""

from waystation.cell.charter import read_charter
from waystation.cell.grant import KIND as GRANT
from waystation.cell.grant import cell_of
from waystation.desk.colleagues import by_signing_key
from waystation.desk.desk import Desk
from waystation.encoding import unb64
from waystation.errors import FormatError, NotPermittedError
from waystation.post.letter import Address, Letter, open_with_any
from waystation.seal.identity import Identity


def open_staff_letter(
    desk: Desk, sealed: bytes, organisation: bytes | None = None
) -> Letter:
    """Open a letter that a colleague sealed to one of this desk's prekeys.

    `organisation` is the id of one that this desk is about to join.

    Raises:
        SealError: to none of those that are kept.
        FormatError: its inside is broken.
    """
    candidates = []
    to = desk.organisation if organisation is None else organisation
    for _, seed in desk.store.vault.items("prekeys"):
        identity = Identity.from_seed(seed)
        address = Address(identity.public.kem, to)
        candidates.append((identity, address))
    letter, _ = open_with_any(sealed, candidates)
    return letter


def check_colleague(desk: Desk, letter: Letter) -> None:
    """Refuse a letter that nobody of the roster has signed.

    Raises:
        NotPermittedError: the sender is not in the organisation.
    """
    if by_signing_key(desk, letter.sender.sign) is None:
        raise NotPermittedError("letter.sender", "the sender is not in the organisation")


def take_grant(desk: Desk, letter: Letter) -> None:
    """Keep what a grant gives and open the cell, once enough of its letters have come.

    Raises:
        FormatError: not a grant, or not what the charters promise.
        NotPermittedError: this desk's human is no member, or too few signed a charter.
    """
    if letter.kind != GRANT:
        raise FormatError("letter.kind", "not a grant")
    cell = cell_of(letter.body)
    keys = desk.keyring.accept(letter.body, _own_key(desk, letter, cell))
    if not keys.epochs:
        return
    if cell in desk.cells:
        desk.refresh(cell)
    else:
        desk.open_cell(cell)


def _own_key(desk: Desk, letter: Letter, cell: bytes) -> str:
    """Return which of this desk's offered keys the cell's charters list; empty for none.

    A long history comes in parts, and those who join late are in the last charters alone.
    What such a part says is held against the charters all the same.
    """
    charters = [charter["charter"] for charter in letter.body.get("charters", [])]
    found = [_member_key(desk, written) for written in charters]
    held = desk.keyring.cells.get(cell)
    if held is not None and len(held.book):
        members = held.book.latest.charter.members
        found += [one.key for one in members if desk.offered_key(one.key) is not None]
    for key in found:
        if key is not None:
            return key
    return ""


def _member_key(desk: Desk, written: object) -> str | None:
    if not isinstance(written, str):
        raise FormatError("grant.form", "not a grant")
    charter = read_charter(unb64(written))
    for member in charter.members:
        if desk.offered_key(member.key) is not None:
            return member.key
    return None
