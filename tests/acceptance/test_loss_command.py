"""After a loss, from the command line: noted, asked, reviewed, and asked from then on."""

import pytest

from tests.acceptance.test_journey_command import PLAN, written

pytestmark = pytest.mark.timeout(600)


def planned(terminal):
    """Plan a journey to which its person has agreed by the word of two."""
    terminal.desk("Min-ji", "case", "open", "--label", "first", "--with", "서연")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "Eun")
    plan = PLAN.partition("destination:")[0]
    plan = plan.replace("persons: [E]", "persons: [Eun]").replace(
        "gives: E\n", "gives: Eun\n"
    )
    written(terminal, plan)
    terminal.desk("Min-ji", "journey", "plan", "south.yaml")
    say = ("consent", "assert", "south", "Eun", "--via", "telegram", "--language", "ko")
    (asserted,) = terminal.rows("Min-ji", *say, said="네, 가겠습니다.")
    terminal.desk("Kim", "consent", "second", "south", asserted["consent"])


def test_what_was_noted_is_shown_and_a_question_of_two_is_asked_by_check(terminal):
    planned(terminal)
    lost = ("loss", "record", "south", "Eun")
    assert "loss.text" in terminal.desk("Min-ji", *lost, expect=4)
    terminal.desk("Min-ji", *lost, said="he got into the grey car")
    fact = ("loss", "fact", "south", "Eun", "--basis", "saw", "--at")
    assert "encoding.time" in terminal.desk("서연", *fact, "noon", said="x", expect=4)
    terminal.desk("서연", *fact, "2026-03-02T10:00:00Z", said="it drove north")
    ask = ("loss", "ask", "south", "Eun", "ohchr_seoul")
    assert "wish.not_asked" in terminal.desk("서연", *ask, said="where is he", expect=3)
    wish = ("loss", "wish", "south", "Eun", "--whose", "family", "--about")
    terminal.desk("서연", *wish, "un_procedures", "--wanted", "do", said="tell them")
    terminal.desk("서연", *ask, said="where is he")
    shown = terminal.rows("Kim", "loss", "show", "south")
    assert shown[0]["sealed"]
    texts = [row[name] for row in shown for name in ("last_known", "text") if name in row]
    assert texts == ["he got into the grey car", "it drove north", "tell them"]
    question = ("review", "propose", "south", "--why", "nobody had that day")
    said = "Did anybody call Eun?"
    assert "question.gives_away" in terminal.desk("Min-ji", *question, said=said, expect=3)
    (made,) = terminal.rows("Min-ji", *question, said="Did anybody call on the day?")
    terminal.desk("Kim", "journey", "sign", "south")
    terminal.desk("Kim", "check", "south")
    agree = ("review", "agree", made["question"])
    assert "question.two_humans" in terminal.desk("Min-ji", *agree, expect=3)
    terminal.desk("서연", *agree)
    terminal.desk("Kim", "check", "south", expect=1)
    answer = ("review", "answer", "south", made["question"])
    terminal.desk("서연", *answer, said="at noon")
    terminal.desk("Kim", "check", "south")
    (closing,) = terminal.rows("Min-ji", "review", "close", "south", "--reason", "answered")
    second = ("review", "close", "south", "--second", closing["closing"])
    assert "review.trustee" in terminal.desk("서연", *second, expect=3)
    terminal.desk("Kim", *second)
    assert not terminal.rows("Min-ji", "loss", "show", "south")[0]["sealed"]


def test_a_complaint_that_the_trustee_heard_is_read_by_the_trustee_alone(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "first", "--with", "서연")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    written(terminal, PLAN.partition("destination:")[0])
    terminal.desk("Min-ji", "journey", "plan", "south.yaml")
    note = ("complaint", "note", "south")
    assert "desk.role" in terminal.desk("Min-ji", *note, said="x", expect=3)
    terminal.desk("Kim", *note, said="they did not listen")
    (kept,) = terminal.rows("Kim", "complaint", "list")
    assert (kept["text"], kept["answered"]) == ("they did not listen", False)
    assert terminal.rows("Min-ji", "complaint", "list") == []
    assert terminal.rows("Min-ji", "loss", "show", "south")[0]["sealed"]
