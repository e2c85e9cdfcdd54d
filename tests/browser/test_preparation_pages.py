"""Preparation in a real browser: what is missing leads to the form that answers it."""

from playwright.sync_api import expect

from tests.fake_desk import FakeDesk
from waystation.casework.entries.plan import (
    AbortAgreed,
    FallbackPlanned,
    GoingWeighed,
    ReturnReported,
)
from waystation.casework.terms import Disclosed

PAGE = "/journeys/j-pair/preparation"


def test_what_is_missing_comes_first_and_leads_to_the_form_that_answers_it(visitor):
    page = visitor.open("/journeys/j-pair")
    page.locator("#open-preparation").click()
    first = page.locator("main h2").first
    expect(first).to_have_text("Still to do")
    missing = page.locator("#missing .found")
    assert "Blocks" in missing.first.inner_text()
    # What the plan answers, and what two have accepted, is not asked here.
    assert missing.count() == 8
    page.get_by_role("link", name="Going was never weighed").click()
    page.wait_for_url("**/weighed?of=p2")
    assert page.locator(".subjects [aria-current]").inner_text() == "P2"
    expect(page.locator("#found")).to_contain_text("Going was never weighed")
    page.goto(f"{PAGE}/answer?of=leg-1.p2")
    expect(page.locator("#found")).to_contain_text("An injured person was not asked")
    page.goto(f"{PAGE}/answer?of=leg-1.p1")
    expect(page.locator("#found")).to_be_empty()


def test_a_finding_goes_as_somebody_types_and_nothing_is_noted_before_saving(
    visitor, desk: FakeDesk
):
    page = visitor.open(f"{PAGE}/fallback?of=leg-2")
    found = page.locator("#found")
    expect(found).to_contain_text("Nothing else is planned")
    page.get_by_label("What if it fails?").type("back to the flat")
    expect(found).not_to_contain_text("Nothing else is planned")
    assert desk.done == []
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**?said=fallback")
    expect(page.locator("[role=status].told")).to_have_text("Noted: Fallback")
    ((what, journey, act),) = desk.done
    assert (what, journey) == ("prepare", "j-pair")
    assert isinstance(act, FallbackPlanned)
    assert (act.leg, act.what) == ("leg-2", "back to the flat")


def test_everything_is_noted_with_the_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open(f"{PAGE}/weighed?of=p2")
    page.locator("#f-going").focus()
    page.keyboard.type("the guide is new")
    page.keyboard.press("Tab")
    page.keyboard.type("resold within days")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#part-abort").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#f-signs").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\ntwo hours of silence")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    weighed, signs = (act for _, _, act in desk.done)
    assert isinstance(weighed, GoingWeighed)
    assert (weighed.person, weighed.staying) == ("p2", "resold within days")
    assert isinstance(signs, AbortAgreed)
    assert signs.criteria == ("another car", "a demand", "two hours of silence")


def test_people_sent_back_on_the_way_are_noted_with_the_keyboard_alone(
    visitor, desk: FakeDesk
):
    page = visitor.open(f"{PAGE}/returned")
    assert "1 May 2016" in page.locator("#reports").inner_text()
    page.locator("#f-last").focus()
    page.keyboard.type("05012012")
    # A browser has the three parts of a day, and its calendar, as stops of their own.
    while page.evaluate("document.activeElement.id") == "f-last":
        page.keyboard.press("Tab")
    page.keyboard.type("a lawyer")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("[role=status].told")).to_have_text("Noted: People sent back")
    ((_, _, act),) = desk.done
    assert isinstance(act, ReturnReported)
    assert (act.last.date().isoformat(), act.said_by) == ("2012-05-01", "a lawyer")
    assert act.leg == "leg-1"


def test_what_is_not_complete_is_kept_and_says_what_it_wants(visitor, desk: FakeDesk):
    page = visitor.open(f"{PAGE}/child")
    page.get_by_label("Who is responsible").fill("her aunt")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[role=status].told")).to_contain_text("Not noted.")
    assert page.get_by_label("Who is responsible").input_value() == "her aunt"
    expect(page.locator("#w-asked")).to_contain_text("Fill this in.")
    expect(page.locator("#w-responsible")).to_be_empty()
    assert desk.done == []


def test_what_was_told_is_corrected_and_leaving_it_half_typed_asks_first(
    visitor, desk: FakeDesk
):
    page = visitor.open(f"{PAGE}/disclosure")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("What", exact=True).select_option("number")
    page.get_by_role("link", name="Correct").click()
    page.wait_for_url("**of=d1")
    assert asked == ["beforeunload"]
    assert page.get_by_label("About whom or what").input_value() == "p1"
    page.get_by_label("What", exact=True).select_option("name")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**?said=disclosure")
    ((_, _, act),) = desk.done
    assert (act.disclosure, act.what) == ("d1", Disclosed.NAME)
    assert asked == ["beforeunload"]


def test_the_forms_work_without_a_script(visitor, desk: FakeDesk):
    page = visitor.open(f"{PAGE}/fallback?of=leg-2", java_script_enabled=False)
    page.get_by_label("What if it fails?").fill("back to the flat")
    page.get_by_role("button", name="Check").click()
    assert "Nothing else is planned" not in page.locator("#found").inner_text()
    assert page.get_by_label("What if it fails?").input_value() == "back to the flat"
    assert desk.done == []


def test_who_may_not_note_anything_reads_it_and_is_told_whom_to_tell(
    visitor, desk: FakeDesk
):
    desk.prepares = False
    page = visitor.open(f"{PAGE}/condition")
    assert page.locator(".prepare form").count() == 0
    assert "food and shoes" in page.locator("#reports").inner_text()
    assert "Tell them what you heard." in page.locator(".prepare").inner_text()


def test_each_finding_leads_to_what_answers_it(visitor):
    page = visitor.open()
    for path, answers in (
        ("/journeys/j-pair/plan", f"{PAGE}/fallback?of=leg-2"),
        (PAGE, "/journeys/j-pair/check-ins#rehearsed"),
        (PAGE, f"{PAGE}/condition"),
        (PAGE, f"{PAGE}/answer?of=p2"),
    ):
        page.goto(path)
        page.locator(f'.found a[href="{answers}"]').first.click()
        page.wait_for_url(f"**{answers}")
        assert page.locator("main form").count()
