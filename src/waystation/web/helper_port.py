"""What the pages Helpers and Safe houses ask of a desk, and how the real desk answers."""

from datetime import datetime
from typing import Protocol

from waystation.casework.entries import HelperNoted, body_of, decode
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
    HelperWorked,
)
from waystation.casework.terms import (
    HelperRole,
    IncidentEffect,
    IncidentKind,
    Tie,
    Vetting,
)
from waystation.desk import conflict, helper, helper_standing, safehouse, safehouse_use
from waystation.desk.views_helper import HelpersView, HelperView, helper_view, helpers_view
from waystation.desk.views_house import HousesView, HouseView, house_view, houses_view
from waystation.encoding import to_json
from waystation.web.open_part import OpenPart


class HelperPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread."""

    def helpers(self) -> HelpersView:
        """Return every helper."""
        ...

    def helper(self, helper_id: str) -> HelperView:
        """Return one helper."""
        ...

    def note_helper(
        self, name: str, role: HelperRole, languages: tuple[str, ...], *, hired: bool
    ) -> str:
        """Note a new helper; return their id."""
        ...

    def vet_helper(
        self, helper_id: str, how: Vetting, expires: datetime, *, passed: bool, text: str
    ) -> None:
        """Say that this desk's human looked into a helper."""
        ...

    def open_incident(
        self, helper_id: str, what: IncidentKind, effect: IncidentEffect, text: str
    ) -> None:
        """Note an incident."""
        ...

    def settle_incident(self, helper_id: str, incident: str, outcome: str) -> None:
        """Note what came of an incident."""
        ...

    def withdraw_helper(self, helper_id: str, reason: str, *, own_word: bool) -> None:
        """Note that a helper does no more."""
        ...

    def helper_worked(self, helper_id: str) -> None:
        """Note a job that ended well."""
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

    def tell_house(self, house: str, name: str, why: str) -> None:
        """Note that somebody knows the address."""
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

    def note_helper(
        self, name: str, role: HelperRole, languages: tuple[str, ...], *, hired: bool
    ) -> str:
        """Note a new helper; return their id.

        Raises:
            FormatError: more than can be noted.
        """
        noted = HelperNoted(
            helper=self._desk.random_id(),
            name=name,
            hired=hired,
            roles=(role,),
            languages=languages,
        )
        decode(noted.kind, to_json(body_of(noted)))
        return helper.note(self._desk, noted)

    def vet_helper(
        self, helper_id: str, how: Vetting, expires: datetime, *, passed: bool, text: str
    ) -> None:
        """Say that this desk's human looked into a helper."""
        vetted = HelperVetted(
            helper=helper_id,
            how=how,
            by=self._desk.human,
            expires=expires,
            passed=passed,
            text=text,
        )
        helper_standing.vet(self._desk, vetted)

    def open_incident(
        self, helper_id: str, what: IncidentKind, effect: IncidentEffect, text: str
    ) -> None:
        """Note an incident."""
        opened = HelperIncidentOpened(
            incident=self._desk.random_id(),
            helper=helper_id,
            what=what,
            effect=effect,
            text=text,
        )
        helper_standing.open_incident(self._desk, opened)

    def settle_incident(self, helper_id: str, incident: str, outcome: str) -> None:
        """Note what came of an incident."""
        helper_standing.resolve_incident(self._desk, helper_id, incident, outcome)

    def withdraw_helper(self, helper_id: str, reason: str, *, own_word: bool) -> None:
        """Note that a helper does no more."""
        gone = HelperWithdrawn(helper=helper_id, own_word=own_word, reason=reason)
        helper_standing.withdraw(self._desk, gone)

    def helper_worked(self, helper_id: str) -> None:
        """Note a job that ended well."""
        ended = self._desk.now().replace(microsecond=0)
        work = HelperWorked(work=self._desk.random_id(), helper=helper_id, ended=ended)
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

    def tell_house(self, house: str, name: str, why: str) -> None:
        """Note that somebody knows the address."""
        safehouse_use.told(self._desk, house, self._desk.random_id(), name, why)

    def cool_house(self, house: str, until: datetime, reason: str) -> None:
        """Note that nobody is brought there before a moment."""
        safehouse_use.cool_off(self._desk, house, until, reason)

    def burn_house(self, house: str, reason: str) -> None:
        """Note that a house is burned for good."""
        safehouse_use.burn(self._desk, house, reason)
