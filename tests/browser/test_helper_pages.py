"""The pages Helpers and Safe houses in a browser: rules, empty states, keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages_accessible import OVERFLOW, RUN, SMALL_TARGETS, TAGS
from tests.fake_desk import FakeDesk

PATHS = ("/helpers", "/helpers/b1", "/helpers/guide", "/houses", "/houses/grey")
OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => (one.open = true))"
FOCUSED = "() => document.activeElement.textContent.trim()"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_these_pages_break_no_rule_full_or_empty(
    visitor, desk: FakeDesk, axe: str, language: str
):
    page = visitor.open(language=language)
    found = {}
    for filled in (True, False):
        if not filled:
            desk.lines = ()
            desk.house_lines = desk.proposals = ()
        for path in PATHS:
            page.goto(path)
            page.evaluate(OPEN_ALL)
            page.evaluate(axe)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                said = page.evaluate(RUN, TAGS)
                wide, small = page.evaluate(OVERFLOW), page.evaluate(SMALL_TARGETS)
                if said or wide > 0 or small:
                    found[path, filled, width] = (said, wide, small)
    assert found == {}
    assert visitor.complaints == []


def test_an_incident_is_noted_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/helpers/guide")
    page.get_by_text("Note an incident").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Was ar")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("seen at the station")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Note the incident"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("incident", "guide", "arrested", "hold", "seen at the station")]


def test_a_house_is_signed_for_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/houses")
    button = page.get_by_role("button", name="Sign", exact=True)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "Sign":
            break
    expect(button).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("sign house", "p1")]


def test_an_address_is_on_the_screen_only_once_it_is_asked_for(visitor):
    page = visitor.open("/houses/grey")
    expect(page.get_by_text("7 Sea Street, the third bell")).to_be_hidden()
    page.get_by_text("Show the address").click()
    expect(page.get_by_text("7 Sea Street, the third bell")).to_be_visible()


def test_no_red_is_on_these_pages_whatever_stands_there(visitor):
    red = """() => [...document.querySelectorAll("body *")].filter((one) => {
      const style = getComputedStyle(one);
      return [style.color, style.backgroundColor, style.borderTopColor]
        .includes("rgb(176, 16, 27)");
    }).length"""
    page = visitor.open("/helpers/b1")
    assert page.evaluate(red) == 0
    page.goto("/houses/old")
    assert page.evaluate(red) == 0
