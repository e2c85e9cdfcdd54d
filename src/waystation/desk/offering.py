"""Giving a relay that lost records what this desk has: frames, letters, boxes, watches.

What the relay still has it answers like the first time. A letter that a person has read is
not among it (L-9): nobody finds on a page what was there before.
"""

from collections.abc import Iterator

from waystation.casework import slip
from waystation.casework.slip import Slips
from waystation.casework.standing import expected
from waystation.desk import intake_key, journey
from waystation.desk.cells import open_handles
from waystation.desk.desk import Desk
from waystation.desk.slip_letters import is_at_relay
from waystation.encoding import unb64
from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post import delivery
from waystation.wire.limits import LETTERS_ASKED_MAX


def hear_of_the_relay(desk: Desk) -> None:
    """Learn the relay's generation once, before it takes anything."""
    if desk.store.outbox.generation:
        return
    try:
        generation = desk.relay.generation()
    except (UnavailableError, FormatError, RuleError):
        return  # pushing will say it
    with desk.keeping():
        desk.store.outbox.heard(generation, desk.now())


def offer_again(desk: Desk) -> None:
    """Let everything wait again that a relay which lost records may lack.

    Frames that it still has it shows when it is read again; only the rest is sent.
    """
    with desk.keeping():
        joined, outbox = desk.membership.joined, desk.store.outbox
        desk.frames.offer(desk.keyring.handles())
        slips = list(_spent_slips(desk))
        outbox.offer_again(desk.now(), [*slips, *_answered_watches(desk)])
        for slip_id in slips:
            delivery.save_end_of_slip(outbox, unb64(slip_id), joined.feed_token)
        delivery.save_feed(outbox, joined.feed, joined.feed_token)
        for keys in desk.keyring.cells.values():
            open_handles(desk, keys)
        intake_key.owe_publishing(desk)


def _spent_slips(desk: Desk) -> Iterator[str]:
    """Return the slips that were opened or locked and would open again from a backup."""
    for opened in desk.cells_of("journey"):
        slips = desk.read(opened, slip.fold, Slips())
        for slip_id, made in slips.made.items():
            spent = slip_id in slips.claimed or slip_id in slips.locked
            if spent and is_at_relay(made.act) and made.act.expires > desk.now():
                yield slip_id


def _answered_watches(desk: Desk) -> Iterator[str]:
    """Return the watches that nobody waits for: armed again they would fire.

    Then it would tell the responders their parts although all is well (W-6).
    """
    for opened in desk.cells_of("journey"):
        state = journey.read(desk, opened)
        awaited = {one.watch for one in expected(state)}
        yield from (one for one in state.watches.agreed if one not in awaited)


def ask_what_was_read(desk: Desk) -> None:
    """Let go of letters that were read, about once an hour."""
    outbox, now = desk.store.outbox, desk.now()
    if not outbox.sent.look_is_due(now):
        return
    with desk.keeping():
        spent = [*_spent_slips(desk), *_answered_watches(desk)]
        destroyed, asked = outbox.look_through(now, spent)
    if destroyed:
        with desk.lock:
            desk.store.overwrite()
    for first in range(0, len(asked), LETTERS_ASKED_MAX):
        some = asked[first : first + LETTERS_ASKED_MAX]
        try:
            found = desk.relay.unread([(one.box, one.digest) for one in some])
        except (UnavailableError, FormatError, RuleError):
            return  # what was not answered counts as it did before
        generation, unread = found
        with desk.keeping():
            if generation != outbox.generation:
                return
            said = list(zip(some, unread, strict=True))
            outbox.sent.note_unread([one.id for one, there in said if there], now)
            outbox.sent.forget([one.id for one, there in said if not there])
