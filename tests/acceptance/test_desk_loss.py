"""After a loss or a complaint, on real desks: kept for the review, asked from then on."""

import pytest
from msgspec.structs import replace

from tests import builders
from waystation.casework import loss as losses
from waystation.casework.entries import LossRecorded, ReferralMade
from waystation.casework.entries.loss import (
    LastKnownNoted,
    Support,
    SupportOffered,
    Wanted,
    WishAbout,
    WishNoted,
    WishOf,
)
from waystation.casework.entries.review import ReviewFindingNoted
from waystation.casework.terms import Basis
from waystation.desk import case, journey, loss, review
from waystation.errors import ConflictError, NotFoundError, NotPermittedError


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def gone(world):
    """A journey whose person did not arrive."""
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    lost = LossRecorded(person=person_id, journey=journey_id, last_known="at the coast")
    loss.record(world.mina, lost)
    world.sync()
    return case_id, person_id, journey_id


def at(world, name, journey_id):
    return world.desks[name].find("journey", journey_id)


def reviewed(world, journey_id):
    begun = review.begin(world.mina, journey_id)
    text = "Did anybody speak with the driver on the day?"
    return review.propose(world.mina, journey_id, begun, text, "nobody had that day")


def asks(world, name, journey_id):
    found = journey.findings(world.desks[name], journey_id)
    return [one.where for one in found if one.code == "review.not_answered"]


def test_what_is_known_stands_with_its_basis_at_every_desk_of_the_journey(world, gone):
    _, person_id, journey_id = gone
    fact = LastKnownNoted(
        fact="f", journey=journey_id, person=person_id, text="he got out", basis=Basis.SAW
    )
    loss.note(world.sora, fact)
    with pytest.raises(NotFoundError):
        loss.note(world.mina, replace(fact, person="somebody else"))
    with pytest.raises(NotFoundError):
        loss.note(world.tae, fact)
    world.sync()
    state = loss.read(world.jun, at(world, "jun", journey_id))
    assert [one.act.basis for one in losses.known(state, person_id)] == [Basis.SAW]


def test_a_review_is_closed_by_two_of_whom_one_is_the_trustee(world, gone):
    _, _, journey_id = gone
    for name in ("mina", "jun", "sora"):
        assert loss.is_sealed(world.desks[name], at(world, name, journey_id))
    act = review.close(world.mina, journey_id, "all questions are answered")
    world.sync()
    with pytest.raises(ConflictError):
        review.agree_to_close(world.mina, journey_id, act)
    with pytest.raises(NotPermittedError):
        review.agree_to_close(world.jun, journey_id, act)
    assert loss.is_sealed(world.jun, at(world, "jun", journey_id))
    review.agree_to_close(world.sora, journey_id, act)
    world.sync()
    assert not loss.is_sealed(world.jun, at(world, "jun", journey_id))
    loss.seal(world.jun, journey_id)
    world.sync()
    assert loss.is_sealed(world.mina, at(world, "mina", journey_id))


def test_what_is_wished_stands_against_a_procedure_and_an_agreement_lets_it(world, gone):
    case_id, person_id, journey_id = gone
    asked = ReferralMade(
        referral="r",
        person=person_id,
        to="WGEID",
        asks="where is he",
        procedure="wgeid_urgent",
    )
    with pytest.raises(NotPermittedError):
        loss.refer(world.mina, journey_id, asked)
    wish = WishNoted(
        wish="w",
        journey=journey_id,
        person=person_id,
        whose=WishOf.FAMILY,
        about=WishAbout.UN_PROCEDURES,
        wanted=Wanted.DO_NOT,
    )
    loss.note(world.mina, wish)
    with pytest.raises(ConflictError):
        loss.refer(world.mina, journey_id, asked)
    loss.note(world.mina, replace(wish, wanted=Wanted.DO))
    loss.refer(world.mina, journey_id, asked)
    with pytest.raises(NotFoundError):
        loss.refer(world.mina, journey_id, replace(asked, procedure="no such"))
    world.sync()
    assert case.read(world.hana, case_id).referrals.made["r"].act.procedure
    assert loss.referrals(world.sora, at(world, "sora", journey_id)).made["r"].act == asked


def test_a_question_of_a_review_is_asked_of_every_other_journey_and_blocks_a_go(
    world, gone
):
    _, _, lost_journey = gone
    question = reviewed(world, lost_journey)
    world.sync()
    case_id, person_id = builders.open_case(world, "F")
    later = builders.plan_journey(world, case_id, person_id, person_id, "others")
    builders.get_consent(world, later, person_id, "F")
    assert asks(world, "mina", later) == []
    with pytest.raises(ConflictError):
        review.agree(world.mina, question)
    review.agree(world.sora, question)
    world.sync()
    for name in ("mina", "jun"):
        assert asks(world, name, later) == [f"review.{question}"]
    assert f"review.{question}" in {one.where for one in builders.go(world, later)}
    review.answer(world.jun, later, question, "at noon")
    world.sync()
    assert asks(world, "mina", later) == []
    assert "review.not_answered" not in {one.code for one in builders.go(world, later)}


def test_nothing_of_the_case_goes_into_a_question(world, gone):
    _, _, journey_id = gone
    begun = review.begin(world.mina, journey_id)
    builders.note_helper(world, "Somchai")
    for told in ("Did you ask Somchai?", "Is the coastal city safe? 또는 the coastal city"):
        with pytest.raises(NotPermittedError):
            review.propose(world.mina, journey_id, begun, told, "nobody had")
    question = reviewed(world, journey_id)
    proposed = world.mina.roster_cell.of_kind("question.proposed")[-1].body
    assert journey_id.encode() not in proposed
    assert begun.encode() not in proposed
    assert question.encode() in proposed


def test_a_review_finds_what_could_be_asked_and_what_support_was_offered(world, gone):
    _, _, journey_id = gone
    begun = review.begin(world.sora, journey_id)
    found = ReviewFindingNoted(
        finding="1",
        review=begun,
        journey=journey_id,
        happened="The car did not come.",
        known_to=("the desk on call",),
        could_be_asked="Is there another car?",
    )
    review.note(world.sora, found)
    with pytest.raises(NotFoundError):
        review.note(world.sora, replace(found, review="another"))
    offered = SupportOffered(
        word="s", journey=journey_id, to=world.jun.human, offered=(Support.TIME_OFF,)
    )
    loss.offer_support(world.sora, offered)
    world.sync()
    opened = at(world, "jun", journey_id)
    assert review.begin(world.jun, journey_id) == begun
    assert [one.act for one in review.read(world.jun, opened).findings.values()] == [found]
    assert loss.read(world.jun, opened).support["s"].act == offered


def test_there_is_nothing_to_review_where_nothing_happened(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    with pytest.raises(NotFoundError):
        review.begin(world.mina, journey_id)
    with pytest.raises(NotFoundError):
        review.close(world.mina, journey_id, "over")
