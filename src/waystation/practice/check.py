"""`waystation check`: every rule, over an organisation's journeys or over a scenario."""

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from waystation.casework.acceptance import Accepted
from waystation.casework.finding import Finding, Severity
from waystation.cli.exits import DONE, FOUND
from waystation.cli.naming import journey_of
from waystation.cli.rounds import in_step
from waystation.cli.terminal import safe
from waystation.cli.unlocking import add_store, unlocked
from waystation.desk import journey
from waystation.desk.desk import Desk
from waystation.desk.views_names import Names
from waystation.encoding import to_rfc3339
from waystation.errors import NotFoundError
from waystation.foresight import catalogue, thresholds
from waystation.foresight.rule import Language
from waystation.practice import library
from waystation.practice.foreseen import Foreseen, foresee
from waystation.practice.scenario import Scenario
from waystation.practice.show import wanted

_ABOUT = """\
Ask every rule about a plan (`waystation rule` explains each). Without the consent of
every person it says that, and nothing else.

  waystation check --store DIR            every journey of this desk
  waystation check --store DIR JOURNEY    one of them, by its name or id
  waystation check 2023-two-pickups       a built-in scenario, event by event
  waystation check my-operation.yaml      a scenario of one's own (docs/scenarios.md)
  waystation check --format markdown      text, json (one object a line) or markdown

Of a scenario it is said at which event a finding first fires, and on whose word: stated
in the report, inferred from it, or assumed; what a report does not mention is assumed.
What two humans have accepted is shown with its end and does not count.

exit codes: 0 nothing blocks; 1 at least one finding blocks; 3 no such journey;
            4 the scenario or the settings break their format
"""
_WORST_FIRST = list(Severity)


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as it is printed; of a scenario `event` and `basis` are said too."""

    journey: str
    finding: Finding
    where: str
    event: str = ""
    basis: str = ""
    before_start: bool = True
    accepted: Accepted | None = None

    @property
    def blocks(self) -> bool:
        """Say whether it forbids the start."""
        return self.finding.severity is Severity.BLOCK and self.accepted is None


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the command."""
    command = commands.add_parser(
        "check",
        help="ask every rule about a plan or a scenario",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("what", nargs="*", metavar="JOURNEY|SCENARIO|FILE")
    add_store(command, required=False)
    command.add_argument("--format", choices=tuple(_FORMS), default="text")
    command.add_argument("--language", choices=("en", "ko"), default="en")
    command.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="QUESTION=ANSWER",
        help="another answer to what the report of a scenario leaves open",
    )
    command.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        help="numbers of one's own for scenarios, in the form of thresholds.toml",
    )
    command.set_defaults(run=_run, usage_error=command.error)


def _run(chosen: argparse.Namespace) -> int:
    if chosen.store is not None and (chosen.assume or chosen.settings):
        chosen.usage_error("--assume and --settings are for scenarios")
    lines = _of_desk(chosen) if chosen.store is not None else _of_scenarios(chosen)
    for text in _FORMS[chosen.format](lines, chosen.language):
        print(text)  # the terminal is its output
    return FOUND if any(one.blocks for one in lines) else DONE


def _of_desk(chosen: argparse.Namespace) -> list[Line]:
    with unlocked(chosen) as desk:
        in_step(desk)
        named = [journey_of(desk, one) for one in chosen.what]
        every = [one.register for one in desk.cells_of("journey") if one.register]
        return [line for one in named or every for line in _of_journey(desk, one)]


def _of_journey(desk: Desk, journey_id: str) -> list[Line]:
    names = Names(desk)
    with desk.lock:
        found = journey.findings(desk, journey_id)
        taken = journey.accepted(desk, journey_id)
        planned = journey.read(desk, journey.journey_cell(desk, journey_id)).plan.planned
        label = next((one.act.label for one in planned.values()), "") or journey_id
        return [
            Line(label, one, names.one(one.where), accepted=taken.get(one)) for one in found
        ]


def _of_scenarios(chosen: argparse.Namespace) -> list[Line]:
    settings = thresholds.shipped()
    if chosen.settings is not None:
        settings = thresholds.read(_text(chosen.settings))
    lines: list[Line] = []
    for name in chosen.what or library.names():
        asked = wanted(library.find(name), chosen.assume)
        lines += [
            Line(
                one.journey,
                one.finding,
                _place(asked.scenario, one),
                one.event,
                one.rests_on,
                before_start=one.before_start,
            )
            for one in foresee(asked.scenario, asked.values, settings)
        ]
    return lines


