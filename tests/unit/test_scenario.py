"""The format of scenarios: what is read, and what is refused with line and field."""

from pathlib import Path

import pytest

from waystation.errors import FormatError
from waystation.practice import acts
from waystation.practice.reading import read
from waystation.practice.scenario import duration

SMALL = """\
format: waystation-scenario/1
name: small
title: {en: A, ko: 가}
source: {en: invented, ko: 지어낸 이야기}
starts: 2020-01-01T00:00:00Z
cast:
  A: {is: person, what: {en: a, ko: 가}}
  D: {is: helper, what: {en: d, ko: 라}}
  boss: {is: organiser, what: {en: o, ko: 오}}
cases:
  one: {persons: [A]}
journeys:
  out: {case: one}
assumptions:
  told:
    asks: {en: "told?", ko: "알렸나요?"}
    base: "no"
    values:
      no: {en: no, ko: 아니요}
      yes: {en: yes, ko: 네}
events:
  - id: asks
    when: {en: then, ko: 그때}
    what: {en: A asks., ko: 부탁합니다.}
    who: [A]
    rests_on: stated
    knowable: true
    acts:
      - {act: appeal, case: one, by: A, text: {en: help, ko: 도와주세요}}
      - {act: plan, journey: out, legs: [{to: {en: there, ko: 거기}, by: D}]}
  - id: lost
    when: {en: later, ko: 나중}
    after: 2 d
    what: {en: A is gone., ko: 사라졌습니다.}
    who: [A]
    rests_on: inferred
    knowable: false
losses:
  - {who: A, event: lost, rests_on: inferred, needs: [out], what: {en: gone, ko: 사라짐}}
"""

BUILT_IN = Path(__file__).parents[2] / "scenarios"


def refused(text: str) -> FormatError:
    with pytest.raises(FormatError) as caught:
        read(text.encode())
    return caught.value


def changed(old: str, new: str) -> FormatError:
    assert SMALL.count(old) == 1, old
    return refused(SMALL.replace(old, new))


def test_small_scenario_is_read_with_its_acts_and_moments() -> None:
    scenario = read(SMALL.encode())
    assert isinstance(scenario.events[0].acts[0], acts.Appeal)
    assert scenario.base() == {"told": "no"}
    moments = scenario.moments()
    assert moments["lost"] - moments["asks"] == duration("2 d")


@pytest.mark.parametrize(
    "path", sorted(BUILT_IN.glob("*.yaml")), ids=lambda path: path.stem
)
def test_built_in_scenario_is_read_under_its_own_name(path: Path) -> None:
    assert read(path.read_bytes()).name == path.stem


def test_unknown_mark_names_its_line_and_field() -> None:
    error = changed("rests_on: inferred\n    knowable", "rests_on: guessed\n    knowable")
    assert (error.code, error.where) == ("scenario.value", "line 36, events[1].rests_on")


def test_missing_field_names_the_line_of_what_lacks_it() -> None:
    error = changed("    who: [A]\n    rests_on: stated\n", "    who: [A]\n")
    assert (error.code, error.where) == ("scenario.missing", "line 22, events[0]")
    assert "rests_on" in error.message


def test_unknown_field_is_named_with_its_own_line() -> None:
    error = changed("  boss: {is: organiser, ", "  boss: {is: organiser, age: 50, ")
    assert (error.code, error.where) == ("scenario.unknown_field", "line 9, cast.boss.age")


def test_field_of_another_act_is_refused_where_it_stands() -> None:
    error = changed("by: D}]}", "by: D}], due: 3 h}")
    assert (error.code, error.where) == (
        "scenario.unknown_field",
        "line 30, events[0].acts[1].due",
    )


def test_unknown_act_is_refused() -> None:
    error = changed("act: plan", "act: teleport")
    assert (error.code, error.where) == ("scenario.value", "line 30, events[0].acts[1].act")


def test_role_outside_the_cast_is_refused() -> None:
    error = changed("case: one, by: A,", "case: one, by: Z,")
    assert (error.code, error.where) == ("scenario.role", "line 29, events[0].acts[0].by")


def test_journey_without_plan_cannot_start() -> None:
    error = changed(
        "act: plan, journey: out, legs: [{to: {en: there, ko: 거기}, by: D}]",
        "act: go, journey: out",
    )
    assert error.code == "scenario.unplanned"


def test_act_of_a_row_that_nobody_could_know_needs_an_assumption() -> None:
    loss = "{act: loss, journey: out, who: A, text: {en: l, ko: ㄹ}"
    act = "knowable: false\n    acts: [" + loss
    error = changed("knowable: false", act + "}]")
    assert (error.code, error.where) == (
        "scenario.unknowable",
        "line 38, events[1].acts[0]",
    )
    read(SMALL.replace("knowable: false", act + ', if: {told: "yes"}}]').encode())


