"""Acts of the board: whether somebody named in a case bears a helper's name or number."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id
from waystation.casework.entries.board import Tags


class ConflictAsked(Act, frozen=True, kw_only=True):
    """Is anybody in your cases known by one of these? `about` are the helper's tags."""

    kind: ClassVar[str] = "conflict.asked"
    question: Id
    about: Tags
    forms: Tags


class ConflictAnswered(Act, frozen=True, kw_only=True):
    """Yes or no for the cases of whoever answers, and nothing more; `act` asked."""

    kind: ClassVar[str] = "conflict.answered"
    question: Id
    act: Id
    match: bool = False
