"""The operation of 2023 in casework alone: one hired team, two cases, one house."""

from tests.casework_history import at, desk
from waystation.casework import board, consent, journey, roster
from waystation.casework.consequences import Append, PlaceHold, Tell, consequences
from waystation.casework.entries import (
    AlarmRaised,
    ArrestReported,
    ConsentAsserted,
    ConsentSeconded,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HoldLiftApproved,
    HoldPlaced,
    HousePresumedBurned,
    HumanAdmitted,
    JourneyDecided,
    JourneyPlanned,
    LegPlanned,
    Window,
)
from waystation.casework.finding import blocks
from waystation.casework.hold import tags_of
from waystation.casework.reach import People
from waystation.casework.standing import Around, standing
from waystation.casework.start import Organisation, may_start
from waystation.casework.terms import (
    AlarmCause,
    Decision,
    How,
    InformationGrade,
    Role,
    SourceGrade,
    Wording,
)

ALWAYS = (Window(at(-1), at(999)),)
TAGS = {one: frozenset({f"#{one}"}) for one in ("b1", "b2", "car1", "purple", "h", "h2")}
WOMEN = ("w1", "w2", "w3")
kim = desk("kim")


def planned(name, persons, helper, car, house):
    first = persons[0]
    window = Window(at(1), at(4))
    acts = [
        JourneyPlanned(journey=name, persons=persons, responders=("kim", "trustee")),
        LegPlanned(
            journey=name,
            leg="pick-up",
            number=1,
            place="the designated place",
            window=window,
            gives=first,
            takes=helper,
            touches=(car,),
            house=house,
        ),
        HandoverPlanned(
            journey=name,
            handover="meeting",
            leg="pick-up",
            place="the designated place",
            window=window,
            gives=first,
            takes=helper,
        ),
    ]
    return [kim.writes(act) for act in acts]


def told_of(name, *acts):
    return [kim.writes(act) for act in acts]


def go(name):
    return JourneyDecided(journey=name, decision=Decision.GO, reason="all clear")


def taken(by):
    return HandoverConfirmed(journey="e", handover="meeting", by=by, how=How.LETTER)


DEMAND = DemandRecorded(
    demand="more money",
    journey="e",
    helper="b1",
    asks_for="food, clothes, shoes",
    place="a house in another city",
)
ARREST = ArrestReported(
    arrest="the next morning",
    journey="e",
    who=("b1", "e"),
    said_by="relatives of b1",
    source=SourceGrade.F,
    information=InformationGrade.CANNOT_BE_JUDGED,
)

OF_E = [
    *planned("e", ("e",), "b1", "car1", "h"),
    *told_of("e", go("e"), taken("e"), taken("b1")),
]
OF_WOMEN = [*planned("w", WOMEN, "b1", "car1", "h"), *told_of("w", go("w"))]


def after(*acts):
    return journey.read("e", [*OF_E, *told_of("e", *acts)])


def holds_after(*acts):
    around = Around(at(30), tags=TAGS)
    placed = (
        one for one in consequences(after(*acts), around, {}) if isinstance(one, PlaceHold)
    )
    entries = [
        HoldPlaced(
            hold=one.hold, tags=tuple(sorted(tags_of(one.about, TAGS))), cause=one.cause
        )
        for one in placed
    ]
    return [kim.writes(entry) for entry in entries]


def asserted_by_two(name):
    trustee = desk("trustee")
    told = []
    for person in WOMEN:
        said = kim.writes(
            ConsentAsserted(
                consent=person,
                person=person,
                journey=name,
                wording="w",
                language="ko",
                statement="yes",
                channel="ch",
            )
        )
        told += [
            said,
            trustee.hears(said).writes(ConsentSeconded(consent=person, act=said.id)),
        ]
    return consent.read(told)


PEOPLE = [
    HumanAdmitted(human=who, name=who, roles=(role,), identity="i", outside=out)
    for who, role, out in (
        ("kim", Role.COORDINATOR, False),
        ("lee", Role.CASEWORKER, False),
        ("trustee", Role.TRUSTEE, True),
    )
]
ORGANISATION = Organisation(
    People(
        roster.read(map(kim.writes, PEOPLE), map(roster.member_by, PEOPLE)),
        dict.fromkeys(("kim", "lee", "trustee"), ALWAYS),
    ),
    earlier_journeys=9,
)


def test_on_stated_facts_nothing_was_wrong_before_the_demand():
    assert consequences(after(), Around(at(20), tags=TAGS), {}) == ()


def test_the_demand_raises_an_alarm_and_puts_the_second_pick_up_on_hold():
    follows = consequences(after(DEMAND), Around(at(30), tags=TAGS), {})
    alarms = [one.act for one in follows if isinstance(one, Append)]
    assert [one.cause for one in alarms if isinstance(one, AlarmRaised)] == [
        AlarmCause.DEMAND
    ]
    holds = board.read(holds_after(DEMAND)).holds
    around = Around(at(30), holds, TAGS)
    second = journey.read("w", OF_WOMEN)
    assert [one.leg.leg for one in standing(second, around).held_legs] == ["pick-up"]
    told = [one for one in consequences(second, around, {}) if isinstance(one, Tell)]
    assert [(one.person, one.wording) for one in told] == [
        (person, Wording.DO_NOT_GO) for person in WOMEN
    ]


def test_he_who_is_in_the_hands_of_the_team_is_not_written_to():
    around = Around(at(30), board.read(holds_after(DEMAND)).holds, TAGS)
    follows = consequences(after(DEMAND), around, {})
    assert not [one for one in follows if isinstance(one, Tell)]


def test_after_the_arrest_the_house_is_presumed_burned_and_a_new_team_may_not_use_it():
    follows = consequences(after(DEMAND, ARREST), Around(at(50), tags=TAGS), {})
    acts = [one.act for one in follows if isinstance(one, Append)]
    assert [one.house for one in acts if isinstance(one, HousePresumedBurned)] == ["h"]
    holds = board.read(holds_after(DEMAND, ARREST)).holds
    around = Around(at(50), holds, TAGS)
    in_haste = journey.read("w2", planned("w2", WOMEN, "b2", "purple", "h"))
    found = may_start(in_haste, asserted_by_two("w2"), ORGANISATION, around)
    assert [one.code for one in found if one.code.startswith("hold")] == [
        "hold.shares_a_tag"
    ]
    assert blocks(found)


def test_to_another_house_the_new_team_may_go_and_what_is_unknown_is_said():
    around = Around(at(50), board.read(holds_after(DEMAND, ARREST)).holds, TAGS)
    elsewhere = journey.read("w3", planned("w3", WOMEN, "b2", "purple", "h2"))
    found = may_start(elsewhere, asserted_by_two("w3"), ORGANISATION, around)
    assert not blocks(found)
    assert {one.code for one in found} == {
        "check_in.none_agreed",
        "consent.asserted_by_two",
    }


def test_neither_haste_nor_one_human_lifts_the_hold():
    placed = holds_after(DEMAND)
    lift = HoldLiftApproved(hold="more money", acts=(placed[0].id,), reason="midnight")
    alone = [desk("kim", key).hears(*placed).writes(lift) for key in ("k1", "k2")]
    holds = board.read([*placed, *alone]).holds
    assert standing(journey.read("w", OF_WOMEN), Around(at(30), holds, TAGS)).held_legs
