"""A desk's rounds with the relay, for commands that come and go."""

import sys

from waystation.desk import board
from waystation.desk.background import turn
from waystation.desk.desk import Desk

_ROUNDS = 2


def in_step(desk: Desk) -> None:
    """Send what waits and collect what came; say on standard error what went wrong.

    Two rounds, because what the first brings may have to be answered.
    """
    if desk.membership.organisation is not None and board.is_disputed(desk):
        later = "what was written is kept; others see it on the board later"
        print(f"waystation: board.disputed; {later}", file=sys.stderr)
    for _ in range(_ROUNDS):
        done = turn(desk)
        if done.troubles:
            for code in sorted({trouble.code for trouble in done.troubles}):
                print(f"waystation: {code}; what was written is kept", file=sys.stderr)
            return
