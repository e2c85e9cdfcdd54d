"""The words of the field as values: one vocabulary for every act, fold, page and export.

Sources stand beside each list; `docs/glossary.md` gives them in full.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from waystation.casework.cause import AlarmCause as AlarmCause
from waystation.casework.cause import Outcome as Outcome


class Record(Protocol):
    """A signed entry as the folds see it; a cell's entry satisfies it."""

    @property
    def id(self) -> str:
        """SHA-256 of the JSON as written: the hash that approvals bind."""
        ...

    @property
    def stream(self) -> str:
        """Author and instance."""
        ...

    @property
    def seq(self) -> int:
        """From 1 in its stream."""
        ...

    @property
    def clock(self) -> Mapping[str, int]:
        """Per stream, the last number causally before or at this record."""
        ...

    @property
    def lamport(self) -> int:
        """Computed by the reader (C-4)."""
        ...

    @property
    def human(self) -> str:
        """Who wrote it, however many keys they hold."""
        ...

    @property
    def at(self) -> datetime:
        """What the writer's clock said; it never decides."""
        ...

    @property
    def kind(self) -> str:
        """The name of the act."""
        ...

    @property
    def body(self) -> bytes:
        """The act as JSON."""
        ...


def saw(later: Record, earlier: Record) -> bool:
    """Say whether the writer of `later` held `earlier` when writing (C-8)."""
    return later.id != earlier.id and later.clock.get(earlier.stream, 0) >= earlier.seq


def is_carried(record: Record) -> bool:
    """Say whether it stands in the place of an entry that this desk does not hold."""
    return record.seq < 0


def fold_order(record: Record) -> tuple[int, str, int, str]:
    """Return the place of a record in the order that every reader computes alike (C-4).

    Between two with one number (C-7) the id decides, and not which came first.
    """
    return record.lamport, record.stream, record.seq, record.id


class Role(StrEnum):
    """What a human of the organisation is admitted for (design words)."""

    COORDINATOR = "coordinator"
    CASEWORKER = "caseworker"
    INTAKE = "intake"
    KEEPER = "keeper"
    TRUSTEE = "trustee"


class Channel(StrEnum):
    """How a person and the organisation reach each other."""

    LETTERBOX = "letterbox"
    DOOR = "door"
    EMAIL = "email"
    TELEGRAM = "telegram"
    KAKAOTALK = "kakaotalk"
    PHONE = "phone"
    VIDEO_CHAT = "video_chat"
    OTHER_SCREEN = "other_screen"
    IN_PERSON = "in_person"
    OTHER = "other"


class ChannelRisk(StrEnum):
    """What a channel gives away, before anyone asks about the place it is used in."""

    PROVIDER_READS = "provider_reads"
    PROVIDER_KNOWS_WHO = "provider_knows_who"
    HISTORY_ON_PHONE = "history_on_phone"
    OTHER_CAN_SEE = "other_can_see"
    CAN_BE_OVERHEARD = "can_be_overheard"
    WRITER_UNCERTAIN = "writer_uncertain"
    WATCHED_PLACE = "watched_place"


_R = ChannelRisk
CHANNEL_RISKS: Mapping[Channel, frozenset[ChannelRisk]] = {
    Channel.LETTERBOX: frozenset(),
    Channel.DOOR: frozenset({_R.WATCHED_PLACE}),
    Channel.EMAIL: frozenset(
        {_R.PROVIDER_READS, _R.PROVIDER_KNOWS_WHO, _R.HISTORY_ON_PHONE, _R.WRITER_UNCERTAIN}
    ),
    Channel.TELEGRAM: frozenset(
        {_R.PROVIDER_READS, _R.PROVIDER_KNOWS_WHO, _R.HISTORY_ON_PHONE, _R.WRITER_UNCERTAIN}
    ),
    Channel.KAKAOTALK: frozenset(
        {_R.PROVIDER_READS, _R.PROVIDER_KNOWS_WHO, _R.HISTORY_ON_PHONE, _R.WRITER_UNCERTAIN}
    ),
    Channel.PHONE: frozenset({_R.PROVIDER_KNOWS_WHO, _R.CAN_BE_OVERHEARD}),
    Channel.VIDEO_CHAT: frozenset(
        {_R.PROVIDER_READS, _R.PROVIDER_KNOWS_WHO, _R.CAN_BE_OVERHEARD, _R.OTHER_CAN_SEE}
    ),
    Channel.OTHER_SCREEN: frozenset({_R.OTHER_CAN_SEE, _R.WRITER_UNCERTAIN}),
    Channel.IN_PERSON: frozenset({_R.CAN_BE_OVERHEARD}),
    Channel.OTHER: frozenset(ChannelRisk),
}


class Basis(StrEnum):
    """How the source of a claim knows it. What was denied is kept and never coded."""

    SAID = "said"
    SAW = "saw"
    HEARD = "heard"
    INFERRED = "inferred"
    DENIED = "denied"


class SourceGrade(StrEnum):
    """Admiralty code, reliability of the source. F is unknown, which is not worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class InformationGrade(StrEnum):
    """Admiralty code, credibility of the information. 6 is unknown, which is not worst."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


class FirstHand(StrEnum):
    """Who an appeal comes from."""

    PERSON = "person"
    SOMEONE_WHO_KNOWS = "someone_who_knows"
    INSTITUTION = "institution"


