"""What the rules say of scenarios: when it first fires, and on whose word."""

import pytest
from msgspec.structs import replace

from waystation.casework.finding import Severity
from waystation.encoding import to_json
from waystation.foresight.thresholds import shipped
from waystation.practice import acts, library
from waystation.practice.foreseen import foresee
from waystation.practice.reading import read


def foreseen(scenario, **assumed):
    return foresee(scenario, scenario.base() | assumed, shipped())


def is_consent(act: object) -> bool:
    return isinstance(act, acts.Consent)


def told(found, **fields):
    return {
        (one.finding.code, one.finding.where)
        for one in found
        if all(getattr(one, name) == value for name, value in fields.items())
    }


def ferry(*acts: dict) -> object:
    """A scenario of two cases with one hired crew, and whatever else is told."""
    words = {"en": "said", "ko": "말"}
    part = {"what": words}
    leg = {"to": words, "by": "crew", "hours": 8}
    first = {"act": "plan", "journey": "first", "legs": [leg]}
    second = {"act": "plan", "journey": "second", "legs": [leg | {"by": "crew"}]}
    event = {
        "id": "plans",
        "when": words,
        "what": words,
        "who": ["Ana", "Bo", "crew"],
        "rests_on": "stated",
        "knowable": True,
        "acts": [first, second, *acts],
    }
    scenario = {
        "format": "waystation-scenario/1",
        "name": "ferry",
        "title": words,
        "source": words,
        "starts": "2021-01-01T00:00:00Z",
        "cast": {
            "Ana": {"is": "person", **part},
            "Bo": {"is": "person", **part},
            "crew": {"is": "team", **part},
        },
        "cases": {"ana": {"persons": ["Ana"]}, "bo": {"persons": ["Bo"]}},
        "journeys": {"first": {"case": "ana"}, "second": {"case": "bo"}},
        "events": [event],
    }
    return read(to_json(scenario))


def consent(journey: str, by: str) -> dict:
    return {"act": "consent", "journey": journey, "by": by, "rests_on": "assumed"}


BOTH = (consent("first", "Ana"), consent("second", "Bo"))


def test_2023_fires_before_day_0_what_rests_on_stated_facts_alone():
    found = foreseen(library.find("2023-two-pickups"))
    for journey, person in (("e-out", "E"), ("w-out", "W1")):
        stated = told(found, journey=journey, before_start=True, rests_on="stated")
        assert {
            ("helper.hired_in_two_cases", "B1"),
            ("house.two_cases", "H"),
            ("helper.one_recruiter", "R"),
            ("helper.first_pick_up_shared", "B1"),
            ("disclosure.everyone_holds_all", "B1"),
            ("disclosure.everyone_holds_all", person),
            ("disclosure.face_to_helper", "B1"),
            ("exposure.path_joins_cases", "B1"),
            ("exposure.path_joins_cases", person),
        } <= stated


def test_2023_says_nothing_stated_of_what_the_report_does_not_mention():
    found = foreseen(library.find("2023-two-pickups"))
    asked = {"helper.nobody_has_met", "journey.no_fallback", "check_in.none_agreed"}
    marks = {one.rests_on for one in found if one.finding.code in asked}
    assert marks == {"assumed"}
    told_of = [one for one in found if one.finding.code == "house.hired_told"]
    assert {one.rests_on for one in told_of} == {"inferred"}


def test_2023_holds_the_second_pick_up_at_the_demand_and_blocks_the_later_plan():
    found = foreseen(library.find("2023-two-pickups"))
    held = [one for one in found if one.finding.code == "hold.shares_a_tag"]
    assert {(one.journey, one.event) for one in held} == {
        ("e-out", "demand"),
        ("w-out", "demand"),
        ("w-later", "second-team"),
    }
    later = told(found, journey="w-later", before_start=True)
    assert ("house.presumed_burned", "w-later/1") in later


