"""What the pages about slips ask of a desk, and how the real desk answers it."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Protocol

from waystation.casework.entries.slip import Recognition
from waystation.casework.terms import Channel, SlipForm, SlipLanguage
from waystation.desk import photograph as photographs
from waystation.desk import slip
from waystation.desk.views_slips import SlipsView, SlipView, slip_view, slips_view
from waystation.errors import FormatError
from waystation.web.open_part import OpenPart


class SlipPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread."""

    def slips(self, journey_id: str) -> SlipsView:
        """Return the meetings of a journey and their slips."""
        ...

    def slip(self, journey_id: str, slip_id: str, zone: tzinfo) -> SlipView:
        """Return one slip."""
        ...

    def make_slip(
        self, journey_id: str, wishes: Mapping[str, str], photograph: bytes | None
    ) -> str:
        """Make a slip as somebody filled it in; return its id."""
        ...

    def choose_photograph(self, journey_id: str, wishes: Mapping[str, str]) -> None:
        """Note what somebody said of their photograph."""
        ...

    def second_photograph(self, journey_id: str, choice: str) -> None:
        """Give the second word for it."""
        ...

    def withdraw_photograph(self, journey_id: str, choice: str, heard: str) -> None:
        """Note that they took it back."""
        ...

    def draw_words(self, journey_id: str, meeting: str, gives: str, takes: str) -> None:
        """Draw what each side says."""
        ...

    def revoke_slip(self, journey_id: str, slip_id: str, reason: str) -> None:
        """Take a slip back."""
        ...

    def slip_read_out(self, journey_id: str, slip_id: str) -> None:
        """Note that a slip was read out, or its card handed over."""
        ...

    def slip_heard(self, journey_id: str, slip_id: str, words: str) -> None:
        """Note what a party says that the other side said."""
        ...


class OpenSlips(OpenPart):
    """A `SlipPort` on an unlocked desk; whoever acts is the desk's human."""

    def slips(self, journey_id: str) -> SlipsView:
        """Return the meetings of a journey and their slips."""
        return slips_view(self._desk, self.state(), journey_id)

    def slip(self, journey_id: str, slip_id: str, zone: tzinfo) -> SlipView:
        """Return one slip."""
        return slip_view(self._desk, self.state(), journey_id, slip_id, zone)

    def make_slip(
        self, journey_id: str, wishes: Mapping[str, str], photograph: bytes | None
    ) -> str:
        """Make a slip as somebody filled it in; return its id."""
        digits = wishes.get("digits", "")
        if digits and not (len(digits) <= 4 and digits.isascii() and digits.isalnum()):
            raise FormatError("slip.digits", "the last digits are four at most")
        wanted = slip.Wanted(
            handover=wishes.get("meeting", ""),
            party=wishes.get("party", ""),
            form=_form(wishes.get("form", "")),
            language=_language(wishes.get("language", "")),
            recognition=Recognition(
                object=wishes.get("object", ""),
                vehicle=wishes.get("vehicle", ""),
                digits=digits,
            ),
            if_wrong=wishes.get("if_wrong", ""),
            ask=wishes.get("ask", ""),
            shows=wishes.get("shows", ""),
        )
        return slip.make(self._desk, journey_id, wanted, photograph).slip

    def choose_photograph(self, journey_id: str, wishes: Mapping[str, str]) -> None:
        """Note what somebody said of their photograph."""
        of = photographs.For(
            person=wishes.get("person", ""),
            handover=wishes.get("meeting", ""),
            party=wishes.get("party", ""),
        )
        said = photographs.Said(
            text=wishes.get("said", ""),
            language=_language(wishes.get("language", "")),
            channel=_way(wishes.get("way", "")),
        )
        photographs.assert_for(self._desk, journey_id, of, said)

    def second_photograph(self, journey_id: str, choice: str) -> None:
        """Give the second word for it."""
        photographs.second(self._desk, journey_id, choice)

    def withdraw_photograph(self, journey_id: str, choice: str, heard: str) -> None:
        """Note that they took it back."""
        photographs.withdraw(self._desk, journey_id, choice, heard)

    def draw_words(self, journey_id: str, meeting: str, gives: str, takes: str) -> None:
        """Draw what each side says."""
        slip.draw_words(self._desk, journey_id, meeting, _language(gives), _language(takes))

    def revoke_slip(self, journey_id: str, slip_id: str, reason: str) -> None:
        """Take a slip back."""
        slip.revoke(self._desk, journey_id, slip_id, reason)

    def slip_read_out(self, journey_id: str, slip_id: str) -> None:
        """Note that a slip was read out, or its card handed over."""
        slip.read_out(self._desk, journey_id, slip_id)

    def slip_heard(self, journey_id: str, slip_id: str, words: str) -> None:
        """Note what a party says that the other side said."""
        slip.heard(self._desk, journey_id, slip_id, words)


def _form(said: str) -> SlipForm:
    if said not in set(SlipForm):
        raise FormatError("web.choice", "one of the choices is needed", where="form")
    return SlipForm(said)


def _way(said: str) -> Channel:
    if said not in set(Channel):
        raise FormatError("web.choice", "one of the choices is needed", where="way")
    return Channel(said)


def _language(said: str) -> SlipLanguage:
    if said not in set(SlipLanguage):
        raise FormatError("web.choice", "one of the choices is needed", where="language")
    return SlipLanguage(said)
