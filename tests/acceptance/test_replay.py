"""Both documented operations, played through real processes by the command itself."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from waystation.practice import library
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.replay import play, record
from waystation.practice.scenario import Scenario
from waystation.practice.show import answers, print_json

_RUN = """
import argparse, sys
from waystation.cli import exits
from waystation.practice import commands
parser = argparse.ArgumentParser(prog="waystation")
commands.add(parser.add_subparsers(required=True))
chosen = parser.parse_args()
sys.exit(exits.run(chosen.run, chosen))
"""
Lines = list[dict[str, Any]]
SAMPLES = Path(__file__).parents[1] / "samples" / "scenarios"
COMMAND = (sys.executable, "-c", _RUN)
# How long it takes is for `make bench` and people to judge; a hung replay ends here.
HUNG_S = 300
pytestmark = pytest.mark.timeout(900)
INVENTED = """\
format: waystation-scenario/1
name: ferry
title: {en: A ferry that did not sail, ko: 뜨지 않은 배}
source: {en: Invented., ko: 지어낸 이야기입니다.}
starts: 2021-01-01T00:00:00Z
cast:
  Ana: {is: person, what: {en: asks for help, ko: 도움을 청하는 사람}}
  Bo: {is: person, what: {en: asks for help elsewhere, ko: 다른 곳에서 청하는 사람}}
  crew: {is: team, what: {en: a hired crew, ko: 고용된 팀}}
cases:
  ana: {persons: [Ana]}
  bo: {persons: [Bo]}
journeys:
  first: {case: ana}
  second: {case: bo}
events:
  - id: plans
    when: {en: in winter, ko: 겨울}
    what: {en: Both are to go with one crew., ko: 두 사람이 한 팀과 가기로 합니다.}
    who: [Ana, Bo, crew]
    rests_on: stated
    knowable: true
    acts:
      - {act: appeal, case: ana, by: Ana, text: {en: Please help., ko: 도와주세요.}}
      - {act: appeal, case: bo, by: Bo, text: {en: Please help., ko: 도와주세요.}}
      - act: plan
        journey: first
        legs: [{to: {en: the pier, ko: 부두}, by: crew, hours: 48}]
      - act: plan
        journey: second
        legs: [{to: {en: the pier, ko: 부두}, by: crew, hours: 48}]
      - {act: check-in-agreed, journey: first, by: Ana, due: 6 h}
      - {act: consent, journey: first, by: Ana, rests_on: assumed}
      - {act: consent, journey: second, by: Bo, rests_on: assumed}
      - {act: go, journey: first}
  - id: silence
    when: {en: the day after, ko: 이튿날}
    after: 1 d
    what: {en: Nothing is heard of Ana., ko: 아나의 소식이 없습니다.}
    who: [Ana]
    rests_on: stated
    knowable: true
    acts:
      - {act: go, journey: second}
  - id: taken
    when: {en: later, ko: 나중}
    after: 1 d
    what: {en: The crew takes Bo and is not seen again., ko: 팀이 보를 데려가고 사라집니다.}
    who: [crew, Bo]
    rests_on: stated
    knowable: false
losses:
  - {who: Ana, event: silence, rests_on: stated, needs: [first], what: {en: a, ko: 가}}
  - {who: Bo, event: taken, rests_on: stated, needs: [second], what: {en: b, ko: 나}}
