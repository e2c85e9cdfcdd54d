"""The page about scenarios: its examples work, and it says every act and field there is."""

import re
from pathlib import Path

from waystation.practice import library
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.reading import read, schema
from waystation.practice.replay import play, record

PAGE = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
OF_EVERY_ACT = {"act", "if", "rests_on"}


def verdicts(text: str) -> dict[str, tuple[str, str]]:
    scenario = read(text.encode())
    played = play(scenario, scenario.base(), Foreseeing(scenario))
    return {one.loss: (one.verdict, one.by) for one in record(played, {}).losses}


def test_file_of_ten_minutes_is_whole_from_its_first_part_on_and_ends_as_it_says() -> None:
    *parts, two_cases = EXAMPLES
    for at in range(1, len(parts) + 1):
        read("".join(parts[:at]).encode())
    assert verdicts("".join(parts)) == {"Ana": ("questioned", "alarm: demand (out)")}
    assert verdicts(two_cases).keys() == {"Ana"}


def test_every_act_stands_in_the_table_with_every_field_it_has() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([^|]*) \|", PAGE, re.MULTILINE))
    for act in schema()["$defs"]["act"]["properties"]["act"]["enum"]:
        shape = schema()["$defs"][f"act-{act}"]
        fields = set(shape["properties"]) - OF_EVERY_ACT
        needed, _, more = rows[act].partition("[")
        assert set(re.findall(r"\w+", needed)) == set(shape["required"]) - OF_EVERY_ACT, act
        assert set(re.findall(r"\w+", needed + more)) == fields, act


def test_every_other_field_and_every_word_to_choose_from_is_said() -> None:
    said = set(re.findall(r"[\w-]+", PAGE))
    shapes = schema()["$defs"]
    for name in ("part", "leg", "event", "loss", "assumption"):
        assert set(shapes[name]["properties"]) <= said, name
    assert set(schema()["properties"]) <= said
    assert set(shapes["part"]["properties"]["is"]["enum"]) <= said
    for act in shapes["act"]["properties"]["act"]["enum"]:
        for field in shapes[f"act-{act}"]["properties"].values():
            assert set(field.get("enum", ())) <= said, act


def test_built_in_operations_that_are_played_only_when_asked_for_are_named() -> None:
    assert set(library.listed()) <= set(re.findall(r"`([0-9a-z-]+)`", PAGE))
