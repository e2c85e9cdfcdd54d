"""The page of a slip in a real browser, over a real relay, from the desk and back to it."""

import gzip
import re
from dataclasses import dataclass

import pytest

from tests import pages_host
from tests.acceptance.test_desk_photograph import choose, make
from tests.browser.old_phone import (
    BEFORE_THAT,
    LATER,
    OLDEST,
    as_written,
    without,
    words_of_later,
)
from tests.browser.walk import BOTH, breaks
from tests.meeting import Meeting
from tests.relay_process import RelayProcess
from waystation.casework import handover
from waystation.casework.entries.slip import Recognition
from waystation.casework.slip import SlipState
from waystation.casework.terms import AlarmCause, SlipLanguage
from waystation.clock import SystemClock
from waystation.desk import slip, slip_list
from waystation.post.client import RelayClient

LANGUAGES = ("ko", "en", "zh-CN", "vi", "th", "ru")
KNOWN = Recognition(object="a red umbrella", vehicle="a white van", digits="4821")
SOON = 60_000
PIXEL = """(at) => { const place = document.getElementById("picture");
  return [...place.getContext("2d").getImageData(
    place.width * at[0], place.height * at[1], 1, 1).data]; }"""
SIZE = """() => { const place = document.getElementById("picture");
  return [place.width, place.height]; }"""
HIDE = "() => document.dispatchEvent(new Event('visibilitychange'))"
STORED = "() => JSON.stringify(localStorage)"


@dataclass
class Place:
    """A meeting over a real relay, and where the pages lie."""

    meeting: Meeting
    pages: str

    def link(self, made):
        shown = slip_list.one(self.meeting.world.mina, self.meeting.journey, made.slip)
        return shown.link


@pytest.fixture
def place(tmp_path):
    with RelayProcess(tmp_path / "relay") as relay:
        url = str(relay.http.base_url)
        start = SystemClock().now().replace(microsecond=0)
        client = RelayClient(url)
        built = pages_host.build(tmp_path / "built", url)
        with pages_host.served(built) as pages:
            page, where = f"{pages}/slip.html", tmp_path / "desks"
            yield Place(Meeting(where, page, relay=client, start=start), pages)
        client.close()


@pytest.fixture
def phone(chromium):
    contexts = []

    def take(link, *, lacks=LATER, **more):
        screen = {"viewport": {"width": 360, "height": 640}, "locale": "en"}
        context = chromium.new_context(**(screen | more))
        context.add_init_script(without(*lacks))
        contexts.append(context)
        page = context.new_page()
        page.goto(link)
        return page

    yield take
    for context in contexts:
        context.close()


def enter(page, code):
    page.locator("#code").fill(code)
    page.locator("#opening button").click()


def opened(page, made):
    enter(page, made.code)
    page.wait_for_selector("#slip:not([hidden])", timeout=SOON)


def test_from_the_desk_to_two_phones_and_back_a_handover_is_proved(place, phone):
    meeting = place.meeting
    first = meeting.make(meeting.gives, language=SlipLanguage.KO, recognition=KNOWN)
    second = meeting.make(meeting.takes, language=SlipLanguage.EN)
    one, two = phone(place.link(first)), phone(place.link(second), lacks=())
    for page, made, other in ((one, first, second), (two, second, first)):
        opened(page, made)
        assert page.locator("#say").inner_text() == made.say
        assert other.say not in page.content()
        assert not page.locator("#photograph").is_visible()  # neither carries one
        page.locator("#heard").fill("not these words")
        page.locator("#check").click()
        assert not page.locator("#done").is_visible()
        page.locator("#heard").fill(other.say.upper())
        page.locator("#check").click()
        page.locator("#done").click()
        page.wait_for_selector("#sent:not([hidden])", timeout=SOON)
    assert one.evaluate("() => document.documentElement.lang") == "ko"
    meeting.world.sync()
    for name in ("mina", "jun"):
        assert handover.proved(meeting.handovers(name), meeting.handover)
    shown = slip_list.listed(meeting.world.jun, meeting.journey)
    assert {one.state for one in shown} == {SlipState.OPENED}
    assert meeting.causes() == []


