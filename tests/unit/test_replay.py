"""Replays on a rehearsal: order, alarms and holds, verdicts and their ranges."""

import pytest

from waystation.practice import library
from waystation.practice.columns import display_width, wrap
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.labels import LABELS, Language
from waystation.practice.reading import read
from waystation.practice.rehearsal import Rehearsal
from waystation.practice.replay import play, record, variants
from waystation.practice.scenario import Scenario
from waystation.practice.terminal import Page, report_rows
from waystation.web.replay_questions import grouped
from waystation.web.replay_record import Question, Replay, decode, encode

ANOTHER = """\
format: waystation-scenario/1
name: ferry
title: {en: "A ferry that did not sail", ko: "뜨지 않은 배"}
source: {en: invented, ko: 지어낸 이야기}
starts: 2021-01-01T00:00:00Z
cast:
  Ana: {is: person, what: {en: a, ko: 가}}
  Bo: {is: person, what: {en: b, ko: 나}}
  crew: {is: team, what: {en: c, ko: 다}}
  van: {is: helper, what: {en: v, ko: 라}}
cases:
  ana: {persons: [Ana]}
  bo: {persons: [Bo]}
journeys:
  first: {case: ana}
  second: {case: bo}
events:
  - id: plans
    when: {en: before, ko: 앞서}
    what: {en: Two plans., ko: 두 계획.}
    who: [Ana, Bo, crew]
    rests_on: stated
    knowable: true
    acts:
      - {act: appeal, case: ana, by: Ana, text: {en: help, ko: 도움}}
      - {act: appeal, case: bo, by: Bo, text: {en: help, ko: 도움}}
      - {act: consent, journey: first, by: Ana, rests_on: assumed}
      - {act: consent, journey: second, by: Bo, rests_on: assumed}
      - {act: plan, journey: first, legs: [{to: {en: there, ko: 거기}, by: crew}]}
      - act: plan
        journey: second
        legs:
          - {to: {en: pier, ko: 부두}, by: van}
          - {to: {en: there, ko: 거기}, by: crew}
      - {act: go, journey: first}
  - id: taken
    when: {en: then, ko: 그때}
    after: 1 d
    what: {en: The crew is taken and Ana with it., ko: 모두 잡힙니다.}
    who: [crew, Ana]
    rests_on: stated
    knowable: true
    acts:
      - {act: arrest, journey: first, of: [crew], text: {en: taken, ko: 잡힘}}
      - {act: go, journey: second}
  - id: lost
    when: {en: after, ko: 뒤에}
    after: 1 d
    what: {en: Bo is lost on the way., ko: 길에서 사라집니다.}
    who: [Bo]
    rests_on: stated
    knowable: false
losses:
  - {who: Ana, event: taken, rests_on: stated, needs: [first], what: {en: taken, ko: 잡힘}}
  - {who: Bo, event: lost, rests_on: stated, needs: [second], what: {en: lost, ko: 사라짐}}
"""


def replayed(scenario: Scenario) -> Replay:
    varied = {
        (name, value): play(scenario, values, Rehearsal(scenario))
        for name, value, values in variants(scenario, scenario.base())
    }
    return record(play(scenario, scenario.base(), Rehearsal(scenario)), varied)


@pytest.fixture(scope="module")
def of_2023() -> Replay:
    return replayed(library.find("2023-two-pickups"))


def verdicts(replay: Replay) -> dict[str, str]:
    return {loss.loss: loss.verdict for loss in replay.losses}


def test_2023_reaches_nobody_in_time_for_e_and_asks_about_the_three(
    of_2023: Replay,
) -> None:
    assert verdicts(of_2023) == {
        "E": "not_reached",
        "W1": "questioned",
        "W2": "questioned",
        "W3": "questioned",
    }
    assert [loss.rests_on for loss in of_2023.losses] == [
        "stated",
        "stated",
        "inferred",
        "inferred",
    ]


def test_e_is_questioned_where_a_check_in_before_the_house_is_assumed(
    of_2023: Replay,
) -> None:
    found = [(one.assumption.en, one.verdict) for one in of_2023.losses[0].range]
    assert [verdict for text, verdict in found if "3 hours" in text] == ["questioned"]
    assert [verdict for text, verdict in found if "12 hours" in text] == ["not_reached"]


