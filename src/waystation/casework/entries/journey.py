"""Acts of a journey cell: the plan, the decisions, and what happens on the way.

A leg is a place label, a window, two parties and their duties; no field is for a route.
"""

from typing import Annotated, ClassVar

from msgspec import Meta

from waystation.casework.entries.base import (
    Act,
    Base64,
    Id,
    Label,
    MaybeId,
    Moment,
    Quotation,
    Text,
    Window,
)
from waystation.casework.terms import (
    AlarmCause,
    Basis,
    Decision,
    How,
    InformationGrade,
    Outcome,
    RaisedBy,
    SourceGrade,
    Wellness,
)

Number = Annotated[int, Meta(ge=0, le=100_000)]
Seconds = Annotated[int, Meta(ge=0, le=604_800)]


class JourneyPlanned(Act, frozen=True, kw_only=True):
    """Who is to travel, and who answers an alarm; the newest plan counts."""

    kind: ClassVar[str] = "journey.planned"
    journey: Id
    persons: tuple[Id, ...]
    label: Label = ""
    responders: tuple[Id, ...] = ()


class LegPlanned(Act, frozen=True, kw_only=True):
    """One stage: at the place `gives` hands the persons over to `takes`, who goes on.

    Where nobody brings them, `gives` is the person. `touches` are further register ids that
    it depends on (vehicle, payee); `house` is the safe house that `takes` is sent to, if
    any. A leg planned as dropped is no longer part of the plan.
    """

    kind: ClassVar[str] = "leg.planned"
    journey: Id
    leg: Id
    number: Number
    place: Label
    window: Window
    gives: Id
    takes: Id
    gives_duty: Text = ""
    takes_duty: Text = ""
    touches: tuple[Id, ...] = ()
    house: MaybeId = ""
    dropped: bool = False


class HandoverPlanned(Act, frozen=True, kw_only=True):
    """The meeting between two stages: each side has a word, and neither knows more.

    `gives` says the word, `takes` the answer. A hold makes the words void. Words made after
    it was lifted name it in `after_holds`.
    """

    kind: ClassVar[str] = "handover.planned"
    journey: Id
    handover: Id
    leg: Id
    place: Label
    window: Window
    gives: Id
    takes: Id
    word: Label = ""
    answer: Label = ""
    word_language: MaybeId = ""
    answer_language: MaybeId = ""
    after_holds: tuple[Id, ...] = ()
    dropped: bool = False


class StayPlanned(Act, frozen=True, kw_only=True):
    """A stop at a safe house, named by its register id alone."""

    kind: ClassVar[str] = "stay.planned"
    journey: Id
    stay: Id
    leg: Id
    house: Id
    place: Label
    window: Window
    host: Id
    brought_by: MaybeId = ""
    host_duty: Text = ""
    dropped: bool = False


class WatchAgreed(Act, frozen=True, kw_only=True):
    """A check-in that was agreed: one window, due once, never extended (W-1).

    `staff` where `person` is a human of the organisation who is on the way: theirs counts
    without a go, because their own setting out is what it watches over.
    """

    kind: ClassVar[str] = "watch.agreed"
    journey: Id
    watch: Id
    person: Id
    number: Number
    opens: Moment
    due: Moment
    grace_s: Seconds = 0
    leg: MaybeId = ""
    check_in_hash: Base64 = ""
    staff: bool = False


class JourneyDecided(Act, frozen=True, kw_only=True):
    """Go or no-go, on the plan as the writer saw it; for one leg where one is named."""

    kind: ClassVar[str] = "journey.decided"
    journey: Id
    decision: Decision
    reason: Text
    leg: MaybeId = ""
    accepted: tuple[Label, ...] = ()


class JourneyStopped(Act, frozen=True, kw_only=True):
    """The person stops the journey: one act is enough."""

    kind: ClassVar[str] = "journey.stopped"
    journey: Id
    person: Id
    quoted: Quotation | None = None
    heard: Text = ""


