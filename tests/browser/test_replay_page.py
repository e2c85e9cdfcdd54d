"""The replay of a documented operation in a real browser: what was asked before, folded."""

import pytest

from tests.browser.test_pages_accessible import OVERFLOW, RUN, SMALL_TARGETS, TAGS
from waystation.practice import library
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.replay import play, record
from waystation.practice.show import answers, folded

NAME = "2023-two-pickups"
FOLD = """() => document.querySelector("#before").getBoundingClientRect().top"""


@pytest.fixture(autouse=True)
def _of_2023(replays):
    scenario = library.find(NAME)
    played = play(scenario, scenario.base(), Foreseeing(scenario))
    found = record(played, answers(scenario, scenario.base()))
    path = replays / f"{NAME}.jsonl"
    path.write_bytes(folded(found))
    yield
    path.unlink()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_opens_at_the_demand_and_unfolds_what_was_asked_by_keyboard_alone(
    visitor, axe: str, language: str
):
    page = visitor.open(f"/replay/{NAME}", language=language)
    assert "B1" in page.inner_text("#moment .column >> nth=0")
    assert page.inner_text("#moment .alarm-tag").strip()
    assert page.evaluate(FOLD) > page.locator("#moment").bounding_box()["y"]
    assert not page.locator("#before-stated").is_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#before > summary')"):
            break
    page.keyboard.press("Enter")
    assert page.locator("#before-stated").is_visible()
    stated = page.inner_text("#before section >> nth=0")
    for role in ("B1", "H", "R", "E", "W1"):
        assert role in stated
    page.evaluate(axe)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(OVERFLOW) <= 0
        assert page.evaluate(SMALL_TARGETS) == []
        assert page.evaluate(RUN, TAGS) == []
    assert visitor.complaints == []
