"""What the pages of a preparation ask of a desk, and how the real desk answers it."""

from typing import Protocol

from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.desk import disclosure, preparation
from waystation.desk.preparation import Prepared
from waystation.desk.views_preparation import PreparationView, preparation_view
from waystation.web.open_part import OpenPart


class PreparationPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread."""

    def preparation(
        self, journey_id: str, typed: Prepared | DisclosureNoted | None = None
    ) -> PreparationView:
        """Return a preparation; findings as if what is typed were noted.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        ...

    def prepare(self, journey_id: str, act: Prepared | DisclosureNoted) -> None:
        """Note what was prepared, reported or told; noted again, it replaces."""
        ...


class OpenPreparation(OpenPart):
    """A `PreparationPort` on an unlocked desk; whoever acts is the desk's human."""

    def preparation(
        self, journey_id: str, typed: Prepared | DisclosureNoted | None = None
    ) -> PreparationView:
        """Return a preparation; findings as if what is typed were noted.

        Raises:
            NotFoundError: this desk is in no such journey.
        """
        return preparation_view(self._desk, self.state(), journey_id, typed)

    def prepare(self, journey_id: str, act: Prepared | DisclosureNoted) -> None:
        """Note what was prepared, reported or told; noted again, it replaces."""
        if isinstance(act, DisclosureNoted):
            disclosure.note(self._desk, act)
        else:
            preparation.note(self._desk, journey_id, (act,))
