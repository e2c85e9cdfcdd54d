from tests.casework_history import at, desk
from waystation.casework import consent, journey, roster
from waystation.casework.entries import (
    AlarmRaised,
    ApprovalGiven,
    ApprovalRefused,
    ConsentGiven,
    HandoverPlanned,
    HoldLiftApproved,
    HoldPlaced,
    HousePresumedBurned,
    HumanAdmitted,
    HumanDeparted,
    JourneyPlanned,
    JourneyStopped,
    LegPlanned,
    Quotation,
    WatchAgreed,
    Window,
)
from waystation.casework.finding import Severity, blocks
from waystation.casework.hold import read as read_holds
from waystation.casework.reach import People
from waystation.casework.standing import Around
from waystation.casework.start import Organisation, may_start
from waystation.casework.terms import AlarmCause, Role

ALWAYS = (Window(at(-100), at(1000)),)
QUOTED = Quotation(letter="l", sender="s", signed="{}", signature="g")


def admitted(human, *roles, outside=False, identity="i"):
    return HumanAdmitted(
        human=human, name=human, roles=roles, identity=identity, outside=outside
    )


STAFF = [
    admitted("kim", Role.COORDINATOR, Role.KEEPER),
    admitted("lee", Role.CASEWORKER),
    admitted("trustee", Role.TRUSTEE, Role.KEEPER, outside=True),
]


def organisation(*, staff=STAFF, on_call=None, earlier=3, burned=()):
    kim = desk("kim")
    called = {one.human: ALWAYS for one in staff} if on_call is None else on_call
    members = map(roster.member_by, staff)
    folded = roster.read([kim.writes(act) for act in staff], members)
    return Organisation(People(folded, called), earlier, frozenset(burned))


def consents(*persons):
    kim = desk("kim")
    return consent.read(
        kim.writes(
            ConsentGiven(
                consent=f"c {person}",
                person=person,
                journey="j",
                wording="w",
                language="ko",
                quoted=QUOTED,
            )
        )
        for person in persons
    )


LEG = LegPlanned(
    journey="j",
    leg="leg1",
    number=1,
    place="corner",
    window=Window(at(10), at(12)),
    gives="w1",
    takes="b2",
    house="house",
)
PLAN = [
    JourneyPlanned(journey="j", persons=("w1", "w2")),
    LEG,
    *(
        WatchAgreed(
            journey="j", watch=f"v {one}", person=one, number=1, opens=at(9), due=at(13)
        )
        for one in ("w1", "w2")
    ),
]


def told(*acts):
    kim = desk("kim")
    return [kim.writes(act) for act in [*PLAN, *acts]]


def found(records=None, *, given=("w1", "w2"), holds=(), **how):
    state = journey.read("j", told() if records is None else records)
    tags = {"house": frozenset({"#house"})}
    around = Around(at(0), read_holds(holds), tags)
    return may_start(state, consents(*given), organisation(**how), around)


def codes(*args, **how):
    return [one.code for one in found(*args, **how)]


def test_a_journey_in_order_may_start():
    assert found() == ()


def test_a_plan_without_consents_gets_that_finding_and_nothing_else():
    stopped = told(JourneyStopped(journey="j", person="w1"))
    both = found(stopped, given=(), staff=STAFF[:1])
    assert [(one.code, one.where) for one in both] == [
        ("consent.none", "w1"),
        ("consent.none", "w2"),
    ]


def test_each_adult_consents_for_themselves():
    assert [(one.code, one.where) for one in found(given=("w1",))] == [
        ("consent.none", "w2")
    ]


def test_a_plan_for_nobody_may_not_start():
    kim = desk("kim")
    assert codes([kim.writes(LEG)]) == ["consent.nobody"]


def test_a_journey_that_the_person_stopped_may_not_start():
    assert codes(told(JourneyStopped(journey="j", person="w1"))) == [
        "journey.stopped_by_person"
    ]


def test_a_hold_that_shares_a_tag_blocks_and_says_what_it_rests_on():
    placed = desk("lee").writes(
        HoldPlaced(hold="h", tags=("#house",), cause=AlarmCause.DEMAND)
    )
    (one,) = found(holds=[placed])
    assert (one.code, one.where, one.rests_on) == (
        "hold.shares_a_tag",
        "leg1",
        (placed.id,),
    )
    assert one.severity is Severity.BLOCK


