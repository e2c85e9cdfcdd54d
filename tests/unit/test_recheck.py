"""What is kept of many journeys is what all rules would say afresh, at any moment."""

import gc
from datetime import timedelta
from operator import eq, ge, gt, le, lt, ne
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.casework_history import START, at, untimed
from tests.casework_journeys import demand, leg, raised
from tests.recheck_history import JOURNEYS, Happening
from waystation.casework import roster
from waystation.casework.entries import (
    AlarmClosed,
    ApprovalGiven,
    ConsentWithdrawn,
    HelperNoted,
    HoldLiftApproved,
    HoldPlaced,
    HouseNoted,
    OtherNoted,
    PersonNoted,
    Window,
)
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperIncidentResolved,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.entries.money import (
    BudgetSet,
    CommitmentMade,
    FundNoted,
    FundReceived,
    LedgerOpened,
    Milestone,
    PayoutProposed,
    ReviewRecorded,
    SanctionsChecked,
)
from waystation.casework.entries.plan import DestinationPlanned, ReturnReported
from waystation.casework.entries.review import QuestionProposed
from waystation.casework.entries.safehouse import (
    HouseBurned,
    HouseCoolingOff,
    HouseStayNoted,
    HouseTold,
)
from waystation.casework.entries.slip import SlipMade
from waystation.casework.hold import Holds
from waystation.casework.money import (
    Currency,
    MilestoneKind,
    Money,
    Opinion,
    Purpose,
    Screening,
)
from waystation.casework.noted import LastAnswer
from waystation.casework.terms import (
    AlarmCause,
    Disclosed,
    HelperRole,
    IncidentEffect,
    IncidentKind,
    MarkKind,
    Relation,
    Role,
    SlipForm,
    SlipLanguage,
    Tie,
    Vetting,
)
from waystation.foresight.check import check
from waystation.foresight.looks import INSTANT, Basis, Notebook
from waystation.foresight.moment import Moment
from waystation.foresight.picture import Picture
from waystation.foresight.recheck import QUESTIONS, Recheck
from waystation.foresight.seen import seen, sources
from waystation.foresight.thresholds import shipped
from waystation.foresight.world import Own, World

HELPERS = st.sampled_from(("b1", "b2", "b3", "b4"))
JOURNEY = st.sampled_from(JOURNEYS)
WHEN = st.integers(min_value=-40, max_value=90)
PEOPLE = st.sampled_from(("kim", "lee"))


def noted(helper, hired, team, recruited_by, interprets):
    act = HelperNoted(
        helper=helper,
        name=f"name of {helper}",
        hired=hired,
        team=team,
        recruited_by=recruited_by,
        vehicles=("car",),
        roles=(HelperRole.INTERPRETS,) if interprets else (),
    )
    return lambda org: org.happens("helpers", act)


def vetted(helper, until, passed):
    act = HelperVetted(
        helper=helper, how=Vetting.MET, by="kim", expires=at(until), passed=passed
    )
    return lambda org: org.happens("helpers", act)


def incident(helper, effect, settled):
    opened = HelperIncidentOpened(
        incident="i", helper=helper, what=IncidentKind.DEMAND, effect=effect
    )

    def happens(org):
        placed = org.happens("helpers", opened)
        if settled:
            done = HelperIncidentResolved(
                incident="i", helper=helper, acts=(placed,), outcome="looked at"
            )
            org.happens("helpers", done, by="lee")

    return happens


def said_of_helper(helper, over):
    acts = (
        HelperWithdrawn(helper=helper),
        HelperLinked(link="l", helper=helper, to=Tie.OTHER, over=over),
        HelperWorked(work="w", helper=helper, ended=at(-9)),
    )
    return lambda org: [org.happens("helpers", act) for act in acts[over:]]


def held(tag, lifted):
    def happens(org):
        act = HoldPlaced(hold=f"h{tag}", tags=(f"#{tag}",), cause=AlarmCause.REPORT)
        placed = org.happens("board", act)
        lift = HoldLiftApproved(hold=f"h{tag}", acts=(placed,), reason="looked at")
        for by in ("kim", "lee")[: 2 * lifted]:
            org.happens("board", lift, by=by)

    return happens


