"""The page of a rule, and the list of all: Markdown made from the rule's own text."""

from collections.abc import Iterable

from waystation.foresight.rule import Rule

_SEVERITY = {
    "block": "block: the journey does not start",
    "warn": "warn: somebody must decide",
    "note": "note: it is said wherever the plan stands",
}


def page(rule: Rule) -> str:
    """Return the page of one rule, in both languages."""
    accepted = (
        "By two humans, with a reason and until a date."
        if rule.acceptable
        else "By nobody."
    )
    return f"""\
# {rule.code}

**{rule.title.en}**

- Severity: {_SEVERITY[rule.severity.value]}
- Accepted: {accepted}
- Source: {rule.source}

{rule.explanation.en}

| not so | but so |
|---|---|
| {rule.bad} | {rule.good} |

**What to do.** {rule.do.en}

## 한국어

**{rule.title.ko}**

{rule.explanation.ko}

**할 일.** {rule.do.ko}
"""


def listing(rules: Iterable[Rule]) -> str:
    """Return the page that lists every rule."""
    rows = "\n".join(
        f"| [{rule.code}]({rule.code}.md) | {rule.severity.value} | {rule.title.en} "
        f"| {rule.title.ko} |"
        for rule in rules
    )
    return f"""\
# Rules

What `waystation check` asks of a plan. These pages are made from the text of the rules
(`make rules`); `waystation rule CODE` prints one. The numbers that rules compare with stand
in `src/waystation/foresight/thresholds.toml`.

| rule | severity | finding | 한국어 |
|---|---|---|---|
{rows}
"""


def pages(rules: Iterable[Rule]) -> dict[str, str]:
    """Return every page by the name of its file."""
    every = tuple(rules)
    return {f"{rule.code}.md": page(rule) for rule in every} | {"README.md": listing(every)}
