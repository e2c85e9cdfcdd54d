"""Runs replays and says how they go: the text that a terminal sees, from first to last."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TextIO

from waystation.cli.terminal import safe
from waystation.clock import Clock
from waystation.errors import FormatError
from waystation.practice.foreseeing import Foreseeing
from waystation.practice.labels import Labels
from waystation.practice.live import Live
from waystation.practice.organisation import PracticeOrganisation
from waystation.practice.replay import Played, Values, play, play_variant, record, variants
from waystation.practice.scenario import Scenario
from waystation.practice.terminal import Page, report_rows
from waystation.web.replay_record import Event, Replay, encode, encode_line

_WIDEST, _NARROWEST, _WITHOUT_TERMINAL = 132, 40, 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """One scenario, and the answers under which its replay is to be printed."""

    scenario: Scenario
    values: Values


def wanted(scenario: Scenario, assumed: Sequence[str]) -> Wanted:
    """Return a scenario with other answers to what its report leaves open.

    Raises:
        FormatError: an answer that the scenario does not know.
    """
    values = scenario.base()
    for one in assumed:
        name, _, value = one.partition("=")
        assumption = scenario.assumptions.get(name)
        if assumption is None or value not in assumption.values:
            raise FormatError("scenario.assumption", "the scenario knows no such answer")
        values[name] = value
    return Wanted(scenario, values)


class Screen:
    """Writes lines, and one line of progress that a terminal sees move."""

    def __init__(self, out: TextIO, labels: Labels) -> None:
        self._out = out
        self.labels = labels
        self._moving = out.isatty()
        self._written = 0
        places = shutil.get_terminal_size((_WITHOUT_TERMINAL, 24)).columns
        self.page = Page(labels, max(_NARROWEST, min(places, _WIDEST)))

    @property
    def is_terminal(self) -> bool:
        """Say whether somebody is looking."""
        return self._moving

    def lines(self, lines: Iterable[str]) -> None:
        """Write whole lines at once."""
        self.settle()
        for line in lines:
            self._out.write(f"{safe(line)}\n")
        self._out.flush()

    def progress(self, text: str) -> None:
        """Show how far it is; without a terminal nothing."""
        if self._moving:
            self._out.write(f"\r\033[K… {text}")
            self._written = len(text)
            self._out.flush()

    def settle(self) -> None:
        """Remove the line of progress."""
        if self._written:
            self._out.write("\r\033[K")
            self._written = 0


def replay_through(
    organisation: PracticeOrganisation,
    one: Wanted,
    on_row: Callable[[Event], None] = lambda _row: None,
) -> Replay:
    """Play through the real processes; the other answers are tried in a rehearsal."""
    stage = Live(organisation, one.scenario)
    played = play(one.scenario, one.values, stage, on_row)
    return record(played, answers(one.scenario, one.values))


def answers(scenario: Scenario, values: Values) -> Mapping[tuple[str, str], Played]:
    """Return how it goes under every other answer."""
    return {
        (name, value): play_variant(scenario, other, Foreseeing(scenario))
        for name, value, other in variants(scenario, values)
    }


def folded(replay: Replay) -> bytes:
    """Return the record for the pages: what an act set off stands in its own row."""
    return encode(
        Replay(
            replay.name,
            replay.title,
            tuple(report_rows(replay)),
            replay.losses,
            replay.source,
            replay.opens_at,
            replay.questions,
        )
    )


def run_all(
    organisation: PracticeOrganisation,
    plays: Sequence[Wanted],
    screen: Screen,
    clock: Clock,
) -> dict[str, Replay]:
    """Play several in the order of their time, because time only goes forward."""
    began = clock.monotonic()
    found: dict[str, Replay] = {}
    for one in sorted(plays, key=lambda each: each.scenario.starts):
        scenario, whole = one.scenario, len(one.scenario.events)
        done = 0

        def say(row: Event, name: str = scenario.name, whole: int = whole) -> None:
            nonlocal done
            done += row.report is not None
            screen.progress(screen.labels.playing.format(name=name, at=done, whole=whole))

        found[scenario.name] = replay = replay_through(organisation, one, say)
        organisation.keep_record(scenario.name, folded(replay))
    screen.settle()
    screen.lines([screen.labels.finished.format(clock.monotonic() - began)])
    return found


def print_json(replay: Replay, out: TextIO) -> None:
    """Write one object a line for every event, every question and every loss."""
    lines = [encode_line(one) for one in replay.in_order]
    lines += [encode_line(loss) for loss in replay.losses]
    out.write(b"".join(lines).decode())
    out.flush()


def standard_output() -> TextIO:
    """Return where a replay is written, in UTF-8 whatever the machine's language is."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout
