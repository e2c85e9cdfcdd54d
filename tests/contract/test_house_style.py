"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 400


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_module_is_longer_than_400_lines():
    modules = tracked("src/*.py", "tests/*.py", "bench/*.py", "browser/src/*.ts")
    assert modules
    long = {
        str(path.relative_to(ROOT)): count
        for path in modules
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_skipped_or_expected_to_fail_test_gives_its_reason():
    bare = []
    for path in tracked("tests/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute) or node.attr not in {
                "skip",
                "skipif",
                "xfail",
            }:
                continue
            bare.append((path, node.lineno))
    unexplained = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, line in bare
        if "reason" not in "".join(path.read_text().splitlines()[line - 1 : line + 3])
    ]
    assert unexplained == []


def test_nothing_is_left_unfinished_in_the_source():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK|raise NotImplementedError)\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("src/*", "browser/src/*")
        if path.suffix in {".py", ".ts", ".html", ".css", ".js", ".sql"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert found == []


def test_every_dependency_is_explained_with_its_licence():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = [re.split(r"[<>=;\[ ]", line)[0] for line in wanted]
    page = (ROOT / "docs/dependencies.md").read_text().lower()
    # The type stubs are named there by what they describe.
    missing = [
        name for name in names if not name.startswith("types-") and name.lower() not in page
    ]
    assert missing == []


def test_every_locked_package_has_a_hash():
    lock = (ROOT / "requirements.lock").read_text()
    pins = re.findall(r"^[a-z0-9].*==.*\\$", lock, re.MULTILINE)
    unhashed = [
        pin
        for pin in re.findall(r"^[a-z0-9].*==.*$", lock, re.MULTILINE)
        if pin not in pins
    ]
    assert len(pins) > 10
    assert unhashed == []


def test_pages_in_docs_and_readme_link_only_to_what_is_there():
    link = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked("*.md", "docs/*.md", "spec/*.md")
        for target in link.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_a_page_names_is_there():
    named = re.compile(r"`((?:docs|spec|tests|src|bench|browser)/[\w./-]+\.\w+)`")
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in tracked("*.md", "docs/*.md", "spec/*.md")
        for target in named.findall(page.read_text())
        if not (ROOT / target).exists() and not (page.parent / target).exists()
    ]
    assert missing == []


def test_every_rule_with_a_must_has_a_vector_or_a_named_test():
    rule = re.compile(r"\b([KLCRWS]-\d+)\b")
    demanded = set()
    for spec in tracked("spec/*.md"):
        for paragraph in re.split(r"\n\s*\n", spec.read_text()):
            if "MUST" in paragraph:
                demanded |= set(rule.findall(paragraph.split("MUST")[0])[:1])
    shown = set()
    for path in [*tracked("spec/vectors/*.json"), *tracked("tests/*.py")]:
        shown |= set(rule.findall(path.read_text(encoding="utf-8")))
    assert demanded
    assert sorted(demanded - shown) == []
