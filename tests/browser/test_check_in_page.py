"""The page of a journey-only link, in a real browser, over a real relay (W-7, W-8)."""

import gzip
import urllib.request
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from tests import builders, pages_host
from tests.browser.old_phone import LATER, without
from tests.browser.walk import BOTH, breaks
from tests.relay_process import RelayProcess
from waystation.casework import watch
from waystation.casework.entries import CheckInReceived
from waystation.casework.watch import Watches
from waystation.clock import SystemClock
from waystation.desk import alarm, checkin_link
from waystation.post.client import RelayClient
from waystation.post.link import write_link

AGREED = 3
LANGUAGES = ("ko", "en", "zh-CN", "vi", "th", "ru")
SHOWN = """() => [...document.querySelectorAll("main > section")]
  .filter((one) => !one.hidden).map((one) => one.innerText)"""


@dataclass
class Place:
    """An organisation over a real relay, one journey, and the link to it."""

    world: builders.World
    journey: str
    person: str
    link: str
    pages: str

    def go(self) -> None:
        builders.go(self.world, self.journey)
        self.world.sync()

    def opened(self):
        return self.world.mina.find("journey", self.journey)

    def received(self):
        return self.opened().of_kind(CheckInReceived.kind)


@pytest.fixture
def place(tmp_path):
    with RelayProcess(tmp_path / "relay") as relay:
        start = SystemClock().now().replace(microsecond=0)
        url = str(relay.http.base_url)
        client = RelayClient(url)
        world = builders.found(tmp_path / "desks", relay=client, start=start)
        case_id, person_id = builders.open_case(world)
        journey_id = builders.plan_journey(world, case_id, person_id, person_id, "t")
        builders.get_consent(world, journey_id, person_id)
        built = pages_host.build(tmp_path / "built", url)
        with pages_host.served(built) as pages:
            base = f"{pages}/check-in.html"
            link = world.people["E"].link_to(world.meetings["E"], base)
            yield Place(world, journey_id, person_id, link, pages)
        client.close()