"""


def waystation(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=HUNG_S,
        check=False,
    )


def replayed(*arguments: str) -> Lines:
    done = waystation("replay", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def both() -> dict[str, Lines]:
    """Both operations, played one after the other in one practice organisation."""
    found: dict[str, Lines] = {}
    latest: Lines = []
    for line in replayed():
        if "replay" in line:
            found[line["replay"]] = latest = []
        else:
            latest.append(line)
    return found


@pytest.fixture(scope="module")
def of_2023(both: dict[str, Lines]) -> Lines:
    return both["2023-two-pickups"]


def rehearsed(scenario: Scenario) -> Lines:
    """The same without processes; equal lines also mean that nothing random is in them."""
    played = play(scenario, scenario.base(), Foreseeing(scenario))
    replay = record(played, answers(scenario, scenario.base()))
    out = io.StringIO()
    print_json(replay, out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def names(lines: Lines) -> list[str]:
    return [line["event"] for line in lines if "event" in line]


def verdicts(lines: Lines) -> dict[str, tuple[str, str]]:
    return {
        line["loss"]: (line["verdict"], line["rests_on"])
        for line in lines
        if "loss" in line
    }


def test_2023_ends_with_the_verdicts_that_its_facts_allow(
    of_2023: Lines,
) -> None:
    assert verdicts(of_2023) == {
        "E": ("not_reached", "stated"),
        "W1": ("questioned", "stated"),
        "W2": ("questioned", "inferred"),
        "W3": ("questioned", "inferred"),
    }
    for line in of_2023:
        assert line.get("by", "-")
        assert line["rests_on"] in {"stated", "inferred", "assumed"}


def test_every_event_says_its_order_and_orders_rise(of_2023: Lines) -> None:
    events = [line for line in of_2023 if "event" in line]
    assert [event["order"] for event in events] == sorted({e["order"] for e in events})
    assert all({"at", "event", "who", "rests_on"} <= set(event) for event in events)


def test_demand_alarms_and_holds_the_other_case_before_the_arrest(
    of_2023: Lines,
) -> None:
    told = names(of_2023)
    between = told[told.index("demand") : told.index("arrest")]
    events = {line["event"]: line for line in of_2023 if "event" in line}
    assert "alarm: demand (e-out)" in between
    assert "hold: demand (w-out)" in between
    assert events["hold: demand (w-out)"]["who"] == ["W1", "W2", "W3"]
    assert "start refused by a hold (w-out)" in between
    assert told.index("start refused by a hold (w-later)") < told.index("taken-to-house")
    assert not any("alarm" in name for name in told[: told.index("demand")])


@pytest.mark.parametrize("name", library.names())
def test_real_processes_and_the_rehearsal_agree_on_every_line(
    both: dict[str, Lines], name: str
) -> None:
    assert both[name] == rehearsed(library.find(name))


def test_2018_arrives_without_a_loss_or_an_alarm(both: dict[str, Lines]) -> None:
    lines = both["2018-two-women"]
    assert verdicts(lines) == {}
    assert "gate-opens" in names(lines)
    assert not any("alarm" in name or "hold" in name for name in names(lines))


def test_file_of_ones_own_with_a_missed_check_in_is_played_by_the_same_rules(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ferry.yaml"
    path.write_text(INVENTED)
    lines = replayed(str(path))
    assert names(lines).index("alarm: missed check in (first)") < names(lines).index(
        "silence"
    )
    assert verdicts(lines) == {"Ana": ("questioned", "stated"), "Bo": ("stopped", "stated")}
    assert lines == rehearsed(library.find(str(path)))


def test_operation_of_another_shape_goes_in_real_processes_as_in_a_rehearsal() -> None:
    path = str(SAMPLES / "odd.yaml")
    assert replayed(path) == rehearsed(library.find(path))


def test_file_with_a_mistake_names_line_and_field_and_ends_with_status_4(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ferry.yaml"
    path.write_text(
        INVENTED.replace("rests_on: stated\n    knowable: false", "knowable: false")
    )
    done = waystation("replay", str(path))
    assert done.returncode == 4
    assert "rests_on" in done.stderr
    assert "line 45, events[2]" in done.stderr


def test_names_of_the_built_in_operations_are_listed_the_failure_first() -> None:
    lines = waystation("replay", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [
        "2023-two-pickups",
        "2018-two-women",
        "2013-nine-returned",
    ]


def test_interrupted_replay_leaves_no_process_and_no_directory(tmp_path: Path) -> None:
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [*COMMAND, "replay", "2023-two-pickups"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as running:
        assert running.stdout is not None
        read = ""
        while "5 desks" not in read:
            read += running.stdout.readline().decode()
        assert "B1 asks the organiser for more money" in read
        deadline = time.monotonic() + 90
        while len(_using(tmp_path)) < 5:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 130
    assert _using(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def _using(directory: Path) -> list[str]:
    """Return the command lines of processes that work under a directory."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = entry.read_bytes().decode().replace("\0", " ")
        except OSError:
            continue
        if str(directory) in line and "practice" in line:
            found.append(line)
    return found
