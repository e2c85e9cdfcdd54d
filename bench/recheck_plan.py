"""What is planned, agreed and told of one journey of the bench."""

from datetime import UTC, datetime, timedelta

from waystation.casework.entries import (
    Act,
    ConsentGiven,
    HandoverPlanned,
    JourneyPlanned,
    LegPlanned,
    PersonNoted,
    Quotation,
    SelfHarmAsked,
    StayPlanned,
    WatchAgreed,
    Window,
)
from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
)
from waystation.casework.entries.slip import SlipMade
from waystation.casework.terms import (
    SelfHarm,
    SlipForm,
    SlipLanguage,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HELPERS = 3_000


def after(hours: float) -> datetime:
    """Return a moment so many hours from now."""
    return NOW + timedelta(hours=hours)


def span_of(hours: float, long: float) -> Window:
    """Return the window that begins in so many hours and is so long."""
    return Window(after(hours), after(hours + long))


def plan_of(of: str, person: str, drivers: list[str], house: str, begins: int) -> list[Act]:
    plan: list[Act] = [
        JourneyPlanned(journey=of, persons=(person,), responders=("human 1", "human 2")),
        DestinationPlanned(
            journey=of,
            destination="gate",
            to="the gate",
            confirmed_by="them",
            receiver="they",
        ),
        FallbackPlanned(journey=of, fallback="f", what="wait for a day"),
        AbortAgreed(journey=of, criteria=("nobody comes",)),
        InterviewPrepared(journey=of, person=person),
        GoingWeighed(journey=of, person=person, going="risk", staying="risk"),
    ]
    for place, driver in enumerate(drivers, 1):
        leg, window = f"{of}/leg {place}", span_of(begins + 24 * (place - 1), 3)
        gives = person if place == 1 else drivers[place - 2]
        plan += [
            LegPlanned(
                journey=of,
                leg=leg,
                number=place,
                place=f"place {place}",
                window=window,
                gives=gives,
                takes=driver,
                house=house if place == 1 else "",
            ),
            HandoverPlanned(
                journey=of,
                handover=f"{of}/meeting {place}",
                leg=leg,
                place=f"at {place}",
                window=window,
                gives=gives,
                takes=driver,
            ),
            WatchAgreed(
                journey=of,
                watch=f"{of}/watch {place}",
                person=person,
                number=place,
                opens=window.opens,
                due=window.closes - timedelta(hours=1),
                grace_s=1800,
            ),
        ]
    plan.append(
        StayPlanned(
            journey=of,
            stay=f"{of}/stay",
            leg=f"{of}/leg 1",
            house=house,
            place="the house",
            window=span_of(begins + 4, 20),
            host=f"helper {int(house[6:]) + HELPERS // 2}",
        )
    )
    return plan


def yes_of(of: str, person: str) -> ConsentGiven:
    return ConsentGiven(
        consent=f"{of}/yes",
        person=person,
        journey=of,
        wording="w",
        language="ko",
        quoted=Quotation(f"letter of {person}", f"key of {person}", "{}", "signature"),
    )


def case_of(person: str) -> list[Act]:
    return [
        PersonNoted(person=person, name=f"{person} by name", language="ko"),
        SelfHarmAsked(person=person, answer=SelfHarm.NOT_NOW, acted="asked calmly"),
    ]


def slip_of(of: str, begins: int) -> SlipMade:
    return SlipMade(
        journey=of,
        slip=f"{of}/slip",
        handover=f"{of}/meeting 1",
        party="driver",
        form=SlipForm.LINK,
        language=SlipLanguage.KO,
        place="at 1",
        opens=after(begins),
        closes=after(begins + 3),
        say="강물 사과",
        hear_language=SlipLanguage.KO,
        expires=after(begins + 24),
        if_wrong="walk on and write from this page",
    )
