"""A desk's pages about slips in a real browser, on a real desk: made, given, heard."""

import pytest

from tests import pictures
from tests.acceptance.test_desk_photograph import SAID, choose, make, wanted
from tests.browser.conftest import Visitor
from tests.browser.walk import breaks
from tests.meeting import Meeting
from waystation.casework import handover
from waystation.clock import SystemClock
from waystation.desk import photograph, slip_list
from waystation.encoding import unb64
from waystation.entropy import SystemEntropy
from waystation.post.slip import SlipHolder, read_photograph
from waystation.web.desk_port import OpenDesk
from waystation.web.port import Settings
from waystation.web.serve import PageServer


@pytest.fixture
def meeting(tmp_path):
    return Meeting(tmp_path)


@pytest.fixture
def visit(chromium, meeting):
    serving = PageServer(
        OpenDesk(meeting.world.mina),
        Settings(0),
        SystemClock(),
        SystemEntropy(),
        announce=lambda _address: None,
    )
    serving.start()
    visiting = Visitor(chromium, serving)
    yield visiting
    assert visiting.complaints == []
    visiting.close()
    serving.stop()


def fill(page, side, form, **said):
    page.locator(f"#make-1-{side} summary").click()
    ask = page.locator(f"#make-1-{side} form")
    ask.locator(f"input[value={form}]").check()
    for name, text in said.items():
        ask.locator(f"[name={name}]").fill(text)
    ask.locator("button").click()


def test_a_link_is_made_shown_with_its_code_apart_and_seen_to_be_opened(visit, meeting):
    page = visit.open(f"/journeys/{meeting.journey}")
    page.locator("#open-slips").click()
    fill(page, 2, "link", object="a red umbrella")
    link = page.locator(".address code").inner_text()
    assert page.locator("svg.qr").is_visible()
    assert not page.locator(".code-shown").is_visible()
    page.locator("#code summary").click()
    code = page.locator(".code-shown").inner_text()
    meeting.world.sync("mina")
    phone = SlipHolder(b"p" * 32, meeting.world.relay, meeting.world.clock, SystemEntropy())
    held = phone.open(unb64(link.partition("#")[2]), code)
    assert held.letter.body["object"] == "a red umbrella"
    meeting.world.sync("mina")
    page.goto(f"/journeys/{meeting.journey}/slips")
    assert "Opened." in page.locator("#made-1-2").inner_text()


def test_cards_and_calls_confirm_what_they_heard(visit, meeting):
    page = visit.open(f"/journeys/{meeting.journey}/slips")
    fill(page, 1, "card")
    page.locator("form[action$=read-out] button").click()
    fill(page, 2, "voice")
    page.locator("form[action$=read-out] button").click()
    words = meeting.handovers().planned[meeting.handover].act
    for side, heard in ((1, words.answer), (2, words.word)):
        page.locator(f"#made-1-{side} a").click()
        page.locator("#heard summary").click()
        page.locator("#words").fill(heard)
        page.locator("#heard button").click()
    assert "Both sides say that they met." in page.locator("#stands-1").inner_text()
    assert not handover.proved(meeting.handovers(), meeting.handover)


def test_a_name_on_a_slip_is_refused_with_words_and_not_made(visit, meeting):
    page = visit.open(f"/journeys/{meeting.journey}/slips")
    fill(page, 2, "card", ask="ask Somchai")
    assert "real name" in page.locator("main").inner_text()
    page.goto(f"/journeys/{meeting.journey}/slips")
    assert "No slip was made." in page.locator("#made-1-2").inner_text()


def test_a_slip_is_taken_back_with_the_keyboard_alone(visit, meeting):
    made = meeting.make(meeting.takes)
    page = visit.open(f"/journeys/{meeting.journey}/slips/{made.slip}")
    page.locator("#revoke summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("not needed")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#made-1-2")
    assert "Taken back." in page.locator("#made-1-2").inner_text()


