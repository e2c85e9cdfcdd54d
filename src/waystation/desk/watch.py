"""Watches at the relay: armed once two can take them down, asked about after an outage.

The relay keeps what a watch was armed with, so that a disarm hash which comes later is none
(W-1, W-3). A watch therefore waits for the desks of those who could take it down, but never
so long that it is armed too late: which of the two was the reason is noted with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from waystation.casework import journey
from waystation.casework import watch as agreed
from waystation.casework.entries import WatchAgreed, Window
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted
from waystation.casework.standing import expected, is_settled
from waystation.casework.watch import TO_DISARM, Watches
from waystation.desk import disarm, trail
from waystation.desk.desk import Desk
from waystation.desk.letterbox import letterbox
from waystation.desk.machinery import WatchArmed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, to_rfc3339, unb64
from waystation.errors import FormatError, NotFoundError, RuleError, UnavailableError
from waystation.post import delivery
from waystation.post.letter import Draft, write_letter
from waystation.post.outbox import Item
from waystation.wire.limits import HASHES_MAX, NOTES_MAX

FIRED = "watch.fired"
WAIT = timedelta(minutes=30)
"""How long a watch that two could take down waits for the desks of the rest."""
TURN = timedelta(minutes=2)
_ASKED = "watch.asked"
_RUNNING = "armed"


class Waiting(Struct, frozen=True):
    """A watch that counts and is not armed yet.

    `lacks` are the humans whose desks have offered no disarm hash, `latest` is when it is
    armed without them, `since` when it could be.
    """

    agreed: Noted[WatchAgreed]
    lacks: tuple[str, ...]
    latest: datetime
    since: datetime


def waiting(desk: Desk, opened: OpenCell) -> list[Waiting]:
    """Return the watches that somebody is awaited for and that no relay runs yet."""
    every = desk.read(opened, agreed.fold, Watches()).agreed
    armed = {note.watch for note in opened.notes(WatchArmed)}
    if not any(one not in armed for one in every):
        return []
    state = desk.read(opened, journey.fold, Journey(opened.register))
    return [
        _waiting(desk, opened, every[one.watch])
        for one in expected(state)
        if one.watch not in armed and disarm.is_sound(one) and not is_settled(state, one)
    ]


def _waiting(desk: Desk, opened: OpenCell, noted: Noted[WatchAgreed]) -> Waiting:
    act = noted.act
    may = {one.human for one in opened.log.members if one.human != act.person}
    said = disarm.offers(opened, act.watch)
    lacks = tuple(sorted(may - set(said) - {desk.human}))
    soon = noted.record.at + WAIT
    enough = len(may) - len(lacks) >= TO_DISARM
    latest = min(
        act.opens + (act.due - act.opens) / 2, soon if enough else max(act.opens, soon)
    )
    heard = [one.at for human, one in said.items() if human in may]
    return Waiting(noted, lacks, latest, latest if lacks else max(heard, default=soon))


def arm_all(desk: Desk, opened: OpenCell) -> None:
    """Arm every watch that is awaited and need not wait any more. Inside `acting()`."""
    _arm_these(desk, opened, [one for one in waiting(desk, opened) if _ready(desk, one)])


def arming_is_due(desk: Desk) -> bool:
    """Say whether a watch that waited is for this desk to arm."""
    return any(True for _ in _ours(desk))


def arm_what_waited(desk: Desk) -> None:
    """Arm it. Inside `acting()`."""
    for opened, ours in list(_ours(desk)):
        _arm_these(desk, opened, ours)


def was_replaced(desk: Desk, item: Item, error: RuleError) -> bool:
    """Do what a refused arming asks for; say whether it need not be sent again as it is.

    Where two desks armed one watch the relay keeps the first, and neither waits for it. A
    letterbox that stays unknown may be what a colleague made up: the alarm goes without the
    parts of W-6 rather than not at all.
    """
    watch, arming = item.arguments["watch"], item.arguments["arming"]
    if error.code == "watch.exists":
        return _was_armed_by_another(desk, watch)
    again = isinstance(error, NotFoundError) and item.tries > 0
    if not again or len(arming["notes"]) < 2:
        return False
    token = unb64(item.arguments["token"])
    alone = {**arming, "notes": arming["notes"][:1]}
    delivery.save_watch(desk.store.outbox, unb64(watch), token, alone)
    return True


def refused(desk: Desk) -> frozenset[str]:
    """Return the watches that the relay has not taken from this desk, by id."""
    return frozenset(item.arguments["watch"] for item in _kept_back(desk))


def letting_go_is_due(desk: Desk) -> bool:
    """Say whether a colleague noted a watch as armed that this desk is refused."""
    return any(_was_armed_by_another(desk, one) for one in refused(desk))


def let_go(desk: Desk) -> None:
    """Keep no such watch any longer: the relay runs the colleague's. Inside `acting()`."""
    for item in _kept_back(desk):
        if _was_armed_by_another(desk, item.arguments["watch"]):
            desk.store.outbox.drop(item.id)


def _kept_back(desk: Desk) -> list[Item]:
    return [one for one in desk.store.outbox.kept_back() if one.route == "watch"]


