"""`waystation fsck`: look through a store for what is broken, missing or contradictory."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from waystation.cell.fsck import fsck as fsck_desk
from waystation.cli.exits import DONE, FOUND
from waystation.cli.unlocking import add_store, unlocked
from waystation.relay.fsck import fsck as fsck_relay

_ABOUT = """\
Look through a store; nothing is changed. Run it after a crash, after a backup was
put back, and before trusting a copied directory.

  waystation fsck --store DIR                  a desk, unlocked: every signature and chain
  waystation fsck --relay DIR                  a relay, stopped or running

exit codes: 0 nothing found; 1 problems, one a line
"""


class Problem(Protocol):
    """What is wrong, and where: a position, an id or a stream."""

    @property
    def code(self) -> str:
        """Return the stable code."""
        ...

    @property
    def where(self) -> str:
        """Return the place."""
        ...


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = commands.add_parser(
        "fsck",
        help="look through a store for what is broken",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_store(command, required=False)
    command.add_argument("--relay", type=Path, metavar="DIR", help="a relay's directory")
    command.add_argument("--json", action="store_true", help="one JSON object a problem")
    command.set_defaults(run=_run, usage_error=command.error)


def _run(chosen: argparse.Namespace) -> int:
    if (chosen.store is None) is (chosen.relay is None):
        chosen.usage_error("say either --store or --relay")
    found = _of_desk(chosen) if chosen.relay is None else fsck_relay(chosen.relay)
    for problem in found:
        if chosen.json:
            print(json.dumps({"code": problem.code, "where": problem.where}))
        else:
            print(f"{problem.code}: {problem.where}")
    if found:
        return FOUND
    if not chosen.json:
        print("nothing found")
    return DONE


def _of_desk(chosen: argparse.Namespace) -> Sequence[Problem]:
    with unlocked(chosen) as desk:
        return fsck_desk(desk.frames, desk.keyring)
