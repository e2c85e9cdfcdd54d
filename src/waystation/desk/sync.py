"""Keeping in step with the relay: push what waits, pull the feed and the letterboxes.

Network calls happen outside the lock; what they bring becomes durable together with the
cursor. What a hostile relay does is a trouble, said on the first page (`doubt`), never a
wrong fold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from waystation.desk import doubt, offering
from waystation.desk.desk import Desk
from waystation.desk.inbox import Inbox, inboxes, receive
from waystation.desk.letterbox import was_read
from waystation.desk.quiet import may_send
from waystation.desk.watch import was_replaced
from waystation.errors import (
    FormatError,
    LogIntegrityError,
    RuleError,
    UnavailableError,
)
from waystation.post import delivery
from waystation.post.client import Page
from waystation.post.outbox import Item, push
from waystation.post.sync import (
    Pulled,
    Record,
    Source,
    Trouble,
    TroubleCode,
    ask_for_holes,
    pull,
)
from waystation.wire.frames import handle_of

LETTERS_UNSURE: TroubleCode = "relay.letters_unsure"
MOST_PAGES = 1000
MOST_RESTARTS = 1
FRAMES_AT_ONCE = 1000
BYTES_AT_ONCE = 2 * 1024 * 1024


@dataclass(slots=True)
class Round:
    """What one round of syncing did; `acted` says that the desk did something by itself."""

    sent: int = 0
    received: int = 0
    acted: bool = False
    troubles: list[Trouble] = field(default_factory=list)

    def note(self, pulled: Pulled) -> None:
        """Add what one read brought."""
        self.received += pulled.count
        self.troubles += pulled.troubles


def sync_once(desk: Desk, wait_s: int = 0) -> Round:
    """Push, pull, handle the letters, and push what they caused.

    With `wait_s` the read of the feed waits that long for something new.
    """
    done = Round()
    if desk.membership.organisation is None:
        return done
    with desk.lock:
        doubt.look_again(desk, [box.id for box in inboxes(desk)])
    offering.hear_of_the_relay(desk)
    push_all(desk, done)
    _pull_feed(desk, done, wait_s)
    with desk.lock:
        boxes = inboxes(desk)
    _pull_boxes(desk, boxes, done)
    offering.ask_what_was_read(desk)
    doubt.note(desk, done.troubles)
    if not done.troubles:
        push_all(desk, done)
    if desk.store.outbox.unsure:
        done.troubles.append(Trouble(LETTERS_UNSURE))
    with desk.lock:
        desk.troubles = tuple(dict.fromkeys(done.troubles))
        if not any(one.code == "relay.unreachable" for one in done.troubles):
            desk.last_heard = desk.now()
    return done


def push_all(desk: Desk, done: Round) -> None:
    """Send what waits in the outbox, then the frames that are not acknowledged."""
    with desk.lock:
        if not may_send(desk):
            return

    def deliver(item: Item) -> None:
        delivery.send(desk.relay, item)

    def instead(item: Item, error: RuleError) -> bool:
        return item.route == "watch" and was_replaced(desk, item, error)

    pushed = push(desk.store.outbox, deliver, desk.now(), desk.keeping, instead)
    done.sent += pushed.sent
    if pushed.refused:
        done.troubles.append(Trouble("relay.refused"))
    if pushed.stopped_by is not None:
        done.troubles.append(_trouble(pushed.stopped_by))
    with desk.lock:
        ready = not desk.store.outbox.waiting()
    if ready:  # a frame may need a handle that still waits
        _push_frames(desk, done)


def _push_frames(desk: Desk, done: Round) -> None:
    """Append the frames that the relay has not acknowledged, in the order of writing."""
    while True:
        with desk.lock:
            unsent = _some(desk.frames.unsent())
            records = [
                (desk.keyring.append_token(handle_of(frame)), frame) for _, frame in unsent
            ]
        if not records:
            return
        try:
            desk.relay.append(desk.membership.joined.feed, records)
        except (UnavailableError, FormatError, RuleError) as error:
            done.troubles.append(_trouble(error))
            return
        with desk.keeping():
            desk.frames.acknowledge(position for position, _ in unsent)
        done.sent += len(records)


def _some(frames: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    size = 0
    taken: list[tuple[int, bytes]] = []
    for one in frames[:FRAMES_AT_ONCE]:
        size += len(one[1])
        if taken and size > BYTES_AT_ONCE:
            break
        taken.append(one)
    return taken


def _pull_feed(desk: Desk, done: Round, wait_s: int) -> None:
    joined = desk.membership.joined

    def read(after: int) -> Page:
        return desk.relay.read_feed(joined.feed, joined.feed_token, after, wait_s)

    def read_at_once(after: int) -> Page:
        return desk.relay.read_feed(joined.feed, joined.feed_token, after)

    def deliver(page: Page, records: Sequence[Record]) -> None:
        _take_frames(desk, page, records, done)

    cursors = desk.store.cursors
    feed = Source(joined.feed, gapless=True)
    waiting = Source(joined.feed, gapless=True, overlap=False)
    with desk.lock:
        promised = desk.frames.promised()
    _read_on(
        lambda: pull(
            read_at_once,
            feed,
            cursors,
            deliver,
            desk.acting,
            lambda: offering.offer_again(desk),
        ),
        done,
    )
    if wait_s and not done.received and not done.troubles:
        waited = pull(read, waiting, cursors, deliver, desk.acting)
        done.note(waited)
    done.troubles += ask_for_holes(read_at_once, joined.feed, cursors, deliver, desk.acting)
    if promised and not done.troubles:
        _send_what_was_not_kept(desk, promised, done)


def _read_on(read: Callable[[], Pulled], done: Round) -> None:
    """Read page after page; begin again once, not as often as a relay says it must be."""
    restarts = 0
    for _ in range(MOST_PAGES):
        pulled = read()
        done.note(pulled)
        restarts += pulled.offer_again
        if not pulled.more or restarts > MOST_RESTARTS:
            return


def _send_what_was_not_kept(desk: Desk, promised: Sequence[int], done: Round) -> None:
    """Send again what the relay acknowledged and then did not show."""
    with desk.keeping():
        if desk.frames.send_again(promised):
            done.troubles.append(Trouble("relay.dropped"))


def _take_frames(desk: Desk, page: Page, records: Sequence[Record], done: Round) -> None:
    """Keep frames as they came and read those of cells that are open here."""
    desk.store.outbox.heard(page.generation, desk.now())
    try:
        desk.frames.receive(page.generation, records, page.last)
    except LogIntegrityError as error:
        swapped = error.code == "feed.swapped"
        done.troubles.append(Trouble("relay.swapped" if swapped else "relay.rolled_back"))
        desk.frames.receive_anew(page.generation, records, page.last)
    by_handle = desk.keyring.handles()
    touched = {
        by_handle[handle]
        for _, frame in records
        if (handle := handle_of(frame)) in by_handle
    }
    for cell in touched:
        ingested = desk.refresh(cell)
        if ingested is not None and (ingested.set_aside or ingested.gaps):
            doubt.begin(desk)


def _pull_boxes(desk: Desk, boxes: Sequence[Inbox], done: Round) -> None:
    """Read every letterbox: all in one request, and what that left over one by one."""
    with desk.lock:
        asked = [
            (box.id, box.read_token, desk.store.cursors.get(box.id).seq) for box in boxes
        ]
    pages: list[Page] = []
    try:
        pages = desk.relay.read_boxes(asked)
    except UnavailableError as error:
        done.troubles.append(_trouble(error))
        return
    except (FormatError, RuleError):
        pass  # one box by itself says what is wrong, and the others are read
    ahead = {
        (box, after): page for (box, _, after), page in zip(asked, pages, strict=False)
    }
    for box in boxes:
        _pull_box(desk, box, done, ahead)


def _pull_box(
    desk: Desk, box: Inbox, done: Round, ahead: dict[tuple[bytes, int], Page]
) -> None:
    def read(after: int) -> Page:
        page = ahead.pop((box.id, after), None)
        if page is not None:
            return page
        return desk.relay.read_box(box.id, box.read_token, after)

    def deliver(page: Page, records: Sequence[Record]) -> None:
        for seq, sealed in records:
            if not was_read(desk, box.id, page.generation, seq):
                receive(desk, box, sealed)

    source = Source(box.id, gapless=False)
    _read_on(lambda: pull(read, source, desk.store.cursors, deliver, desk.acting), done)


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, UnavailableError):
        return Trouble("relay.unreachable")
    if isinstance(error, FormatError):
        return Trouble("relay.garbage")
    return Trouble("relay.refused")
