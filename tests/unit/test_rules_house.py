"""Rules about safe houses, each on a plan where it fires and on one where it does not."""

from tests.casework_history import at
from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework.entries import (
    HelperNoted,
    HouseNoted,
    JourneyPlanned,
    StayPlanned,
    Window,
)
from waystation.casework.entries.helper import HelperVetted
from waystation.casework.entries.safehouse import (
    HouseBurned,
    HouseCoolingOff,
    HouseStayNoted,
    HouseTold,
)
from waystation.casework.terms import MarkKind, Vetting
from waystation.foresight.picture import Marked, Sharing

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
HIRED = HelperNoted(helper="b1", name="B1", hired=True)


def stay(opens=12, closes=20, brought_by="b1"):
    return StayPlanned(
        journey="j",
        stay="s",
        leg="leg1",
        house="h",
        place="the town",
        window=Window(at(opens), at(closes)),
        host="host",
        brought_by=brought_by,
    )


def noted(capacity=2, host="host"):
    return HouseNoted(house="h", label="H", address="a", host=host, capacity=capacity)


def at_house(*houses, plan=(), helpers=(), **more):
    parts = plan or (leg(1, "b1"), stay())
    return picture(WHO, *parts, houses=houses, helpers=helpers, **more)


def test_a_burned_house_blocks_whether_read_or_marked():
    burned = HouseBurned(house="h", reason="sold")
    assert found("house.burned", at_house(noted(), burned)) == ["h"]
    marks = (Marked("h", MarkKind.BURNED),)
    assert found("house.burned", at_house(marks=marks)) == ["h"]
    assert found("house.burned", at_house(noted())) == []
    other = HouseBurned(house="another", reason="sold")
    assert found("house.burned", at_house(noted(), other)) == []


def test_a_house_for_two_cases_at_once_is_asked_about():
    def shared(opens, closes):
        return (Sharing("h", "theirs", (Window(at(opens), at(closes)),)),)

    assert found("house.two_cases", at_house(shared=shared(24, 30))) == ["h"]
    assert found("house.two_cases", at_house(shared=shared(90, 96))) == []
    assert found("house.two_cases", at_house()) == []


def test_a_stay_of_more_than_three_days_is_asked_about():
    long = at_house(plan=(leg(1, "b1"), stay(12, 90)))
    assert found("house.stay_too_long", long) == ["h"]
    assert found("house.stay_too_long", at_house()) == []


def test_too_many_who_know_an_address_are_asked_about_whoever_told_them():
    told = [HouseTold(house="h", who=f"w{number}") for number in range(4)]
    code = "house.too_many_know"
    assert found(code, at_house(noted(), *told)) == []  # four, the host and the driver
    readers = {"h": frozenset({"kim"})}
    assert found(code, at_house(noted(), *told, house_readers=readers)) == ["h"]
    assert found(code, at_house(noted(host="before"), noted(), *told)) == ["h"]
    herself = HouseTold(house="h", who="e")
    assert found(code, at_house(noted(), *told, herself)) == []


def test_a_hired_team_is_never_told_an_address():
    code = "house.hired_told"
    assert found(code, at_house(noted(), helpers=[HIRED])) == ["h"]
    short = (leg(1, "b1"), stay(brought_by="friend"))
    assert found(code, at_house(noted(), plan=short, helpers=[HIRED])) == []
    sent = (leg(1, "b1", house="h"),)
    assert found(code, at_house(noted(), plan=sent, helpers=[HIRED])) == ["h"]
    once = HouseTold(house="h", who="b1")
    assert found(code, at_house(noted(), once, plan=short, helpers=[HIRED])) == ["h"]
    friend = HelperNoted(helper="b1", name="B1")
    assert found(code, at_house(noted(), helpers=[friend])) == []


def test_a_house_holds_no_more_than_its_beds():
    def taken(beds, opens, name="other"):
        window = Window(at(opens), at(opens + 5))
        return HouseStayNoted(stay=name, house="h", window=window, beds=beds)

    code = "house.over_capacity"
    assert found(code, at_house(noted(2), taken(2, 10))) == ["h"]
    assert found(code, at_house(noted(2), taken(1, 10))) == []
    assert found(code, at_house(noted(2), taken(2, 40))) == []
    assert found(code, at_house(noted(1), taken(1, 12, "s"))) == []  # their own beds
    assert found(code, at_house(noted(0), taken(9, 10))) == []  # not known


def test_nobody_is_brought_to_a_house_that_cools_off():
    code = "house.cooling_off"
    longer = HouseCoolingOff(house="h", until=at(13))
    assert found(code, at_house(noted(), longer)) == ["h"]
    shorter = HouseCoolingOff(house="h", until=at(11))
    assert found(code, at_house(noted(), shorter)) == []
    marks = (Marked("h", MarkKind.COOLING_OFF, at(13)),)
    assert found(code, at_house(marks=marks)) == ["h"]
    assert found(code, at_house(marks=(Marked("h", MarkKind.COOLING_OFF, at(9)),))) == []


def test_a_host_whom_nobody_looked_into_is_asked_about():
    code = "house.host_unvetted"
    host = HelperNoted(helper="host", name="Host")
    met = HelperVetted(helper="host", how=Vetting.MET, by="kim", expires=at(100))
    assert found(code, at_house(noted(), helpers=[host])) == ["h"]
    assert found(code, at_house(noted(), helpers=[host, met])) == []
    assert found(code, at_house(noted(), helpers=[host, met], now=200)) == ["h"]
