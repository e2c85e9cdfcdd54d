"""`waystation relay`: run a relay, copy its store, put a copy back."""

import argparse
import logging
from pathlib import Path

from waystation.relay.backup import back_up, restore
from waystation.relay.serve import Place, serve

_ABOUT = """\
Run the relay: the server that holds sealed letters and logs, and the timers that
raise the alarm when a sign of life does not come. It can open nothing of what it
stores, keeps no accounts, logs no addresses, and notes arrivals by the day only.

  waystation relay --directory DIR --port 8700
                               serve on loopback; put a TLS proxy that keeps no
                               access log in front of it
  waystation relay backup --directory DIR --to FILE
                               copy the store while the relay runs
  waystation relay restore --directory DIR --from FILE
                               put a copy back (the relay must be stopped): the
                               relay gets a new generation, and desks offer again
                               whatever the copy lacks

Backups hold letters that have since been erased: destroy them after 14 days.
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    relay = commands.add_parser(
        "relay",
        help="run the server that holds what is sealed",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    relay.add_argument("--directory", type=Path, metavar="DIR", help="where the store lies")
    relay.add_argument("--host", default="127.0.0.1", help="address to listen on")
    relay.add_argument("--port", type=int, default=8700, help="0 takes a free one")
    relay.add_argument(
        "--ready-file", type=Path, metavar="FILE", help="write the URL here once listening"
    )
    relay.add_argument(
        "--practice", action="store_true", help="make the store one for practice, for good"
    )
    relay.add_argument(
        "--practice-clock",
        type=Path,
        metavar="SOCKET",
        help="take simulated time from here; only for a practice store",
    )
    relay.set_defaults(run=_serve, teach=relay.error)
    acts = relay.add_subparsers(title="acts", metavar="ACT")
    copy = acts.add_parser("backup", help="copy the store while the relay runs")
    copy.add_argument("--directory", type=Path, required=True, metavar="DIR")
    copy.add_argument("--to", type=Path, required=True, metavar="FILE")
    copy.set_defaults(run=_back_up)
    back = acts.add_parser("restore", help="put a copy back; the relay must be stopped")
    back.add_argument("--directory", type=Path, required=True, metavar="DIR")
    back.add_argument("--from", dest="source", type=Path, required=True, metavar="FILE")
    back.set_defaults(run=_restore)


def _serve(chosen: argparse.Namespace) -> int:
    if chosen.directory is None:
        chosen.teach("--directory says where the store lies, and is needed")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    serve(
        Place(
            directory=chosen.directory,
            host=chosen.host,
            port=chosen.port,
            ready_file=chosen.ready_file,
            practice=chosen.practice,
            practice_clock=chosen.practice_clock,
        )
    )
    return 0


def _back_up(chosen: argparse.Namespace) -> int:
    back_up(chosen.directory, chosen.to)
    return 0


def _restore(chosen: argparse.Namespace) -> int:
    restore(chosen.directory, chosen.source)
    return 0
