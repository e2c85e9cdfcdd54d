"""The page after a loss in a real browser, on real desks: noted, asked, reviewed."""

import pytest

from tests import builders
from tests.browser.conftest import Visitor
from tests.browser.test_pages_accessible import FONT_SIZES
from tests.browser.walk import breaks
from waystation.casework import question
from waystation.casework.entries import LossRecorded
from waystation.clock import SystemClock
from waystation.desk import complaint, journey, loss, review
from waystation.entropy import SystemEntropy
from waystation.web.desk_port import OpenDesk
from waystation.web.port import Settings
from waystation.web.serve import PageServer

RED = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  return [style.color, style.backgroundColor, style.borderTopColor]
    .includes("rgb(176, 16, 27)");
}).map((one) => one.outerHTML)"""


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    world.sync()
    return journey_id, person_id


@pytest.fixture
def gone(world, planned):
    journey_id, person_id = planned
    lost = LossRecorded(person=person_id, journey=journey_id, last_known="at the coast")
    loss.record(world.mina, lost)
    world.sync()
    return journey_id, person_id


@pytest.fixture
def visit(chromium, world):
    """Open the pages of somebody's desk; each has a server of its own."""
    open_now = {}

    def opened(name):
        if name not in open_now:
            serving = PageServer(
                OpenDesk(world.desks[name]),
                Settings(0),
                SystemClock(),
                SystemEntropy(),
                announce=lambda _address: None,
            )
            serving.start()
            open_now[name] = serving, Visitor(chromium, serving)
        return open_now[name][1]

    yield opened
    for serving, visiting in open_now.values():
        complaints = visiting.complaints
        visiting.close()
        serving.stop()
        assert complaints == []


