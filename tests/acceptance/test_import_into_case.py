"""An export is kept in a case from the command line, once, and says how far it is."""

import pytest

pytestmark = pytest.mark.timeout(600)
HEAD = "도움방 님과 카카오톡 대화\r\n저장한 날짜 : 2026-03-02 09:00:00\r\n\r\n"
DAY = "--------------- 2026년 3월 1일 일요일 ---------------\r\n"


def chat(lines: int) -> bytes:
    rows = (f"[가상의뢰인] [오후 {1 + n % 11}:05] 말 {n}\r\n" for n in range(lines))
    return (HEAD + DAY + "".join(rows)).encode()


def test_an_export_is_kept_once_and_says_how_far_it_is(terminal):
    (terminal.directory / "chat.txt").write_bytes(chat(1500))
    (opened,) = terminal.rows("Min-ji", "case", "open", "--label", "사례")
    keep = ("import", "chat.txt", "--case", opened["case"])
    terminal.desk("Min-ji", *keep)
    assert "1,000 of 1,500 rows" in terminal.last("stderr")
    assert "import.kept_before" in terminal.desk("Min-ji", *keep, expect=3)
    assert terminal.desk("Min-ji", "fsck") == "nothing found\n"
