"""What was said of a person, and what it points to, at the real command."""

CLAIM = ("case", "claim", "first", "--about", "E", "--field", "ilo_indicator", "--code")
HELD = (*CLAIM, "retention_of_documents")


def test_what_was_said_is_kept_by_source_and_points_to_what_others_may_deny(terminal):
    terminal.desk("Min-ji", "case", "open", "--label", "first")
    terminal.desk("Min-ji", "case", "person", "first", "--name", "E")
    terminal.desk("Min-ji", *HELD, "--by", "E", "--basis", "said", said="he has it")
    terminal.desk("Min-ji", *HELD, "--by", "서연", "--basis", "denied", said="not so")
    *told, found = terminal.rows("Min-ji", "case", "claims", "first")
    assert [(one["by"], one["basis"], one["text"]) for one in told] == [
        ("E", "said", "he has it"),
        ("서연", "denied", "not so"),
    ]
    assert (found["points_to"], found["by"]) == ("retention_of_documents", ["E"])
    assert found["contested"]
    terminal.desk("Min-ji", *CLAIM, "x", "--by", "E", "--basis", "said", expect=4)
