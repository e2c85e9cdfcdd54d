"""Every rule says everything about itself once, and its page says the same."""

import ast
import re
from pathlib import Path

import pytest

from waystation.casework.consent import ConsentState
from waystation.errors import FormatError, NotFoundError
from waystation.foresight import catalogue, page, thresholds

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
NEVER = re.compile(r"\b(cell|charter|epoch|grant|frame|feed)(s|ed|ing)?\b", re.IGNORECASE)
NEVER_KO = re.compile("감방|헌장|에포크|프레임|피드|세요\\.|한다\\.|어요\\.")


@pytest.mark.parametrize("rule", catalogue.RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_it_means_in_both_languages_with_examples_and_a_source(rule):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+", rule.code)
    for words in (rule.title, rule.explanation, rule.do):
        assert words.en.strip()
        assert re.search("[가-힣]", words.ko)
        assert not NEVER.search(words.en)
        assert not NEVER_KO.search(words.ko)
        assert not re.search("[{}<>]", words.en + words.ko)
    assert rule.title.en.endswith(".")
    assert rule.title.ko.endswith(".")
    assert len(rule.bad) > 15
    assert len(rule.good) > 15
    assert rule.source.strip()


def test_no_two_rules_have_one_code():
    codes = [rule.code for rule in catalogue.RULES]
    assert codes == sorted(set(codes))


def test_a_code_that_no_rule_has_is_not_found():
    with pytest.raises(NotFoundError):
        catalogue.rule("nobody.asks")


def test_the_pages_say_what_the_rules_say():
    wanted = page.pages(catalogue.RULES)
    held = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    assert held == wanted, "run `make rules`"


def test_what_a_start_is_asked_has_a_rule_that_explains_it():
    found = {f"consent.{state}" for state in ConsentState} - {"consent.own_key"}
    for name in ("start", "roster"):
        source = (ROOT / f"src/waystation/casework/{name}.py").read_text(encoding="utf-8")
        found |= codes_in(source)
    assert found - {rule.code for rule in catalogue.RULES} == set()


def test_a_family_gives_no_code_but_those_of_its_rules():
    for path in (ROOT / "src/waystation/foresight/rules").glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert codes_in(source) - {rule.code for rule in catalogue.RULES} == set(), path


def codes_in(source: str) -> set[str]:
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Finding"
        and isinstance(node.args[0], ast.Constant)
    }


def test_a_settings_file_that_leaves_a_number_out_is_refused():
    whole = (ROOT / "src/waystation/foresight/thresholds.toml").read_text(encoding="utf-8")
    assert thresholds.read(whole) == thresholds.shipped()
    for broken in ("", whole + "\nother = 1\n", "[journey"):
        with pytest.raises(FormatError):
            thresholds.read(broken)
