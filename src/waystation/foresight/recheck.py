"""Findings of many journeys, asked again only where something changed that they rest on.

The rules of a family are asked together, of a picture that notes where they look. What they
said stands for as long as all of that stands and the present has passed no moment that they
compared it with; else they are asked again, and only they. A rule need not know of this.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from types import ModuleType

from waystation.casework import start
from waystation.casework.finding import Finding
from waystation.foresight import catalogue, world
from waystation.foresight.check import in_order
from waystation.foresight.looks import EVER, NEVER, Basis, Notebook, Source
from waystation.foresight.moment import Moment
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule
from waystation.foresight.rules.at_start import found_at_start
from waystation.foresight.seen import seen, sources, within
from waystation.foresight.thresholds import Thresholds
from waystation.foresight.world import Near, Own, World

Found = tuple[Finding, ...]
Question = Callable[[Picture, Thresholds], Iterable[Finding]]


def _agreed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    return start.without_consent(picture.journey, picture.consents, picture.organisation)


def _may_start(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    return start.may_start(
        picture.journey, picture.consents, picture.organisation, picture.around
    )


def _all_of(rules: Iterable[Rule]) -> Question:
    asked = tuple(rules)

    def ask(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
        for rule in asked:
            yield from rule.check(picture, thresholds)

    return ask


def _with_checks(family: ModuleType) -> tuple[Rule, ...]:
    """Return the rules of a family but for those that only explain what a start finds."""
    return tuple(one for one in family.RULES if one.check is not found_at_start)


QUESTIONS: tuple[Question, ...] = (
    _may_start,
    *(_all_of(rules) for rules in map(_with_checks, catalogue.FAMILIES) if rules),
)
"""Asked together, and together again; the first of all is whether everybody agreed."""


class _Said:
    """What one question found, and what that rests on."""

    __slots__ = ("basis", "found")

    def __init__(self, found: Found, basis: Basis) -> None:
        self.found, self.basis = found, basis


class _Kept:
    """What is kept of one journey: what it needs of the board, and every answer."""

    __slots__ = ("found", "looked", "near", "own", "parts", "since", "sources", "until")

    def __init__(self, own: Own, near: Near, parts: list[_Said]) -> None:
        self.own, self.near, self.parts = own, near, parts
        self.sources: tuple[Source, ...] = ()
        self.sum_up()

    def sum_up(self) -> None:
        """Note what everything together rests on, and say it together."""
        bases = [one.basis for one in self.parts]
        self.since = max((one.since for one in bases), default=EVER)
        self.until = min((one.until for one in bases), default=NEVER)
        self.looked = 0
        for one in bases:
            self.looked |= one.sources
        self.found = in_order(one for part in self.parts for one in part.found)


class Recheck:
    """The findings of every journey that was asked about, in one world that moves on.

    Not for several threads at once: the desk has one lock.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._notebook = Notebook()
        self._kept: dict[str, _Kept] = {}
        self._world: World | None = None
        self._sources: tuple[Source, ...] = ()
        self._changed: dict[int, int] = {}
        self._asked = 0

    @property
    def asked(self) -> int:
        """Return how many questions were asked since this was made."""
        return self._asked

    def look_at(self, now_is: World, now: datetime) -> None:
        """Take the world as it is now."""
        if now_is is not self._world:
            self._world, self._sources = now_is, sources(now_is)
            self._seen = seen(now_is, self._notebook)
            self._changed = {}
        self._now = now
        self._moment = Moment.of(self._notebook, now)

    def forget(self, journey: str) -> None:
        """Keep nothing of a journey that is no longer asked about."""
        self._kept.pop(journey, None)

    def findings(self, own: Own) -> Found:
        """Say everything that forbids or questions a journey, worst first."""
        register = own.journey.journey
        kept = self._kept.get(register)
        if kept is None or not (kept.own is own or kept.own.is_as(own)):
            kept = self._kept[register] = self._anew(own)
        elif kept.sources is not self._sources or not kept.since <= self._now < kept.until:
            kept = self._kept[register] = self._again(kept)
        kept.sources = self._sources
        return kept.found

    def _anew(self, own: Own) -> _Kept:
        return self._from(own, *self._near(own))

    def _from(self, own: Own, near: Near, rests_on: Basis) -> _Kept:
        picture = self._picture(own, near)
        parts = [_Said((), rests_on), self._ask(_agreed, picture)]
        if not parts[-1].found:
            parts += [self._ask(question, picture) for question in QUESTIONS]
        return _Kept(own, near, parts)

    def _again(self, kept: _Kept) -> _Kept:
        changed = self._since(kept.sources)
        due = [
            place
            for place, part in enumerate(kept.parts)
            if not part.basis.holds_at(self._now)
            or not part.basis.stands(self._sources, changed)
        ]
        if not due:
            return kept
        self._notebook.turn_over()
        if due[0] == 0:
            near, rests_on = self._near(kept.own)
            if near != kept.near:
                return self._from(kept.own, near, rests_on)
            kept.parts[0] = _Said((), rests_on)
            due = due[1:]
        picture = self._picture(kept.own, kept.near)
        for place in due:
            question = QUESTIONS[place - 2] if place > 1 else _agreed
            before, kept.parts[place] = kept.parts[place], self._ask(question, picture)
            if place == 1 and (before.found or kept.parts[1].found):
                return self._from(kept.own, kept.near, kept.parts[0].basis)
        kept.sum_up()
        return kept

    def _near(self, own: Own) -> tuple[Near, Basis]:
        self._notebook.turn_over()
        with self._notebook.page() as looks:
            near = world.near(own, self._seen, self._moment)
        return near, Basis(looks)

    def _picture(self, own: Own, near: Near) -> Picture:
        plain = world.picture(own, self._seen, near, self._moment)
        return within(plain, self._notebook)

    def _ask(self, question: Question, picture: Picture) -> _Said:
        self._asked += 1
        with self._notebook.page() as looks:
            found = tuple(question(picture, self._thresholds))
        return _Said(found, Basis(looks))

    def _since(self, before: tuple[Source, ...]) -> int:
        """Return which sources are others than they were."""
        if before is self._sources:
            return 0
        changed = self._changed.get(id(before))
        if changed is None:
            changed = sum(
                1 << place
                for place, (now, then) in enumerate(zip(self._sources, before, strict=True))
                if now is not then
            )
            # `before` is held by what was kept with it, and so its id stays its own
            self._changed[id(before)] = changed
        return changed
