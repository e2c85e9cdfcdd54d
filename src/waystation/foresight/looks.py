"""What an answer rests on: what stood where its question looked, and how long time agrees.

A question is a pure function of what it looks at. As long as everything that it looked at
stands as it stood, and the present has passed no moment that it was compared with, its
answer is what it would be if it were asked again.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from datetime import UTC, datetime, timedelta
from typing import Final, TypeVar, cast

from waystation.casework.noted import LastAnswer
from waystation.casework.table import Table

S = TypeVar("S")
T = TypeVar("T")
Source = object
"""Something that every journey shares: a table, or a struct that is asked as a whole."""
Asked = LastAnswer[object, object]

EVER: Final = datetime.min.replace(tzinfo=UTC)
NEVER: Final = datetime.max.replace(tzinfo=UTC)
INSTANT: Final = timedelta(microseconds=1)
"""The smallest step of time there is here: what holds at an instant may not at the next."""


class _Mark:
    """A key or a value that no table has."""

    __slots__ = ()


NOTHING: Final = _Mark()
WHOLE: Final = _Mark()


class Field(str):
    """The name of a field of a source that is no table."""

    __slots__ = ()


class Looks:
    """Where a question has looked so far.

    Attributes:
        reads: by source and key, what stood there.
        uses: what it used of what others ask of the same journey, by what was asked.
        near: which parts of what the journey needs of the board, one bit each.
        since: from when the present compares with everything as it did.
        until: when it no longer does.
    """

    __slots__ = ("near", "reads", "since", "until", "uses")

    def __init__(self) -> None:
        self.reads: defaultdict[int, dict[object, object]] = defaultdict(dict)
        self.uses: dict[Asked, object] = {}
        self.near = 0
        self.since = EVER
        self.until = NEVER

    def not_before(self, moment: datetime) -> None:
        """Note that what was compared was otherwise before a moment."""
        self.since = max(self.since, moment)

    def not_after(self, moment: datetime) -> None:
        """Note that what was compared will be otherwise from a moment on."""
        self.until = min(self.until, moment)


class Basis:
    """What an answer rests on, as it is kept; `sources` has one bit for each."""

    __slots__ = ("near", "reads", "since", "sources", "until", "uses")

    def __init__(self, looks: Looks) -> None:
        self.near, self.since, self.until = looks.near, looks.since, looks.until
        self.uses = tuple(looks.uses.items())
        self.sources = 0
        for source in looks.reads:
            self.sources |= 1 << source
        self.reads = tuple(_Read(source, found) for source, found in looks.reads.items())

    def reads_as_before(self, sources: tuple[Source, ...], change: "Change") -> bool:
        """Say whether all that was read stands."""
        if self.sources & change.sources:
            for one in self.reads:
                if change.sources >> one.source & 1 and not one.stands(
                    sources[one.source], change.keys.get(one.source)
                ):
                    return False
        return True


class _Read:
    """What stood in one source, at the keys that were asked for."""

    __slots__ = ("_keys", "_plain", "_stood", "source")

    def __init__(self, source: int, found: dict[object, object]) -> None:
        self.source = source
        self._keys, self._stood = tuple(found), tuple(found.values())
        self._plain = set(map(type, found)) == {str}

    def stands(self, source: Source, changed: Set[object] | None) -> bool:
        """Say whether it still stands so; `changed` are the keys to look at, if known."""
        if self._plain and changed is not None and changed.isdisjoint(self._keys):
            return True
        pairs = zip(self._keys, self._stood, strict=True)
        if not self._plain:
            return all(_same(_look(source, key), then) for key, then in pairs)
        get = cast(Mapping[object, object], source).get
        for key, then in pairs:
            now = get(key, NOTHING)
            if now is not then and not _same(now, then):
                return False
        return True


class Change:
    """What is another than it was: sources, one bit each, and keys of some of them."""

    __slots__ = ("keys", "sources")

    def __init__(self, now: tuple[Source, ...], then: tuple[Source, ...]) -> None:
        self.sources = 0
        self.keys: dict[int, Set[object]] = {}
        for place, (one, before) in enumerate(zip(now, then, strict=True)):
            if one is not before:
                self.sources |= 1 << place
                keys = _otherwise(one, before)
                if keys is not None:
                    self.keys[place] = keys


class Answer:
    """What was answered for several who ask the same of one journey."""

    __slots__ = ("basis", "found", "round")

    def __init__(self, found: object, basis: Basis, at: int) -> None:
        self.found, self.basis, self.round = found, basis, at


UNCHANGED: Final = Change((), ())


class Notebook:
    """Where the looks of the question go that is being answered, one journey at a time.

    Attributes:
        looks: of the question that is being answered.
        answers: what is kept of what several ask of this journey.
    """

    def __init__(self) -> None:
        self.looks = Looks()
        self.answers: dict[Asked, Answer] = {}
        self.sources: tuple[Source, ...] = ()
        self.now = EVER
        self._round = 0
        self._change = UNCHANGED
        self._near = 0
        self._state: Callable[[], object] = object

    def turn_to(
        self,
        answers: dict[Asked, Answer],
        state: Callable[[], object],
        *,
        change: Change = UNCHANGED,
        near: int = 0,
        stand: bool = False,
    ) -> None:
        """Turn to the page of a journey, where `change` may say otherwise.

        Args:
            answers: what was answered before.
            state: gives the picture that several ask the same of.
            change: what is another since.
            near: the parts of what it needs of the board that are others, one bit each.
            stand: all that was answered before is known to stand.
        """
        self._round += 1
        self.answers, self._state = answers, state
        self._change, self._near = change, near
        if stand:
            for one in answers.values():
                one.round = self._round

    def noting(self, ask: Callable[[], T]) -> tuple[T, Basis]:
        """Return what is answered, with what that rests on: its looks alone."""
        before, self.looks = self.looks, Looks()
        try:
            return ask(), Basis(self.looks)
        finally:
            self.looks = before

    def answer(self, ask: Callable[[S], T], state: S) -> T:
        """Answer once what several ask; whoever asks rests on what the answer is."""
        asked = cast(Asked, ask)
        found = self._answer(asked, state)
        self.looks.uses[asked] = found
        return cast(T, found)

    def field(self, bit: int, _: object) -> None:
        """Note that a question looked at a part of what the journey needs of the board."""
        self.looks.near |= 1 << bit

    def stands(self, basis: Basis) -> bool:
        """Say whether an answer is what it would be now."""
        return (
            not basis.near & self._near
            and basis.since <= self.now < basis.until
            and basis.reads_as_before(self.sources, self._change)
            and all(
                _same(self._answer(ask, self._state()), found) for ask, found in basis.uses
            )
        )

    def current(self) -> dict[Asked, Answer]:
        """Return what was used since this page was turned to."""
        return {ask: one for ask, one in self.answers.items() if one.round == self._round}

    def _answer(self, ask: Asked, state: object) -> object:
        held = self.answers.get(ask)
        if held is not None and (held.round == self._round or self.stands(held.basis)):
            held.round = self._round
            return held.found
        found, basis = self.noting(lambda: ask.ask(state))
        if held is not None and _same(found, held.found):
            found = held.found
        self.answers[ask] = Answer(found, basis, self._round)
        return found


def _otherwise(now: Source, then: Source) -> frozenset[object] | None:
    """Return the keys at which two tables may hold other things; None where any may."""
    if isinstance(now, Table) and isinstance(then, Table):
        return now.put_since(then)
    if isinstance(now, dict) and isinstance(then, dict):
        found = {key for key, held in now.items() if then.get(key, NOTHING) is not held}
        return frozenset(found | (then.keys() - now.keys()))
    return None


def _look(source: Source, key: object) -> object:
    """Return what stands at a key of a source; NOTHING where nothing does."""
    if isinstance(key, Field):
        return cast(object, getattr(source, key))
    if callable(key):  # a question about the source; what a table has at a key is none
        return cast(object, key(source))
    if key is WHOLE:
        return source
    return cast(Mapping[object, object], source).get(key, NOTHING)


def _same(now: object, then: object) -> bool:
    if now is then:
        return True
    if type(now) is not type(then) or isinstance(then, _Mark | Table):
        return False  # to compare a whole table would cost more than to ask again
    return bool(now == then)
