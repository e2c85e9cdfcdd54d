"""Watches at the relay: armed at a go, and asked about after an outage (W-1, W-4)."""

from collections.abc import Sequence
from datetime import datetime

from waystation.casework import journey
from waystation.casework import watch as agreed
from waystation.casework.entries import WatchAgreed, Window
from waystation.casework.journey import Journey
from waystation.casework.watch import TO_DISARM, Watches
from waystation.desk import disarm, trail
from waystation.desk.desk import Desk
from waystation.desk.letterbox import letterbox
from waystation.desk.machinery import WatchArmed
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, from_json, to_json, to_rfc3339, unb64
from waystation.errors import FormatError, RuleError, UnavailableError
from waystation.post import delivery
from waystation.post.letter import Draft, write_letter
from waystation.wire.limits import HASHES_MAX, NOTES_MAX

FIRED = "watch.fired"
_ASKED = "watch.asked"
_RUNNING = "armed"


def arm_all(desk: Desk, opened: OpenCell) -> None:
    """Arm every agreed watch that counts and is not armed yet. Inside `acting()`."""
    armed = {note.watch for note in opened.notes(WatchArmed)}
    state = desk.read(opened, journey.fold, Journey(opened.register))
    to_arm = [
        noted.act
        for noted in desk.read(opened, agreed.fold, Watches()).agreed.values()
        if noted.act.watch not in armed
        and noted.act.check_in_hash
        and journey.is_live(state, noted.act)
    ]
    if to_arm:
        shares = trail.notes(desk, opened, journey.responders(state)[: NOTES_MAX - 1])
        for watch in to_arm:
            _arm(desk, opened, watch, shares)


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
        except (UnavailableError, RuleError, FormatError):
            return
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
        if watch in armed and agreed.deadline(noted.act) < desk.now()
    ]


def _arm(
    desk: Desk, opened: OpenCell, watch: WatchAgreed, shares: list[dict[str, str]]
) -> None:
    made = letterbox(opened)
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
        "disarm_hashes": _disarm_hashes(desk, opened, watch),
        "notes": [{"box": b64(made.box), "letter": b64(note.bytes)}, *shares],
        "check_in_box": b64(made.box),
    }
    token = desk.membership.joined.feed_token
    delivery.save_watch(desk.store.outbox, unb64(watch.watch), token, arming)
    desk.append(opened, WatchArmed(watch=watch.watch))


def _disarm_hashes(desk: Desk, opened: OpenCell, watch: WatchAgreed) -> list[str]:
    """Return the hashes of different humans; where only one offered, a second is drawn.

    Nobody holds the token of a drawn one: the watch cannot be disarmed, which is the safe
    way to fail. Whose watch it is has none that counts.
    """
    disarm.offer(desk, opened)
    every = disarm.offered(opened, watch.watch)
    hashes = {hashed for human, hashed in every.items() if human != watch.person}
    while len(hashes) < TO_DISARM:
        hashes.add(b64(desk.ports.entropy.draw(32)))
    return sorted(hashes)[:HASHES_MAX]
