"""`waystation rule`: what each rule asks of a plan, and why."""

import argparse
import json
from pathlib import Path

from waystation.cli.exits import DONE
from waystation.foresight import catalogue, page
from waystation.foresight.rule import Language, Rule

_ABOUT = """\
What `waystation check` asks of a plan: the text of one rule, or a list of all.

  waystation rule                       every rule, one a line
  waystation rule consent.none          why, an example, what to do
  waystation rule consent.none --language ko
  waystation rule --json                one JSON object a rule
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = commands.add_parser(
        "rule",
        help="what each rule asks of a plan, and why",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("code", nargs="?", metavar="CODE")
    command.add_argument("--json", action="store_true", help="one JSON object a rule")
    command.add_argument("--language", choices=("en", "ko"), default="en")
    command.add_argument(
        "--write", type=Path, metavar="DIR", help="write the pages of docs/rules there"
    )
    command.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> int:
    if chosen.write is not None:
        return _write(chosen.write)
    rules = catalogue.RULES if chosen.code is None else (catalogue.rule(chosen.code),)
    language: Language = chosen.language
    for rule in rules:
        if chosen.json:
            print(json.dumps(_shape(rule, language), ensure_ascii=False))
        elif chosen.code is None:
            title = rule.title.in_language(language)
            print(f"{rule.code:<36} {rule.severity.value:<6} {title}")
        else:
            print(_text(rule, language))
    return DONE


def _shape(rule: Rule, language: Language) -> dict[str, object]:
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "acceptable": rule.acceptable,
        "title": rule.title.in_language(language),
        "explanation": rule.explanation.in_language(language),
        "bad": rule.bad,
        "good": rule.good,
        "do": rule.do.in_language(language),
        "source": rule.source,
    }


_LABELS = {
    "en": ("Not so", "But so", "What to do", "Source", "Nobody can accept this finding."),
    "ko": (
        "나쁜 예 (영어)",
        "좋은 예 (영어)",
        "할 일",
        "근거",
        "누구도 이 결과를 받아들일 수 없습니다.",
    ),
}


def _text(rule: Rule, language: Language) -> str:
    bad, good, do, source, never = _LABELS[language]
    lines = [
        f"{rule.code} ({rule.severity.value})",
        rule.title.in_language(language),
        "",
        rule.explanation.in_language(language),
        "",
        f"{bad}: {rule.bad}",
        f"{good}: {rule.good}",
        "",
        f"{do}: {rule.do.in_language(language)}",
        f"{source}: {rule.source}",
    ]
    return "\n".join(lines if rule.acceptable else [*lines, never])


def _write(directory: Path) -> int:
    """Write every page, and remove those of rules that are no more."""
    directory.mkdir(parents=True, exist_ok=True)
    wanted = page.pages(catalogue.RULES)
    for held in directory.glob("*.md"):
        if held.name not in wanted:
            held.unlink()
    for name, text in wanted.items():
        (directory / name).write_text(text, encoding="utf-8")
    return DONE
