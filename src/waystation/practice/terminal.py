"""A replay as text for a terminal, in English or Korean, wide or narrow.

Pure: it takes a record and returns lines. Colour is never used: marks and words carry it.
"""

from collections.abc import Iterable, Iterator

from waystation.practice import sentences
from waystation.practice.columns import display_width, rule, shares, side_by_side, wrap
from waystation.practice.labels import Labels
from waystation.practice.scenario import Scenario
from waystation.web.replay_questions import Together, grouped
from waystation.web.replay_record import Asked, Event, Loss, Replay, Words

NARROW = 84
_SIGNS = {"alarm": "■", "hold": "▨", "finding": "▲", "question": "?"}


class Page:
    """Writes replays in one language and one width."""

    def __init__(self, labels: Labels, places: int) -> None:
        self._labels = labels
        self._places = places

    def opening(self, scenario: Scenario) -> Iterator[str]:
        """Say what will be replayed: known before anything has started."""
        yield ""
        yield from self._text(self._of(scenario.title))
        yield "═" * min(display_width(self._of(scenario.title)), self._places)
        if scenario.about is not None:
            yield from self._text(self._of(scenario.about))
        yield from self._text(self._labels.source(self._of(scenario.source)), "  ")
        yield from self._text(self._labels.marks, "  ")
        yield ""
        for role, part in scenario.cast.items():
            name = self._labels.cast(role, part.kind)
            yield from self._hanging(name, self._of(part.what))
        event = next((one for one in scenario.events if one.id == scenario.opens_at), None)
        if event is not None:
            yield ""
            yield from self._text(self._labels.moment(self._of(event.when)))
            yield from self._text(self._of(event.what), "  ")

    def replay(self, replay: Replay, scenario: Scenario) -> Iterator[str]:
        """Write the moment it opens on, the verdicts, then every row."""
        rows = report_rows(replay)
        first = next((row for row in rows if row.order == replay.opens_at), None)
        when = {event.id: self._of(event.when) for event in scenario.events}
        if first is not None:
            yield ""
            yield from self._text(self._labels.moment(when.get(first.event, "")))
            yield from self._table([first], when)
            if first.could_not is not None:
                yield ""
                yield from self._text(self._labels.could_not)
                yield from self._text(self._of(first.could_not), "  ")
        yield from self._verdicts(replay, scenario)
        yield from self._questions(replay)
        yield ""
        yield from self._text(self._labels.all_rows)
        yield from self._table(rows, when)
        limits = [row.could_not for row in rows if row.could_not and row is not first]
        if limits:
            yield ""
            yield from self._text(self._labels.could_not)
            for words in limits:
                yield from self._bullet("-", self._of(words))
        if scenario.figures:
            yield ""
            yield from self._text(self._labels.figures)
            for words in scenario.figures:
                yield from self._bullet("-", self._of(words))

    def _of(self, words: Words) -> str:
        return words.ko if self._labels.language == "ko" else words.en

    def _text(self, text: str, indent: str = "") -> Iterator[str]:
        for line in wrap(text, self._places - len(indent)):
            yield indent + line

    def _bullet(self, sign: str, text: str) -> Iterator[str]:
        for at, line in enumerate(wrap(text, self._places - 4)):
            yield (f"  {sign} " if at == 0 else "    ") + line

    def _hanging(self, name: str, text: str, room: int = 13) -> Iterator[str]:
        gap = " " * (room - display_width(name))
        for at, line in enumerate(wrap(text, self._places - room - 3)):
            yield f"  {name + gap if at == 0 else ' ' * room} {line}"

    def _table(self, rows: Iterable[Event], when: dict[str, str]) -> Iterator[str]:
        heads = self._labels.columns
        if self._places < NARROW:
            for row in rows:
                yield from self._stacked(row, when)
            return
        widths = shares(self._places, (5, 4, 5))
        yield from side_by_side(
            [wrap(*each) for each in zip(heads, widths, strict=True)], widths
        )
        for row in rows:
            yield rule(widths)
            cells = self._report(row, when), self._knew(row), self._asked(row)
            yield from side_by_side(
                [_lines(cell, places) for cell, places in zip(cells, widths, strict=True)],
                widths,
            )

    def _stacked(self, row: Event, when: dict[str, str]) -> Iterator[str]:
        yield "─" * self._places
        cells = self._report(row, when), self._knew(row), self._asked(row)
        for head, cell in zip(self._labels.columns, cells, strict=True):
            if cell:
                yield f"[{head}]"
                yield from _lines(cell, self._places)

    def _report(self, row: Event, when: dict[str, str]) -> list[tuple[str, str]]:
        mark = self._labels.basis[row.rests_on]
        if row.report is None:
            return [("", f"({mark}) {self._labels.no_row}")]
        return [("", f"{when.get(row.event, '')} ({mark})"), ("", self._of(row.report))]

    def _knew(self, row: Event) -> list[tuple[str, str]]:
        return [
            ("", f"{self._labels.who(one.who)}: {self._of(one.what)}") for one in row.knew
        ]

    def _asked(self, row: Event) -> list[tuple[str, str]]:
        return [(f"{_SIGNS[one.kind]} ", self._asked_text(one)) for one in row.asked]

    def _asked_text(self, asked: Asked) -> str:
        by = self._labels.kinds[asked.kind]
        if asked.kind == "alarm" and asked.by == "missed_check_in":
            by = self._labels.timer
        elif asked.kind == "hold" and asked.by in sentences.CAUSES:
            why = self._of(sentences.CAUSES[asked.by]).lower()
            by = self._labels.held_for.format(why)
        return f"{by} {self._of(asked.text)}"

    def _verdicts(self, replay: Replay, scenario: Scenario) -> Iterator[str]:
        yield ""
        yield from self._text(self._labels.verdicts)
        if not replay.losses:
            labels = self._labels
            ends = labels.all_arrive if scenario.all_arrive() else labels.nobody_named
            is_held = any(one.kind == "hold" for row in replay.events for one in row.asked)
            held = labels.held if is_held else labels.nothing_held
            yield from self._text(f"{ends} {held}", "  ")
            return
        for alike in _alike(replay.losses):
            loss = alike[0]
            mark = self._labels.basis[loss.rests_on]
            verdict = f"{self._labels.verdict[loss.verdict]} ({mark})"
            names = ", ".join(one.loss for one in alike)
            if len(alike) > 1:
                yield from self._text(names, "  ")
                names = ""
            yield from self._hanging(names, f"{verdict}. {self._of(loss.why)}")
            for line in self._range(loss):
                yield from self._bullet(" ", line)
        reached = any(one.verdict != "not_reached" for one in replay.losses)
        yield from self._text(
            self._labels.hindsight if reached else self._labels.too_late, "  "
        )

    def _questions(self, replay: Replay) -> Iterator[str]:
        if not replay.questions:
            return
        yield ""
        yield from self._text(self._labels.asked_before)
        for group in grouped(replay.questions):
            yield from self._text(self._labels.asked_on[group.rests_on], "  ")
            sign = _SIGNS["question" if group.rests_on == "assumed" else "finding"]
            for one in group.asked:
                yield from self._bullet(sign, self._question(one))

    def _question(self, one: Together) -> str:
        """Say of whom and of which journeys it is asked, and when it could first be."""
        asked = (*one.whose, *filter(None, (one.when,)))
        about = ", ".join(map(self._labels.who, one.about))
        aside = "; ".join(filter(None, (about, *map(self._of, asked))))
        said = f"{self._labels.weights[one.severity]}: {self._of(one.says)}"
        return f"{said} [{aside}]" if aside else said

    def _range(self, loss: Loss) -> Iterator[str]:
        same = 0
        for one in loss.range:
            if one.verdict == loss.verdict:
                same += 1
                continue
            verdict = self._labels.verdict[one.verdict]
            yield self._labels.if_assumed(verdict, self._of(one.assumption))
        if same:
            yield self._labels.same_under(same, len(loss.range))


def _alike(losses: Iterable[Loss]) -> Iterable[list[Loss]]:
    """Put together those of whom the same is said."""
    found: dict[object, list[Loss]] = {}
    for one in losses:
        key = one.verdict, one.rests_on, one.by, one.why, one.range
        found.setdefault(key, []).append(one)
    return found.values()


def report_rows(replay: Replay) -> list[Event]:
    """Return the rows of the report, and what came between them.

    What an act of a row set off stands in that row already.
    """
    rows: list[Event] = []
    said: tuple[Asked, ...] = ()
    for event in replay.events:
        if event.report is not None:
            said = event.asked
            rows.append(event)
        elif not set(event.asked) <= set(said):
            rows.append(event)
    return rows


def _lines(cell: Iterable[tuple[str, str]], places: int) -> list[str]:
    lines: list[str] = []
    for sign, text in cell:
        for at, line in enumerate(wrap(text, places - len(sign))):
            lines.append((sign if at == 0 else " " * len(sign)) + line)
    return lines
