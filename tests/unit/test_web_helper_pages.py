"""The pages Helpers and Safe houses: what is shown, what forms do, what is refused."""

import pytest

from tests.fake_desk import FakeDesk
from tests.page_client import HERE, pages
from waystation.casework.terms import HelperRole
from waystation.desk.views_helper import HelperFields
from waystation.desk.views_house import HouseFields
from waystation.errors import NotPermittedError
from waystation.web.pages import record_form

NEW = {
    "name": "New",
    "role.guides": "1",
    "role.drives": "1",
    "language.zh": "1",
    "languages": "ne, UZ",
    "hired": "yes",
    "cap": "2",
    "team": "t-b",
    "met_by.min": "1",
    "brought_in_by": "seo",
    "passed_on_by": "guide",
    "numbers": " +86 138 \n\n010 ",
    "plates": "辽B 12345",
    "other_names": "The driver",
}
AS_NOTED = {
    "name": "New",
    "roles": (HelperRole.GUIDES, HelperRole.DRIVES),
    "languages": ("zh", "ne", "uz"),
    "hired": True,
    "cap": 2,
    "team": "t-b",
    "met_by": ("min",),
    "brought_in_by": "seo",
    "passed_on_by": "guide",
    "numbers": ("+86 138", "010"),
    "plates": ("辽B 12345",),
    "other_names": ("The driver",),
}
HOUSE = {"label": "the grey door", "address": "7 Sea\nStreet", "host": "host", "beds": "3"}


@pytest.fixture
def opened():
    with pages(FakeDesk()) as found:
        yield found.sign_in()


def test_helpers_stand_by_name_with_a_word_and_the_reasons(opened):
    said = opened.client.get("/helpers").text
    assert said.index("a guide") < said.index("B1, the hired team")
    for words in ("Fit", "Not now", "Asks a question", "There is an open incident"):
        assert words in said


def test_without_a_helper_or_house_the_page_says_what_goes_there(opened):
    opened.desk.lines = ()
    opened.desk.house_lines = opened.desk.proposals = ()
    assert "This desk knows no helper yet." in opened.client.get("/helpers").text
    assert "This desk may read no house." in opened.client.get("/houses").text


def test_one_helper_shows_incidents_ties_and_who_reads_the_records(opened):
    said = opened.client.get("/helpers/b1").text
    for words in (
        "More money: for food, clothes, shoes.",
        "Same name or number as somebody named in a case",
        "2 of 4 have answered.",
        "Min-ji, Seo-yeon",
    ):
        assert words in said
    assert said.count('name="outcome"') == 1  # one's own incident is not settled


@pytest.mark.parametrize(
    ("path", "fields", "done"),
    [
        (
            "/helpers/b1/vet",
            {"how": "met", "until": "2026-09-01", "passed": "no", "text": "x"},
            ("vet", "b1", "met", "2026-09-01", "False", "x"),
        ),
        (
            "/helpers/b1/incident",
            {"what": "demand", "effect": "hold", "text": "more"},
            ("incident", "b1", "demand", "hold", "more"),
        ),
        (
            "/helpers/b1/incidents/more-money",
            {"outcome": "talked"},
            ("settle", "b1", "more-money", "talked"),
        ),
        (
            "/helpers/b1/withdraw",
            {"own_word": "yes", "reason": ""},
            ("withdraw", "b1", "", "True"),
        ),
        ("/helpers/b1/worked", {}, ("worked", "b1")),
        ("/helpers/b1/tie", {"to": "holder", "text": ""}, ("tie", "b1", "holder", "")),
        (
            "/helpers/b1/ties/t1",
            {"to": "named_in_a_case"},
            ("end tie", "b1", "t1", "named_in_a_case"),
        ),
        ("/helpers/b1/check", {}, ("check", "b1")),
        (
            "/houses/grey/told",
            {"name": "a guide", "why": ""},
            ("told", "grey", "a guide", ""),
        ),
        (
            "/houses/grey/cool",
            {"until": "2026-09-01", "reason": "x"},
            ("cool", "grey", "2026-09-01", "x"),
        ),
        ("/houses/grey/burn", {"reason": "sold"}, ("burn", "grey", "sold")),
        ("/houses/proposals/p1", {}, ("sign house", "p1")),
        (
            "/helpers",
            NEW | {"only_for.seo": "1"},
            ("note", HelperFields(**AS_NOTED), "seo"),
        ),
        (
            "/helpers/b1/note",
            NEW | {"name": "B1"},
            ("note anew", "b1", HelperFields(**AS_NOTED | {"name": "B1"})),
        ),
        (
            "/helpers/b1/vet",
            {"how": "references", "until": "2026-09-01", "by": "seo"},
            ("vet", "b1", "references", "2026-09-01", "True", "", "seo"),
        ),
        (
            "/helpers/b1/incident",
            {"what": "silence", "effect": "ask", "said_by": "the host"},
            ("incident", "b1", "silence", "ask", "", "the host"),
        ),
        ("/helpers/b1/worked", {"small": "yes"}, ("worked", "b1", "small")),
        (
            "/houses",
            HOUSE | {"reader.tae": "1"},
            ("note house", HouseFields("the grey door", "7 Sea Street", "host", 3), "tae"),
        ),
        (
            "/houses/grey/note",
            HOUSE | {"beds": "", "host": "", "address": " "},
            ("note house anew", "grey", HouseFields("the grey door")),
        ),
        (
            "/houses/grey/told",
            {"who": "host", "name": "", "why": "x"},
            ("told", "grey", "host", "x"),
        ),
    ],
)
def test_a_form_does_what_it_says_and_goes_back(opened, path, fields, done):
    answer = opened.post(path, **fields)
    assert answer.status_code == 303
    assert opened.desk.done == [done]


