"""Exposure in a real browser: both languages, narrow and wide, by keyboard alone."""

from itertools import product

import pytest

from tests.browser.test_pages_accessible import (
    FONT_SIZES,
    OVERFLOW,
    RUN,
    SMALL_TARGETS,
    TAGS,
)
from tests.fake_desk import FakeDesk
from tests.fake_exposure import answer, many

SMALL_FIELDS = """() => [...document.querySelectorAll("select, input:not([type=hidden])")]
  .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


def ask(page):
    page.goto("/exposure")
    page.select_option("#who", "b1")
    page.locator(".ask button").click()
    page.wait_for_selector("#answer-name")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_neither_question_nor_answer_breaks_a_rule_of_wcag_2_2_aa(
    visitor, desk: FakeDesk, axe: str, language: str
):
    page = visitor.open("/exposure", language=language)
    found, wide = {}, {}
    for name, rows in (("question", None), ("answer", None), ("large", many(300))):
        desk.answers = answer(rows)
        if name != "question":
            ask(page)
        page.evaluate(axe)
        # What is large has nothing that the other answer has not: once is enough.
        looks = [*product((360, 1280), ("light", "dark"))][: 1 if name == "large" else 4]
        for width, scheme in looks:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if violations := page.evaluate(RUN, TAGS):
                found[name, width, scheme] = violations
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            if (over := page.evaluate(OVERFLOW)) > 0:
                wide[name, width] = over
    assert found == {}
    assert wide == {}
    assert visitor.complaints == []


def test_an_answer_keeps_to_the_type_scale_and_to_large_targets(visitor):
    page = visitor.open("/exposure", width=360)
    ask(page)
    assert page.evaluate(SMALL_TARGETS) == []
    assert page.evaluate(SMALL_FIELDS) == []
    assert set(page.evaluate(FONT_SIZES)) <= {"14px", "16px", "20px", "25px", "31px"}


def test_a_question_is_asked_and_a_task_given_and_done_by_keyboard_alone(
    visitor, desk: FakeDesk
):
    page = visitor.open("/exposure")
    page.locator("#who").focus()
    page.keyboard.type("B1")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ask button')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer-name")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.className"))
        if page.evaluate("document.activeElement.closest('#given') !== null"):
            break
    assert "picture" in reached
    page.keyboard.press("Enter")
    page.wait_for_url("**/exposure#given")
    assert desk.done == [("exposure", "b1", "2"), ("finish", "t1")]


def test_every_label_of_a_large_picture_lies_within_it_and_none_upon_another(
    visitor, desk: FakeDesk
):
    desk.answers = answer(many(300))
    page = visitor.open("/exposure")
    ask(page)
    boxes = page.evaluate(
        """() => {
          const whole = document.querySelector(".picture svg").getBoundingClientRect();
          return [...document.querySelectorAll(".picture svg text")].map((one) => {
            const box = one.getBoundingClientRect();
            return [box.left - whole.left, box.top - whole.top, box.width, box.height,
              whole.width, whole.height];
          });
        }"""
    )
    assert len(boxes) > 300
    assert all(
        left >= 0 and top >= -1 and left + width <= across and top + height <= down
        for left, top, width, height, across, down in boxes
    )
    places = sorted((round(left), round(top), width) for left, top, width, *_ in boxes)
    upon = [
        (one, other)
        for one in places
        for other in places
        if one < other
        and abs(one[1] - other[1]) < 14
        and one[0] + one[2] > other[0] > one[0] - 1
    ]
    assert upon == []


def test_an_answer_is_gone_once_the_page_is_left(visitor):
    page = visitor.open("/exposure")
    ask(page)
    page.goto("/journeys")
    page.goto("/exposure")
    assert page.locator("#answer-name").count() == 0


def test_red_is_not_used(visitor):
    page = visitor.open("/exposure")
    ask(page)
    red = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
          const style = getComputedStyle(one);
          return [style.color, style.backgroundColor, style.fill, style.stroke]
            .includes("rgb(176, 16, 27)");
        }).length"""
    )
    assert red == 0
