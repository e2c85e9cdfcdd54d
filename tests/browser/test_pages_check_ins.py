"""Check-ins of a journey: heard, spoken, rehearsed, taken down by two."""

import pytest

from tests.fake_desk import FakeDesk

PAGE = "/journeys/j-pair/check-ins"


def test_a_spoken_check_in_is_answered_alike_whatever_was_said(visitor, desk: FakeDesk):
    said = []
    for word in ("umbrella", "cup"):
        page = visitor.open(PAGE)
        page.get_by_label("Which one, of whom").select_option("p2 3")
        page.get_by_label("Digits").fill("482 913")
        page.get_by_label("Picture").fill(word)
        page.get_by_role("button", name="Keep").click()
        page.wait_for_url("**said=kept")
        said.append(page.locator("main").inner_text())
    assert [act[-1] for act in desk.done] == ["umbrella", "cup"]
    assert desk.done[0] == ("spoken", "j-pair", "p2", "3", "482 913", "umbrella")
    assert said[0] == said[1]


def test_one_of_two_takes_a_check_in_down_with_the_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open(PAGE)
    page.locator("#to-down-w4").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("she is in the office")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("down", "j-pair", "w4", "she is in the office")]
    assert page.locator("#to-down-w4").count() == 0


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "오지 않았습니다."), ("en", "It did not come.")]
)
def test_the_journey_leads_to_what_was_agreed_and_what_did_not_come(
    visitor, language, said
):
    page = visitor.open("/journeys/j-pair", language=language, width=360)
    page.locator("#open-check-ins").click()
    page.wait_for_url(f"**{PAGE}")
    assert page.get_by_text(said).is_visible()
    assert page.locator("details[id^=down-]").count() == 2
