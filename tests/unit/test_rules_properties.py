"""What holds for every rule: order does not matter, and bad news never unblocks."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at, desk, untimed
from tests.casework_journeys import demand, leg, meeting, raised
from tests.foresight_pictures import consents_of, picture
from waystation.casework import consent, journey
from waystation.casework.entries import (
    ArrestReported,
    HousePresumedBurned,
    JourneyPlanned,
    JourneyStopped,
)
from waystation.casework.entries.plan import (
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    ReturnReported,
    StrainNoted,
)
from waystation.casework.finding import Severity
from waystation.casework.terms import Condition, InformationGrade, SourceGrade
from waystation.foresight.check import check
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim",))
PLAN = (
    WHO,
    leg(1, "b1", house="house"),
    meeting(1, "b1"),
    leg(2, "b2", gives="b1"),
    DestinationPlanned(journey="j", destination="gate", to="the gate"),
    FallbackPlanned(journey="j", fallback="f", leg="leg1", what="back"),
    StrainNoted(journey="j", leg="leg2", climb=True),
)
BAD_NEWS = (
    demand(),
    raised(),
    ArrestReported(
        arrest="a",
        journey="j",
        who=("b1",),
        said_by="relatives",
        source=SourceGrade.F,
        information=InformationGrade.CANNOT_BE_JUDGED,
    ),
    HousePresumedBurned(house="house", journey="j", reason="seen"),
    JourneyStopped(journey="j", person="e", heard="no"),
    ReturnReported(
        journey="j", report="r", destination="gate", last=at(-1000), said_by="press"
    ),
    *(
        ConditionReported(journey="j", report=f"c{what}", what=what, by=by)
        for what in Condition
        for by in ("b1", "")
    ),
)


def told(*acts):
    kim = desk("kim")
    return [kim.writes(act) for act in (*consents_of("e"), *acts)]


def seen(records):
    whole = picture()
    state = journey.read("j", records)
    return replace(whole, journey=state, consents=consent.read(records))


def blocks_of(records):
    found = check(seen(records), shipped())
    return {(one.code, one.where) for one in found if one.severity is Severity.BLOCK}


@untimed
@given(st.lists(st.sampled_from(BAD_NEWS), max_size=6), st.sampled_from(BAD_NEWS))
def test_one_more_piece_of_bad_news_never_removes_a_block(news, one_more):
    assert blocks_of(told(*PLAN, *news)) <= blocks_of(told(*PLAN, *news, one_more))


@untimed
@given(st.lists(st.sampled_from(BAD_NEWS), max_size=5), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_delivery(news, random):
    records = told(*PLAN, *news)
    shuffled = list(records)
    random.shuffle(shuffled)
    assert check(seen(records), shipped()) == check(seen(shuffled), shipped())


@untimed
@given(st.lists(st.sampled_from(BAD_NEWS), min_size=1, max_size=5))
def test_without_a_consent_bad_news_changes_nothing_that_is_said(news):
    kim = desk("kim")
    records = [kim.writes(act) for act in (*PLAN, *news)]
    found = check(seen(records), shipped())
    assert [one.code for one in found] == ["consent.none"]
