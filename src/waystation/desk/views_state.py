"""Whose desk it is and how it stands with the relay: on every page."""

from waystation.desk import board, canary, doubt
from waystation.desk.desk import Desk
from waystation.desk.views import DeskState, RelayState
from waystation.post.sync import TroubleCode

UNREACHABLE = "relay.unreachable"
FAILING: TroubleCode = "desk.failing"
"""That the last round of what this desk does by itself failed, in whatever way."""


def state_of(desk: Desk, *, practice: bool = False) -> DeskState:
    """Return it as it is now.

    Raises:
        NotFoundError: this desk has joined no organisation.
    """
    with desk.lock:
        founded = desk.roster().founded.get("")
        me, doubted = desk.whoami(), canary.untrusted(desk)
        return DeskState(
            organisation="" if founded is None else founded.act.name,
            me=desk.membership.name if me is None else me.name,
            now=desk.now(),
            relay=_relay(desk),
            practice=practice,
            sees_holds=board.sees(desk),
            untrusted=doubted[1] if doubted else None,
            disputed=board.is_disputed(desk),
            failing=any(one.code == FAILING for one in desk.troubles),
        )


def _relay(desk: Desk) -> RelayState:
    unreachable = any(one.code == UNREACHABLE for one in desk.troubles)
    connected = desk.last_heard is not None and not unreachable
    outbox = desk.store.outbox
    return RelayState(
        connected,
        None if connected else desk.last_heard,
        unsent=len(outbox.waiting()) + len(desk.frames.unsent()),
        wrong=doubt.wrong_since(desk),
        unsure=outbox.unsure,
        refused=len(outbox.refused()),
    )
