"""What is handed round while an organisation is being founded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waystation.casework.terms import Role
from waystation.cell.charter import SignedCharter
from waystation.cell.recharter import Draft
from waystation.encoding import b64, from_json, to_json, unb64
from waystation.errors import FormatError, NotFoundError


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody to admit: their enrolment, what they do, whether they keep charters."""

    enrolment: bytes
    roles: tuple[Role, ...]
    outside: bool = False

    @property
    def keeper(self) -> bool:
        """Say whether they sign the charters of guarded cells; the trustee does."""
        return Role.KEEPER in self.roles or self.trustee

    @property
    def trustee(self) -> bool:
        """Say whether they are the outside trustee."""
        return Role.TRUSTEE in self.roles


@dataclass(frozen=True, slots=True)
class FoundingPlan:
    """An organisation to be: its name, relay, and everybody who is in from the start."""

    name: str
    language: str
    relay: str
    people: Sequence[Admission]


def write_founding(plan: FoundingPlan, drafts: Mapping[str, Draft]) -> bytes:
    """Write the file that keepers read and sign; it holds no secret."""
    return to_json(
        {
            "v": 1,
            "name": plan.name,
            "people": _write_people(plan.people),
            **{noun: draft.charter.to_body() for noun, draft in drafts.items()},
        }
    )


def read_founding(raw: bytes) -> dict[str, Any]:
    """Read that file.

    Raises:
        FormatError: it is none.
    """
    found = from_json(raw)
    if not isinstance(found, dict) or found.get("v") != 1:
        raise FormatError("founding.form", "not a founding of this version")
    if not {"name", "people", "roster", "board"} <= set(found):
        raise FormatError("founding.form", "a part of the founding is missing")
    return found


def people_in(founding: Mapping[str, Any]) -> list[Admission]:
    """Return everybody in a founding, and as what: the roles are what keepers sign.

    Raises:
        FormatError: it does not say so.
    """
    try:
        return _read_people(founding["people"])
    except (KeyError, TypeError, ValueError):
        raise FormatError("founding.form", "a person of the founding is unclear") from None


def charter_in(founding: Mapping[str, Any], noun: str) -> SignedCharter:
    """Return a charter of a founding with the signatures collected so far."""
    return SignedCharter.from_body(founding[noun])


def write_draft(draft: Draft) -> bytes:
    """Write a draft for the vault: the charter and its secret."""
    return to_json({"charter": draft.charter.to_body(), "secret": b64(draft.secret)})


def read_draft(raw: bytes | None) -> Draft:
    """Read a draft from the vault.

    Raises:
        NotFoundError: nothing is being founded here.
    """
    if raw is None:
        raise NotFoundError("founding.none", "nothing is being founded at this desk")
    found = from_json(raw)
    return Draft(SignedCharter.from_body(found["charter"]), unb64(found["secret"], size=32))


def write_plan(plan: FoundingPlan) -> bytes:
    """Write a plan for the vault."""
    return to_json(
        {
            "name": plan.name,
            "language": plan.language,
            "relay": plan.relay,
            "people": _write_people(plan.people),
        }
    )


def read_plan(raw: bytes | None) -> FoundingPlan:
    """Read a plan from the vault.

    Raises:
        NotFoundError: nothing is being founded here.
    """
    if raw is None:
        raise NotFoundError("founding.none", "nothing is being founded at this desk")
    found = from_json(raw)
    people = _read_people(found["people"])
    return FoundingPlan(found["name"], found["language"], found["relay"], people)


def _write_people(people: Iterable[Admission]) -> list[dict[str, object]]:
    return [
        {"enrolment": b64(one.enrolment), "roles": list(one.roles), "outside": one.outside}
        for one in people
    ]


def _read_people(written: Iterable[Mapping[str, Any]]) -> list[Admission]:
    return [
        Admission(unb64(one["enrolment"]), tuple(map(Role, one["roles"])), one["outside"])
        for one in written
    ]
