"""What an act of a scenario is as entries of a journey, with register ids in the clear.

Only a rehearsal writes these: at a desk people's letters and a caseworker's acts do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from waystation.casework.entries import (
    Act,
    ArrestReported,
    ArrivalConfirmed,
    CheckInReceived,
    DemandRecorded,
    HandoverConfirmed,
    HandoverPlanned,
    HousePresumedBurned,
    JourneyStopped,
    LegPlanned,
    PlaceReported,
    WatchAgreed,
    Window,
)
from waystation.casework.entries.watch import DangerReported
from waystation.casework.terms import (
    AlarmCause,
    How,
    InformationGrade,
    SourceGrade,
    Wellness,
)
from waystation.practice import acts, facts, itinerary
from waystation.practice.scenario import Scenario

COORDINATOR = "coordinator"
"""Who of the staff does what a report does not say who did."""
Plans = Mapping[str, tuple[itinerary.Stage, ...]]


def leg_entries(name: str, stage: itinerary.Stage) -> tuple[Act, ...]:
    """Return a leg and the meeting with which it begins."""
    window = Window(stage.opens, stage.closes)
    leg = f"{name}/{stage.number}"
    planned = LegPlanned(
        journey=name,
        leg=leg,
        number=stage.number,
        place=stage.place.en,
        window=window,
        gives=stage.gives,
        takes=stage.takes,
        touches=stage.vehicles,
        house=stage.house or "",
    )
    meeting = HandoverPlanned(
        journey=name,
        handover=leg,
        leg=leg,
        place=stage.place.en,
        window=window,
        gives=stage.gives,
        takes=stage.takes,
    )
    return (planned, meeting) if stage.meet else (planned,)


def entries(
    scenario: Scenario, act: acts.AnyAct, now: datetime, plans: Plans
) -> Iterator[Act]:
    """Return what an act leaves in the cell of its journey, signs of life apart."""
    match act:
        case acts.HouseTold():
            stage = replace(plans[act.journey][act.leg - 1], house=act.house)
            yield from leg_entries(act.journey, stage)
        case acts.Handover():
            stage = plans[act.journey][act.leg - 1]
            for side in stage.meet:
                handover = f"{act.journey}/{act.leg}"
                yield HandoverConfirmed(
                    journey=act.journey, handover=handover, by=side, how=How.ASSERTION
                )
        case acts.Arrival():
            for person in act.who or scenario.persons(act.journey):
                yield ArrivalConfirmed(
                    journey=act.journey, person=person, how=How.ASSERTION
                )
        case _:
            yield from _reported(act, now)
            yield from facts.of_journey(act, ids_in_the_clear(now))


def agreed(act: acts.CheckInAgreed, number: int, now: datetime, due: datetime) -> Act:
    """Return a sign of life as agreed."""
    return WatchAgreed(
        journey=act.journey,
        watch=f"{act.journey}/{act.by}/{due.isoformat()}",
        person=act.by,
        number=number,
        opens=now,
        due=due,
    )


def heard(act: acts.CheckIn, due: datetime, now: datetime) -> Act:
    """Return a sign of life that came."""
    return CheckInReceived(
        journey=act.journey,
        watch=f"{act.journey}/{act.by}/{due.isoformat()}",
        person=act.by,
        how=How.ASSERTION,
        wellness=Wellness.WELL if act.well else Wellness.UNDER_DURESS,
        heard_at=now,
    )


def ids_in_the_clear(now: datetime) -> facts.Ids:
    """Return ids that are the scenario's own names, and its sentences in English."""
    return facts.Ids(
        party=lambda role: role,
        journey=lambda name: name,
        leg=lambda name, number: f"{name}/{number}",
        said=lambda words: words.en,
        new=lambda what: f"{what}/{now.isoformat()}"[:64],
        now=lambda: now,
        staff=lambda: COORDINATOR,
    )


def _told(act: acts.Arrest | acts.Danger, of: tuple[str, ...], now: datetime) -> str:
    """Return an id that tells two reports of one moment apart."""
    return "/".join((act.journey, *of, now.isoformat(), act.text.en))


def _reported(act: acts.AnyAct, now: datetime) -> Iterator[Act]:
    match act:
        case acts.Demand():
            demand = f"{act.journey}/{act.by}/{now.isoformat()}"
            yield DemandRecorded(
                journey=act.journey, demand=demand, helper=act.by, asks_for=act.text.en
            )
        case acts.OffPlan():
            yield PlaceReported(journey=act.journey, place=act.text.en[:200], source=act.by)
        case acts.Arrest():
            yield ArrestReported(
                arrest=_told(act, act.of, now),
                journey=act.journey,
                who=act.of,
                said_by="",
                source=SourceGrade.F,
                information=InformationGrade.CANNOT_BE_JUDGED,
            )
        case acts.Danger():
            yield DangerReported(
                danger=_told(act, act.of, now),
                journey=act.journey,
                cause=AlarmCause(act.what),
                who=act.of,
                text=act.text.en,
            )
        case acts.HouseBurned():
            yield HousePresumedBurned(house=act.house, journey=act.journey, reason="replay")
        case acts.Stop():
            yield JourneyStopped(journey=act.journey, person=act.by)
        case _:
            return