def fill(page, where, **said):
    """Open a form, fill it in and send it."""
    page.locator(f"{where} > summary").click()
    for name, text in said.items():
        field = page.locator(f"{where} [name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator(f"{where} form button").first.click()


def test_a_loss_is_recorded_and_what_is_known_stands_with_how_and_whose_word(
    visit, planned
):
    journey_id, _ = planned
    page = visit("mina").open(f"/journeys/{journey_id}")
    assert page.locator("#open-after").count() == 0
    page.goto(f"/journeys/{journey_id}/after")
    fill(page, "#lost", text="he got out at the gate")
    assert "Nothing that was recorded" in page.locator("#sealed").inner_text()
    fill(page, "#fact-1", text="a grey car stopped", basis="heard", said_by="a neighbour")
    row = page.locator("#facts-1").inner_text()
    assert "a grey car stopped" in row
    assert "Heard it from somebody · said by a neighbour · F6" in row
    fill(page, "#held-1", place="a station in the north", basis="said", held_by="police")
    assert "Held by police." in page.locator("#log-1").inner_text()
    page.goto(f"/journeys/{journey_id}")
    page.locator("#open-after").click()
    assert page.locator("h1").inner_text() == "After a loss"
    assert page.evaluate(RED) == []


def test_a_wish_opens_a_way_or_closes_it(visit, gone):
    journey_id, _ = gone
    page = visit("mina").open(f"/journeys/{journey_id}/after")
    way = "#way-1-wgeid_urgent"
    page.locator(f"{way} > summary").click()
    assert "has to agree" in page.locator(way).inner_text()
    wish = {"whose": "family", "about": "un_procedures"}
    fill(page, "#wish-1", **wish, wanted="do", who="her sister")
    fill(page, way, text="where is she")
    assert "where is she" in page.locator("#asked-1").inner_text()
    fill(page, "#answered-1-1", answer="asks_more", text="the date")
    assert "They ask for more." in page.locator("#asked-1").inner_text()
    fill(page, "#wish-1", whose="person", about="un_procedures", wanted="do_not")
    assert "own wish comes first" in page.locator("#wishes-1").inner_text()
    page.locator(f"{way} > summary").click()
    assert "a wish that this is not done" in page.locator(way).inner_text()


def test_a_finding_becomes_a_question_that_two_agree_and_one_answers(visit, world, gone):
    journey_id, person_id = gone
    page = visit("mina").open(f"/journeys/{journey_id}/after")
    fill(page, "#add-found", text="nobody called", known_to="the desk, a driver")
    assert "Known to: the desk, a driver" in page.locator("#found").inner_text()
    fill(page, "#propose", question="Did you ask in the coastal city?", why="nobody had")
    assert "a name, a number or a place" in page.locator("main").inner_text()
    page.goto(f"/journeys/{journey_id}/after")
    fill(page, "#propose", question="Did anybody call on the day?", why="nobody had")
    assert "Waiting for another human" in page.locator("#led").inner_text()
    world.sync()
    other = visit("sora").open(f"/journeys/{journey_id}/after")
    other.locator("#open-questions").click()
    other.locator("#waiting-1 form button").first.click()
    world.sync()
    (asked,) = question.asked(review.questions(world.jun))
    builders.get_consent(world, journey_id, person_id)
    found = [one.where for one in journey.findings(world.jun, journey_id)]
    assert asked.code in found
    page.goto(f"/journeys/{journey_id}")
    assert "Did anybody call on the day?" in page.locator("#findings").inner_text()
    page.goto(f"/journeys/{journey_id}/questions")
    page.locator("#question-1 [name=asked]").check()
    page.locator("#answer-1").fill("at noon")
    page.locator("#question-1 form button").first.click()
    assert "at noon" in page.locator("#question-1").inner_text()
    found = [one.where for one in journey.findings(world.mina, journey_id)]
    assert asked.code not in found


def test_support_is_offered_and_a_review_ended_with_the_keyboard_alone(visit, world, gone):
    journey_id, _ = gone
    page = visit("mina").open(f"/journeys/{journey_id}/after")
    page.locator("#offer > summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#support-to").input_value() == ""
    for key in ("Tab", "ArrowDown", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    page.locator("#offer form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#support .row-more")
    assert "Professional counselling" in page.locator("#support").inner_text()
    page.locator("#close > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("all is answered")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#closing")
    assert "It waits for another human." in page.locator("#closing").inner_text()
    world.sync()
    other = visit("sora").open(f"/journeys/{journey_id}/after")
    other.locator("#closing form button").first.focus()
    other.keyboard.press("Enter")
    other.wait_for_function("!document.querySelector('#closing')")
    assert "The review is over." in other.locator("#sealed").inner_text()
    assert not loss.is_sealed(world.sora, world.sora.find("journey", journey_id))


def test_a_complaint_waits_for_the_trustee_alone_and_is_answered(visit, world, planned):
    journey_id, _ = planned
    said = "nobody wanted to hear it"
    world.people["E"].complain(said, journey_id)
    world.people["E"].send()
    world.sync()
    page = visit("sora").open("/")
    page.locator("#waiting a[href='/complaints']").click()
    assert said in page.locator("#complaint-1").inner_text()
    fill(page, "#answer-1", text="I have read it.")
    assert "I have read it." in page.locator("#complaint-1").inner_text()
    other = visit("mina").open("/complaints")
    assert said not in other.content()
    other.goto(f"/journeys/{journey_id}/after")
    assert "Nothing that was recorded" in other.locator("#sealed").inner_text()
    assert said not in other.content()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_pages_after_a_loss_break_no_rule_narrow_or_wide(
    visit, world, gone, axe, language
):
    journey_id, _ = gone
    begun = review.begin(world.mina, journey_id)
    why = "nobody had asked that day"
    made = review.propose(world.mina, journey_id, begun, "Did anybody call?", why)
    complaint.note(world.sora, journey_id, "nobody wanted to hear it")
    world.sync()
    review.agree(world.sora, made)
    review.propose(world.jun, journey_id, begun, "Is there another car?", why)
    world.sync()
    found = {}
    of = f"/journeys/{journey_id}"
    for path in (f"{of}/after", f"{of}/questions", "/questions", "/complaints"):
        page = visit("sora").open(path, language=language)
        found[path] = breaks(page, axe)
        sizes = set(page.evaluate(FONT_SIZES))
        assert sizes <= {"14px", "16px", "20px", "25px", "31px"}
        assert page.evaluate(RED) == []
    assert not any(found.values()), found
