"""After a check-in this desk sends nothing for a while that nobody can predict.

What follows from a check-in is as many frames of the same class whatever it meant; sent at
once, the moment would tie them to it. Other desks read the letter themselves: an alarm does
not wait for this one.
"""

from waystation.desk.desk import Desk

_SHELF, _UNTIL = "sync", "quiet_until"
_DRAWN = 4


def begin(desk: Desk) -> None:
    """Be quiet for a random part of the longest time. Inside `acting()`."""
    drawn = int.from_bytes(desk.ports.entropy.draw(_DRAWN), "big") / 256**_DRAWN
    until = desk.now() + drawn * desk.ports.linger
    if desk.ports.linger and may_send(desk):
        desk.store.vault.put(_SHELF, _UNTIL, str(until.timestamp()).encode())


def may_send(desk: Desk) -> bool:
    """Say whether this desk may send."""
    until = desk.store.vault.get(_SHELF, _UNTIL)
    return until is None or desk.now().timestamp() >= float(until)
