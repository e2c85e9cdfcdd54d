"""The form of a plan: read as far as it goes, and edited step by step."""

from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from tests.fake_plan import DRAFT, FIRST, SECOND
from waystation.casework.draft import PlanDraft
from waystation.casework.entries import Window
from waystation.errors import FormatError
from waystation.web import plan_form, plan_steps
from waystation.web.plan_form import LegFields, PlanForm
from waystation.web.plan_reading import Reading

SEOUL = ZoneInfo("Asia/Seoul")
FORM = plan_form.of(DRAFT, SEOUL)


def new_ids():
    numbers = count(1)
    return lambda: f"new-{next(numbers)}"


def step(form, *does):
    new_id = new_ids()
    for do in does:
        form = plan_steps.step(form, do, new_id)
    return form


def as_sent(form):
    """Return the fields as a browser sends them: what is empty does not come."""
    sent = {"grace": form.grace, "past": form.written_past}
    for at, leg in enumerate(form.legs):
        sent |= part(f"leg.{at}", leg)
        for number, met in enumerate(leg.handovers):
            sent |= part(f"leg.{at}.handover.{number}", met)
        for number, stay in enumerate(leg.stays):
            sent |= part(f"leg.{at}.stay.{number}", stay)
    for at, one in enumerate(form.check_ins):
        sent |= part(f"check_in.{at}", one) | {f"check_in.{at}.row": "1"}
    return sent


def part(name, fields):
    found = {field: getattr(fields, field) for field in fields.__struct_fields__}
    return {f"{name}.{f}": v for f, v in found.items() if v and isinstance(v, str)}


def test_a_plan_goes_through_its_form_unchanged():
    assert plan_form.read(as_sent(FORM)) == FORM
    read = Reading(FORM, SEOUL, PlanDraft())
    assert read.wants == {}
    assert read.draft == DRAFT


def test_times_are_typed_in_the_zone_of_the_desk():
    assert FORM.legs[0].opens == "2026-03-08T19:00"
    assert FORM.grace == "30"


def test_what_a_meeting_shares_with_its_leg_is_left_empty_and_follows_the_leg():
    _, second = FORM.legs
    assert second.handovers[0].place == second.handovers[0].opens == ""
    moved = replace(second, place="the consulate", opens="2026-03-09T16:00")
    legs = Reading(replace(FORM, legs=(FORM.legs[0], moved)), SEOUL, DRAFT).draft.legs
    assert legs[1].handovers[0].place == "the consulate"
    assert legs[1].handovers[0].window == legs[1].window


def test_a_leg_that_is_not_complete_says_what_it_wants():
    form = step(FORM, "add-leg")
    read = Reading(form, SEOUL, DRAFT)
    assert set(read.wants) == {"leg.2.closes", "leg.2.place", "leg.2.takes"}
    assert read.draft.legs == DRAFT.legs


def test_a_planned_leg_stays_in_the_plan_while_a_field_of_it_is_empty():
    form = replace(FORM, legs=(replace(FORM.legs[0], place=""), FORM.legs[1]))
    read = Reading(form, SEOUL, DRAFT)
    assert read.wants == {"leg.0.place": "needed"}
    assert read.draft.legs == (FIRST, SECOND)


def test_a_window_that_ends_before_it_begins_is_said_at_its_end():
    form = replace(FORM, legs=(replace(FORM.legs[0], closes="2026-03-08T18:00"),))
    assert Reading(form, SEOUL, DRAFT).wants["leg.0.closes"] == "order"
    assert Reading(replace(FORM, grace="soon"), SEOUL, DRAFT).wants == {"grace": "needed"}


def test_nobody_is_planned_to_hand_over_to_themselves():
    leg = FORM.legs[1]
    alone = replace(leg, takes=leg.gives)
    read = Reading(replace(FORM, legs=(FORM.legs[0], alone)), SEOUL, DRAFT)
    assert read.wants == {"leg.1.takes": "same"}
    without = replace(FORM, legs=(FORM.legs[0], replace(alone, handovers=())))
    assert Reading(without, SEOUL, DRAFT).wants == {}


