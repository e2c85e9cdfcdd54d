"""The page Exposure: a question is a form, its answer is in the response to it alone."""

import re

import pytest

from tests.fake_desk import FakeDesk
from tests.fake_exposure import HOUSE, many
from tests.fake_exposure import answer as answer_of
from tests.page_client import pages

ASKED = {"who": "b1", "as_of": "", "rings": "2"}


@pytest.fixture
def opened():
    with pages(FakeDesk()) as found:
        yield found.sign_in()


def test_reading_the_page_asks_nothing(opened):
    said = opened.client.get("/exposure").text
    assert "If this one is taken, or turns, what falls?" in said
    assert "<svg" not in said
    assert opened.desk.done == []


def test_an_answer_has_tasks_a_picture_and_a_table(opened):
    answered = opened.post("/exposure", **ASKED)
    assert answered.status_code == 200
    assert opened.desk.done == [("exposure", "b1", "2")]
    for words in ("If B1, the hired team is taken", "Warn W1", "the grey door", "Ring 2"):
        assert words in answered.text
    assert answered.text.count("<svg") == 1
    assert answered.headers["cache-control"] == "no-store"


def test_the_table_says_everything_that_the_picture_shows(opened):
    opened.desk.answers = answer_of(many(300))
    said = opened.post("/exposure", **ASKED).text
    picture, table = said.split("<table")
    for row in opened.desk.answers.reached:
        assert f"<title>{row.node.name}</title>" in picture
        assert f"<td>{row.node.name}</td>" in table


def test_what_people_wrote_is_escaped_in_page_and_picture(opened):
    from dataclasses import replace

    nasty = replace(HOUSE, name="<script>alert(1)</script>\"'")
    found = answer_of()
    rows = tuple(
        replace(row, node=nasty) if row.node is HOUSE else row for row in found.reached
    )
    opened.desk.answers = replace(found, reached=rows)
    said = opened.post("/exposure", **ASKED).text
    assert "alert(1)" in said
    assert "<script>alert" not in said


@pytest.mark.parametrize(
    "fields",
    [
        {"who": "", "rings": "2"},
        {"who": "b1", "rings": "9"},
        {"who": "b1", "rings": "2", "as_of": "yesterday"},
        {"who": "b1", "rings": "2", "as_of": "2026-02-31T10:00"},
    ],
)
def test_a_question_that_is_not_whole_is_refused(opened, fields):
    assert opened.post("/exposure", **fields).status_code == 400
    assert opened.desk.done == []


def test_a_question_without_the_token_of_the_session_is_refused(opened):
    answered = opened.client.post("/exposure", data=ASKED)
    assert answered.status_code in {400, 403}
    assert opened.desk.done == []


def test_giving_and_finishing_a_task_show_the_same_answer_again(opened):
    about = {"what": "warn", "about": "W1", "to": "m"}
    given = opened.post("/exposure/tasks", **ASKED, **about)
    assert re.search("<h2 id=.answer-name", given.text)
    finished = opened.post("/exposure/tasks/t1/done", **ASKED)
    assert re.search("<h2 id=.answer-name", finished.text)
    assert opened.desk.done == [
        ("give", "warn", "W1", "m"),
        ("exposure", "b1", "2"),
        ("finish", "t1"),
        ("exposure", "b1", "2"),
    ]


def test_a_task_finished_from_the_list_goes_back_to_the_list(opened):
    answered = opened.post("/exposure/tasks/t1/done")
    assert answered.status_code == 303
    assert answered.headers["location"] == "/exposure#given"
