"""The letter of a slip, the notices of what became of it, and what its holder reports."""

import hmac
from hashlib import sha256
from typing import Any

from waystation.casework import handover, journey, slip
from waystation.casework.entries import (
    AlarmRaised,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    LetterQuoted,
)
from waystation.casework.entries.slip import SlipClaimed, SlipLocked, SlipMade
from waystation.casework.journey import Journey
from waystation.casework.slip import Slips
from waystation.casework.terms import AlarmCause, How, RaisedBy, SlipForm
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.journey import read
from waystation.desk.letterbox import letterbox
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, to_rfc3339, unb64
from waystation.errors import FormatError, NotPermittedError
from waystation.post.letter import Address, Draft, Letter, write_letter
from waystation.post.slip import KIND
from waystation.seal.padding import SLIP_SIZE
from waystation.seal.slip import ID_BYTES, SlipKeys, check_of, proof

CLAIMED = "slip.claimed"
LOCKED = "slip.locked"
NOTICES = frozenset({CLAIMED, LOCKED})
_LONGEST_TEXT = 2_000
_LABEL = b"waystation/v1/reported\0"


def is_at_relay(made: SlipMade) -> bool:
    """Say whether the relay may have a slip; what has no id of a slip it has not."""
    try:
        unb64(made.slip, size=ID_BYTES)
    except FormatError:
        return False
    return made.form is SlipForm.LINK


def making(
    desk: Desk,
    opened: OpenCell,
    planned: HandoverPlanned,
    made: SlipMade,
    picture: bytes = b"",
) -> dict[str, Any]:
    """Return what the relay is asked to keep, but for the token's hash."""
    keys = SlipKeys.derive(unb64(made.secret), made.code)
    to = keys.identity.public
    body = _body(desk, opened, planned, made)
    if picture:
        body["photograph"] = b64(picture)
    sealed = write_letter(
        Draft(KIND, body, desk.now()),
        Address(to.kem, keys.slip),
        desk.identity.correspondent_key(to.sign),
        desk.identity.public.kem,
        desk.ports.entropy,
        SLIP_SIZE,
    )
    return {
        "expires": to_rfc3339(made.expires),
        "body": b64(sealed.bytes),
        "claimed": [_notice(desk, opened, made, CLAIMED)],
        "locked": [_notice(desk, opened, made, LOCKED)],
    }


def notice(desk: Desk, opened: OpenCell, letter: Letter) -> None:
    """Note what the relay did with a slip; a second desk notes nothing new."""
    slips = desk.read(opened, slip.fold, Slips())
    slip_id = _text(letter, "slip")
    if letter.kind == CLAIMED and slip_id not in slips.claimed:
        desk.append(opened, SlipClaimed(journey=opened.register, slip=slip_id))
    if letter.kind == LOCKED and slip_id not in slips.locked:
        desk.append(opened, SlipLocked(journey=opened.register, slip=slip_id))


def made_for(desk: Desk, opened: OpenCell, letter: Letter) -> SlipMade | None:
    """Return the slip that a letter reports from; None where it names none.

    Raises:
        NotPermittedError: whoever signed it has not opened the slip.
    """
    slip_id, shown = letter.body.get("slip"), letter.body.get("proof")
    if not isinstance(slip_id, str) or not isinstance(shown, str):
        return None
    slips = desk.read(opened, slip.fold, Slips())
    made = slips.made.get(slip_id)
    if made is None or not made.act.report:
        return None
    fingerprint = letter.sender.fingerprint
    if not hmac.compare_digest(proof(unb64(made.act.report), fingerprint), unb64(shown)):
        raise NotPermittedError("slip.proof", "not from whoever opened the slip")
    known = slip.holder(slips, slip_id)
    if known not in {"", b64(fingerprint)}:
        raise NotPermittedError("slip.holder", "the slip reports with another key")
    if not known:
        act = SlipClaimed(journey=opened.register, slip=slip_id, holder=b64(fingerprint))
        desk.append(opened, act)
    return made.act


def report(desk: Desk, opened: OpenCell, made: SlipMade, letter: Letter) -> None:
    """Do what the holder of a slip reports. Inside `acting()`.

    Raises:
        FormatError: no report of this version.
    """
    if letter.kind == "confirmation":
        _confirmation(desk, opened, made, letter)
        return
    text = _text(letter, "text")[:_LONGEST_TEXT]
    if letter.kind == "demand":
        act = DemandRecorded(
            demand=id_of(letter), journey=opened.register, helper=made.party, asks_for=text
        )
        desk.append(opened, act)
    elif letter.kind == "report":
        changed = letter.body.get("about") == "change"
        cause = AlarmCause.CHANGED_PLACE if changed else AlarmCause.REPORT
        raise_alarm(desk, opened, made.handover, id_of(letter), cause)
    else:
        raise FormatError("letter.kind", "no report of this version")
    quoted = LetterQuoted(letter_kind=letter.kind, quoted=quote(letter), who=made.party)
    desk.append(opened, quoted)


