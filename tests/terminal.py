"""The real command as people of one organisation run it, each with a store of their own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PASSPHRASE = "lantern orchard velvet compass"
PEOPLE = {
    "Min-ji": "keeper,coordinator,intake",
    "서연": "keeper,coordinator,caseworker",
    "Kim": "keeper,trustee,outside",
}


class Terminal:
    def __init__(self, directory: Path) -> None:
        self.directory = directory
        (directory / "passphrase").write_text(PASSPHRASE + "\n")

    def run(self, *words: str, expect: int = 0, said: str = "") -> str:
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
        assert done.returncode == expect, done.stdout + done.stderr
        return done.stdout if expect == 0 else done.stderr

    def desk(self, name: str, *words: str, expect: int = 0, said: str = "") -> str:
        options = ("--store", name, "--passphrase-file", "passphrase")
        return self.run(*words, *options, expect=expect, said=said)

    def rows(self, name: str, *words: str, said: str = "") -> list[dict[str, Any]]:
        lines = self.desk(name, *words, "--json", said=said).splitlines()
        return [json.loads(line) for line in lines]


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
