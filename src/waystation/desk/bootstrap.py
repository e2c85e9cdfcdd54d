"""Builds the real desk: the one place that knows clock, randomness, relay and disk."""

from datetime import timedelta
from pathlib import Path

from waystation.clock import Clock, SystemClock
from waystation.desk.desk import Desk
from waystation.desk.ports import Ports
from waystation.desk.store import make_store, open_store
from waystation.entropy import SystemEntropy
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
