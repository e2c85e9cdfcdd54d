"""The plan of a journey as a file: mistakes are said with line and field, never quoted."""

from pathlib import Path

import pytest

from waystation.cli.plan_file import PlanFile
from waystation.errors import FormatError, NotFoundError

NAMES = (("e", "E"), ("m", "Min-ji"), ("h", "두 집"), ("i", "두 집"))
PLAN = """\
case: the first
persons: [E]
label: south
legs:
  - place: the corner
    opens: 2026-03-02 10:00+09:00
    closes: 2026-03-02 12:00+09:00
    gives: E
    takes: Min-ji
check_ins:
  - opens: 2026-03-02 13:00+09:00
    due: 2026-03-02 14:00+09:00
grace: 10 min
"""


def test_the_plan_that_the_documentation_shows_is_one():
    shown = (Path(__file__).parents[2] / "docs/journeys.md").read_text(encoding="utf-8")
    written = PlanFile(shown.split("```yaml\n")[1].split("```")[0].encode()).written
    assert written.legs[0].stays[0].host == "Ana"
    assert len(written.check_ins) == 2


def test_a_plan_is_read():
    written = PlanFile(PLAN.encode()).written
    assert written.persons == ("E",)
    assert written.legs[0].takes == "Min-ji"
    assert written.check_ins[0].person == ""


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("    takes: Min-ji\n", "", "plan.shape", "line 5, legs[0].takes"),
        ("takes: Min-ji", "taks: Min-ji", "plan.shape", "line 9, legs[0].taks"),
        ("persons: [E]", "persons: E", "plan.shape", "line 2, persons"),
        ("place: the corner", "place: ''", "plan.shape", "line 5, legs[0].place"),
        ("case: the first\n", "", "plan.whose", "line 1"),
        ("case: the first", "case: x\njourney: y", "plan.whose", "line 1"),
        ("case: the first", "journey: y", "plan.settled", "line 1, journey"),
        ("persons: [E]\n", "", "plan.persons", "line 1"),
        ("grace: 10 min", "price: 10", "plan.shape", "line 13, price"),
        ("grace: 10 min", "destination: {}", "plan.shape", "line 13, destination.to"),
        ("grace: 10 min", "abort: soon", "plan.shape", "line 13, abort"),
    ],
)
def test_a_mistake_is_said_with_its_line_and_field(old, new, code, where):
    with pytest.raises(FormatError) as caught:
        PlanFile(PLAN.replace(old, new).encode())
    assert (caught.value.code, caught.value.where) == (code, where)


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("2026-03-02 10:00+09:00", "tomorrow", "plan.time", "line 6, legs[0].opens"),
        ("2026-03-02 10:00+09:00", "2026-03-02", "plan.time", "line 6, legs[0].opens"),
        ("2026-03-02 12:00+09:00", "2026-03-02T00:30Z", "plan.window", "legs[0].closes"),
        ("2026-03-02 14:00", "2026-03-02 12:59", "plan.window", "check_ins[0].due"),
        ("10 min", "soon", "plan.grace", "line 13, grace"),
    ],
)
def test_times_have_a_zone_and_an_order(old, new, code, where):
    file = PlanFile(PLAN.replace(old, new).encode())
    with pytest.raises(FormatError) as caught:
        file.draft(NAMES, lambda: "id", ("e",))
    assert caught.value.code == code
    assert caught.value.where.endswith(where)


def test_nothing_that_somebody_wrote_is_in_an_error():
    with pytest.raises(FormatError) as caught:
        PlanFile(PLAN.replace("persons: [E]", "persons: {Eun-ju: 1}").encode())
    assert "Eun-ju" not in str(caught.value)


def test_what_is_named_becomes_its_id_and_what_nobody_knows_is_said():
    ids = iter(map(str, range(10)))
    found = PlanFile(PLAN.encode()).draft(NAMES, lambda: next(ids), ("e", "f"))
    (leg,) = found.legs
    assert (leg.leg, leg.gives, leg.takes) == ("0", "e", "m")
    (met,) = leg.handovers
    assert (met.handover, met.place, met.window) == ("1", leg.place, leg.window)
    assert [one.person for one in found.check_ins] == ["e", "f"]
    assert found.grace.total_seconds() == 600
    for wrong in ("Nobody", "두 집"):
        file = PlanFile(PLAN.replace("Min-ji", wrong).encode())
        with pytest.raises(NotFoundError) as caught:
            file.draft(NAMES, lambda: "id", ("e",))
        assert caught.value.where == "line 9, legs[0].takes"
        assert wrong not in caught.value.message


def test_a_leg_may_begin_without_a_meeting():
    file = PlanFile(
        (PLAN.replace("takes: Min-ji", "takes: m\n    handover: null")).encode()
    )
    (leg,) = file.draft(NAMES, lambda: "id", ("e",)).legs
    assert leg.handovers == ()
