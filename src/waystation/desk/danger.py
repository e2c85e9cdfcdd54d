"""Dangers as they are reported, by anybody, graded by who says so."""

from waystation.casework.cause import REPORTABLE
from waystation.casework.entries.watch import DangerReported
from waystation.desk import watchkeeper
from waystation.desk.desk import Desk
from waystation.errors import RuleError


def report(desk: Desk, danger: DangerReported) -> None:
    """Record a danger; what it touches is held at once, whoever says so.

    Raises:
        RuleError: another act says that, and more.
    """
    if danger.cause not in REPORTABLE:
        raise RuleError("danger.cause", "this is said in another way")
    watchkeeper.happened(desk, danger.journey, danger)
