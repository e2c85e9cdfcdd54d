"""Letters to a journey's letterbox: consent, stop, check-in, confirmation, arrival."""

from collections.abc import Callable, Mapping

from waystation.casework import journey as plan
from waystation.casework.entries import (
    ArrivalConfirmed,
    ConsentWithdrawn,
    HandoverConfirmed,
    JourneyStopped,
    LetterQuoted,
    PlaceReported,
)
from waystation.casework.terms import How
from waystation.desk import (
    checkin,
    checkin_link,
    consent,
    helper,
    journey,
    photograph,
    quotation,
    slip_letters,
    slip_photograph,
    watch,
    watchkeeper,
)
from waystation.desk.colleagues import by_signing_key
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.desk.quotation import Heard
from waystation.encoding import b64
from waystation.errors import FormatError, NotPermittedError
from waystation.post.letter import Letter

_LONGEST_PLACE = 200
"""Of a label; the letter itself is quoted as it came."""


def handle(desk: Desk, opened: OpenCell, letter: Letter) -> None:
    """Do what a letter says, if its writer may say it. Inside `acting()`.

    Raises:
        NotPermittedError: the writer is nobody of this journey.
        FormatError: the letter breaks its rules.
    """
    if letter.body.get("journey") != opened.register:
        raise FormatError("letter.journey", "the letter is about another journey")
    if letter.kind == watch.FIRED or letter.kind in slip_letters.NOTICES:
        _from_ourselves(desk, opened, letter)
        return
    _from_outside(desk, opened, letter)
    watchkeeper.keep(desk, opened)


def _from_ourselves(desk: Desk, opened: OpenCell, letter: Letter) -> None:
    """Take what the relay sends for a desk: a watch ran out, a slip was opened."""
    if by_signing_key(desk, letter.sender.sign) is None:
        raise NotPermittedError("letter.sender", "nobody of the organisation wrote it")
    if letter.kind == watch.FIRED:
        watchkeeper.fired(desk, opened, text(letter, "watch"))
    else:
        slip_letters.notice(desk, opened, letter)


def _from_outside(desk: Desk, opened: OpenCell, letter: Letter) -> None:
    """Take a letter of a person or helper, by their own key or that of a link or slip."""
    linked = checkin_link.person_of(opened, letter)
    if linked is not None and letter.kind == "check_in":
        checkin.received(desk, opened, linked, letter)
        return
    made = slip_letters.made_for(desk, opened, letter)
    if made is not None:
        slip_letters.report(desk, opened, made, letter)
        return
    who = person_of(desk, opened, letter)
    if who is not None:
        _BY_PERSON.get(letter.kind, _quoted)(desk, opened, who, letter)
        return
    helper_id = helper.by_identity(desk, b64(letter.sender.to_bytes()))
    if helper_id is None:
        raise NotPermittedError("letter.sender", "the writer is nobody of this journey")
    _BY_HELPER.get(letter.kind, _quoted)(desk, opened, helper_id, letter)


def person_of(desk: Desk, opened: OpenCell, letter: Letter) -> str | None:
    """Return the traveller who wrote a letter, by a key that was ever noted as theirs.

    Whoever notes another key of somebody takes no stop from them.
    """
    identity = b64(letter.sender.to_bytes())
    noted = desk.read(opened, quotation.fold, Heard()).noted
    for person_id in journey_persons(desk, opened):
        if any(one.act.identity == identity for one in noted.get(person_id, ())):
            return person_id
    return None


def journey_persons(desk: Desk, opened: OpenCell) -> tuple[str, ...]:
    """Return who is to travel."""
    return plan.persons(journey.read(desk, opened))


def text(letter: Letter, name: str) -> str:
    """Return a text of a letter's body.

    Raises:
        FormatError: it is missing.
    """
    value = letter.body.get(name)
    if not isinstance(value, str) or not value:
        raise FormatError("letter.body", "a text is missing", where=name)
    return value


def _stop(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    act = JourneyStopped(journey=opened.register, person=who, quoted=quote(letter))
    desk.append(opened, act)


def _withdrawal(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    act = ConsentWithdrawn(person=who, journey=opened.register, quoted=quote(letter))
    consent.both(desk, opened, who, act)


def _confirmation(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    act = HandoverConfirmed(
        journey=opened.register,
        handover=text(letter, "handover"),
        by=who,
        how=How.LETTER,
        quoted=quote(letter),
        word=str(letter.body.get("word", ""))[:200],
    )
    slip_letters.confirmed(desk, opened, act, alarm_id=slip_letters.id_of(letter))


def _arrival(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    """Note that somebody says they arrived: it ends nothing until it is confirmed."""
    act = ArrivalConfirmed(
        journey=opened.register,
        person=who,
        place=str(letter.body.get("place", ""))[:_LONGEST_PLACE],
        how=How.LETTER,
        quoted=quote(letter),
    )
    desk.append(opened, act)


def _place(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    place = text(letter, "place")[:_LONGEST_PLACE]
    desk.append(opened, PlaceReported(journey=opened.register, place=place, source=who))
    _quoted(desk, opened, who, letter)


def _quoted(desk: Desk, opened: OpenCell, who: str, letter: Letter) -> None:
    """Keep a letter that asks for no act, verbatim."""
    act = LetterQuoted(letter_kind=letter.kind, quoted=quote(letter), who=who)
    desk.append(opened, act)


Handler = Callable[[Desk, OpenCell, str, Letter], None]
_BY_PERSON: Mapping[str, Handler] = {
    "consent": consent.given,
    "check_in": checkin.received,
    "stop": _stop,
    "withdrawal": _withdrawal,
    slip_photograph.GIVEN: photograph.chosen,
    photograph.TAKEN_BACK: photograph.taken_back,
    "confirmation": _confirmation,
    "arrival": _arrival,
    "place": _place,
}
_BY_HELPER: Mapping[str, Handler] = {"confirmation": _confirmation, "place": _place}
