"""`waystation check` and `waystation rule`, as they are typed."""

import json
from pathlib import Path

import pytest

from waystation.__main__ import main
from waystation.foresight import catalogue, thresholds

ROOT = Path(__file__).parents[2]


def test_a_scenario_that_something_forbids_ends_with_1_and_one_that_passes_with_0(capsys):
    assert main(["check", "2023-two-pickups"]) == 1
    said = capsys.readouterr().out
    assert "helper.hired_in_two_cases" in said
    assert "before it starts; stated" in said
    assert main(["check", "2018-two-women", "--language", "ko"]) == 0
    assert "떠나기 전; 보도됨" in capsys.readouterr().out


def test_json_is_one_object_a_line_with_the_words_of_the_rule(capsys):
    assert main(["check", "--format", "json", "2023-two-pickups"]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines
    for line in lines:
        assert {"code", "severity", "where", "message", "rests_on", "event"} <= set(line)
        assert line["rests_on"] in {"stated", "inferred", "assumed"}
        assert line["message"] == catalogue.rule(line["code"]).title.en


def test_markdown_is_a_table_for_each_journey(capsys):
    main(["check", "--format", "markdown", "2023-two-pickups"])
    lines = capsys.readouterr().out.splitlines()
    assert [one for one in lines if one.startswith("## ")] == [
        "## e-out",
        "## w-out",
        "## w-later",
    ]
    assert all(one.count(" | ") == 5 for one in lines if one.startswith("| block"))


def test_an_unknown_scenario_or_rule_is_refused_and_a_broken_file_too(capsys, tmp_path):
    assert main(["check", "nowhere"]) == 3
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: other\n")
    assert main(["check", str(broken)]) == 4
    assert main(["rule", "nobody.asks"]) == 3
    assert "rule.unknown" in capsys.readouterr().err


def test_numbers_of_ones_own_are_read_from_a_file(capsys, tmp_path):
    shipped = (ROOT / "src/waystation/foresight/thresholds.toml").read_text()
    assert thresholds.shipped().journey.leg_longest_hours == 72
    own = tmp_path / "own.toml"
    own.write_text(shipped.replace("leg_longest_hours = 72", "leg_longest_hours = 100"))
    main(["check", "2018-two-women"])
    assert "journey.leg_too_long" in capsys.readouterr().out
    main(["check", "2018-two-women", "--settings", str(own)])
    assert "journey.leg_too_long" not in capsys.readouterr().out
    own.write_text("[journey]\n")
    assert main(["check", "2018-two-women", "--settings", str(own)]) == 4
    with pytest.raises(SystemExit):
        main(["check", "--store", str(tmp_path), "--settings", str(own)])


def test_a_rule_is_explained_in_both_languages(capsys):
    assert main(["rule", "owed.fee"]) == 0
    said = capsys.readouterr().out
    rule = catalogue.rule("owed.fee")
    for text in (rule.title.en, rule.explanation.en, rule.bad, rule.good, rule.do.en):
        assert text in said
    assert "Nobody can accept this finding." in said
    main(["rule", "owed.fee", "--language", "ko", "--json"])
    shape = json.loads(capsys.readouterr().out)
    assert shape["title"] == rule.title.ko
    assert shape["acceptable"] is False
    main(["rule"])
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == [one.code for one in catalogue.RULES]
