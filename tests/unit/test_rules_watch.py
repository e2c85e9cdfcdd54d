from datetime import timedelta

from msgspec.structs import replace as but

from tests.casework_history import at
from tests.casework_journeys import PLAN, leg, meeting, watch
from tests.foresight_pictures import ALWAYS, found, organisation, picture
from waystation.casework.entries import JourneyPlanned, Window
from waystation.casework.entries.watch import WatchRehearsed
from waystation.casework.terms import How
from waystation.foresight.rules import watch as family
from waystation.foresight.thresholds import shipped

WHO = JourneyPlanned(journey="j", persons=("e",), responders=("kim", "lee"))
ONE, TWO = leg(1, "b1"), leg(2, "b2", gives="b1")
GAP = shipped().watch.gap_longest_hours


def fires(code, *plan, **more):
    return found(f"watch.{code}", picture(WHO, *plan, **more))


def rehearsed(*, right, person="e"):
    return WatchRehearsed(journey="j", person=person, right=right, how=How.LETTER, at=at(0))


def test_a_leg_during_which_nobody_is_due_is_asked_about():
    during = watch("w", due=11)
    assert fires("leg_without_check_in", ONE, TWO) == ["leg1", "leg2"]
    assert fires("leg_without_check_in", ONE, TWO, during) == ["leg2"]
    named = but(watch("v", due=30), leg="leg2")
    assert fires("leg_without_check_in", ONE, TWO, during, named) == []


def test_a_check_in_due_as_a_leg_begins_says_nothing_of_the_leg():
    assert fires("leg_without_check_in", ONE, watch("w", due=10)) == ["leg1"]
    assert fires("leg_without_check_in", ONE, watch("w", due=12)) == []


def test_too_long_before_between_or_after_check_ins_is_asked_about_once():
    long = but(ONE, window=Window(at(0), at(30)))
    apart = [watch(f"w{hour}", due=hour) for hour in (GAP, 2 * GAP + 1, 30)]
    near = [watch(f"w{hour}", due=hour) for hour in range(4, 31, 4)]
    assert fires("gap_too_long", long, *apart) == ["e"]
    assert fires("gap_too_long", long, watch("w", due=GAP + 1)) == ["e"]
    assert fires("gap_too_long", long, watch("w", due=GAP)) == ["e"]  # nothing after it
    assert fires("gap_too_long", long, *near) == []
    assert fires("gap_too_long", long) == []  # who has none at all has another finding


def test_grace_that_ends_after_the_next_step_began_is_asked_about():
    late = watch("w", due=19.5, grace_s=3600)
    assert fires("grace_past_next_step", ONE, TWO, meeting(2, "b2"), late) == ["w"]
    short = watch("w", due=19.5, grace_s=900)
    assert fires("grace_past_next_step", ONE, TWO, meeting(2, "b2"), short) == []
    last = watch("w", due=40, grace_s=7200)
    assert fires("grace_past_next_step", ONE, TWO, last) == []


def test_one_human_named_twice_is_no_backup():
    twice = but(WHO, responders=("kim", "kim"))
    assert found("watch.no_backup", picture(twice, ONE)) == ["j"]
    assert found("watch.no_backup", picture(but(WHO, responders=("kim",)), ONE)) == ["j"]
    assert fires("no_backup", ONE) == []


def test_a_rehearsal_counts_only_if_the_last_try_was_right():
    assert fires("unrehearsed", ONE, watch()) == ["e"]
    assert fires("unrehearsed", ONE, watch(), rehearsed(right=True)) == []
    forgot = (rehearsed(right=True), rehearsed(right=False))
    assert fires("unrehearsed", ONE, watch(), *forgot) == ["e"]
    other = rehearsed(right=True, person="somebody else")
    assert fires("unrehearsed", ONE, watch(), other) == ["e"]


def on_call(of, times):
    return but(of, people=but(of.people, on_call=times))


def test_an_hour_at_which_only_one_may_lift_a_hold_is_found():
    asleep = organisation()
    night = (Window(at(-1000), at(10.5)), Window(at(11.5), at(1000)))
    asleep = on_call(asleep, asleep.people.on_call | {"trustee": night})
    of = but(picture(WHO, ONE, TWO), organisation=asleep)
    assert found("watch.no_two_to_lift", of) == ["leg1"]
    assert found("watch.no_two_to_answer", of) == []
    assert fires("no_two_to_lift", ONE, TWO) == []


def test_an_hour_at_which_only_one_of_those_who_answer_is_there_is_found():
    away = organisation()
    away = on_call(away, away.people.on_call | {"lee": (Window(at(15), at(1000)),)})
    of = but(picture(WHO, ONE, TWO), organisation=away)
    assert found("watch.no_two_to_answer", of) == ["leg1"]
    assert found("watch.no_two_to_lift", of) == []
    assert fires("no_two_to_answer", ONE) == []


def test_a_worker_who_goes_along_has_check_ins_of_their_own():
    driven = but(ONE, takes="lee")
    assert fires("organiser_unwatched", driven) == ["lee"]
    assert fires("organiser_unwatched", driven, watch("w", person="lee")) == []
    assert fires("organiser_unwatched", ONE) == []


def test_a_plan_as_it_should_be_gets_no_question_of_this_family():
    plan = [
        WHO,
        *(one for one in PLAN[1:] if one.kind != "watch.agreed"),
        watch("one", due=11, grace_s=600),
        watch("two", due=18, grace_s=600),
        watch("three", due=22, grace_s=600),
        rehearsed(right=True),
    ]
    of = picture(*plan)
    assert [one for rule in family.RULES for one in found(rule.code, of)] == []


def test_every_rule_of_the_family_asks_about_some_plan():
    """So that none is there for show."""
    nobody = organisation()
    nobody = on_call(nobody, {"kim": ALWAYS})
    bad = picture(
        JourneyPlanned(journey="j", persons=("e",), responders=("kim", "kim")),
        but(leg(1, "lee"), window=Window(at(0), at(30))),
        TWO,
        meeting(2, "b2"),
        watch("w", due=19.5, grace_s=int(timedelta(hours=1).total_seconds())),
        but(leg(3, "b3"), window=Window(at(40), at(41))),
    )
    bad = but(bad, organisation=nobody)
    silent = [rule.code for rule in family.RULES if not found(rule.code, bad)]
    assert silent == []


def test_a_question_rests_on_what_it_was_read_from():
    of = picture(WHO, ONE, watch())
    (unrehearsed,) = [
        one
        for rule in family.RULES
        if rule.code == "watch.unrehearsed"
        for one in rule.check(of, shipped())
    ]
    (agreed,) = of.journey.watches.agreed.values()
    assert unrehearsed.rests_on == (agreed.record.id,)
