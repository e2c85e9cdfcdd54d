"""A photograph in one slip: by the person's own choice alone (docs/slips.md, S-9)."""

import json

import pytest

from tests import pictures
from tests.meeting import Meeting
from waystation.casework import journey as plan
from waystation.casework.entries import Quotation
from waystation.casework.entries.photograph import PhotographAsserted, PhotographChosen
from waystation.casework.photograph import ChoiceState
from waystation.casework.slip import SlipState
from waystation.casework.terms import SlipForm
from waystation.desk import journey, photograph, slip, slip_list
from waystation.desk.photograph import For, Said
from waystation.desk.slip_photograph import GIVEN
from waystation.encoding import unb64
from waystation.errors import ConflictError, FormatError, NotFoundError, NotPermittedError
from waystation.post.correspondent import meeting_of
from waystation.post.slip import read_photograph

SAID = Said("제 얼굴을 그 사람에게 보여 줘도 돼요.", "ko", "phone")
FACE = pictures.jpeg()
FACE_TOLD = "disclosure.face_to_helper"


@pytest.fixture
def meeting(tmp_path):
    return Meeting(tmp_path)


@pytest.fixture
def person(meeting):
    return person_of(meeting)


def person_of(meeting):
    (one,) = plan.persons(journey.read(meeting.world.mina, meeting.cell))
    return one


def wanted(meeting):
    return For(person=person_of(meeting), handover=meeting.handover, party=meeting.takes)


def choose(meeting):
    """Let a person choose, on the word of two."""
    of = wanted(meeting)
    choice = photograph.assert_for(meeting.world.mina, meeting.journey, of, SAID)
    meeting.world.sync()
    photograph.second(meeting.world.jun, meeting.journey, choice)
    meeting.world.sync()
    return choice


def make(meeting, party=None, raw=FACE, **more):
    of = slip.Wanted(handover=meeting.handover, party=party or meeting.takes, **more)
    made = slip.make(meeting.world.mina, meeting.journey, of, raw)
    meeting.world.sync("mina")
    return made


def asked_about(meeting, name="jun"):
    found = journey.findings(meeting.world.desks[name], meeting.journey)
    return [one.where for one in found if one.code == FACE_TOLD]


def test_without_the_persons_choice_no_slip_is_made_and_nothing_is_looked_at(
    meeting, person
):
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting, raw=b"not even looked at")
    choice = photograph.assert_for(
        meeting.world.mina, meeting.journey, wanted(meeting), SAID
    )
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting)  # on the word of one
    with pytest.raises(NotPermittedError, match=r"photograph\.own"):
        photograph.second(meeting.world.mina, meeting.journey, choice)
    meeting.world.sync()
    photograph.second(meeting.world.jun, meeting.journey, choice)
    meeting.world.sync()
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting, meeting.gives)  # it was chosen for the other side
    with pytest.raises(FormatError, match=r"photograph\.kind"):
        make(meeting, raw=b"GIF89a")
    assert slip_list.listed(meeting.world.mina, meeting.journey) == ()
    assert make(meeting).shows == person


def test_one_slip_carries_it_and_the_entry_does_not(meeting, person):
    choice = choose(meeting)
    made, plain = make(meeting), meeting.make(meeting.gives)
    assert (made.choice, made.shows, plain.choice) == (choice, person, "")
    carrying, empty = (
        meeting.world.relay.slips[unb64(one.slip)].body["body"] for one in (made, plain)
    )
    assert len(carrying) == len(empty)
    _, held = meeting.open(made)
    found = read_photograph(held.letter)
    assert found.startswith(b"\xff\xd8\xff")
    assert set(pictures.segments(found)) <= {0xDB, 0xC0, 0xC4, 0xE0}
    _, without = meeting.open(plain, "the other phone")
    assert read_photograph(without.letter) == b""
    for desk in meeting.world.desks.values():
        for opened in desk.cells_of("journey"):
            assert all(found[200:260] not in one.body for one in opened.log.entries)
            assert max(len(one.body) for one in opened.log.entries) < 8_000


@pytest.mark.parametrize("form", [SlipForm.CARD, SlipForm.VOICE])
def test_what_is_printed_or_read_out_never_carries_one(meeting, person, form):
    choose(meeting)
    with pytest.raises(ConflictError, match=r"slip\.photograph_form"):
        make(meeting, form=form)


