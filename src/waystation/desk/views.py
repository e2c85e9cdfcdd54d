"""What a page or a terminal is given to show: plain values, no bytes, keys or sentences.

A cause is a code of ours and the face writes the sentence in its language; a name, a label
or a note is what a person wrote, and a face shows it as their words.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from waystation.casework.consent import ConsentState
from waystation.casework.finding import Severity
from waystation.casework.terms import AlarmCause, Outcome, RaisedBy

Confirmed = Literal["nobody", "giver", "receiver", "both"]
StageState = Literal["planned", "now", "done", "stopped"]
PlacesState = Literal["kept", "waiting", "differs", "destroyed"]
JourneyState = Literal["planned", "no_go", "go", "under_way", "stopped", "arrived", "lost"]
CheckInState = Literal[
    "expected", "open", "well", "under_duress", "missed", "unknown", "not_needed"
]
NextKind = Literal["check_in", "handover", "leg", "stay_ends"]
WaitingKind = Literal[
    "untold",
    "letters",
    "task",
    "decision",
    "lift",
    "consent",
    "approval",
    "urgency",
    "grading",
    "set_aside",
    "payout",
    "money",
    "incident",
    "complaint",
    "question",
    "house",
    "arrival",
]
Knows = Literal["persons", "place", "window", "house", "plan"]


@dataclass(frozen=True, slots=True)
class RelayState:
    """How the desk stands with the relay; `since` is when that began.

    Attributes:
        unsent: how much is saved here and not yet there.
        wrong: since when what it sends was missing, changed or unreadable.
        unsure: how many letters to somebody outside it may have lost unread.
        refused: how much it does not take, and is asked to again every hour.
    """

    connected: bool
    since: datetime | None
    unsent: int = 0
    wrong: datetime | None = None
    unsure: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class DeskState:
    """Whose desk this is and when the page was read; every page carries it.

    Only who is on the board sees holds; elsewhere their absence says nothing. `untrusted`
    is since when the relay's own alarms are not trusted (W-5). While the board is
    `disputed`, nobody's holds and plans reach the others over it. While it is `failing`,
    what the desk does by itself may not be done.
    """

    organisation: str
    me: str
    now: datetime
    relay: RelayState
    practice: bool = False
    sees_holds: bool = True
    untrusted: datetime | None = None
    disputed: bool = False
    failing: bool = False


@dataclass(frozen=True, slots=True)
class JourneyName:
    """Enough to speak of a journey and to open it."""

    id: str
    persons: tuple[str, ...]
    destination: str


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm that is open: what is wrong, since when, who was told, who has it.

    `about` is the party, place or person that it hangs on; `said` was written with it.
    `forgotten` says that nothing was written for too long since somebody took it up.
    """

    id: str
    journey: JourneyName
    cause: AlarmCause
    about: str
    since: datetime
    by: RaisedBy = RaisedBy.HUMAN
    said: str = ""
    leg: int | None = None
    due: datetime | None = None
    backup: str = ""
    late: bool = False
    reaches: int = 1
    told: tuple[str, ...] = ()
    taken_by: tuple[str, ...] = ()
    taken_at: datetime | None = None
    mine: bool = False
    forgotten: bool = False
    endings: tuple[Outcome, ...] = (Outcome.OTHER,)

    @property
    def in_hand(self) -> bool:
        """Say whether somebody has it and writes what they do."""
        return bool(self.taken_by) and not self.forgotten


@dataclass(frozen=True, slots=True)
class HoldRow:
    """What may not proceed, why, and who has agreed to lift it.

    `reachable` is how many of those who could lift it can be reached when it matters;
    `may_lift` is whether this desk's human still counts towards the two.
    """

    id: str
    journey: JourneyName
    cause: AlarmCause
    about: str
    since: datetime
    legs: tuple[int, ...] = ()
    agreed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    needed: int = 2
    reachable: int | None = None
    may_lift: bool = True


@dataclass(frozen=True, slots=True)
class NextRow:
    """Something that is due within the next 24 hours."""

    at: datetime
    kind: NextKind
    journey: JourneyName
    persons: tuple[str, ...] = ()
    leg: int | None = None
    giver: str = ""
    receiver: str = ""
    backup: str = ""
    held: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Something that waits for this desk's human; `oldest` is since when."""

    kind: WaitingKind
    count: int
    oldest: datetime | None = None
    journey: JourneyName | None = None


@dataclass(frozen=True, slots=True)
class PanicRow:
    """A human of the organisation who is in danger, or was taken.

    Attributes:
        by: who said so, where it is not they themselves.
        mine: whether it is this desk's human, who does not say that it is over.
        may_ask: whether this desk's human may ask what falls with them.
    """

    id: str
    human: str
    name: str
    since: datetime
    said: str = ""
    by: str = ""
    mine: bool = False
    may_ask: bool = False