def test_words_from_before_a_lifted_hold_are_void_and_where_there_were_none_none_are():
    held = HoldPlaced(hold="h", tags=("#house",), cause=AlarmCause.DEMAND)
    placed = desk("lee").writes(held)
    lift = HoldLiftApproved(hold="h", acts=(placed.id,), reason="asked")
    lifted = [placed, *(desk(who).hears(placed).writes(lift) for who in ("kim", "sam"))]
    where = {"journey": "j", "leg": "leg1", "place": "corner", "window": LEG.window}
    silent = HandoverPlanned(handover="met", gives="w1", takes="b2", **where)
    assert codes(told(silent), holds=lifted) == []
    agreed = HandoverPlanned(handover="met", gives="w1", takes="b2", answer="a", **where)
    assert codes(told(agreed), holds=lifted) == ["handover.words_are_void"]


def test_a_house_that_an_arrested_team_was_sent_to_blocks():
    assert codes(burned=["house"]) == ["house.presumed_burned"]
    noted = told(HousePresumedBurned(house="house", journey="j", reason="r"))
    assert codes(noted) == ["house.presumed_burned"]


def test_an_open_alarm_blocks():
    alarm = AlarmRaised(alarm="a", journey="j", cause=AlarmCause.REPORT)
    assert codes(told(alarm)) == ["alarm.open"]


def test_a_person_without_an_agreed_check_in_is_asked_about():
    kim = desk("kim")
    records = [kim.writes(act) for act in PLAN[:2]]
    assert codes(records) == ["check_in.none_agreed", "check_in.none_agreed"]
    assert not blocks(found(records))


def test_a_plan_made_in_two_places_is_looked_at_again():
    records = told()
    unseen = desk("lee").writes(LegPlanned(**{**as_dict(LEG), "leg": "leg2", "number": 2}))
    assert "plan.made_in_two_places" in codes([*records, unseen])


def as_dict(act):
    return {name: getattr(act, name) for name in act.__struct_fields__}


# --- the honest minimum ---


def test_with_fewer_than_two_staff_no_journey_starts():
    assert "minimum.two_staff" in codes(staff=[STAFF[0], STAFF[2]])


def test_without_an_outside_trustee_no_journey_starts():
    inside = admitted("trustee", Role.TRUSTEE)
    assert codes(staff=[*STAFF[:2], inside], earlier=3) == [
        "minimum.trustee",
        "minimum.trustee_on_call",
    ]


def test_one_human_with_two_keys_counts_once_in_the_minimum():
    twice = [
        admitted("kim", Role.COORDINATOR),
        admitted("kim", Role.CASEWORKER, identity="i2"),
    ]
    assert "minimum.two_staff" in codes(staff=[*twice, STAFF[2]])


def test_who_departed_counts_no_more_unless_admitted_again_with_a_new_key():
    act = admitted("lee", Role.CASEWORKER)
    one, lee = desk("kim").writes(act), roster.member_by(act)
    gone = desk("lee").hears(one).writes(HumanDeparted(human="lee"))
    still = roster.read([one, gone], [lee])
    assert [known.human for known in roster.humans(still)] == ["lee"]
    assert roster.humans(roster.read([one, gone], [])) == ()
    again = roster.read([one, gone], [roster.member_by(act)])
    assert [known.human for known in roster.humans(again)] == ["lee"]


def test_an_hour_at_which_no_two_can_be_reached_is_named():
    on_call = {
        "kim": (Window(at(0), at(11)),),
        "lee": (Window(at(11.5), at(20)),),
        "trustee": ALWAYS,
    }
    (one,) = found(on_call=on_call)
    assert (one.code, one.where) == ("minimum.two_reachable", "2026-03-01T23:00Z")


# --- the first three journeys ---


def with_word(act, human="trustee", *, identical=True):
    records = told()
    bound = records[-1].id if identical else records[0].id
    return [*records, desk(human).hears(*records).writes(act(act=bound))]


def test_the_first_three_journeys_are_co_signed_by_the_outside_trustee():
    for earlier in range(3):
        assert codes(earlier=earlier) == ["plan.trustee_has_not_co_signed"]
        assert codes(with_word(ApprovalGiven), earlier=earlier) == []


def test_a_signature_of_staff_is_none_of_the_trustee():
    assert codes(with_word(ApprovalGiven, "lee"), earlier=0)


def test_a_signature_under_an_earlier_plan_is_none_under_this_one():
    assert codes(with_word(ApprovalGiven, identical=False), earlier=0)


def test_a_plan_changed_after_the_signature_wants_another():
    records = with_word(ApprovalGiven)
    changed = desk("kim", "key of kim").hears(*records).writes(LEG)
    assert codes([*records, changed], earlier=0) == ["plan.trustee_has_not_co_signed"]


def test_a_refusal_unseen_by_the_signature_beats_it():
    records = with_word(ApprovalGiven)
    no = desk("lee").hears(*records[:-1]).writes(ApprovalRefused(act=records[-2].id))
    assert codes([*records, no], earlier=0) == ["plan.trustee_has_not_co_signed"]
