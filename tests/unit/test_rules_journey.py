from msgspec.structs import replace

from tests.casework_history import at
from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework.entries import JourneyPlanned, PersonNoted, Window
from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    InterviewPrepared,
    ReturnReported,
    StrainAnswered,
    StrainNoted,
)
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
ONE, TWO = leg(1, "b1"), leg(2, "b2", gives="b1")
GATE = DestinationPlanned(journey="j", destination="gate", to="the embassy")
LIMPS = (PersonNoted(person="e", name="E", injury="limps"),)
CLIMB = StrainNoted(journey="j", leg="leg1", climb=True)


def fires(code, *plan, core=()):
    return found(f"journey.{code}", picture(WHO, *plan, core=core))


def test_a_leg_that_ends_before_the_leg_before_it_begins_blocks():
    early = replace(TWO, window=Window(at(1), at(3)))
    assert fires("window_impossible", ONE, early) == ["leg2"]
    assert fires("window_impossible", ONE, TWO) == []


def test_a_leg_that_begins_while_the_one_before_it_runs_is_questioned():
    early = replace(TWO, window=Window(at(11), at(20)))
    assert fires("windows_overlap", ONE, early) == ["leg2"]
    earlier_still = replace(TWO, window=Window(at(9), at(11)))
    assert fires("windows_overlap", ONE, earlier_still) == ["leg2"]
    assert fires("windows_overlap", ONE, TWO) == []


def test_a_leg_of_five_days_is_questioned_and_one_of_two_hours_is_not():
    days = replace(ONE, window=Window(at(10), at(130)))
    assert fires("leg_too_long", days) == ["leg1"]
    assert fires("leg_too_long", ONE) == []


def test_a_leg_without_another_way_is_questioned_until_one_is_noted():
    other_way = FallbackPlanned(journey="j", fallback="f", leg="leg1", what="go home")
    anywhere = FallbackPlanned(journey="j", fallback="g", what="go home")
    assert fires("no_fallback", ONE, TWO) == ["j"]
    assert fires("no_fallback", ONE, TWO, other_way) == ["leg2"]
    assert fires("no_fallback", ONE, TWO, anywhere) == []


def test_signs_on_which_it_is_called_off_are_asked_for():
    assert fires("no_abort_criteria", ONE) == ["j"]
    assert fires("no_abort_criteria", ONE, AbortAgreed(journey="j", criteria=("a",))) == []
    assert fires("no_abort_criteria", ONE, AbortAgreed(journey="j", criteria=(" ",))) == [
        "j"
    ]


def test_a_destination_that_nobody_confirmed_is_questioned():
    assert fires("destination_unconfirmed", ONE) == ["j"]
    assert fires("destination_unconfirmed", ONE, GATE) == ["gate"]
    confirmed = replace(GATE, confirmed_by="the duty officer")
    assert fires("destination_unconfirmed", ONE, confirmed) == []


def test_an_institution_that_sent_people_back_is_questioned_with_its_date():
    def returned(years):
        return ReturnReported(
            journey="j",
            report="r",
            destination="gate",
            last=at(-24 * 365 * years),
            said_by="x",
        )

    assert fires("destination_returns_people", ONE, GATE, returned(2)) == ["gate"]
    assert fires("destination_returns_people", ONE, GATE, returned(40)) == []
    assert fires("destination_returns_people", ONE, GATE) == []


def test_leg_on_which_people_were_taken_and_sent_back_is_asked_about_while_it_is_planned():
    def met(leg, years):
        return ReturnReported(
            journey="j",
            report=leg,
            destination="police",
            leg=leg,
            last=at(-24 * 365 * years),
            said_by="x",
        )

    assert fires("returned_on_the_way", ONE, met("leg1", 1)) == ["leg1"]
    assert fires("returned_on_the_way", ONE, met("leg1", 40)) == []
    dropped = replace(ONE, dropped=True)
    assert fires("returned_on_the_way", dropped, TWO, met("leg1", 1)) == []
    at_the_end = replace(met("leg1", 1), leg="", destination="gate")
    assert fires("returned_on_the_way", ONE, GATE, at_the_end) == []
    assert fires("destination_returns_people", ONE, GATE, at_the_end) == ["gate"]
    on_a_leg = replace(at_the_end, leg="leg1")
    assert fires("destination_returns_people", ONE, GATE, on_a_leg) == []


def test_somebody_must_be_named_who_can_act_on_arrival():
    assert fires("nobody_on_arrival", ONE) == ["j"]
    assert fires("nobody_on_arrival", ONE, GATE) == ["gate"]
    assert fires("nobody_on_arrival", ONE, replace(GATE, receiver="a lawyer")) == []


def test_each_person_is_prepared_for_the_questions():
    assert fires("not_prepared_for_interview", ONE) == ["e"]
    prepared = InterviewPrepared(journey="j", person="e")
    assert fires("not_prepared_for_interview", ONE, prepared) == []


def test_an_injured_person_is_asked_about_a_climb_and_a_healthy_one_is_not():
    asked = StrainAnswered(journey="j", leg="leg1", person="e", can=True, said="yes")
    assert fires("strain_not_asked", ONE, CLIMB, core=LIMPS) == ["e"]
    assert fires("strain_not_asked", ONE, CLIMB) == []
    assert fires("strain_not_asked", ONE, CLIMB, asked, core=LIMPS) == []
    on_foot = StrainNoted(journey="j", leg="leg1", hours_on_foot=5)
    assert fires("strain_not_asked", ONE, on_foot, core=LIMPS) == ["e"]
    assert (
        fires("strain_not_asked", replace(ONE, dropped=True), TWO, CLIMB, core=LIMPS) == []
    )


def test_what_a_person_says_they_cannot_do_blocks_until_they_say_otherwise():
    cannot = StrainAnswered(journey="j", leg="leg1", person="e", can=False, said="no")
    can = replace(cannot, can=True)
    assert fires("person_cannot", ONE, CLIMB, cannot) == ["e"]
    assert fires("person_cannot", ONE, CLIMB, cannot, can) == []


def test_without_a_persons_consent_nothing_but_that_is_said():
    alone = picture(WHO, replace(ONE, dropped=True), persons=())
    assert [one.code for one in check(alone, shipped())] == ["consent.none"]
