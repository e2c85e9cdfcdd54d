from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import desk, untimed
from waystation.casework import consent
from waystation.casework.consent import ConsentState
from waystation.casework.entries import (
    ConsentAsserted,
    ConsentGiven,
    ConsentSeconded,
    ConsentWithdrawn,
    Quotation,
)

TRUSTEES = frozenset({"trustee"})
QUOTED = Quotation(letter="l", sender="s", signed="{}", signature="g")


def given_by(person="w1", journey="j"):
    return ConsentGiven(
        consent="c",
        person=person,
        journey=journey,
        wording="w",
        language="ko",
        quoted=QUOTED,
    )


def asserted(person="w1", journey="j"):
    return ConsentAsserted(
        consent="c",
        person=person,
        journey=journey,
        wording="w",
        language="ko",
        statement="yes",
        channel="ch",
    )


def seconded(assertion):
    return ConsentSeconded(consent="c", act=assertion.id)


def withdrawn(person="w1", journey=""):
    return ConsentWithdrawn(person=person, journey=journey)


def state(*told, person="w1", journey="j"):
    return consent.standing(consent.read(told), person, journey, TRUSTEES).state


def test_a_signed_letter_of_the_person_is_consent():
    assert state(desk("kim").writes(given_by())) is ConsentState.OWN_KEY


def test_nobody_consents_for_another_adult_or_another_journey():
    one = desk("kim").writes(given_by())
    assert state(one, person="w2") is ConsentState.NONE
    assert state(one, journey="j2") is ConsentState.NONE


def test_one_assertion_is_not_consent():
    found = consent.standing(
        consent.read([desk("kim").writes(asserted())]), "w1", "j", TRUSTEES
    )
    assert found.state is ConsentState.ONE_ASSERTS
    assert not found.stands


def test_two_assert_and_one_of_them_is_the_outside_trustee():
    kim, lee, trustee = desk("kim"), desk("lee"), desk("trustee")
    one = kim.writes(asserted())
    assert state(one, lee.hears(one).writes(seconded(one))) is ConsentState.ONE_ASSERTS
    by_trustee = trustee.hears(one).writes(seconded(one))
    assert state(one, by_trustee) is ConsentState.ASSERTED_BY_TWO


def test_one_human_with_two_keys_counts_once_in_asserting():
    trustee, again = desk("trustee", "t1"), desk("trustee", "t2")
    one = trustee.writes(asserted())
    assert state(one, again.hears(one).writes(seconded(one))) is ConsentState.ONE_ASSERTS


def test_seconding_binds_one_exact_statement():
    kim, trustee = desk("kim"), desk("trustee")
    one, another = kim.writes(asserted()), kim.writes(asserted(journey="j2"))
    second = trustee.hears(another).writes(seconded(another))
    assert state(one, another, second) is ConsentState.ONE_ASSERTS


def test_seconding_after_more_than_72_hours_does_not_count():
    kim, trustee = desk("kim"), desk("trustee")
    one = kim.writes(asserted())
    late = trustee.hears(one).writes(seconded(one), hours=73)
    assert state(one, late) is ConsentState.ONE_ASSERTS


def test_withdrawal_beats_a_consent_when_neither_saw_the_other():
    yes = desk("kim").writes(given_by(), hours=9)
    no = desk("lee").writes(withdrawn(), hours=1)
    assert state(yes, no) is ConsentState.WITHDRAWN


def test_withdrawal_from_one_journey_leaves_another():
    kim = desk("kim")
    acts = [kim.writes(given_by()), kim.writes(withdrawn(journey="j2"))]
    assert state(*acts) is ConsentState.OWN_KEY


def test_consent_given_again_in_knowledge_of_the_withdrawal_counts():
    kim, lee = desk("kim"), desk("lee")
    no = lee.writes(withdrawn())
    assert state(no, kim.hears(no).writes(given_by())) is ConsentState.OWN_KEY


def test_a_letter_that_is_quoted_again_says_nothing_new_after_a_withdrawal():
    kim, lee = desk("kim"), desk("lee")
    yes = kim.writes(given_by())
    no = lee.writes(withdrawn())
    again = kim.hears(no).writes(given_by())
    assert state(yes, no, again) is ConsentState.WITHDRAWN


def test_consent_says_what_it_rests_on():
    one = desk("kim").writes(given_by())
    assert consent.standing(consent.read([one]), "w1", "j", TRUSTEES).rests_on == (one.id,)


@untimed
@given(st.data())
def test_consents_do_not_depend_on_the_order_of_delivery(data):
    desks = [desk(human) for human in ("kim", "lee", "trustee")]
    told = []
    for _ in range(data.draw(st.integers(1, 10))):
        who = data.draw(st.sampled_from(desks))
        if told:
            who.hears(*data.draw(st.lists(st.sampled_from(told), max_size=2)))
        choices = [given_by(), asserted(), withdrawn(), withdrawn(journey="j")]
        choices += [seconded(one) for one in told if one.kind == "consent.asserted"]
        told.append(who.writes(data.draw(st.sampled_from(choices))))
    shuffled = data.draw(st.permutations(told))
    trustees = TRUSTEES
    before = consent.standing(consent.read(told), "w1", "j", trustees)
    assert before == consent.standing(consent.read(shuffled), "w1", "j", trustees)
    unseen = desk("park").writes(withdrawn())
    assert not consent.standing(consent.read([*told, unseen]), "w1", "j", trustees).stands
