"""Pages renew themselves, are walked by keyboard, and work without scripts."""

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.fake_desk import BUSY, CALM, JOURNEY, OFFLINE, FakeDesk

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  return [one.textContent.trim(), style.outlineStyle, parseFloat(style.outlineWidth)];
}"""


def test_an_alarm_appears_without_a_reload_and_is_said_aloud(visitor, desk: FakeDesk):
    desk.today_view = CALM
    page = visitor.open()
    expect(page.get_by_text("No alarm and no hold.")).to_be_visible()
    page.evaluate("window.before = true")
    desk.change(BUSY)
    expect(page.get_by_role("button", name="I have it").first).to_be_visible()
    expect(page).to_have_title("■ 2 alarms · Today · Waystation")
    expect(page.locator("#announce")).to_have_text("Alarm. 2 alarms")
    assert page.evaluate("window.before") is True
    assert visitor.complaints == []


def test_what_is_being_written_is_not_replaced(visitor, desk: FakeDesk):
    page = visitor.open("/journeys/j-pair")
    page.get_by_text("Agree to lifting it, or say no").click()
    page.get_by_label("Reason").fill("seen by two")
    hold = replace(JOURNEY.holds[0], agreed=("Seo-yeon", "Ha-eun"))
    desk.journey_views["j-pair"] = replace(JOURNEY, holds=(hold,), alarms=())
    desk.change(BUSY)
    expect(page.get_by_text("This page changed while you were writing.")).to_be_visible()
    expect(page.locator("#alarms article")).to_have_count(0)
    expect(page.get_by_label("Reason")).to_have_value("seen by two")
    page.get_by_role("link", name="Show what is new").click()
    expect(page.get_by_text("Seo-yeon, Ha-eun agreed.")).to_be_visible()


def test_an_open_answer_and_the_focus_survive_a_change(visitor, desk: FakeDesk):
    page = visitor.open("/journeys/j-pair")
    page.get_by_text("Agree to lifting it, or say no").click()
    hold = replace(JOURNEY.holds[0], reachable=0)
    desk.journey_views["j-pair"] = replace(JOURNEY, holds=(hold,))
    desk.change(BUSY)
    expect(page.get_by_text("No two people can be reached").first).to_be_visible()
    expect(page.get_by_label("Reason")).to_be_visible()
    assert "Agree to lifting" in page.evaluate(FOCUSED)[0]


def test_a_lost_relay_is_said_as_it_is_lost(visitor, desk: FakeDesk):
    page = visitor.open()
    expect(page.get_by_text("Relay connected")).to_be_visible()
    desk.change(OFFLINE)
    expect(page.locator("#relay-lost")).to_contain_text(
        "3 things are saved and not yet sent."
    )


def test_a_lost_desk_is_said(visitor, desk: FakeDesk, server):
    page = visitor.open()
    expect(page.locator("#lost")).to_be_hidden()
    server.stop()
    expect(page.locator("#lost")).to_be_visible()


def test_locking_in_one_window_empties_the_other(visitor, desk: FakeDesk):
    page = visitor.open()
    other = page.context.new_page()
    other.goto("/journeys/j-pair")
    page.get_by_role("button", name="Lock").click()
    expect(page.get_by_role("heading", name="You have locked the desk.")).to_be_visible()
    desk.change(CALM)
    expect(other.get_by_role("heading", name="The desk is locked.")).to_be_visible()
    assert "P1" not in other.content()


def test_the_first_page_is_walked_and_used_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "Skip to the page"
    page.keyboard.press("Enter")
    walked = []
    for _ in range(12):
        page.keyboard.press("Tab")
        text, style, width = page.evaluate(FOCUSED)
        assert (style, width) == ("solid", 3), text
        walked.append(text)
        if text == "I have it":
            with page.expect_navigation():
                page.keyboard.press("Enter")
            break
    assert walked[-1] == "I have it"
    assert desk.done == [("acknowledge", "a-demand")]


def test_a_hold_is_answered_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/journeys/j-pair")
    page.locator("#to-h-pair").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("seen by two")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("agree", "h-pair", "seen by two")]


def test_without_scripts_everything_can_be_read_and_done(visitor, desk: FakeDesk):
    page = visitor.open(java_script_enabled=False)
    expect(page.get_by_text("this page does not renew itself")).to_be_visible()
    page.get_by_role("button", name="I have it").first.click()
    assert desk.done == [("acknowledge", "a-demand")]
    desk.change(CALM)
    page.get_by_role("link", name="Reload").click()
    expect(page.get_by_text("No alarm and no hold.")).to_be_visible()
    page.get_by_role("link", name="한국어").click()
    expect(page.get_by_text("경보도 보류도 없습니다.")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/journeys/j-pair"])
def test_nothing_moves_for_whoever_wants_no_motion(visitor, path: str):
    page = visitor.open(path, reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0


@pytest.fixture
def stranger() -> Iterator[str]:
    """Another page on this machine; the browser counts it as the same site."""
    served = {"body": b""}

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(served["body"])

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_another_page_can_neither_change_nor_show_the_desk(
    visitor, desk: FakeDesk, server, stranger: str
):
    page = visitor.open()
    csrf = page.locator("input[name=csrf]").first.get_attribute("value")
    here = f"http://127.0.0.1:{server.port}"
    strange: Page = page.context.new_page()
    strange.goto(stranger)
    # Even with the form's token, which it could not know.
    strange.set_content(
        f'<form method="post" action="{here}/alarms/a-demand/acknowledge">'
        f'<input name="csrf" value="{csrf}"><button>go</button></form>'
        f'<iframe src="{here}/"></iframe><img src="{here}/static/icon.svg">'
    )
    frame = strange.locator("iframe").content_frame
    expect(frame.get_by_text("B1 asked")).to_have_count(0)
    assert strange.evaluate("document.images[0].naturalWidth") == 0
    strange.get_by_role("button", name="go").click()
    expect(strange.get_by_text("The request came from another page")).to_be_visible()
    assert desk.done == []