def marked(register, what, until, over):
    act = BoardMarked(handle=register, tags=(f"#{register}",), mark=what, until=at(until))
    end = BoardMarked(handle=register, tags=(f"#{register}",), mark=what, over=True)

    def happens(org):
        org.happens("board", act)
        if over:
            org.happens("board", end, by="lee")

    return happens


def of_house(what, hours):
    window = Window(at(hours), at(hours + 12))
    acts = {
        "noted": HouseNoted(
            house="house", label="h", address="Street 1", host="b4", capacity=2
        ),
        "told": HouseTold(house="house", who="b2"),
        "burned": HouseBurned(house="house", reason="seen"),
        "cooling": HouseCoolingOff(house="house", until=at(hours)),
        "stay": HouseStayNoted(stay="s", house="house", window=window, beds=2),
    }
    return lambda org: org.happens("houses", acts[what])


def paid(of, what, when):
    part = Milestone(milestone="m", fact=MilestoneKind.BILL, minor=300)
    acts = {
        "open": LedgerOpened(base=Currency.KRW),
        "fund": FundNoted(fund="f", label="f", currency=Currency.KRW),
        "came": FundReceived(
            fund="f", receipt="r", amount=Money(500, Currency.KRW), on=at(0)
        ),
        "law": ReviewRecorded(
            places="all", opinion=Opinion.MAY_PROCEED, on=at(0), until=at(when)
        ),
        "list": SanctionsChecked(
            payee="b1", lists="UN", on=at(when - 720), found=Screening.CLEAR
        ),
    }
    made = CommitmentMade(
        case=f"case of {of}",
        payee="b1",
        purpose=Purpose.TRANSPORT,
        fund="f",
        currency=Currency.KRW,
        milestones=(part,),
        journey=of,
    )
    budget = BudgetSet(case=f"case of {of}", amount=Money(200, Currency.KRW))

    def happens(org):
        if what in acts:
            org.happens("costs", acts[what])
        elif what == "budget":
            said = org.happens("costs", budget)
            for by in ("kim", "lee"):
                org.happens("costs", ApprovalGiven(act=said), by=by)
        else:
            said = org.happens("costs", made)
            amount = Money(300, Currency.KRW)
            asked = PayoutProposed(commitment=said, milestone="m", amount=amount)
            payout = org.happens("costs", asked)
            org.happens("costs", ApprovalGiven(act=payout), by="lee")

    return happens


def of_journey(of, what, when):
    acts = {
        "leg": ("journey", leg(2, "b4", gives="b1", of=of)),
        "demand": ("journey", replace(demand(), journey=of)),
        "alarm": ("journey", replace(raised(), journey=of)),
        "closed": ("journey", AlarmClosed(alarm="a", journey=of, outcome="looked at")),
        "end": (
            "journey",
            DestinationPlanned(journey=of, destination="gate", to="the gate"),
        ),
        "returns": (
            "journey",
            ReturnReported(
                journey=of,
                report="r",
                destination="gate",
                last=at(when) - timedelta(days=365 * 5),
                said_by="press",
            ),
        ),
        "told": (
            "disclosures",
            DisclosureNoted(
                disclosure="d", journey=of, what=Disclosed.FACE, of="e", to="b1"
            ),
        ),
        "slip": ("slips", _slip(of, when)),
        "person": ("case", PersonNoted(person="e", name="name of b2", injury="knee")),
        "other": (
            "case",
            OtherNoted(other="b3", person="e", relation=Relation.HOLDER, who="name of b1"),
        ),
        "no": ("consents", ConsentWithdrawn(person="e", journey=of)),
    }

    def happens(org):
        org.tell(of, *acts[what])
        org.show(of)

    return happens


def _slip(of, when):
    return SlipMade(
        journey=of,
        slip="s",
        handover="meeting1",
        party="b1",
        form=SlipForm.LINK,
        language=SlipLanguage.KO,
        place="place 1",
        opens=at(10),
        closes=at(12),
        say="강물 사과",
        hear_language=SlipLanguage.KO,
        if_wrong="ask name of b2",
        expires=at(when),
    )


def question_agreed():
    def happens(org):
        asked = QuestionProposed(question="q", text="who knows?", why="a review")
        said = org.happens("questions", asked)
        org.happens("questions", ApprovalGiven(act=said), by="lee")

    return happens


def times(human, opens):
    window = (Window(at(opens), at(opens + 30)),)
    return lambda org: org.is_on_call(human, window)


