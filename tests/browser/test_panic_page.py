"""A member's own panic on the first page, by keyboard alone, and what it shows."""

import pytest

from tests.fake_desk import CALM, FakeDesk
from tests.fake_panic import IN_DANGER


@pytest.mark.parametrize("width", [360, 1280])
def test_whoever_is_in_danger_says_so_by_keyboard_alone(visitor, desk: FakeDesk, width):
    desk.today_view = CALM
    page = visitor.open("/", width=width, language="en")
    page.locator("#to-panic").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("two men at my door")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert ("panic", "two men at my door") in desk.done


def test_it_needs_no_word_and_not_by_accident(visitor, desk: FakeDesk):
    desk.today_view = CALM
    page = visitor.open("/", language="ko")
    assert not page.locator("#panic-now").is_visible()
    page.locator("#to-panic").click()
    with page.expect_navigation():
        page.locator("#panic-now").click()
    assert ("panic", "") in desk.done


def test_a_colleague_in_danger_is_an_alarm_that_somebody_else_ends(visitor, desk: FakeDesk):
    desk.today_view = IN_DANGER
    page = visitor.open("/", language="en")
    assert "■ 2 alarms" in page.title()
    taken, mine = page.locator("#panic-p-taken"), page.locator("#panic-p-mine")
    assert "Seo-yeon" in taken.inner_text()
    assert mine.locator("form").count() == 0
    taken.locator("summary").click()
    taken.locator("textarea").fill("heard from her")
    with page.expect_navigation():
        taken.locator("details button").click()
    assert ("end panic", "p-taken", "heard from her") in desk.done
