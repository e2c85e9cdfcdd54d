"""A planned journey and what may be told of it, for the tests of casework."""

from tests.casework_history import at, desk
from waystation.casework import consequences as what_follows
from waystation.casework import hold, journey
from waystation.casework.consequences import Append, PlaceHold
from waystation.casework.entries import (
    AlarmRaised,
    ArrestReported,
    ArrivalConfirmed,
    CheckInReceived,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HoldPlaced,
    JourneyDecided,
    JourneyPlanned,
    LegPlanned,
    WatchAgreed,
    Window,
)
from waystation.casework.standing import Around, standing
from waystation.casework.terms import (
    AlarmCause,
    Decision,
    How,
    InformationGrade,
    SourceGrade,
    Wellness,
)

TAGS = {name: frozenset({f"#{name}"}) for name in ("b1", "b2", "car", "house", "host")}


def leg(number, takes, *, gives="e", house="", dropped=False, of="j"):
    return LegPlanned(
        journey=of,
        leg=f"leg{number}",
        number=number,
        place=f"place {number}",
        window=Window(at(number * 10), at(number * 10 + 2)),
        gives=gives,
        takes=takes,
        house=house,
        touches=("car",) if house else (),
        dropped=dropped,
    )


def meeting(number, takes, gives="e", of="j"):
    return HandoverPlanned(
        journey=of,
        handover=f"meeting{number}",
        leg=f"leg{number}",
        place=f"place {number}",
        window=Window(at(number * 10), at(number * 10 + 2)),
        gives=gives,
        takes=takes,
    )


def watch(name="watch1", due=20.0, grace_s=1800, person="e", of="j"):
    return WatchAgreed(
        journey=of,
        watch=name,
        person=person,
        number=1,
        opens=at(due - 2),
        due=at(due),
        grace_s=grace_s,
    )


def check_in(name="watch1", when=19.0, wellness=Wellness.WELL, person="e"):
    return CheckInReceived(
        journey="j",
        watch=name,
        person=person,
        how=How.LETTER,
        wellness=wellness,
        heard_at=at(when),
    )


def decided(decision=Decision.GO):
    return JourneyDecided(journey="j", decision=decision, reason="all clear")


def confirmed(number, by):
    return HandoverConfirmed(
        journey="j", handover=f"meeting{number}", by=by, how=How.LETTER
    )


def arrival(how=How.ASSERTION, person="e"):
    """Give an arrival as a worker confirmed it; of a letter, what the person says."""
    return ArrivalConfirmed(journey="j", person=person, how=how)


PLAN = [
    JourneyPlanned(journey="j", persons=("e",), responders=("kim", "trustee")),
    leg(1, "b1", house="house"),
    meeting(1, "b1"),
    leg(2, "b2", gives="b1"),
    meeting(2, "b2", gives="b1"),
    watch(),
]


class Told:
    """One desk's journey, told act by act."""

    def __init__(self, *acts):
        self.kim = desk("kim")
        self.hours = 0
        self.records = [self.kim.writes(act) for act in acts]

    def then(self, *acts):
        self.records += [self.kim.writes(act, hours=self.hours) for act in acts]
        return self

    @property
    def state(self):
        return journey.read("j", self.records)

    def at(self, hours, holds=(), blind=()):
        return standing(self.state, Around(at(hours), hold.read(holds), TAGS, tuple(blind)))

    def follows(self, hours, holds=(), kin=None, blind=()):
        around = Around(at(hours), hold.read(holds), TAGS, tuple(blind))
        return what_follows.consequences(self.state, around, kin or {})


def on_the_way():
    return Told(*PLAN, decided(), confirmed(1, "e"), confirmed(1, "b1"))


def acts_in(found, kind):
    return [
        one.act for one in found if isinstance(one, Append) and isinstance(one.act, kind)
    ]


def of_type(found, kind):
    return [one for one in found if isinstance(one, kind)]


def execute(told, hours, board):
    """Do what a desk does with consequences."""
    told.hours = hours
    for one in told.follows(hours, board):
        if isinstance(one, Append):
            told.then(one.act)
        if isinstance(one, PlaceHold):
            tags = tuple(sorted(hold.tags_of(one.about, TAGS)))
            board.append(
                desk("kim").writes(HoldPlaced(hold=one.hold, tags=tags, cause=one.cause))
            )
    return board


def raised(alarm="a", cause=AlarmCause.REPORT, about=("b1",)):
    return AlarmRaised(alarm=alarm, journey="j", cause=cause, about=about)


def demand(*, agreed=False, place="", of="d"):
    return DemandRecorded(
        demand=of, journey="j", helper="b1", asks_for="more", agreed=agreed, place=place
    )


def arrest(*who, source=SourceGrade.F):
    return ArrestReported(
        arrest="arrest",
        journey="j",
        who=who,
        said_by="relatives",
        source=source,
        information=InformationGrade.CANNOT_BE_JUDGED,
    )
