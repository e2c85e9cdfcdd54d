"""The command `waystation`: every command of every layer, put together in one place."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import ModuleType

from waystation.cli import exits
from waystation.cli.parser import Parser

_ABOUT = """\
Waystation is the coordination desk of organisations that help trafficked and
stranded people reach safety. See it at work first, with nothing to set up:

  waystation replay            two documented operations, played through it
  waystation import FILE --dry-run --json
                               what an exported chat holds
"""

_EXITS = """\
exit codes:
  0 done                            5 a seal or signature was refused
  1 something was found wrong       6 history contradicts what was seen
  2 the command was not understood  7 relay, disk or network unavailable
  3 the rules do not allow it     130 interrupted
  4 the input breaks its format
"""

# In the order of the help. Only the module of the command that is asked for is imported:
# all of them together take longer to come up than most commands to run.
COMMANDS = {
    "organisation": "cli.organisation",
    "relay": "relay.commands",
    "desk": "web.commands",
    "replay": "practice.commands",
    "practice": "practice.commands",
    "check": "practice.check",
    "import": "cli.import_",
    "case": "cli.case",
    "journey": "cli.journey",
    "consent": "cli.consent",
    "helper": "cli.helper",
    "house": "cli.house",
    "slip": "cli.slip",
    "photograph": "cli.photograph",
    "disclosure": "cli.disclosure",
    "watch": "cli.watch",
    "panic": "cli.panic",
    "money": "cli.money",
    "exposure": "cli.exposure",
    "task": "cli.task",
    "keys": "cli.keys",
    "fsck": "cli.fsck",
    "loss": "cli.loss",
    "review": "cli.review",
    "complaint": "cli.complaint",
    "rule": "cli.rule",
    "finding": "cli.finding",
    "prepare": "cli.preparation",
}


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """Return the parser of one command, or of all where none has that name."""
    whole = Parser(
        prog="waystation",
        description=_ABOUT,
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _modules(wanted):
        module.add(commands)
    return whole


def _modules(wanted: str) -> Iterator[ModuleType]:
    named = [COMMANDS[wanted]] if wanted in COMMANDS else dict.fromkeys(COMMANDS.values())
    for name in named:
        yield import_module(f"waystation.{name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    chosen = parser(given[0] if given else "").parse_args(given)
    return exits.run(chosen.run, chosen)


if __name__ == "__main__":
    sys.exit(main())