def test_the_second_phone_finds_it_dead_and_the_first_opens_it_again(place, phone):
    meeting = place.meeting
    made = meeting.make(meeting.takes)
    link = place.link(made)
    first = phone(link)
    opened(first, made)
    assert "#" not in first.url
    second = phone(link)
    enter(second, made.code)
    second.wait_for_selector("#dead:not([hidden])", timeout=SOON)
    assert "do not go" in second.locator("#why").inner_text()
    first.goto("about:blank")
    first.goto(link)
    opened(first, made)
    kept = first.evaluate("() => JSON.stringify(localStorage)")
    assert made.say not in kept
    assert made.code not in kept
    first.locator("#forget").click()
    assert first.evaluate("() => localStorage.length") == 0


def test_a_wrong_code_may_be_tried_again_and_the_fifth_locks_it(place, phone):
    meeting = place.meeting
    made = meeting.make(meeting.takes)
    page = phone(place.link(made))
    wrong = f"{(int(made.code) + 1) % 10**6:06}"
    for _ in range(5):
        enter(page, wrong)
        page.wait_for_selector("#refusal:not([hidden])", timeout=SOON)
    enter(page, made.code)
    page.wait_for_selector("#refusal:not([hidden])", timeout=SOON)
    assert page.locator("#begin").is_visible()
    meeting.world.sync()
    (shown,) = slip_list.listed(meeting.world.mina, meeting.journey)
    assert shown.state is SlipState.LOCKED


def test_what_was_taken_back_says_so_only_to_who_knows_the_code(place, phone):
    meeting = place.meeting
    made = meeting.make(meeting.takes)
    link = place.link(made)  # a desk shows it no more once it is taken back
    slip.revoke(meeting.world.mina, meeting.journey, made.slip, "not needed")
    meeting.world.sync("mina")
    page = phone(link)
    enter(page, made.code)
    page.wait_for_selector("#dead:not([hidden])", timeout=SOON)
    assert "taken back" in page.locator("#why").inner_text()


@pytest.mark.parametrize(
    ("button", "cause"),
    [
        ("problem", AlarmCause.REPORT),
        ("change", AlarmCause.CHANGED_PLACE),
        ("money", AlarmCause.DEMAND),
    ],
)
def test_what_a_phone_reports_alarms_at_the_desk(place, phone, button, cause):
    meeting = place.meeting
    page = phone(place.link(made := meeting.make(meeting.takes)))
    opened(page, made)
    page.locator(f"#{button}").click()
    page.locator("#text").fill("the car broke down")
    page.locator("#writing button[type=submit]").click()
    page.wait_for_selector("#sent:not([hidden])", timeout=SOON)
    assert "broke down" not in page.content()
    meeting.world.sync()
    assert meeting.causes() == [{cause}]


def test_nothing_is_asked_of_the_relay_before_a_tap(place, phone, chromium):
    made = place.meeting.make(place.meeting.takes)
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.link(made))
    page.wait_for_load_state("networkidle")
    secret = place.link(made).partition("#")[2]
    assert not [url for url in asked if "/v1/" in url]
    assert not [url for url in asked if secret in url]
    context.close()
    shown = slip_list.one(place.meeting.world.mina, place.meeting.journey, made.slip)
    assert shown.state is SlipState.WAITING


def test_the_page_is_used_with_the_keyboard_alone(place, phone):
    made = place.meeting.make(place.meeting.takes)
    page = phone(place.link(made))
    page.keyboard.press("Tab")
    page.keyboard.type(made.code)
    page.keyboard.press("Enter")
    page.wait_for_selector("#slip:not([hidden])", timeout=SOON)
    assert page.evaluate("() => document.activeElement.id") == "side"
    page.keyboard.press("Tab")
    page.keyboard.type("no such words")
    page.keyboard.press("Enter")
    page.wait_for_selector("#verdict:not([hidden])", timeout=SOON)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_photograph_is_shown_once_and_never_again(place, phone, axe, language):
    meeting = place.meeting
    choose(meeting)
    made = make(meeting, language=SlipLanguage(language))
    link = place.link(made)
    page = phone(link, locale=language)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    opened(page, made)
    assert page.locator("#seen").is_visible()
    assert not page.locator("#picture").is_visible()
    page.locator("#look").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#picture:visible", timeout=SOON)
    assert page.evaluate(SIZE) == [360, 480]
    assert page.evaluate(PIXEL, [0.25, 5 / 12])[0] > 150
    assert sum(page.evaluate(PIXEL, [0.5, 0.05])[:3]) < 150
    assert page.evaluate("() => document.activeElement.id") == "picture"
    assert not page.locator("#look").is_visible()
    assert breaks(page, axe) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.locator("#picture").is_visible()
    assert page.evaluate(SIZE) == [1, 1]
    gone = page.locator("#seen").inner_text()
    assert ("한 번" if language == "ko" else "once") in gone
    assert len(page.evaluate(STORED)) < 250
    page.goto("about:blank")
    page.goto(link)
    opened(page, made)
    assert page.locator("#seen").inner_text() == gone
    for part in ("#look", "#picture"):
        assert not page.locator(part).is_visible()
    assert all(one.startswith(("data:", "http://127.0.0.1", "about:")) for one in asked)


