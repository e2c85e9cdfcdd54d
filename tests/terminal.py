"""The real command as people of one organisation run it, each with a store of their own."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import forked
from tests.easy_keyfile import ease
from tests.forked import Done
from tests.relay_process import RelayProcess

PASSPHRASE = "lantern orchard velvet compass"
PEOPLE = {
    "Min-ji": "keeper,coordinator,intake",
    "서연": "keeper,coordinator,caseworker",
    "Kim": "keeper,trustee,outside",
}


class Terminal:
    def __init__(self, directory: Path, relay: str = "") -> None:
        self.directory = directory
        self.relay = relay
        (directory / "passphrase").write_text(PASSPHRASE + "\n")

    def run(self, *words: str, expect: int = 0, said: str = "") -> str:
        done = self._done(words, said)
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout if expect == 0 else done.stderr

    def desk(self, name: str, *words: str, expect: int = 0, said: str = "") -> str:
        options = ("--store", name, "--passphrase-file", "passphrase")
        return self.run(*words, *options, expect=expect, said=said)

    def rows(self, name: str, *words: str, said: str = "") -> list[dict[str, Any]]:
        lines = self.desk(name, *words, "--json", said=said).splitlines()
        return [json.loads(line) for line in lines]

    def _done(self, words: Sequence[str], said: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "waystation", *words],
            cwd=self.directory,
            capture_output=True,
            text=True,
            timeout=170,
            check=False,
            input=said,
            start_new_session=True,
        )
        return Done(done.returncode, done.stdout, done.stderr)


class QuickTerminal(Terminal):
    """One whose commands need not be imported again each time."""

    def _done(self, words: Sequence[str], said: str) -> Done:
        streams = self.directory / "streams"
        streams.mkdir(exist_ok=True)
        return forked.run(words, self.directory, streams, said)

    def last(self, stream: str) -> str:
        """Return what the last command wrote to `stdout` or `stderr`."""
        return (self.directory / "streams" / stream).read_text()

    def ease(self, name: str) -> None:
        """Let the store of this name be unlocked quickly from now on."""
        ease(self.directory / name / "keyfile", PASSPHRASE)


def found(terminal: Terminal, relay: str) -> None:
    persons = []
    for name, roles in PEOPLE.items():
        terminal.desk(name, "organisation", "enrol", "--name", name, "--out", f"{name}.e")
        persons += ["--person", f"{name}.e={roles}"]
    founder, *others = PEOPLE
    create = ("organisation", "create", "--name", "시험 단체", "--relay", relay)
    terminal.desk(founder, *create, *persons, "--out", "founding")
    for name in others:
        terminal.desk(name, "organisation", "sign", "founding", "--out", f"signed.{name}")
    signed = [f"signed.{name}" for name in others]
    said = terminal.desk(founder, "organisation", "invite", *signed, "--to", "invitations")
    for name in others:
        line = next(line for line in said.splitlines() if line.endswith(f"for {name}"))
        terminal.desk(name, "organisation", "join", line.partition(":")[0])


class Founding:
    """An organisation that processes founded once: each test starts on a copy of it.

    Stores and relay are copied while nothing runs, which is a move and no restored backup.
    The stores hold the relay's address: `port` is bound here and never listens, so that
    nobody else is given it while no copy of the relay runs.
    """

    def __init__(self, directory: Path, port: socket.socket) -> None:
        self._directory = directory
        self._options = ("--port", str(port.getsockname()[1]))
        with RelayProcess(directory / "relay", *self._options) as relay:
            terminal = QuickTerminal(directory)
            found(terminal, str(relay.http.base_url))
            for name in PEOPLE:
                terminal.ease(name)

    @contextmanager
    def copied(self, directory: Path) -> Iterator[Terminal]:
        """Give a terminal in the midst of a copy, with its relay running."""
        shutil.copytree(self._directory, directory, dirs_exist_ok=True)
        with RelayProcess(directory / "relay", *self._options) as relay:
            yield QuickTerminal(directory, str(relay.http.base_url))
