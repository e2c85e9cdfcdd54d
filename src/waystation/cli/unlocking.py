"""Opening a desk's store from the command line."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from waystation.desk import bootstrap
from waystation.desk.desk import Desk
from waystation.errors import FormatError


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
    bootstrap.check_store(chosen.store)
    passphrase = bootstrap.passphrase(chosen.passphrase_file)
    desk = bootstrap.open_desk(chosen.store, passphrase)
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
    file = chosen.passphrase_file
    wanted = "A passphrase for this desk, six words or more: "
    passphrase = bootstrap.passphrase(file, wanted)
    if file is None and passphrase != bootstrap.passphrase(None, "Again: "):
        raise FormatError("passphrase.differs", "the two passphrases differ")
    desk = bootstrap.make_desk(chosen.store, passphrase)
    try:
        yield desk
    finally:
        desk.close()
