"""What a row of a scenario makes people do: one struct per act.

The schema (`scenarios/scenario.schema.json`) decides what is well formed; these hold it.
"""

from typing import Literal

import msgspec

from waystation.web.replay_record import Basis, Words

Via = Literal["email", "telegram", "kakaotalk", "phone", "video_chat", "letter", "other"]
How = Literal["said", "saw", "heard", "inferred", "denied"]


class Act(msgspec.Struct, frozen=True, kw_only=True, tag_field="act"):
    """An act, done only where each assumption in `condition` has one of its values."""

    condition: dict[str, str | tuple[str, ...]] = msgspec.field(
        name="if", default_factory=dict
    )
    rests_on: Basis | None = None


class Appeal(Act, frozen=True, tag="appeal"):
    """Somebody asks for help; the first appeal opens the case."""

    case: str
    by: str
    text: Words
    via: Via = "other"


class Message(Act, frozen=True, tag="message"):
    """One more message in the conversation of the case."""

    case: str
    by: str
    text: Words
    via: Via = "other"


class Call(Act, frozen=True, tag="call"):
    """A typed record of a call."""

    case: str
    by: str
    text: Words


class Claim(Act, frozen=True, tag="claim"):
    """What somebody says about a person, and how they know."""

    case: str
    about: str
    by: str
    text: Words
    how: How = "said"
    terms: tuple[str, ...] = ()


class OthersThere(Act, frozen=True, tag="others-there"):
    """Others at the place who have not asked for anything."""

    case: str
    text: Words
    who: str = ""
    asked: Literal["not_yet", "asked", "deliberately_not"] = "not_yet"


class Urgent(Act, frozen=True, tag="urgent"):
    """Urgency with its reason, seen by two."""

    case: str
    text: Words


class SelfHarm(Act, frozen=True, tag="self-harm"):
    """A person was asked about self-harm: what they answered, and what was done."""

    case: str
    about: str
    answer: Literal["not_now", "thoughts", "intent", "no_answer"]
    done: Words | None = None


class Consent(Act, frozen=True, tag="consent"):
    """The person agrees, signed with their own key."""

    journey: str
    by: str


class Leg(msgspec.Struct, frozen=True):
    """One leg: a place label, who takes the person there, the house at its end, in what."""

    to: Words
    by: str
    hours: int = 6
    house: str | None = None
    vehicles: tuple[str, ...] = msgspec.field(name="in", default=())


class Plan(Act, frozen=True, tag="plan"):
    """The journey and its legs, in order; `answers` are who is asked in an alarm."""

    journey: str
    legs: tuple[Leg, ...]
    answers: tuple[str, ...] = ()


class CheckInAgreed(Act, frozen=True, tag="check-in-agreed"):
    """A sign of life is due this long after the start."""

    journey: str
    by: str
    due: str


class Go(Act, frozen=True, tag="go"):
    """The attempt to start the journey; a hold refuses it."""

    journey: str


class Handover(Act, frozen=True, tag="handover"):
    """Both sides confirm the start of a leg, counted from 1."""

    journey: str
    leg: int


class CheckIn(Act, frozen=True, tag="check-in"):
    """A sign of life arrives; not `well` means under duress."""

    journey: str
    by: str
    well: bool = True


class OffPlan(Act, frozen=True, tag="off-plan"):
    """Somebody tells of a stop or a place that was not planned."""

    journey: str
    by: str
    text: Words


class Demand(Act, frozen=True, tag="demand"):
    """A demand outside the agreement."""

    journey: str
    by: str
    text: Words


class Arrest(Act, frozen=True, tag="arrest"):
    """An arrest is reported to the organisation."""

    journey: str
    of: tuple[str, ...]
    text: Words


class Danger(Act, frozen=True, tag="danger"):
    """Somebody tells that something is wrong which no other act says."""

    journey: str
    what: Literal[
        "disappearance",
        "raid",
        "wrong_vehicle",
        "wrong_word",
        "early",
        "late",
        "helper_withdrew",
        "report",
        "other",
    ]
    text: Words
    of: tuple[str, ...] = ()


class Settled(Act, frozen=True, tag="settled"):
    """What was wrong is over: its alarms are closed, and two lift what they held."""

    journey: str
    text: Words


class HouseTold(Act, frozen=True, tag="house-told"):
    """The team of a leg is told the address of the house at its end."""

    journey: str
    leg: int
    house: str


class HouseBurned(Act, frozen=True, tag="house-burned"):
    """A house is presumed known to those who must not know it."""

    journey: str
    house: str
    text: Words


class Stop(Act, frozen=True, tag="stop"):
    """The person stops the journey."""

    journey: str
    by: str


