"""The pages Helpers and Safe houses in a browser: rules, empty states, keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages_accessible import OVERFLOW, RUN, SMALL_TARGETS, TAGS
from tests.fake_desk import FakeDesk
from waystation.desk.views_house import HouseFields

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
    page.keyboard.type("the host")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Note the incident"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    said = ("arrested", "hold", "seen at the station", "the host")
    assert desk.done == [("incident", "guide", *said)]


def test_a_helper_is_noted_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/helpers")
    page.get_by_text("Note a new helper").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("the driver")
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("() => document.activeElement.name || ''")
        reached.append(name)
        if name in {"role.drives", "language.zh", "only_for.tae"}:
            page.keyboard.press("Space")
        elif name in {"brought_in_by", "numbers"}:
            page.keyboard.type("Seo" if name == "brought_in_by" else "+86 138")
        elif page.evaluate(FOCUSED) == "Note":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    ((_, fields, only_for),) = desk.done
    assert (fields.name, fields.roles) == ("the driver", ("drives",))
    assert (fields.languages, fields.brought_in_by) == (("zh",), "seo")
    assert (fields.numbers, only_for) == (("+86 138",), "tae")
    assert {"team", "cap", "plates", "met_by.min", "passed_on_by"} <= set(reached)


def test_a_house_is_noted_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/houses")
    page.locator("#to-note").focus()
    page.keyboard.press("Enter")
    for said in ("", "the grey door", "7 Sea Street", "Tae", "3", "", " "):
        page.keyboard.type(said)
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Propose it and ask for signatures"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    fields = HouseFields("the grey door", "7 Sea Street", "tae", 3)
    assert desk.done == [("note house", fields, "tae")]


def test_what_is_ticked_or_chosen_stays_when_something_becomes_true(
    visitor, desk: FakeDesk
):
    page = visitor.open("/helpers/guide")
    page.locator("#note summary").click()
    page.get_by_label("Thai").check()
    page.locator("#brought_in_by").select_option("tae")
    page.locator("h1").click()
    page.evaluate("document.querySelector('#who dd').append('was otherwise')")
    desk.change(desk.today_view)
    expect(page.locator("#newer")).to_be_visible()
    expect(page.get_by_label("Thai")).to_be_checked()
    expect(page.locator("#brought_in_by")).to_have_value("tae")


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
