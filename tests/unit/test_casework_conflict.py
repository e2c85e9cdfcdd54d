"""Conflict check: what is alike after writing it alike, and whose word counts."""

import pytest

from tests.casework_history import desk
from waystation.casework import conflict, person
from waystation.casework.entries import HelperNoted, OtherNoted
from waystation.casework.entries.conflict import ConflictAnswered, ConflictAsked
from waystation.casework.terms import Relation


def wide(text):
    """Write in full-width forms, as Korean and Chinese keyboards do."""
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def alike(helper, **known):
    """Say whether a helper matches a holder who is known so."""
    other = OtherNoted(
        other="o", person="p", relation=Relation.HOLDER, who="the holder", **known
    )
    persons = person.read([desk("kim").writes(other)])
    return bool(conflict.matches(HelperNoted(helper="h", **helper), persons))


@pytest.mark.parametrize(
    ("said", "noted"),
    [
        ("+86 138-1234-5678", "13812345678"),
        ("010-1234-5678", "+82 10 1234 5678"),
        ("0812345678", "+66 81 234 5678"),
        (wide("01012345678"), "010 1234 5678"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(said, noted):
    assert alike({"name": "Driver", "numbers": (said,)}, numbers=(noted,))


def test_another_number_a_short_one_and_an_empty_one_are_no_match():
    for said in ("13812345679", "110", "", "---"):
        driver = {"name": "Driver", "numbers": (said,)}
        assert not alike(driver, numbers=("13812345678", "110", ""))


@pytest.mark.parametrize(
    ("said", "noted"),
    [("김 철수", "김철수"), ("KIM Cheol-su", "kim cheolsu"), (wide("Kim"), "kim")],
)
def test_a_name_is_the_same_without_spaces_signs_and_case(said, noted):
    assert alike({"name": said}, names=(noted,))
    assert alike({"name": "B1", "other_names": (said,)}, names=(noted,))


def test_a_name_is_no_plate_and_one_letter_is_no_name():
    assert not alike({"name": "12가3456"}, plates=("12가3456",))
    assert alike({"name": "B1", "plates": ("12 가 3456",)}, plates=("12가3456",))
    assert not alike({"name": "B"}, names=("B",))


@pytest.mark.parametrize("relation", list(Relation))
def test_only_those_who_could_be_told_of_a_journey_are_compared(relation):
    other = OtherNoted(other="o", person="p", relation=relation, who="김철수")
    persons = person.read([desk("kim").writes(other)])
    matched = conflict.matches(HelperNoted(helper="h", name="김 철수"), persons)
    assert bool(matched) == (relation in conflict.WATCHED)


def test_a_question_keeps_its_first_wording_and_counts_each_yes_once():
    kim, lee = desk("kim"), desk("lee")
    asked = kim.writes(ConflictAsked(question="q", about=("#h",), forms=("a",)))
    again = kim.writes(ConflictAsked(question="q", about=("#h",), forms=("b",)))
    yes = ConflictAnswered(question="q", act=asked.id, match=True)
    told = [asked, again, lee.writes(yes), lee.writes(yes)]
    for order in (told, told[::-1]):
        state = conflict.read(order)
        assert state.asked["q"].act.forms == ("a",)
        assert conflict.matched(state, state.asked["q"]) == ("lee",)