class HandoverConfirmed(Act, frozen=True, kw_only=True):
    """One side says that the handover took place; it counts when both have.

    `word` is what the other side said, `slip` the slip it was reported from.
    """

    kind: ClassVar[str] = "handover.confirmed"
    journey: Id
    handover: Id
    by: Id
    how: How
    quoted: Quotation | None = None
    word: Label = ""
    slip: MaybeId = ""


class CheckInReceived(Act, frozen=True, kw_only=True):
    """A sign of life, by the person's letter or spoken and typed by the desk."""

    kind: ClassVar[str] = "check_in.received"
    journey: Id
    watch: Id
    person: Id
    how: How
    wellness: Wellness
    heard_at: Moment
    quoted: Quotation | None = None


class CheckInMissed(Act, frozen=True, kw_only=True):
    """A watch passed its time; `unknown` marks one that was overdue in an outage (W-4)."""

    kind: ClassVar[str] = "check_in.missed"
    journey: Id
    watch: Id
    person: Id
    by: RaisedBy
    unknown: bool = False


class AlarmRaised(Act, frozen=True, kw_only=True):
    """Something is wrong. The alarm of a missed check-in has the id of its watch (W-2)."""

    kind: ClassVar[str] = "alarm.raised"
    alarm: Id
    journey: Id
    cause: AlarmCause
    by: RaisedBy = RaisedBy.HUMAN
    about: tuple[Id, ...] = ()
    rests_on: tuple[Id, ...] = ()
    text: Text = ""


class AlarmAcknowledged(Act, frozen=True, kw_only=True):
    """A human has taken the alarm up."""

    kind: ClassVar[str] = "alarm.acknowledged"
    alarm: Id
    journey: Id


class AlarmEscalated(Act, frozen=True, kw_only=True):
    """Nobody answered, or more are needed: the alarm goes to further humans."""

    kind: ClassVar[str] = "alarm.escalated"
    alarm: Id
    journey: Id
    to: tuple[Id, ...]
    reason: Text = ""


class AlarmClosed(Act, frozen=True, kw_only=True):
    """The alarm is over, and how; holds that it placed stay until two lift them."""

    kind: ClassVar[str] = "alarm.closed"
    alarm: Id
    journey: Id
    outcome: Text
    how: Outcome = Outcome.OTHER
    rests_on: tuple[Id, ...] = ()


class DemandRecorded(Act, frozen=True, kw_only=True):
    """A helper asks for something; `place` is where they are when asking, if known."""

    kind: ClassVar[str] = "demand.recorded"
    demand: Id
    journey: Id
    helper: Id
    asks_for: Text
    agreed: bool = False
    place: Label = ""
    basis: Basis = Basis.SAID


class PlaceReported(Act, frozen=True, kw_only=True):
    """Somebody says where a journey is: a label, compared with the places of the plan."""

    kind: ClassVar[str] = "place.reported"
    journey: Id
    place: Label
    source: Id
    basis: Basis = Basis.SAID


class ArrestReported(Act, frozen=True, kw_only=True):
    """Somebody says that helpers or persons were arrested; graded by who says so."""

    kind: ClassVar[str] = "arrest.reported"
    arrest: Id
    journey: Id
    who: tuple[Id, ...]
    said_by: Label
    source: SourceGrade
    information: InformationGrade
    text: Text = ""


class HousePresumedBurned(Act, frozen=True, kw_only=True):
    """Nobody is to be brought to the house until it is shown otherwise."""

    kind: ClassVar[str] = "house.presumed_burned"
    house: Id
    journey: MaybeId = ""
    rests_on: tuple[Id, ...] = ()
    reason: Text


class ArrivalConfirmed(Act, frozen=True, kw_only=True):
    """A person has reached the place of the journey's end, or says so by letter.

    `rests_on` are the handovers that proved it, where no human confirmed it.
    """

    kind: ClassVar[str] = "arrival.confirmed"
    journey: Id
    person: Id
    place: Label = ""
    how: How
    quoted: Quotation | None = None
    rests_on: tuple[Id, ...] = ()
