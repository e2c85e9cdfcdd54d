"""Reading everything again after something was wrong: a lie that is over costs nothing.

What a relay left out or changed it may have shown to nobody else so. Once something does
not fit, feed and letterboxes are read again from the start: at once, and then at most once
an hour for as long as there is doubt. What is held already counts once.
"""

from collections.abc import Iterable
from datetime import timedelta

from waystation.desk.desk import Desk
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.post.sync import Trouble

AT_MOST_EVERY = timedelta(hours=1)
_SHELF, _DOUBT, _LOOKED = "sync", "doubt", "looked_again"
_NO_LIES = frozenset({"relay.unreachable", "relay.refused", "relay.restored"})


def note(desk: Desk, troubles: Iterable[Trouble]) -> None:
    """Doubt what was read where a trouble says that something was left out or changed."""
    if any(one.code not in _NO_LIES for one in troubles):
        with desk.keeping():
            begin(desk)


def begin(desk: Desk) -> None:
    """Doubt what was read. Inside a transaction."""
    if desk.store.vault.get(_SHELF, _DOUBT) is None:
        desk.store.vault.put(_SHELF, _DOUBT, b"1")


def look_again(desk: Desk, boxes: Iterable[bytes]) -> None:
    """Start reading again where there is doubt, unless that was within the hour."""
    vault, cursors = desk.store.vault, desk.store.cursors
    with desk.keeping():
        looked = vault.get(_SHELF, _LOOKED)
        if vault.get(_SHELF, _DOUBT) is None:
            return
        if (
            looked is not None
            and desk.now() < from_rfc3339(looked.decode()) + AT_MOST_EVERY
        ):
            return
        for name in (desk.membership.joined.feed, *boxes):
            cursors.restart(name, cursors.get(name).generation)
        vault.drop(_SHELF, _DOUBT)
        vault.put(_SHELF, _LOOKED, to_rfc3339(desk.now()).encode())