def _confirmation(desk: Desk, opened: OpenCell, made: SlipMade, letter: Letter) -> None:
    if letter.body.get("handover") != made.handover:
        raise FormatError("slip.handover", "a slip is of one handover")
    act = HandoverConfirmed(
        journey=opened.register,
        handover=made.handover,
        by=made.party,
        how=How.LETTER,
        quoted=quote(letter),
        word=_text(letter, "word")[:200],
        slip=made.slip,
    )
    confirmed(desk, opened, act, alarm_id=id_of(letter))


def id_of(letter: Letter) -> str:
    """Return the id of what a letter reports: its own is its writer's to choose.

    Chosen to be that of another alarm, or of somebody else's demand, it would stand for it.
    """
    sender = letter.sender.to_bytes()
    return b64(sha256(_LABEL + sender + letter.id.encode()).digest()[:16])


def confirmed(
    desk: Desk, opened: OpenCell, act: HandoverConfirmed, *, alarm_id: str
) -> None:
    """Note a confirmation; words that were not the other side's raise an alarm."""
    entry = desk.append(opened, act)
    wrong = handover.wrong_words(read(desk, opened).handovers, act.handover)
    if any(one.record.id == entry for one in wrong):
        raise_alarm(desk, opened, act.handover, alarm_id, AlarmCause.WRONG_WORD, entry)


def raise_alarm(  # where, of what, under which id, why, resting on what
    desk: Desk,
    opened: OpenCell,
    handover_id: str,
    alarm_id: str,
    cause: AlarmCause,
    rests_on: str = "",
) -> None:
    """Raise one alarm about everything that the leg of a handover depends on."""
    state = read(desk, opened)
    planned = state.handovers.planned.get(handover_id)
    of = planned.act.leg if planned is not None else ""
    legs = [leg.act for leg in journey.legs(state) if leg.act.leg == of]
    about = frozenset().union(*(journey.registers(state, leg) for leg in legs))
    act = AlarmRaised(
        alarm=alarm_id,
        journey=opened.register,
        cause=cause,
        by=RaisedBy.RULE,
        about=tuple(sorted(about)),
        rests_on=(rests_on,) if rests_on else (),
    )
    desk.append(opened, act)


def _body(
    desk: Desk, opened: OpenCell, planned: HandoverPlanned, made: SlipMade
) -> dict[str, Any]:
    box = letterbox(opened)
    hear = handover.words_to_hear(planned)[made.party]
    known = made.recognition
    return {
        "journey": made.journey,
        "handover": made.handover,
        "slip": made.slip,
        "organisation": b64(desk.organisation),
        "box": b64(box.box),
        "key": b64(box.identity.public.kem),
        "report": made.report,
        "side": side_of(read(desk, opened), planned, made.party),
        "language": str(made.language),
        "place": made.place,
        "opens": to_rfc3339(made.opens),
        "closes": to_rfc3339(made.closes),
        "expires": to_rfc3339(made.expires),
        "say": made.say,
        "hear_language": str(made.hear_language),
        "check": check_of(made.handover, hear),
        "object": known.object,
        "vehicle": known.vehicle,
        "digits": known.digits,
        "if_wrong": made.if_wrong,
        "ask": made.ask,
    }


def side_of(state: Journey, planned: HandoverPlanned, party: str) -> str:
    """Return which side a party is: hands over, takes on, or is the one who travels."""
    if party in journey.persons(state):
        return "goes"
    return "gives" if party == planned.gives else "takes"


def _notice(desk: Desk, opened: OpenCell, made: SlipMade, kind: str) -> dict[str, str]:
    box = letterbox(opened)
    sealed = write_letter(
        Draft(kind, {"journey": made.journey, "slip": made.slip}, desk.now()),
        box.address(desk.organisation),
        desk.identity.signing,
        desk.identity.public.kem,
        desk.ports.entropy,
    )
    return {"box": b64(box.box), "letter": b64(sealed.bytes)}


def _text(letter: Letter, name: str) -> str:
    value = letter.body.get(name)
    if not isinstance(value, str) or not value:
        raise FormatError("letter.body", "a text is missing", where=name)
    return value
