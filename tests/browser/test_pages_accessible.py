"""Every page, in both languages, narrow and wide, light and dark: WCAG 2.2 AA."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.fake_desk import BUSY, CALM, OFFLINE, FakeDesk
from tests.fake_panic import IN_DANGER
from tests.sample_replay import REPLAY
from waystation.desk.preparation import Part
from waystation.web.replay_record import encode

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
DISPUTED = replace(CALM, desk=replace(CALM.desk, disputed=True))
UNTRUSTED = replace(CALM, desk=replace(CALM.desk, untrusted=CALM.desk.now))
# In the dark only colours differ: what has nothing to do with them is found in the light.
RUN = """async (tags) => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const runOnly = dark
    ? { type: "rule", values: ["color-contrast", "link-in-text-block"] }
    : { type: "tag", values: tags };
  const found = await axe.run(document, { runOnly, resultTypes: ["violations"] });
  return found.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html)]);
}"""
PAGES = {
    "today": ("/", BUSY),
    "calm": ("/", CALM),
    "offline": ("/", OFFLINE),
    "in danger": ("/", IN_DANGER),
    "untrusted": ("/", UNTRUSTED),
    "disputed": ("/", DISPUTED),
    "journeys": ("/journeys", BUSY),
    "journey": ("/journeys/j-pair", BUSY),
    "plan": ("/journeys/j-pair/plan", BUSY),
    "new journey": ("/journeys/new", BUSY),
    "draft": ("/journeys/j-three", BUSY),
    "journey whose places are destroyed": ("/journeys/j-over", BUSY),
    "journey that has ended": ("/journeys/j-ended", BUSY),
    "helpers": ("/helpers", BUSY),
    "helper": ("/helpers/b1", BUSY),
    "helper who is fit": ("/helpers/guide", BUSY),
    "houses": ("/houses", BUSY),
    "house": ("/houses/grey", BUSY),
    "house that is burned": ("/houses/old", BUSY),
    "call begins": ("/call", BUSY),
    "call": ("/call/j-three/c1", BUSY),
    "call over": ("/call/j-three/c2", BUSY),
    "preparation": ("/journeys/j-pair/preparation?said=abort", BUSY),
    **{
        f"preparation, {part}": (f"/journeys/j-pair/preparation/{part}", BUSY)
        for part in (Part.DESTINATION, Part.RETURNED, Part.ANSWER, Part.DISCLOSURE)
    },
    "spoken consent": ("/journeys/j-e?said=spoken", BUSY),
    "check-in link": ("/journeys/j-pair/check-ins/link", BUSY),
    "check-ins": ("/journeys/j-pair/check-ins?said=kept", BUSY),
    "replay": ("/replay/sample", BUSY),
    "replay moment": ("/replay/sample?moment=1", BUSY),
    "error": ("/journeys/none", BUSY),
    "locked": ("/open?token=used", BUSY),
}
SCRIPT_STEPS = """() => {
  for (const part of document.querySelectorAll("details")) part.open = true;
}"""
FONT_SIZES = """() => [...new Set([...document.querySelectorAll("body *")]
  .filter((one) => one.textContent.trim() && !one.classList.contains("unseen"))
  .map((one) => getComputedStyle(one).fontSize))]"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
    "button, .button, nav a, .languages a, summary")]
  .filter((one) => one.getClientRects().length)
  .filter((one) => one.getBoundingClientRect().height < 44)
  .map((one) => one.outerHTML)"""
# Text may be spaced out and doubled without loss.
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    + "word-spacing: .16em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
OVERFLOW = (
    "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
)


@pytest.fixture(autouse=True)
def _sample(replays: Path) -> None:
    (replays / "sample.jsonl").write_bytes(encode(REPLAY))


def walk(page, desk: FakeDesk):
    for name, (path, today) in PAGES.items():
        desk.today_view = today
        if path.startswith("/open"):
            page.context.clear_cookies()
        page.goto(path)
        page.evaluate(SCRIPT_STEPS)
        yield name


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_breaks_a_rule_of_wcag_2_2_aa_or_scrolls_sideways(
    visitor, desk: FakeDesk, axe: str, language: str
):
    page = visitor.open(language=language)
    found, sizes = {}, set()
    for name in walk(page, desk):
        page.evaluate(axe)
        # 320 is a page of 1280 at a zoom of 400 %.
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            if (over := page.evaluate(OVERFLOW)) > 0:
                found[name, width] = over
        for width, scheme in product((360, 1280), ("light", "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            if violations := page.evaluate(RUN, TAGS):
                found[name, width, scheme] = violations
        page.set_viewport_size({"width": 360, "height": 900})
        if small := page.evaluate(SMALL_TARGETS):
            found[name, "small targets"] = small
        sizes |= set(page.evaluate(FONT_SIZES))
        page.evaluate(SPACE_OUT)
        if (over := page.evaluate(OVERFLOW)) > 0:
            found[name, "spaced out"] = over
    assert found == {}
    assert sizes <= {"14px", "16px", "20px", "25px", "31px"}
    assert visitor.complaints == []


def test_colour_never_stands_alone(visitor):
    page = visitor.open("/journeys/j-pair")
    assert page.get_by_text("Alarm", exact=False).first.is_visible()
    for word in ("On hold", "P2 did not write", "This safe house must be taken as known"):
        assert page.get_by_text(word).first.is_visible()
    for mark in ("■", "▨", "▲"):
        assert page.locator(".mark", has_text=mark).count()


def test_red_is_for_alarms_alone(visitor, desk: FakeDesk):
    page = visitor.open()
    desk.today_view = CALM
    red = """() => [...document.querySelectorAll("body *")].filter((one) => {
      const style = getComputedStyle(one);
      return [style.color, style.backgroundColor, style.borderTopColor]
        .includes("rgb(176, 16, 27)");
    }).map((one) => one.className)"""
    page.goto("/")
    assert page.evaluate(red) == []
    page.goto("/journeys/j-three")
    assert page.evaluate(red) == []
    page.goto("/journeys/none")
    assert page.evaluate(red) == []
