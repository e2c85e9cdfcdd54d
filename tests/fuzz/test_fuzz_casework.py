"""Whatever bytes come, only `FormatError` escapes, and no fold stops."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.casework_any import any_act, made
from tests.casework_costs import balances
from tests.casework_history import at, desk, untimed
from waystation.casework import (
    board,
    case,
    complaint,
    consent,
    consequences,
    conversation,
    costs,
    disclosure,
    helper,
    journey,
    ledger,
    loss,
    question,
    review,
    roster,
    safehouse,
    slip,
)
from waystation.casework.entries import (
    KINDS,
    Act,
    HumanAdmitted,
    Unknown,
    body_of,
    decode,
)
from waystation.casework.noted import broken
from waystation.casework.reach import People
from waystation.casework.standing import Around
from waystation.casework.start import Organisation, may_start
from waystation.encoding import to_json
from waystation.errors import FormatError
from waystation.foresight import catalogue, thresholds
from waystation.foresight.picture import Picture

ids = st.sampled_from(["a", "b", "j", "w1", ""])
scalars = st.one_of(
    ids,
    st.none(),
    st.booleans(),
    st.integers(-5, 100),
    st.text(max_size=5),
    st.sampled_from(
        ["go", "well", "under_duress", "said", "trustee", "2026-03-01T12:00:00Z"]
    ),
)
windows = st.just({"opens": "2026-03-01T12:00:00Z", "closes": "2026-03-02T12:00:00Z"})
values = st.one_of(scalars, st.lists(scalars, max_size=3), windows)


@st.composite
def bodies(draw):
    """A kind, and a body with its own field names and any values."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    fields = KINDS[kind].__struct_fields__
    given_values = draw(st.lists(values, min_size=len(fields), max_size=len(fields)))
    left_out = draw(st.sets(st.sampled_from(fields), max_size=3))
    pairs = zip(fields, given_values, strict=True)
    return kind, {name: value for name, value in pairs if name not in left_out}


def refusal(kind, body):
    """Return where a body is refused; None where it is an act or of an unknown kind."""
    try:
        assert isinstance(decode(kind, body), Act | Unknown)
    except FormatError as refused:
        return refused.where
    return None


@untimed
@given(st.sampled_from([*KINDS, "weather.noted", ""]), st.binary(max_size=60))
def test_any_bytes_are_an_act_or_unknown_or_a_format_error(kind, body):
    fields = KINDS[kind].__struct_fields__ if kind in KINDS else ()
    assert refusal(kind, body) in {None, kind, *(f"{kind}.{name}" for name in fields)}


@untimed
@given(bodies())
def test_any_fields_are_an_act_or_a_format_error_that_names_a_field_of_ours(made):
    kind, body = made
    where = refusal(kind, to_json(body))
    names = {f"{kind}.{name}" for name in KINDS[kind].__struct_fields__}
    assert where in {None, kind, *names}


@pytest.mark.parametrize("depth", [10, 1_000, 200_000])
def test_deep_nesting_is_a_format_error_or_passed_over(depth):
    nested = b'{"case":"c","new":' + b"[" * depth
    assert refusal("case.opened", nested) == "case.opened"
    assert refusal("case.opened", nested + b"]" * depth + b"}") in {None, "case.opened"}


def members_of(found):
    """The members of a charter whose keepers have signed every admission among acts."""
    return [roster.member_by(act) for act in found if isinstance(act, HumanAdmitted)]


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(untimed, max_examples=10)
@given(data=st.data())
def test_any_act_is_read_as_it_was_written(kind, data):
    act = data.draw(made(KINDS[kind]))
    assert decode(act.kind, to_json(body_of(act))) == act


@untimed
@given(
    st.lists(any_act, max_size=12),
    st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.binary(max_size=9))),
)
def test_senseless_acts_and_broken_bodies_stop_no_fold(found, poison):
    kim = desk("kim")
    told = [kim.writes(act) for act in found]
    for (kind, body), victim in zip(poison, told[1::2], strict=False):
        object.__setattr__(victim, "kind", kind)
        object.__setattr__(victim, "body", body)
    cases, boards = case.read(told), board.read(told)
    people = roster.read(told, members_of(found))
    conversation.in_order(conversation.read(told))
    on_the_way = journey.read("j", told)
    around = Around(at(21), boards.holds)
    consequences.consequences(on_the_way, around, helper.kin(helper.read(told)))
    may_start(on_the_way, cases.consents, Organisation(People(people), 0), around)
    for person in ("a", "w1"):
        consent.standing(cases.consents, person, "j", roster.trustees(people))
    board.all_shown(boards)
    after, trustees = loss.read(told), roster.trustees(people)
    loss.closing(after, trustees)
    assert not loss.sealed_for_review(after, trustees) or loss.is_open(after)
    for person in ("a", "w1"):
        loss.log(after, person)
        loss.known(after, person)
    review.in_time(review.read(told))
    complaint.in_order(complaint.read(told))
    assert {record for record, _ in broken(told)} <= {one.id for one in told}


@untimed
@given(st.lists(any_act, max_size=12))
def test_senseless_plans_stop_no_rule_and_balance_the_books(found):
    kim = desk("kim")
    told = [kim.writes(act) for act in found]
    whole = case.read(told)
    seen = Picture(
        journey=journey.read("j", told),
        around=Around(at(21), board.read(told).holds),
        consents=whole.consents,
        organisation=Organisation(People(roster.read(told, members_of(found))), 0),
        case=whole,
        helpers=helper.read(told),
        houses=safehouse.read(told),
        costs=costs.read(told),
        slips=slip.read(told),
        disclosures=disclosure.read(told),
        channels=conversation.read(told).channels,
        questions=question.read(told),
        answers=question.read(told),
    )
    for rule in catalogue.RULES:
        assert all(one.code == rule.code for one in rule.check(seen, thresholds.shipped()))
    assert all(balances(one) for one in ledger.transactions(seen.costs))
