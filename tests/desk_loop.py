"""A desk in a process of its own that notes messages until it is killed.

    python -m tests.desk_loop STORE NAME RELAY CONVERSATION START
Each number is printed once its act has returned: from then on it must never be lost.
"""

import sys
from datetime import datetime
from itertools import count
from os import getpid
from pathlib import Path

from tests import builders
from waystation.clock import SimulatedClock
from waystation.desk import conversation
from waystation.desk.background import turn
from waystation.post.client import RelayClient


def main() -> None:
    store, name, url, room, start = sys.argv[1:]
    clock = SimulatedClock(datetime.fromisoformat(start))
    desk = builders.desk_at(Path(store), name, clock, RelayClient(url), salt=getpid())
    held = conversation.read(desk, room).messages.values()
    first = max((int(one.act.text) for one in held), default=0) + 1
    for number in count(first):
        conversation.note_message(desk, room, "c", name, str(number))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if number % 3 == 0:
            turn(desk)


main()
