"""Whether a person gives a photograph for one handover: asked, chosen, taken back."""

from msgspec import Struct

from waystation.casework import journey, photograph
from waystation.casework.entries.photograph import (
    PhotographAsserted,
    PhotographChosen,
    PhotographSeconded,
    PhotographWithdrawn,
)
from waystation.casework.photograph import Choice
from waystation.casework.slip import SlipState, standing
from waystation.casework.terms import Role
from waystation.desk import slip
from waystation.desk.case import person_in
from waystation.desk.correspondence import quote, write
from waystation.desk.desk import Desk
from waystation.desk.journey import WORKS_ON_IT, journey_cell, read
from waystation.desk.letterbox import letterbox
from waystation.desk.opened import OpenCell
from waystation.desk.slip_photograph import GIVEN, choices_of
from waystation.encoding import b64
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError
from waystation.post.letter import Letter

TAKEN_BACK = "photograph.withdrawal"


class For(Struct, frozen=True, kw_only=True):
    """Whose face which party of which handover would see."""

    person: str
    handover: str
    party: str


class Said(Struct, frozen=True):
    """What a person without a key has said, in their language, over which way."""

    text: str
    language: str
    channel: str


def ask(desk: Desk, journey_id: str, wanted: For) -> None:
    """Ask a person by letter; they answer with their own key, or not at all.

    Raises:
        NotFoundError: no such handover or person, or they have no letterbox.
        ConflictError: the party is not at this handover, or is the person.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT)
        opened = journey_cell(desk, journey_id)
        _check(desk, opened, wanted)
        noted, made = person_in(desk, opened, wanted.person), letterbox(opened)
        body = {
            "journey": journey_id,
            "handover": wanted.handover,
            "party": wanted.party,
            "box": b64(made.box),
            "key": b64(made.identity.public.kem),
        }
        write(desk, noted.identity, noted.box, GIVEN, body)


def assert_for(desk: Desk, journey_id: str, wanted: For, said: Said) -> str:
    """Give this human's word for what a person has chosen; another human's is needed.

    Raises:
        NotFoundError: no such handover or person.
        ConflictError: the party is not at this handover, or is the person.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        opened = journey_cell(desk, journey_id)
        _check(desk, opened, wanted)
        choice = desk.random_id()
        act = PhotographAsserted(
            choice=choice,
            journey=journey_id,
            handover=wanted.handover,
            party=wanted.party,
            person=wanted.person,
            language=said.language,
            statement=said.text,
            channel=said.channel,
        )
        desk.append(opened, act)
        return choice


def second(desk: Desk, journey_id: str, choice: str) -> None:
    """Give a second human's word for the same statement.

    Raises:
        NotFoundError: nobody has asserted it.
        NotPermittedError: this human gave the first word.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        opened = journey_cell(desk, journey_id)
        asserted = choices_of(desk, opened).asserted.get(choice)
        if asserted is None:
            raise NotFoundError("photograph.unknown", "nobody has asserted it")
        if asserted.record.human == desk.human:
            raise NotPermittedError("photograph.own", "another human gives the second word")
        desk.append(opened, PhotographSeconded(choice=choice, act=asserted.record.id))


def withdraw(desk: Desk, journey_id: str, choice: str, heard: str) -> None:
    """Note that a person took a choice back: one is enough, and its slips are taken back.

    Raises:
        NotFoundError: no such choice.
    """
    with desk.acting():
        desk.require(*WORKS_ON_IT, Role.TRUSTEE)
        opened = journey_cell(desk, journey_id)
        given = _choice(desk, opened, choice)
        act = PhotographWithdrawn(
            journey=journey_id, person=given.person, handover=given.handover, heard=heard
        )
        _withdrawn(desk, opened, act)


def choices(desk: Desk, journey_id: str) -> tuple[Choice, ...]:
    """Return every choice that was recorded in a journey, in order."""
    with desk.lock:
        return photograph.choices(choices_of(desk, journey_cell(desk, journey_id)))


def chosen(desk: Desk, opened: OpenCell, person_id: str, letter: Letter) -> None:
    """Note a person's own choice. Inside `acting()`.

    Raises:
        FormatError: the letter breaks its rules.
        NotFoundError, ConflictError: there is no such party of a handover.
    """
    of = For(person=person_id, handover=_id(letter, "handover"), party=_id(letter, "party"))
    _check(desk, opened, of)
    act = PhotographChosen(
        choice=letter.id,
        journey=opened.register,
        handover=of.handover,
        party=of.party,
        person=person_id,
        quoted=quote(letter),
    )
    desk.append(opened, act)


def taken_back(desk: Desk, opened: OpenCell, person_id: str, letter: Letter) -> None:
    """Note that a person took their choices back by letter. Inside `acting()`."""
    named = letter.body.get("handover")
    act = PhotographWithdrawn(
        journey=opened.register,
        person=person_id,
        handover=named[:64] if isinstance(named, str) else "",
        quoted=quote(letter),
    )
    _withdrawn(desk, opened, act)


def _withdrawn(desk: Desk, opened: OpenCell, act: PhotographWithdrawn) -> None:
    desk.append(opened, act)
    state, slips = choices_of(desk, opened), slip.slips_of(desk, opened)
    for one in list(slips.made.values()):
        waits = standing(slips, one.act.slip, desk.now()) is SlipState.WAITING
        if waits and photograph.was_withdrawn(state, one.act.choice):
            slip.take_back(desk, opened, one.act, "photograph.withdrawn")


def _check(desk: Desk, opened: OpenCell, wanted: For) -> None:
    """Refuse what is no party of a handover, no traveller, or one and the same."""
    state = read(desk, opened)
    planned = state.handovers.planned.get(wanted.handover)
    if planned is None:
        raise NotFoundError("handover.unknown", "no such handover is planned")
    if wanted.person not in journey.persons(state):
        raise NotFoundError("person.unknown", "no such person here")
    if wanted.party not in {planned.act.gives, planned.act.takes}:
        raise ConflictError("slip.party", "a slip is for a party of its handover")
    if wanted.party == wanted.person:
        raise ConflictError("photograph.oneself", "nobody is shown their own face")


def _choice(desk: Desk, opened: OpenCell, choice: str) -> Choice:
    for one in photograph.choices(choices_of(desk, opened)):
        if one.choice == choice:
            return one
    raise NotFoundError("photograph.unknown", "no such choice here")


def _id(letter: Letter, name: str) -> str:
    value = letter.body.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 64:
        raise FormatError("letter.body", "an id is missing", where=name)
    return value
