"""Rules about helpers, each on a plan where it fires and on one where it does not."""

from msgspec.structs import replace

from tests.casework_history import at, desk
from tests.casework_journeys import leg, meeting
from tests.foresight_pictures import found, picture
from waystation.casework import helper
from waystation.casework.entries import (
    HelperNoted,
    JourneyPlanned,
    OtherNoted,
    PersonNoted,
    Window,
)
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperIncidentResolved,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.terms import (
    HelperRole,
    IncidentEffect,
    IncidentKind,
    MarkKind,
    Relation,
    Tie,
    Vetting,
)
from waystation.foresight.picture import Marked, Sharing

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
TWO = (WHO, leg(1, "b1"), leg(2, "b2", gives="b1"))


def noted(name="b1", **more):
    return HelperNoted(helper=name, name=name.upper(), **more)


def vetted(name="b1", expires=1000, *, passed=True):
    return HelperVetted(
        helper=name, how=Vetting.MET, by="kim", expires=at(expires), passed=passed
    )


def one_leg(*about_helpers, of=None, **more):
    return picture(WHO, of or leg(1, "b1"), helpers=about_helpers, **more)


def incident(effect):
    return HelperIncidentOpened(
        incident="i", helper="b1", what=IncidentKind.DEMAND, effect=effect
    )


def settled(asked):
    kim = desk("kim")
    told = [kim.writes(noted()), kim.writes(asked)]
    answer = HelperIncidentResolved(
        incident=asked.incident, helper=asked.helper, acts=(told[1].id,), outcome="late"
    )
    return helper.read([*told, desk("lee").hears(*told).writes(answer)])


def elsewhere(register="b1", opens=10, closes=14):
    window = Window(at(opens), at(closes))
    return (Sharing(register, "theirs", (window,), ("of the board",)),)


def people(count):
    persons = tuple(f"p{number}" for number in range(count))
    return JourneyPlanned(journey="j", persons=persons, responders=("kim",)), persons


def test_a_helper_whom_nobody_noted_is_asked_about():
    assert found("helper.unknown", one_leg()) == ["b1"]
    assert found("helper.unknown", one_leg(noted())) == []


def test_a_hired_team_that_nobody_met_is_asked_about_and_a_friend_in_other_words():
    assert found("helper.nobody_has_met", one_leg(noted(hired=True))) == ["b1"]
    assert found("helper.nobody_has_met", one_leg(noted(hired=True), vetted())) == []
    assert found("helper.not_vetted", one_leg(noted())) == ["b1"]
    assert found("helper.not_vetted", one_leg(noted(met_by=("kim",)))) == []


def test_a_vetting_that_has_expired_is_asked_about():
    told = (noted(), vetted(expires=5))
    assert found("helper.vetting_expired", one_leg(*told, now=6)) == ["b1"]
    assert found("helper.vetting_expired", one_leg(*told, now=4)) == []


def test_who_did_not_pass_blocks():
    assert found("helper.did_not_pass", one_leg(noted(), vetted(passed=False))) == ["b1"]
    assert found("helper.did_not_pass", one_leg(noted(), vetted())) == []


def test_an_open_incident_blocks_or_asks_as_it_was_noted():
    held = one_leg(noted(), incident(IncidentEffect.HOLD))
    asks = one_leg(noted(), incident(IncidentEffect.ASK))
    assert found("helper.open_incident", held) == ["b1"]
    assert found("helper.incident_asks", held) == []
    assert found("helper.incident_asks", asks) == ["b1"]
    assert found("helper.open_incident", asks) == []


def test_a_helper_who_stepped_back_blocks_until_vetted_again():
    gone = HelperWithdrawn(helper="b1", own_word=True)
    assert found("helper.withdrawn", one_leg(noted(), gone)) == ["b1"]
    assert found("helper.withdrawn", one_leg(noted(), gone, vetted())) == []


def test_ties_are_said_each_in_its_own_words():
    codes = {
        Tie.HOLDER: "helper.tied_to_holder",
        Tie.POLICE_IN_HOUSEHOLD: "helper.tied_to_police",
        Tie.NAMED_IN_A_CASE: "helper.named_in_a_case",
        Tie.OTHER: "helper.other_tie",
    }
    for tie, code in codes.items():
        link = HelperLinked(link="l", helper="b1", to=tie)
        over = HelperLinked(link="l", helper="b1", to=tie, over=True)
        assert found(code, one_leg(noted(), link)) == ["b1"]
        assert found(code, one_leg(noted(), link, over)) == []


