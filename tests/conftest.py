"""What every suite shares: a time budget each, who begins, and where its files lie.

A budget is a promise about the whole run and no assertion: a slow machine fails no test.
"""

import os
import shutil
import tempfile
from collections import Counter, defaultdict
from multiprocessing.util import Finalize
from pathlib import Path

import pytest

# Seconds of test time, all workers added up, as measured on a machine that does nothing
# else and a little more: two workers take ten minutes by the clock for them. The aim is
# less than twelve for all of `make test`.
BUDGETS = {
    "unit": 95,
    "contract": 25,
    "acceptance": 390,
    "browser": 520,
    "fault": 75,
    "fuzz": 40,
    "privacy": 70,
}

# Files of tests that take longest, which begin first: neither of two workers is then left
# alone with one at the end. After them come those with most tests.
LONGEST = (
    "acceptance/test_replay.py",
    "privacy/test_seized_relay.py",
    "fault/test_relay_faults.py",
    "acceptance/test_desk_places.py",
    "acceptance/test_desk_board_epochs.py",
    "fault/test_relay_lies.py",
    "fault/test_desk_crash.py",
    "fault/test_desk_killed_in_acts.py",
    "acceptance/test_organisation_command.py",
    "fuzz/test_fuzz_casework.py",
    "privacy/test_recorded_traffic.py",
    "unit/test_one_human.py",
    "acceptance/test_relay_restore_letters.py",
    "acceptance/test_desks_merge.py",
    "acceptance/test_desk_places_time.py",
)
TESTS = Path(__file__).parent
MEMORY = Path("/dev/shm")
ROOM_BYTES = 2 * 1024**3


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Keep the order below, and let files lie in memory where there is room for them.

    Tests kill processes and never the machine: what a killed one has written is there
    either way, and only the waiting for a disk is not. Who wants to look at what a test
    left says where it is to lie, with `--basetemp` or TMPDIR.
    """
    config.option.loadscopereorder = False
    if "TMPDIR" in os.environ or config.option.basetemp or not os.access(MEMORY, os.W_OK):
        return
    if shutil.disk_usage(MEMORY).free >= ROOM_BYTES:
        # One of its own: no other run takes it for an old one of its own and removes it.
        own = tempfile.mkdtemp(prefix="ws", dir=MEMORY)
        os.environ["TMPDIR"] = tempfile.tempdir = own
        config.option.basetemp = f"{own}/t"
        # After multiprocessing has removed its own from it, which it does at -100.
        Finalize(None, shutil.rmtree, (own,), {"ignore_errors": True}, exitpriority=-200)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    gone = [name for name in LONGEST if not (TESTS / name).exists()]
    if gone:
        raise pytest.UsageError(f"of the longest files of tests, not there: {gone}")
    place = {TESTS / name: number for number, name in enumerate(LONGEST)}
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (place.get(item.path, len(place)), -tests[item.path]))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    spent: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                spent[suite_of(report.nodeid)] += report.duration
    if not spent:
        return
    terminalreporter.section("time per suite (seconds of budget)")
    for suite, seconds in sorted(spent.items()):
        budget = BUDGETS.get(suite, 0)
        over = "  over budget" if seconds > budget else ""
        terminalreporter.write_line(f"{suite:<12}{seconds:6.0f} of {budget}{over}")


def suite_of(nodeid: str) -> str:
    parts = Path(nodeid.split("::")[0]).parts
    return parts[1] if len(parts) > 2 else "tests"
