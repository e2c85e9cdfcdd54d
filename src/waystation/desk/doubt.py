"""Reading everything again after something was wrong: a lie that is over costs nothing.

What a relay left out or changed it may have shown to nobody else so. Once something does
not fit, feed and letterboxes are read again from the start: at once, and then at most once
an hour for as long as there is doubt. What is held already counts once. That it did not fit
is said for an hour: a lie that is over within a round is one that nobody would see.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from waystation.desk.desk import Desk
from waystation.encoding import from_rfc3339, to_rfc3339
from waystation.post.sync import Trouble

AT_MOST_EVERY = timedelta(hours=1)
SAID_FOR = timedelta(hours=1)
_NOTED_EVERY = timedelta(minutes=5)
_SHELF, _DOUBT, _LOOKED, _WRONG = "sync", "doubt", "looked_again", "wrong"
_NO_LIES = frozenset({"relay.unreachable", "relay.refused", "relay.restored"})


def note(desk: Desk, troubles: Iterable[Trouble]) -> None:
    """Doubt what was read where a trouble says that something was left out or changed."""
    if any(one.code not in _NO_LIES for one in troubles):
        with desk.keeping():
            begin(desk)
            _note_wrong(desk)


def wrong_since(desk: Desk) -> datetime | None:
    """Return since when what the relay sends has not been as it must be; None if it is."""
    noted = _wrong(desk)
    return None if noted is None else noted[0]


def _wrong(desk: Desk) -> tuple[datetime, datetime] | None:
    """Return the first and the last time of it, while it is said."""
    held = desk.store.vault.get(_SHELF, _WRONG)
    if held is None:
        return None
    since, _, last = held.decode().partition(" ")
    if abs(desk.now() - from_rfc3339(last)) > SAID_FOR:
        return None
    return from_rfc3339(since), from_rfc3339(last)


def _note_wrong(desk: Desk) -> None:
    now, noted = desk.now(), _wrong(desk)
    if noted is None or abs(now - noted[1]) > _NOTED_EVERY:
        since = now if noted is None else noted[0]
        value = f"{to_rfc3339(since)} {to_rfc3339(now)}"
        desk.store.vault.put(_SHELF, _WRONG, value.encode())


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
