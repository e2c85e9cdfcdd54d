"""One founding by processes for each worker, of which every test gets a copy."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Founding, Terminal


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Founding]:
    with socket.socket() as port:
        port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        port.bind(("127.0.0.1", 0))
        yield Founding(tmp_path_factory.mktemp("founding"), port)


@pytest.fixture
def terminal(founding: Founding, tmp_path: Path) -> Iterator[Terminal]:
    """An organisation of three with a store each, and its relay."""
    with founding.copied(tmp_path) as founded:
        yield founded
