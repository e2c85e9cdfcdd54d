"""What the pages Helpers and Safe houses ask of a desk, and how the real desk answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from msgspec.structs import replace

from waystation.casework.entries import HelperNoted, HouseNoted, body_of, decode
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.terms import (
    IncidentEffect,
    IncidentKind,
    Tie,
    Vetting,
)
from waystation.desk import conflict, helper, helper_standing, safehouse, safehouse_use
from waystation.desk.views_helper import (
    HelperFields,
    HelpersView,
    HelperView,
    helper_view,
    helpers_view,
)
from waystation.desk.views_house import (
    HouseFields,
    HousesView,
    HouseView,
    house_view,
    houses_view,
)
from waystation.desk.views_names import Names
from waystation.encoding import to_json
from waystation.errors import NotFoundError
from waystation.web.open_part import OpenPart


@dataclass(frozen=True, slots=True)
class Vetted:
    """What a form says of a vetting; nobody named: this desk's human."""

    how: Vetting
    expires: datetime
    passed: bool = True
    text: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """What a form says of an incident."""

    what: IncidentKind
    effect: IncidentEffect
    text: str = ""
    said_by: str = ""


class HelperPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread."""

    def helpers(self) -> HelpersView:
        """Return every helper."""
        ...

    def helper(self, helper_id: str) -> HelperView:
        """Return one helper."""
        ...

    def note_helper(self, fields: HelperFields, only_for: tuple[str, ...] = ()) -> str:
        """Note a new helper, for some coordinators alone or for all; return their id."""
        ...

    def renote_helper(self, helper_id: str, fields: HelperFields) -> None:
        """Note a helper anew."""
        ...

    def vet_helper(self, helper_id: str, vetted: Vetted) -> None:
        """Say that somebody looked into a helper."""
        ...

    def open_incident(self, helper_id: str, incident: Incident) -> None:
        """Note an incident."""
        ...

    def settle_incident(self, helper_id: str, incident: str, outcome: str) -> None:
        """Note what came of an incident."""
        ...

    def withdraw_helper(self, helper_id: str, reason: str, *, own_word: bool) -> None:
        """Note that a helper does no more."""
        ...

    def helper_worked(self, helper_id: str, *, small: bool = False) -> None:
        """Note a job that ended well; a small one is one person and one short leg."""
        ...

    def tie_helper(self, helper_id: str, to: Tie, text: str) -> None:
        """Note a tie."""
        ...

    def end_tie(self, helper_id: str, tie: str, to: Tie) -> None:
        """Note that a tie is over."""
        ...

    def check_helper(self, helper_id: str) -> None:
        """Ask the other desks whether somebody in a case is known alike."""
        ...

    def houses(self) -> HousesView:
        """Return every house, and what wants a signature."""
        ...

    def house(self, house: str) -> HouseView:
        """Return one house."""
        ...

    def sign_house(self, proposal: str) -> None:
        """Sign for a house as a keeper."""
        ...

    def note_house(self, fields: HouseFields, readers: tuple[str, ...]) -> None:
        """Note a new house for some readers, and ask for signatures."""
        ...

    def renote_house(self, house: str, fields: HouseFields) -> None:
        """Note a house anew."""
        ...

    def tell_house(self, house: str, who: str, name: str, why: str) -> None:
        """Note that somebody knows the address: of those with a name here, or another."""
        ...

    def cool_house(self, house: str, until: datetime, reason: str) -> None:
        """Note that nobody is brought there before a moment."""
        ...

    def burn_house(self, house: str, reason: str) -> None:
        """Note that a house is burned for good."""
        ...


class OpenHelpers(OpenPart):
    """A `HelperPort` on an unlocked desk; whoever acts is the desk's human."""

    def helpers(self) -> HelpersView:
        """Return every helper."""
        return helpers_view(self._desk, self.state())

    def helper(self, helper_id: str) -> HelperView:
        """Return one helper.

        Raises:
            NotFoundError: this desk is not in their records.
        """
        return helper_view(self._desk, self.state(), helper_id)

    def note_helper(self, fields: HelperFields, only_for: tuple[str, ...] = ()) -> str:
        """Note a new helper, for some coordinators alone or for all; return their id.

        Raises:
            FormatError: more than can be noted.
        """
        noted = HelperNoted(helper=self._desk.random_id(), name=fields.name)
        return helper.note(self._desk, _with(noted, fields), only_for or None)

    def renote_helper(self, helper_id: str, fields: HelperFields) -> None:
        """Note a helper anew; what no form says stays as it was.

        Raises:
            NotFoundError: this desk is not in their records.
            FormatError: more than can be noted.
        """
        self._desk.find("helper", helper_id)
        before = helper.all_noted(self._desk)[helper_id]
        helper.note(self._desk, _with(before, fields))

    def vet_helper(self, helper_id: str, vetted: Vetted) -> None:
        """Say that somebody looked into a helper; nobody named: this desk's human."""
        noted = HelperVetted(
            helper=helper_id,
            how=vetted.how,
            by=vetted.by or self._desk.human,
            expires=vetted.expires,
            passed=vetted.passed,
            text=vetted.text,
        )
        helper_standing.vet(self._desk, noted)

    def open_incident(self, helper_id: str, incident: Incident) -> None:
        """Note an incident."""
        opened = HelperIncidentOpened(
            incident=self._desk.random_id(),
            helper=helper_id,
            what=incident.what,
            effect=incident.effect,
            text=incident.text,
            said_by=incident.said_by,
        )
        helper_standing.open_incident(self._desk, opened)

    def settle_incident(self, helper_id: str, incident: str, outcome: str) -> None:
        """Note what came of an incident."""
        helper_standing.resolve_incident(self._desk, helper_id, incident, outcome)

    def withdraw_helper(self, helper_id: str, reason: str, *, own_word: bool) -> None:
        """Note that a helper does no more."""
        gone = HelperWithdrawn(helper=helper_id, own_word=own_word, reason=reason)
        helper_standing.withdraw(self._desk, gone)

    def helper_worked(self, helper_id: str, *, small: bool = False) -> None:
        """Note a job that ended well; a small one is one person and one short leg."""
        ended, work_id = self._desk.now().replace(microsecond=0), self._desk.random_id()
        work = HelperWorked(work=work_id, helper=helper_id, ended=ended, small=small)
        helper_standing.worked(self._desk, work)

    def tie_helper(self, helper_id: str, to: Tie, text: str) -> None:
        """Note a tie."""
        link = self._desk.random_id()
        linked = HelperLinked(link=link, helper=helper_id, to=to, text=text)
        helper_standing.link(self._desk, linked)

    def end_tie(self, helper_id: str, tie: str, to: Tie) -> None:
        """Note that a tie is over."""
        linked = HelperLinked(link=tie, helper=helper_id, to=to, over=True)
        helper_standing.link(self._desk, linked)

    def check_helper(self, helper_id: str) -> None:
        """Ask the other desks whether somebody in a case is known alike."""
        conflict.ask(self._desk, helper_id)

    def houses(self) -> HousesView:
        """Return every house, and what wants a signature."""
        return houses_view(self._desk, self.state())

    def house(self, house: str) -> HouseView:
        """Return one house.

        Raises:
            NotFoundError: this desk may not read it.
        """
        return house_view(self._desk, self.state(), house)

    def sign_house(self, proposal: str) -> None:
        """Sign for a house as a keeper."""
        safehouse.sign(self._desk, proposal)

    def note_house(self, fields: HouseFields, readers: tuple[str, ...]) -> None:
        """Note a new house for some readers, and ask for signatures."""
        safehouse.note(self._desk, self._house(self._desk.random_id(), fields), readers)

    def renote_house(self, house: str, fields: HouseFields) -> None:
        """Note a house anew; its address stays where none is said.

        Raises:
            NotFoundError: this desk may not read it.
        """
        before = safehouse_use.read(self._desk, house).noted[house].act
        safehouse.note(self._desk, self._house(house, fields, before.address))

    def _house(self, house: str, fields: HouseFields, address: str = "") -> HouseNoted:
        return HouseNoted(
            house=house,
            label=fields.label,
            address=fields.address or address,
            host=fields.host or self._desk.human,
            capacity=fields.beds,
        )

    def tell_house(self, house: str, who: str, name: str, why: str) -> None:
        """Note that somebody knows the address: of those with a name here, or another.

        Raises:
            NotFoundError: nobody of that id has a name here.
        """
        if who and not Names(self._desk).one(who):
            raise NotFoundError("name.unknown", "nobody of that id is known here")
        known = who or self._desk.random_id()
        safehouse_use.told(self._desk, house, known, "" if who else name, why)

    def cool_house(self, house: str, until: datetime, reason: str) -> None:
        """Note that nobody is brought there before a moment."""
        safehouse_use.cool_off(self._desk, house, until, reason)

    def burn_house(self, house: str, reason: str) -> None:
        """Note that a house is burned for good."""
        safehouse_use.burn(self._desk, house, reason)


def _with(noted: HelperNoted, fields: HelperFields) -> HelperNoted:
    """Return a helper as a form says it, read as every other desk will.

    Raises:
        FormatError: more than can be noted.
    """
    said = replace(
        noted,
        name=fields.name,
        roles=fields.roles,
        languages=fields.languages,
        hired=fields.hired,
        cap=fields.cap,
        team=fields.team,
        met_by=fields.met_by,
        recruited_by=fields.brought_in_by,
        subcontracted_by=fields.passed_on_by,
        agreement=fields.agreement,
        other_names=fields.other_names,
        numbers=fields.numbers,
        plates=fields.plates,
    )
    decode(said.kind, to_json(body_of(said)))
    return said