def test_a_choice_that_was_taken_back_takes_the_slip_back(meeting, person):
    choice = choose(meeting)
    made, plain = make(meeting), meeting.make(meeting.gives)
    photograph.withdraw(meeting.world.jun, meeting.journey, choice, "I would rather not")
    meeting.world.sync()
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(made)
    meeting.open(plain, "the other phone")
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting)
    shown = slip_list.one(meeting.world.mina, meeting.journey, made.slip)
    assert shown.state is SlipState.REVOKED


def test_a_slip_made_while_it_was_taken_back_elsewhere_is_taken_back_by_whoever_sees_it(
    meeting, person
):
    choice = choose(meeting)
    photograph.withdraw(meeting.world.jun, meeting.journey, choice, "no")
    made = make(meeting)  # mina's desk has not heard of it
    meeting.world.sync()
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(made)


def test_who_has_a_key_is_asked_and_answers_for_themselves(meeting, person):
    world, writes = meeting.world, meeting.world.people["E"]
    photograph.ask(world.mina, meeting.journey, wanted(meeting))
    world.sync("mina")
    asked = [one for one in writes.replies()[0] if one.kind == GIVEN][-1]
    of = {name: asked.body[name] for name in ("journey", "handover", "party")}
    writes.write(GIVEN, of, meeting_of(asked))
    writes.send()
    world.sync()
    (one,) = photograph.choices(world.jun, meeting.journey)
    assert (one.state, one.person, one.party) == (
        ChoiceState.OWN_KEY,
        person,
        meeting.takes,
    )
    made = make(meeting)
    writes.write(photograph.TAKEN_BACK, of, meeting_of(asked))
    writes.send()
    world.sync()
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(made)


def test_a_letter_that_the_person_did_not_sign_is_no_choice(meeting, person):
    world, mina = meeting.world, meeting.world.mina
    helper = world.correspondent("somebody else")
    of = {
        "journey": meeting.journey,
        "handover": meeting.handover,
        "party": meeting.takes,
    }
    helper.write(GIVEN, of, world.meetings["E"])
    helper.send()
    world.sync()
    assert photograph.choices(mina, meeting.journey) == ()
    said = '{"id":"x","kind":"photograph","body":' + json.dumps(of) + "}"
    forged = PhotographChosen(
        choice="x",
        person=person,
        quoted=Quotation(letter="x", sender="A" * 43, signed=said, signature="A" * 86),
        **of,
    )
    with mina.acting():
        mina.append(meeting.cell, forged)
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting)


def test_where_several_have_chosen_it_is_said_whose_photograph_it_is(meeting, person):
    choose(meeting)
    mina, jun = meeting.world.mina, meeting.world.jun
    of = {"journey": meeting.journey, "handover": meeting.handover, "party": meeting.takes}
    said = {"language": "ko", "statement": "저도요.", "channel": "phone", "choice": "f"}
    with mina.acting():
        mina.append(meeting.cell, PhotographAsserted(person="F", **of, **said))
    meeting.world.sync()
    photograph.second(jun, meeting.journey, "f")
    meeting.world.sync()
    with pytest.raises(ConflictError, match=r"slip\.photograph_whose"):
        make(meeting)
    assert make(meeting, shows="F").choice == "f"
    with pytest.raises(NotPermittedError, match=r"slip\.photograph_choice"):
        make(meeting, shows="G")


def test_nobody_chooses_for_somebody_who_does_not_travel_or_for_who_is_not_there(
    meeting, person
):
    wrong = {
        For(person="nobody", handover=meeting.handover, party=meeting.takes): NotFoundError,
        For(person=person, handover="nowhere", party=meeting.takes): NotFoundError,
        For(person=person, handover=meeting.handover, party="nobody"): ConflictError,
        For(person=meeting.gives, handover=meeting.handover, party=meeting.takes): (
            NotFoundError
        ),
    }
    for of, kind in wrong.items():
        with pytest.raises(kind):
            photograph.assert_for(meeting.world.mina, meeting.journey, of, SAID)


def test_a_face_that_a_helper_can_open_or_has_seen_is_asked_about(meeting, person):
    choice = choose(meeting)
    assert asked_about(meeting) == []
    made = make(meeting)
    meeting.world.sync()
    assert asked_about(meeting) == [meeting.takes]
    meeting.open(made)
    meeting.world.sync()
    photograph.withdraw(meeting.world.mina, meeting.journey, choice, "too late")
    meeting.world.sync()
    assert asked_about(meeting) == [meeting.takes]
    shown = slip_list.one(meeting.world.mina, meeting.journey, made.slip)
    assert shown.state is SlipState.OPENED
