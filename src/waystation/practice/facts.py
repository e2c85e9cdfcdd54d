"""What a scenario tells for the rules to look at, as acts of casework.

A replay writes them with a desk's keys, a rehearsal in memory: the same acts, with the ids
that each of them has given to what the scenario names.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from waystation.casework.entries import Act
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.helper import HelperLinked, HelperVetted, HelperWorked
from waystation.casework.entries.plan import (
    AbortAgreed,
    ChildArranged,
    ConditionReported,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
    ReturnReported,
    StrainAnswered,
    StrainNoted,
)
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.terms import Condition, Disclosed, How, Tie, Vetting
from waystation.encoding import from_rfc3339
from waystation.practice import acts
from waystation.web.replay_record import Words

_VETTED_FOR = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Ids:
    """What stands for the names of a scenario: register ids, sentences, the time."""

    party: Callable[[str], str]
    journey: Callable[[str], str]
    leg: Callable[[str, int], str]
    said: Callable[[Words], str]
    new: Callable[[str], str]
    now: Callable[[], datetime]
    staff: Callable[[], str]


def of_journey(act: acts.AnyAct, ids: Ids) -> Iterator[Act]:
    """Return what an act leaves in the cell of its journey."""
    match act:
        case acts.DetailsPassed():
            for of in act.of:
                for to in act.to:
                    yield DisclosureNoted(
                        disclosure=ids.new(f"{act.what}/{of}/{to}"),
                        journey=ids.journey(act.journey),
                        what=Disclosed(act.what),
                        of=ids.party(of),
                        to=ids.party(to),
                    )
        case acts.Destination():
            yield DestinationPlanned(
                journey=ids.journey(act.journey),
                destination=ids.party(act.at),
                to=act.at,
                confirmed_by=ids.said(act.confirmed)[:200] if act.confirmed else "",
                receiver=ids.said(act.receiver)[:200] if act.receiver else "",
            )
        case acts.ReturnedPeople():
            yield ReturnReported(
                journey=ids.journey(act.journey),
                report=ids.new(f"returned/{act.at}"),
                destination=ids.party(act.at),
                last=from_rfc3339(act.last),
                said_by="",
                leg=ids.leg(act.journey, act.leg) if act.leg else "",
                text=ids.said(act.text),
            )
        case acts.Condition():
            yield ConditionReported(
                journey=ids.journey(act.journey),
                report=ids.new(f"{act.what}/{act.by}"),
                what=Condition(act.what),
                by=ids.party(act.by),
                text=ids.said(act.text),
            )
        case _:
            yield from _planned(act, ids)


def _planned(act: acts.AnyAct, ids: Ids) -> Iterator[Act]:
    match act:
        case acts.Fallback():
            yield FallbackPlanned(
                journey=ids.journey(act.journey),
                fallback=ids.new(f"fallback/{act.leg}"),
                leg=ids.leg(act.journey, act.leg) if act.leg else "",
                what=ids.said(act.text),
            )
        case acts.AbortAgreed():
            criteria = (ids.said(act.text),)
            yield AbortAgreed(journey=ids.journey(act.journey), criteria=criteria)
        case acts.Strain():
            yield StrainNoted(
                journey=ids.journey(act.journey),
                leg=ids.leg(act.journey, act.leg),
                hours_on_foot=act.hours_on_foot,
                climb=act.climb,
            )
        case acts.StrainAnswered():
            yield StrainAnswered(
                journey=ids.journey(act.journey),
                leg=ids.leg(act.journey, act.leg),
                person=ids.party(act.by),
                can=act.can,
                said=ids.said(act.text),
            )
        case _:
            yield from _with_a_person(act, ids)


def _with_a_person(act: acts.AnyAct, ids: Ids) -> Iterator[Act]:
    match act:
        case acts.Prepared():
            journey, person = ids.journey(act.journey), ids.party(act.by)
            yield InterviewPrepared(journey=journey, person=person)
        case acts.Rehearsed():
            yield WatchRehearsed(
                journey=ids.journey(act.journey),
                person=ids.party(act.by),
                right=True,
                how=How.ASSERTION,
                at=ids.now(),
            )
        case acts.Weighed():
            yield GoingWeighed(
                journey=ids.journey(act.journey),
                person=ids.party(act.by),
                going=ids.said(act.going),
                staying=ids.said(act.staying),
            )
        case acts.ChildArranged():
            yield ChildArranged(
                journey=ids.journey(act.journey),
                person=ids.party(act.by),
                responsible=ids.said(act.responsible)[:200],
                asked=ids.said(act.asked),
            )
        case _:
            return


def of_helper(act: acts.AnyAct, ids: Ids) -> Iterator[Act]:
    """Return what an act leaves in the cell of a helper."""
    match act:
        case acts.Vetted():
            yield HelperVetted(
                helper=ids.party(act.who),
                how=Vetting.REFERENCES,
                by=ids.staff(),
                expires=ids.now() + _VETTED_FOR,
                passed=act.passed,
            )
        case acts.Worked():
            yield HelperWorked(
                work=ids.new(f"worked/{act.who}"),
                helper=ids.party(act.who),
                ended=ids.now(),
            )
        case acts.Tied():
            yield HelperLinked(
                link=ids.new(f"{act.to}/{act.who}"),
                helper=ids.party(act.who),
                to=Tie(act.to),
                text=ids.said(act.text),
            )
        case _:
            return
