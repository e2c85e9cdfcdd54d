"""A replay's record: what `waystation replay --json` prints and the Replay page shows.

A file holds one object per line: first the head, then its events in order, then its losses.
Every sentence is there in both languages; how a row is known stands beside it.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from waystation.encoding import to_json
from waystation.errors import FormatError

Basis = Literal["stated", "inferred", "assumed"]
Verdict = Literal["stopped", "questioned", "not_reached"]
AskedKind = Literal["alarm", "hold", "finding", "question"]


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence in English and in Korean."""

    en: str
    ko: str


class Knowledge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one party knew at that moment."""

    who: str
    what: Words


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was asked or held, and by which code (a rule, a timer, a person)."""

    kind: AskedKind
    by: str
    text: Words


class Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row; `event` contains the word alarm or hold for those.

    `at` is the simulated moment, which keeps the report's order and means no more; `when`
    is how the report gives the time, and what a page shows.
    """

    order: int
    event: str
    who: tuple[str, ...]
    rests_on: Basis
    at: str | None = None
    when: Words | None = None
    report: Words | None = None
    knew: tuple[Knowledge, ...] = ()
    asked: tuple[Asked, ...] = ()
    could_not: Words | None = None


class Variation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict where one assumption is taken differently."""

    assumption: Words
    verdict: Verdict


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person who did not arrive; `range` holds the verdicts under other assumptions."""

    loss: str
    verdict: Verdict
    by: str
    rests_on: Basis
    why: Words
    range: tuple[Variation, ...] = ()


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the replay is called; `replay` is its name, `source` the report it rests on.

    `opens_at` is the order of the event that a reader should see first.
    """

    replay: str
    title: Words
    source: Words | str
    opens_at: int | None = None


class Replay(msgspec.Struct, frozen=True):
    """A whole replay, read from its lines."""

    name: str
    title: Words
    events: tuple[Event, ...]
    losses: tuple[Loss, ...]
    source: Words | str
    opens_at: int | None = None


class _Key(msgspec.Struct):
    """Enough of a line to say what it is."""

    replay: str | None = None
    event: str | None = None
    loss: str | None = None


_TYPES: tuple[type[Head] | type[Event] | type[Loss], ...] = (Head, Event, Loss)


def encode_line(record: Head | Event | Loss) -> bytes:
    """Write one object as one line."""
    return to_json(msgspec.to_builtins(record)) + b"\n"


def encode(replay: Replay) -> bytes:
    """Write a whole replay as lines."""
    head = Head(
        replay=replay.name,
        title=replay.title,
        source=replay.source,
        opens_at=replay.opens_at,
    )
    records: tuple[Head | Event | Loss, ...] = (head, *replay.events, *replay.losses)
    return b"".join(map(encode_line, records))


def decode(raw: bytes) -> Replay:
    """Read a whole replay.

    Raises:
        FormatError: a line is no such object, the head is not first and only once, or the
            orders do not rise; `where` names the line.
    """
    lines = _lines(raw)
    number, head = next(lines, (1, None))
    if not isinstance(head, Head):
        raise FormatError(
            "replay.head", "the first line is not a head", where=f"line {number}"
        )
    events: list[Event] = []
    losses: list[Loss] = []
    for number, record in lines:
        if isinstance(record, Event):
            _check_order(events, record, number)
            events.append(record)
        elif isinstance(record, Loss):
            losses.append(record)
        else:
            raise FormatError("replay.head", "a second head", where=f"line {number}")
    return Replay(
        head.replay, head.title, tuple(events), tuple(losses), head.source, head.opens_at
    )


def _lines(raw: bytes) -> Iterator[tuple[int, Head | Event | Loss]]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            yield number, _decode_line(line, number)


def _decode_line(line: bytes, number: int) -> Head | Event | Loss:
    try:
        key = msgspec.json.decode(line, type=_Key)
        for kind, name in zip(_TYPES, (key.replay, key.event, key.loss), strict=True):
            if name is not None:
                return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(
            "replay.line", "not a line of a replay", where=f"line {number}"
        ) from error
    raise FormatError("replay.kind", "neither head, event nor loss", where=f"line {number}")


def _check_order(events: list[Event], event: Event, number: int) -> None:
    if events and event.order <= events[-1].order:
        raise FormatError("replay.order", "orders do not rise", where=f"line {number}")
