"""`waystation replay` and `waystation practice run`."""

import argparse
import contextlib
import json
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from waystation.clock import SystemClock
from waystation.entropy import SystemEntropy
from waystation.practice import library
from waystation.practice.labels import LABELS
from waystation.practice.open_pages import stay_open
from waystation.practice.organisation import PracticeOrganisation, check_empty
from waystation.practice.show import (
    Screen,
    Wanted,
    print_json,
    run_all,
    standard_output,
    wanted,
)

_REPLAY = """\
Play a documented operation through a practice organisation: one relay, five desks,
and people with keys of their own, all real processes, in simulated time. It shows
what the report says, what each party knew, what would have been asked and held,
and what could not have been prevented. Everything is removed afterwards.

  waystation replay                       both built-in operations
  waystation replay --list                their names
  waystation replay 2023-two-pickups --lang ko
  waystation replay 2013-nine-returned    a third, played only when it is named
  waystation replay my-operation.yaml     one of your own (docs/scenarios.md)
  waystation replay 2023-two-pickups --assume check-in=in-3-hours
                                          another answer to what the report leaves open
  waystation replay 2023-two-pickups --json
                                          one object per event, question and loss
"""
_PRACTICE = """\
Make a practice organisation and play both documented operations through it. In a
terminal it stays open in your browser until Ctrl-C; without one it ends after the
replays. Nothing in it is real, and nothing in it may be.

  waystation practice run
  waystation practice run --directory DIR   keep it there afterwards (an empty directory)
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register both commands."""
    replay = commands.add_parser(
        "replay",
        help="play documented operations through a practice organisation",
        description=_REPLAY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    replay.add_argument("scenario", nargs="?", metavar="NAME|PATH")
    replay.add_argument("--list", action="store_true", help="name the built-in scenarios")
    replay.add_argument("--json", action="store_true", help="one JSON object a line")
    replay.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="QUESTION=ANSWER",
        help="another answer to what the report leaves open (more than one may be given)",
    )
    _language(replay)
    replay.set_defaults(run=_replay, teach=replay.error)
    practice = commands.add_parser(
        "practice",
        help="keep a practice organisation open in the browser",
        description=_PRACTICE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    acts = practice.add_subparsers(title="acts", metavar="ACT", required=True)
    run = acts.add_parser("run", help="replay both operations, then stay open")
    run.add_argument("--directory", type=Path, metavar="DIR", help="an empty directory")
    run.add_argument("--port", type=int, default=0, help="of the pages; 0 takes a free one")
    _language(run)
    run.set_defaults(run=_run)


def _language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=sorted(LABELS), default="en", help="language")


def _replay(chosen: argparse.Namespace) -> int:
    out = standard_output()
    if chosen.list:
        _list(as_json=chosen.json)
        return 0
    if chosen.assume and chosen.scenario is None:
        chosen.teach("--assume needs the NAME of a scenario")
    names = library.names() if chosen.scenario is None else (chosen.scenario,)
    plays = [wanted(library.find(name), chosen.assume) for name in names]
    screen = Screen(sys.stderr if chosen.json else out, LABELS[chosen.lang])
    clock = SystemClock()
    if not chosen.json:
        screen.lines(screen.page.opening(plays[0].scenario))
    with _ended_by_signals(), _directory(None) as directory:
        organisation = PracticeOrganisation(directory, chosen.lang, clock, SystemEntropy())
        with organisation:
            _start(organisation, plays, screen)
            found = run_all(organisation, plays, screen, clock)
    for at, one in enumerate(plays):
        replay = found[one.scenario.name]
        if not chosen.json:
            if at:
                screen.lines(screen.page.opening(one.scenario))
            screen.lines(screen.page.replay(replay, one.scenario))
            continue
        if len(plays) > 1:
            out.write(json.dumps({"replay": replay.name}) + "\n")
        print_json(replay, out)
    return 0


def _run(chosen: argparse.Namespace) -> int:
    if chosen.directory is not None:
        check_empty(chosen.directory)
    out = standard_output()
    plays = [wanted(library.find(name), ()) for name in library.names()]
    screen = Screen(out, LABELS[chosen.lang])
    screen.lines(screen.page.opening(plays[0].scenario))
    clock = SystemClock()
    with _ended_by_signals(), _directory(chosen.directory) as directory:
        organisation = PracticeOrganisation(directory, chosen.lang, clock, SystemEntropy())
        with organisation:
            _start(organisation, plays, screen)
            found = run_all(organisation, plays, screen, clock)
            for at, one in enumerate(plays):
                if at:
                    screen.lines(screen.page.opening(one.scenario))
                screen.lines(screen.page.replay(found[one.scenario.name], one.scenario))
            if screen.is_terminal:
                stay_open(organisation, screen, chosen.port)
    return 0


def _start(organisation: PracticeOrganisation, plays: list[Wanted], screen: Screen) -> None:
    labels, clock = screen.labels, SystemClock()
    began = clock.monotonic()
    screen.lines(["", labels.starting.format(organisation.desks)])
    organisation.start(
        min(one.scenario.moments()[one.scenario.events[0].id] for one in plays)
    )
    screen.lines([labels.ready.format(clock.monotonic() - began)])


def _list(*, as_json: bool) -> None:
    for name in library.listed():
        scenario = library.find(name)
        if as_json:
            titles = {"en": scenario.title.en, "ko": scenario.title.ko}
            line = json.dumps({"name": name, "title": titles}, ensure_ascii=False)
        else:
            line = f"{name:<24}{scenario.title.en}"
        sys.stdout.write(line + "\n")


@contextlib.contextmanager
def _directory(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="waystation-") as made:
        yield Path(made)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end it as Ctrl-C does, so that nothing is left."""

    def end(_number: int, _frame: object) -> NoReturn:
        raise KeyboardInterrupt

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
