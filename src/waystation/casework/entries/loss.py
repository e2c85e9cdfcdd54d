"""Acts after a loss or a complaint: what is known, what is wished, what stays sealed.

No act here says where a person is to be found but by a place label, and none names anybody
as the one to blame.
"""

from enum import StrEnum
from typing import ClassVar

from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    MaybeId,
    Moment,
    Quotation,
    Text,
)
from waystation.casework.terms import Basis, How, InformationGrade, SourceGrade


class WishOf(StrEnum):
    """Whose wish it is; a person's own comes before their family's."""

    PERSON = "person"
    FAMILY = "family"


class WishAbout(StrEnum):
    """What a wish is about."""

    PUBLICITY = "publicity"
    AUTHORITIES = "authorities"
    UN_PROCEDURES = "un_procedures"
    CONTACT = "contact"
    SEARCH = "search"
    REMAINS = "remains"
    BELONGINGS = "belongings"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "WishAbout | None":
        return cls.OTHER if isinstance(value, str) else None


class Wanted(StrEnum):
    """Whether something is to be done; whatever is not plain is asked first."""

    DO = "do"
    DO_NOT = "do_not"
    ASK_FIRST = "ask_first"

    @classmethod
    def _missing_(cls, value: object) -> "Wanted | None":
        return cls.ASK_FIRST if isinstance(value, str) else None


class Support(StrEnum):
    """What was offered to somebody of the staff who was there."""

    TALK_OUTSIDE = "talk_outside"
    COUNSELLING = "counselling"
    TIME_OFF = "time_off"
    WORK_TAKEN_OVER = "work_taken_over"
    TALK_IN_THE_TEAM = "talk_in_the_team"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Support | None":
        return cls.OTHER if isinstance(value, str) else None


class LastKnownNoted(Act, frozen=True, kw_only=True):
    """One thing that is known of a person who is lost, on whose word, and how they know it.

    `at` is when it was so. Noted again under its id, it replaces what was noted before.
    """

    kind: ClassVar[str] = "last_known.noted"
    fact: Id
    journey: Id
    person: Id
    text: Text
    basis: Basis
    place: Label = ""
    said_by: Label = ""
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED
    at: Moment | None = None


class DetentionNoted(Act, frozen=True, kw_only=True):
    """Where a person is said to be held: a place label, by whose word, from when to when.

    `seen` is when whoever says it saw or heard it; `moved_from` the entry of the log that
    this one follows. Noted again under its id, it replaces what was noted before.
    """

    kind: ClassVar[str] = "detention.noted"
    detention: Id
    journey: Id
    person: Id
    place: Label
    basis: Basis
    held_by: Label = ""
    said_by: Label = ""
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED
    seen: Moment | None = None
    since: Moment | None = None
    until: Moment | None = None
    moved_from: MaybeId = ""
    text: Text = ""


class WishNoted(Act, frozen=True, kw_only=True):
    """What a person or their family wishes to be done, or not to be done.

    `who` says which of the family; `how` whether it stands in their own letter or is the
    word of whoever noted it; `consent` the consent of the person that stands beneath it.
    """

    kind: ClassVar[str] = "wish.noted"
    wish: Id
    journey: Id
    person: Id
    whose: WishOf
    about: WishAbout
    wanted: Wanted
    text: Text = ""
    who: Label = ""
    how: How = How.ASSERTION
    consent: MaybeId = ""
    over: bool = False


class JourneySealed(Act, frozen=True, kw_only=True):
    """Nothing of this journey is destroyed until its review is closed; never why."""

    kind: ClassVar[str] = "journey.sealed"
    journey: Id
    seal: Id


class SupportOffered(Act, frozen=True, kw_only=True):
    """Support was offered to somebody of the staff who was there; never what they said."""

    kind: ClassVar[str] = "support.offered"
    word: Id
    journey: Id
    to: Id
    offered: tuple[Support, ...]
    again: Moment | None = None


class ComplaintReceived(Act, frozen=True, kw_only=True):
    """A complaint as it came to an outside trustee, in a place that only they read.

    `text` is what was heard where no letter is quoted; `identity` and `box` are of whoever
    wrote it, for an answer.
    """

    kind: ClassVar[str] = "complaint.received"
    complaint: Id
    journey: MaybeId = ""
    person: MaybeId = ""
    text: Text = ""
    identity: Base64 = ""
    box: Label = ""
    quoted: Quotation | None = None


class ComplaintAnswered(Act, frozen=True, kw_only=True):
    """What the trustee answered or did about a complaint."""

    kind: ClassVar[str] = "complaint.answered"
    complaint: Id
    text: Text
