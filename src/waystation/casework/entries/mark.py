"""Marks on the board: that there is something about a tag, and never what."""

from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Moment
from waystation.casework.entries.board import Tags
from waystation.casework.terms import MarkKind


class BoardMarked(Act, frozen=True, kw_only=True):
    """A helper or a house carries a mark; a random handle in every epoch of the board."""

    kind: ClassVar[str] = "board.marked"
    handle: Id
    tags: Tags
    mark: MarkKind
    until: Moment | None = None
    over: bool = False
