"""Whatever may happen to an organisation of a few journeys, drawn by Hypothesis."""

from datetime import timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.casework_history import at
from tests.casework_journeys import demand, leg, raised
from tests.recheck_history import JOURNEYS
from waystation.casework.entries import (
    AlarmClosed,
    ApprovalGiven,
    ConsentAsserted,
    ConsentSeconded,
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
from waystation.casework.money import (
    Currency,
    MilestoneKind,
    Money,
    Opinion,
    Purpose,
    Screening,
)
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

HELPERS = st.sampled_from(("b1", "b2", "b3", "b4"))
JOURNEY = st.sampled_from(JOURNEYS)
WHEN = st.integers(min_value=-40, max_value=90)
PEOPLE = st.sampled_from(("kim", "lee", "sora", "b1"))
"""Of whom one is a helper as well."""


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
        "slip": ("slips", _slip(of, when, "ask name of b2")),
        "names": ("slips", _slip(of, when, "ask kim, or go to Street 1")),
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


def vouched(of, first, second):
    """Let two give their word, or one twice, that somebody agreed who took it back."""

    def happens(org):
        org.tell(of, "consents", ConsentWithdrawn(person="e", journey=of))
        said = ConsentAsserted(
            consent="c",
            person="e",
            journey=of,
            wording="w",
            language="ko",
            statement="yes",
            channel="c",
        )
        act = org.tell(of, "consents", said, by=first)
        org.tell(of, "consents", ConsentSeconded(consent="c", act=act), by=second)

    return happens


def _slip(of, when, if_wrong):
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
        if_wrong=if_wrong,
        expires=at(when),
    )


def question_agreed():
    def happens(org):
        asked = QuestionProposed(question="q", text="who knows?", why="a review")
        said = org.happens("questions", asked)
        org.happens("questions", ApprovalGiven(act=said), by="lee")

    return happens


def times(human, *opens):
    windows = tuple(Window(at(one), at(one + 30)) for one in opens)
    return lambda org: org.is_on_call(human, windows)


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
        "names",
        "person",
        "other",
        "no",
    )
)
WRITERS = st.sampled_from(("kim", "lee", "sora"))
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
    st.builds(times, PEOPLE, WHEN, WHEN),
    st.builds(vouched, JOURNEY, WRITERS, WRITERS),
    st.builds(call, st.just("admit"), PEOPLE, st.sampled_from(Role)),
    st.builds(call, st.just("leaves"), PEOPLE),
    st.builds(call, st.just("passes"), WHEN),
    st.builds(call, st.just("show"), JOURNEY, over=st.booleans()),
)