def test_unknown_value_of_an_assumption_is_refused() -> None:
    assert changed('base: "no"', "base: maybe").where == "line 17, assumptions.told.base"


def test_loss_of_somebody_who_is_no_person_is_refused() -> None:
    assert changed("who: A, event", "who: D, event").code == "scenario.person"


def test_second_event_of_one_id_is_refused() -> None:
    assert changed("id: lost", "id: asks").code == "scenario.repeated"


def test_field_that_stands_twice_is_refused_at_the_second() -> None:
    error = changed("name: small\n", "name: small\nname: other\n")
    assert (error.code, error.where) == ("scenario.repeated", "line 3, name")


def test_broken_yaml_names_its_line() -> None:
    error = changed("title: {en: A, ko: 가}", "title: {en: A, ko: 가")
    assert error.code == "scenario.yaml"
    assert error.where.startswith("line ")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "scenario.empty"),
        ("a: &x 1\nb: *x\n", "scenario.alias"),
        ("a: !!python/object:os.system x\n", "scenario.tag"),
        ("? [a]\n: 1\n", "scenario.key"),
        ("a: 99999999999999999999\n", "scenario.number"),
        ("[" * 5000, "scenario.size"),
        ("a: [" + "1," * 30_000 + "]\n", "scenario.size"),
        ("a: 1" + " " * (1 << 20), "scenario.size"),
        ("a: 1\x07\n", "scenario.yaml"),
        ("- 1\n", "scenario.type"),
    ],
)
def test_what_is_no_scenario_is_refused_with_a_code(text: str, code: str) -> None:
    assert refused(text).code == code


def test_what_a_file_stumbles_over_most_is_said_with_the_line() -> None:
    found = {
        said: error.message.partition("; ")[2]
        for said, error in {
            "comma": changed("what: {en: A asks., ko", "what: {en: A asks, twice., ko"),
            "colon": changed(
                "what: {en: A asks., ko: 부탁합니다.}", "what: A asks: twice."
            ),
            "tab": changed("    when: {en: then", "\twhen: {en: then"),
            "two": refused(SMALL + "---\n" + SMALL),
        }.items()
    }
    assert found == {
        "comma": "a sentence with a comma or a colon in it stands in quotation marks",
        "colon": "a text with a colon in it stands in quotation marks",
        "tab": "it is indented by blanks, not by tabs",
        "two": "a file holds one document",
    }


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ("knowable: true", "knowable: perhaps", ": true or false"),
        (
            "    who: [A]\n    rests_on: stated",
            "    who: A\n    rests_on: stated",
            ": a list",
        ),
        ("after: 2 d", "after: two days", "a space and min, h, d or w: 36 h"),
        ("scenario/1", "scenario/2", ": waystation-scenario/1"),
        ("by: D}]", "by: D, hours: 0}]", "at least 1"),
        (
            "source: {en: invented, ko: 지어낸 이야기}",
            "source: x",
            "{en: a sentence, ko: 문장}",
        ),
        (
            "rests_on: stated\n    knowable",
            "rests_on: sure\n    knowable",
            "inferred, assumed",
        ),
    ],
)
def test_what_the_format_asks_for_is_said(old: str, new: str, asked: str) -> None:
    error = changed(old, new)
    assert error.message.endswith(asked), error.message
    assert error.where.startswith("line ")


def test_bytes_that_are_not_utf8_name_their_line() -> None:
    with pytest.raises(FormatError) as caught:
        read(b"a: 1\nb: \xff\n")
    assert (caught.value.code, caught.value.where) == ("scenario.utf8", "line 2")


def test_name_written_in_the_file_is_never_repeated_in_an_error() -> None:
    error = changed("  boss: {", "  Ms Secret Name: {")
    assert "Secret" not in str(error)


def test_claim_with_a_code_that_the_field_does_not_know_is_refused() -> None:
    claim = "{act: claim, case: one, about: A, by: A, text: {en: t, ko: ㅌ}, terms: [x:y]}"
    error = changed("    acts:\n", f"    acts:\n      - {claim}\n")
    assert (error.code, error.where) == (
        "scenario.term",
        "line 29, events[0].acts[0].terms[0]",
    )


CONSENT = "{act: consent, journey: out, by: A, rests_on: assumed}"
AGREED = "{act: check-in-agreed, journey: out, by: A, due: 3 h}"
HEARD = "{act: check-in, journey: out, by: A}"
ONLY_IF_TOLD = ', if: {told: "yes"}}'
PLAN = "{act: plan, journey: out, legs: [{to: {en: there, ko: 거기}, by: D}]}"


def with_acts(*more: str) -> str:
    lines = "".join(f"      - {one}\n" for one in more)
    return SMALL.replace(f"      - {PLAN}\n", f"      - {PLAN}\n{lines}")


