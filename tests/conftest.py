"""What every suite shares: a time budget each, said at the end of a run.

A budget is a promise about the whole run and no assertion: a slow machine fails no test.
"""

from collections import defaultdict
from pathlib import Path

import pytest

# Seconds of test time, all workers added up, as last measured and a little more: two
# workers take sixteen minutes by the clock for them. The aim is twelve; most of what is
# over it is the browser, where every page is looked at in two languages and two widths.
BUDGETS = {
    "unit": 115,
    "contract": 25,
    "acceptance": 620,
    "browser": 950,
    "fault": 100,
    "fuzz": 50,
    "privacy": 165,
}


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
