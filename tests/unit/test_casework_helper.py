"""Helpers: vetted until a day, incidents that a second human resolves, stepping back."""

from itertools import permutations

from tests.casework_history import at, desk
from waystation.casework import helper
from waystation.casework.entries import HelperNoted
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperIncidentResolved,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.terms import IncidentEffect, IncidentKind, Tie, Vetting
from waystation.casework.trust import Trust, trusted

NOTED = HelperNoted(helper="b1", name="B1")
MET = HelperVetted(helper="b1", how=Vetting.MET, by="kim", expires=at(1000))


def opened(incident="i", effect=IncidentEffect.ASK):
    return HelperIncidentOpened(
        incident=incident, helper="b1", what=IncidentKind.TOLD_OTHERS, effect=effect
    )


def resolved(*acts, incident="i"):
    return HelperIncidentResolved(
        incident=incident,
        helper="b1",
        acts=tuple(one.id for one in acts),
        outcome="talked it over",
    )


def codes(told, hours=0):
    return [one.code for one in trusted(helper.read(told), "b1", at(hours)).findings]


def trust(told, hours=0):
    return trusted(helper.read(told), "b1", at(hours)).trust


def written(*acts):
    kim = desk("kim")
    return [kim.writes(act) for act in acts]


def test_a_helper_whom_nobody_looked_into_asks_a_question():
    assert codes(written(NOTED)) == ["helper.not_vetted"]
    assert trust(written(NOTED)) is Trust.ASKS


def test_a_vetted_helper_is_fit_until_the_day_it_expires():
    told = written(NOTED, MET)
    assert trust(told, 999) is Trust.FIT
    assert codes(told, 1000) == ["helper.vetting_expired"]


def test_somebody_whom_nobody_noted_asks_a_question():
    assert codes([]) == ["helper.unknown"]


def test_who_did_not_pass_is_not_asked_even_where_another_desk_vetted_unseen():
    kim, lee = desk("kim"), desk("lee")
    failed = HelperVetted(
        helper="b1", how=Vetting.MET, by="lee", expires=at(9), passed=False
    )
    told = [kim.writes(NOTED), lee.writes(failed), kim.writes(MET)]
    assert codes(told) == ["helper.did_not_pass"]
    assert codes(reversed(told)) == ["helper.did_not_pass"]
    seen = kim.hears(*told).writes(MET)
    assert codes([*told, seen]) == []


def test_an_incident_that_asks_asks_and_one_that_holds_holds():
    assert trust(written(NOTED, MET, opened())) is Trust.ASKS
    held = written(NOTED, MET, opened(effect=IncidentEffect.HOLD))
    assert codes(held) == ["helper.open_incident"]
    assert trust(held) is Trust.NOT_NOW


def test_whoever_opened_an_incident_does_not_resolve_it():
    kim, lee = desk("kim"), desk("lee")
    told = [kim.writes(NOTED), kim.writes(MET), kim.writes(opened())]
    assert codes([*told, kim.writes(resolved(told[-1]))]) == ["helper.incident_asks"]
    same = desk("kim", "another key").hears(*told).writes(resolved(told[-1]))
    assert codes([*told, same]) == ["helper.incident_asks"]
    other = lee.hears(*told).writes(resolved(told[-1]))
    assert codes([*told, other]) == []


def test_a_resolution_leaves_what_it_had_not_seen():
    kim, lee, mo = desk("kim"), desk("lee"), desk("mo")
    first = kim.writes(opened())
    again = mo.writes(opened(effect=IncidentEffect.HOLD))
    answer = lee.hears(first).writes(resolved(first, again))
    told = [kim.writes(NOTED), kim.writes(MET), first, again, answer]
    assert codes(told) == ["helper.open_incident"]


def test_a_withdrawn_helper_is_back_only_when_vetted_again():
    kim, lee = desk("kim"), desk("lee")
    gone = HelperWithdrawn(helper="b1", own_word=True)
    told = [kim.writes(NOTED), kim.writes(MET), kim.writes(gone)]
    assert codes(told) == ["helper.withdrawn"]
    unseen = lee.writes(MET)
    assert codes([*told, unseen]) == ["helper.withdrawn"]
    noted_anew = kim.writes(NOTED)
    assert codes([*told, noted_anew]) == ["helper.withdrawn"]
    assert codes([*told, kim.writes(MET)]) == []


def test_a_tie_to_the_holder_or_to_the_police_in_the_household_is_not_now():
    for tie in (Tie.HOLDER, Tie.POLICE_IN_HOUSEHOLD):
        link = HelperLinked(link="l", helper="b1", to=tie)
        assert trust(written(NOTED, MET, link)) is Trust.NOT_NOW
    named = HelperLinked(link="l", helper="b1", to=Tie.NAMED_IN_A_CASE)
    over = HelperLinked(link="l", helper="b1", to=Tie.NAMED_IN_A_CASE, over=True)
    assert trust(written(NOTED, MET, named)) is Trust.ASKS
    assert trust(written(NOTED, MET, named, over)) is Trust.FIT
    unseen = desk("lee").writes(named)
    assert codes([*written(NOTED, MET, named, over), unseen]) == ["helper.named_in_a_case"]


def test_a_job_passed_on_by_somebody_unknown_asks_and_by_somebody_vetted_does_not():
    passed_on = HelperNoted(helper="b1", name="B1", subcontracted_by="r")
    assert codes(written(passed_on, MET)) == ["helper.passed_on_by_unknown"]
    broker = HelperNoted(helper="r", name="R", met_by=("kim",))
    assert codes(written(passed_on, MET, broker)) == []


def test_a_job_counts_once_however_often_it_is_noted():
    work = HelperWorked(work="w", helper="b1", ended=at(3))
    state = helper.read(written(NOTED, work, work))
    assert len(helper.jobs(state, "b1")) == 1


def test_a_helper_says_nothing_of_another():
    told = written(NOTED, MET, HelperNoted(helper="b2", name="B2"), opened())
    assert trusted(helper.read(told), "b2", at(0)).trust is Trust.ASKS
    assert [one.where for one in trusted(helper.read(told), "b2", at(0)).findings] == ["b2"]


def test_how_a_helper_stands_never_depends_on_the_order_of_delivery():
    kim, lee, mo = desk("kim"), desk("lee"), desk("mo")
    incident = kim.writes(opened(effect=IncidentEffect.HOLD))
    told = [
        incident,
        lee.hears(incident).writes(resolved(incident)),
        mo.writes(opened(effect=IncidentEffect.ASK)),
        lee.writes(MET),
        mo.writes(HelperWithdrawn(helper="b1")),
        kim.writes(NOTED),
    ]
    assert len({tuple(codes(order)) for order in permutations(told)}) == 1
