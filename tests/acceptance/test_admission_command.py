"""A newcomer joins an organisation that exists, from two terminals, as the help says."""

import pytest

pytestmark = pytest.mark.timeout(600)


def enrolled(terminal, name="유나"):
    said = terminal.desk(
        name, "organisation", "enrol", "--name", name, "--out", f"{name}.e"
    )
    terminal.ease(name)
    return said.rpartition(": ")[2].strip()


def test_a_newcomer_is_admitted_by_a_majority_and_works_from_then_on(terminal):
    spoken = enrolled(terminal)
    admit = ("organisation", "admit", "유나.e=caseworker,coordinator")
    (proposed,) = terminal.rows("Min-ji", *admit)
    assert (proposed["name"], proposed["fingerprint"]) == ("유나", spoken)
    welcome = ("organisation", "welcome", "유나.e", "--out", "유나.invitation")
    assert "admission.quorum" in terminal.desk("Min-ji", *welcome, expect=3)
    (waits,) = terminal.rows("Kim", "organisation", "waiting")
    assert waits["reason"] == "admission"
    assert waits["joining"] == ["유나: caseworker, coordinator"]
    assert waits["signed"] == ["Min-ji"]
    # Who joins is in the file alone: an id does not say whom one signs for.
    said = terminal.desk("Kim", "organisation", "approve", waits["id"], expect=4)
    assert "admission.file" in said
    (signed,) = terminal.rows("Kim", "organisation", "approve", "유나.e")
    assert (signed["name"], signed["fingerprint"]) == ("유나", spoken)
    assert signed["joining"] == waits["joining"]
    terminal.desk("Min-ji", "organisation", "people")  # a round puts it in force
    terminal.desk("Min-ji", *welcome)
    terminal.desk("유나", "organisation", "join", "유나.invitation")
    people = {one["name"] for one in terminal.rows("유나", "organisation", "people")}
    assert people == {"Min-ji", "서연", "Kim", "유나"}
    open_to = ("organisation", "open", "유나", "--to", "board")
    (opened,) = terminal.rows("Min-ji", *open_to)
    assert opened["wants_signatures"]
    (waits,) = terminal.rows("서연", "organisation", "waiting")
    assert (waits["of"], waits["joining"]) == ("board", ["유나"])
    terminal.desk("서연", "organisation", "approve", waits["id"])
    terminal.desk("Min-ji", "organisation", "people")
    assert terminal.rows("유나", "organisation", "waiting") == []
    opened = ("case", "open", "--label", "hers", "--with", "Min-ji")
    terminal.desk("유나", *opened)
    (listed,) = terminal.rows("Min-ji", "case", "list")
    assert listed["label"] == "hers"
    assert "cell.member" in terminal.desk("Min-ji", *open_to, expect=3)
    is_let_go_by_two(terminal)


def is_let_go_by_two(terminal):
    let_go = ("organisation", "let-go", "유나")
    proposed = terminal.rows("Min-ji", *let_go, "--reason", "moved away")
    assert {one["of"] for one in proposed} == {"roster", "board"}
    waits = terminal.rows("Kim", "organisation", "waiting")
    (roster,) = [one for one in waits if one["of"] == "roster"]
    assert (roster["leaving"], roster["why"]) == (["유나"], "moved away")
    terminal.desk("Kim", *let_go)
    terminal.desk("Min-ji", "organisation", "people")  # a round puts it in force
    people = {one["name"] for one in terminal.rows("Kim", "organisation", "people")}
    assert people == {"Min-ji", "서연", "Kim"}


def test_somebody_whom_nobody_proposed_is_neither_signed_for_nor_welcomed(terminal):
    enrolled(terminal)
    said = terminal.desk("Kim", "organisation", "approve", "유나.e", expect=3)
    assert "admission.unknown" in said
    welcome = ("organisation", "welcome", "유나.e", "--out", "x")
    assert "admission.unknown" in terminal.desk("Min-ji", *welcome, expect=3)
    assert not (terminal.directory / "x").exists()
    said = terminal.desk("Min-ji", "organisation", "admit", "유나.e=king", expect=4)
    assert "organisation.person" in said
