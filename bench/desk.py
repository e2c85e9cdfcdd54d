"""A desk that is in many journeys: what a quiet round, its pages and one change cost.

The desk is a real one, on a relay in memory: what is measured is the desk's own work. Each
journey has a case with its conversation, a plan of two legs that its person has agreed to,
check-ins and a letterbox; one in ten is decided, and one in fifty is in alarm.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from msgspec.structs import replace

from bench.recheck_plan import NOW, span_of
from bench.relay_load import scratch, show
from tests.builders import found as founded
from tests.page_client import pages
from waystation.casework import journey as plan
from waystation.casework.entries import (
    Act,
    AlarmRaised,
    ConsentGiven,
    HandoverPlanned,
    HelperNoted,
    JourneyDecided,
    JourneyPlanned,
    LegPlanned,
    PersonNoted,
    WatchAgreed,
    Window,
)
from waystation.casework.terms import AlarmCause, Decision
from waystation.desk import board, case, journey
from waystation.desk.background import turn
from waystation.desk.cells import found
from waystation.desk.correspondence import quote
from waystation.desk.desk import Desk
from waystation.desk.letterbox import make_letterbox
from waystation.encoding import b64
from waystation.post.letter import Address, Draft, open_letter, write_letter
from waystation.seal.identity import Identity
from waystation.web.desk_port import OpenDesk

JOURNEYS = 1_000
HELPERS_EACH = 20
"""A helper is on about so many journeys."""
DECIDED, IN_ALARM = 10, 50
PERSON = Identity.from_seed(b"somebody who asks for safety....")


def _consent(desk: Desk, of: str, person: str) -> ConsentGiven:
    to = Address(PERSON.public.kem, desk.organisation)
    body = {"journey": of, "consent": f"yes to {of}"}
    draft = Draft("consent", body, desk.now())
    sealed = write_letter(draft, to, PERSON.signing, PERSON.public.kem, desk.ports.entropy)
    letter = open_letter(sealed.bytes, PERSON, to)
    return ConsentGiven(
        consent=f"yes to {of}",
        person=person,
        journey=of,
        wording="w",
        language="ko",
        quoted=quote(letter),
    )


def _plan(
    desk: Desk, of: str, person: str, number: int, drivers: list[str]
) -> Iterator[Act]:
    begins = 24 + number * 7 % (24 * 180)
    yield JourneyPlanned(journey=of, persons=(person,), responders=(desk.human,))
    for place, driver in enumerate(drivers, 1):
        leg, window = desk.random_id(), span_of(begins + 24 * place, 3)
        gives = person if place == 1 else drivers[place - 2]
        yield LegPlanned(
            journey=of,
            leg=leg,
            number=place,
            place=f"place {place}",
            window=window,
            gives=gives,
            takes=driver,
        )
        yield HandoverPlanned(
            journey=of,
            handover=desk.random_id(),
            leg=leg,
            place=f"at {place}",
            window=window,
            gives=gives,
            takes=driver,
        )
        yield WatchAgreed(
            journey=of,
            watch=desk.random_id(),
            person=person,
            number=place,
            opens=window.opens,
            due=window.closes - timedelta(hours=1),
            grace_s=1800,
        )
    yield _consent(desk, of, person)
    if number % DECIDED == 0:
        yield JourneyDecided(journey=of, decision=Decision.GO, reason="all is agreed")
    if number % IN_ALARM == 0:
        yield AlarmRaised(
            alarm=desk.random_id(), journey=of, cause=AlarmCause.REPORT, text="no answer"
        )


class Many:
    """An organisation of which one desk is in so many journeys."""

    def __init__(self, directory: Path, many: int) -> None:
        self.world = founded(directory, start=NOW)
        self.desk = self.world.mina
        self.numbers = count()
        self.helpers: list[str] = []
        self.journeys: list[str] = []
        for number in range(max(many // HELPERS_EACH, 4)):
            self.helpers.append(self._helper(f"Name{number} Of Helper"))
        for _ in range(many):
            self.one_more()
        while turn(self.desk).sent:
            pass

    def _helper(self, name: str) -> str:
        """Note a helper where nobody else reads it: a colleague offers few keys a week."""
        with self.desk.acting():
            noted = HelperNoted(helper=self.desk.random_id(), name=name)
            self.desk.append(found(self.desk, "helper", noted.helper, ()), noted)
        return noted.helper

    def one_more(self) -> None:
        """Open a case, and plan a journey in it."""
        desk, number = self.desk, next(self.numbers)
        with desk.acting():
            cells = case.open_case(desk, f"case {number}")
            of, person = desk.random_id(), desk.random_id()
            opened = found(desk, "journey", of, ())
            case.add_cell(desk, cells.case, opened)
            noted = PersonNoted(
                person=person,
                name=f"person {number}",
                language="ko",
                identity=b64(PERSON.public.to_bytes()),
                box=b64(bytes(16)),
            )
            desk.append(desk.find("core", cells.case), noted)
            desk.append(opened, noted)
            make_letterbox(desk, opened)
            drivers = [
                self.helpers[(number * 7 + k * 3) % len(self.helpers)] for k in (0, 1)
            ]
            for act in _plan(desk, of, person, number, drivers):
                desk.append(opened, act)
            board.publish(desk, journey.read(desk, opened))
        self.journeys.append(of)

    def change(self) -> None:
        """Move the last leg of one journey by an hour."""
        of = self.journeys[len(self.journeys) // 2]
        state = journey.read(self.desk, journey.journey_cell(self.desk, of))
        leg = plan.legs(state)[-1].act
        hour = timedelta(hours=1)
        window = Window(leg.window.opens + hour, leg.window.closes + hour)
        journey.plan_part(self.desk, of, replace(leg, window=window))


def _took(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(many: Many) -> Iterator[tuple[str, float]]:
    """Give what each takes of the processor, in seconds, one after the other."""
    desk = many.desk
    turn(desk)
    yield "a quiet round", min(_took(lambda: turn(desk)) for _ in range(2))
    with pages(OpenDesk(desk)) as opened:
        get = opened.sign_in().client.get
        for path in ("/", "/journeys", f"/journeys/{many.journeys[0]}"):
            shown = path[: len("/journeys/")]
            yield f"{shown}, the first time", _took(lambda path=path: get(path))
            yield f"{shown}, again", min(_took(lambda path=path: get(path)) for _ in "ab")
        yield "one change", _took(many.change)
        yield "the round after it", _took(lambda: turn(desk))
        yield "/, after it", _took(lambda: get("/"))


def run(journeys: int = JOURNEYS) -> list[dict[str, object]]:
    """Measure a desk that is in so many journeys."""
    with scratch() as directory:
        many = Many(directory, journeys)
        return [
            {"what": f"a desk in {journeys} journeys: {what}", "ours": f"{took:.3f} s"}
            for what, took in measure(many)
        ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("journeys", nargs="?", type=int, default=JOURNEYS)
    show(run(parser.parse_args().journeys))
