"""A complaint goes past the organisation to its outside trustee, and seals the journey."""

import pytest

from tests import builders
from waystation.casework import complaint as complaints
from waystation.casework import loss as losses
from waystation.desk import complaint, loss
from waystation.errors import FormatError, NotPermittedError

SAID = "the driver touched me, and the desk did not want to hear it"


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    world.sync()
    return journey_id, person_id


def sealed(world, name, journey_id):
    return loss.is_sealed(world.desks[name], world.desks[name].find("journey", journey_id))


def everything_of(desk):
    return b"".join(entry.body for one in desk.cells.values() for entry in one.log.entries)


def test_only_the_trustee_reads_it_and_everybody_else_sees_a_seal_without_a_reason(
    world, planned
):
    journey_id, person_id = planned
    assert len(world.people["E"].complain(SAID, journey_id)) == 1
    world.people["E"].send()
    world.sync()
    (one,) = complaints.in_order(complaint.read(world.sora))
    assert complaint.said(one) == SAID
    assert (one.act.journey, one.act.person) == (journey_id, person_id)
    for name in ("mina", "jun", "sora"):
        assert sealed(world, name, journey_id)
    for name in ("mina", "jun", "hana", "tae"):
        desk = world.desks[name]
        assert SAID.encode() not in everything_of(desk)
        assert b"complaint" not in everything_of(desk)
        assert complaint.rooms(desk) == []
    opened = world.mina.find("journey", journey_id)
    (seal,) = loss.read(world.mina, opened).sealed.get("", ())
    assert seal.record.human == world.sora.human
    world.sync()
    assert len(loss.read(world.mina, opened).sealed.get("", ())) == 1


def test_the_trustee_answers_by_letter_and_the_seal_stays(world, planned):
    journey_id, _ = planned
    person = world.people["E"]
    (sent,) = person.complain(SAID, journey_id)
    person.send()
    world.sync()
    complaint.answer(world.sora, sent, "I have read it. I will ask, without your name.")
    world.sync()
    told = [one for one in person.replies()[0] if one.kind == "reply"]
    assert told[-1].body["text"].startswith("I have read it.")
    assert sealed(world, "jun", journey_id)
    with pytest.raises(NotPermittedError):
        complaint.answer(world.mina, sent, "we have read it")


def test_what_the_trustee_heard_otherwise_seals_too_and_nobody_else_notes_one(
    world, planned
):
    journey_id, _ = planned
    with pytest.raises(NotPermittedError):
        complaint.note(world.mina, journey_id, SAID)
    with pytest.raises(FormatError):
        complaint.note(world.sora, journey_id, " ")
    complaint.note(world.sora, journey_id, SAID)
    world.sync()
    assert sealed(world, "mina", journey_id)


@pytest.mark.parametrize("to", ["journey", "intake"])
def test_a_complaint_that_comes_another_way_seals_as_well(world, planned, to):
    journey_id, person_id = planned
    builders.get_consent(world, journey_id, person_id)
    person = world.people["E"]
    body = {"text": SAID, "journey": journey_id}
    person.write("complaint", body, world.meetings["E"] if to == "journey" else None)
    person.send()
    world.sync()
    assert losses.is_open(loss.read(world.jun, world.jun.find("journey", journey_id)))
    assert sealed(world, "jun", journey_id)


def test_nobody_else_of_the_organisation_can_leave_the_card_of_a_trustee(world, planned):
    with world.mina.acting():
        assert not complaint.box_is_due(world.mina)
        complaint.make_box(world.mina)
    world.sync()
    assert len(world.people["E"].complain(SAID)) == 1
    world.people["E"].send()
    world.sync()
    assert complaint.read(world.mina).received == {}
    assert len(complaint.read(world.sora).received) == 1
