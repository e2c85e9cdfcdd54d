import pytest
from msgspec.structs import replace

from tests.casework_journeys import leg
from tests.foresight_pictures import found, picture
from waystation.casework.entries import HelperNoted, JourneyPlanned, OtherNoted
from waystation.casework.entries.plan import ConditionReported
from waystation.casework.finding import blocks
from waystation.casework.terms import Condition, Relation
from waystation.foresight import catalogue
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
RULES = {
    Condition.FEE: "fee",
    Condition.OTHER: "fee",
    Condition.DEBT: "debt",
    Condition.WORK: "work",
    Condition.SEX: "work",
    Condition.PAPERS: "papers",
    Condition.PAYMENT_TO_HOLDER: "payment_to_holder",
}


@pytest.mark.parametrize("what", Condition)
def test_a_condition_of_somebody_in_the_plan_blocks_and_nobody_can_accept_it(what):
    code = f"owed.{RULES[what]}"
    asked = ConditionReported(journey="j", report="r", what=what, by="b1")
    plan = picture(WHO, leg(1, "b1"), asked)
    assert found(code, plan) == ["b1"]
    assert blocks(check(plan, shipped()))
    assert not catalogue.rule(code).acceptable
    assert found(code, picture(WHO, leg(1, "b1"))) == []


def test_it_stands_for_as_long_as_whoever_asks_is_part_of_the_plan():
    asked = ConditionReported(journey="j", report="r", what=Condition.FEE, by="b1")
    without = picture(WHO, leg(1, "b1"), asked, leg(1, "b2"))
    assert found("owed.fee", without) == []
    by_nobody_named = replace(asked, by="")
    assert found("owed.fee", picture(WHO, leg(1, "b2"), by_nobody_named)) == ["j"]


def test_what_one_of_a_team_asks_the_team_asks():
    asked = ConditionReported(journey="j", report="r", what=Condition.DEBT, by="b9")
    plan = (WHO, leg(1, "b1"), asked)
    team = [HelperNoted(helper=one, name=one, team="t") for one in ("b1", "b9")]
    assert found("owed.debt", picture(*plan, helpers=team)) == ["b9"]
    assert found("owed.debt", picture(*plan, helpers=team[:1])) == []


def test_a_holder_who_is_part_of_the_plan_blocks_as_a_payment_to_a_holder():
    plan = (WHO, replace(leg(1, "b1"), touches=("payee",)))
    near = OtherNoted(other="payee", person="e", relation=Relation.NEAR_THE_HOLDER, who="x")
    assert found("owed.payment_to_holder", picture(*plan, core=(near,))) == ["payee"]
    source = replace(near, relation=Relation.SOURCE)
    assert found("owed.payment_to_holder", picture(*plan, core=(source,))) == []