@dataclass
class Phone:
    """A browser that notes what a watcher of screen and network would."""

    page: object
    wire: list[tuple[str, str, int]] = field(default_factory=list)
    screens: list[object] = field(default_factory=list)

    def touch(self, picture: int) -> None:
        self.page.get_by_role("button", name="Open").click()
        self.screens.append(sorted(self.page.evaluate(SHOWN)))
        self.page.locator(f"#picture-{picture}").click()
        self.page.wait_for_selector("#done:not([hidden])", timeout=60_000)
        self.screens.append(self.page.evaluate(SHOWN))
        self.page.wait_for_timeout(0)
        self.screens.append(self.page.screenshot())


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A link to nothing, on pages that know no relay."""
    built = pages_host.build(tmp_path_factory.mktemp("built"))
    with pages_host.served(built) as pages:
        yield write_link(f"{pages}/check-in.html", b"o" * 32, b"s" * 32)


@pytest.fixture
def phone(chromium):
    contexts = []

    def take(link: str, *, lacks=LATER, **more):
        context = chromium.new_context(
            viewport={"width": 360, "height": 640}, **({"locale": "en"} | more)
        )
        context.add_init_script(without(*lacks))
        contexts.append(context)
        held = Phone(context.new_page())

        def note(request):
            path = request.url.split("/v1/")[-1].split("/")[0]
            held.wire.append((request.method, path, len(request.post_data_buffer or b"")))

        held.page.on("request", note)
        held.page.goto(link)
        return held

    yield take
    for context in contexts:
        context.close()


def test_a_touch_is_a_sign_of_life_and_any_other_picture_an_alarm(place, phone):
    place.go()
    phone(place.link).touch(AGREED)
    place.world.sync()
    assert b'"wellness":"well"' in place.received()[0].body
    assert alarm.all_open(place.world.mina) == []
    phone(place.link, lacks=()).touch(0)
    place.world.sync()
    assert b'"wellness":"under_duress"' in place.received()[1].body
    assert len(alarm.all_open(place.world.jun)) == 1


def test_screen_and_bytes_are_the_same_whichever_picture_was_touched(place, phone):
    """Also where the relay refuses: a second check-in goes as a letter, and looks alike."""
    place.go()
    first = phone(place.link)
    first.touch(AGREED)
    well, forced = phone(place.link), phone(place.link)
    well.touch(AGREED)
    forced.touch(1)
    assert well.wire == forced.wire
    assert well.screens == forced.screens == first.screens
    assert first.wire == well.wire[: len(first.wire)]


def test_nothing_is_asked_of_the_relay_before_a_tap_and_nothing_is_kept(place, phone):
    held = phone(place.link)
    held.page.wait_for_load_state("networkidle")
    assert [one for one in held.wire if one[1] in {"boxes", "relay", "watches"}] == []
    held.touch(AGREED)
    stored = held.page.evaluate(
        "() => [localStorage.length, sessionStorage.length, document.cookie, location.hash]"
    )
    assert stored == [0, 0, "", ""]


def test_before_anybody_decided_to_go_a_touch_is_a_rehearsal(place, phone):
    phone(place.link).touch(1)
    place.world.sync()
    state = place.world.mina.read(place.opened(), watch.fold, Watches())
    assert watch.rehearsed(state, place.person) is None
    phone(place.link).touch(AGREED)
    place.world.sync()
    state = place.world.mina.read(place.opened(), watch.fold, Watches())
    assert watch.rehearsed(state, place.person) is not None
    assert alarm.all_open(place.world.mina) == []
    assert place.received() == []


def test_a_link_made_at_a_desk_checks_in_on_its_own_watches(place, phone):
    now = place.world.clock.now()
    link = checkin_link.make(
        place.world.mina,
        place.journey,
        place.person,
        [(now - timedelta(minutes=5), now + timedelta(hours=1))],
        base=f"{place.pages}/check-in.html",
    )
    place.go()
    place.world.sync()
    phone(link).touch(AGREED)
    place.world.sync()
    assert b'"wellness":"well"' in place.received()[0].body
    assert b'"how":"letter"' in place.received()[0].body


def test_without_a_connection_the_same_bytes_are_sent_once_there_is_one(place, phone):
    place.go()
    held = phone(place.link)
    held.page.context.set_offline(True)
    held.page.get_by_role("button", name="Open").click()
    held.page.locator(f"#picture-{AGREED}").click()
    held.page.wait_for_selector("#waiting:not([hidden])", timeout=60_000)
    held.page.context.set_offline(False)
    held.page.wait_for_selector("#done:not([hidden])", timeout=60_000)
    place.world.sync()
    assert len(place.received()) == 1


@pytest.mark.parametrize(
    ("lacks", "more"),
    [
        (("BigInt",), {}),
        (("Crypto.prototype.subtle",), {}),
        (("fetch",), {}),
        ((), {"java_script_enabled": False}),
    ],
)
def test_a_phone_that_is_too_old_says_so_in_six_languages_before_a_tap(
    bare, phone, axe, lacks, more
):
    for page_link in (bare, bare.replace("check-in", "slip")):
        held = phone(page_link, lacks=lacks, **more)
        held.page.wait_for_selector(".old", state="visible")
        said = held.page.locator(".old p").all()
        languages = [one.get_attribute("lang") for one in said]
        assert languages == ["ko", "en", "zh-Hans", "vi", "th", "ru"]
        assert all(one.is_visible() for one in said)
        assert not held.page.locator("main").is_visible()
        assert not held.page.locator("nav").is_visible()
        assert [one for one in held.wire if one[1] in {"boxes", "slips", "watches"}] == []
    if not more:
        assert breaks(held.page, axe) == []


def test_what_a_phone_says_that_is_too_old_is_gone_where_a_page_starts(bare, phone):
    held = phone(bare)
    held.page.wait_for_selector("html.started")
    assert not held.page.locator(".old").is_visible()


def test_pictures_are_in_another_order_each_time(bare, phone):
    orders = set()
    held = phone(bare)
    for _ in range(6):
        held.page.goto("about:blank")
        held.page.goto(bare)
        held.page.get_by_role("button", name="Open").click()
        shown = held.page.eval_on_selector_all(
            "#choice button", "all => all.map(b => b.id)"
        )
        orders.add(tuple(shown))
        assert len(shown) == 6
    assert len(orders) > 1


def test_a_link_that_was_cut_says_so(bare, phone):
    held = phone(bare[:-5])
    assert held.page.locator("#incomplete").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_part_of_the_page_breaks_a_rule_in_any_language(bare, phone, axe, language):
    found = {}
    held = phone(bare, locale=language)
    page = held.page
    assert page.evaluate("() => document.documentElement.lang").startswith(language[:2])
    for part in ("begin", "pictures", "sending", "done", "incomplete"):
        if part != "begin":
            page.evaluate(
                """(id) => { for (const one of document.querySelectorAll("main > section"))
                  one.hidden = one.id !== id; }""",
                part,
            )
        # The colours are those of every language.
        found[part] = breaks(page, axe, schemes=BOTH if language == "ko" else BOTH[:1])
    assert not any(found.values()), found


def test_the_page_is_used_with_the_keyboard_alone(place, phone):
    place.go()
    held = phone(place.link)
    page = held.page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(8):
        if page.evaluate("() => document.activeElement.id") == f"picture-{AGREED}":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#done:not([hidden])", timeout=60_000)
    place.world.sync()
    assert b'"wellness":"well"' in place.received()[0].body


def test_everything_the_page_loads_is_under_60_kilobytes(bare):
    address = bare.partition("check-in.html")[0]
    size = 0
    for name in ("check-in.html", "check_in.js", "page.css", "old.js"):
        with urllib.request.urlopen(address + name) as answer:
            size += len(gzip.compress(answer.read()))
    assert 30_000 < size < 60_000
