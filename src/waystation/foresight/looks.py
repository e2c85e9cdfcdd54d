"""What an answer rests on: what stood where its question looked, and how long time agrees.

A question is a pure function of what it looks at. As long as everything that it looked at
stands as it stood, and no moment that it compared the present with has passed, its answer
is what it would be if it were asked again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar, cast

from waystation.casework.noted import LastAnswer

S = TypeVar("S")
T = TypeVar("T")
Source = object
"""Something that every journey shares: a table, or a struct that is asked as a whole."""

EVER: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)
INSTANT: Final = timedelta(microseconds=1)
"""The smallest step of time there is here: what held at an instant may not at the next."""


class _Mark:
    """A key or a value that no table has."""

    __slots__ = ()


NOTHING: Final = _Mark()
WHOLE: Final = _Mark()


class Field(str):
    """The name of a field of a source, where the source is no table."""

    __slots__ = ()


def look(source: Source, key: object) -> object:
    """Return what stands at a key of a source; NOTHING where nothing does."""
    if isinstance(key, Field):
        return cast(object, getattr(source, key))
    if isinstance(key, LastAnswer):
        return cast("LastAnswer[object, object]", key)(source)
    if key is WHOLE:
        return source
    return cast(Mapping[object, object], source).get(key, NOTHING)


class Looks:
    """What a question has looked at so far, by source and key, with what stood there.

    Attributes:
        since: from when the present would have compared with everything as it did.
        until: when it would no longer.
    """

    __slots__ = ("_added", "reads", "since", "until")

    def __init__(self) -> None:
        self.reads: dict[int, dict[object, object]] = {}
        self._added: set[Looks] = set()
        self.since = EVER
        self.until = NEVER

    def note(self, source: int, key: object, found: object) -> None:
        """Note what stood at a key."""
        held = self.reads.get(source)
        if held is None:
            held = self.reads[source] = {}
        held[key] = found

    def not_before(self, moment: datetime) -> None:
        """Note that what was compared was otherwise before a moment."""
        if moment > self.since:
            self.since = moment

    def not_after(self, moment: datetime) -> None:
        """Note that what was compared will be otherwise from a moment on."""
        if moment < self.until:
            self.until = moment

    def add(self, other: "Looks") -> None:
        """Note everything that another question looked at whose answer was used."""
        if other in self._added:
            return
        self._added.add(other)
        for source, found in other.reads.items():
            held = self.reads.get(source)
            if held is None:
                self.reads[source] = dict(found)
            else:
                held.update(found)
        self.not_before(other.since)
        self.not_after(other.until)


class Basis:
    """What an answer rests on, as it is kept."""

    __slots__ = ("_reads", "since", "sources", "until")

    def __init__(self, looks: Looks) -> None:
        self.since, self.until = looks.since, looks.until
        self.sources = 0
        for source in looks.reads:
            self.sources |= 1 << source
        self._reads = tuple(
            (source, tuple(found), tuple(found.values()))
            for source, found in looks.reads.items()
        )

    def holds_at(self, now: datetime) -> bool:
        """Say whether time agrees with the answer still."""
        return self.since <= now < self.until

    def stands(self, sources: tuple[Source, ...], changed: int) -> bool:
        """Say whether everything stands as it stood; `changed` are the sources to ask."""
        if not self.sources & changed:
            return True
        return all(
            _same(look(sources[source], key), found)
            for source, keys, stood in self._reads
            if changed >> source & 1
            for key, found in zip(keys, stood, strict=True)
        )


def _same(now: object, then: object) -> bool:
    if now is then:
        return True
    if type(now) is not type(then) or isinstance(then, _Mark | Mapping):
        return False  # whole tables are not compared: it would cost more than to ask again
    return bool(now == then)


class Notebook:
    """Where the looks of the question go that is being answered, and what it answered."""

    def __init__(self) -> None:
        self.looks = Looks()
        self._answers: dict[tuple[int, int], tuple[object, object, object, Looks]] = {}

    def turn_over(self) -> None:
        """Forget what was answered about one journey, before the next."""
        self.looks = Looks()
        self._answers.clear()

    @contextmanager
    def page(self) -> Iterator[Looks]:
        """Take notes on a page of their own."""
        before, self.looks = self.looks, Looks()
        try:
            yield self.looks
        finally:
            self.looks = before

    def answer(self, ask: LastAnswer[S, T], state: S) -> T:
        """Answer once what several ask of one journey; each has looked where it looked."""
        key = id(ask), id(state)
        held = self._answers.get(key)
        if held is None:
            with self.page() as looks:
                found = ask.ask(state)
            # both are kept, so that no other takes their place in memory meanwhile
            held = self._answers[key] = ask, state, found, looks
        self.looks.add(held[3])
        return cast(T, held[2])
