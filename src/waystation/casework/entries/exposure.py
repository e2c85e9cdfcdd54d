"""Acts of the board about exposure: that somebody asked what falls with whom."""

from typing import ClassVar

from waystation.casework.entries.base import Act
from waystation.casework.entries.board import Tags


class ExposureAsked(Act, frozen=True, kw_only=True):
    """Somebody asked what falls if this one is taken; nothing of the answer is kept."""

    kind: ClassVar[str] = "exposure.asked"
    tags: Tags
