"""When somebody can be reached is said by them, or by two others, from a terminal."""

import pytest

pytestmark = pytest.mark.timeout(600)
SAID = ("--from", "2026-03-02T08:00:00Z", "--until", "2026-03-02T20:00:00Z")


def test_hours_are_said_by_oneself_or_by_two_of_another(terminal):
    hours = ("organisation", "hours")
    mine = {one["name"]: one for one in terminal.rows("Min-ji", *hours, *SAID)}
    assert mine["Min-ji"]["until"] == SAID[-1]
    assert mine["Kim"]["until"] == ""
    assert "on_call.times" in terminal.desk("Min-ji", *hours, *SAID[:2], expect=4)
    written = terminal.rows("Min-ji", *hours, "--of", "Kim", *SAID)
    (waits,) = [one for one in written if one["waits"]]
    assert (waits["name"], waits["by"]) == ("Kim", "Min-ji")
    agree = (*hours, "--agree", waits["waits"])
    assert "on_call.own" in terminal.desk("Min-ji", *agree, expect=3)
    agreed = {one["name"]: one for one in terminal.rows("서연", *agree)}
    assert agreed["Kim"]["until"] == SAID[-1]
    assert not any(one["waits"] for one in agreed.values())
