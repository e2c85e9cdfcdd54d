"""`waystation relay`, without importing every other command first: it starts sooner."""

import argparse
import sys

from waystation.cli import exits
from waystation.relay import commands


def main() -> int:
    """Run the command with the arguments of this process."""
    parser = argparse.ArgumentParser(prog="waystation")
    commands.add(parser.add_subparsers(required=True))
    chosen = parser.parse_args()
    return exits.run(chosen.run, chosen)


if __name__ == "__main__":
    sys.exit(main())
