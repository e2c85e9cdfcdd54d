"""Who of a practice organisation needs a round with the relay, and who does not."""

from waystation.practice.rounds import Rounds

DESKS = ("one", "two")
IDLE = {"sent": False, "acted": False}
SENT = {"sent": True, "acted": True}
ACTED = {"sent": False, "acted": True}


def settled() -> Rounds:
    rounds = Rounds()
    rounds.done(dict.fromkeys(DESKS, IDLE))
    return rounds


def test_everybody_needs_a_first_round_and_nobody_a_second_while_nothing_happens() -> None:
    assert Rounds().waiting(DESKS) == DESKS
    assert settled().waiting(DESKS) == ()


def test_a_desk_that_did_something_needs_a_round_and_the_others_once_it_has_sent() -> None:
    rounds = settled()
    rounds.desk_acted("one")
    assert rounds.waiting(DESKS) == ("one",)
    rounds.done({"one": SENT})
    assert rounds.waiting(DESKS) == DESKS
    rounds.done({"one": IDLE})
    rounds.done({"two": IDLE})
    assert rounds.waiting(DESKS) == ()


def test_what_one_sends_while_another_fetches_is_fetched_in_another_round() -> None:
    rounds = settled()
    rounds.somebody_sent()
    rounds.done({"one": SENT, "two": IDLE})
    assert rounds.waiting(DESKS) == DESKS


def test_who_did_something_by_itself_looks_once_more_and_calls_nobody() -> None:
    rounds = settled()
    rounds.done({"one": ACTED})
    assert rounds.waiting(DESKS) == ("one",)