class Arrival(Act, frozen=True, tag="arrival"):
    """The persons of the journey have arrived, or those of them who are named."""

    journey: str
    who: tuple[str, ...] = ()


class Referral(Act, frozen=True, tag="referral"):
    """A hand-over to an institution."""

    case: str
    to: Words
    text: Words


class LossRecorded(Act, frozen=True, tag="loss"):
    """The organisation records that a person is lost."""

    journey: str
    who: str
    text: Words


class Recruited(Act, frozen=True, tag="recruited"):
    """A helper or team was brought in by somebody."""

    who: str
    by: str


class Vetted(Act, frozen=True, tag="vetted"):
    """Somebody looked into a helper or team; not `passed` means with a bad outcome."""

    who: str
    passed: bool = True


class Worked(Act, frozen=True, tag="worked"):
    """A helper or team has done a job before that ended well."""

    who: str


class Tied(Act, frozen=True, tag="tied"):
    """A helper has a tie to whoever holds a person, or to police in that household."""

    who: str
    to: Literal["holder", "police_in_household", "other"]
    text: Words


class DetailsPassed(Act, frozen=True, tag="details-passed"):
    """Details of somebody are given to others."""

    journey: str
    what: Literal[
        "face", "name", "number", "address", "route", "details_of_everyone", "other"
    ]
    of: tuple[str, ...]
    to: tuple[str, ...]


class Stay(Act, frozen=True, tag="stay"):
    """The persons are to stay in a house; who is told where it is, is said apart.

    It is at the end of a leg, or of the last where none is named.
    """

    journey: str
    house: str
    leg: int = 0


class Destination(Act, frozen=True, tag="destination"):
    """Where the journey ends; who there confirmed it, and who can act on arrival."""

    journey: str
    at: str
    confirmed: Words | None = None
    receiver: Words | None = None


class ReturnedPeople(Act, frozen=True, tag="returned-people"):
    """An institution is said to have sent people back: at the end, or on a leg."""

    journey: str
    at: str
    last: str
    text: Words
    leg: int = 0


class Fallback(Act, frozen=True, tag="fallback"):
    """What else there is where a leg fails; of the whole journey where none is named."""

    journey: str
    text: Words
    leg: int = 0


class AbortAgreed(Act, frozen=True, tag="abort-agreed"):
    """On what signs it is called off."""

    journey: str
    text: Words


class Strain(Act, frozen=True, tag="strain"):
    """What a leg asks of a body."""

    journey: str
    leg: int
    hours_on_foot: float = 0
    climb: bool = False


class StrainAnswered(Act, frozen=True, tag="strain-answered"):
    """What a person answered when asked whether they can do it."""

    journey: str
    leg: int
    by: str
    can: bool
    text: Words


class Prepared(Act, frozen=True, tag="prepared"):
    """A person was prepared for being questioned at the end."""

    journey: str
    by: str


class Rehearsed(Act, frozen=True, tag="rehearsed"):
    """A person has tried their sign of life before anything began."""

    journey: str
    by: str


class Weighed(Act, frozen=True, tag="weighed"):
    """Going and staying were weighed with a person."""

    journey: str
    by: str
    going: Words
    staying: Words


class ChildArranged(Act, frozen=True, tag="child-arranged"):
    """Who is responsible for a child, and what the child was asked."""

    journey: str
    by: str
    responsible: Words
    asked: Words


class Condition(Act, frozen=True, tag="condition"):
    """Somebody asks for something in return for safety."""

    journey: str
    by: str
    what: Literal["fee", "debt", "work", "sex", "papers", "payment_to_holder", "other"]
    text: Words


class Injury(Act, frozen=True, tag="injury"):
    """A person has an injury that bears on the way."""

    case: str
    about: str
    text: Words


_Asked = Appeal | Message | Call | Referral
_OfACase = _Asked | Claim | OthersThere | Urgent | Injury | SelfHarm
_OfAHelper = Recruited | Vetted | Worked | Tied
_Planned = Plan | HouseTold | Stay | CheckInAgreed | Consent | DetailsPassed | Condition
_Prepared = Destination | ReturnedPeople | Fallback | AbortAgreed | Strain | StrainAnswered
_WithAPerson = Prepared | Rehearsed | Weighed | ChildArranged
_OnTheWay = Go | Handover | CheckIn | OffPlan | Demand | Arrest | Danger | HouseBurned
_AtTheEnd = Settled | Stop | Arrival | LossRecorded
AnyAct = _OfACase | _OfAHelper | _Planned | _Prepared | _WithAPerson | _OnTheWay | _AtTheEnd
