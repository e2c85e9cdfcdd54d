"""Acts about slips: what one party of one handover was given, and what became of it."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    MaybeId,
    Moment,
    Text,
)
from waystation.casework.terms import SlipForm, SlipLanguage

Digits = Annotated[str, Meta(max_length=4, pattern=r"^[0-9A-Za-z]*\Z")]
Short = Annotated[str, Meta(max_length=300)]


class Recognition(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """By what else the two know each other; no field is for a face, a name or a number.

    A photograph is in no entry: it goes from the desk's memory into the sealed slip alone.
    """

    object: Short = ""
    vehicle: Short = ""
    digits: Digits = ""


class SlipMade(Act, frozen=True, kw_only=True):
    """A slip for one party of one handover, as it was made.

    `secret` and `code` open it, `report` shows that it was opened; all three are empty
    where it is printed or read out. `say` are the words of whoever it is for. `choice` is
    set where it carries a photograph: of whom (`shows`), and by which choice of theirs.
    """

    kind: ClassVar[str] = "slip.made"
    journey: Id
    slip: Id
    handover: Id
    party: Id
    form: SlipForm
    language: SlipLanguage
    place: Label
    opens: Moment
    closes: Moment
    say: Label
    hear_language: SlipLanguage
    recognition: Recognition = Recognition()
    if_wrong: Short = ""
    ask: Short = ""
    expires: Moment
    secret: Base64 = ""
    code: Label = ""
    report: Base64 = ""
    choice: MaybeId = ""
    shows: MaybeId = ""


class SlipClaimed(Act, frozen=True, kw_only=True):
    """Somebody opened the link with the code; `holder` is the key they sign with."""

    kind: ClassVar[str] = "slip.claimed"
    journey: Id
    slip: Id
    holder: Base64 = ""


class SlipLocked(Act, frozen=True, kw_only=True):
    """Somebody tried five wrong codes."""

    kind: ClassVar[str] = "slip.locked"
    journey: Id
    slip: Id


class SlipRevoked(Act, frozen=True, kw_only=True):
    """A slip was taken back; one that was opened before stays opened."""

    kind: ClassVar[str] = "slip.revoked"
    journey: Id
    slip: Id
    reason: Text = ""


class SlipReadOut(Act, frozen=True, kw_only=True):
    """A slip was read out over the telephone, or its card was handed over."""

    kind: ClassVar[str] = "slip.read_out"
    journey: Id
    slip: Id
