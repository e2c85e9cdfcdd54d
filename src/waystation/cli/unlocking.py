"""Opening a desk's store from the command line."""

import argparse
import getpass
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waystation.desk import bootstrap
from waystation.desk.desk import Desk
from waystation.errors import FormatError, NotFoundError


def add_store(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the options that say which store, and how its passphrase comes."""
    parser.add_argument(
        "--store",
        type=Path,
        required=required,
        metavar="DIR",
        help="where the desk keeps everything",
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase here instead of asking for it",
    )


@contextmanager
def unlocked(chosen: argparse.Namespace) -> Iterator[Desk]:
    """Unlock the chosen store for as long as the block lasts.

    Raises:
        NotFoundError: there is no store there.
        SealError: the passphrase is wrong.
    """
    if not (chosen.store / "keyfile").exists():
        raise NotFoundError(
            "store.absent", "this directory holds no store", where="--store"
        )
    desk = bootstrap.open_desk(chosen.store, passphrase_of(chosen, "Passphrase: "))
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def made(chosen: argparse.Namespace) -> Iterator[Desk]:
    """Make a store with a new identity and unlock it for as long as the block lasts.

    Raises:
        ConflictError: there is a store already.
    """
    passphrase = passphrase_of(chosen, "A passphrase for this desk, six words or more: ")
    if chosen.passphrase_file is None and passphrase != _asked("Again: "):
        raise FormatError("passphrase.differs", "the two passphrases differ")
    desk = bootstrap.make_desk(chosen.store, passphrase)
    try:
        yield desk
    finally:
        desk.close()


def passphrase_of(chosen: argparse.Namespace, prompt: str) -> str:
    """Return the passphrase from the chosen file, or ask for it.

    Raises:
        NotFoundError: the file is not there.
    """
    if chosen.passphrase_file is None:
        return _asked(prompt)
    try:
        text: str = chosen.passphrase_file.read_text(encoding="utf-8")
    except FileNotFoundError:
        where = "--passphrase-file"
        raise NotFoundError("passphrase.file", "no such file", where=where) from None
    return text.rstrip("\r\n")


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
