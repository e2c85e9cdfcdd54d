"""`waystation desk`: unlock a desk, keep it in step with its relay, serve its pages."""

import argparse
import sys
from pathlib import Path

from waystation.clock import SystemClock
from waystation.desk.background import Background
from waystation.desk.bootstrap import check_store, open_desk, passphrase
from waystation.entropy import SystemEntropy
from waystation.web.desk_port import OpenDesk
from waystation.web.port import Settings
from waystation.web.serve import PageServer

_ABOUT = """\
Unlock a desk and open its pages in a browser on this computer. The address that
is printed is good once; press Enter in this terminal for a new one, Ctrl-C to
stop. While it runs, check-ins are watched and what you did is sent.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    parser = commands.add_parser(
        "desk",
        help="open a desk's pages in the browser",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--store",
        type=Path,
        required=True,
        metavar="DIR",
        help="where the desk keeps everything",
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase here instead of asking for it",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=0,
        metavar="N",
        help="the port; any free one if not given",
    )
    parser.add_argument(
        "--replays", type=Path, metavar="DIR", help="show the replays recorded here"
    )
    parser.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    check_store(chosen.store)
    desk = open_desk(chosen.store, passphrase(chosen.passphrase_file))
    try:
        clock = SystemClock()
        zone = clock.now().astimezone().tzinfo or clock.now().tzinfo
        assert zone is not None  # noqa: S101 -- a clock's times are aware
        server = PageServer(
            OpenDesk(desk),
            Settings(chosen.port, zone=zone, replays=chosen.replays),
            clock,
            SystemEntropy(),
            _announce,
        )
        background = Background(desk)
        background.start()
        try:
            server.run()
        finally:
            background.stop()
    finally:
        desk.close()
    return 0


def _announce(address: str) -> None:
    sys.stdout.write(f"Open this address in your browser; it is good once:\n  {address}\n")
    sys.stdout.flush()
