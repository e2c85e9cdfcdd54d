import re
import typing

import msgspec
import pytest

from waystation.casework.codes import CODES, ILO_INDICATOR, is_code
from waystation.casework.entries import (
    KINDS,
    Act,
    AlarmRaised,
    ClaimRecorded,
    Unknown,
    body_of,
    decode,
    money,
)
from waystation.casework.money import Currency, Money, PayeeRole, Purpose
from waystation.casework.terms import AlarmCause, Basis, RaisedBy
from waystation.encoding import to_json
from waystation.errors import FormatError

OWING = re.compile(
    r"ow(e|ed|es|ing)|debt|fee|fees|price|prices|cost|costs|repay|loan|interest|money|amount"
    r"|pay|pays|paid|payment|sum|currency|deposit|bail|ransom|sold|sale|worth|rank|score"
)
PEOPLE_IN_BULK = re.compile(
    r"batch|group|headcount|count|quantity|lot|heads|passengers|cargo"
)
CUSTODY = re.compile(
    r"passport|papers|document|documents|phone|phones|custody|confiscated|id_card"
)
EVASION = re.compile(
    r"route|map|maps|camera|cameras|patrol|checkpoint|border|crossing|lat|lon|latitude"
    r"|longitude|gps|coordinates|face|photo"
)


def words_of(struct: type[msgspec.Struct]) -> set[str]:
    # Inside an entry a struct may have a field of that name, which is among its fields.
    kind = getattr(struct, "kind", "") if issubclass(struct, Act) else ""
    named = {*struct.__struct_fields__, kind}
    return {word for name in named for word in re.split(r"[._]", name)}


def every_struct() -> set[type[msgspec.Struct]]:
    found: set[type[msgspec.Struct]] = set()

    def visit(hint: object) -> None:
        if (
            isinstance(hint, type)
            and issubclass(hint, msgspec.Struct)
            and hint not in found
        ):
            found.add(hint)
            for inner in typing.get_type_hints(hint).values():
                visit(inner)
        for inner in typing.get_args(hint):
            visit(inner)

    for struct in KINDS.values():
        visit(struct)
    return found


COSTS = {"paid", "amount", "currency"}
"""What the costs of protection may say, in modules of their own: the organisation pays."""
OF_MONEY = {money.__name__, Money.__module__}


@pytest.mark.parametrize("forbidden", [OWING, PEOPLE_IN_BULK, CUSTODY, EVASION])
def test_no_kind_has_a_field_for_what_is_owed_for_people_in_bulk_for_custody_or_for_routes(
    forbidden,
):
    found = {
        (struct.__name__, word)
        for struct in every_struct()
        for word in words_of(struct)
        if forbidden.fullmatch(word)
        and not (struct.__module__ in OF_MONEY and word in COSTS)
    }
    assert found == set()


def test_money_goes_to_payees_and_no_kind_of_it_names_a_person_or_a_family():
    kinds = {struct for struct in every_struct() if struct.__module__ == money.__name__}
    fields = {field for struct in kinds for field in struct.__struct_fields__}
    people = {"person", "persons", "family", "holder", "other", "who", "giver", "debtor"}
    assert len(kinds) > 10
    assert not fields & people
    holders = {*PayeeRole} & {"person", "family", "holder", "police", "official", "other"}
    assert not holders
    assert not {*Purpose} & {"ransom", "bribe", "fee", "release", "debt", "person", "other"}


def test_no_other_kind_than_those_of_the_money_cell_carries_an_amount():
    for struct in every_struct():
        hints = typing.get_type_hints(struct).values()
        if any(hint is Money or hint is Currency for hint in hints):
            assert struct.__module__ in OF_MONEY


def test_no_kind_counts_persons_instead_of_naming_each():
    for struct in KINDS.values():
        for field in struct.__struct_fields__:
            if field.startswith("person"):
                hint = str(typing.get_type_hints(struct)[field])
                assert "str" in hint
                assert "int" not in hint


def test_every_kind_is_named_noun_dot_verb_and_once():
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", kind) for kind in KINDS)
    assert all(struct.kind == kind for kind, struct in KINDS.items())


def test_an_act_written_as_a_body_is_read_as_the_same_act():
    claim = ClaimRecorded(
        claim="c",
        person="p",
        field="vic_MethodsOfControl",
        code="RestrictsMovement",
        text="문은 밖에서 잠겼다",
        basis=Basis.SAID,
        source="p",
    )
    assert decode(claim.kind, to_json(body_of(claim))) == claim


def test_a_kind_of_a_newer_version_is_kept_as_it_is():
    assert decode("weather.noted", b'{"rain":1}') == Unknown("weather.noted", b'{"rain":1}')


def test_an_alarm_of_a_newer_version_is_still_an_alarm():
    body = b'{"alarm":"a","journey":"j","cause":"meteor","by":"satellite","new":{"x":[1]}}'
    alarm = decode("alarm.raised", body)
    assert isinstance(alarm, AlarmRaised)
    assert alarm.cause is AlarmCause.OTHER
    assert alarm.by is RaisedBy.HUMAN


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b'{"alarm":"a","journey":7,"cause":"demand"}', "alarm.raised.journey"),
        (b'{"journey":"j","cause":"demand"}', "alarm.raised.alarm"),
        (b'{"alarm":"","journey":"j","cause":"demand"}', "alarm.raised.alarm"),
        (b'{"alarm":"a","journey":"j","cause":7}', "alarm.raised.cause"),
        (b"[]", "alarm.raised"),
        (b'{"alarm":"a', "alarm.raised"),
        (b'{"alarm":"\xff"}', "alarm.raised"),
    ],
)
def test_a_bad_body_of_a_known_kind_is_refused_with_the_name_of_the_field(body, where):
    with pytest.raises(FormatError) as refused:
        decode("alarm.raised", body)
    assert (refused.value.code, refused.value.where) == ("casework.body", where)


def test_a_refusal_repeats_nothing_that_a_person_wrote():
    with pytest.raises(FormatError) as refused:
        decode("claim.recorded", '{"claim":"c","basis":"비밀 이름"}'.encode())
    assert "비밀" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_time_without_a_zone_is_refused():
    body = (
        b'{"journey":"j","watch":"w","person":"p","number":1,"opens":"2026-01-01T00:00:00",'
    )
    with pytest.raises(FormatError) as refused:
        decode("watch.agreed", body + b'"due":"2026-01-01T00:00:00Z"}')
    assert refused.value.where == "watch.agreed.opens"


def test_official_code_lists_keep_their_spelling_and_size():
    assert "Unaquainted" in CODES["vic_RelationshipToTrafficker"]
    assert len(CODES["vic_MethodsOfControl"]) == 18
    assert len(CODES["vic_ForcedLabourIndustry"]) == 21
    assert len(CODES[ILO_INDICATOR]) == 11


def test_a_code_belongs_to_its_own_field_only():
    assert is_code("vic_TypeOfSexExploitation", "RemoteInteractiveServices")
    assert not is_code("vic_MethodsOfControl", "RemoteInteractiveServices")
    assert not is_code("injury", "RestrictsMovement")