@dataclass(frozen=True, slots=True)
class TodayView:
    """The first page: what is wrong, what is next, what waits.

    Of many only the first are shown: so many more journeys are held, so much more is next.
    """

    desk: DeskState
    alarms: tuple[AlarmRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    next: tuple[NextRow, ...] = ()
    waiting: tuple[WaitingRow, ...] = ()
    later: NextRow | None = None
    panics: tuple[PanicRow, ...] = ()
    more_held: int = 0
    more_next: int = 0


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """One journey in the list."""

    journey: JourneyName
    state: JourneyState
    starts: datetime | None
    ends: datetime | None
    alarms: int = 0
    holds: int = 0
    leg: int | None = None
    legs: int = 0
    next: NextRow | None = None


@dataclass(frozen=True, slots=True)
class JourneysView:
    """The journeys that this desk is in, those in trouble first, on so many pages."""

    desk: DeskState
    journeys: tuple[JourneyLine, ...] = ()
    page: int = 1
    pages: int = 1


@dataclass(frozen=True, slots=True)
class HandoverView:
    """The meeting with which a stage begins: each side confirms it for itself."""

    opens: datetime
    closes: datetime
    giver: str
    receiver: str
    confirmed: Confirmed = "nobody"
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckInView:
    """One agreed sign of life; `by_word` where a worker's word stands for it."""

    number: int
    opens: datetime
    due: datetime
    persons: tuple[str, ...]
    state: CheckInState
    heard: datetime | None = None
    backup: str = ""
    by_word: bool = False


@dataclass(frozen=True, slots=True)
class StageView:
    """A leg that ends at `place`, or a stay there; `number` counts legs and stays apart.

    `share` is how much of it has passed, from 0 to 1, where it is the present one.
    """

    kind: Literal["leg", "stay"]
    number: int
    place: str
    starts: datetime
    ends: datetime
    with_whom: str
    state: StageState
    share: float = 0.0
    handover: HandoverView | None = None
    check_ins: tuple[CheckInView, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    presumed_known: bool = False

    @property
    def width(self) -> int:
        """How long it is drawn: 1 up to three hours, 2 up to twelve, 3 beyond."""
        hours = (self.ends - self.starts).total_seconds() / 3600
        return 1 if hours <= 3 else 2 if hours <= 12 else 3


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a check found about this journey, and which two accepted it until when."""

    code: str
    about: str = ""
    severity: Severity = Severity.NOTE
    leg: int | None = None
    accepted_by: tuple[str, ...] = ()
    accepted_until: datetime | None = None
    accepted_reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What somebody without a key said, as one human gave their word for it.

    It wants a second: the trustee's, where none of those who gave it is one.
    """

    consent: str
    said: str
    by: tuple[str, ...]
    at: datetime
    via: str
    wants_trustee: bool = False
    may_second: bool = False


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """How a person's yes is known, and whether it stands; `waits` wants a second."""

    person: str
    how: ConsentState
    at: datetime | None = None
    by_word_of: tuple[str, ...] = ()
    waits: StatementRow | None = None


@dataclass(frozen=True, slots=True)
class TravellerRow:
    """Who travels, and whether they are still on the way."""

    id: str
    name: str
    there: bool = False


@dataclass(frozen=True, slots=True)
class KnowsRow:
    """What one party learned of this journey: what falls if they are taken or turn."""

    who: str
    what: tuple[Knows, ...]
    staff: bool = False
    legs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyView:
    """One journey as a rail on a time axis, and what hangs on it.

    Attributes:
        decided: whether anybody has decided to go, so that somebody may be on the way.
        after: whether somebody is lost, or something of it is kept for a review.
        may_act: whether this desk's human may give their word for what somebody said, and
            record an arrival.
        says_arrived: who says that they arrived, while nobody has confirmed it.
        places: where it stands with what says where it went; destroyed at this desk at
            `destroyed_at`.
        over: whether nothing of it is to be planned or waited for any more.
    """

    desk: DeskState
    journey: JourneyName
    state: JourneyState
    stages: tuple[StageView, ...] = ()
    arrived: tuple[str, ...] = ()
    arrived_at: datetime | None = None
    says_arrived: tuple[str, ...] = ()
    says_arrived_at: datetime | None = None
    alarms: tuple[AlarmRow, ...] = ()
    holds: tuple[HoldRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    consents: tuple[ConsentRow, ...] = ()
    knows: tuple[KnowsRow, ...] = ()
    unplaced_check_ins: tuple[CheckInView, ...] = ()
    next: NextRow | None = None
    travellers: tuple[TravellerRow, ...] = ()
    decided: bool = False
    after: bool = False
    may_act: bool = False
    places: PlacesState = "kept"
    destroyed_at: datetime | None = None
    over: bool = False
