"""What makes a loss stopped, questioned or not reached."""

from waystation.practice.scenario import Loss, OpenWay, TooLate
from waystation.practice.verdict import Produced, Response, judge, weakest
from waystation.web.replay_record import Basis, Words

W = Words("w", "ㅇ")
ORDERS = {"early": 2, "house": 5, "lost": 9}
LOSS = Loss(who="A", event="lost", rests_on="stated", what=W, needs=("out",))
OPEN = (OpenWay(what=W, rests_on="inferred"),)
LATE = TooLate(event="house", what=W, rests_on="stated")


def produced(
    kind: Produced,
    order: int,
    rests_on: Basis = "stated",
    journey: str = "out",
    who: str = "A",
) -> Response:
    return Response(order, kind, "demand", journey, (who,), rests_on)


def losing(
    *, late: TooLate | None = None, ways: tuple[OpenWay, ...] = (), mark: Basis = "stated"
) -> Loss:
    return Loss(
        who="A",
        event="lost",
        rests_on=mark,
        what=W,
        needs=("out",),
        too_late_from=late,
        open_ways=ways,
    )


def verdict_of(loss: Loss, *responses: Response) -> tuple[str, str]:
    outcome = judge(loss, ORDERS, responses)
    return outcome.verdict, outcome.rests_on


def test_hold_on_stated_facts_before_the_start_stops_the_loss() -> None:
    assert verdict_of(LOSS, produced("hold", 3)) == ("stopped", "stated")


def test_inferred_hold_stops_too_and_says_inferred() -> None:
    assert verdict_of(LOSS, produced("hold", 3, "inferred")) == ("stopped", "inferred")


def test_assumed_hold_never_stops_anything() -> None:
    assert verdict_of(LOSS, produced("hold", 3, "assumed")) == ("questioned", "assumed")


def test_open_way_makes_any_block_a_question() -> None:
    assert verdict_of(losing(ways=OPEN), produced("refused", 3)) == ("questioned", "stated")


def test_hold_of_a_journey_under_way_only_asks() -> None:
    under_way = produced("went", 1), produced("hold", 3)
    assert verdict_of(LOSS, *under_way) == ("questioned", "stated")


def test_refusal_that_was_got_round_only_asks() -> None:
    assert verdict_of(LOSS, produced("refused", 3), produced("went", 4))[0] == "questioned"


def test_hold_of_another_journey_of_the_same_person_only_asks() -> None:
    assert verdict_of(LOSS, produced("hold", 3, journey="other"))[0] == "questioned"


def test_alarm_about_somebody_else_reaches_nobody() -> None:
    assert verdict_of(LOSS, produced("alarm", 3, who="B")) == ("not_reached", "stated")


def test_alarm_after_it_was_too_late_does_not_reach() -> None:
    assert verdict_of(losing(late=LATE), produced("alarm", 6)) == ("not_reached", "stated")
    assert verdict_of(losing(late=LATE), produced("alarm", 4)) == ("questioned", "stated")


def test_alarm_after_the_loss_does_not_reach() -> None:
    assert verdict_of(LOSS, produced("hold", 10)) == ("not_reached", "stated")


def test_loss_that_is_itself_inferred_is_never_judged_on_more() -> None:
    assert verdict_of(losing(mark="inferred"), produced("hold", 3)) == (
        "stopped",
        "inferred",
    )


def test_question_is_read_from_the_firmest_fact_then_the_earliest() -> None:
    first, firm, later = (
        produced("alarm", 1, "assumed"),
        produced("alarm", 3),
        produced("hold", 4),
    )
    outcome = judge(losing(ways=OPEN), ORDERS, [first, firm, later])
    assert outcome.response is firm


def test_start_alone_is_no_question() -> None:
    assert verdict_of(LOSS, produced("went", 1)) == ("not_reached", "stated")


def test_weakest_of_nothing_is_stated() -> None:
    assert weakest([]) == "stated"
    assert weakest(["inferred", "stated", "assumed"]) == "assumed"
