"""Exposure equals what brute force finds, on random organisations."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import exposure_oracle as oracle
from tests.exposure_oracle import at, organisations
from waystation.casework.entries.task import TaskKind
from waystation.errors import NotFoundError
from waystation.foresight.exposure.change import best_change
from waystation.foresight.exposure.everyone import exposures, first_rings
from waystation.foresight.exposure.facts import HUMANS, Fact, FactKind, Node, NodeKind
from waystation.foresight.exposure.model import build
from waystation.foresight.exposure.question import question
from waystation.foresight.exposure.tasks import tasks

hours = st.integers(0, 12)
M, H, P = NodeKind.MEMBER, NodeKind.HELPER, NodeKind.PERSON


def ids_of(answer):
    return [{answer.model.nodes[one].id for one in ring.tolist()} for ring in answer.rings]


@settings(max_examples=100, deadline=None)
@given(organisations(), st.integers(0, 1), hours, st.integers(1, 4))
def test_every_ring_is_what_brute_force_finds(organisation, who, hour, rings):
    nodes, facts = organisation
    answer = question(build(nodes, facts), nodes[who].id, at(hour), rings)
    assert ids_of(answer) == oracle.rings(nodes, facts, nodes[who].id, at(hour), rings)


@settings(max_examples=100, deadline=None)
@given(organisations(), hours)
def test_the_first_ring_of_everybody_is_what_brute_force_finds(organisation, hour):
    nodes, facts = organisation
    rows = first_rings(build(nodes, facts), at(hour))
    counts = exposures(build(nodes, facts), at(hour))
    for number, node in enumerate(nodes):
        (ring,) = oracle.rings(nodes, facts, node.id, at(hour), 1)
        assert {nodes[one].id for one in rows.of(number).tolist()} == ring
        assert counts[number] == oracle.persons(nodes, facts, node.id, at(hour))


@settings(max_examples=100, deadline=None)
@given(organisations(), organisations(), hours)
def test_more_knowledge_never_lowers_exposure(organisation, more, hour):
    nodes, facts = organisation
    known = {node.id for node in nodes}
    added = [one for one in more[1] if {one.knower, one.known} <= known]
    before = exposures(build(nodes, facts), at(hour))
    after = exposures(build(nodes, [*facts, *added]), at(hour))
    assert (after >= before).all()


@settings(max_examples=100, deadline=None)
@given(organisations(), hours)
def test_as_of_never_sees_the_future(organisation, hour):
    nodes, facts = organisation
    past = [one for one in facts if one.since <= at(hour)]
    for node in nodes:
        seen = ids_of(question(build(nodes, facts), node.id, at(hour)))
        assert seen == ids_of(question(build(nodes, past), node.id, at(hour)))


@settings(max_examples=100, deadline=None)
@given(organisations(nodes=9, facts=24), hours)
def test_the_best_single_change_is_the_one_that_brute_force_finds(organisation, hour):
    nodes, facts = organisation
    found = best_change(build(nodes, facts), at(hour))
    wanted = oracle.best(nodes, facts, at(hour))
    assert (found and (found.worst_after, found.after)) == wanted


@settings(max_examples=100, deadline=None)
@given(organisations(nodes=9, facts=24), st.integers(0, 1), hours)
def test_the_best_change_for_one_is_the_one_that_brute_force_finds(organisation, who, hour):
    nodes, facts = organisation
    found = best_change(build(nodes, facts), at(hour), nodes[who].id)
    wanted = oracle.best_for(nodes, facts, nodes[who].id, at(hour))
    assert (found and found.after) == wanted
    if found is not None:
        assert found.worst_after <= oracle.worst(nodes, facts, at(hour))


@settings(max_examples=100, deadline=None)
@given(organisations(), st.integers(0, 1), hours)
def test_everything_that_falls_names_the_fact_by_which_it_fell(organisation, who, hour):
    nodes, facts = organisation
    answer = question(build(nodes, facts), nodes[who].id, at(hour))
    ring_of = {nodes[who].id: 0}
    for one in answer.reached():
        fact = facts[one.fact]
        assert (fact.knower, fact.known) == (one.via.id, one.node.id)
        assert fact.kind is one.how
        assert fact in oracle.alive(facts, at(hour))
        taken = one.via.kind in HUMANS or one.via.id == nodes[who].id
        assert one.ring == ring_of.get(one.via.id, one.ring) + (1 if taken else 0)
        ring_of[one.node.id] = one.ring


@settings(max_examples=100, deadline=None)
@given(organisations(), st.integers(0, 1), hours)
def test_tasks_leave_nobody_out_and_are_ordered_by_what_they_save(organisation, who, hour):
    nodes, facts = organisation
    answer = question(build(nodes, facts), nodes[who].id, at(hour))
    found = tasks(answer)
    about = {one.about.id for one in found}
    warned = {one.node.id for one in answer.reached() if one.node.kind in HUMANS}
    assert warned <= about
    houses = {
        one.node.id
        for one in answer.reached()
        if one.ring == 1 and one.node.kind is NodeKind.HOUSE
    }
    assert houses <= about
    assert [one.saves for one in found] == sorted(
        (one.saves for one in found), reverse=True
    )
    assert len({(one.kind, one.about.id) for one in found}) == len(found)


def chain():
    """A helper was told a house in which two stay; one of them knows another helper."""
    nodes = (
        Node("team", H),
        Node("house", NodeKind.HOUSE),
        Node("a", P),
        Node("b", P),
        Node("guide", H),
        Node("c", P),
    )
    facts = (
        Fact("team", "house", FactKind.TOLD, at(0)),
        Fact("house", "a", FactKind.STAYS, at(1), at(5)),
        Fact("house", "b", FactKind.STAYS, at(1), at(5)),
        Fact("a", "guide", FactKind.MET, at(0)),
        Fact("guide", "c", FactKind.MET, at(0)),
    )
    return nodes, facts


def test_who_has_the_address_has_those_who_stay_there():
    nodes, facts = chain()
    answer = question(build(nodes, facts), "team", at(2))
    assert ids_of(answer) == [{"house", "a", "b"}, {"guide"}, {"c"}]
    assert [answer.total(kind) for kind in (P, H)] == [3, 1]


def test_who_has_left_a_house_no_longer_falls_with_it():
    nodes, facts = chain()
    assert ids_of(question(build(nodes, facts), "team", at(5))) == [{"house"}, set(), set()]


def test_a_house_is_presumed_burned_and_emptied_before_single_persons_are_warned():
    nodes, facts = chain()
    found = tasks(question(build(nodes, facts), "team", at(2)))
    assert [(one.kind, one.about.id) for one in found[:2]] == [
        (TaskKind.PRESUME_BURNED, "house"),
        (TaskKind.MOVE, "house"),
    ]
    assert [one.saves for one in found[:2]] == [2, 2]


def test_an_empty_house_is_presumed_burned_and_nobody_is_moved():
    nodes, facts = chain()
    found = tasks(question(build(nodes, facts), "team", at(6)))
    assert [(one.kind, one.about.id) for one in found] == [
        (TaskKind.PRESUME_BURNED, "house")
    ]


def test_not_telling_the_house_is_the_best_change():
    nodes, facts = chain()
    found = best_change(build(nodes, facts), at(2))
    assert found is not None
    assert (found.knower, found.known.id) == (None, "house")
    assert (found.before, found.after, found.worst_after) == (2, 0, 1)


def test_a_question_about_nobody_known_is_refused():
    nodes, facts = chain()
    with pytest.raises(NotFoundError):
        question(build(nodes, facts), "somebody else", at(2))


def test_an_organisation_without_facts_gives_nothing_away():
    answer = question(build((Node("a", M),), ()), "a", at(0))
    assert ids_of(answer) == [set(), set(), set()]
    assert tasks(answer) == ()
    assert best_change(answer.model, at(0)) is None


def test_a_meeting_that_is_over_and_a_payment_that_went_are_not_called_off():
    nodes = (
        Node("team", H),
        Node("station", NodeKind.PLACE),
        Node("paid", NodeKind.PAYMENT),
        Node("to come", NodeKind.PAYMENT),
        Node("a", P),
    )
    facts = (
        Fact("team", "station", FactKind.TOLD, at(0)),
        Fact("station", "a", FactKind.AWAITS, at(0), at(5)),
        Fact("team", "paid", FactKind.PAID, at(0)),
        Fact("team", "to come", FactKind.TOLD, at(0)),
    )
    model = build(nodes, facts)

    def cancelled(hour):
        found = tasks(question(model, "team", at(hour)))
        return [one.about.id for one in found if one.kind is TaskKind.CANCEL]

    assert cancelled(2) == ["station", "to come"]
    assert cancelled(6) == ["to come"]


def test_what_has_not_fallen_yet_is_warned_and_nothing_else_is_done_about_it():
    nodes, facts = chain()
    phone = (Node("phone", NodeKind.NUMBER),)
    carries = (Fact("guide", "phone", FactKind.CARRIES, at(0)),)
    answer = question(build((*nodes, *phone), (*facts, *carries)), "team", at(2))
    assert "phone" in ids_of(answer)[2]
    later = [(one.kind, one.about.id) for one in tasks(answer) if one.ring > 1]
    assert later == [(TaskKind.WARN, "guide"), (TaskKind.WARN, "c")]


def test_all_that_one_has_by_one_job_is_one_change():
    nodes, facts = chain()
    job = (
        Fact("team", "house", FactKind.TOLD, at(0), part="house"),
        Fact("team", "a", FactKind.TOLD, at(0), part="house"),
    )
    apart = [*facts[1:], Fact("team", "house", FactKind.TOLD, at(0)), job[1]]
    found = best_change(build(nodes, (*facts[1:], *job)), at(2), "team")
    assert found is not None
    assert (found.knower, found.after) == (nodes[0], 0)
    less = best_change(build(nodes, apart), at(2), "team")
    assert less is not None
    assert less.after > 0
