"""A canary: a watch that nobody answers, so that it is known whether watches fire (W-5).

To the relay it is a watch like any other. Its note comes to this desk's own letterbox:
before its time, or not at all, and the relay's alarms are not trusted until a canary was
right again. The desk's own timers run all the while.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from waystation.casework.cause import AlarmCause
from waystation.casework.entries import AlarmRaised
from waystation.casework.standing import Around, standing
from waystation.casework.terms import RaisedBy
from waystation.desk import board, journey
from waystation.desk.colleagues import colleague
from waystation.desk.desk import Desk
from waystation.encoding import b64, from_json, from_rfc3339, to_json, to_rfc3339, unb64
from waystation.errors import FormatError, NotPermittedError
from waystation.post import delivery
from waystation.post.letter import Address, Draft, Letter, write_letter

KIND = "watch.canary"
SHORTEST, LONGEST = timedelta(hours=2), timedelta(hours=8)
MISSING_AFTER, A_WHILE = timedelta(minutes=15), timedelta(minutes=2)
EARLY, MISSING = "early", "missing"
_SHELF, _NOW, _VERDICT = "canary", "armed", "verdict"
_DISARMERS = 3


def arming_is_due(desk: Desk) -> bool:
    """Say whether this desk has no canary at the relay."""
    return _armed(desk) is None


def arm(desk: Desk) -> None:
    """Arm the next one, for a moment that nobody can predict. Inside `acting()`."""
    draw = desk.ports.entropy.draw
    watch = draw(16)
    part = int.from_bytes(draw(4), "big") / 256**4
    opens = desk.now().replace(microsecond=0)
    due = (opens + SHORTEST + part * (LONGEST - SHORTEST)).replace(microsecond=0)
    me = colleague(desk, desk.human)
    note = write_letter(
        Draft(KIND, {"watch": b64(watch)}, opens),
        Address(me.prekey, desk.organisation),
        desk.identity.signing,
        desk.identity.public.kem,
        desk.ports.entropy,
    )
    arming = {
        "opens": to_rfc3339(opens),
        "due": to_rfc3339(due),
        "grace_s": 0,
        "check_in_hash": b64(sha256(draw(32)).digest()),
        "disarm_hashes": sorted(b64(draw(32)) for _ in range(_DISARMERS)),
        "notes": [{"box": b64(desk.membership.box), "letter": b64(note.bytes)}],
        "check_in_box": b64(desk.membership.box),
    }
    token = desk.membership.joined.feed_token
    delivery.save_watch(desk.store.outbox, watch, token, arming)
    _put(desk, _NOW, {"watch": b64(watch), "fires": to_rfc3339(due)})


def heard(desk: Desk, letter: Letter) -> None:
    """Take the note of a canary that fired. Inside `acting()`.

    Raises:
        NotPermittedError: another desk wrote it.
        FormatError: it names no canary.
    """
    if letter.sender.sign != desk.identity.public.sign:
        raise NotPermittedError("letter.sender", "the note of somebody else's canary")
    watch = letter.body.get("watch")
    if not isinstance(watch, str):
        raise FormatError("letter.canary", "the note names no canary")
    armed = _armed(desk)
    if armed is None or armed["watch"] != watch:
        return  # one from before: its time has been judged
    desk.store.vault.drop(_SHELF, _NOW)
    if desk.now() < from_rfc3339(armed["fires"]):
        _distrust(desk, EARLY, watch)
    else:
        desk.store.vault.drop(_SHELF, _VERDICT)


def is_overdue(desk: Desk) -> bool:
    """Say whether the note is overdue though the relay has been heard since.

    A desk that heard nothing of the relay knows nothing, and an outage is no lie (W-4).
    """
    armed = _armed(desk)
    if armed is None or desk.last_heard is None:
        return False
    late = from_rfc3339(armed["fires"]) + MISSING_AFTER
    if "suspected" in armed:
        late = max(late, from_rfc3339(armed["suspected"]) + A_WHILE)
    return desk.now() > late and desk.last_heard > late


def suspect(desk: Desk) -> None:
    """Wait a while more for a relay that has just come back, then judge. In `acting()`."""
    armed = _armed(desk)
    if armed is None:
        return
    if "suspected" not in armed:
        _put(desk, _NOW, {**armed, "suspected": to_rfc3339(desk.now())})
        return
    desk.store.vault.drop(_SHELF, _NOW)
    _distrust(desk, MISSING, armed["watch"])


def untrusted(desk: Desk) -> tuple[str, datetime] | None:
    """Return why and since when the relay's watches are not trusted, if they are not."""
    held = desk.store.vault.get(_SHELF, _VERDICT)
    if held is None:
        return None
    said = from_json(held)
    return said["why"], from_rfc3339(said["since"])


def _distrust(desk: Desk, why: str, watch: str) -> None:
    """Note it, and alarm on every journey that waits for a sign of life."""
    if untrusted(desk) is None:
        _put(desk, _VERDICT, {"why": why, "since": to_rfc3339(desk.now())})
    for opened in desk.cells_of("journey"):
        state = journey.read(desk, opened)
        waits = standing(state, Around(desk.now())).next_check_in is not None
        alarm_id = b64(sha256(unb64(watch) + opened.log.cell).digest()[:16])
        new = alarm_id not in state.alarms.raised
        if new and waits and desk.may_write(opened):
            act = AlarmRaised(
                alarm=alarm_id,
                journey=opened.register,
                cause=AlarmCause.CANARY,
                by=RaisedBy.RULE,
                about=tuple(sorted(board.everything(state))),
                text=why,
            )
            desk.append(opened, act)


def _armed(desk: Desk) -> Mapping[str, Any] | None:
    held = desk.store.vault.get(_SHELF, _NOW)
    return None if held is None else from_json(held)


def _put(desk: Desk, name: str, value: Mapping[str, str]) -> None:
    desk.store.vault.put(_SHELF, name, to_json(dict(value)))
