"""A replay's record: what `waystation replay --json` prints and the Replay page shows.

A file holds one object per line: first the head, then its events and the questions between
them in order, then its losses. Every sentence is there in both languages; how a row is
known stands beside it.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from waystation.encoding import to_json
from waystation.errors import FormatError

Basis = Literal["stated", "inferred", "assumed"]
Verdict = Literal["stopped", "questioned", "not_reached"]
AskedKind = Literal["alarm", "hold", "finding", "question"]
Weight = Literal["block", "warn", "note"]


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


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule asks of a plan before its journey begins, at the row where it begins to.

    `event` contains the word finding; `row` is the event's id, `about` whom it is about of
    the cast, `whose` the journey in words. What is asked because the report does not say is
    `assumed`.
    """

    order: int
    event: str
    code: str
    severity: Weight
    journey: str
    who: tuple[str, ...]
    rests_on: Basis
    says: Words
    whose: Words
    row: str
    at: str | None = None
    when: Words | None = None
    about: tuple[str, ...] = ()


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
    questions: tuple[Question, ...] = ()

    @property
    def in_order(self) -> tuple[Event | Question, ...]:
        """Return its events and the questions between them."""
        both: tuple[Event | Question, ...] = (*self.events, *self.questions)
        return tuple(sorted(both, key=lambda one: one.order))


class _Key(msgspec.Struct):
    """Enough of a line to say what it is; a question is an event with a code."""

    replay: str | None = None
    code: str | None = None
    event: str | None = None
    loss: str | None = None


Record = Head | Question | Event | Loss
_TYPES: tuple[type[Record], ...] = (Head, Question, Event, Loss)


def encode_line(record: Record) -> bytes:
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
    records: tuple[Record, ...] = (head, *replay.in_order, *replay.losses)
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
    told: list[Event | Question] = []
    losses: list[Loss] = []
    for number, record in lines:
        if isinstance(record, Event | Question):
            _check_order(told, record, number)
            told.append(record)
        elif isinstance(record, Loss):
            losses.append(record)
        else:
            raise FormatError("replay.head", "a second head", where=f"line {number}")
    return Replay(
        head.replay,
        head.title,
        tuple(one for one in told if isinstance(one, Event)),
        tuple(losses),
        head.source,
        head.opens_at,
        tuple(one for one in told if isinstance(one, Question)),
    )


def _lines(raw: bytes) -> Iterator[tuple[int, Record]]:
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            yield number, _decode_line(line, number)


def _decode_line(line: bytes, number: int) -> Record:
    try:
        key = msgspec.json.decode(line, type=_Key)
        named = key.replay, key.code, key.event, key.loss
        for kind, name in zip(_TYPES, named, strict=True):
            if name is not None:
                return msgspec.json.decode(line, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(
            "replay.line", "not a line of a replay", where=f"line {number}"
        ) from error
    message = "neither head, event, question nor loss"
    raise FormatError("replay.kind", message, where=f"line {number}")


def _check_order(
    told: list[Event | Question], record: Event | Question, number: int
) -> None:
    if told and record.order <= told[-1].order:
        raise FormatError("replay.order", "orders do not rise", where=f"line {number}")
