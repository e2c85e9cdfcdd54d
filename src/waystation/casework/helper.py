"""Helpers: who drives, guides, hosts and interprets, and what belongs to them."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from waystation.casework.entries import Act, HelperNoted
from waystation.casework.finding import Finding, Severity
from waystation.casework.noted import Newest, Noted, newest, run
from waystation.casework.table import Table
from waystation.casework.terms import Record, Vetting

Kin = Mapping[str, frozenset[str]]
"""Register id to the ids that stand and fall with it: team, its other members, vehicles."""


class Helpers(Struct, frozen=True):
    """Every helper as last noted, by register id."""

    noted: Newest[HelperNoted] = Table()


def fold(state: Helpers, record: Record, act: Act) -> Helpers:
    """Add one act of a helper's cell."""
    if isinstance(act, HelperNoted):
        return Helpers(newest(state.noted, act.helper, Noted(record, act)))
    return state


def read(records: Iterable[Record]) -> Helpers:
    """Fold cells of helpers from their beginning."""
    return run(fold, Helpers(), records)


def kin(state: Helpers) -> dict[str, frozenset[str]]:
    """Return what a hold on each helper or team must also cover."""
    teams: dict[str, set[str]] = {}
    for helper, noted in state.noted.items():
        teams.setdefault(noted.act.team or helper, set()).update(
            (helper, *noted.act.vehicles)
        )
    found = {team: frozenset(members | {team}) for team, members in teams.items()}
    return found | {
        helper: found[noted.act.team or helper] for helper, noted in state.noted.items()
    }


def questions(state: Helpers) -> tuple[Finding, ...]:
    """Return who is hired and, as far as recorded, neither met nor vouched for."""
    return tuple(
        Finding("helper.nobody_has_met", Severity.WARN, helper, (noted.record.id,))
        for helper, noted in sorted(state.noted.items())
        if noted.act.hired
        and not noted.act.met_by
        and noted.act.vetting is Vetting.NOT_RECORDED
    )
