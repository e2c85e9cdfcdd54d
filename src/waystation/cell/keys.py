"""The keys of one cell at one desk: its charters and the secrets of its epochs."""

from collections.abc import Iterable, Mapping

from waystation.cell.charter import SignedCharter
from waystation.cell.charters import CharterBook
from waystation.cell.grant import Grant
from waystation.errors import FormatError, NotPermittedError
from waystation.seal.epoch import EpochKeys


class CellKeys:
    """What one desk holds of a cell besides the frames.

    Attributes:
        erased: epochs whose secret was destroyed here, each with what stayed in its place
            (a digest, or nothing); no grant brings it back.
    """

    def __init__(self, cell: bytes) -> None:
        self.cell = cell
        self.book = CharterBook(cell)
        self.erased: dict[int, str] = {}
        self._epochs: dict[int, EpochKeys] = {}
        self._early: dict[int, bytes] = {}

    @property
    def epochs(self) -> Mapping[int, EpochKeys]:
        """Return the keys held, by epoch."""
        return self._epochs

    @property
    def secrets(self) -> Mapping[int, bytes]:
        """Return every secret held, also of epochs whose charter has not come."""
        return self._early | {n: keys.secret for n, keys in self._epochs.items()}

    @property
    def by_handle(self) -> Mapping[bytes, EpochKeys]:
        """Return the keys held, by the handle on the frames they open."""
        return {keys.handle: keys for keys in self._epochs.values()}

    @property
    def from_start(self) -> bool:
        """Say whether every epoch from 0 on can be read: what is absent is missing."""
        return 0 in self._epochs and not self.erased

    @property
    def writing(self) -> EpochKeys:
        """Return the keys of the newest epoch held, which is what entries are sealed with.

        Raises:
            NotPermittedError: no secret has been granted.
        """
        if not self._epochs:
            raise NotPermittedError("cell.no_secret", "no epoch of the cell was granted")
        return self._epochs[max(self._epochs)]

    def add_charter(self, charter: SignedCharter) -> bool:
        """Adopt a charter; say whether anything changed.

        Raises:
            FormatError: it does not belong here.
            NotPermittedError: too few humans signed it, or not those who must.
        """
        changed = self.book.add(charter)
        for epoch, secret in [*self._early.items()]:
            self._derive(epoch, secret)
        return changed

    def add_secret(self, epoch: int, secret: bytes) -> None:
        """Keep the secret of an epoch, at once if its charter is here.

        Raises:
            FormatError: the charter commits to another secret.
        """
        if epoch in self.erased:
            return
        if epoch in self._epochs and self._epochs[epoch].secret != secret:
            raise _other_secret()
        self._early[epoch] = secret
        if not self._derive(epoch, secret) and epoch < len(self.book):
            del self._early[epoch]
            raise _other_secret()

    def erase(self, epoch: int, left: str = "") -> None:
        """Forget the secret of an epoch for good; `left` names what stays in its place."""
        self.erased[epoch] = left
        self._epochs.pop(epoch, None)
        self._early.pop(epoch, None)

    def _derive(self, epoch: int, secret: bytes) -> bool:
        if epoch >= len(self.book) or not self.book[epoch].charter.commits_to(secret):
            return False
        self._epochs[epoch] = EpochKeys.derive(secret, self.cell, epoch)
        self._early.pop(epoch, None)
        return True

    def accept(self, grant: Grant) -> None:
        """Take what a grant gives, after holding it against the charters (C-1).

        Raises:
            FormatError: it gives what the charters do not: another secret, or history from
                before the member's time.
            NotPermittedError: the member is none, or a charter has too few signatures.
        """
        for charter in sorted(grant.charters, key=lambda found: found.charter.n):
            self.add_charter(charter)
        self._check_history(grant)
        for epoch, secret in grant.secrets:
            self.add_secret(epoch, secret)

    def _check_history(self, grant: Grant) -> None:
        if not len(self.book):
            return
        member = self.book.latest.charter.by_key.get(grant.key)
        if member is None or not member.reader:
            newest = max((epoch for epoch, _ in grant.secrets), default=-1)
            if newest >= len(self.book) or not grant.secrets:
                return
            raise NotPermittedError("grant.member", "a grant to who is no reader")
        if any(epoch < member.since for epoch, _ in grant.secrets):
            raise FormatError("grant.history", "history from before the member's time")

    def grant(self, key: str, *, charters: Iterable[SignedCharter] | None = None) -> Grant:
        """Return what the member with `key` needs: everything that is theirs to read.

        Raises:
            NotPermittedError: no member, or a blind keeper.
        """
        member = self.book.latest.charter.by_key.get(key)
        if member is None or not member.reader:
            raise NotPermittedError("grant.member", "a grant to who is no reader")
        secrets = tuple(
            (epoch, keys.secret)
            for epoch, keys in sorted(self._epochs.items())
            if epoch >= member.since
        )
        return Grant(
            self.cell, key, secrets, tuple(self.book.all if charters is None else charters)
        )


def _other_secret() -> FormatError:
    return FormatError("grant.commitment", "the charter commits to another secret")
