"""Somebody in danger says so at a terminal, and a colleague says that it is over."""

import pytest

pytestmark = pytest.mark.timeout(600)


def test_whoever_is_in_danger_says_so_and_a_colleague_that_it_is_over(terminal):
    (raised,) = terminal.rows("Kim", "panic", "now", "--said", said="two men at my door")
    assert raised["in_danger"] == "Kim"
    over = ("panic", "over", raised["id"])
    assert "panic.own" in terminal.desk("Kim", *over, expect=3, said="all is well")
    (shown,) = terminal.rows("Min-ji", "panic", "list")
    assert (shown["id"], shown["in_danger"]) == (raised["id"], "Kim")
    assert (shown["said"], shown["by"]) == ("two men at my door", "")
    terminal.rows("Min-ji", *over, said="heard from Kim by telephone")
    assert terminal.rows("Kim", "panic", "list") == []
