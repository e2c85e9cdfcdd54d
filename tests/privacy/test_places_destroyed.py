"""Where a journey went, two weeks after it ended: no desk and no relay can say it.

Places are planted wherever one can be written. Then every byte of every desk's store is
searched, as it lies there and opened with every key that is still held, and so is all that
the relay ever had.
"""

from collections.abc import Iterator

import pytest

from tests.attacker import Attacker, epochs_in
from tests.meeting import Meeting
from waystation.casework.entries import LegPlanned, StayPlanned
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.plan import DestinationPlanned, FallbackPlanned
from waystation.casework.journey import persons
from waystation.casework.terms import Disclosed, SlipLanguage
from waystation.desk import (
    arrival,
    call,
    disclosure,
    journey,
    preparation,
    summary,
    trail,
)
from waystation.desk.desk import Desk
from waystation.desk.summary import Places
from waystation.encoding import b64

IN_IT = ("mina", "jun", "sora")
MARK = "quillfeather"
KOREAN = "은하수골짜기"
WEEKS = 4


@pytest.fixture
def meeting(tmp_path):
    return Meeting(tmp_path)


def planted(meeting: Meeting) -> None:
    """Write a place wherever a plan, a letter or a colleague can say one."""
    world, about = meeting.world, meeting.journey
    mina = world.mina
    window = meeting.planned().window
    (versions,) = journey.read(mina, meeting.cell).plan.legs.values()
    leg = versions[-1].act
    journey.plan_part(
        mina,
        about,
        LegPlanned(
            journey=about,
            leg=leg.leg,
            number=1,
            place=f"{MARK} crossing",
            window=window,
            gives=leg.gives,
            takes=leg.takes,
            gives_duty=f"wait at {MARK} bridge",
            takes_duty=f"{KOREAN}에서 기다립니다",
        ),
        StayPlanned(
            journey=about,
            stay=mina.random_id(),
            leg=leg.leg,
            house=f"{MARK}-house",
            place=f"{MARK} suburb",
            window=window,
            host="the host",
        ),
    )
    acts = (
        DestinationPlanned(journey=about, destination="d", to=f"{KOREAN} 공관"),
        FallbackPlanned(journey=about, fallback="f", what=f"back to {MARK} market"),
    )
    preparation.note(mina, about, acts)
    disclosure.note(
        mina,
        DisclosureNoted(
            disclosure="told",
            journey=about,
            what=Disclosed.ROUTE,
            of="e",
            to=meeting.takes,
            over=f"a friend at {MARK}",
            reason=f"the way to {KOREAN}",
        ),
    )
    begun = call.begin(mina, about, "", "somebody", "ko")
    call.line(mina, about, begun, f"they stand at {MARK} station")
    world.sync()


def travelled(meeting: Meeting) -> None:
    """Let both sides meet, and the person write where they are and that they arrived."""
    world, person = meeting.world, meeting.world.people["E"]
    journey.plan_part(
        world.mina, meeting.journey, meeting.planned(word="lamp", answer="river")
    )
    made = meeting.make(meeting.takes, language=SlipLanguage.KO)
    meeting.open(made, "theirs")
    trail.seal(world.mina, meeting.cell, f"the blue door at {MARK} lane")
    person.check_in(world.meetings["E"], 1, 3)
    to = world.meetings["E"]
    named = {"journey": meeting.journey, "place": f"{MARK} crossing"}
    person.write("place", named, to)
    person.write("arrival", named | {"place": f"{KOREAN} 정문"}, to)
    person.send()
    world.sync()
    (person_id,) = persons(journey.read(world.mina, meeting.cell))
    arrival.confirm(world.mina, meeting.journey, person_id, f"{KOREAN} 정문")
    world.sync()


def everything_opened(desk: Desk) -> Iterator[bytes]:
    """Return all that a store holds, opened with all that it holds."""
    database, vault = desk.store.database, desk.store.vault
    for (sealed,) in database.execute("SELECT sealed FROM vault").fetchall():
        yield vault.open(sealed)
    for table in ("outbox", "outbox_sent"):
        rows = database.execute(f"SELECT sealed, content FROM {table}")  # two names of ours
        for sealed, content in rows.fetchall():
            yield vault.open(sealed)
            yield vault.uncover(content)
    for opened in desk.cells.values():
        for entry in (*opened.entries, *(one for one, _ in opened.log.shown)):
            yield entry.raw


def raw(meeting: Meeting, name: str) -> bytes:
    files = [one for one in meeting.world.stores[name].rglob("*") if one.is_file()]
    return b"".join(one.read_bytes() for one in files)


def seized(meeting: Meeting, name: str, frames: list[bytes], letters: list[bytes]) -> bytes:
    """Return what a recording of the relay opens with every secret of one desk."""
    desk = meeting.world.desks[name]
    attacker = Attacker(desk.organisation, frames, letters)
    for cell, epoch, secret in epochs_in(desk.store.vault):
        attacker.use_epoch(cell, epoch, secret)
    values = [
        desk.store.vault.open(sealed).partition(b"\n")[2]
        for (sealed,) in desk.store.database.execute("SELECT sealed FROM vault").fetchall()
    ]
    attacker.use_seeds([desk.identity.seed, *(one for one in values if len(one) == 32)])
    return attacker.loot.text


def says_where(found: bytes) -> list[str]:
    forms = {one: [one.encode(), b64(one.encode()).encode()[:-2]] for one in (MARK, KOREAN)}
    return [one for one, raw in forms.items() if any(form in found for form in raw)]


def held_by_relay(meeting: Meeting) -> tuple[list[bytes], list[bytes]]:
    relay = meeting.world.relay
    frames = [frame for held in relay.feeds.values() for frame in held]
    letters = [sealed for box in relay.boxes.values() for _, sealed in box.letters]
    return frames, letters


def test_after_the_destruction_no_store_and_no_recording_says_where_a_journey_went(
    meeting: Meeting,
) -> None:
    world = meeting.world
    planted(meeting)
    travelled(meeting)
    frames, letters = held_by_relay(meeting)
    for name in IN_IT:
        assert says_where(seized(meeting, name, frames, letters)) == [MARK, KOREAN]
        opened = b"\n".join(everything_opened(world.desks[name]))
        assert says_where(opened) == [MARK, KOREAN]
    for _ in range(2):
        world.pass_time(days=7, hours=6)
        world.sync(rounds=3)
    for name in IN_IT:
        opened = world.desks[name].find("journey", meeting.journey)
        assert summary.places(world.desks[name], opened) is Places.DESTROYED
        assert says_where(b"\n".join(everything_opened(world.desks[name]))) == []
        assert says_where(raw(meeting, name)) == []
    # Prekeys that old grants were sealed to last thirty days; then a recording is shut too.
    for _ in range(WEEKS):
        world.pass_time(days=7)
        world.sync(rounds=1)
    later_frames, later_letters = held_by_relay(meeting)
    assert set(frames) <= set(later_frames)
    letters = [*{*letters, *later_letters}]
    for name in world.desks:
        assert says_where(seized(meeting, name, later_frames, letters)) == []
