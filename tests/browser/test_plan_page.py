"""The page of a plan in a real browser: by keyboard, by mouse, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.fake_desk import BUSY, FakeDesk

PATH = "/journeys/j-pair/plan"
LEGS = "[...document.querySelectorAll('.plan-leg')].map((one) => one.dataset.leg)"
FOCUS = """() => {
  const one = document.activeElement;
  return [one.dataset.act || one.name, one.closest(".plan-leg")?.dataset.leg];
}"""


def legs(page: Page) -> list[str]:
    return page.evaluate(LEGS)


def expect_legs(page: Page, *order: str) -> None:
    page.wait_for_function(f"() => {LEGS}.join() === {','.join(order)!r}")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the named control has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.id") == name:
            return
    pytest.fail(f"{name} cannot be reached")


def test_what_is_found_follows_as_one_types_and_nothing_is_stored(visitor, desk: FakeDesk):
    page = visitor.open(PATH)
    beside = page.locator("#found-leg-1")
    expect(beside).to_contain_text("It leads to a safe house")
    expect(page.locator("#plan-state")).to_contain_text("Nothing is unsaved.")
    house = page.get_by_label("Safe house", exact=True)
    house.select_option("")
    expect(beside).not_to_contain_text("It leads to a safe house")
    expect(page.locator("#plan-state")).to_contain_text("1 field to fill in")
    house.select_option("the grey door")
    expect(beside).to_contain_text("It leads to a safe house")
    place = page.get_by_label("Leg 2: Where to")
    place.fill("the consulate")
    expect(page.locator("#plan-state")).to_contain_text("2 unsaved changes")
    expect(place).to_be_focused()
    expect(place).to_have_value("the consulate")
    assert desk.done == []
    assert visitor.complaints == []


def test_a_window_that_ends_too_early_is_said_beside_the_field(visitor):
    page = visitor.open(PATH)
    until = page.get_by_label("Leg 1: Until")
    until.fill("2026-03-08T01:00")
    wanted = page.locator("[id='w-leg.0.closes']")
    expect(wanted).to_have_text("▲ It has to be after the beginning.")
    expect(until).to_have_accessible_description("It has to be after the beginning.")


def test_a_leg_is_planned_and_moved_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open(PATH)
    tab_to(page, "do-add-leg")
    page.keyboard.press("Enter")
    expect_legs(page, "leg-1", "leg-2", "new-1")
    assert page.evaluate(FOCUS) == ["leg.2.place", "new-1"]
    page.keyboard.type("the airport")
    page.get_by_label("Leg 3: Until").fill("2026-03-10T20:00")
    page.get_by_label("Leg 3: Who takes them on").focus()
    page.keyboard.type("Min")
    page.keyboard.press("Tab")
    up = page.get_by_role("button", name="Leg 3: Earlier")
    up.focus()
    page.keyboard.press("Enter")
    expect_legs(page, "leg-1", "new-1", "leg-2")
    assert page.evaluate(FOCUS) == ["up", "new-1"]
    page.keyboard.press("Enter")
    expect_legs(page, "new-1", "leg-1", "leg-2")
    # It cannot go further up: the focus stays with the leg.
    assert page.evaluate(FOCUS) == ["down", "new-1"]
    expect(page.locator("#plan-said")).to_have_text("The leg was moved earlier.")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved. What you see is the plan now.")).to_be_visible()
    assert desk.done == [
        ("save", "j-pair", "the airport", "the coastal city", "the embassy")
    ]
    assert visitor.complaints == []


def test_a_dropped_leg_comes_back_by_undo_as_it_was_typed(visitor, desk: FakeDesk):
    page = visitor.open(PATH)
    page.get_by_label("Leg 2: Where to").fill("half a na")
    page.get_by_role("button", name="Leg 2: Drop").click()
    expect_legs(page, "leg-1")
    page.get_by_role("button", name="Undo one step").click()
    expect_legs(page, "leg-1", "leg-2")
    expect(page.get_by_label("Leg 2: Where to")).to_have_value("half a na")
    expect(page.get_by_role("button", name="Undo one step")).to_have_count(0)
    assert desk.done == []


def test_stays_meetings_and_check_ins_are_added_and_take_the_focus(visitor):
    page = visitor.open(PATH)
    page.get_by_role("button", name="Leg 2: Add a stay").click()
    expect(page.locator("[data-leg='leg-2'] [data-stay] select").first).to_be_focused()
    page.get_by_role("button", name="Drop the handover").first.click()
    page.get_by_role("button", name="Leg 1: Add a handover").click()
    expect(
        page.locator("[data-leg='leg-1'] fieldset input[id$='.place']").first
    ).to_be_focused()
    page.get_by_role("button", name="Add a check-in").click()
    expect(page.get_by_label("Check-in 3: Whose")).to_be_focused()
    expect(page.get_by_label("Check-in 3: Whose")).to_have_value("p2")


def test_a_leg_is_dragged_to_its_place(visitor):
    page = visitor.open(PATH)
    # Both legs are in sight: nothing has to scroll while the button is held.
    page.set_viewport_size({"width": 1280, "height": 3600})
    grip = page.locator("[data-leg='leg-2'] .grip")
    grip.drag_to(page.locator("[data-leg='leg-1'] h3"))
    expect_legs(page, "leg-2", "leg-1")
    expect(page.locator("#plan-said")).to_have_text("The leg was moved.")


def test_the_forms_work_without_scripts(visitor, desk: FakeDesk):
    page = visitor.open(PATH, java_script_enabled=False)
    page.get_by_label("Leg 2: Where to").fill("the consulate")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator("#plan-state")).to_contain_text("2 unsaved changes")
    page.get_by_role("button", name="Leg 2: Earlier").click()
    expect(page.get_by_label("Leg 1: Where to")).to_have_value("the consulate")
    page.get_by_role("button", name="Undo one step").click()
    expect(page.get_by_label("Leg 2: Where to")).to_have_value("the consulate")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. What you see is the plan now.")).to_be_visible()
    assert desk.done == [("save", "j-pair", "the coastal city", "the consulate")]


def test_leaving_with_something_unsaved_asks_first(visitor):
    page = visitor.open(PATH)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Leg 2: Where to").fill("the consulate")
    expect(page.locator("#plan-state")).to_contain_text("2 unsaved changes")
    page.get_by_role("link", name="Today").click()
    page.wait_for_url("**/")
    assert asked == ["beforeunload"]


def test_a_change_elsewhere_leaves_what_is_typed_alone(visitor, desk: FakeDesk):
    page = visitor.open(PATH)
    place = page.get_by_label("Leg 2: Where to")
    place.fill("the consulate")
    desk.change(BUSY)
    expect(page.locator("#plan-state")).to_contain_text("2 unsaved changes")
    expect(place).to_have_value("the consulate")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_go_that_is_refused_says_so(visitor, desk: FakeDesk, language: str):
    page = visitor.open(PATH, language=language, width=360)
    go = {"ko": "출발합니다", "en": "Go"}[language]
    page.locator("#reason").fill("x")
    page.get_by_role("button", name=go, exact=True).click()
    page.wait_for_url("**/plan?said=refused")
    said = {"ko": "출발이 기록되지 않았습니다.", "en": "A go was not recorded."}
    expect(page.locator("#plan-said")).to_contain_text(said[language])


def test_an_alarm_is_closed_by_keyboard_with_its_outcome(visitor, desk: FakeDesk):
    page = visitor.open("/journeys/j-pair")
    tab_to(page, "to-close-a-silence")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("a flat battery")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert desk.done == [("close", "a-silence", "a flat battery", "other")]


def test_a_journey_is_begun_from_the_list(visitor, desk: FakeDesk):
    page = visitor.open("/journeys")
    page.get_by_role("link", name="Plan a new journey").click()
    page.get_by_label("P1").check()
    page.get_by_role("button", name="Begin the plan").click()
    page.wait_for_url(f"**{PATH}")
    assert desk.done == [("begin", "case-1", "p1", "")]
