"""What the page Exposure asks of a desk, and how the real desk answers it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from waystation.casework.entries.task import TaskKind
from waystation.desk import exposure, task
from waystation.desk.desk import Desk
from waystation.desk.views_exposure import ExposureView, exposure_view
from waystation.errors import FormatError
from waystation.web.open_part import OpenPart


@dataclass(frozen=True, slots=True)
class Question:
    """If `who` is taken, what falls, as of a time (None: now), in so many rings?"""

    who: str
    as_of: datetime | None
    rings: int


class ExposurePort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def exposure(self, question: Question | None = None) -> ExposureView:
        """Return the page; a question is answered, and seen to have been asked."""
        ...

    def give_task(self, what: str, about: str, to: str) -> None:
        """Give a task to a human of the organisation."""
        ...

    def finish_task(self, task_id: str) -> None:
        """Say that a task is done."""
        ...


class OpenExposure(OpenPart):
    """An `ExposurePort` on an unlocked desk; whoever acts is the desk's human."""

    def __init__(self, desk: Desk, *, practice: bool = False) -> None:
        super().__init__(desk, practice=practice)
        self._asked: set[tuple[str, datetime]] = set()

    def exposure(self, question: Question | None = None) -> ExposureView:
        """Return the page; a question is answered, and seen to have been asked.

        Showing an answer again is not another question.
        """
        desk, told = self._desk, None
        if question is not None:
            as_of = question.as_of or desk.now().replace(microsecond=0)
            known = (question.who, as_of) in self._asked
            read = exposure.look if known else exposure.ask
            told = read(desk, question.who, as_of, question.rings)
            self._asked.add((question.who, as_of))
        return exposure_view(desk, self.state(), told)

    def give_task(self, what: str, about: str, to: str) -> None:
        """Give a task to a human of the organisation.

        Raises:
            FormatError: no such task.
        """
        if what not in set(TaskKind):
            raise FormatError("web.question", "no such task")
        stands_in = exposure.see(self._desk).stands_in
        task.assign(self._desk, stands_in, TaskKind(what), about, to)

    def finish_task(self, task_id: str) -> None:
        """Say that a task is done."""
        task.finish(self._desk, task_id)