def test_no_answer_to_an_open_question_makes_anything_stopped(of_2023: Replay) -> None:
    assert all(one.verdict != "stopped" for loss in of_2023.losses for one in loss.range)


def test_demand_raises_an_alarm_and_holds_the_other_case_before_the_arrest(
    of_2023: Replay,
) -> None:
    names = [event.event for event in of_2023.events]
    demand, arrest = names.index("demand"), names.index("arrest")
    between = of_2023.events[demand:arrest]
    assert any("alarm" in event.event and "E" in event.who for event in between)
    assert any("hold" in event.event and "W1" in event.who for event in between)
    assert not any("alarm" in name for name in names[:demand])


def test_what_the_rules_ask_before_a_start_stands_at_its_row_and_on_whose_word(
    of_2023: Replay,
) -> None:
    said = {row.event: {one.by: one.text.en for one in row.asked} for row in of_2023.events}
    two_cases = said["one-team"]["helper.hired_in_two_cases"]
    assert "(stated)" in two_cases
    assert "two do here" in two_cases
    assert "(inferred)" in said["one-team"]["house.hired_told"]
    assert "(stated)" in said["details"]["disclosure.face_to_helper"]
    assert not any("helper.nobody_has_met" in asked for asked in said.values())


def test_questions_before_a_journey_begins_are_lines_between_the_rows(
    of_2023: Replay,
) -> None:
    lines = of_2023.in_order
    assert [line.order for line in lines] == list(range(len(lines)))
    names = [line.event for line in lines]
    day_0 = names.index("e-leaves")
    stated = {
        (one.code, one.journey, one.severity, role)
        for one in lines[:day_0]
        if isinstance(one, Question) and one.rests_on == "stated"
        for role in one.about
    }
    for journey, person in (("e-out", "E"), ("w-out", "W1")):
        assert {
            ("helper.hired_in_two_cases", journey, "block", "B1"),
            ("house.two_cases", journey, "warn", "H"),
            ("helper.one_recruiter", journey, "warn", "R"),
            ("disclosure.everyone_holds_all", journey, "warn", person),
            ("disclosure.face_to_helper", journey, "warn", "B1"),
        } <= stated
    assert all("finding" in one.event for one in of_2023.questions)
    assert {one.who for one in of_2023.questions} == {("E",), ("W1", "W2", "W3")}


def test_what_a_report_does_not_say_is_asked_too_and_stays_out_of_the_rows(
    of_2023: Replay,
) -> None:
    silent = [one for one in of_2023.questions if one.code == "helper.nobody_has_met"]
    assert {one.rests_on for one in silent} == {"assumed"}
    assert {one.journey for one in silent} == {"e-out", "w-out", "w-later"}
    asked = {one.by for row in of_2023.events for one in row.asked}
    assert "helper.nobody_has_met" not in asked
    mark = [group.rests_on for group in grouped(of_2023.questions)]
    assert mark == ["stated", "inferred", "assumed"]


def test_questions_change_no_verdict_and_are_not_said_of_what_has_started(
    of_2023: Replay,
) -> None:
    rows = {row.event: row.order for row in of_2023.events}
    of_e = [one for one in of_2023.questions if one.journey == "e-out"]
    assert of_e
    assert all(one.order < rows["e-leaves"] for one in of_e)
    assert of_2023.losses[0].verdict == "not_reached"


def test_later_journey_is_refused_by_a_hold(of_2023: Replay) -> None:
    assert "start refused by a hold (w-later)" in [event.event for event in of_2023.events]


def test_2018_has_arrivals_no_loss_and_no_alarm() -> None:
    replay = replayed(library.find("2018-two-women"))
    assert replay.losses == ()
    assert not any(
        "alarm" in event.event or "hold" in event.event for event in replay.events
    )


def test_another_operation_with_another_cast_is_judged_by_the_same_rules() -> None:
    replay = replayed(read(ANOTHER.encode()))
    assert verdicts(replay) == {"Ana": "not_reached", "Bo": "stopped"}


