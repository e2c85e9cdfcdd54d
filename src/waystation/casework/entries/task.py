"""Acts about tasks: what is to be done because somebody or something may fall."""

from enum import StrEnum
from typing import ClassVar

from waystation.casework.entries.base import Act, Id, Text


class TaskKind(StrEnum):
    """What is to be done."""

    PRESUME_BURNED = "presume_burned"
    MOVE = "move"
    CANCEL = "cancel"
    RE_KEY = "re_key"
    WARN = "warn"


class TaskAssigned(Act, frozen=True, kw_only=True):
    """A human is to do something about somebody or something; the newest one counts."""

    kind: ClassVar[str] = "task.assigned"
    task: Id
    what: TaskKind
    about: Id
    to: Id


class TaskDone(Act, frozen=True, kw_only=True):
    """A task is done, by whoever did it."""

    kind: ClassVar[str] = "task.done"
    task: Id
    outcome: Text = ""
