from msgspec.structs import replace

from tests.casework_history import at
from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework.entries import JourneyPlanned, Window
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))


def test_a_leg_that_ends_before_the_leg_before_it_begins_blocks():
    early = replace(leg(2, "b2", gives="b1"), window=Window(at(1), at(3)))
    impossible = picture(WHO, leg(1, "b1"), early)
    assert found("journey.window_impossible", impossible) == ["leg2"]
    assert found("journey.window_impossible", picture(WHO, leg(1, "b1"))) == []


def test_a_leg_of_five_days_is_questioned_and_one_of_two_hours_is_not():
    days = replace(leg(1, "b1"), window=Window(at(10), at(130)))
    assert found("journey.leg_too_long", picture(WHO, days)) == ["leg1"]
    assert found("journey.leg_too_long", picture(WHO, leg(1, "b1"))) == []


def test_without_a_persons_consent_nothing_but_that_is_said():
    alone = picture(WHO, leg(1, "b1", dropped=True), persons=())
    assert [one.code for one in check(alone, shipped())] == ["consent.none"]
