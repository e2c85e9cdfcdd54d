"""The forms of a preparation read what was typed, and each finding has its form."""

from dataclasses import replace
from datetime import UTC

import pytest

from tests.fake_desk import FakeDesk
from tests.fake_preparation import END, FEE, NOW
from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    ReturnReported,
    StrainNoted,
)
from waystation.casework.terms import Condition
from waystation.desk.preparation import Part
from waystation.errors import FormatError, NotFoundError
from waystation.foresight import catalogue
from waystation.web import answers, preparation_form
from waystation.web.answers import answered_at
from waystation.web.preparation_form import Reading

VIEW = FakeDesk().preparation("j-pair")


def read(part, of="", **fields):
    subject = VIEW.part(part).subject(of)
    return Reading(VIEW, part, subject, lambda: "new").read(fields, UTC)


def test_what_a_form_shows_of_what_stands_is_what_it_would_note_again():
    for part in (Part.FALLBACK, Part.ABORT, Part.STRAIN, Part.WEIGHED, Part.DISCLOSURE):
        for subject in VIEW.part(part).subjects:
            if subject.noted is None:
                continue
            again = read(part, subject.key, **preparation_form.stands(subject)).act
            assert again is not None
            assert preparation_form.stands(
                replace(subject, noted=replace(subject.noted, act=again))
            ) == preparation_form.stands(subject)
            assert type(again) is type(subject.noted.act)


def test_a_confirmation_keeps_its_time_until_somebody_else_confirms():
    stood = {"to": END.to, "confirmed_by": END.confirmed_by, "receiver": "a lawyer"}
    same, other = (
        read(Part.DESTINATION, **stood | changed).act
        for changed in ({}, {"confirmed_by": "the consul"})
    )
    assert isinstance(same, DestinationPlanned)
    assert isinstance(other, DestinationPlanned)
    assert same.confirmed_at == END.confirmed_at
    assert other.confirmed_at == VIEW.desk.now == NOW
    unconfirmed = read(Part.DESTINATION, **stood | {"confirmed_by": ""}).act
    assert isinstance(unconfirmed, DestinationPlanned)
    assert unconfirmed.confirmed_at is None


def test_what_was_noted_is_taken_back_by_saving_it_empty_and_nothing_else_is():
    back = read(Part.FALLBACK, "leg-1").act
    assert isinstance(back, FallbackPlanned)
    assert (back.leg, back.what) == ("leg-1", "")
    signs = read(Part.ABORT).act
    assert isinstance(signs, AbortAgreed)
    assert signs.criteria == ("",)
    assert read(Part.FALLBACK, "leg-2").wants == {"what": "needed"}
    assert read(Part.WEIGHED, "p1").wants == {"going": "needed", "staying": "needed"}


@pytest.mark.parametrize("typed", ["five", "nan", "-1", "1001", "1e9"])
def test_hours_that_are_none_are_not_noted(typed):
    assert read(Part.STRAIN, "leg-2", hours=typed).wants == {"hours": "number"}


def test_hours_may_be_written_with_a_comma():
    strain = read(Part.STRAIN, "leg-2", hours="2,5", climb="yes").act
    assert isinstance(strain, StrainNoted)
    assert (strain.hours_on_foot, strain.climb) == (2.5, True)


def test_only_what_can_be_chosen_is_noted_and_nobody_is_told_of_themselves():
    told = {"what": "face", "about": "p1", "told": "b1"}
    assert read(Part.DISCLOSURE, **told | {"told": "p1"}).wants == {"told": "same"}
    for wrong in ({"told": "x"}, {"what": "soul"}, {"channel": "x"}, {"about": "x"}):
        with pytest.raises(FormatError):
            read(Part.DISCLOSURE, **told | wrong)
    with pytest.raises(FormatError):
        read(Part.CONDITION, what=FEE.what, by="somebody")
    with pytest.raises(FormatError):
        read(Part.DESTINATION, to="x" * 201)
    with pytest.raises(FormatError):
        read(Part.RETURNED, last="some day", said_by="a lawyer")
    reported = read(Part.CONDITION, what=Condition.DEBT).act
    assert reported is not None
    assert not read(Part.CONDITION).act


def test_people_sent_back_are_noted_of_the_end_or_of_a_leg_that_can_be_chosen():
    told = {"last": "2016-05-01", "said_by": "a lawyer"}
    at_the_end = read(Part.RETURNED, **told).act
    assert isinstance(at_the_end, ReturnReported)
    assert (at_the_end.destination, at_the_end.leg) == (END.destination, "")
    on_the_way = read(Part.RETURNED, **told, leg="leg-2").act
    assert isinstance(on_the_way, ReturnReported)
    assert on_the_way.leg == "leg-2"
    assert on_the_way.destination != END.destination
    with pytest.raises(FormatError):
        read(Part.RETURNED, **told, leg="leg-9")


def test_of_several_answers_of_a_person_the_first_that_is_missing_is_asked():
    assert VIEW.part(Part.ANSWER).subject("p2").key == "leg-1.p2"
    assert VIEW.part(Part.FALLBACK).first == ""
    assert VIEW.part(Part.STRAIN).first == "leg-2"
    with pytest.raises(NotFoundError):
        VIEW.part(Part.WEIGHED).subject("nobody")


def test_every_finding_that_a_form_answers_is_one_that_a_rule_finds():
    for code in (*answers.PREPARED, *answers.CONSENT):
        assert catalogue.rule(code)
    owed = [one.code for one in catalogue.RULES if one.code.startswith("owed.")]
    assert owed
    assert {answers.part_of(code) for code in owed} == {Part.CONDITION}


def test_a_finding_about_the_whole_journey_leads_to_the_form_of_the_whole():
    here = "/journeys/j/preparation"
    assert answered_at("j", "journey.no_fallback", "j") == f"{here}/fallback"
    assert answered_at("j", "journey.no_fallback", "a&b") == f"{here}/fallback?of=a%26b"
    assert answered_at("j", "journey.nobody_on_arrival", "end") == f"{here}/destination"
    assert answered_at("j", "consent.none", "p") == "/journeys/j#consent"
    assert answered_at("j", "journey.windows_overlap", "l") == ""