def test_whether_the_team_knew_the_house_is_asked_both_ways():
    scenario = library.find("2023-two-pickups")
    untold = foreseen(scenario, **{"b1-knew-house": "no"})
    assert "house.hired_told" not in {
        one.finding.code for one in untold if one.journey == "e-out"
    }
    assert "house.two_cases" in {one.finding.code for one in untold}


def test_2018_passes_with_explained_warnings():
    found = foreseen(library.find("2018-two-women"))
    assert found
    assert not [one for one in found if one.finding.severity is Severity.BLOCK]
    stated = told(found, rests_on="stated")
    assert ("journey.strain_not_asked", "P1") in stated
    assert ("other.not_asked", "T") in stated
    assert ("person.injury", "P1") in stated


@pytest.mark.parametrize("name", ["2018-two-women", "2023-two-pickups"])
def test_without_the_consents_of_a_journey_nothing_but_that_is_said(name):
    whole = library.find(name)
    events = tuple(
        replace(event, acts=tuple(one for one in event.acts if not is_consent(one)))
        for event in whole.events
    )
    scenario = replace(whole, events=events)
    found = foreseen(scenario)
    assert {one.finding.code for one in found} == {"consent.none"}
    assert {one.rests_on for one in found} == {"assumed"}


def test_one_missing_consent_silences_that_journey_and_no_other():
    found = foreseen(ferry(consent("first", "Ana")))
    assert told(found, journey="second") == {("consent.none", "Bo")}
    assert ("helper.hired_in_two_cases", "crew") in told(found, journey="first")


def test_what_comes_after_the_start_in_its_own_row_is_said_of_the_way():
    words = {"en": "said", "ko": "말"}
    go = {"act": "go", "journey": "first"}
    demand = {"act": "demand", "journey": "first", "by": "crew", "text": words}
    found = foreseen(ferry(*BOTH, go, demand))
    when = {one.finding.code: one.before_start for one in found if one.journey == "first"}
    assert when["helper.hired_in_two_cases"] is True
    assert when["costs.demand_outside_agreement"] is False


def test_a_missing_consent_is_said_from_the_row_at_which_it_is_first_missing():
    scenario = library.find("2023-two-pickups")
    without = tuple(
        replace(event, acts=tuple(one for one in event.acts if not is_consent(one)))
        for event in scenario.events
    )
    found = foreseen(replace(scenario, events=without))
    assert {(one.journey, one.event) for one in found} == {
        ("e-out", "one-team"),
        ("w-out", "one-team"),
        ("w-later", "second-team"),
    }


def test_facts_that_a_scenario_tells_reach_the_rules():
    words = {"en": "said", "ko": "말"}
    fee = {
        "act": "condition",
        "journey": "first",
        "by": "crew",
        "what": "fee",
        "text": words,
    }
    tied = {"act": "tied", "who": "crew", "to": "holder", "text": words}
    fallback = {"act": "fallback", "journey": "first", "text": words}
    found = foreseen(ferry(*BOTH, fee, tied, fallback))
    of_first = told(found, journey="first")
    assert ("owed.fee", "crew") in of_first
    assert ("helper.tied_to_holder", "crew") in of_first
    assert ("journey.no_fallback", "first") not in of_first
    assert ("journey.no_fallback", "second") in told(found, journey="second")


def test_an_act_that_is_marked_assumed_makes_its_finding_assumed():
    words = {"en": "said", "ko": "말"}
    fee = {
        "act": "condition",
        "journey": "first",
        "by": "crew",
        "what": "fee",
        "text": words,
        "rests_on": "assumed",
    }
    found = foreseen(ferry(*BOTH, fee))
    assert {one.rests_on for one in found if one.finding.code == "owed.fee"} == {"assumed"}


def test_the_same_scenario_gives_the_same_findings_twice():
    scenario = library.find("2023-two-pickups")
    assert foreseen(scenario) == foreseen(scenario)
