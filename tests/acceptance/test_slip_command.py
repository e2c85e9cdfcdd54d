"""Slips from the command line: made, opened elsewhere, printed, read out, taken back."""

from datetime import UTC

import pytest

from tests import pictures
from tests.acceptance.test_journey_command import written
from tests.meeting import Meeting
from waystation.casework.terms import SlipForm
from waystation.cli.slip_print import document, to_read_out
from waystation.clock import SystemClock
from waystation.desk import slip_card, slip_list
from waystation.encoding import unb64
from waystation.entropy import SystemEntropy
from waystation.post.client import RelayClient
from waystation.post.slip import SlipHolder

pytestmark = pytest.mark.timeout(600)


def test_a_slip_is_made_opened_and_taken_back_from_the_command_line(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "first", "--with", "서연")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    written(terminal)
    terminal.desk("Min-ji", "journey", "plan", "south.yaml")
    make = ("slip", "make", "south", "the gate", "서연", "--language", "ko", "--as")
    assert "slip.no_go" in terminal.desk("Min-ji", *make, "card", expect=3)
    (terminal.directory / "face.jpg").write_bytes(pictures.jpeg())
    pictured = (*make, "link", "--photograph", "face.jpg")
    refused = terminal.desk("Min-ji", *pictured, expect=3)
    assert "slip.photograph_choice" in refused
    say = ("consent", "assert", "south", "E", "--via", "telegram", "--language", "ko")
    (asserted,) = terminal.rows("Min-ji", *say, said="네, 가겠습니다.")
    terminal.desk("Kim", "consent", "second", "south", asserted["consent"])
    terminal.desk("Kim", "journey", "sign", "south")
    go = ("journey", "decide", "south", "go", "--reason", "all is agreed")
    terminal.desk("Min-ji", *go)
    page = "https://pages.example/slip.html"
    assert terminal.rows("Min-ji", "slip", "page", page) == [{"page": page}]
    (made,) = terminal.rows("Min-ji", *make, "link", "--object", "a red umbrella")
    assert made["link"].startswith(page + "#")
    opened_elsewhere(terminal.relay, made)
    (meeting, row) = terminal.rows("서연", "slip", "list", "south")[-2:]
    assert (meeting["place"], meeting["proved"]) == ("the gate", False)
    assert (row["slip"], row["state"]) == (made["slip"], "opened")
    words = ("slip", "words", "south", "the gate", "--gives", "ko", "--takes", "th")
    assert terminal.rows("Min-ji", *words)[0]["gives_says"] != made["says"]
    face = ("disclosure", "note", "south", "face", "--of", "E", "--to", "서연")
    (told,) = terminal.rows("Min-ji", *face)
    (listed,) = terminal.rows("서연", "disclosure", "list", "south")
    assert (listed["disclosure"], listed["of"]) == (told["disclosure"], "E")
    (card,) = terminal.rows("Min-ji", *make, "card")
    out = ("slip", "card", "south", card["slip"], "--out", "card.html")
    terminal.desk("Min-ji", *out)
    printed = (terminal.directory / "card.html").read_text()
    assert card["says"] in printed
    assert "서연" not in printed
    back = ("slip", "revoke", "south", card["slip"], "--reason", "lost")
    assert terminal.rows("Min-ji", *back)[0]["state"] == "revoked"
    shows_a_face(terminal, pictured)


def shows_a_face(terminal, pictured):
    wants = ("south", "the gate", "서연", "--of", "E", "--via", "phone", "--language", "ko")
    say = ("photograph", "assert", *wants)
    (first,) = terminal.rows("Min-ji", *say, said="제 얼굴을 보여 줘도 돼요.")
    assert first["wants"] == "a second"
    seconded = ("photograph", "second", "south", first["choice"])
    assert "photograph.own" in terminal.desk("Min-ji", *seconded, expect=3)
    terminal.desk("Kim", *seconded)
    (made,) = terminal.rows("Min-ji", *pictured)
    assert made["photograph_of"] == "E"
    taken = ("photograph", "withdraw", "south", first["choice"])
    terminal.desk("서연", *taken, said="아니요, 싫어요.")
    (listed,) = terminal.rows("Min-ji", "photograph", "list", "south")
    assert (listed["of"], listed["state"]) == ("E", "withdrawn")
    states = terminal.rows("Min-ji", "slip", "list", "south")
    assert [row["state"] for row in states if row.get("slip") == made["slip"]] == [
        "revoked"
    ]


def opened_elsewhere(url, made):
    client = RelayClient(url)
    phone = SlipHolder(b"p" * 32, client, SystemClock(), SystemEntropy())
    held = phone.open(unb64(made["link"].partition("#")[2]), made["code"])
    assert held.letter.body["object"] == "a red umbrella"
    client.close()


def test_a_card_names_nobody_and_shows_neither_link_nor_code(tmp_path):
    meeting = Meeting(tmp_path)
    made = meeting.make(meeting.takes, ask="<b>home</b>", form=SlipForm.CARD)
    shown = slip_list.one(meeting.world.mina, meeting.journey, made.slip)
    card = slip_card.card_of(shown, UTC)
    for text in (document(card), to_read_out(card)):
        assert made.say in text
        assert shown.hear in text
        assert "Somchai" not in text
        assert "https" not in text
    assert "<b>" not in document(card)
    link = slip_list.one(
        meeting.world.mina, meeting.journey, meeting.make(meeting.gives).slip
    )
    shown_words = slip_card.card_of(link, UTC)
    for secret in (link.hear, link.made.code, link.link):
        assert secret not in document(shown_words)
    assert f"{made.opens.astimezone(UTC):%H:%M}" in dict(card.lines)["언제"]


def test_a_qr_code_holds_the_link(tmp_path):
    drawn = slip_card.qr_of("https://pages.example/slip.html#" + "A" * 43)
    assert drawn.startswith("<svg")
    assert "script" not in drawn
