"""Cases: one act makes the cells of a case, and persons are noted in its core."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from waystation.casework import case, person
from waystation.casework.case import Case
from waystation.casework.entries import CaseOpened, CellOfCase, OtherNoted, PersonNoted
from waystation.casework.person import Persons
from waystation.casework.terms import Asked, Relation, Role
from waystation.desk import quotation
from waystation.desk.cells import found
from waystation.desk.desk import Desk
from waystation.desk.opened import OpenCell
from waystation.encoding import b64, unb64
from waystation.errors import FormatError, NotFoundError
from waystation.seal.identity import PublicIdentity

_BOX_BYTES = 16
STAFF = (Role.COORDINATOR, Role.CASEWORKER, Role.INTAKE)


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a case, by the ids of what they are of."""

    case: str
    conversation: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person or helper is written to: public keys and letterbox, in base64url."""

    identity: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class KnownBy:
    """What somebody near a person is known by, for the conflict check of helpers alone."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    plates: tuple[str, ...] = ()


def open_case(
    desk: Desk, label: str, humans: Sequence[str] = (), *, appeal: str = ""
) -> Cells:
    """Open a case with its core and its first conversation, for these humans.

    Raises:
        NotPermittedError: this desk's human works on no cases.
        NotFoundError: one of the humans cannot be written to.
    """
    with desk.acting():
        desk.require(*STAFF)
        case_id, conversation_id = desk.random_id(), desk.random_id()
        core = found(desk, "core", case_id, humans)
        conversation = found(desk, "conversation", conversation_id, humans)
        cells = (CellOfCase(noun="conversation", cell=b64(conversation.log.cell)),)
        desk.append(core, CaseOpened(case=case_id, label=label, cells=cells, appeal=appeal))
        return Cells(case_id, conversation_id)


def cells_in(desk: Desk, case_id: str, noun: str) -> list[OpenCell]:
    """Return the cells of a case of one noun that this desk is in."""
    opened = read(desk, case_id).opened.get(case_id)
    named = [] if opened is None else [one.cell for one in opened.act.cells]
    return [one for one in desk.cells_of(noun) if b64(one.log.cell) in named]


def conversation_of(desk: Desk, case_id: str) -> OpenCell:
    """Return the first conversation of a case.

    Raises:
        NotFoundError: this desk is in none of it.
    """
    found_here = cells_in(desk, case_id, "conversation")
    if not found_here:
        raise NotFoundError("conversation.unknown", "this desk is in none of the case")
    return found_here[0]


def add_cell(desk: Desk, case_id: str, opened: OpenCell) -> None:
    """Note another cell as belonging to a case. Inside `acting()`."""
    core = desk.find("core", case_id)
    state = read(desk, case_id).opened.get(case_id)
    if state is None:
        raise NotFoundError("case.unknown", "the case is not here yet")
    cell = CellOfCase(noun=opened.noun, cell=b64(opened.log.cell))
    desk.append(
        core,
        CaseOpened(
            case=case_id,
            label=state.act.label,
            cells=(*state.act.cells, cell),
            appeal=state.act.appeal,
        ),
    )


def read(desk: Desk, case_id: str) -> Case:
    """Return a case as its core says it.

    Raises:
        NotFoundError: this desk is not in it.
    """
    return desk.read(desk.find("core", case_id), case.fold, Case())


def note_person(  # noqa: PLR0913  # what is known of a person, each a word of its own
    desk: Desk,
    case_id: str,
    name: str,
    *,
    person_id: str = "",
    contact: Contact | None = None,
    adult: bool = True,
    language: str = "",
    injury: str = "",
    wishes: str = "",
) -> str:
    """Note a person who asks for safety, or note them anew; return their id."""
    with desk.acting():
        desk.require(*STAFF)
        reached = contact or Contact()
        noted = PersonNoted(
            person=person_id or desk.random_id(),
            name=name,
            adult=adult,
            language=language,
            injury=injury,
            wishes=wishes,
            identity=reached.identity,
            box=reached.box,
        )
        desk.append(desk.find("core", case_id), noted)
        return noted.person


def note_other(  # noqa: PLR0913  # who they are to whom, and what was decided about them
    desk: Desk,
    case_id: str,
    person_id: str,
    who: str,
    relation: Relation,
    *,
    other_id: str = "",
    could_suffer: str = "",
    asked: Asked = Asked.NOT_YET,
    reason: str = "",
    known_by: KnownBy | None = None,
) -> str:
    """Note somebody near a person, and whether they were asked for themselves."""
    with desk.acting():
        desk.require(*STAFF)
        known = known_by or KnownBy()
        noted = OtherNoted(
            other=other_id or desk.random_id(),
            person=person_id,
            relation=relation,
            who=who,
            could_suffer=could_suffer,
            asked=asked,
            reason=reason,
            names=known.names,
            numbers=known.numbers,
            plates=known.plates,
        )
        desk.append(desk.find("core", case_id), noted)
        return noted.other


def person_in(desk: Desk, opened: OpenCell, person_id: str) -> PersonNoted:
    """Return a person as last noted in a cell, with a key and letterbox that can be used.

    The key is what counts as theirs: one human alone leads no letter to another's.

    Raises:
        NotFoundError: nobody of that id.
    """
    noted = desk.read(opened, person.fold, Persons()).noted.get(person_id)
    if noted is None:
        raise NotFoundError("person.unknown", "no such person here")
    act = noted.act
    if act.identity:
        every = desk.read(opened, quotation.fold, quotation.Heard()).noted
        own = quotation.last_with_own_key(every[person_id])
        if own.identity != act.identity:
            act = replace(act, identity=own.identity, box=own.box)
    # Nobody writes to what is none: what else follows of a hold must not wait for it.
    return act if _can_be_written_to(act) else replace(act, box="")


def _can_be_written_to(noted: PersonNoted) -> bool:
    try:
        PublicIdentity.from_bytes(unb64(noted.identity))
        unb64(noted.box, size=_BOX_BYTES)
    except FormatError:
        return False
    return True
