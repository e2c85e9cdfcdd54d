"""The pages before paying in a browser: rules, empty states, keyboard alone, receipts."""

from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from playwright.sync_api import expect

from tests import fake_costs, fake_money
from tests.browser.test_helper_pages import FOCUSED, OPEN_ALL
from tests.browser.test_pages_accessible import (
    FONT_SIZES,
    OVERFLOW,
    RUN,
    SMALL_TARGETS,
    TAGS,
)
from tests.fake_desk import FakeDesk
from waystation.casework.entries.money import CommitmentMade

STATES = {
    "before": ("/costs/before", {}),
    "nothing before": ("/costs/before", {"before_view": fake_money.BEFORE_EMPTY}),
    "which": ("/costs/agree", {}),
    "agreement": ("/costs/agree?about=case-p/j-pair", {}),
    "of a case": ("/costs/agree?about=case-p", {}),
    "no ledger": ("/costs", {"founding_view": fake_money.NOT_FOUNDED}),
    "proposed": ("/costs", {"founding_view": fake_money.PROPOSED}),
}


def prepare(desk: FakeDesk, **more: object) -> None:
    desk.before_view, desk.steps = fake_money.BEFORE, fake_money.steps_done(0)
    desk.costs_view = fake_costs.NOBODY
    for name, value in more.items():
        setattr(desk, name, value)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_these_pages_break_no_rule_full_or_empty(
    visitor, desk: FakeDesk, axe: str, language: str
):
    page = visitor.open(language=language)
    found, sizes = {}, set()
    for name, (path, more) in STATES.items():
        prepare(desk, **more)
        page.goto(path)
        page.evaluate(OPEN_ALL)
        page.evaluate(axe)
        sizes |= set(page.evaluate(FONT_SIZES))
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            said = page.evaluate(RUN, TAGS) if width != 320 else []  # 360 stands for it
            wide, small = page.evaluate(OVERFLOW), page.evaluate(SMALL_TARGETS)
            if said or wide > 0 or small:
                found[name, width] = (said, wide, small)
    assert found == {}
    assert sizes <= {"14px", "16px", "20px", "25px", "31px"}
    assert visitor.complaints == []


def test_the_ledger_is_proposed_by_keyboard_alone(visitor, desk: FakeDesk):
    prepare(desk, founding_view=fake_money.NOT_FOUNDED)
    page = visitor.open("/costs")
    page.get_by_role("link", name="Open the ledger").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#base")).to_be_focused()
    page.keyboard.type("US")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Propose it and ask for signatures"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert desk.done == [("found", "USD", "tae")]


def test_what_comes_next_leads_to_its_form(visitor, desk: FakeDesk):
    prepare(desk, steps=fake_money.steps_done(1), costs_view=fake_costs.EMPTY)
    page = visitor.open("/costs")
    page.get_by_role("link", name="Note a fund").click()
    page.wait_for_url("**/costs/before#fund-label")
    expect(page.locator("#fund-label")).to_be_visible()
    page.locator("#fund-label").fill("winter")
    page.locator("#new-fund").get_by_label("food").check()
    page.locator("#note-fund").click()
    page.wait_for_url("**/costs/before#funds")
    ((_, noted),) = desk.done
    assert (noted.label, noted.purposes) == ("winter", ("food",))


def test_an_agreement_is_made_by_keyboard_alone(visitor, desk: FakeDesk):
    page = visitor.open("/costs/agree")
    page.locator("#about").focus()
    page.keyboard.type("Jour")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#payee").focus()
    keys = ["B1", "guid", "leg 2", "", "", "250,000", "", "", "", " ", ""]
    for said in keys:
        if said:
            page.keyboard.type(said)
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Make the agreement"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    ((_, made),) = desk.done
    assert isinstance(made, CommitmentMade)
    (part,) = made.milestones
    assert (made.payee, made.purpose, made.leg) == ("b1", "guiding", "leg-2")
    assert (part.fact, part.of, part.minor) == ("handover", "met-2", 250_000)
    assert made.if_more_is_asked == "nothing_more"


def test_only_the_hash_of_a_receipt_leaves_the_browser(visitor, desk: FakeDesk, tmp_path):
    receipt = tmp_path / "receipt of somebody.txt"
    receipt.write_bytes(b"paid, in full")
    sent: list[str] = []
    page = visitor.open("/costs/before")
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("#to-received-f-w").click()
    page.locator("#received-f-w-amount").fill("5,000,000")
    page.locator("#received-f-w-proof").set_input_files(receipt)
    expect(page.locator("#received-f-w input[name=proof]")).not_to_have_value("")
    page.locator("#receive-f-w").click()
    page.wait_for_url("**/costs/before#funds")
    known = urlsafe_b64encode(sha256(b"paid, in full").digest()).decode().rstrip("=")
    assert desk.done == [("received", "f-w", "5000000 KRW", "2026-03-06", known)]
    assert not any("somebody" in one or "in full" in one for one in sent)