def call(method, *given, **more):
    return lambda org: getattr(org, method)(*given, **more)


HOUSE_ACTS = st.sampled_from(("noted", "told", "burned", "cooling", "stay"))
MONEY_ACTS = st.sampled_from(("open", "fund", "came", "law", "list", "budget", "agreed"))
JOURNEY_ACTS = st.sampled_from(
    (
        "leg",
        "demand",
        "alarm",
        "closed",
        "end",
        "returns",
        "told",
        "slip",
        "person",
        "other",
        "no",
    )
)
TEAMS = st.sampled_from(("", "team", "b1"))
NEEDS = st.sampled_from(("b1", "b2", "car", "house"))
CHANGES = st.one_of(
    st.builds(noted, HELPERS, st.booleans(), TEAMS, HELPERS, st.booleans()),
    st.builds(vetted, HELPERS, WHEN, st.booleans()),
    st.builds(incident, HELPERS, st.sampled_from(IncidentEffect), st.booleans()),
    st.builds(said_of_helper, HELPERS, st.booleans()),
    st.builds(held, NEEDS, st.booleans()),
    st.builds(marked, NEEDS, st.sampled_from(MarkKind), WHEN, st.booleans()),
    st.builds(of_house, HOUSE_ACTS, WHEN),
    st.builds(paid, JOURNEY, MONEY_ACTS, WHEN),
    st.builds(of_journey, JOURNEY, JOURNEY_ACTS, WHEN),
    st.builds(question_agreed),
    st.builds(times, PEOPLE, WHEN),
    st.builds(call, st.just("admit"), PEOPLE, st.sampled_from(Role)),
    st.builds(call, st.just("leaves"), PEOPLE),
    st.builds(call, st.just("passes"), WHEN),
    st.builds(call, st.just("show"), JOURNEY, over=st.booleans()),
)


def kept_of(recheck, org, *journeys):
    recheck.look_at(org.world, org.now)
    return [recheck.findings(org.owns[of]) for of in journeys or JOURNEYS]


def afresh(org, *journeys):
    return [check(org.picture(of), shipped()) for of in journeys or JOURNEYS]


enough = settings(untimed, max_examples=40)


@enough
@given(st.lists(st.tuples(CHANGES, JOURNEY), max_size=12))
def test_after_any_acts_what_is_kept_is_what_all_rules_say_afresh(changes):
    org, recheck = Happening(), Recheck(shipped())
    assert kept_of(recheck, org) == afresh(org)
    for change, of in changes:
        change(org)
        # only one is asked about at first: the others have missed a world or two
        assert kept_of(recheck, org, of) == afresh(org, of)
    assert kept_of(recheck, org) == afresh(org)


@enough
@given(st.lists(CHANGES, max_size=8), st.lists(WHEN, min_size=1, max_size=6))
def test_as_time_passes_or_is_put_back_what_is_kept_is_what_all_rules_say(changes, hours):
    org, recheck = Happening(), Recheck(shipped())
    for change in changes:
        change(org)
    for hour in hours:
        for moment in (at(hour), at(hour) - timedelta(microseconds=1), at(hour + 0.4)):
            org.now = moment
            assert kept_of(recheck, org) == afresh(org)


def asked_after(recheck, org, change):
    """Say how many questions a change asks again."""
    before = recheck.asked
    change(org)
    assert kept_of(recheck, org) == afresh(org)
    return recheck.asked - before


def test_a_change_asks_again_only_what_rests_on_it():
    org, recheck = Happening(), Recheck(shipped())
    for helper in ("b1", "b2", "b3", "b4"):
        noted(helper, hired=False, team="", recruited_by="", interprets=False)(org)
    assert asked_after(recheck, org, lambda _: None) == len(JOURNEYS) * len(QUESTIONS)
    assert asked_after(recheck, org, lambda _: None) == 0
    assert (
        asked_after(recheck, org, incident("b4", IncidentEffect.HOLD, settled=False)) == 0
    )
    assert (
        0
        < asked_after(recheck, org, incident("b1", IncidentEffect.HOLD, settled=False))
        <= 6
    )
    assert 0 < asked_after(recheck, org, held("b1", lifted=False)) <= 4
    assert asked_after(recheck, org, call("passes", 1)) == 0