def test_only_the_card_is_printed(visit, meeting):
    made = meeting.make(meeting.takes)
    page = visit.open(f"/journeys/{meeting.journey}/slips/{made.slip}")
    page.emulate_media(media="print")
    assert page.locator(".card").is_visible()
    for other in (".masthead", ".qr-place", "h1", ".crumb", "#revoke"):
        assert not page.locator(other).first.is_visible()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_about_slips_breaks_a_rule(visit, meeting, axe, language):
    made = meeting.make(meeting.takes, ask="the one who gave you this")
    found = {}
    for path in ("slips", f"slips/{made.slip}"):
        page = visit.open(f"/journeys/{meeting.journey}/{path}", language=language)
        found[path] = breaks(page, axe)
    assert not any(found.values()), found


def say(page):
    page.locator("#photograph-1-2 summary").click()
    asks = page.locator("#photograph-1-2 form")
    asks.locator("textarea").fill("I want him to know my face.")
    asks.locator("[name=way]").select_option("phone")
    asks.locator("button").click()


def test_on_the_desks_page_it_takes_the_word_of_two_and_goes_into_one_slip(
    visit, meeting, tmp_path
):
    file = tmp_path / "face.jpg"
    file.write_bytes(pictures.jpeg())
    mina, jun = meeting.world.mina, meeting.world.jun
    page = visit.open(f"/journeys/{meeting.journey}/slips")
    assert page.locator("input[type=file]").count() == 0
    say(page)
    page.locator("#photograph-1-2 summary").click()
    assert "One more person" in page.locator("#chosen-1-2-1").inner_text()
    assert page.locator("form[action$=second]").count() == 0
    meeting.world.sync()
    (choice,) = photograph.choices(jun, meeting.journey)
    photograph.second(jun, meeting.journey, choice.choice)
    meeting.world.sync()
    page.goto(page.url)
    for form in ("card", "link"):
        page.goto(page.url.split("/slips")[0] + "/slips")
        page.locator("#make-1-2 summary").click()
        asks = page.locator("#make-1-2 form")
        asks.locator(f"input[value={form}]").check()
        asks.locator("[name=photograph]").set_input_files(file)
        asks.locator("button").click()
        if form == "card":
            assert "never carries a photograph" in page.locator("main").inner_text()
    assert page.locator("#carried").is_visible()
    (made,) = slip_list.listed(mina, meeting.journey)
    meeting.world.sync("mina")
    holder = SlipHolder(b"p" * 32, meeting.world.relay, SystemClock(), SystemEntropy())
    held = holder.open(unb64(made.made.secret), made.made.code)
    assert set(pictures.segments(read_photograph(held.letter))) <= {0xDB, 0xC0, 0xC4, 0xE0}


def test_what_was_chosen_is_taken_back_on_the_page_and_the_slip_with_it(visit, meeting):
    choose(meeting)
    make(meeting)
    page = visit.open(f"/journeys/{meeting.journey}/slips")
    page.locator("#photograph-1-2 summary").click()
    page.locator("#taken-1-2-1").fill("I would rather not")
    page.locator("#photograph-1-2 form[action$=withdraw] button").click()
    assert "Taken back." in page.locator("#made-1-2").inner_text()
    page.locator("#photograph-1-2 summary").click()
    assert "not to show" in page.locator("#chosen-1-2-1").inner_text()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_state_of_the_desks_page_breaks_a_rule(visit, meeting, axe, language):
    found = {}
    for state in ("one", "two"):
        if state == "one":
            of = wanted(meeting)
            choice = photograph.assert_for(meeting.world.jun, meeting.journey, of, SAID)
            meeting.world.sync()
        if state == "two":
            photograph.second(meeting.world.mina, meeting.journey, choice)
        path = f"/journeys/{meeting.journey}/slips"
        page = visit.open(path, language=language)
        found[state] = breaks(page, axe)
    assert not any(found.values()), found
