"""What a plan's file says of preparing: destination, fallbacks, when it is called off."""

from collections.abc import Iterator, Sequence

from waystation.casework.entries.plan import (
    AbortAgreed,
    DestinationPlanned,
    FallbackPlanned,
    GoingWeighed,
    InterviewPrepared,
)
from waystation.cli.naming import person_of
from waystation.cli.plan_file import DestinationWritten, PlanFile
from waystation.desk.desk import Desk
from waystation.desk.places import Path
from waystation.desk.preparation import Prepared


def prepared(
    file: PlanFile, desk: Desk, journey_id: str, legs: Sequence[str]
) -> list[Prepared]:
    """Return what a file says was prepared; `legs` are the ids of its legs in order.

    Raises:
        FormatError: the time of a confirmation is none.
        NotFoundError: it speaks of somebody who does not travel.
    """
    written = file.written
    found: list[Prepared] = []
    if written.destination is not None:
        found.append(_destination(file, written.destination, desk, journey_id))
    found += _fallbacks(file, desk, journey_id, legs)
    if written.abort:
        found.append(AbortAgreed(journey=journey_id, criteria=written.abort))

    def traveller(said: str, path: Path) -> str:
        return file.meant(said, path, lambda one: person_of(desk, journey_id, one))

    for at, one in enumerate(written.weighed):
        person = traveller(one.person, ("weighed", at, "person"))
        found.append(
            GoingWeighed(
                journey=journey_id, person=person, going=one.going, staying=one.staying
            )
        )
    for at, asked in enumerate(written.interview):
        person = traveller(asked.person, ("interview", at, "person"))
        found.append(InterviewPrepared(journey=journey_id, person=person, text=asked.text))
    return found


def _destination(
    file: PlanFile, written: DestinationWritten, desk: Desk, journey_id: str
) -> DestinationPlanned:
    at = written.confirmed_at
    return DestinationPlanned(
        journey=journey_id,
        destination=desk.random_id(),
        to=written.to,
        confirmed_by=written.confirmed_by,
        confirmed_at=file.time(at, ("destination", "confirmed_at")) if at else None,
        receiver=written.receiver,
    )


def _fallbacks(
    file: PlanFile, desk: Desk, journey_id: str, legs: Sequence[str]
) -> Iterator[FallbackPlanned]:
    whole = [("", file.written.fallback)] if file.written.fallback else []
    of_legs = zip(legs, (leg.fallback for leg in file.written.legs), strict=True)
    for leg, what in (*whole, *of_legs):
        if what:
            yield FallbackPlanned(
                journey=journey_id, fallback=desk.random_id(), leg=leg, what=what
            )
