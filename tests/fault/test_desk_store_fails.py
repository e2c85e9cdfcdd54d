"""A desk whose disk is full, whose files may not grow, whose directory is an old copy."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import builders
from waystation.casework.terms import AlarmCause
from waystation.desk import case, conversation, hold
from waystation.desk.background import turn
from waystation.desk.desk import Desk
from waystation.errors import UnavailableError

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]

# In a process of its own, because the limit on file sizes cannot be raised again.
LIMITED = """
import json, resource, signal, sys
from pathlib import Path
from tests import builders
from waystation.clock import SimulatedClock
from waystation.desk import conversation
from waystation.errors import UnavailableError
store, room, limit = sys.argv[1:]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
desk = builders.desk_at(Path(store), "mina", SimulatedClock(builders.START), None, salt=7)
held = len(conversation.read(desk, room).messages)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
noted, refused = 0, 0
for number in range(300):
    if refused == 6:
        break
    try:
        conversation.note_message(desk, room, "c", "E", f"limited {number}")
        noted += 1
    except UnavailableError:
        refused += 1
folded = len(conversation.read(desk, room).messages) - held
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
conversation.note_message(desk, room, "c", "E", "there is room again")
print(json.dumps([noted, refused, folded]))
"""


@pytest.fixture
def world(tmp_path: Path) -> builders.World:
    return builders.found(tmp_path)


def texts(desk: Desk, room: str) -> list[str]:
    held = conversation.read(desk, room).messages.values()
    return sorted(one.act.text for one in held)


def everything(desk: Desk) -> tuple[object, ...]:
    """Return what an act could have left behind, in memory and on disk."""
    return (
        {
            cell: [one.id for one in opened.log.entries]
            for cell, opened in desk.cells.items()
        },
        set(desk.keyring.cells),
        len(desk.store.outbox.waiting()),
        desk.frames.last_position,
        [one.hold for one in hold.standing(desk)],
    )


def give_room(desk: Desk, pages: int | None) -> None:
    database = desk.store.database
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (used,) = database.execute("PRAGMA page_count").fetchone()
    limit = 2**30 if pages is None else used + pages
    database.execute(f"PRAGMA max_page_count = {limit}")


def test_act_that_a_full_disk_refuses_has_not_happened_at_whatever_page_it_filled_up(
    world: builders.World,
) -> None:
    refused = 0
    for pages in range(0, 60, 3):
        before = everything(world.mina)
        give_room(world.mina, pages)
        try:
            case.open_case(world.mina, f"case {pages}", (world.jun.human, world.hana.human))
        except UnavailableError:
            refused += 1
            assert everything(world.mina) == before
        give_room(world.mina, None)
    assert refused > 5
    opened = case.open_case(world.mina, "there is room", (world.jun.human,))
    held = hold.place(world.mina, ("team",), AlarmCause.REPORT)
    world.sync()
    assert world.jun.find("core", opened.case)
    assert [one.hold for one in hold.standing(world.jun)] == [held]
    assert all(one.log.problems == () for one in world.jun.cells.values())


def test_full_disk_while_reading_loses_nothing_of_what_came(world: builders.World) -> None:
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    for number in range(40):
        conversation.note_message(world.mina, room, "c", "E", f"{number} " + "x" * 900)
    case.open_case(world.mina, "granted meanwhile", (world.hana.human,))
    turn(world.mina)
    before = len(world.hana.cells)
    give_room(world.hana, 3)
    with pytest.raises(UnavailableError):
        turn(world.hana)
    give_room(world.hana, None)
    turn(world.hana)
    assert texts(world.hana, room) == texts(world.mina, room)
    assert len(world.hana.cells) == before + 2
    assert world.hana.troubles == ()


@pytest.mark.parametrize("room_left", [0, 6_000, 40_000])
def test_files_that_may_not_grow_refuse_acts_and_keep_those_they_took(
    world: builders.World, room_left: int
) -> None:
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    world.sync()
    world.mina.store.close()
    store = world.stores["mina"]
    limit = max(path.stat().st_size for path in store.iterdir()) + room_left
    done = subprocess.run(  # our own script
        [sys.executable, "-c", LIMITED, str(store), room, str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    noted, refused, folded = json.loads(done.stdout)
    assert refused
    assert folded == noted
    world.restart("mina")
    world.sync()
    kept = texts(world.hana, room)
    assert len(kept) == noted + 1
    assert "there is room again" in kept
    assert all(not opened.log.problems for opened in world.hana.cells.values())


def test_old_copy_of_a_desk_that_is_put_back_never_uses_a_number_again(
    world: builders.World, tmp_path: Path
) -> None:
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    conversation.note_message(world.mina, room, "c", "E", "before the copy")
    world.sync()
    world.mina.store.close()
    shutil.copytree(world.stores["mina"], tmp_path / "backup")
    world.restart("mina")
    conversation.note_message(world.mina, room, "c", "E", "after the copy")
    hold.place(world.mina, ("team",), AlarmCause.REPORT)
    world.sync()
    world.mina.store.close()
    world.stores["mina"] = tmp_path / "backup"
    restored = world.restart("mina")
    conversation.note_message(restored, room, "c", "E", "before it had synced")
    hold.place(restored, ("house",), AlarmCause.REPORT)
    world.sync()
    conversation.note_message(restored, room, "c", "E", "after it had synced")
    world.sync()
    for desk in (restored, world.hana, world.jun):
        assert [one for cell in desk.cells.values() for one in cell.log.forks] == []
        assert [one for cell in desk.cells.values() for one in cell.log.problems] == []
    assert texts(world.hana, room) == texts(restored, room)
    assert texts(restored, room) == sorted(
        ["before the copy", "after the copy", "before it had synced", "after it had synced"]
    )
    assert len(hold.standing(world.jun)) == 2


def test_copy_that_runs_beside_its_original_forks_nothing(
    world: builders.World, tmp_path: Path
) -> None:
    case_id, _ = builders.open_case(world)
    room = case.conversation_of(world.mina, case_id).register
    world.sync()
    world.mina.store.close()
    shutil.copytree(world.stores["mina"], tmp_path / "copy")
    original = world.restart("mina")
    copy = builders.desk_at(tmp_path / "copy", "mina", world.clock, world.relay, salt=42)
    for number in range(3):
        conversation.note_message(original, room, "c", "E", f"original {number}")
        conversation.note_message(copy, room, "c", "E", f"copy {number}")
    for _ in range(2):
        turn(copy)
        world.sync()
    assert len(texts(world.hana, room)) == 6
    assert texts(copy, room) == texts(original, room) == texts(world.hana, room)
    assert [one for cell in world.hana.cells.values() for one in cell.log.problems] == []
    copy.close()
