"""Acts about a photograph that a person chooses to give; the picture is in none of them."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Quotation, Text


class PhotographChosen(Act, frozen=True, kw_only=True):
    """A person's own signed choice: one party of one handover may see their face."""

    kind: ClassVar[str] = "photograph.chosen"
    choice: Id
    journey: Id
    handover: Id
    party: Id
    person: Id
    quoted: Quotation


class PhotographAsserted(Act, frozen=True, kw_only=True):
    """A worker's word for what a person without a key has chosen, as they said it."""

    kind: ClassVar[str] = "photograph.asserted"
    choice: Id
    journey: Id
    handover: Id
    party: Id
    person: Id
    language: Label
    statement: Text
    channel: Id


class PhotographSeconded(Act, frozen=True, kw_only=True):
    """A second human's word for the same statement; `act` is the entry that asserts it."""

    kind: ClassVar[str] = "photograph.seconded"
    choice: Id
    act: Id


class PhotographWithdrawn(Act, frozen=True, kw_only=True):
    """A person takes the choice back: for one handover, or all where none is named."""

    kind: ClassVar[str] = "photograph.withdrawn"
    journey: Id
    person: Id
    handover: MaybeId = ""
    quoted: Quotation | None = None
    heard: Text = ""
