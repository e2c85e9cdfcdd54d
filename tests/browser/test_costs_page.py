"""The page Costs: both languages, narrow and wide, by keyboard alone, WCAG 2.2 AA."""

from itertools import product

import pytest

from tests.browser.test_pages_accessible import (
    FONT_SIZES,
    OVERFLOW,
    RUN,
    SCRIPT_STEPS,
    SMALL_TARGETS,
    TAGS,
)
from tests.fake_costs import COSTS, EMPTY, NOBODY
from tests.fake_money import NOT_FOUNDED, steps_done


def shown(page, desk, view):
    desk.costs_view = view
    page.goto("/costs")
    page.evaluate(SCRIPT_STEPS)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_breaks_no_rule_of_wcag_2_2_aa_and_never_scrolls_sideways(
    visitor, desk, axe, language
):
    page = visitor.open(language=language)
    wrong = {}
    for view in (COSTS, EMPTY, NOBODY):
        shown(page, desk, view)
        page.evaluate(axe)
        for width, scheme in product((320, 360, 1280), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found = (page.evaluate(RUN, TAGS), page.evaluate(OVERFLOW) > 0)
            if found != ([], False):
                wrong[width, scheme] = found
    assert wrong == {}
    assert visitor.complaints == []


def test_it_keeps_to_one_type_scale_and_to_large_targets(visitor, desk):
    page = visitor.open(width=360)
    shown(page, desk, COSTS)
    assert page.evaluate(SMALL_TARGETS) == []
    assert set(page.evaluate(FONT_SIZES)) <= {"14px", "16px", "20px", "25px", "31px"}


def test_red_is_not_for_money(visitor, desk):
    page = visitor.open("/costs")
    red = """() => [...document.querySelectorAll("main *")].filter((one) => {
      const style = getComputedStyle(one);
      return [style.color, style.backgroundColor, style.borderTopColor]
        .includes("rgb(176, 16, 27)");
    }).map((one) => one.className)"""
    assert page.evaluate(red) == []


def test_a_payout_is_signed_by_keyboard_alone(visitor, desk):
    page = visitor.open("/costs")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "sign-p-car":
            break
    name = page.locator(":focus").get_attribute("aria-label")
    assert name == "Sign: 300,000 KRW, car A"
    page.keyboard.press("Enter")
    page.wait_for_url("**/costs#waiting")
    assert desk.done == [("sign", "p-car")]


def test_a_payout_is_refused_with_a_reason(visitor, desk):
    page = visitor.open("/costs")
    page.locator("#to-refuse-p-car").click()
    page.locator("#reason-p-car").fill("the host says otherwise")
    page.locator("#refuse-now-p-car").click()
    page.wait_for_url("**/costs#waiting")
    assert desk.done == [("refuse", "p-car", "the host says otherwise")]


def test_a_met_milestone_is_proposed_and_a_signed_payout_recorded(visitor, desk):
    page = visitor.open("/costs")
    page.locator("#propose-a-host-m1").click()
    page.wait_for_url("**/costs#waiting")
    page.locator("#by-p-guide").select_option("cash")
    page.locator("#record-p-guide").click()
    page.wait_for_url("**/costs#waiting")
    assert desk.done == [("propose", "a-host", "m1"), ("paid", "p-guide", "cash")]


def test_a_demand_is_answered_as_it_was_agreed_or_with_a_reason(visitor, desk):
    page = visitor.open("/costs")
    asked = page.locator("#demand-d-1")
    assert asked.get_by_text("Agreed beforehand: what is needed, in kind").is_visible()
    page.locator("#say-d-1").click()
    page.wait_for_url("**/costs#demands")
    page.locator("#answer-d-2").select_option("nothing_more")
    page.locator("#differs-d-2").fill("two of us decided")
    page.locator("#say-d-2").click()
    page.wait_for_load_state()
    assert desk.done == [
        ("answer", "d-1", "needs_in_kind", ""),
        ("answer", "d-2", "nothing_more", "two of us decided"),
    ]


def test_what_is_forbidden_has_no_button_and_says_why(visitor, desk):
    page = visitor.open("/costs")
    held = page.locator("#payout-p-held")
    assert held.get_by_role("button", name="Sign").count() == 0
    assert held.get_by_text("A hold covers this payee.").is_visible()
    unseen = page.locator("#payout-p-unseen")
    assert unseen.get_by_text("You are not in this journey").is_visible()
    assert unseen.get_by_role("button", name="Sign").count() == 0


@pytest.mark.parametrize(
    ("language", "said", "first"),
    [
        ("en", "No payout waits for a signature.", "Open the ledger"),
        ("ko", "서명을 기다리는 지급이 없습니다.", "장부 열기"),
    ],
)
def test_an_empty_page_says_so(visitor, desk, language, said, first):
    desk.costs_view = EMPTY
    page = visitor.open("/costs", language=language)
    assert page.get_by_text(said).is_visible()
    desk.costs_view, desk.founding_view = NOBODY, NOT_FOUNDED
    desk.steps = steps_done(0)
    page.goto("/costs")
    assert page.get_by_role("link", name=first).is_visible()
    assert page.locator("#found-now").is_visible()
