"""The command `waystation`: every command of every layer, put together in one place."""

import argparse
import sys
from collections.abc import Sequence

from waystation.cli import (
    case,
    consent,
    disclosure,
    exits,
    exposure,
    finding,
    fsck,
    helper,
    house,
    import_,
    journey,
    keys,
    money,
    organisation,
    preparation,
    rule,
    slip,
    task,
    watch,
)
from waystation.cli.parser import Parser
from waystation.practice import check
from waystation.practice import commands as practice_commands
from waystation.relay import commands as relay_commands
from waystation.web import commands as web_commands

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

_COMMANDS = (
    organisation,
    relay_commands,
    web_commands,
    practice_commands,
    check,
    import_,
    case,
    journey,
    consent,
    helper,
    house,
    slip,
    disclosure,
    watch,
    money,
    exposure,
    task,
    keys,
    fsck,
    rule,
    finding,
    preparation,
)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    whole = Parser(
        prog="waystation",
        description=_ABOUT,
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _COMMANDS:
        module.add(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    chosen = parser().parse_args(arguments)
    return exits.run(chosen.run, chosen)


if __name__ == "__main__":
    sys.exit(main())