def test_a_change_that_alters_no_answer_in_between_asks_nobody_behind_it():
    org, recheck = Happening(), Recheck(shipped())
    kept_of(recheck, org)
    # whoever is new is on no leg: who the helpers of a leg are is what it was
    assert asked_after(recheck, org, call("admit", "new", Role.CASEWORKER)) <= 9


def test_every_part_of_a_picture_comes_from_the_journey_or_from_its_world():
    known = {*Own.__struct_fields__, *World.__struct_fields__}
    made = {"around", "organisation", "shared", "joined", "marks"}
    in_scenarios_alone = {"other_persons"}
    assert set(Picture.__struct_fields__) - known - made == in_scenarios_alone


def still_stands(read, before, after):
    """Say whether what was read in one world is known to stand in another."""
    notebook = Notebook()
    with notebook.page() as looks:
        read(seen(before, notebook))
    return Basis(looks).reads_as_before(sources(after), -1)


AT_A_KEY = {
    "get": lambda table: table.get("b1"),
    "item": lambda table: table["b1"],
    "in": lambda table: "b1" in table,
}
ALL_OF_IT = {
    "iter": list,
    "length": len,
    "truth": bool,
    "items": lambda table: table.items(),
    "keys": lambda table: table.keys(),
    "values": lambda table: table.values(),
    "equal": lambda table: table == {},
    "put": lambda table: table.put("b9", 0),
}
ONE = World(burned={"b1": True})
ANOTHER_KEY = World(burned={"b1": True, "b2": True})
GONE = World(burned={"b2": True})


@pytest.mark.parametrize("look", AT_A_KEY.values(), ids=AT_A_KEY)
def test_whoever_looks_at_a_key_rests_on_that_key_alone(look):
    def read(around):
        return look(around.burned)

    assert still_stands(read, ONE, ANOTHER_KEY)
    assert not still_stands(read, ONE, GONE)


@pytest.mark.parametrize("look", ALL_OF_IT.values(), ids=ALL_OF_IT)
def test_whoever_looks_at_all_of_a_table_rests_on_all_of_it(look):
    def read(around):
        return look(around.burned)

    assert still_stands(read, ONE, replace(ONE, holds=Holds()))
    assert not still_stands(read, ONE, ANOTHER_KEY)


def test_what_is_no_table_is_rested_on_as_well():
    after = replace(ONE, holds=Holds(settled=frozenset({"h"})))
    assert not still_stands(lambda around: around.holds.settled, ONE, after)
    assert not still_stands(lambda around: roster.humans(around.roster), *two_rosters())


def two_rosters():
    org = Happening()
    before = org.world
    org.leaves("lee")
    return before, org.world


ASKED = {
    "text": str,
    "repr": repr,
    "hash": hash,
    "format": "{:%H}".format,
    "year": lambda now: now.year,
    "date": lambda now: now.date(),
    "since": lambda now: now - at(3),
    "until": lambda now: at(3) - now,
    "moved": lambda now: (now - timedelta(hours=1)).isoformat(),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_whatever_is_asked_of_the_present_but_to_compare_holds_for_an_instant(ask):
    notebook = Notebook()
    assert ask(Moment.of(notebook, START)) == ask(START)
    assert (notebook.looks.since, notebook.looks.until) == (START, START + INSTANT)


@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_a_comparison_with_the_present_holds_exactly_as_long_as_it_says(
    shift, other, later
):
    moved = timedelta(microseconds=shift)
    edge = START + timedelta(microseconds=other)
    then = START + timedelta(microseconds=later)
    for compare in (lt, le, gt, ge, eq, ne):
        for swapped in (False, True):
            notebook = Notebook()
            now = Moment.of(notebook, START) + moved
            said = compare(edge, now) if swapped else compare(now, edge)
            looks = notebook.looks
            plain = [
                compare(edge, one + moved) if swapped else compare(one + moved, edge)
                for one in (START, then)
            ]
            assert said == plain[0]
            if looks.since <= then < looks.until:
                assert said == plain[1]


def test_what_was_asked_of_a_state_is_forgotten_with_it():
    class State(Struct, weakref=True):
        said: str = "x"

    class Answer:
        pass

    asked = LastAnswer(lambda _: Answer())
    state = State()
    answer = ref(asked(state))
    assert asked(state) is answer()
    del state
    gc.collect()
    assert answer() is None