def test_a_job_passed_on_by_somebody_unknown_is_asked_about():
    passed_on = noted(subcontracted_by="r")
    assert found("helper.passed_on_by_unknown", one_leg(passed_on)) == ["b1"]
    known = one_leg(passed_on, noted("r"), vetted("r"))
    assert found("helper.passed_on_by_unknown", known) == []


def test_a_first_job_is_one_person_one_leg_some_hours_and_no_address():
    code = "helper.first_job_not_small"
    assert found(code, one_leg(noted())) == []
    assert found(code, one_leg(noted(), of=leg(1, "b1", house="h"))) == ["b1"]
    long = replace(leg(1, "b1"), window=Window(at(10), at(40)))
    assert found(code, one_leg(noted(), of=long)) == ["b1"]
    twice = picture(WHO, leg(1, "b1"), leg(2, "b1", gives="b1"), helpers=[noted()])
    assert found(code, twice) == ["b1"]
    who, persons = people(2)
    pair = picture(who, leg(1, "b1", gives="p0"), persons=persons, helpers=[noted()])
    assert found(code, pair) == ["b1"]
    work = HelperWorked(work="w", helper="b1", ended=at(-100))
    assert found(code, one_leg(noted(), work, of=leg(1, "b1", house="h"))) == []


def test_more_persons_than_were_agreed_block_and_a_family_may_have_its_own_number():
    who, persons = people(4)
    plan = (who, leg(1, "b1", gives="p0"))
    assert found("helper.over_cap", picture(*plan, persons=persons)) == ["b1"]
    family = picture(*plan, persons=persons, helpers=[noted(cap=4)])
    assert found("helper.over_cap", family) == []
    who, persons = people(3)
    three = picture(who, leg(1, "b1", gives="p0"), persons=persons)
    assert found("helper.over_cap", three) == []
    careful = picture(
        who, leg(1, "b1", gives="p0"), persons=persons, helpers=[noted(cap=2)]
    )
    assert found("helper.over_cap", careful) == ["b1"]


def test_a_helper_at_a_meeting_that_is_not_theirs_knows_too_much():
    code = "helper.knows_another_leg"
    third = leg(3, "b3", gives="b2")
    assert found(code, picture(*TWO, third)) == []
    assert found(code, picture(*TWO, third, meeting(3, "b3", gives="b1"))) == ["b1"]
    touched = replace(third, touches=("b1", "car"))
    assert found(code, picture(*TWO, touched, helpers=[noted()])) == ["b1"]


def test_an_interpreter_may_be_at_every_leg():
    touched = replace(leg(2, "b2", gives="b1"), touches=("i",))
    interprets = noted("i", roles=(HelperRole.INTERPRETS,))
    with_them = picture(WHO, leg(1, "b1"), touched, helpers=[interprets])
    assert found("helper.knows_another_leg", with_them) == []


def test_three_legs_in_a_row_are_too_many_and_two_are_not():
    code = "helper.too_many_legs"
    legs = [leg(number, "b1", gives="b1") for number in (2, 3)]
    assert found(code, picture(WHO, leg(1, "b1"), legs[0])) == []
    assert found(code, picture(WHO, leg(1, "b1"), *legs)) == ["b1"]
    between = leg(2, "b2", gives="b1")
    broken = picture(WHO, leg(1, "b1"), between, leg(3, "b1", gives="b2"))
    assert found(code, broken) == []


def test_one_recruiter_of_all_others_is_asked_about():
    code = "helper.one_recruiter"
    all_of_r = [noted("b1", recruited_by="r"), noted("b2", recruited_by="r")]
    assert found(code, picture(*TWO, helpers=all_of_r)) == ["r"]
    one_other = [noted("b1", recruited_by="r"), noted("b2", recruited_by="kim")]
    assert found(code, picture(*TWO, helpers=one_other)) == []
    not_said = [noted("b1", recruited_by="r"), noted("b2")]
    assert found(code, picture(*TWO, helpers=not_said)) == []
    team_of_r = [noted(hired=True, recruited_by="r")]
    assert found(code, one_leg(*team_of_r)) == ["r"]
    assert found(code, one_leg(noted(recruited_by="r"))) == []
    third = leg(3, "r", gives="b2")
    among_them = picture(*TWO, third, helpers=[*all_of_r, noted("r")])
    assert found(code, among_them) == ["r"]


