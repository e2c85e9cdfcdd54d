"""What was asked before journeys began, put together for a reader: firmest word first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from waystation.web.replay_record import Basis, Question, Weight, Words

_FIRMEST_FIRST: tuple[Basis, ...] = get_args(Basis)
_WORST_FIRST: tuple[Weight, ...] = get_args(Weight)


@dataclass(frozen=True, slots=True)
class Together:
    """One rule's question about one or more journeys, on the same kind of word.

    `whose` is empty where it is asked of every journey of which anything is; `when` is the
    first time at which it could be asked.
    """

    code: str
    severity: Weight
    says: Words
    whose: tuple[Words, ...]
    about: tuple[str, ...]
    when: Words | None


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that rests on one kind of word, what forbids first."""

    rests_on: Basis
    asked: tuple[Together, ...]


def grouped(questions: Iterable[Question]) -> tuple[Group, ...]:
    """Return the questions by what they rest on, and by rule within."""
    everything = tuple(questions)
    every = len({one.journey for one in everything})
    groups = (
        Group(mark, _by_rule([one for one in everything if one.rests_on == mark], every))
        for mark in _FIRMEST_FIRST
    )
    return tuple(one for one in groups if one.asked)


def _by_rule(questions: list[Question], every: int) -> tuple[Together, ...]:
    by_code: dict[str, list[Question]] = {}
    for one in questions:
        by_code.setdefault(one.code, []).append(one)
    ordered = sorted(
        by_code.values(), key=lambda each: _WORST_FIRST.index(each[0].severity)
    )
    return tuple(_together(each, every) for each in ordered)


def _together(same: list[Question], every: int) -> Together:
    whose = dict.fromkeys((one.journey, one.whose) for one in same)
    return Together(
        code=same[0].code,
        severity=same[0].severity,
        says=same[0].says,
        whose=() if len(whose) == every else tuple(words for _, words in whose),
        about=tuple(dict.fromkeys(role for one in same for role in one.about)),
        when=same[0].when,
    )
