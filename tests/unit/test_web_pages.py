"""What the pages show of a desk and do to it, without a browser."""

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.fake_desk import BUSY, CALM, HOLD_THREE, JOURNEY, OFFLINE, FakeDesk
from tests.page_client import HERE, pages
from waystation.desk.views import JourneysView, TodayView
from waystation.errors import NotPermittedError

NEVER = re.compile(r"\b(cell|charter|epoch|grant|frame|feed)s?\b", re.IGNORECASE)
PATHS = ("/", "/journeys", "/journeys/j-pair", "/journeys/j-three", "/replay", "/nowhere")


def text_of(html: str) -> str:
    body = re.sub(r"(?s)<(script|style).*?</\1>", "", html[html.index("<body") :])
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_today_says_what_is_wrong_before_what_is_next():
    with pages(FakeDesk(BUSY)) as opened:
        said = text_of(opened.sign_in().client.get("/").text)
    order = [
        said.index(part)
        for part in (
            "B1 asked for something that was not agreed.",
            "On hold The journey of W1, W2, W3 may not proceed (leg 1).",
            "Next 24 hours",
            "Waiting for you",
        )
    ]
    assert order == sorted(order)
    assert "Call the backup, Seo-yeon?" in said
    assert "2 first letters that are in no case yet" in said
    assert "Lifting takes 2 people." in said


def test_an_empty_day_says_so_and_what_to_do():
    with pages(FakeDesk(CALM)) as opened:
        said = text_of(opened.sign_in().client.get("/").text)
    assert "No alarm and no hold." in said
    assert "Plan a journey" in said
    assert "Nobody is waiting for your answer." in said


def test_a_lost_relay_is_said_and_calm_is_not_promised():
    with pages(FakeDesk(OFFLINE)) as opened:
        said = text_of(opened.sign_in().client.get("/").text)
    assert "No connection to the relay. Since 21:07 ( 40 min ago )." in said
    assert "3 things are saved and not yet sent." in said
    assert "As far as this desk knows." in said
    assert "After that: Check-in of P2" in said


def test_a_journey_shows_its_way_its_check_ins_its_holds_and_who_knows():
    with pages(FakeDesk(BUSY)) as opened:
        said = text_of(opened.sign_in().client.get("/journeys/j-pair").text)
    for part in (
        "Leg 1 · car A",
        "Both confirmed.",
        "Only host K confirmed.",
        "By the word of Min-ji, Seo-yeon",
        "P2 did not write",
        "Waiting to hear from P1",
        "This safe house must be taken as known.",
        "Seo-yeon agreed.",
        "Not their own signature.",
        "Fewer than two people can be reached at this hour.",
        "where the safe house is",
    ):
        assert part in said


def test_a_journey_without_a_plan_says_what_to_do():
    with pages() as opened:
        said = text_of(opened.sign_in().client.get("/journeys/j-three").text)
    assert "No leg is planned yet." in said
    assert "Nobody is named yet who would travel." in said


def test_no_journey_at_all_is_said():
    desk = FakeDesk()
    desk.list_view = JourneysView(CALM.desk)
    with pages(desk) as opened:
        assert "There is no journey yet." in text_of(
            opened.sign_in().client.get("/journeys").text
        )


def test_many_journeys_are_on_pages_that_lead_to_one_another():
    desk = FakeDesk()
    desk.list_view = replace(desk.list_view, pages=3)
    with pages(desk) as opened:
        get = opened.sign_in().client.get
        of = {at: get(f"/journeys?page={at}").text for at in ("1", "2", "3", "x", "9" * 99)}
        kept = get("/journeys?page=2&language=ko").headers["location"]
    links = {at: re.findall(r"/journeys\?page=(\d)", text) for at, text in of.items()}
    assert links == {"1": ["2"], "2": ["1", "3"], "3": ["2"], "x": ["2"], "9" * 99: ["2"]}
    assert "Page 2 of 3" in text_of(of["2"])
    assert kept == "/journeys?page=2"


def test_what_is_not_shown_of_many_is_said_as_a_number():
    with pages(FakeDesk(replace(BUSY, more_held=7, more_next=1))) as opened:
        said = text_of(opened.sign_in().client.get("/").text)
    assert "7 more journeys are on hold." in said
    assert "1 more thing is due within 24 hours." in said


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_speaks_of_the_machinery(path: str, language: str):
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in().client.cookies.set("waystation-language", language)
        answer = opened.client.get(path)
    assert f'<html lang="{language}">' in answer.text
    assert NEVER.findall(text_of(answer.text)) == []


