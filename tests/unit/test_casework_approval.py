from tests.casework_history import desk
from waystation.casework import approval
from waystation.casework.entries import ApprovalGiven, ApprovalRefused
from waystation.casework.noted import run


def agreed(*told, need=2, of=None, never=frozenset()):
    state = run(approval.fold, approval.Approvals(), told)
    found = approval.complete(
        state.given.get("act", ()),
        state.refused.get("act", ()),
        need=need,
        of=of,
        never=never,
    )
    return {one.record.human for one in found}


def yes(act="act"):
    return ApprovalGiven(act=act)


def no():
    return ApprovalRefused(act="act")


def test_an_approval_counts_for_the_exact_act_alone():
    told = [desk("kim").writes(yes()), desk("lee").writes(yes("another act"))]
    assert agreed(*told) == set()
    assert agreed(*told, desk("park").writes(yes())) == {"kim", "park"}


def test_neither_subject_nor_payee_ever_counts():
    told = [desk("kim").writes(yes()), desk("lee").writes(yes())]
    assert agreed(*told, never=frozenset({"lee"})) == set()


def test_a_record_of_nobody_known_counts_for_nothing():
    assert agreed(desk("kim").writes(yes()), desk("", "k").writes(yes())) == set()


def test_only_those_who_may_agree_count():
    told = [desk("kim").writes(yes()), desk("lee").writes(yes())]
    assert agreed(*told, need=1, of=frozenset({"trustee"})) == set()


def test_one_human_with_two_keys_counts_once_in_approving():
    assert agreed(desk("kim", "k1").writes(yes()), desk("kim", "k2").writes(yes())) == set()


def test_three_within_72_hours_count_though_an_earlier_one_has_lapsed():
    told = [
        desk("kim").writes(yes(), hours=0),
        desk("lee").writes(yes(), hours=80),
        desk("park").writes(yes(), hours=100),
    ]
    assert agreed(*told) == {"lee", "park"}
    assert agreed(*told, need=3) == set()


def test_refusal_beats_an_approval_when_neither_saw_the_other():
    told = [desk("kim").writes(yes(), hours=9), desk("lee").writes(yes(), hours=9)]
    assert agreed(*told, desk("park").writes(no(), hours=1)) == set()
