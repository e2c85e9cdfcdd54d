"""After a loss or a complaint nothing is destroyed until two close the review."""

import pytest

from tests.casework_history import at, desk
from waystation.casework import loss
from waystation.casework.entries import (
    ApprovalGiven,
    ApprovalRefused,
    LetterQuoted,
    LossRecorded,
    Quotation,
)
from waystation.casework.entries.loss import (
    DetentionNoted,
    JourneySealed,
    LastKnownNoted,
    Wanted,
    WishAbout,
    WishNoted,
    WishOf,
)
from waystation.casework.entries.review import ReviewClosed
from waystation.casework.terms import Basis

TRUSTEES = frozenset({"sora"})
LOST = LossRecorded(person="p", journey="j", last_known="at the coast")
SEAL = JourneySealed(journey="j", seal="s")
COMPLAINT = LetterQuoted(
    letter_kind="complaint",
    quoted=Quotation(letter="l", sender="", signed="{}", signature=""),
    who="p",
)
CLOSED = ReviewClosed(journey="j", reason="all is answered")


def sealed(*told):
    return loss.sealed_for_review(loss.read(told), TRUSTEES)


@pytest.mark.parametrize("cause", [LOST, SEAL, COMPLAINT], ids=lambda one: one.kind)
def test_a_loss_a_complaint_or_one_human_seals_until_two_close_it(cause):
    kim, sora = desk("kim"), desk("sora")
    assert not sealed()
    told = [kim.writes(cause)]
    assert sealed(*told)
    told.append(kim.writes(CLOSED))
    assert sealed(*told)
    told.append(sora.hears(*told).writes(ApprovalGiven(act=told[-1].id)))
    assert not sealed(*told)


def test_a_letter_of_another_kind_seals_nothing():
    report = LetterQuoted(letter_kind="report", quoted=COMPLAINT.quoted, who="p")
    assert not sealed(desk("kim").writes(report))


def test_no_two_without_an_outside_trustee_and_no_one_human_twice_unseal():
    kim, lee, sora = desk("kim"), desk("lee"), desk("sora")
    told = [kim.writes(LOST), kim.writes(CLOSED)]
    for other in (lee.hears(*told), desk("kim", "another key").hears(*told)):
        assert sealed(*told, other.writes(ApprovalGiven(act=told[-1].id)))
    alone = sora.hears(told[0]).writes(CLOSED)
    again = desk("sora", "another key").hears(alone)
    assert sealed(told[0], alone, again.writes(ApprovalGiven(act=alone.id)))


def test_what_comes_unseen_by_the_closing_seals_again_and_a_refusal_keeps_it():
    kim, sora, lee = desk("kim"), desk("sora"), desk("lee")
    told = [kim.writes(LOST), kim.writes(CLOSED)]
    told.append(sora.hears(*told).writes(ApprovalGiven(act=told[-1].id)))
    assert not sealed(*told)
    assert sealed(*told, lee.writes(SEAL))
    no = lee.hears(*told[:2]).writes(ApprovalRefused(act=told[1].id, reason="not yet"))
    assert sealed(*told, no)


def test_the_order_of_delivery_changes_nothing():
    kim, sora = desk("kim"), desk("sora")
    told = [kim.writes(LOST), kim.writes(SEAL), kim.writes(CLOSED)]
    told.append(sora.hears(*told).writes(ApprovalGiven(act=told[-1].id)))
    assert loss.read(told) == loss.read(told[::-1])


def test_a_persons_own_wish_comes_before_their_familys_and_may_be_taken_back():
    kim = desk("kim")

    def wish(id_, whose, wanted, **more):
        return kim.writes(
            WishNoted(
                wish=id_,
                journey="j",
                person="p",
                whose=whose,
                about=WishAbout.PUBLICITY,
                wanted=wanted,
                **more,
            )
        )

    def wanted(*told):
        found = loss.wishes_about(loss.read(told), "p", WishAbout.PUBLICITY)
        return [one.act.wanted for one in found]

    family = wish("f", WishOf.FAMILY, Wanted.DO)
    own = wish("o", WishOf.PERSON, Wanted.DO_NOT)
    assert wanted(family) == [Wanted.DO]
    assert wanted(family, own) == [Wanted.DO_NOT]
    over = wish("o", WishOf.PERSON, Wanted.DO_NOT, over=True)
    assert wanted(family, own, over) == [Wanted.DO]
    changed = wish("later", WishOf.PERSON, Wanted.ASK_FIRST)
    assert wanted(family, own, changed) == [Wanted.ASK_FIRST]
    brother = wish("b", WishOf.FAMILY, Wanted.DO_NOT, who="her brother")
    assert wanted(family, brother) == [Wanted.DO, Wanted.DO_NOT]


def test_the_log_stands_in_the_order_in_which_it_is_said_to_have_been():
    kim = desk("kim")

    def held(place, person="p", **more):
        act = DetentionNoted(
            detention=place,
            journey="j",
            person=person,
            place=place,
            basis=Basis.HEARD,
            **more,
        )
        return kim.writes(act)

    told = [held("later", since=at(5)), held("first", seen=at(1), until=at(4))]
    told.append(held("elsewhere", person="somebody else"))
    assert [one.act.place for one in loss.log(loss.read(told), "p")] == ["first", "later"]


def test_a_fact_that_is_noted_again_replaces_the_first_under_its_own_time():
    kim = desk("kim")

    def fact(id_, text, hours):
        return kim.writes(
            LastKnownNoted(
                fact=id_, journey="j", person="p", text=text, basis=Basis.SAW, at=at(hours)
            )
        )

    told = [fact("b", "the car stops", 3), fact("a", "left", 1), fact("b", "no car", 2)]
    found = loss.known(loss.read(told), "p")
    assert [one.act.text for one in found] == ["left", "no car"]
