"""What a caseworker notes on a journey's page: a stop, an arrival, a spoken consent."""

import pytest
from playwright.sync_api import expect

from tests.fake_desk import FakeDesk

PAIR, ENGINEER = "/journeys/j-pair", "/journeys/j-e"
CHECK_INS = "/journeys/j-pair/check-ins"


@pytest.mark.parametrize(
    ("language", "final"),
    [
        ("ko", "이 이동은 다시 이어지지 않습니다."),
        ("en", "This journey does not go on again."),
    ],
)
def test_a_stop_is_one_act_that_says_first_what_follows(
    visitor, desk: FakeDesk, language, final
):
    page = visitor.open(ENGINEER, language=language, width=360)
    page.locator("#to-stop").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stop-follows")).to_contain_text(final)
    page.keyboard.press("Tab")
    page.keyboard.type("E by telephone: no more")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("stop", "j-e", "e", "E by telephone: no more")]
    expect(page.locator("[role=status].told")).to_be_visible()


def test_an_arrival_names_who_of_several(visitor, desk: FakeDesk):
    page = visitor.open(PAIR)
    page.locator("#to-arrived").click()
    page.locator("#arrived").get_by_label("Who", exact=True).select_option("p2")
    page.get_by_role("button", name="They have arrived").click()
    page.wait_for_url("**said=arrived")
    assert desk.done == [("arrived", "j-pair", "p2", "")]


def test_a_spoken_consent_is_noted_confirmed_by_another_and_taken_back(
    visitor, desk: FakeDesk
):
    page = visitor.open(ENGINEER)
    said = page.locator("#consent blockquote")
    assert "누가 시킨 것이 아닙니다" in said.inner_text()
    page.locator("#second-c-e").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#to-spoken").click()
    form = page.locator("#spoken")
    form.get_by_label("How did you hear it?").select_option("telegram")
    form.get_by_label("In which language").select_option("ko")
    form.get_by_label("What they said").fill("가겠습니다")
    form.get_by_role("button").click()
    page.wait_for_url("**said=spoken#consent")
    page.locator("#to-withdrawn").click()
    page.locator("#withdrawn").get_by_label("What they said").fill("I stay")
    page.locator("#withdrawn button").click()
    page.wait_for_url("**said=withdrawn#consent")
    assert desk.done == [
        ("seconded", "j-e", "c-e"),
        ("spoken for", "j-e", "e", "telegram", "ko", "가겠습니다"),
        ("withdrawn", "j-e", "e", "I stay"),
    ]


def test_a_picture_is_agreed_and_never_shown(visitor, desk: FakeDesk):
    page = visitor.open(CHECK_INS)
    page.locator("#to-picture").click()
    page.locator("#picture").get_by_label("Whose").select_option("p2")
    page.locator("#picture").get_by_label("Which of the six").select_option(
        label="umbrella"
    )
    page.locator("#picture button").click()
    page.wait_for_url("**said=picture")
    assert desk.done == [("picture", "j-pair", "p2", "3")]
    for closed in page.locator("details").all():
        assert closed.get_attribute("open") is None
    assert "umbrella" not in page.locator("main").inner_text()


def test_a_link_is_shown_once_as_a_picture_and_as_text(visitor, desk: FakeDesk):
    page = visitor.open(CHECK_INS)
    page.locator("#to-link").click()
    page.locator("#link").get_by_label("Whose").select_option("p1")
    page.locator("#link-until").fill("2026-03-07T12:00")
    page.locator("#link button").click()
    page.wait_for_url("**/check-ins/link")
    assert page.locator("svg.qr").is_visible()
    assert "check-in.html#" in page.locator(".address").inner_text()
    assert page.locator(".languages").count() == 0
    until = "2026-03-07T12:00:00+00:00"
    assert desk.done == [("link", "j-pair", "p1", "4:00:00", until, "1800")]
    page.reload()
    assert page.locator("svg.qr").count() == 0
    assert page.locator(".languages").count() == 1
    assert "A link is shown once." in page.locator("main").inner_text()


def test_what_is_for_silence_is_sealed_and_opened_by_two(visitor, desk: FakeDesk):
    page = visitor.open(CHECK_INS)
    page.locator("#to-seal").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("her sister's number")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[role=status].told")).to_contain_text("cannot read it again")
    page.locator("#to-open-sealed").click()
    page.locator("#open-reason").fill("silent since noon")
    page.locator("#open-sealed button").click()
    page.wait_for_url("**said=acted#sealed")
    assert desk.done == [
        ("seal", "j-pair", "her sister's number"),
        ("open sealed", "j-pair", "silent since noon"),
    ]