class Urgency(StrEnum):
    """UNHCR resettlement priorities: emergency is a matter of days."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class Relation(StrEnum):
    """Who somebody near a person is."""

    AT_THE_PLACE = "at_the_place"
    POSSIBLE_INFORMANT = "possible_informant"
    DEPENDANT_AT_HOME = "dependant_at_home"
    HOLDER = "holder"
    NEAR_THE_HOLDER = "near_the_holder"
    SOURCE = "source"


class Asked(StrEnum):
    """Whether somebody at the place was asked for themselves; not asking is a decision."""

    NOT_YET = "not_yet"
    ASKED = "asked"
    DELIBERATELY_NOT = "deliberately_not"


class SelfHarm(StrEnum):
    """What came of asking about self-harm."""

    NOT_NOW = "not_now"
    THOUGHTS = "thoughts"
    INTENT = "intent"
    NO_ANSWER = "no_answer"


class How(StrEnum):
    """Whether a person's own signed letter says it, or a worker for them."""

    LETTER = "letter"
    ASSERTION = "assertion"


class Wellness(StrEnum):
    """What a check-in means."""

    WELL = "well"
    UNDER_DURESS = "under_duress"


class Decision(StrEnum):
    """Go or no-go."""

    GO = "go"
    NO_GO = "no_go"


class RaisedBy(StrEnum):
    """What noticed: together the desk's and the relay's timer raise one alarm (W-2)."""

    HUMAN = "human"
    DESK_TIMER = "desk_timer"
    RELAY_TIMER = "relay_timer"
    RULE = "rule"

    @classmethod
    def _missing_(cls, value: object) -> "RaisedBy | None":
        return cls.HUMAN if isinstance(value, str) else None


class Vetting(StrEnum):
    """What is known of a helper's reliability, and that it was asked."""

    NOT_RECORDED = "not_recorded"
    REFERENCES = "references"
    MET = "met"


class HelperRole(StrEnum):
    """What a helper does; one who interprets hears everything, and is a helper too."""

    DRIVES = "drives"
    GUIDES = "guides"
    HOSTS = "hosts"
    INTERPRETS = "interprets"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "HelperRole | None":
        return cls.OTHER if isinstance(value, str) else None


class IncidentKind(StrEnum):
    """What an incident with a helper was about."""

    DEMAND = "demand"
    SILENCE = "silence"
    WRONG_PLACE = "wrong_place"
    TOLD_OTHERS = "told_others"
    BROKE_AGREEMENT = "broke_agreement"
    HARMED_SOMEBODY = "harmed_somebody"
    ARRESTED = "arrested"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "IncidentKind | None":
        return cls.OTHER if isinstance(value, str) else None


class IncidentEffect(StrEnum):
    """Whether others must ask before they work with a helper, or may not at all."""

    ASK = "ask"
    HOLD = "hold"

    @classmethod
    def _missing_(cls, value: object) -> "IncidentEffect | None":
        return cls.HOLD if isinstance(value, str) else None


class Tie(StrEnum):
    """To whom a helper has a tie that somebody could use against a person."""

    HOLDER = "holder"
    POLICE_IN_HOUSEHOLD = "police_in_household"
    NAMED_IN_A_CASE = "named_in_a_case"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Tie | None":
        return cls.OTHER if isinstance(value, str) else None


class MarkKind(StrEnum):
    """What everybody on the board may know of a helper or house: that, and never why."""

    INCIDENT = "incident"
    WITHDRAWN = "withdrawn"
    BURNED = "burned"
    COOLING_OFF = "cooling_off"

    @classmethod
    def _missing_(cls, value: object) -> "MarkKind | None":
        return cls.INCIDENT if isinstance(value, str) else None


class Answer(StrEnum):
    """What an institution answered to a referral."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKS_MORE = "asks_more"
    NO_ANSWER = "no_answer"


class Wording(StrEnum):
    """The wordings of letters that people are told by; the texts stand in the catalogue."""

    DO_NOT_GO = "do_not_go_with_anyone_old_words_void"
    NEW_WORDS = "new_words"


class Condition(StrEnum):
    """What nobody may be asked for in return for safety (design §1)."""

    FEE = "fee"
    DEBT = "debt"
    WORK = "work"
    SEX = "sex"
    PAPERS = "papers"
    PAYMENT_TO_HOLDER = "payment_to_holder"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Condition | None":
        return cls.OTHER if isinstance(value, str) else None


class SlipForm(StrEnum):
    """How a slip is given: a foreign link on a phone is itself evidence, so it is asked."""

    LINK = "link"
    CARD = "card"
    VOICE = "voice"


class SlipLanguage(StrEnum):
    """The languages of slips and of the words that the two sides say."""

    KO = "ko"
    ZH = "zh"
    EN = "en"
    VI = "vi"
    TH = "th"
    RU = "ru"


class Disclosed(StrEnum):
    """What can be told of somebody."""

    FACE = "face"
    NAME = "name"
    NUMBER = "number"
    ADDRESS = "address"
    ROUTE = "route"
    DETAILS_OF_EVERYONE = "details_of_everyone"
    HANDOVER = "handover"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Disclosed | None":
        return cls.OTHER if isinstance(value, str) else None