def _place(scenario: Scenario, one: Foreseen) -> str:
    """Return what a finding is about in words of the file: an alarm has no name there."""
    where = one.finding.where
    is_a_leg = where.rpartition("/")[0] in scenario.journeys
    return where if is_a_leg or where in scenario.cast else one.journey


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFoundError("thresholds.file", "no such file", where="--settings") from None


def _json(lines: Sequence[Line], language: Language) -> Iterable[str]:
    for one in lines:
        yield json.dumps(_shape(one, language), ensure_ascii=False)


def _shape(one: Line, language: Language) -> Mapping[str, object]:
    shape: dict[str, object] = {
        "journey": one.journey,
        "code": one.finding.code,
        "severity": one.finding.severity.value,
        "where": one.where,
        "message": catalogue.rule(one.finding.code).title.in_language(language),
        "rests_on": one.basis or list(one.finding.rests_on),
    }
    if one.event:
        shape |= {"event": one.event, "before_start": one.before_start}
    if one.accepted is not None:
        shape["accepted"] = {
            "until": to_rfc3339(one.accepted.until),
            "reason": one.accepted.reason,
        }
    return shape


_SAID = {
    "en": ("Nothing was found.", "accepted until", "before it starts", "on the way"),
    "ko": ("확인할 점이 없습니다.", "받아들임, 기한", "떠나기 전", "가는 길"),
}
_BASIS = {
    "en": {"stated": "stated", "inferred": "inferred", "assumed": "assumed"},
    "ko": {"stated": "보도됨", "inferred": "추정", "assumed": "가정"},
}
_SEVERITY = {
    "en": {"block": "block", "warn": "warn", "note": "note"},
    "ko": {"block": "멈춤", "warn": "주의", "note": "알림"},
}


def _groups(lines: Sequence[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for one in lines:
        found.setdefault(one.journey, []).append(one)
    return found


def _plain(lines: Sequence[Line], language: Language) -> Iterable[str]:
    if not lines:
        yield _SAID[language][0]
    for name, group in _groups(lines).items():
        yield safe(name)
        for together in _alike(group):
            yield safe(_row(together, language))


def _alike(group: Sequence[Line]) -> Iterable[list[Line]]:
    """Put together what differs in nothing but what it is about."""
    found: dict[object, list[Line]] = {}
    for one in sorted(group, key=_order):
        key = one.finding.code, one.event, one.basis, one.before_start, one.accepted
        found.setdefault(key, []).append(one)
    return found.values()


def _row(together: Sequence[Line], language: Language) -> str:
    _, until, before, on_the_way = _SAID[language]
    one = together[0]
    title = catalogue.rule(one.finding.code).title.in_language(language)
    aside = [", ".join(each.where for each in together)] if one.where else []
    if one.event:
        when = before if one.before_start else on_the_way
        aside += [f"{one.event}, {when}", _BASIS[language][one.basis]]
    if one.accepted is not None:
        aside.append(f"{until} {to_rfc3339(one.accepted.until)}")
    severity = _SEVERITY[language][one.finding.severity.value]
    return f"  {severity:<6} {one.finding.code:<36} {title} [{'; '.join(aside)}]"


def _order(one: Line) -> tuple[bool, int, int, str, str]:
    """Put what counts first, then what is worst, then what rests on the firmest word."""
    severity = _WORST_FIRST.index(one.finding.severity)
    firmness = tuple(_BASIS["en"]).index(one.basis) if one.basis else 0
    accepted = one.accepted is not None
    return accepted, severity, firmness, one.finding.code, one.where


def _markdown(lines: Sequence[Line], language: Language) -> Iterable[str]:
    nothing, until, _, _ = _SAID[language]
    if not lines:
        yield nothing
    for name, group in _groups(lines).items():
        yield f"## {_cell(name)}\n"
        yield "| severity | rule | finding | where | event | rests on |"
        yield "|---|---|---|---|---|---|"
        for one in sorted(group, key=_order):
            title = catalogue.rule(one.finding.code).title.in_language(language)
            if one.accepted is not None:
                title = f"{title} ({until} {to_rfc3339(one.accepted.until)})"
            severity = _SEVERITY[language][one.finding.severity.value]
            cells = (severity, one.finding.code, title, one.where, one.event, one.basis)
            yield "| " + " | ".join(_cell(each) for each in cells) + " |"
        yield ""


def _cell(text: str) -> str:
    """Return a text that cannot end its cell of a table, nor command a terminal."""
    return safe(text).replace("|", "\\|").replace("\n", " ")


_FORMS = {"text": _plain, "json": _json, "markdown": _markdown}
