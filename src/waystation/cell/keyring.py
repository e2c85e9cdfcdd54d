"""The keyring of a desk: the keys of all its cells, kept in a vault."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from waystation.cell.charter import SignedCharter
from waystation.cell.grant import Grant
from waystation.cell.keys import CellKeys
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.entropy import Entropy
from waystation.errors import NotFoundError

_CHARTERS = "cell.charter"
_SECRETS = "cell.secret"
_ERASED = "cell.erased"


class Vault(Protocol):
    """Named secrets at rest, sealed under the store's key; in the caller's transaction."""

    def put(self, shelf: str, name: str, value: bytes) -> None:
        """Keep a value; an earlier one of the same name is gone."""
        ...

    def get(self, shelf: str, name: str) -> bytes | None:
        """Return a value, or None."""
        ...

    def drop(self, shelf: str, name: str) -> None:
        """Destroy a value."""
        ...

    def items(self, shelf: str) -> Iterator[tuple[str, bytes]]:
        """Return the names and values of a shelf."""
        ...


class Keyring:
    """The keys of every cell this desk is in.

    Attributes:
        instance: random for every opening of the store; from it follows the instance of
            every chain written here (C-4). It is never kept: a copy that is put back cannot
            know that it is one, and must not go on where the copied chains were.
    """

    def __init__(self, vault: Vault, entropy: Entropy) -> None:
        self._vault = vault
        self._entropy = entropy
        self._cells: dict[bytes, CellKeys] = {}
        self._places: dict[str, int] = {}
        self._load()
        self.instance = self.renew_instance()

    def renew_instance(self) -> bytes:
        """Start new chains everywhere."""
        self.instance = self._entropy.draw(16)
        return self.instance

    @property
    def cells(self) -> Mapping[bytes, CellKeys]:
        """Return the keys by cell id."""
        return self._cells

    def __getitem__(self, cell: bytes) -> CellKeys:
        found = self._cells.get(cell)
        if found is None:
            raise NotFoundError("cell.unknown", "no such cell here")
        return found

    def handles(self) -> Mapping[bytes, bytes]:
        """Return the cell of every handle whose frames can be opened here."""
        return {
            handle: cell for cell, keys in self._cells.items() for handle in keys.by_handle
        }

    def append_token(self, handle: bytes) -> bytes:
        """Return the token with which the relay takes frames of `handle`.

        Raises:
            NotFoundError: no such handle here.
        """
        for keys in self._cells.values():
            found = keys.by_handle.get(handle)
            if found is not None:
                return found.append_token
        raise NotFoundError("cell.unknown", "no such handle here")

    def keep(self, keys: CellKeys) -> None:
        """Write the keys of a cell into the vault."""
        self._cells[keys.cell] = keys
        name = b64(keys.cell)
        for charter in keys.book.all:
            path = f"{name}/{charter.id}"
            # Which of two contradicting charters came first must survive a restart.
            place = self._places.setdefault(path, len(self._places))
            value = to_json([place, charter.to_body()])
            if self._vault.get(_CHARTERS, path) != value:
                self._vault.put(_CHARTERS, path, value)
        for epoch, secret in keys.secrets.items():
            path = f"{name}/{epoch}"
            if self._vault.get(_SECRETS, path) != secret:
                self._vault.put(_SECRETS, path, secret)

    def accept(self, body: object, key: str) -> CellKeys:
        """Take a grant that came by letter for the member with `key`.

        Raises:
            FormatError: not a grant, or not what the charters promise.
            NotPermittedError: the member is none, or a charter lacks signatures.
        """
        grant = Grant.from_body(body, key)
        keys = self._cells.get(grant.cell) or CellKeys(grant.cell)
        keys.accept(grant)
        self.keep(keys)
        return keys

    def forget(self, cell: bytes, *, before: int | None = None) -> None:
        """Destroy the secrets of a cell, or of its epochs before one."""
        keys = self[cell]
        for epoch in keys.secrets:
            if before is None or epoch < before:
                self._vault.drop(_SECRETS, f"{b64(cell)}/{epoch}")
        if before is None:
            for charter in keys.book.all:
                self._vault.drop(_CHARTERS, f"{b64(cell)}/{charter.id}")
        self._load()

    def erase(self, cell: bytes, epoch: int, left: str = "") -> None:
        """Destroy the secret of one epoch for good: no grant brings it back.

        What stays in its place is named by `left`. Who has the log open opens it again.
        """
        name = f"{b64(cell)}/{epoch}"
        self._vault.drop(_SECRETS, name)
        self._vault.put(_ERASED, name, left.encode())
        self[cell].erase(epoch, left)

    def _load(self) -> None:
        self._cells.clear()
        self._places.clear()
        found: list[tuple[int, str, Any]] = []
        for path, value in self._vault.items(_CHARTERS):
            place, body = from_json(value)
            found.append((place, path, body))
            self._places[path] = place
        for _, path, body in sorted(found, key=lambda one: one[0]):
            cell = unb64(path.partition("/")[0], size=16)
            keys = self._cells.setdefault(cell, CellKeys(cell))
            keys.add_charter(SignedCharter.from_body(body))
        for name, left in self._vault.items(_ERASED):
            keys, epoch = self._named(name)
            keys.erase(epoch, left.decode())
        for name, secret in self._vault.items(_SECRETS):
            keys, epoch = self._named(name)
            keys.add_secret(epoch, secret)

    def _named(self, name: str) -> tuple[CellKeys, int]:
        cell_text, _, epoch = name.partition("/")
        cell = unb64(cell_text, size=16)
        return self._cells.setdefault(cell, CellKeys(cell)), int(epoch)
