"""Findings of many journeys, asked again only where something changed that they rest on.

The rules of a family are asked together, of a picture that notes where they look. What they
said stands for as long as all of that stands and the present has passed no moment that they
compared it with; else they are asked again, and only they. A rule need not know of this.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import attrgetter, or_

from waystation.casework import reach, start
from waystation.casework.finding import Finding
from waystation.foresight import catalogue, world
from waystation.foresight.check import in_order
from waystation.foresight.looks import (
    UNCHANGED,
    Answer,
    Asked,
    Basis,
    Change,
    Notebook,
    Source,
)
from waystation.foresight.moment import Moment
from waystation.foresight.picture import Picture
from waystation.foresight.rule import Rule
from waystation.foresight.rules.at_start import found_at_start
from waystation.foresight.seen import seen, sources, within
from waystation.foresight.thresholds import Thresholds
from waystation.foresight.world import Near, Own, World

Found = tuple[Finding, ...]
Question = Callable[[Picture, Thresholds], Iterable[Finding]]

_SHOWN_IN = {
    "shared": "shared",
    "joined": "joined",
    "marks": "marks",
    "tags": "around",
    "burned": "organisation",
}
"""Where in a picture each part of what a journey needs of the board is seen."""
_PARTS = tuple(_SHOWN_IN.values())


def _agreed(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    return start.without_consent(picture.journey, picture.consents, picture.organisation)


def _two_throughout(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    return start.two_throughout(picture.journey, picture.organisation)


def _of_the_plan(picture: Picture, _: Thresholds) -> Iterable[Finding]:
    return start.of_the_plan(
        picture.journey, picture.consents, picture.organisation, picture.around
    )


def _all_of(checks: Iterable[Question]) -> Question:
    asked = tuple(checks)

    def ask(picture: Picture, thresholds: Thresholds) -> Iterable[Finding]:
        for check in asked:
            yield from check(picture, thresholds)

    return ask


_REACHED = frozenset({"watch.no_two_to_answer", "watch.no_two_to_lift"})
_APART = (
    frozenset({"watch.organiser_unwatched"}),
    frozenset({"helper.marked_elsewhere"}),
)
"""Rules that look where the rest of their family do not: at who is in the organisation, and
at what was said of a helper; and at who can be reached, as a start does."""


def _together() -> Iterator[tuple[Question, ...]]:
    """Return the checks that are asked together, but for what only explains a start."""
    apart = _REACHED.union(*_APART)
    for family in catalogue.FAMILIES:
        rules: tuple[Rule, ...] = family.RULES
        asked = [one for one in rules if one.check is not found_at_start]
        yield tuple(one.check for one in asked if one.code not in apart)
        for codes in _APART:
            yield tuple(one.check for one in asked if one.code in codes)


QUESTIONS: tuple[Question, ...] = (
    _agreed,
    _all_of((_two_throughout, *(catalogue.rule(one).check for one in sorted(_REACHED)))),
    _of_the_plan,
    *(_all_of(checks) for checks in _together() if checks),
)
"""Each is asked and kept by itself; where the first finds anything, it alone is."""


_SINCE, _UNTIL = attrgetter("since"), attrgetter("until")
_SOURCES = attrgetter("sources")


class _Said:
    """What one question found, and what that rests on."""

    __slots__ = ("basis", "found")

    def __init__(self, found: Found, basis: Basis) -> None:
        self.found, self.basis = found, basis


class _Kept:
    """What is kept of one journey: what it needs of the board, and every answer."""

    __slots__ = (
        "_said",
        "_told",
        "answers",
        "bases",
        "found",
        "looked",
        "near",
        "near_rests_on",
        "own",
        "said",
        "since",
        "sources",
        "until",
    )

    def __init__(self, own: Own, near: Near, near_rests_on: Basis) -> None:
        self.own, self.near, self.near_rests_on = own, near, near_rests_on
        self.said: list[_Said] = []
        self.answers: dict[Asked, Answer] = {}
        self.sources: tuple[Source, ...] = ()
        self.bases: tuple[Basis, ...] = ()
        self.found: Found = ()
        self._said: tuple[Found, ...] = ()
        self._told: tuple[Found, Found, Found] = (), (), ()

    def sum_up(self) -> None:
        """Note what everything together rests on, and say it together."""
        self.bases = (
            self.near_rests_on,
            *(one.basis for one in self.said),
            *(one.basis for one in self.answers.values()),
        )
        self.since = max(map(_SINCE, self.bases))
        self.until = min(map(_UNTIL, self.bases))
        self.looked = reduce(or_, map(_SOURCES, self.bases))
        said = tuple(one.found for one in self.said)
        if said != self._said:
            self._said = said
            self.found = in_order(one for found in said for one in found)

    def findings(self, of_all: Found) -> Found:
        """Return what was found, with what is found of every journey alike."""
        if not of_all or self.said[0].found:
            return self.found
        found, alike, _ = self._told
        if found is not self.found or alike is not of_all:
            self._told = self.found, of_all, in_order((*of_all, *self.found))
        return self._told[2]


class Recheck:
    """The findings of every journey that was asked about, in one world that moves on.

    Not for several threads at once: the desk has one lock.

    Attributes:
        asked: how many questions were asked since this was made.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self.asked = 0
        self._thresholds = thresholds
        self._notebook = Notebook()
        self._kept: dict[str, _Kept] = {}
        self._world: World | None = None
        self._sources: tuple[Source, ...] = ()
        self._changed: dict[int, Change] = {}

    def look_at(self, now_is: World, now: datetime) -> None:
        """Take the world as it is now."""
        if now_is is not self._world:
            self._world, self._sources = now_is, sources(now_is)
            self._of_all = reach.too_few(now_is.people)
            self._seen = seen(now_is, self._notebook)
            self._changed.clear()
        self._notebook.sources, self._notebook.now = self._sources, now
        self._now, self._moment = now, Moment.of(self._notebook, now)

    def forget(self, journey: str) -> None:
        """Keep nothing of a journey that is no longer asked about."""
        self._kept.pop(journey, None)

    def findings(self, own: Own) -> Found:
        """Say everything that forbids or questions a journey, worst first."""
        register = own.journey.journey
        kept = self._kept.get(register)
        if kept is None or not (kept.own is own or kept.own.is_as(own)):
            kept = self._kept[register] = self._anew(own)
        else:
            change = self._since(kept.sources)
            failed = self._failed(kept, change)
            if failed:
                self._again(kept, change, failed)
        kept.sources = self._sources
        return kept.findings(self._of_all)

    def _failed(self, kept: _Kept, change: Change) -> list[int]:
        """Return the places of what is kept whose own looks would find something else."""
        now, changed = self._now, change.sources & kept.looked
        in_time = kept.since <= now < kept.until
        if in_time and not changed:
            return []
        return [
            place
            for place, one in enumerate(kept.bases)
            if (one.sources & changed and not one.reads_as_before(self._sources, change))
            or not (in_time or one.since <= now < one.until)
        ]

    def _anew(self, own: Own) -> _Kept:
        kept = _Kept(own, *self._near(own))
        self._notebook.turn_to({}, lambda: picture)
        picture = self._picture(kept)
        self._ask_all(kept, picture)
        return kept

    def _again(self, kept: _Kept, change: Change, failed: list[int]) -> None:
        """Ask again what no longer stands; `failed` as their own looks say.

        Where nothing failed that others use, nothing else can have.
        """
        alone = failed[0] > 0 and failed[-1] <= len(kept.said)
        near = 0 if failed[0] > 0 else self._near_again(kept)
        if failed == [0] and not near:
            kept.sum_up()
            return
        picture = self._picture(kept)
        self._notebook.turn_to(
            kept.answers, lambda: picture, change=change, near=near, stand=alone
        )
        due = [place - 1 for place in failed] if alone else self._due(kept)
        if 0 in due and (kept.said[0].found or self._ask(0, picture).found):
            self._ask_all(kept, picture)
            return
        for place in due:
            kept.said[place] = self._ask(place, picture)
        kept.answers = self._notebook.current()
        kept.sum_up()

    def _due(self, kept: _Kept) -> list[int]:
        """Return the questions whose answers no longer stand."""
        stands = self._notebook.stands
        return [place for place, one in enumerate(kept.said) if not stands(one.basis)]

    def _near_again(self, kept: _Kept) -> int:
        """Look again at what a journey needs of the board; return what of it is another."""
        before = kept.near
        kept.near, kept.near_rests_on = self._near(kept.own)
        return _others(before, kept.near)

    def _ask_all(self, kept: _Kept, picture: Picture) -> None:
        kept.said = [self._ask(0, picture)]
        if not kept.said[0].found:
            kept.said += [self._ask(place, picture) for place in range(1, len(QUESTIONS))]
        kept.answers = self._notebook.current()
        kept.sum_up()

    def _ask(self, place: int, picture: Picture) -> _Said:
        self.asked += 1
        ask = QUESTIONS[place]
        return _Said(*self._notebook.noting(lambda: tuple(ask(picture, self._thresholds))))

    def _near(self, own: Own) -> tuple[Near, Basis]:
        return self._notebook.noting(lambda: world.near(own, self._seen, self._moment))

    def _picture(self, kept: _Kept) -> Picture:
        plain = world.picture(kept.own, self._seen, kept.near, self._moment)
        return within(plain, _PARTS, self._notebook)

    def _since(self, before: tuple[Source, ...]) -> Change:
        """Return what is another than it was."""
        if before is self._sources:
            return UNCHANGED
        change = self._changed.get(id(before))
        if change is None:
            # whatever was kept with `before` holds it, and so its id stays its own
            change = self._changed[id(before)] = Change(self._sources, before)
        return change


def _others(before: Near, now: Near) -> int:
    """Return which parts of what a journey needs of the board are others, one bit each."""
    return sum(
        1 << place
        for place, name in enumerate(_SHOWN_IN)
        if getattr(before, name) != getattr(now, name)
    )
