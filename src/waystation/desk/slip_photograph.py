"""The photograph that a slip carries: by the person's own choice, from memory alone."""

from msgspec import Struct
from msgspec.structs import replace

from waystation.casework import photograph
from waystation.casework.entries.photograph import PhotographChosen
from waystation.casework.noted import Newest
from waystation.casework.photograph import Photographs
from waystation.casework.table import Table
from waystation.casework.terms import SlipForm
from waystation.desk import quotation
from waystation.desk.desk import Desk
from waystation.desk.journey import journey_cell
from waystation.desk.opened import OpenCell
from waystation.desk.quotation import Heard
from waystation.encoding import unb64
from waystation.errors import ConflictError, FormatError, NotPermittedError

GIVEN = "photograph"
"""The letter of a person that says it, and of the desk that asks."""
FILE_BYTES = 16 * 1024 * 1024
"""Of a photograph as it comes from a camera."""


class Side(Struct, frozen=True):
    """For which party of which handover a slip is wanted, and how it is to be given.

    `shows` says whose photograph it is; empty where only one person has chosen it.
    """

    handover: str
    party: str
    form: SlipForm
    shows: str = ""


class Permitted(Struct, frozen=True):
    """Whose photograph a slip may carry, and by which choice; both empty where none."""

    choice: str = ""
    shows: str = ""


def permitted(desk: Desk, opened: OpenCell, side: Side) -> Permitted:
    """Return the choice by which a slip may carry a photograph.

    Raises:
        ConflictError: what is printed or read out never carries one, or several have
            chosen it and nobody said whose it is.
        NotPermittedError: the person has not chosen it for this party of this handover, or
            has taken it back.
    """
    if side.form is not SlipForm.LINK:
        raise ConflictError("slip.photograph_form", "only a link can carry a photograph")
    known = photograph.for_party(choices_of(desk, opened), side.handover, side.party)
    chosen = [one for one in known if one.stands and side.shows in {"", one.person}]
    if not chosen:
        raise NotPermittedError(
            "slip.photograph_choice", "they have not chosen to give a photograph here"
        )
    if len(chosen) > 1:
        raise ConflictError("slip.photograph_whose", "say whose photograph it is")
    return Permitted(chosen[0].choice, chosen[0].person)


def cleaned(desk: Desk, journey_id: str, side: Side, raw: bytes) -> bytes:
    """Return a photograph as a slip may carry it; not looked at without the choice.

    Raises:
        FormatError: no photograph that can be read, or a file too large for one.
        ConflictError, NotPermittedError: as in `permitted`.
    """
    if len(raw) > FILE_BYTES:
        raise FormatError("photograph.large", "a photograph is at most 16 MiB")
    with desk.lock:
        permitted(desk, journey_cell(desk, journey_id), side)
    # Decoding takes a moment: others use the desk meanwhile. The decoder takes long to
    # load, and is needed here alone.
    from waystation.importers import photograph as decoder

    return decoder.cleaned(raw)


def choices_of(desk: Desk, opened: OpenCell) -> Photographs:
    """Return the choices of a journey; a letter that its person did not sign is none."""
    state = desk.read(opened, photograph.fold, Photographs())
    if not state.chosen:
        return state
    noted = desk.read(opened, quotation.fold, Heard()).noted
    chosen: Newest[PhotographChosen] = Table()
    for choice, one in state.chosen.items():
        keys = quotation.keys_of(noted.get(one.act.person, ()))
        if _is_own(one.act, keys):
            chosen = chosen.put(choice, one)
    return replace(state, chosen=chosen)


def _is_own(act: PhotographChosen, keys: frozenset[bytes]) -> bool:
    named = ("journey", act.journey), ("handover", act.handover), ("party", act.party)
    return (
        quotation.is_signed(act.quoted, GIVEN, named) and unb64(act.quoted.sender) in keys
    )
