"""What a journey's page asks of a desk about consent, and how the real desk answers."""

from typing import Protocol

from waystation.desk import consent
from waystation.desk.consent import Statement
from waystation.web.open_part import OpenPart

WORDING = "consent-1"
"""The wording of what people are told before they answer."""


class ConsentPort(Protocol):
    """A desk as the page sees it; every call is safe from any thread."""

    def consent_spoken(self, journey_id: str, person_id: str, said: Statement) -> None:
        """Give this human's word for what a person without a key has said."""
        ...

    def consent_seconded(self, journey_id: str, consent_id: str) -> None:
        """Give this human's word for the same statement, as the second of two."""
        ...

    def consent_withdrawn(self, journey_id: str, person_id: str, heard: str) -> None:
        """Note that a person took consent back: one human who heard it is enough."""
        ...


class OpenConsents(OpenPart):
    """A `ConsentPort` on an unlocked desk; whoever acts is the desk's human."""

    def consent_spoken(self, journey_id: str, person_id: str, said: Statement) -> None:
        """Give this human's word for what a person without a key has said."""
        traveller = self._traveller(journey_id, person_id)
        consent.assert_for(self._desk, journey_id, traveller, said)

    def consent_seconded(self, journey_id: str, consent_id: str) -> None:
        """Give this human's word for the same statement, as the second of two."""
        consent.second(self._desk, journey_id, consent_id)

    def consent_withdrawn(self, journey_id: str, person_id: str, heard: str) -> None:
        """Note that a person took consent back: one human who heard it is enough."""
        traveller = self._traveller(journey_id, person_id)
        consent.withdraw(self._desk, journey_id, traveller, heard)