@pytest.mark.parametrize(
    ("more", "code", "where"),
    [
        (
            ("{act: stay, journey: out, house: D}",),
            "scenario.house",
            "line 31, events[0].acts[2].house",
        ),
        (
            ("{act: consent, journey: out, by: D}",),
            "scenario.person",
            "line 31, events[0].acts[2].by",
        ),
        ((HEARD,), "scenario.check_in", "line 31, events[0].acts[2].by"),
        ((AGREED, HEARD), "scenario.check_in", "line 32, events[0].acts[3].by"),
        (
            (AGREED, CONSENT, HEARD, HEARD),
            "scenario.check_in",
            "line 34, events[0].acts[5].by",
        ),
        ((CONSENT, AGREED), "scenario.check_in", "line 32, events[0].acts[3].act"),
        (
            (AGREED.replace("}", ONLY_IF_TOLD), HEARD),
            "scenario.check_in",
            "line 32, events[0].acts[3].by",
        ),
        (
            ("{act: handover, journey: out, leg: 2}",),
            "scenario.leg",
            "line 31, events[0].acts[2].leg",
        ),
    ],
)
def test_what_an_act_needs_before_it_is_asked_for_with_line_and_field(
    more: tuple[str, ...], code: str, where: str
) -> None:
    error = refused(with_acts(*more))
    assert (error.code, error.where) == (code, where)


def test_what_is_there_whenever_the_act_is_done_suffices() -> None:
    told = (AGREED.replace("}", ONLY_IF_TOLD), HEARD.replace("}", ONLY_IF_TOLD))
    read(with_acts(told[0], CONSENT, told[1]).encode())
    read(with_acts(AGREED, CONSENT, HEARD.replace("}", ONLY_IF_TOLD)).encode())


def test_plan_that_is_made_under_an_assumption_starts_only_under_it() -> None:
    error = changed(PLAN, PLAN[:-1] + ONLY_IF_TOLD + "\n      - {act: go, journey: out}")
    assert (error.code, error.where) == (
        "scenario.unplanned",
        "line 31, events[0].acts[2].journey",
    )


def test_urgency_stands_on_an_appeal() -> None:
    urgent = "{act: urgent, case: one, text: {en: now, ko: 지금}}"
    error = changed("    acts:\n", f"    acts:\n      - {urgent}\n")
    assert (error.code, error.where) == (
        "scenario.unasked",
        "line 29, events[0].acts[0].case",
    )


def test_code_that_is_none_is_answered_with_the_nearest_of_its_field() -> None:
    claim = "{act: claim, case: one, about: A, by: A, text: {en: t, ko: ㅌ}, terms: [x]}"
    wrong = claim.replace("[x]", '["ilo_indicator:retention_of_identity_documents"]')
    error = changed("    acts:\n", f"    acts:\n      - {wrong}\n")
    assert error.message == "no such code; the nearest is retention_of_documents"
    error = changed("    acts:\n", f"    acts:\n      - {claim}\n")
    assert "ilo_indicator" in error.message


@pytest.mark.parametrize(
    ("head", "leg", "code", "where"),
    [
        ("persons: [D]", "by: D", "scenario.person", "line 14, journeys.out.persons[0]"),
        (
            "persons: [A]",
            "by: D, in: [A]",
            "scenario.vehicle",
            "line 31, events[0].acts[1].legs[0].in[0]",
        ),
        (
            "persons: [A]",
            "by: van",
            "scenario.role",
            "line 31, events[0].acts[1].legs[0].by",
        ),
    ],
)
def test_who_goes_and_in_what_is_refused_where_it_cannot_be(
    head: str, leg: str, code: str, where: str
) -> None:
    van = "  van: {is: vehicle, what: {en: v, ko: 밴}}\n  boss: {"
    text = SMALL.replace("  out: {case: one}", f"  out: {{case: one, {head}}}")
    error = refused(text.replace("by: D}]", leg + "}]").replace("  boss: {", van))
    assert (error.code, error.where) == (code, where)


def test_person_is_in_one_case() -> None:
    error = changed(
        "  one: {persons: [A]}\n", "  one: {persons: [A]}\n  two: {persons: [A]}\n"
    )
    assert (error.code, error.where) == ("scenario.person", "line 12, cases.two.persons[0]")


@pytest.mark.parametrize("starts", ["2020-02-30T00:00:00Z", "9999-12-31T00:00:00Z"])
def test_time_that_does_not_exist_is_refused_where_it_stands(starts: str) -> None:
    error = changed("2020-01-01T00:00:00Z", starts)
    assert (error.code, error.where) == ("scenario.moment", "line 5, starts")


def test_house_takes_nobody_along() -> None:
    error = changed("D: {is: helper", "D: {is: house")
    assert (error.code, error.where) == (
        "scenario.role",
        "line 30, events[0].acts[1].legs[0].by",
    )
