"""Whose choice it is to show a face, to one party of one handover."""

import pytest

from tests.casework_history import desk
from waystation.casework import photograph
from waystation.casework.entries import Quotation
from waystation.casework.entries.photograph import (
    PhotographAsserted,
    PhotographChosen,
    PhotographSeconded,
    PhotographWithdrawn,
)
from waystation.casework.noted import run
from waystation.casework.photograph import ChoiceState, Photographs

QUOTED = Quotation(letter="letter", sender="", signed="{}", signature="")
OF = {"journey": "j", "handover": "h", "party": "helper", "person": "E"}


def chosen(choice="own", **more):
    return PhotographChosen(choice=choice, quoted=QUOTED, **OF | more)


def asserted(choice="said"):
    said = {"language": "ko", "statement": "얼굴을 보여 줘도 돼요.", "channel": "phone"}
    return PhotographAsserted(choice=choice, **OF, **said)


def seconded(assertion, choice="said"):
    return PhotographSeconded(choice=choice, act=assertion.id)


def withdrawn(handover="h", person="E"):
    return PhotographWithdrawn(journey="j", person=person, handover=handover)


def read(*told):
    return run(photograph.fold, Photographs(), told)


def state(*told):
    (one,) = photograph.choices(read(*told))
    return one.state


def test_a_photograph_is_given_by_the_persons_own_letter_or_on_the_word_of_two_humans():
    assert state(desk("mina").writes(chosen())) is ChoiceState.OWN_KEY
    first = desk("mina").writes(asserted())
    assert state(first) is ChoiceState.ONE_ASSERTS
    again = desk("mina", "her other key").hears(first).writes(seconded(first))
    assert state(first, again) is ChoiceState.ONE_ASSERTS
    other = desk("jun").hears(first).writes(seconded(first))
    assert state(first, other) is state(other, first) is ChoiceState.ASSERTED_BY_TWO


@pytest.mark.parametrize("handover", ["h", ""])
def test_taking_it_back_beats_a_choice_that_had_not_seen_it(handover):
    mina, jun = desk("mina"), desk("jun")
    given = mina.writes(chosen())
    back = jun.writes(withdrawn(handover))
    assert state(given, back) is state(back, given) is ChoiceState.WITHDRAWN
    anew = mina.hears(back).writes(chosen("anew"))
    both = read(given, back, anew)
    (counts,) = photograph.for_party(both, "h", "helper")
    assert (counts.choice, counts.stands) == ("anew", True)
    assert photograph.was_withdrawn(both, "own")
    assert not photograph.was_withdrawn(both, "anew")


def test_a_choice_is_for_one_party_of_one_handover_and_nobody_elses_to_take_back():
    mina = desk("mina")
    told = [mina.writes(chosen()), mina.writes(withdrawn("another"))]
    told.append(mina.writes(withdrawn("h", person="another")))
    stands = read(*told)
    (one,) = photograph.for_party(stands, "h", "helper")
    assert one.stands
    for of in (("h", "another"), ("another", "helper")):
        assert photograph.for_party(stands, *of) == ()


def test_one_that_stands_counts_before_a_later_one_that_does_not():
    mina = desk("mina")
    own, said = mina.writes(chosen()), mina.writes(asserted())
    (counts,) = photograph.for_party(read(own, said), "h", "helper")
    assert counts.choice == "own"


def test_each_person_chooses_for_themselves():
    mina = desk("mina")
    both = read(mina.writes(chosen("e")), mina.writes(chosen("f", person="F")))
    found = photograph.for_party(both, "h", "helper")
    assert {one.person: one.choice for one in found} == {"E": "e", "F": "f"}
