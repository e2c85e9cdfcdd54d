"""Builds the real desk: the one place that knows clock, randomness, relay and disk."""

import getpass
import warnings
from datetime import timedelta
from pathlib import Path

from waystation.clock import Clock, SystemClock
from waystation.desk.desk import Desk
from waystation.desk.ports import Ports
from waystation.desk.store import make_store, open_store
from waystation.entropy import SystemEntropy
from waystation.errors import NotFoundError
from waystation.post.client import RelayClient

LINGER = timedelta(seconds=30)


def real_ports(clock: Clock | None = None) -> Ports:
    """Return the machine's own; a practice organisation brings its own clock."""
    return Ports(clock or SystemClock(), SystemEntropy(), RelayClient, LINGER)


def make_desk(directory: Path, passphrase: str, ports: Ports | None = None) -> Desk:
    """Make a store with a new identity, and open the desk on it.

    Raises:
        ConflictError: the directory holds one already.
        RuleError: the passphrase is too weak.
    """
    used = ports or real_ports()
    return Desk(make_store(directory, passphrase, used.entropy), used)


def open_desk(directory: Path, passphrase: str, ports: Ports | None = None) -> Desk:
    """Unlock a store and open the desk on it.

    Raises:
        NotFoundError: the directory holds none.
        SealError: the passphrase is wrong.
    """
    return Desk(open_store(directory, passphrase), ports or real_ports())


def check_store(directory: Path) -> None:
    """Refuse a directory that holds no store, before anybody is asked for a passphrase.

    Raises:
        NotFoundError: it holds none.
    """
    if not (directory / "keyfile").exists():
        message = "this directory holds no store"
        raise NotFoundError("store.absent", message, where="--store")


def passphrase(file: Path | None, prompt: str = "Passphrase: ") -> str:
    """Return the passphrase that a file holds, or ask for it at the terminal.

    Raises:
        NotFoundError: the file is not there, or there is no terminal to ask at.
    """
    if file is None:
        return _asked(prompt)
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except FileNotFoundError:
        where = "--passphrase-file"
        raise NotFoundError("passphrase.file", "no such file", where=where) from None


def _asked(prompt: str) -> str:
    try:
        with warnings.catch_warnings():
            # Where there is no terminal nothing is echoed, and nobody to be warned.
            warnings.simplefilter("ignore", getpass.GetPassWarning)
            return getpass.getpass(prompt)
    except EOFError:
        raise NotFoundError(
            "passphrase.none",
            "no passphrase was given; without a terminal, say which file holds it",
            where="--passphrase-file",
        ) from None