def test_an_answer_that_was_lost_is_asked_for_again_and_the_photograph_still_shown_once(
    place, phone
):
    meeting = place.meeting
    choose(meeting)
    made = make(meeting, language=SlipLanguage.EN)
    link = place.link(made)
    page = phone(link)
    lost = []

    def lose(route):
        if lost or route.request.method != "POST":
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/claim", lose)
    enter(page, made.code)
    page.wait_for_selector("#refusal:not([hidden])", timeout=SOON)
    assert lost == [200]
    opened(page, made)
    page.locator("#look").click()
    page.wait_for_selector("#picture:visible", timeout=SOON)
    page.evaluate(HIDE)  # whoever turns to something else leaves no face on the screen
    assert page.evaluate(SIZE) == [1, 1]
    assert "shown once" in page.locator("#seen").inner_text()
    meeting.world.sync("mina")
    shown = slip_list.one(meeting.world.mina, meeting.journey, made.slip)
    assert shown.state is SlipState.OPENED


PARTS = ("begin", "slip", "report", "sending", "sent", "dead", "incomplete")
SHOW = """(id) => { for (const one of document.querySelectorAll("main > section"))
  one.hidden = one.id !== id; }"""
REVEAL = """() => { for (const one of document.querySelectorAll("section [hidden]"))
  one.hidden = false; }"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_of_the_page_breaks_a_rule_in_any_language(
    place, phone, axe, language, tmp_path
):
    meeting = place.meeting
    of = SlipLanguage(language[:2])
    slip.draw_words(meeting.world.mina, meeting.journey, meeting.handover, of, of)
    made = meeting.make(
        meeting.takes, language=of, recognition=KNOWN, if_wrong="Walk on.", ask="Home"
    )
    page = phone(place.link(made), locale=language)
    opened(page, made)
    found = {}
    assert page.evaluate("() => document.documentElement.lang").startswith(language[:2])
    page.locator("#heard").fill("no")
    page.locator("#check").click()
    page.evaluate(REVEAL)
    for part in PARTS:
        page.evaluate(SHOW, part)
        found[part] = breaks(page, axe, schemes=BOTH if language == "ko" else BOTH[:1])
    assert not any(found.values()), found


def test_everything_the_page_loads_is_under_60_kilobytes_and_old_phones_can_read_it(
    tmp_path,
):
    built, size = pages_host.build(tmp_path), 0
    for name in ("slip.html", "slip.js", "page.css", "old.js"):
        size += len(gzip.compress((built / name).read_bytes()))
    assert 30_000 < size < 60_000
    for name, target in (
        ("slip.js", OLDEST),
        ("check_in.js", OLDEST),
        ("old.js", BEFORE_THAT),
    ):
        code = (built / name).read_bytes()
        assert as_written(code, *target) == as_written(code)
        assert words_of_later(code.decode()) == set()


def test_every_sentence_of_the_page_is_there_in_every_language():
    texts = (pages_host.ROOT / "browser/src/slip_texts.ts").read_text()
    page = (pages_host.ROOT / "browser/pages/slip.html").read_text()
    parts = re.split(r"^  (?:ko|en|zh|vi|th|ru): \{$", texts, flags=re.MULTILINE)[1:]
    keys = [set(re.findall(r"^    (\w+):", part, flags=re.MULTILINE)) for part in parts]
    assert len(keys) == 6
    assert all(one == keys[0] for one in keys)
    assert set(re.findall(r'data-(?:text|label)="(\w+)"', page)) <= keys[0]
