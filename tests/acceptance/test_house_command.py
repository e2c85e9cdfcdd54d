"""A safe house from the command line: noted by one, signed for by keepers, read by few."""

import pytest

pytestmark = pytest.mark.timeout(600)
ADDRESS = "바닷길 7"


def test_a_house_is_noted_signed_for_and_read_by_its_readers_alone(terminal):
    note = ("house", "note", "--label", "grey door", "--reader", "서연")
    (noted,) = terminal.rows("Min-ji", *note, said=ADDRESS + "\n")
    assert not noted["there"]
    (waits,) = terminal.rows("Kim", "house", "waiting")
    assert waits["reason"] == "founded"
    assert waits["readers"] == ["Min-ji", "서연"]
    assert waits["signed"] == ["Min-ji"]
    terminal.desk("Kim", "house", "sign", waits["proposal"])
    assert terminal.rows("Kim", "house", "waiting") == []
    (listed,) = terminal.rows("Min-ji", "house", "list")
    assert (listed["house"], listed["label"]) == (noted["house"], "grey door")
    assert not listed["presumed_known"]
    (shown,) = terminal.rows("서연", "house", "show", "grey door")
    assert shown["address"] == ADDRESS
    assert terminal.rows("Kim", "house", "list") == []
    again = ("house", "note", "--label", "grey door", "--house", "grey door")
    terminal.desk("서연", *again, said="바닷길 9\n")
    (shown,) = terminal.rows("Min-ji", "house", "show", noted["house"])
    assert shown["address"] == "바닷길 9"


def test_an_address_is_never_an_argument_and_an_empty_one_is_refused(terminal):
    note = ("house", "note", "--label", "grey door")
    assert "house.address" in terminal.desk("Min-ji", *note, expect=4)
    said = terminal.desk("Min-ji", *note, "--address", ADDRESS, expect=2)
    assert "unrecognized arguments" in said
    said = terminal.desk("Kim", *note, said=ADDRESS, expect=3)
    assert "desk.role" in said
    assert ADDRESS not in said
