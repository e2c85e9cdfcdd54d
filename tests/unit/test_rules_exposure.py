"""Rules about exposure, each on a plan where it fires and on one where it does not."""

from tests.casework_history import at, desk
from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework import disclosure
from waystation.casework.entries import (
    HelperNoted,
    HouseNoted,
    JourneyPlanned,
    StayPlanned,
    Window,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.safehouse import HouseStayNoted, HouseTold
from waystation.casework.terms import Disclosed
from waystation.foresight.picture import Sharing

PERSONS = ("e", "f")
WHO = JourneyPlanned(journey="j", persons=PERSONS, responders=("kim",))
HOUSE = HouseNoted(house="h", label="H", address="a", host="host", capacity=9)
STAY = StayPlanned(
    journey="j",
    stay="s",
    leg="leg1",
    house="h",
    place="the town",
    window=Window(at(12), at(20)),
    host="host",
    brought_by="b1",
)


def taken(beds, opens=10, closes=30, stay="other"):
    window = Window(at(opens), at(closes))
    return HouseStayNoted(stay=stay, house="h", window=window, beds=beds)


def of(*plan, houses=(), helpers=(), persons=PERSONS, **more):
    return picture(WHO, *plan, persons=persons, houses=houses, helpers=helpers, **more)


def test_a_house_with_others_in_it_counts_them_for_whoever_is_told_it():
    full = (HOUSE, taken(2))
    assert found("exposure.over_cap", of(leg(1, "b1"), STAY, houses=full)) == ["b1", "host"]
    few = (HOUSE, taken(1))
    assert found("exposure.over_cap", of(leg(1, "b1"), STAY, houses=few)) == []


def test_beds_of_another_time_or_of_this_very_stay_are_no_others():
    for beds in (taken(5, opens=40, closes=60), taken(5, stay="s")):
        plan = of(leg(1, "b1"), STAY, houses=(HOUSE, beds))
        assert found("exposure.over_cap", plan) == []


def test_who_is_handed_over_to_short_of_the_house_reaches_nobody_there():
    full = (HOUSE, taken(5))
    plan = of(leg(1, "b1"), leg(2, "b2", house="h"), houses=full)
    assert found("exposure.over_cap", plan) == ["b2"]


def test_a_helper_of_the_pick_up_who_is_told_a_house_is_asked_about():
    assert found("exposure.pick_up_and_house", of(leg(1, "b1", house="h"))) == ["b1"]
    apart = of(leg(1, "b1"), leg(2, "b2", house="h"))
    assert found("exposure.pick_up_and_house", apart) == []
    told = (HOUSE, HouseTold(house="h", who="b1"))
    plan = of(leg(1, "b1"), leg(2, "b2", house="h"), houses=told)
    assert found("exposure.pick_up_and_house", plan) == ["b1"]


def test_one_of_the_same_team_counts_as_the_helper_of_the_pick_up():
    team = tuple(HelperNoted(helper=one, name=one, team="t") for one in ("b1", "b2"))
    plan = of(leg(1, "b1"), leg(2, "b2", house="h"), helpers=team)
    assert found("exposure.pick_up_and_house", plan) == ["b1"]


def test_one_of_the_staff_who_runs_the_journey_and_reads_the_house_is_noted():
    plan = (leg(1, "b1"), leg(2, "b2", house="h"))
    both = of(*plan, house_readers={"h": frozenset({"kim", "lee"})})
    assert found("exposure.member_reaches_both", both) == ["kim"]
    apart = of(*plan, house_readers={"h": frozenset({"lee"})})
    assert found("exposure.member_reaches_both", apart) == []
    another = of(*plan, house_readers={"another": frozenset({"kim"})})
    assert found("exposure.member_reaches_both", another) == []


def test_who_brought_a_helper_in_joins_two_cases_only_if_another_journey_needs_them():
    helpers = (HelperNoted(helper="b1", name="B1", recruited_by="guide"),)
    joined = (Sharing("guide", "another journey", (Window(at(0), at(6)),)),)
    plan = (leg(1, "b1"),)
    assert found(
        "exposure.path_joins_cases", of(*plan, helpers=helpers, joined=joined)
    ) == ["b1"]
    assert found("exposure.path_joins_cases", of(*plan, helpers=helpers)) == []
    assert found("exposure.path_joins_cases", of(*plan, joined=joined)) == []


def test_whom_a_helper_brought_in_joins_two_cases_too():
    helpers = (HelperNoted(helper="guide", name="guide", subcontracted_by="b1"),)
    joined = (Sharing("guide", "another journey", (Window(at(0), at(6)),)),)
    plan = of(leg(1, "b1"), helpers=helpers, joined=joined)
    assert found("exposure.path_joins_cases", plan) == ["b1"]


def test_two_whom_the_same_one_brought_in_join_their_cases():
    helpers = (
        HelperNoted(helper="b1", name="B1", recruited_by="broker"),
        HelperNoted(helper="b2", name="B2", recruited_by="broker"),
    )
    joined = (Sharing("b2", "another journey", (Window(at(0), at(6)),)),)
    plan = of(leg(1, "b1"), helpers=helpers, joined=joined)
    assert found("exposure.path_joins_cases", plan) == ["b1"]
    apart = (helpers[0], HelperNoted(helper="b2", name="B2", recruited_by="another"))
    plan = of(leg(1, "b1"), helpers=apart, joined=joined)
    assert found("exposure.path_joins_cases", plan) == []


def test_whoever_is_told_of_a_person_of_another_case_joins_the_two():
    noted = DisclosureNoted(
        disclosure="d", journey="j", what=Disclosed.NAME, of="stranger", to="b1"
    )
    told = disclosure.read([desk("kim").writes(noted)])
    strangers = frozenset({"stranger"})
    plan = of(leg(1, "b1"), disclosures=told, other_persons=strangers)
    assert found("exposure.path_joins_cases", plan) == ["b1"]
    assert found("exposure.path_joins_cases", of(leg(1, "b1"), disclosures=told)) == []
    elsewhere = of(leg(1, "b2"), disclosures=told, other_persons=strangers)
    assert found("exposure.path_joins_cases", elsewhere) == []