def test_start_that_a_rule_refuses_and_nobody_can_accept_counts_for_the_verdict() -> None:
    asked = "act: condition, journey: second, by: van, what: payment_to_holder"
    told = "{act: message, case: ana, by: Ana, text: {en: taken, ko: 잡힘}}"
    arrest = "{act: arrest, journey: first, of: [crew], text: {en: taken, ko: 잡힘}}"
    go = "      - {act: go, journey: first}\n"
    condition = f"      - {{{asked}, text: {{en: for the guards, ko: 경비에게}}}}\n"
    scenario = read(ANOTHER.replace(arrest, told).replace(go, condition).encode())
    replay = record(play(scenario, {}, Foreseeing(scenario)), {})
    bo = replay.losses[1]
    assert (bo.loss, bo.verdict, bo.rests_on) == ("Bo", "stopped", "stated")
    assert bo.by == "start refused by a rule (second): owed.payment_to_holder"
    assert "start refused by a rule (second)" in [row.event for row in replay.events]


def test_missing_consent_is_our_gap_and_never_counts_as_a_question() -> None:
    line = "      - {act: consent, journey: second, by: Bo, rests_on: assumed}\n"
    told = "{act: message, case: ana, by: Ana, text: {en: taken, ko: 잡힘}}"
    arrest = "{act: arrest, journey: first, of: [crew], text: {en: taken, ko: 잡힘}}"
    without = ANOTHER.replace(line, "").replace(arrest, told)
    replay = replayed(read(without.encode()))
    assert verdicts(replay)["Bo"] == "not_reached"


def test_record_is_read_back_as_it_was_written(of_2023: Replay) -> None:
    assert decode(encode(of_2023)) == of_2023


def test_two_replays_are_the_same_to_the_byte(of_2023: Replay) -> None:
    assert encode(replayed(library.find("2023-two-pickups"))) == encode(of_2023)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("places", [40, 60, 84, 100, 132])
def test_no_line_is_wider_than_the_terminal(
    of_2023: Replay, language: Language, places: int
) -> None:
    scenario = library.find("2023-two-pickups")
    page = Page(LABELS[language], places)
    lines = [*page.opening(scenario), *page.replay(of_2023, scenario)]
    assert max(map(display_width, lines)) <= places


@pytest.mark.parametrize("language", ["en", "ko"])
def test_terminal_asks_on_the_firmest_word_first_and_names_every_rule(
    of_2023: Replay, language: Language
) -> None:
    page = Page(LABELS[language], 1000)
    lines = [
        line.strip() for line in page.replay(of_2023, library.find("2023-two-pickups"))
    ]
    heads = [lines.index(head) for head in LABELS[language].asked_on.values()]
    assert heads == sorted(heads)
    for one in of_2023.questions:
        says = one.says.ko if language == "ko" else one.says.en
        assert any(says in line for line in lines[heads[0] :])


def test_two_holds_on_one_journey_say_of_which_alarm_each_is(of_2023: Replay) -> None:
    page = Page(LABELS["en"], 1000)
    text = "\n".join(page.replay(of_2023, library.find("2023-two-pickups")))
    for why in ("a demand outside the agreement", "an arrest is reported"):
        assert f"Hold, by the alarm ({why}). May not proceed" in text


def test_where_nothing_came_in_time_nothing_is_said_to_have_been_asked_in_time() -> None:
    scenario = library.find("2013-nine-returned")
    replay = replayed(scenario)
    assert {one.verdict for one in replay.losses} == {"not_reached"}
    text = "\n".join(Page(LABELS["en"], 1000).replay(replay, scenario))
    assert "No alarm and no hold came in time." in text
    assert LABELS["en"].hindsight not in text
    assert "silence would say nothing (assumed)." in text


@pytest.mark.parametrize("language", ["en", "ko"])
def test_reader_meets_no_word_of_cryptography(of_2023: Replay, language: Language) -> None:
    scenario = library.find("2023-two-pickups")
    page = Page(LABELS[language], 100)
    text = "\n".join([*page.opening(scenario), *page.replay(of_2023, scenario)]).lower()
    for word in (
        "cell",
        "charter",
        "epoch",
        "frame",
        "key",
        "cipher",
        "encrypt",
        "암호",
        "셀",
    ):
        assert word not in text.split()


def test_rows_of_a_page_say_each_thing_once(of_2023: Replay) -> None:
    rows = report_rows(of_2023)
    assert [row.event for row in rows if row.report is None] == []


def test_korean_words_are_kept_whole_and_counted_double() -> None:
    assert display_width("가나 a") == 6
    assert wrap("가나다 라마바", 8) == ["가나다", "라마바"]
    assert wrap("가나다라마", 6) == ["가나다", "라마"]
