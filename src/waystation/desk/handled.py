"""Whether a colleague's desk has done what a letter says, as this desk would have done it.

A letterbox is read by several desks, and one of them is enough. But nobody turns a letter
into another, or into nothing, by being quicker: what somebody made of it counts here only
where it is quoted as it came, and this desk makes the same of it.
"""

from collections.abc import Iterable, Mapping

from waystation.casework import handover
from waystation.casework import journey as plan
from waystation.casework.entries import (
    Act,
    ArrivalConfirmed,
    CheckInReceived,
    ConsentGiven,
    ConsentWithdrawn,
    HandoverConfirmed,
    JourneyStopped,
    LetterQuoted,
)
from waystation.casework.entries.photograph import PhotographChosen, PhotographWithdrawn
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.journey import Journey
from waystation.casework.noted import Noted, acts
from waystation.casework.terms import Decision, Wellness
from waystation.cell.entry import Entry
from waystation.desk import checkin, checkin_link, helper, journey, journey_letters, slip
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.slip_letters import id_of
from waystation.encoding import b64
from waystation.post.letter import Letter

_BY_PERSON: Mapping[str, type[Act]] = {
    "consent": ConsentGiven,
    "stop": JourneyStopped,
    "withdrawal": ConsentWithdrawn,
    "arrival": ArrivalConfirmed,
    "photograph": PhotographChosen,
    "photograph.withdrawal": PhotographWithdrawn,
}
_CHECK_IN, _CONFIRMATION, _PLACE = "check_in", "confirmation", "place"
_ACTS = {*_BY_PERSON, _CHECK_IN, _CONFIRMATION}


def as_quoted(entries: Iterable[Entry], letter: Letter) -> list[Noted[Act]]:
    """Return the acts among entries that quote a letter exactly as it came."""
    told, wanted = acts(entries), quote(letter)
    return [
        Noted(record, act) for record, act in told if getattr(act, "quoted", None) == wanted
    ]


def in_journey(desk: Desk, opened: OpenCell, letter: Letter) -> bool:
    """Say whether a letter to a journey's letterbox needs nothing more."""
    found = as_quoted(opened.quoting(b64(letter.sender.sign), letter.id), letter)
    if not found:
        return False
    state, writers = journey.read(desk, opened), _writers(desk, opened, letter)
    return any(_is_done(opened, state, letter, writers, one) for one in found)


def _writers(desk: Desk, opened: OpenCell, letter: Letter) -> frozenset[str]:
    """Return who a letter can be of, by the keys that this desk knows."""
    identity = b64(letter.sender.to_bytes())
    named = letter.body.get("slip")
    made = slip.slips_of(desk, opened).made.get(named) if isinstance(named, str) else None
    found = (
        checkin_link.person_of(opened, letter),
        journey_letters.person_of(desk, opened, letter),
        helper.by_identity(desk, identity),
        None if made is None else made.act.party,
    )
    return frozenset(one for one in found if one is not None)


def _is_done(
    opened: OpenCell,
    state: Journey,
    letter: Letter,
    writers: frozenset[str],
    said: Noted[Act],
) -> bool:
    act = said.act
    match act:
        case CheckInReceived() | WatchRehearsed():
            return act.person in writers and _means(opened, state, letter, act)
        case HandoverConfirmed():
            return act.by in writers and _is_confirmed(state, letter, said.record.id, act)
        case LetterQuoted():
            return _is_kept(state, letter, writers, act)
        case _:
            wanted = _BY_PERSON.get(letter.kind)
            by = getattr(act, "person", "")
            return wanted is not None and isinstance(act, wanted) and by in writers


def _means(
    opened: OpenCell, state: Journey, letter: Letter, act: CheckInReceived | WatchRehearsed
) -> bool:
    """Say whether a check-in was taken for what its picture means to this desk."""
    picture = letter.body.get("picture")
    meant = Wellness.UNDER_DURESS
    if isinstance(picture, int):
        meant = checkin.meaning(opened, act.person, picture)
    if isinstance(act, CheckInReceived):
        return letter.kind == _CHECK_IN and act.wellness is meant
    going = state.plan.decided.get(Decision.GO, ())
    before = all(letter.at <= one.record.at for one in going[:1])
    return letter.kind == _CHECK_IN and before and act.right is (meant is Wellness.WELL)


def _is_confirmed(
    state: Journey, letter: Letter, entry: str, act: HandoverConfirmed
) -> bool:
    """Say whether a meeting was confirmed as written, wrong words with their alarm."""
    same = (letter.body.get("handover"), str(letter.body.get("word", ""))[:200])
    wrong = handover.wrong_words(state.handovers, act.handover)
    alarmed = id_of(letter) in state.alarms.raised
    return (
        letter.kind == _CONFIRMATION
        and same == (act.handover, act.word)
        and (alarmed or all(one.record.id != entry for one in wrong))
    )


def _is_kept(
    state: Journey, letter: Letter, writers: frozenset[str], act: LetterQuoted
) -> bool:
    """Say whether a letter that is quoted asked for nothing else, or got it."""
    of_person = bool(writers.intersection(plan.persons(state)))
    if letter.kind in (_ACTS if of_person else {_CONFIRMATION}):
        return False
    if letter.kind == _PLACE:
        said = letter.body.get("place")
        told = (one.act for one in state.demands.places.values())
        return any(one.source in writers and one.place == str(said)[:200] for one in told)
    if "slip" in letter.body:
        known = {*state.alarms.raised, *state.demands.recorded}
        return id_of(letter) in known and act.who in writers
    return act.letter_kind == letter.kind and act.who in writers