@pytest.mark.parametrize(
    ("path", "fields", "code"),
    [
        ("/helpers/b1/vet", {"how": "met", "until": "soon"}, "web.day"),
        ("/helpers/b1/vet", {"how": "x", "until": "2026-09-01"}, "web.form"),
        ("/helpers/b1/incident", {"what": "demand", "effect": "x"}, "web.form"),
        ("/helpers/b1/incidents/i", {"outcome": ""}, "web.reason"),
        ("/helpers", {"name": "", "role.guides": "1"}, "web.reason"),
        ("/helpers", {"name": "x", "role.leads": "1"}, "web.form"),
        ("/helpers", {"name": "x", "cap": "-1"}, "helper.cap"),
        ("/helpers", {"name": "x", "languages": "Chinese-as-spoken"}, "helper.languages"),
        ("/helpers", {"name": "x", "numbers": "1\n" * 9 + "2" * 201}, "known_by.form"),
        ("/houses", {"label": "x", "address": " "}, "house.address"),
        ("/houses", {"label": "", "address": "x"}, "web.reason"),
        ("/houses", {"label": "x", "address": "x", "beds": "two"}, "house.beds"),
        ("/houses/grey/told", {"who": "", "name": ""}, "web.reason"),
        ("/houses/grey/burn", {"reason": " "}, "web.reason"),
        ("/houses/grey/cool", {"until": "2026-09-01T99"}, "web.day"),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_done(opened, path, fields, code):
    answer = opened.post(path, **fields)
    assert answer.status_code == 400
    assert code in answer.text
    assert opened.desk.done == []


def test_a_refusal_of_the_desk_is_said_in_words(opened):
    csrf = opened.csrf("/helpers/b1")
    opened.desk.fails = NotPermittedError("incident.own", "a second human")
    fields = {"csrf": csrf, "outcome": "x"}
    answer = opened.client.post(
        "/helpers/b1/incidents/i", data=fields, headers={"Origin": HERE}
    )
    assert answer.status_code == 403
    assert "You noted this incident, so you cannot settle it." in answer.text


def test_an_address_is_folded_away_until_it_is_asked_for(opened):
    said = opened.client.get("/houses/grey").text
    before, after = said.split("7 Sea Street")
    assert "</details>" not in before[before.rindex("<details") :]
    assert "</details>" in after
    assert "7 Sea Street" not in opened.client.get("/houses").text


def test_a_house_that_nobody_here_reads_is_not_found(opened):
    assert opened.client.get("/houses/other").status_code == 404
    assert opened.client.get("/helpers/other").status_code == 404


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Chinese, Korean"), ("ko", "중국어, 한국어")],
)
def test_languages_are_named_in_the_language_of_the_page(opened, language, said):
    opened.client.cookies.set("waystation-language", language)
    text = opened.client.get("/helpers/guide").text
    assert ", ".join(reversed(said.split(", "))) in text
    assert "<dd>ko" not in text
    assert "(xx)" not in text


def test_a_language_without_a_name_here_is_shown_by_its_code_and_said_to_be_one(opened):
    assert record_form.languages({"languages": "NE"}) == ("ne",)
    said = opened.client.get("/helpers/b1").text
    assert 'value="ne"' in said


def test_what_a_helper_is_known_by_is_folded_away_until_it_is_asked_for(opened):
    said = opened.client.get("/helpers/b1").text
    assert "telephone numbers: 2, plates: 1, other names: 0" in said
    before, _ = said.split("+86 138 0000 0000")
    assert "</details>" not in before[before.rindex("<details") :]
    assert "+86 138" not in opened.client.get("/helpers").text


def test_who_introduced_a_helper_stays_though_this_desk_has_no_name_for_them(opened):
    said = opened.client.get("/helpers/b1").text
    assert said.count('<option value="somebody" selected>as it is noted</option>') == 2


def test_a_house_says_whose_signature_it_waits_for_and_shows_no_address(opened):
    said = opened.client.get("/houses").text
    assert said.count("Can sign next: Seo-yeon, Sora. One more signature is needed.") == 2
    assert said.count('action="/houses/proposals/p1"') == 1
    assert 'action="/houses/proposals/p2"' not in said
    assert "강가의 집" in said
    assert "7 Sea" not in said
