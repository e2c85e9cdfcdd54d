"""Acts of the roster, and of the cells of helpers and safe houses."""

from typing import ClassVar

from waystation.casework.entries.base import (
    Act,
    Base64,
    Few,
    Id,
    Label,
    Labels,
    MaybeId,
    Moment,
    Text,
)
from waystation.casework.terms import HelperRole, Role, Vetting


class OrganisationFounded(Act, frozen=True, kw_only=True):
    """The organisation's name, for its own people."""

    kind: ClassVar[str] = "organisation.founded"
    name: Label
    language: Label = ""
    relay: Label = ""


class HumanAdmitted(Act, frozen=True, kw_only=True):
    """A human of the organisation; a second key is the same human."""

    kind: ClassVar[str] = "human.admitted"
    human: Id
    name: Label
    roles: tuple[Role, ...]
    identity: Base64
    outside: bool = False


class PrekeyPublished(Act, frozen=True, kw_only=True):
    """A weekly key that grants are sealed to, signed by the human's identity (K-6)."""

    kind: ClassVar[str] = "prekey.published"
    human: Id
    prekey: Base64
    signature: Base64
    made: Moment


class HumanDeparted(Act, frozen=True, kw_only=True):
    """A human has left; what they wrote stays."""

    kind: ClassVar[str] = "human.departed"
    human: Id
    reason: Text = ""


class HelperNoted(Act, frozen=True, kw_only=True):
    """A helper; what was not recorded about vetting says so.

    `recruited_by` introduced them to the organisation; `subcontracted_by` passed a job of
    theirs on. `cap` is how many persons may depend on them at once, 0 for the usual number.
    `other_names`, `numbers` and `plates` are for the conflict check alone.
    """

    kind: ClassVar[str] = "helper.noted"
    helper: Id
    name: Label
    hired: bool = False
    team: MaybeId = ""
    recruited_by: MaybeId = ""
    met_by: tuple[Id, ...] = ()
    vetting: Vetting = Vetting.NOT_RECORDED
    agreement: Text = ""
    vehicles: tuple[Id, ...] = ()
    identity: Base64 = ""
    box: Label = ""
    roles: tuple[HelperRole, ...] = ()
    languages: Labels = ()
    cap: Few = 0
    subcontracted_by: MaybeId = ""
    other_names: Labels = ()
    numbers: Labels = ()
    plates: Labels = ()


class HouseNoted(Act, frozen=True, kw_only=True):
    """A safe house; the address stays in its own cell. A capacity of 0 is not known."""

    kind: ClassVar[str] = "house.noted"
    house: Id
    label: Label
    address: Text
    host: Id
    capacity: Few = 0
