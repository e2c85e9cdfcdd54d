"""What the pages ask of a desk about a member's own panic, and how the real one answers."""

from typing import Protocol

from waystation.desk import panic
from waystation.web.open_part import OpenPart


class PanicPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def panic(self, text: str) -> None:
        """Say that this desk's human is in danger."""
        ...

    def end_panic(self, alarm_id: str, outcome: str) -> None:
        """Say that somebody's danger is over, and how.

        Raises:
            NotFoundError: nobody is in danger under that id.
            NotPermittedError: it is this desk's own human.
        """
        ...


class OpenPanic(OpenPart):
    """A `PanicPort` on an unlocked desk; whoever acts is the desk's human."""

    def panic(self, text: str) -> None:
        """Say that this desk's human is in danger."""
        panic.raise_panic(self._desk, text)

    def end_panic(self, alarm_id: str, outcome: str) -> None:
        """Say that somebody's danger is over, and how.

        Raises:
            NotFoundError: nobody is in danger under that id.
            NotPermittedError: it is this desk's own human.
        """
        panic.end(self._desk, alarm_id, outcome)