def test_what_people_wrote_is_shown_as_text_and_never_as_markup():
    wrote = "<script>alert(1)</script>"
    alarm = replace(BUSY.alarms[0], said=wrote, about=wrote, told=(wrote,))
    journey = replace(JOURNEY.journey, persons=(wrote,), destination=wrote)
    hold = replace(HOLD_THREE, about=wrote, journey=journey)
    with pages(FakeDesk(TodayView(CALM.desk, (alarm,), (hold,)))) as opened:
        html = opened.sign_in().client.get("/").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_taking_an_alarm_reaches_the_desk_and_returns_to_where_it_was_taken():
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        answer = opened.post("/alarms/a-demand/acknowledge")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        answer = opened.post("/alarms/a-silence/acknowledge", journey="j-pair")
        assert answer.headers["location"] == "/journeys/j-pair"
    assert opened.desk.done == [("acknowledge", "a-demand"), ("acknowledge", "a-silence")]


def test_what_fits_into_a_field_is_taken_in_korean_and_in_lines():
    text = "살" * 1900 + "\n" * 100
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        sent = f"{text}려".replace("\n", "\r\n")[1:]
        answer = opened.post("/journeys/j-pair/stop", person="p1", heard=sent)
        assert answer.status_code == 303
        answer = opened.post("/journeys/j-pair/stop", person="p1", heard="살" * 2001)
        assert "at most 2,000 characters" in answer.text
        opened.post("/panic", text="살" * 9000)
    assert opened.desk.done == [
        ("stop", "j-pair", "p1", f"{text}려"[1:]),
        ("panic", "살" * 2000),
    ]


def test_what_is_refused_has_begun_nothing():
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        for path, said in (
            ("/call", {"who": "j-pair p1", "text": "x" * 2001}),
            ("/journeys/j-pair/check-ins/link", {"person": "p1", "until": "0001-01-01"}),
        ):
            answer = opened.post(path, **said)
            assert (answer.status_code, "web.fault" in answer.text) == (400, False)
    assert opened.desk.done == []


@pytest.mark.parametrize("journey", ["//elsewhere.example", "../..", "j pair", "\u0661"])
def test_a_form_leads_to_no_other_place(journey: str):
    with pages(FakeDesk(BUSY)) as opened:
        answer = opened.sign_in().post("/alarms/a-demand/acknowledge", journey=journey)
    assert answer.headers["location"] == "/"


def test_lifting_needs_a_reason_and_says_yes_or_no():
    with pages(FakeDesk(BUSY)) as opened:
        opened.sign_in()
        for reason in ("", "   ", "x" * 201):
            answer = opened.post("/holds/h-pair/lift", reason=reason)
            assert answer.status_code == 400
            assert "at most 200 characters" in answer.text
        opened.post("/holds/h-pair/lift", reason=" seen\n by two ", journey="j-pair")
        opened.post("/holds/h-pair/keep", reason="not yet", journey="j-pair")
    assert opened.desk.done == [
        ("agree", "h-pair", "seen by two"),
        ("refuse", "h-pair", "not yet"),
    ]


def test_what_the_rules_forbid_is_said_and_nothing_is_done():
    desk = FakeDesk(BUSY)
    with pages(desk) as opened:
        csrf = opened.sign_in().csrf()
        desk.fails = NotPermittedError("hold.subject", "for somebody else")
        answer = opened.client.post(
            "/holds/h-pair/lift",
            data={"csrf": csrf, "reason": "r"},
            headers={"Origin": HERE},
        )
    assert answer.status_code == 403
    assert "hold.subject" in answer.text
    assert "Nothing was changed." in answer.text
    assert desk.done == []


def test_the_language_is_remembered_and_the_page_stays_the_same():
    with pages() as opened:
        answer = opened.sign_in().client.get("/journeys/j-pair?language=ko&moment=3")
        assert answer.headers["location"] == "/journeys/j-pair?moment=3"
        assert "SameSite=strict" in answer.headers["set-cookie"]
        assert '<html lang="ko">' in opened.client.get("/").text


def test_a_language_choice_leads_to_no_other_host():
    with pages() as opened:
        answer = opened.sign_in().client.get("/%2Felsewhere.example?language=ko")
    assert answer.headers["location"] == "/elsewhere.example"


def test_the_locked_page_is_read_in_either_language():
    with pages() as opened:
        assert "The desk is locked." in opened.client.get("/").text
        assert opened.client.get("/?language=ko").headers["location"] == "/"
        answer = opened.client.get("/")
    assert answer.status_code == 401
    assert "데스크가 잠겨 있습니다." in answer.text


def test_the_title_says_that_there_is_an_alarm():
    with pages(FakeDesk(BUSY)) as opened:
        assert "<title>■ 2 alarms · Today" in opened.sign_in().client.get("/").text
