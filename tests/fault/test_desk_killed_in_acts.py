"""`kill -9` of a desk inside acts of many parts: each is whole everywhere or never was."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import builders
from tests.relay_process import RelayProcess
from waystation.clock import SystemClock
from waystation.desk import case, hold
from waystation.desk.desk import Desk
from waystation.encoding import b64
from waystation.post.client import RelayClient

pytestmark = pytest.mark.fault
ROOT = Path(__file__).parents[2]
KILL_AFTER_S = (0.31, 0.02, 0.17, 0.05, 0.44, 0.11, 0.23)

# Opens cases, whose cells are founded and granted in one act, and places holds. Each is
# said once its act has returned: from then on it must never be lost.
ACTS = """
import sys
from datetime import datetime
from itertools import count
from os import getpid
from pathlib import Path
from tests import builders
from waystation.casework.terms import AlarmCause
from waystation.clock import SimulatedClock
from waystation.desk import case, hold
from waystation.desk.background import turn
from waystation.post.client import RelayClient
store, url, start, *humans = sys.argv[1:]
clock = SimulatedClock(datetime.fromisoformat(start))
desk = builders.desk_at(Path(store), "mina", clock, RelayClient(url), salt=getpid())
print("ready", flush=True)
for number in count():
    print("case", case.open_case(desk, "a case", humans).case, flush=True)
    print("hold", hold.place(desk, ("team",), AlarmCause.REPORT), flush=True)
    turn(desk)
"""


def act_until_killed(store: Path, url: str, start: str, humans: list[str], s: float) -> str:
    with subprocess.Popen(  # our own script
        [sys.executable, "-c", ACTS, str(store), url, start, *humans],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(s)
        child.send_signal(signal.SIGKILL)
        return child.stdout.read()


def test_cases_and_holds_of_a_killed_desk_are_whole_everywhere_or_nowhere(
    tmp_path: Path,
) -> None:
    with RelayProcess(tmp_path / "relay") as relay:
        url = str(relay.http.base_url)
        start = SystemClock().now().replace(microsecond=0)
        world = builders.found(tmp_path / "desks", relay=RelayClient(url), start=start)
        world.mina.store.close()
        said: list[list[str]] = []
        for seconds in KILL_AFTER_S:
            humans = [world.jun.human, world.hana.human]
            text = act_until_killed(
                world.stores["mina"], url, start.isoformat(), humans, seconds
            )
            # A line that the kill cut off was not acknowledged.
            said += [line.split() for line in text.split("\n")[:-1]]
        cases = {number for what, number in said if what == "case"}
        holds = {number for what, number in said if what == "hold"}
        assert len(cases) > len(KILL_AFTER_S) / 2
        mina = builders.desk_at(
            world.stores["mina"], "mina", world.clock, world.relay, salt=99
        )
        world.desks["mina"] = mina
        world.sync("mina", "jun", "hana", "mina")
        for desk in (mina, world.jun, world.hana):
            assert whole_cases(desk) >= cases
            assert whole_cases(desk) == whole_cases(mina)
            assert [
                one.log.problems for one in desk.cells.values() if one.log.problems
            ] == []
        for desk in (mina, world.jun):
            standing = [one.hold for one in hold.standing(desk)]
            assert len(standing) == len(set(standing))
            assert set(standing) >= holds
            assert {one.hold for one in hold.standing(mina)} == set(standing)
        assert mina.frames.unsent() == mina.frames.promised() == []
        assert mina.store.outbox.waiting() == []
        mina.close()
        world.relay.close()


def whole_cases(desk: Desk) -> set[str]:
    """Return the cases at a desk, having looked that all cells of each are there."""
    found = set()
    for core in desk.cells_of("core"):
        opened = case.read(desk, core.register).opened[core.register]
        named = {one.cell for one in opened.act.cells}
        assert len(named) == 1
        assert named <= {b64(cell) for cell in desk.cells}
        found.add(core.register)
    return found
