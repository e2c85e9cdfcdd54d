"""Operations of other shapes than the documented ones, by the same rules."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from waystation.casework import journey
from waystation.casework.finding import Severity
from waystation.foresight.thresholds import shipped
from waystation.practice import library
from waystation.practice.acts import Consent, Plan, Stay
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.foreseen import Foreseen, foresee
from waystation.practice.labels import LABELS
from waystation.practice.replay import play, record
from waystation.practice.show import answers
from waystation.practice.terminal import Page
from waystation.web.replay_record import Replay

SAMPLES = Path(__file__).parents[1] / "samples" / "scenarios"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yaml"))


def replayed(name: str, **assumed: str) -> Replay:
    scenario = library.find(str(SAMPLES / f"{name}.yaml"))
    values = scenario.base() | assumed
    played = play(scenario, values, Foreseeing(scenario))
    return record(played, answers(scenario, values))


def foreseen(name: str) -> tuple[Foreseen, ...]:
    scenario = library.find(str(SAMPLES / f"{name}.yaml"))
    return foresee(scenario, scenario.base(), shipped())


def names(replay: Replay) -> list[str]:
    return [row.event for row in replay.events]


def asked(replay: Replay, rests_on: str) -> set[tuple[str, str]]:
    return {
        (one.code, role)
        for one in replay.questions
        for role in one.about or ("",)
        if one.rests_on == rests_on
    }


def test_file_without_losses_says_that_everyone_arrived_only_where_it_says_so() -> None:
    def ends(name: str) -> str:
        scenario = library.find(str(SAMPLES / f"{name}.yaml"))
        page = Page(LABELS["en"], 200).replay(replayed(name), scenario)
        return next(line.strip() for line in page if "nobody" in line)

    assert ends("all-well") == (
        "Everyone arrived; nobody was lost. Nothing was held on the way."
    )
    assert ends("boat").endswith("What was held, and when, stands in its row.")
    assert not library.find(str(SAMPLES / "odd.yaml")).all_arrive()


@pytest.mark.parametrize("name", NAMES)
def test_every_line_has_its_place_its_people_and_its_mark(name: str) -> None:
    lines = replayed(name).in_order
    assert [line.order for line in lines] == list(range(len(lines)))
    for line in lines:
        assert line.at
        assert line.who
        assert line.rests_on in {"stated", "inferred", "assumed"}


def test_a_demand_before_anybody_left_raises_its_alarm_and_holds_the_journey() -> None:
    replay = replayed("boat")
    told = names(replay)
    assert told.index("alarm: demand (across)") > told.index("asks-for-more")
    assert "hold: demand (across)" in told[: told.index("called-off")]
    assert "alarm: stopped (across)" in told
    assert replay.losses == ()
    stated = asked(replay, "stated")
    assert ("owed.fee", "skipper") in stated
    # What rests on what the file does not say is nobody's word.
    silent = asked(replay, "assumed")
    assert ("consent.child_without_arrangement", "Teo") in silent
    assert ("consent.third_party_appeal_unconfirmed", "Teo") in silent
    assert ("consent.third_party_appeal_unconfirmed", "Mara") not in silent | stated


def test_a_helper_in_three_cases_and_a_broker_behind_two_are_asked_about() -> None:
    replay = replayed("three-flights")
    stated = asked(replay, "stated")
    assert {
        ("helper.two_cases", "friend"),
        ("helper.two_cases", "porter"),
        ("helper.one_recruiter", "agent"),
        ("house.two_cases", "room"),
        ("exposure.path_joins_cases", "friend"),
    } <= stated
    day_0 = names(replay).index("first-flight")
    assert all(
        one.order < replay.events[day_0].order
        for one in replay.questions
        if one.journey == "n" and one.rests_on == "stated"
    )


@pytest.mark.parametrize("name", ["three-flights", "harbour"])
def test_consents_that_a_file_leaves_out_make_no_verdict_better(name: str) -> None:
    whole = library.find(str(SAMPLES / f"{name}.yaml"))
    events = tuple(
        replace(row, acts=tuple(one for one in row.acts if not isinstance(one, Consent)))
        for row in whole.events
    )
    without = replace(whole, events=events)
    played = record(play(without, whole.base(), Foreseeing(without)), {})
    assert "stopped" in {one.verdict for one in replayed(name).losses}
    assert {one.verdict for one in played.losses} == {"not_reached", "questioned"}


def test_who_was_taken_before_anybody_knew_is_not_reached_and_who_waited_is_stopped() -> (
    None
):
    replay = replayed("three-flights")
    assert {one.loss: one.verdict for one in replay.losses} == {
        "Noor": "not_reached",
        "Lin": "stopped",
    }
    (varied,) = replay.losses[0].range
    assert varied.verdict == "questioned"
    base = replayed("three-flights", **{"sign-of-life": "yes"})
    assert [(one.loss, one.verdict) for one in base.losses] == [
        ("Noor", "questioned"),
        ("Lin", "stopped"),
    ]


def test_where_everything_goes_well_nothing_is_held_and_only_silence_is_asked_about() -> (
    None
):
    replay = replayed("all-well")
    assert names(replay) == ["writes", "agreed", "leaves", "half-way", "arrives"]
    assert {one.rests_on for one in replay.questions} == {"assumed"}
    assert not [
        one for one in foreseen("all-well") if one.finding.severity is Severity.BLOCK
    ]


def test_what_goes_in_one_vehicle_is_held_together_until_two_say_that_it_is_over() -> None:
    told = names(replayed("harbour"))
    settled, gone = told.index("ashore"), told.index("ben-gone")
    assert "hold: wrong vehicle (lone)" in told[:settled]
    assert "hold: disappearance (lone)" in told[gone:]
    assert "start refused by a hold (lone)" in told[gone:]
    assert "start refused by a hold (off)" not in told


def test_start_belongs_to_its_own_row_and_not_to_the_next() -> None:
    scenario = library.find(str(SAMPLES / "harbour.yaml"))
    played = play(scenario, scenario.base(), Foreseeing(scenario))
    (went,) = (one.order for one in played.responses if one.kind == "went")
    assert played.orders["ashore"] <= went < played.orders["ben-gone"]


def test_what_was_settled_before_a_loss_did_not_reach_who_was_lost() -> None:
    verdicts = {one.loss: (one.verdict, one.by) for one in replayed("harbour").losses}
    assert verdicts == {
        "Ben": ("not_reached", "nothing in time"),
        "Xan": ("stopped", "hold: disappearance (lone)"),
    }


def test_who_stays_by_choice_is_in_no_plan_and_who_arrives_leaves_the_others_in_it() -> (
    None
):
    about = {role for one in replayed("harbour").questions for role in one.about}
    assert "Cal" not in about
    found = foreseen("harbour")
    assert ("journey.returned_on_the_way", "off/1", "stated") in {
        (one.finding.code, one.finding.where, one.rests_on) for one in found
    }


def test_stay_between_two_legs_ends_with_the_one_that_goes_on_from_there() -> None:
    scenario = library.find(str(SAMPLES / "odd.yaml"))
    stage = Foreseeing(scenario)
    for act in (one for one in scenario.events[0].acts if isinstance(one, Plan)):
        stage.perform(act)
    for leg in (1, 0):
        stage.perform(Stay(journey="one", house="den", leg=leg))
        (stay,) = journey.stays(stage.picture("one").journey)
        legs = [one.act for one in journey.legs(stage.picture("one").journey)]
        assert stay.act.leg == legs[leg - 1].leg
        assert stay.act.window.opens == legs[leg - 1].window.closes
    assert stay.act.window.closes - stay.act.window.opens == timedelta(hours=12)


def test_what_a_file_says_was_done_is_not_asked_because_it_does_not_say_so() -> None:
    of_part = {one.code for one in replayed("odd").questions if one.journey == "part"}
    of_two = {one.code for one in replayed("odd").questions if one.journey == "two"}
    silent = {"watch.no_backup", "watch.no_two_to_answer", "self_harm.not_asked"}
    assert silent <= of_two
    assert not silent & of_part


def test_what_nobody_can_accept_refuses_a_start_whoever_plays_it() -> None:
    replay = replayed("odd")
    refused = [
        one.text.en
        for row in replay.events
        for one in row.asked
        if one.by == "consent.child_without_arrangement" and row.event == "second"
    ]
    assert refused[0].startswith("It may not start (a child travels without")
    alarms = [name for name in names(replay) if name.startswith("alarm: missed")]
    assert alarms == ["alarm: missed check in (one)"]
