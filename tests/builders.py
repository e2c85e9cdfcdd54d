"""Organisations, cases and journeys for tests: made by the same acts as real ones."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fakes import MemoryRelay
from waystation.casework.entries import HelperNoted, LegPlanned
from waystation.casework.terms import Decision, Role
from waystation.clock import SimulatedClock
from waystation.desk import case, consent, helper, intake, intake_key, journey, safehouse
from waystation.desk.background import turn
from waystation.desk.desk import Desk
from waystation.desk.enrolment import enrol
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.organisation import complete, create, join, sign_founding
from waystation.desk.ports import Ports
from waystation.desk.store import Store
from waystation.entropy import FixedEntropy
from waystation.post.card import read_card
from waystation.post.correspondent import Correspondent, due_of, meeting_of
from waystation.post.port import Relay
from waystation.seal.identity import Identity

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

Staff = Mapping[str, tuple[tuple[Role, ...], bool]]
"""Roles of each, and whether they are from outside."""

STAFF: Staff = {
    "mina": ((Role.KEEPER, Role.COORDINATOR, Role.INTAKE), False),
    "jun": ((Role.KEEPER, Role.COORDINATOR), False),
    "sora": ((Role.TRUSTEE,), True),
    "hana": ((Role.CASEWORKER, Role.INTAKE), False),
    "tae": ((Role.CASEWORKER,), False),
}


@dataclass
class World:
    """An organisation of five on a relay in memory, with one clock."""

    clock: SimulatedClock
    relay: Any
    desks: dict[str, Desk]
    stores: dict[str, Path]
    people: dict[str, Correspondent] = field(default_factory=dict)
    meetings: dict[str, object] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Desk:
        try:
            return self.desks[name]
        except KeyError:
            raise AttributeError(name) from None

    def sync(self, *names: str, rounds: int = 2) -> None:
        for _ in range(rounds):
            for name in names or tuple(self.desks):
                turn(self.desks[name])

    def pass_time(self, **parts: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**parts))

    def restart(self, name: str) -> Desk:
        old = self.desks[name]
        identity = old.store.identity
        old.store.close()
        self.desks[name] = Desk(Store(self.stores[name], identity), old.ports)
        return self.desks[name]

    def correspondent(self, name: str) -> Correspondent:
        card = read_card(intake_key.card(self.mina), self.mina.organisation)
        seed = name.encode().ljust(32, b"-")
        made = Correspondent(
            seed, card, self.relay, self.clock, FixedEntropy(b"person" + seed)
        )
        made.open_box()
        made.send()
        self.people[name] = made
        return made


def desk_at(
    path: Path, name: str, clock: SimulatedClock, relay: Relay, salt: int = 0
) -> Desk:
    path.mkdir(parents=True, exist_ok=True)
    return _desk(path, name, clock, relay, _entropy(name, salt))


def _desk(
    path: Path, name: str, clock: SimulatedClock, relay: Relay, entropy: FixedEntropy
) -> Desk:
    ports = Ports(clock, entropy, lambda _url: relay)
    return Desk(Store(path, Identity.from_seed(_seed(name))), ports)


def _seed(name: str) -> bytes:
    return b"staff" + name.encode().ljust(27, b".")


def _entropy(name: str, salt: int) -> FixedEntropy:
    return FixedEntropy(b"desk" + _seed(name) + salt.to_bytes(8, "big"))


def found(
    tmp_path: Path,
    *,
    relay: Relay | None = None,
    start: datetime = START,
    staff: Staff = STAFF,
) -> World:
    """Found an organisation; one on a relay in memory is founded once, then copied.

    A copy is what a desk finds that was closed and opened again, a round later.
    """
    if relay is not None:
        return _found(tmp_path, SimulatedClock(start), relay, staff)
    once = _founded_once(start, tuple(staff.items()))
    clock, memory, entropies = deepcopy(once.outside)
    for path, held in once.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(held)
    stores = {name: tmp_path / name for name in staff}
    desks = {
        name: _desk(stores[name], name, clock, memory, entropies[name]) for name in staff
    }
    world = World(clock, memory, desks, stores)
    world.sync(rounds=1)  # every desk has heard of the relay
    return world


@dataclass(frozen=True)
class _Founded:
    """The files of the stores, and what is outside of them: clock, relay, entropies."""

    files: dict[Path, bytes]
    outside: tuple[SimulatedClock, MemoryRelay, dict[str, FixedEntropy]]


@cache
def _founded_once(
    start: datetime, staff: tuple[tuple[str, tuple[tuple[Role, ...], bool]], ...]
) -> _Founded:
    clock = SimulatedClock(start)
    relay = MemoryRelay(clock)
    with TemporaryDirectory() as made:
        directory = Path(made)
        world = _found(directory, clock, relay, dict(staff))
        entropies = {name: desk.ports.entropy for name, desk in world.desks.items()}
        for desk in world.desks.values():
            desk.close()
        files = {
            path.relative_to(directory): path.read_bytes()
            for path in directory.rglob("*")
            if path.is_file()
        }
    return _Founded(files, (clock, relay, entropies))


def _found(tmp_path: Path, clock: SimulatedClock, relay: Relay, staff: Staff) -> World:
    stores = {name: tmp_path / name for name in staff}
    desks = {name: desk_at(stores[name], name, clock, relay) for name in staff}
    people = [
        Admission(enrol(desks[name], name), roles, outside)
        for name, (roles, outside) in staff.items()
    ]
    founder = desks["mina"]
    founding = create(founder, FoundingPlan("Safe Road", "ko", "memory:", people))
    others = [
        name
        for name, (roles, _) in staff.items()
        if name != "mina" and {Role.KEEPER, Role.TRUSTEE}.intersection(roles)
    ]
    signed = [sign_founding(desks[name], founding) for name in others]
    invitations = complete(founder, signed)
    for desk in desks.values():
        if desk.human in invitations:
            join(desk, invitations[desk.human])
    world = World(clock, relay, desks, stores)
    world.sync()
    return world


def open_case(world: World, name: str = "E") -> tuple[str, str]:
    """Let somebody write, and open a case from the letter; return case and person."""
    person = world.correspondent(name)
    person.write("appeal", {"text": "도와주세요, at the risk of my life"})
    person.send()
    world.sync("mina")
    first = intake.first_letters(world.mina)[-1]
    cells, contact = intake.open_from_letter(
        world.mina, first.id, f"case {name}", (world.hana.human, world.jun.human)
    )
    person_id = case.note_person(world.mina, cells.case, name, contact=contact)
    world.sync()
    return cells.case, person_id


def note_helper(world: World, name: str, **more: object) -> str:
    helper_id = world.mina.random_id()
    helper.note(world.mina, HelperNoted(helper=helper_id, name=name, **more))
    return helper_id


def sign_houses(world: World, *names: str) -> None:
    """Let keepers sign for every house that is proposed; two of three are a majority."""
    world.sync()
    for name in names or ("jun",):
        for proposal in safehouse.waiting(world.desks[name]):
            safehouse.sign(world.desks[name], proposal.id)
    world.sync()


def plan_journey(
    world: World, case_id: str, person_id: str, gives: str, takes: str, house: str = ""
) -> str:
    """Plan a journey of one leg that starts in an hour, for a person who has written."""
    mina = world.mina
    journey_id = journey.plan(mina, case_id, (person_id,), (world.jun.human,), "south")
    leg = LegPlanned(
        journey=journey_id,
        leg=mina.random_id(),
        number=1,
        place="the coastal city",
        window=journey.window(world.clock.now() + timedelta(hours=1), 12),
        gives=gives,
        takes=takes,
        house=house,
    )
    journey.plan_part(mina, journey_id, leg)
    return journey_id


def get_consent(world: World, journey_id: str, person_id: str, name: str = "E") -> None:
    """Ask for consent with one check-in in six hours, and let the person give it."""
    now = world.clock.now()
    due = now + timedelta(hours=6)
    journey.agree_picture(world.mina, journey_id, person_id, 3)
    consent.ask(world.mina, journey_id, person_id, [(now, due)], grace_s=600)
    world.sync("mina")
    person = world.people[name]
    asked = [one for one in person.replies()[0] if one.kind == "journey"][-1]
    meeting = meeting_of(asked)
    numbers = [number for number, _ in due_of(asked)]
    person.consent(meeting, "consent-1", "ko", numbers)
    person.send()
    world.meetings[name] = meeting
    world.sync()


def go(world: World, journey_id: str) -> tuple[object, ...]:
    world.sync()
    journey.co_sign(world.sora, journey_id)
    world.sync()
    return journey.decide(world.mina, journey_id, Decision.GO, "all is agreed")


def under_way(world: World, name: str = "E", team: str = "B1") -> str:
    """Let somebody write and go with a hired team; nothing stands in the way of it."""
    hired = note_helper(world, team, hired=True)
    case_id, person_id = open_case(world, name)
    journey_id = plan_journey(world, case_id, person_id, person_id, hired)
    get_consent(world, journey_id, person_id, name)
    assert not [one for one in go(world, journey_id) if one.severity == "block"]
    world.sync()
    return journey_id
