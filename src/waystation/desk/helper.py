"""Helpers: each in a cell of their own, which the coordinators share."""

from collections.abc import Iterable, Sequence

from waystation.casework import helper, roster
from waystation.casework.entries import HelperNoted
from waystation.casework.helper import Helpers, Kin
from waystation.casework.terms import Role
from waystation.desk.cells import found
from waystation.desk.correspondence import write
from waystation.desk.desk import Desk
from waystation.errors import NotFoundError


def note(desk: Desk, noted: HelperNoted, humans: Sequence[str] | None = None) -> str:
    """Note a helper, or note them anew; return their register id.

    A new helper is known to every coordinator, or to `humans` alone where they are given.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        if noted.helper in {opened.register for opened in desk.cells_of("helper")}:
            desk.append(desk.find("helper", noted.helper), noted)
        else:
            to = coordinators(desk) if humans is None else humans
            desk.append(found(desk, "helper", noted.helper, to), noted)
        return noted.helper


def coordinators(desk: Desk) -> list[str]:
    """Return the humans who run journeys."""
    everyone = roster.humans(desk.roster())
    return [one.human for one in everyone if Role.COORDINATOR in one.roles]


def all_noted(desk: Desk) -> dict[str, HelperNoted]:
    """Return every helper that this desk knows, as last noted."""
    return {
        one: noted.act
        for opened in desk.cells_of("helper")
        for one, noted in desk.read(opened, helper.fold, Helpers()).noted.items()
    }


def state(desk: Desk) -> Helpers:
    """Return everything that this desk may read of helpers, as one."""
    return desk.folded("helpers", desk.cells_of("helper"), helper.fold, Helpers())


def kin(desk: Desk) -> Kin:
    """Return what stands and falls with each helper: team and vehicles."""
    return helper.kin(state(desk))


def write_to(desk: Desk, helper_id: str, kind: str, body: dict[str, object]) -> None:
    """Write a letter to a helper: one party of one handover gets that handover alone.

    Raises:
        NotFoundError: unknown, or without a letterbox.
    """
    with desk.acting():
        desk.require(Role.COORDINATOR)
        noted = all_noted(desk).get(helper_id)
        if noted is None:
            raise NotFoundError("helper.unknown", "no such helper here")
        write(desk, noted.identity, noted.box, kind, body)


def by_identity(desk: Desk, identity: str) -> str | None:
    """Return the register id of a helper by their public keys."""
    for register, noted in all_noted(desk).items():
        if noted.identity == identity:
            return register
    return None


def registers(helpers: Iterable[HelperNoted]) -> frozenset[str]:
    """Return the register ids of helpers and of what they drive."""
    return frozenset(one for noted in helpers for one in (noted.helper, *noted.vehicles))
