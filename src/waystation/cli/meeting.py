"""Acts on a journey from the command line; a handover and a party of it, as typed."""

import argparse
from collections.abc import Callable

from waystation.cli.naming import one_of
from waystation.cli.rows import add_json
from waystation.cli.unlocking import add_store
from waystation.desk import slip_list
from waystation.desk.desk import Desk
from waystation.desk.slip_list import Meeting


def add_act(
    acts: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    text: str,
    run: Callable[[argparse.Namespace], int],
    *named: str,
) -> argparse.ArgumentParser:
    """Register one act on a journey."""
    act: argparse.ArgumentParser = acts.add_parser(name, help=text)
    for one in ("journey", *named):
        act.add_argument(one, metavar=one.upper())
    act.set_defaults(run=run)
    add_store(act)
    add_json(act)
    return act


def meeting_of(desk: Desk, journey_id: str, said: str) -> Meeting:
    """Return a handover by its id or place.

    Raises:
        NotFoundError: none, or more than one, is called so.
    """
    every = {one.planned.handover: one for one in slip_list.meetings(desk, journey_id)}
    names = ((one, meeting.planned.place) for one, meeting in every.items())
    return every[one_of(names, said, "HANDOVER")]


def party_of(meeting: Meeting, said: str) -> str:
    """Return a party of a handover by its id or name.

    Raises:
        NotFoundError: neither, or both, are called so.
    """
    names = ((one.register, one.name) for one in meeting.parties)
    return one_of(names, said, "PARTY")
