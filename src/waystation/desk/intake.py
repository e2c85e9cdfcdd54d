"""The intake: first letters are quoted verbatim, and known writers go to their case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from waystation.casework import case, conversation
from waystation.casework.case import Case
from waystation.casework.conversation import Conversation
from waystation.casework.entries import Act, LetterQuoted, Quotation
from waystation.casework.terms import Record, Role
from waystation.desk import complaint
from waystation.desk.case import Cells, Contact, cells_in, open_case
from waystation.desk.correspondence import quote, reply_box, said_in, write
from waystation.desk.desk import Desk
from waystation.desk.intake_key import addressed, noted_keys
from waystation.desk.machinery import SenderKnown
from waystation.desk.opened import OpenCell
from waystation.desk.quotation import is_signed
from waystation.encoding import b64, from_json, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.post.letter import Address, Letter, context_of
from waystation.seal.identity import PublicIdentity


@dataclass(frozen=True, slots=True)
class FirstLetter:
    """A letter at the intake that belongs to no case yet."""

    id: str
    kind: str
    at: datetime
    text: str
    contact: Contact


def handle(desk: Desk, letter: Letter) -> None:
    """Quote a letter where it belongs: in its writer's case, else in the intake."""
    known = writer(desk, b64(letter.sender.to_bytes()))
    if known is not None:
        case_id, person_id = known
        rooms = cells_in(desk, case_id, "conversation")
        if rooms:
            _quote(desk, rooms[0], letter, person_id)
            if letter.kind == complaint.KIND:
                complaint.seal_for(desk, b64(letter.sender.to_bytes()))
            return
    intake = intake_cell(desk)
    _quote(desk, intake, letter, "")
    desk.append(
        intake,
        SenderKnown(
            letter=letter.id,
            identity=b64(letter.sender.to_bytes()),
            box=reply_box(letter),
        ),
    )


def writer(desk: Desk, identity: str) -> tuple[str, str] | None:
    """Return case and person of a known writer, by their keys."""
    for core in desk.cells_of("core"):
        noted = desk.read(core, case.fold, Case()).persons.noted
        for person_id, one in noted.items():
            if one.act.identity == identity:
                return core.register, person_id
    return None


def intake_cell(desk: Desk) -> OpenCell:
    """Return the intake's cell.

    Raises:
        NotFoundError: this desk does not read the intake.
    """
    return desk.cell(unb64(addressed(desk).intake))


def first_letters(desk: Desk) -> list[FirstLetter]:
    """Return the letters at the intake, in fold order."""
    opened = intake_cell(desk)
    senders: dict[str, list[SenderKnown]] = {}
    for note in opened.in_order(SenderKnown):
        senders.setdefault(note.letter, []).append(note)
    letters = desk.read(opened, _fold, Conversation()).letters
    sealed_to = tuple(Address(kem, desk.organisation) for kem in noted_keys(desk))
    found = []
    for noted in sorted(letters.values(), key=lambda one: one.order):
        said = senders.get(noted.act.quoted.letter, ())
        contact = _contact(noted.act.quoted, said, sealed_to)
        found.append(
            FirstLetter(
                noted.act.quoted.letter,
                noted.act.letter_kind,
                noted.record.at,
                said_in(noted.act.quoted),
                contact,
            )
        )
    return found


def open_from_letter(
    desk: Desk, letter_id: str, label: str, humans: tuple[str, ...] = ()
) -> tuple[Cells, Contact]:
    """Open a case from a first letter, which is quoted again in its conversation.

    Raises:
        NotFoundError: no such letter at the intake.
        NotPermittedError: this desk's human does not read the intake.
    """
    with desk.acting():
        desk.require(Role.INTAKE, Role.CASEWORKER)
        found = _letter(desk, letter_id)
        contact = next(
            (one.contact for one in first_letters(desk) if one.id == letter_id), Contact()
        )
        cells = open_case(desk, label, humans)
        desk.append(desk.find("conversation", cells.conversation), found)
        return cells, contact


def add_letter(desk: Desk, letter_id: str, conversation_id: str) -> None:
    """Quote a first letter in a conversation that this desk is in; once, if repeated.

    Raises:
        NotFoundError: no such letter, or this desk is not in the conversation.
        NotPermittedError: this desk's human does not read the intake.
    """
    with desk.acting():
        desk.require(Role.INTAKE, Role.CASEWORKER)
        found = _letter(desk, letter_id)
        opened = desk.find("conversation", conversation_id)
        there = desk.read(opened, conversation.fold, Conversation()).letters.values()
        if all(one.act.quoted.letter != letter_id for one in there):
            desk.append(opened, found)


def reply(desk: Desk, contact: Contact, text: str) -> None:
    """Answer a letter: it disappears a day after it was first opened.

    Raises:
        NotFoundError: the writer left no letterbox.
    """
    with desk.acting():
        desk.require(Role.INTAKE, Role.CASEWORKER, Role.COORDINATOR)
        write(desk, contact.identity, contact.box, "reply", {"text": text})


def _fold(state: Conversation, record: Record, act: Act) -> Conversation:
    """Add one act of the intake; a letter that its sender did not sign is none."""
    if isinstance(act, LetterQuoted) and not is_signed(act.quoted, act.letter_kind, ()):
        return state
    return conversation.fold(state, record, act)


def _contact(
    quoted: Quotation, said: Iterable[SenderKnown], sealed_to: tuple[Address, ...]
) -> Contact:
    """Return how a writer is answered, by their letter; nothing where nobody said that.

    One desk that notes another key or letterbox leads no answer to anybody else.
    """
    box = from_json(quoted.signed.encode()).get("reply", "")
    for one in said:
        if one.box == box and _is_sender(one.identity, quoted, sealed_to):
            return Contact(one.identity, one.box)
    return Contact()


@lru_cache(maxsize=4096)
def _is_sender(identity: str, quoted: Quotation, sealed_to: tuple[Address, ...]) -> bool:
    """Say whether a letter's signature binds both of these keys: its context names one."""
    try:
        sender = PublicIdentity.from_bytes(unb64(identity))
        context = unb64(quoted.info)
        signed_by = unb64(quoted.sender)
    except FormatError:
        return False
    return sender.sign == signed_by and any(
        context_of(to, sender) == context for to in sealed_to
    )


def _letter(desk: Desk, letter_id: str) -> LetterQuoted:
    letters = desk.read(intake_cell(desk), _fold, Conversation()).letters
    for one in letters.values():
        if one.act.quoted.letter == letter_id:
            return one.act
    raise NotFoundError("letter.unknown", "no such letter at the intake")


def _quote(desk: Desk, opened: OpenCell, letter: Letter, who: str) -> None:
    quoted = LetterQuoted(letter_kind=letter.kind, quoted=quote(letter), who=who)
    desk.append(opened, quoted)