def test_a_new_leg_begins_where_the_last_one_ends():
    leg = step(FORM, "add-leg").legs[-1]
    assert (leg.opens, leg.gives) == (FORM.legs[-1].closes, "guide")
    assert leg.leg == "new-1"
    assert [one.handover for one in leg.handovers] == ["new-2"]
    assert step(PlanForm(), "add-leg").legs[0].opens == ""


@pytest.mark.parametrize(
    ("do", "order"),
    [
        ("up.1", ["leg-2", "leg-1"]),
        ("down.0", ["leg-2", "leg-1"]),
        ("move.1.0", ["leg-2", "leg-1"]),
        ("up.0", ["leg-1", "leg-2"]),
        ("down.1", ["leg-1", "leg-2"]),
        ("drop.0", ["leg-2"]),
        ("drop.7", ["leg-1", "leg-2"]),
        ("move.1", ["leg-1", "leg-2"]),
        ("burn.0", ["leg-1", "leg-2"]),
        ("up.x", ["leg-1", "leg-2"]),
    ],
)
def test_legs_are_moved_and_dropped_and_nothing_else_happens(do, order):
    assert [leg.leg for leg in step(FORM, do).legs] == order


def test_meetings_stays_and_check_ins_are_added_and_dropped():
    form = step(FORM, "add-stay.1", "add-handover.0", "add-check-in")
    stay = form.legs[1].stays[0]
    assert (stay.opens, stay.brought_by) == (FORM.legs[1].closes, "guide")
    assert len(form.legs[0].handovers) == 2
    assert form.check_ins[-1].person == "p2"
    bare = step(form, "drop-stay.1.0", "drop-handover.0.1", "drop-check-in.2")
    assert replace(bare, past=()) == FORM


def test_every_step_can_be_taken_back_as_it_was_typed():
    typed = replace(FORM, legs=(replace(FORM.legs[0], place="half a na"), FORM.legs[1]))
    done = step(typed, "drop.1", "add-check-in")
    assert step(done, "undo", "undo") == typed
    assert step(typed, "undo") == typed
    many = step(FORM, *["add-check-in"] * 20)
    assert len(many.past) == 8


def test_a_plan_is_of_forty_legs_at_the_most():
    assert len(step(PlanForm(), *["add-leg"] * 45).legs) == 40


def test_a_form_that_is_not_ours_is_refused():
    for fields in (
        {"leg.0.leg": "<b>"},
        {"leg.0.leg": "a", "leg.0.place": "x" * 201},
        {"past": "{"},
        {"past": "[1]"},
    ):
        with pytest.raises(FormatError, match=r"web\.form"):
            plan_form.read(fields)
    with pytest.raises(FormatError, match=r"web\.form"):
        step(replace(FORM, past=("[]",)), "undo")


def test_fields_that_a_form_does_not_have_are_passed_over():
    form = plan_form.read({"leg.0.leg": "a", "leg.0.price": "9", "leg.x.place": "y"})
    assert form.legs == (LegFields(leg="a"),)


def test_the_minutes_of_grace_are_read():
    assert Reading(FORM, SEOUL, DRAFT).draft.grace == timedelta(minutes=30)


def test_what_nobody_typed_anew_keeps_its_seconds():
    late = Window(FIRST.window.opens + timedelta(seconds=7), FIRST.window.closes)
    stands = replace(DRAFT, legs=(replace(FIRST, window=late), SECOND))
    form = plan_form.of(stands, SEOUL)
    assert Reading(form, SEOUL, stands).draft == stands
    moved = replace(form.legs[0], closes="2026-03-09T00:00")
    again = replace(form, legs=(moved, form.legs[1]))
    assert Reading(again, SEOUL, stands).draft.legs[0].window.opens == FIRST.window.opens
