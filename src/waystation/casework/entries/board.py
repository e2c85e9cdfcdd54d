"""Acts of the board, which carries blinded tags and no names, and approvals of any act."""

from typing import Annotated, ClassVar

from msgspec import Meta

from waystation.casework.entries.base import Act, Id, Label, MaybeId, Moment, Text, Window
from waystation.casework.terms import AlarmCause

Tags = Annotated[tuple[Id, ...], Meta(max_length=256)]


class BoardJourney(Act, frozen=True, kw_only=True):
    """A journey as other coordinators may see it: a weekly random handle, windows, tags."""

    kind: ClassVar[str] = "board.journey"
    handle: Id
    windows: tuple[Window, ...]
    tags: Tags
    over: bool = False


class HoldPlaced(Act, frozen=True, kw_only=True):
    """What shares a tag may not proceed. The hold of an alarm has the alarm's id.

    `subject` is the human of the organisation whose danger it is about: they do not count
    towards lifting it.
    """

    kind: ClassVar[str] = "hold.placed"
    hold: Id
    tags: Tags
    cause: AlarmCause
    since: Moment | None = None
    subject: MaybeId = ""


class HoldLiftApproved(Act, frozen=True, kw_only=True):
    """One of two who lift; `acts` are the exact entries that placed the hold."""

    kind: ClassVar[str] = "hold.lift_approved"
    hold: Id
    acts: tuple[Id, ...]
    reason: Label


class HoldLiftRefused(Act, frozen=True, kw_only=True):
    """Somebody will not have the hold lifted."""

    kind: ClassVar[str] = "hold.lift_refused"
    hold: Id
    reason: Label


class ApprovalGiven(Act, frozen=True, kw_only=True):
    """A signature that counts towards those an act needs; `act` is its hash."""

    kind: ClassVar[str] = "approval.given"
    act: Id
    reason: Text = ""


class ApprovalRefused(Act, frozen=True, kw_only=True):
    """A refusal of an act; where neither saw the other it beats an approval."""

    kind: ClassVar[str] = "approval.refused"
    act: Id
    reason: Text = ""
