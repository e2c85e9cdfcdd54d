"""A call in progress: one key, typing, and what is to be done while somebody speaks."""

import pytest

from tests.fake_desk import FakeDesk

NEW, CALL = "/call", "/call/j-three/c1"


def acts(desk: FakeDesk, kind: str):
    return [act for act in desk.done if act[0] == kind]


@pytest.mark.parametrize("path", ["/", "/journeys", "/journeys/j-pair", "/replay"])
def test_one_key_opens_a_call_from_anywhere(visitor, path):
    page = visitor.open(path)
    page.keyboard.press("F9")
    page.wait_for_url("**/call")
    assert page.evaluate("() => document.activeElement.id") == "said"


def test_the_first_line_begins_the_call_and_is_kept(visitor, desk: FakeDesk):
    page = visitor.open(NEW)
    page.keyboard.type("They are breaking in")
    page.keyboard.press("Enter")
    page.wait_for_url("**/call/j-three/c1")
    assert acts(desk, "begin_call") == [("begin_call", "j-three", "w1", "")]
    assert acts(desk, "line")[0][3] == "They are breaking in"
    assert page.get_by_text("They are breaking in").last.is_visible()


def test_lines_are_kept_without_leaving_the_field(visitor, desk: FakeDesk):
    page = visitor.open(CALL)
    page.keyboard.type("He has a knife")
    assert page.locator("[data-began]").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.type("She is crying")
    assert page.evaluate("() => document.activeElement.id") == "said"
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.getElementById('said').value")
    while len(acts(desk, "line")) < 2:
        page.wait_for_timeout(20)
    assert [act[3] for act in acts(desk, "line")] == ["He has a knife", "She is crying"]
    assert visitor.complaints == []


def test_what_could_not_be_kept_stands_in_the_field_again(visitor):
    page = visitor.open(CALL)
    page.route("**/lines", lambda route: route.abort())
    page.keyboard.type("line one")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.getElementById('said').value === 'line one'")


def test_without_script_the_same_forms_do_the_same(visitor, desk: FakeDesk):
    page = visitor.open(CALL, java_script_enabled=False)
    page.locator("#said").fill("typed without script")
    page.get_by_role("button", name="Keep").click()
    assert acts(desk, "line")[0][3] == "typed without script"
    page.get_by_role("button", name="People are breaking in").click()
    assert acts(desk, "raise") == [("raise", "j-three", "c1", "raid")]
    assert page.get_by_text("People breaking in were reported").is_visible()


def test_somebody_is_ticked_off_with_the_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open(CALL)
    page.get_by_role("button", name="Seo-yeon was warned").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert acts(desk, "warned") == [("warned", "j-three", "c1", "h2")]


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "소리 내어 말하지 마십시오"), ("en", "Do not say aloud")]
)
def test_the_page_says_what_must_not_be_said_and_what_can_be_read_aloud(
    visitor, language, said
):
    page = visitor.open(CALL, language=language, width=360)
    assert page.get_by_text(said).is_visible()
    assert page.locator(".unsaid").get_by_text("the grey door").is_visible()
    aloud = page.locator(".prompts [lang=zh]").first
    assert aloud.inner_text() == "我在听。你不用回答。"


def test_a_call_is_ended_and_its_page_stays_to_be_read(visitor, desk: FakeDesk):
    page = visitor.open(CALL)
    page.get_by_role("button", name="It broke off").click()
    assert acts(desk, "end") == [("end", "j-three", "c1", "True")]
    page.goto("/call/j-three/c2")
    assert page.locator("#said").count() == 0
    assert page.get_by_text("They are breaking in").is_visible()