def test_somebody_who_interprets_and_whom_nobody_looked_into_blocks():
    code = "helper.interpreter_not_vetted"
    at_leg = replace(leg(1, "b1"), touches=("i",))
    interprets = noted("i", roles=(HelperRole.INTERPRETS,))
    assert found(code, one_leg(interprets, of=at_leg)) == ["i"]
    assert found(code, one_leg(interprets, vetted("i"), of=at_leg)) == []
    assert found(code, one_leg(noted("i"), of=at_leg)) == []
    # and like every helper they are asked about
    assert "i" in found("helper.not_vetted", one_leg(interprets, of=at_leg))


def test_a_leg_on_which_nobody_speaks_her_language_is_noted():
    code = "helper.no_common_language"
    she = PersonNoted(person="e", name="E", language="ko")
    drives = noted(languages=("vi",))
    assert found(code, one_leg(drives, core=[she])) == ["leg1"]
    assert found(code, one_leg(noted(languages=("zh", "KO")), core=[she])) == []
    assert found(code, one_leg(noted(), core=[she])) == []
    with_one = replace(leg(1, "b1"), touches=("i",))
    interprets = noted("i", languages=("ko", "vi"))
    assert found(code, one_leg(drives, interprets, of=with_one, core=[she])) == []


def test_a_helper_with_the_number_of_somebody_near_the_holder_blocks():
    code = "helper.named_in_this_case"
    sister = OtherNoted(
        other="s",
        person="e",
        relation=Relation.NEAR_THE_HOLDER,
        who="her sister",
        numbers=("+86 138-1234-5678",),
    )
    driver = noted(numbers=("13812345678",))
    assert found(code, one_leg(driver, core=[sister])) == ["b1"]
    assert found(code, one_leg(noted(numbers=("13812345679",)), core=[sister])) == []
    at_home = replace(sister, relation=Relation.DEPENDANT_AT_HOME)
    assert found(code, one_leg(driver, core=[at_home])) == []


def test_a_helper_in_two_cases_at_once_is_asked_about():
    code = "helper.two_cases"
    assert found(code, one_leg(noted(), shared=elsewhere())) == ["b1"]
    assert found(code, one_leg(noted(), shared=elsewhere("b9"))) == []
    later = elsewhere(opens=60, closes=70)
    assert found(code, one_leg(noted(), shared=later)) == []


def test_a_hired_team_in_two_cases_blocks_whenever_and_through_any_of_its_members():
    code = "helper.hired_in_two_cases"
    later = elsewhere(opens=600, closes=700)
    assert found(code, one_leg(noted(hired=True), shared=later)) == ["b1"]
    assert found("helper.two_cases", one_leg(noted(hired=True), shared=later)) == []
    member = noted("b9", hired=True, team="t")
    team = one_leg(noted(hired=True, team="t"), member, shared=elsewhere("b9"))
    assert found(code, team) == ["b1"]
    assert found(code, one_leg(noted(), shared=later)) == []


def test_a_first_pick_up_touches_nothing_that_another_case_used_within_three_days():
    code = "helper.first_pick_up_shared"
    with_car = leg(1, "b1", house="h")
    for register in ("b1", "car", "h"):
        near = one_leg(of=with_car, shared=elsewhere(register, -60, -50))
        assert found(code, near) == [register]
    far = one_leg(of=with_car, shared=elsewhere("car", -80, -70))
    assert found(code, far) == []
    not_the_first = picture(*TWO, shared=elsewhere("b2", 12, 13))
    assert found(code, not_the_first) == []


def test_a_mark_of_colleagues_is_said_where_this_desk_cannot_read_what_it_is():
    code = "helper.marked_elsewhere"
    marks = (Marked("b1", MarkKind.INCIDENT, rests_on=("of the board",)),)
    assert found(code, one_leg(noted(), marks=marks)) == ["b1"]
    assert found(code, one_leg(marks=marks)) == ["b1"]
    asks = incident(IncidentEffect.ASK)
    assert found(code, one_leg(noted(), asks, marks=marks)) == []
    over = replace(one_leg(marks=marks), helpers=settled(asks))
    assert found("helper.incident_asks", over) == []
    assert found(code, over) == ["b1"]
    other = (Marked("b9", MarkKind.INCIDENT),)
    assert found(code, one_leg(noted(), marks=other)) == []
    house = (Marked("b1", MarkKind.COOLING_OFF),)
    assert found(code, one_leg(noted(), marks=house)) == []
