"""Acts of the core cell of a case: who asks, for what, what is known, and on whose word."""

from typing import ClassVar

from msgspec import Struct

from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    Labels,
    MaybeId,
    Moment,
    Quotation,
    Text,
)
from waystation.casework.terms import (
    Answer,
    Asked,
    Basis,
    FirstHand,
    InformationGrade,
    Relation,
    SelfHarm,
    SourceGrade,
    Urgency,
)


class CellOfCase(Struct, frozen=True, gc=False):
    """One cell of a case; only the core cell knows that they belong together."""

    noun: Label
    cell: Id


class CaseOpened(Act, frozen=True, kw_only=True):
    """A case and the cells that were made with it; noted again when one is added."""

    kind: ClassVar[str] = "case.opened"
    case: Id
    label: Label = ""
    cells: tuple[CellOfCase, ...] = ()
    appeal: MaybeId = ""


class AppealReceived(Act, frozen=True, kw_only=True):
    """Somebody asks for help, for themselves or for another."""

    kind: ClassVar[str] = "appeal.received"
    appeal: Id
    channel: Id
    from_whom: FirstHand
    text: Text
    who: MaybeId = ""
    owner: MaybeId = ""


class AppealGraded(Act, frozen=True, kw_only=True):
    """How far source and information are trusted, each judged for itself."""

    kind: ClassVar[str] = "appeal.graded"
    appeal: Id
    source: SourceGrade
    information: InformationGrade
    reason: Text


class UrgencyStated(Act, frozen=True, kw_only=True):
    """How urgent, and why; it counts once a second human has seen it."""

    kind: ClassVar[str] = "urgency.stated"
    urgency: Id
    appeal: Id
    level: Urgency
    reasons: tuple[Text, ...]
    before: Moment | None = None


class UrgencySeen(Act, frozen=True, kw_only=True):
    """A human has read an urgency; `act` is the entry that states it."""

    kind: ClassVar[str] = "urgency.seen"
    urgency: Id
    act: Id


class PersonNoted(Act, frozen=True, kw_only=True):
    """A person who asks for safety; noted again, it replaces what was noted before."""

    kind: ClassVar[str] = "person.noted"
    person: Id
    name: Label
    adult: bool = True
    language: Label = ""
    injury: Text = ""
    wishes: Text = ""
    identity: Base64 = ""
    box: Label = ""


class OtherNoted(Act, frozen=True, kw_only=True):
    """Somebody near a person: at the place, at home, or holding them.

    `names`, `numbers` and `plates` are what they are known by, for the conflict check.
    """

    kind: ClassVar[str] = "other.noted"
    other: Id
    person: Id
    relation: Relation
    who: Label
    could_suffer: Text = ""
    asked: Asked = Asked.NOT_YET
    reason: Text = ""
    names: Labels = ()
    numbers: Labels = ()
    plates: Labels = ()


class ClaimRecorded(Act, frozen=True, kw_only=True):
    """One claim: about whom, from whom, how they know. `told_in` is where it was told."""

    kind: ClassVar[str] = "claim.recorded"
    claim: Id
    person: Id
    field: Label
    code: Label = ""
    text: Text = ""
    basis: Basis
    source: Id
    heard_from: Label = ""
    told_in: MaybeId = ""
    replaces: MaybeId = ""


class SelfHarmAsked(Act, frozen=True, kw_only=True):
    """Self-harm was asked about, and what was done."""

    kind: ClassVar[str] = "self_harm.asked"
    person: Id
    answer: SelfHarm
    acted: Text = ""


class ConsentGiven(Act, frozen=True, kw_only=True):
    """A person's own signed consent to one journey."""

    kind: ClassVar[str] = "consent.given"
    consent: Id
    person: Id
    journey: Id
    wording: Label
    language: Label
    quoted: Quotation


class ConsentAsserted(Act, frozen=True, kw_only=True):
    """A worker's word for the recorded statement of a person who has no key yet."""

    kind: ClassVar[str] = "consent.asserted"
    consent: Id
    person: Id
    journey: Id
    wording: Label
    language: Label
    statement: Text
    channel: Id
    why_no_key: Text = ""


class ConsentSeconded(Act, frozen=True, kw_only=True):
    """A second human's word for the same statement; `act` is the entry that asserts it."""

    kind: ClassVar[str] = "consent.seconded"
    consent: Id
    act: Id


class ConsentWithdrawn(Act, frozen=True, kw_only=True):
    """A person takes consent back: for one journey, or for all where none is named."""

    kind: ClassVar[str] = "consent.withdrawn"
    person: Id
    journey: MaybeId = ""
    quoted: Quotation | None = None
    heard: Text = ""


class ReferralMade(Act, frozen=True, kw_only=True):
    """An institution is asked to take over, to protect or to act.

    `procedure` is the id of one of the catalogue, where it is one.
    """

    kind: ClassVar[str] = "referral.made"
    referral: Id
    person: MaybeId = ""
    to: Label
    asks: Text
    withheld: tuple[Label, ...] = ()
    procedure: MaybeId = ""


class ReferralAnswered(Act, frozen=True, kw_only=True):
    """What the institution answered; silence can be noted too."""

    kind: ClassVar[str] = "referral.answered"
    referral: Id
    answer: Answer
    text: Text = ""


class LossRecorded(Act, frozen=True, kw_only=True):
    """A person who did not arrive, and what was last known."""

    kind: ClassVar[str] = "loss.recorded"
    person: Id
    journey: MaybeId = ""
    last_known: Text
    source: SourceGrade = SourceGrade.F
    information: InformationGrade = InformationGrade.CANNOT_BE_JUDGED