def _was_armed_by_another(desk: Desk, watch: str) -> bool:
    """Say whether a colleague's desk noted that it armed the watch as well."""
    return any(
        entry.human != desk.human and note.watch == watch
        for opened in desk.cells_of("journey")
        for entry, note in opened.entries_in_order(WatchArmed)
    )


def _ours(desk: Desk) -> Iterator[tuple[OpenCell, list[Waiting]]]:
    """Return what is this desk's to arm: first of whoever noted it, later of anybody."""
    for opened in desk.cells_of("journey"):
        found = waiting(desk, opened) if desk.may_write(opened) else []
        ours = [one for one in found if _ready(desk, one) and _our_turn(desk, opened, one)]
        if ours:
            yield opened, ours


def _ready(desk: Desk, one: Waiting) -> bool:
    return not one.lacks or desk.now() >= one.latest


def _our_turn(desk: Desk, opened: OpenCell, one: Waiting) -> bool:
    """Say whether this desk arms now: two that armed it at once would contradict."""
    members = dict.fromkeys(
        (one.agreed.record.human, *(each.human for each in opened.log.members))
    )
    return desk.now() >= one.since + list(members).index(desk.human) * TURN


def _arm_these(desk: Desk, opened: OpenCell, these: Sequence[Waiting]) -> None:
    if not these:
        return
    state = desk.read(opened, journey.fold, Journey(opened.register))
    key, shares = trail.notes(desk, opened, journey.responders(state)[: NOTES_MAX - 1])
    for one in these:
        _arm(desk, opened, one.agreed.act, shares, key)


def learn_outages(desk: Desk) -> None:
    """Ask the relay about watches that ran out: whether it was down then (W-4).

    Its word only ever turns an alarm into a question; nothing but a letter is a sign of
    life. What it said of a watch that is over is remembered, and not asked again.
    """
    with desk.lock:
        _recall(desk)
        asked = [
            watch
            for opened in desk.cells_of("journey")
            for watch in _ran_out(desk, opened)
            if watch not in desk.asked
        ]
    for watch in asked:
        try:
            said = desk.relay.watch(unb64(watch), desk.membership.joined.feed_token)
        except UnavailableError:
            return
        except (RuleError, FormatError):
            continue  # what it refuses of one says nothing of the others
        with desk.keeping():
            late = _until(said.late, desk.now())
            if said.state != _RUNNING:
                desk.store.vault.put(_ASKED, watch, to_json(late))
            _note_answer(desk, watch, late)


def _until(late: Sequence[str] | None, now: datetime) -> Sequence[str] | None:
    """Return an outage as far as it can be over: of one to come no relay knows."""
    if late is None:
        return None
    start, end = late
    return start, to_rfc3339(min(datetime.fromisoformat(end), now))


def _recall(desk: Desk) -> None:
    """Take up what the relay said before this desk was opened."""
    if not desk.asked:
        for watch, late in desk.store.vault.items(_ASKED):
            _note_answer(desk, watch, from_json(late))


def _note_answer(desk: Desk, watch: str, late: Sequence[str] | None) -> None:
    desk.asked.add(watch)
    if late is not None:
        start, end = (datetime.fromisoformat(one) for one in late)
        desk.blind = (*desk.blind, Window(start, end))


def _ran_out(desk: Desk, opened: OpenCell) -> list[str]:
    armed = {note.watch for note in opened.notes(WatchArmed)}
    every = desk.read(opened, agreed.fold, Watches()).agreed
    return [
        watch
        for watch, noted in every.items()
        if watch in armed
        and disarm.is_sound(noted.act)
        and agreed.deadline(noted.act) < desk.now()
    ]


def _arm(
    desk: Desk,
    opened: OpenCell,
    watch: WatchAgreed,
    shares: list[dict[str, str]],
    key: str,
) -> None:
    made = letterbox(opened)
    disarm.offer(desk, opened)
    # Whose watch it is has no hash that counts.
    every = disarm.offered(opened, watch.watch).items()
    by = dict([one for one in every if one[0] != watch.person][:HASHES_MAX])
    note = write_letter(
        Draft(FIRED, {"journey": watch.journey, "watch": watch.watch}, desk.now()),
        made.address(desk.organisation),
        desk.identity.signing,
        desk.identity.public.kem,
        desk.ports.entropy,
    )
    arming = {
        "opens": to_rfc3339(watch.opens),
        "due": to_rfc3339(watch.due),
        "grace_s": watch.grace_s,
        "check_in_hash": watch.check_in_hash,
        "disarm_hashes": _disarm_hashes(desk, by),
        "notes": [{"box": b64(made.box), "letter": b64(note.bytes)}, *shares],
        "check_in_box": b64(made.box),
    }
    token = desk.membership.joined.feed_token
    delivery.save_watch(desk.store.outbox, unb64(watch.watch), token, arming)
    armed = WatchArmed(watch=watch.watch, by=tuple(sorted(by)), key=key)
    desk.append(opened, armed)


def _disarm_hashes(desk: Desk, by: Mapping[str, str]) -> list[str]:
    """Return the hashes of different humans; where only one offered, a second is drawn.

    Nobody holds the token of a drawn one: the watch cannot be disarmed, which is the safe
    way to fail.
    """
    hashes = set(by.values())
    while len(hashes) < TO_DISARM:
        hashes.add(b64(desk.ports.entropy.draw(32)))
    return sorted(hashes)
