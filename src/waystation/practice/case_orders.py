"""What a caseworker does about a case, as orders to their desk."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from waystation.casework.entries import ReferralMade
from waystation.casework.terms import (
    Asked,
    Basis,
    Channel,
    InformationGrade,
    Relation,
    SelfHarm,
    SourceGrade,
    Urgency,
)
from waystation.desk import appeal, assessment, case, conversation, intake
from waystation.desk.desk import Desk


class CaseOrders:
    """Each order is one or a few acts of `waystation.desk`; nothing here decides."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def orders(self) -> Mapping[str, Callable[..., Any]]:
        """Return the orders by name."""
        return {
            "first_letters": self.first_letters,
            "open_case": self.open_case,
            "add_letter": self.add_letter,
            "person": self.person,
            "injury": self.injury,
            "self_harm": self.self_harm,
            "appeal": self.appeal,
            "grade": self.grade,
            "message": self.message,
            "call": self.call,
            "claim": self.claim,
            "other": self.other,
            "urgency": self.urgency,
            "see_urgency": self.see_urgency,
            "referral": self.referral,
        }

    def first_letters(self) -> list[dict[str, str]]:
        """Return the letters that belong to no case yet."""
        return [
            {"id": one.id, "identity": one.contact.identity, "box": one.contact.box}
            for one in intake.first_letters(self._desk)
        ]

    def open_case(self, letter: str, label: str, humans: Sequence[str]) -> dict[str, str]:
        """Open a case from a first letter, or without one."""
        if letter:
            cells, _ = intake.open_from_letter(self._desk, letter, label, tuple(humans))
        else:
            cells = case.open_case(self._desk, label, tuple(humans))
        return {"case": cells.case, "conversation": cells.conversation}

    def add_letter(self, letter: str, conversation_id: str) -> None:
        """Take a first letter into the conversation of a case that is already open."""
        intake.add_letter(self._desk, letter, conversation_id)

    def person(
        self, case_id: str, name: str, identity: str, box: str, *, child: bool
    ) -> str:
        """Note a person with the keys that they wrote with."""
        contact, adult = case.Contact(identity, box), not child
        return case.note_person(self._desk, case_id, name, contact=contact, adult=adult)

    def injury(self, case_id: str, person: str, text: str) -> None:
        """Note an injury of a person who is already noted."""
        core = self._desk.find("core", case_id)
        with self._desk.acting():
            noted = case.person_in(self._desk, core, person)
            self._desk.append(core, replace(noted, injury=text))

    def self_harm(self, case_id: str, person: str, answer: str, acted: str) -> None:
        """Note that self-harm was asked about, and what was done."""
        assessment.ask_about_self_harm(self._desk, case_id, person, SelfHarm(answer), acted)

    def appeal(self, room: Mapping[str, str], via: str, text: str, who: str) -> str:
        """Note a channel, and the appeal that came over it."""
        channel = self._channel(room["conversation"], via)
        return appeal.receive(self._desk, room["case"], channel, text, who=who)

    def grade(self, case_id: str, appeal_id: str, text: str) -> None:
        """Judge what came first-hand and is still unproven: F3, with the reason."""
        appeal.grade(
            self._desk,
            case_id,
            appeal_id,
            SourceGrade.F,
            InformationGrade.POSSIBLY_TRUE,
            text,
        )

    def message(self, conversation_id: str, via: str, who: str, text: str) -> str:
        """Note one message."""
        channel = self._channel(conversation_id, via)
        return conversation.note_message(self._desk, conversation_id, channel, who, text)

    def call(self, conversation_id: str, who: str, text: str) -> str:
        """Note a call."""
        channel = self._channel(conversation_id, "phone")
        return conversation.note_call(self._desk, conversation_id, channel, who, text)

    def _channel(self, conversation_id: str, via: str) -> str:
        """Return the channel of a conversation by its kind; note it where it is new."""
        wanted = Channel.LETTERBOX if via == "letter" else Channel(via)
        noted = conversation.read(self._desk, conversation_id).channels
        for channel, one in noted.items():
            if one.act.via is wanted:
                return channel
        return conversation.note_channel(
            self._desk, conversation_id, wanted, safety_asked=True
        )

    def claim(
        self, case_id: str, person: str, source: str, said: Mapping[str, Any]
    ) -> None:
        """Record a claim in its words, and once more for each of its codes."""
        basis = Basis(said["how"])
        assessment.record_claim(
            self._desk,
            case_id,
            person,
            "other",
            basis=basis,
            source=source,
            text=said["text"],
        )
        for term in said["terms"]:
            field, _, code = term.partition(":")
            assessment.record_claim(
                self._desk, case_id, person, field, basis=basis, source=source, code=code
            )

    def other(self, case_id: str, person: str, who: str, text: str, asked: str) -> str:
        """Note somebody at the place, with the reason for asking or not asking them."""
        return case.note_other(
            self._desk,
            case_id,
            person,
            who,
            Relation.AT_THE_PLACE,
            asked=Asked(asked),
            reason=text,
        )

    def urgency(self, case_id: str, appeal_id: str, text: str) -> str:
        """State an urgency."""
        return appeal.state_urgency(
            self._desk, case_id, appeal_id, Urgency.EMERGENCY, (text,)
        )

    def see_urgency(self, case_id: str, appeal_id: str) -> None:
        """Second an urgency."""
        appeal.see_urgency(self._desk, case_id, appeal_id)

    def referral(self, case_id: str, to: str, text: str) -> None:
        """Ask an institution to take over."""
        with self._desk.acting():
            act = ReferralMade(referral=self._desk.random_id(), to=to[:200], asks=text)
            self._desk.append(self._desk.find("core", case_id), act)
