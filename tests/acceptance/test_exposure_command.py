"""Exposure and tasks from the command line, by people with a store of their own each."""

import pytest

pytestmark = pytest.mark.timeout(600)


def test_a_question_is_answered_drawn_seen_by_others_and_its_task_tracked(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "E")
    offered = terminal.rows("Min-ji", "exposure")
    assert {"member", "device", "group"} <= {row["kind"] for row in offered}
    rows = terminal.rows("Min-ji", "exposure", "Min-ji", "--svg", "min-ji.svg")
    fallen = {(row["kind"], row["name"], row["ring"]) for row in rows if "falls" in row}
    assert ("case", "E", 1) in fallen
    assert ("member", "서연", 1) in fallen
    drawn = (terminal.directory / "min-ji.svg").read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "서연" in drawn
    (room,) = [
        row["about"]
        for row in rows
        if row.get("task") == "re_key" and _of(offered, row["about"]) == "core"
    ]
    (given,) = terminal.rows("Min-ji", "task", "give", "re_key", room, "--to", "Min-ji")
    (waits,) = terminal.rows("Min-ji", "task", "list", "--mine")
    assert (waits["task"], waits["done"]) == (given["task"], False)
    terminal.desk("Min-ji", "task", "done", given["task"], "--outcome", "shut out")
    (done,) = terminal.rows("Min-ji", "task", "list")
    assert (done["done"], done["outcome"]) == (True, "shut out")
    assert "name.unknown" in terminal.desk("Min-ji", "exposure", "nobody", expect=3)
    late = ("exposure", "Min-ji", "--as-of", "yesterday")
    assert "exposure.time" in terminal.desk("Min-ji", *late, expect=4)


def _of(offered, about):
    return next((row["of"] for row in offered if row["id"] == about), "")
