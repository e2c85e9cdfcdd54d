import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at, desk, untimed
from tests.casework_journeys import leg
from tests.foresight_pictures import consents_of, picture
from waystation.casework import consent, journey
from waystation.casework.entries import (
    ApprovalGiven,
    ApprovalRefused,
    JourneyPlanned,
    PersonNoted,
)
from waystation.casework.entries.acceptance import FindingAccepted
from waystation.casework.finding import Finding, Severity
from waystation.foresight import catalogue
from waystation.foresight.accepted import accepted, counting
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
CODE = "journey.no_fallback"


class Told:
    """Kim plans and accepts; whoever else signs has heard her."""

    def __init__(self):
        self.kim = desk("kim")
        self.records = [self.kim.writes(act) for act in (WHO, leg(1, "b1"))]
        self.agreed = [self.kim.writes(act) for act in consents_of("e")]

    @property
    def head(self):
        return journey.head(journey.read("j", self.records)).record.id

    def accepts(self, code=CODE, where="j", days=3, reason="known", rests_on=()):
        act = FindingAccepted(
            journey="j",
            code=code,
            where=where,
            rests_on=rests_on,
            head=self.head,
            reason=reason,
            until=at(24 * days),
        )
        self.records.append(self.kim.writes(act))
        return self.records[-1]

    def signs(self, human, act, *, key="", kind=ApprovalGiven, hours=0):
        wrote = desk(human, key).hears(*self.records).writes(kind(act=act.id), hours=hours)
        self.records.append(wrote)
        return wrote

    def seen(self, hours=0):
        whole = picture(now=hours)
        return replace(
            whole,
            journey=journey.read("j", self.records),
            consents=consent.read(self.agreed),
        )

    def counts(self, hours=0):
        seen = self.seen(hours)
        found = check(seen, shipped())
        return CODE in {one.code for one in counting(seen, shipped(), found)}


def test_two_humans_accept_a_finding_until_its_end():
    told = Told()
    first = told.accepts()
    assert told.counts()
    told.signs("lee", first)
    assert not told.counts()
    assert told.counts(hours=24 * 3)


def test_one_human_with_two_keys_is_one_signature():
    told = Told()
    told.signs("kim", told.accepts(), key="another key of kim")
    assert told.counts()


def test_the_trustee_may_sign_and_a_stranger_may_not():
    told = Told()
    first = told.accepts()
    told.signs("stranger", first)
    assert told.counts()
    told.signs("trustee", first)
    assert not told.counts()


def test_a_refusal_that_the_second_had_not_seen_beats_it():
    told = Told()
    first = told.accepts()
    heard = list(told.records)
    told.signs("lee", first)
    no = desk("trustee").hears(*heard).writes(ApprovalRefused(act=first.id))
    told.records.append(no)
    assert told.counts()


def test_a_change_of_the_plan_makes_it_count_again():
    told = Told()
    told.signs("lee", told.accepts())
    told.records.append(told.kim.hears(*told.records).writes(leg(1, "b2")))
    assert told.counts()


def test_an_acceptance_is_for_what_it_names_alone():
    told = Told()
    told.signs("lee", told.accepts(where="leg1"))
    told.signs("lee", told.accepts(code="journey.no_abort_criteria"))
    assert told.counts()


def test_what_comes_on_top_of_what_was_accepted_counts():
    told = Told()
    code = "helper.incident_asks"
    told.signs("lee", told.accepts(code, "b1", rests_on=("one", "two")))
    of = [
        Finding(code, Severity.WARN, "b1", rests_on)
        for rests_on in (("one",), ("two",), ("one", "three"), ("three",))
    ]
    assert counting(told.seen(), shipped(), tuple(of)) == tuple(of[2:])


def test_a_reason_is_needed_and_an_end_that_is_near():
    told = Told()
    told.signs("lee", told.accepts(reason=" "))
    told.signs("lee", told.accepts(days=15))
    assert told.counts()


@pytest.mark.parametrize(
    "rule", [one for one in catalogue.RULES if not one.acceptable], ids=lambda one: one.code
)
def test_what_nobody_can_accept_counts_however_many_sign(rule):
    told = Told()
    first = told.accepts(code=rule.code, where="x")
    for human in ("lee", "trustee"):
        told.signs(human, first)
    finding = Finding(rule.code, Severity.BLOCK, "x")
    assert accepted(told.seen(), shipped(), (finding,)) == {}


def test_what_the_design_will_not_do_can_never_be_accepted():
    never = {one.code for one in catalogue.RULES if not one.acceptable}
    for rule in catalogue.RULES:
        if rule.family in {"owed", "minimum"} or rule.code in {
            "consent.none",
            "consent.nobody",
            "consent.one_asserts",
            "consent.withdrawn",
            "consent.not_each_for_themselves",
            "journey.stopped_by_person",
            "plan.trustee_has_not_co_signed",
            "house.burned",
            "house.presumed_burned",
        }:
            assert rule.code in never


@untimed
@given(st.permutations(range(6)))
def test_what_is_accepted_does_not_depend_on_the_order_of_delivery(order):
    told = Told()
    first = told.accepts()
    told.signs("lee", first, hours=1)
    told.signs("trustee", first, hours=2)
    told.records.append(told.kim.writes(PersonNoted(person="e", name="E")))
    assert len(told.records) == 6
    told.records = [told.records[place] for place in order]
    assert not told.counts(hours=3)
