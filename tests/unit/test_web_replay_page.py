"""Which moments the Replay page shows, where it opens, and what it says of losses."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.page_client import pages
from tests.sample_replay import REPLAY
from waystation.web.pages.replay import moments, verdicts
from waystation.web.replay_record import encode


@pytest.fixture
def replays(tmp_path: Path) -> Path:
    (tmp_path / "2023-sample.jsonl").write_bytes(encode(REPLAY))
    (tmp_path / "2018-sample.jsonl").write_bytes(encode(REPLAY))
    return tmp_path


def test_a_row_that_only_repeats_is_left_out_and_an_alarm_by_silence_is_not():
    assert [event.order for event in moments(REPLAY)] == [1, 2, 4]


def test_those_of_whom_the_same_is_to_be_said_stand_together():
    alone, together = verdicts(REPLAY.losses)
    assert (alone.who, len(alone.others), alone.same) == ((("E", "stated"),), 1, 1)
    assert together.who == (("W1", "stated"), ("W2", "inferred"))


def test_replay_opens_on_the_latest_operation(replays: Path):
    with pages(replays=replays) as opened:
        answer = opened.sign_in().client.get("/replay")
    assert answer.headers["location"] == "/replay/2023-sample"


@pytest.mark.parametrize(
    ("query", "moment"),
    [
        ("", "Moment 2 of 3"),
        ("?moment=1", "Moment 1 of 3"),
        ("?moment=4", "Moment 3 of 3"),
        ("?moment=99", "Moment 2 of 3"),
        ("?moment=x", "Moment 2 of 3"),
        ("?moment=%C2%B2", "Moment 2 of 3"),
    ],
)
def test_it_opens_at_the_moment_asked_for_or_at_the_one_that_matters(
    replays: Path, query: str, moment: str
):
    with pages(replays=replays) as opened:
        said = opened.sign_in().client.get(f"/replay/2023-sample{query}").text
    assert moment in said


def test_what_it_could_not_have_prevented_stands_beside_what_was_held(replays: Path):
    with pages(replays=replays) as opened:
        html = opened.sign_in().client.get("/replay/2023-sample").text
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    order = [
        said.index(part)
        for part in (
            "B1 asks for more money.",
            "W1 Nothing.",
            "A demand: E.",
            "by the rule on demands",
            "It could not bring E back.",
            "Those who did not arrive",
            "From beginning to end",
        )
    ]
    assert order == sorted(order)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_was_asked_before_is_folded_after_the_moment_firmest_word_first(
    replays: Path, language: str
):
    with pages(replays=replays) as opened:
        client = opened.sign_in().client
        client.cookies.set("language", language)
        html = client.get("/replay/2023-sample").text
    before = html.index('<details id="before">')
    assert html.index('id="moment"') < before < html.index('id="verdicts-name"')
    assert "<details open" not in html
    groups = [
        html.index(f'id="before-{mark}"') for mark in ("stated", "inferred", "assumed")
    ]
    assert groups == sorted(groups)
    for mark, at in zip(("stated", "inferred", "assumed"), groups, strict=True):
        assert f"({mark})" in html[at : html.index("</section>", at)]


def test_a_replay_of_which_nothing_was_asked_has_no_such_part(tmp_path: Path):
    (tmp_path / "calm.jsonl").write_bytes(encode(replace(REPLAY, questions=())))
    with pages(replays=tmp_path) as opened:
        html = opened.sign_in().client.get("/replay/calm").text
    assert "before-name" not in html


def test_a_record_that_is_broken_is_said_and_shown_in_no_part(tmp_path: Path):
    (tmp_path / "broken.jsonl").write_text("서울\n")
    with pages(replays=tmp_path) as opened:
        answer = opened.sign_in().client.get("/replay/broken")
    assert answer.status_code == 400
    assert "서울" not in answer.text
