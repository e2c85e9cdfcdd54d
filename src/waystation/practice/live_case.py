"""The acts of a case, done by the person who writes and the caseworker who reads."""

from typing import Any

from waystation.practice import acts
from waystation.practice.organisation import (
    CASEWORKERS,
    ORGANISER,
    PEOPLE,
    PracticeOrganisation,
)
from waystation.practice.register import CaseFile, Register
from waystation.practice.scenario import Scenario
from waystation.practice.sentences import GRADED
from waystation.web.replay_record import Words


class LiveCases:
    """Cases grow from letters; each belongs to one caseworker's desk."""

    def __init__(
        self, organisation: PracticeOrganisation, scenario: Scenario, register: Register
    ) -> None:
        self._organisation = organisation
        self._scenario = scenario
        self._register = register

    def desk_of(self, case: str) -> str:
        """Return whose case it is: they take turns."""
        return CASEWORKERS[list(self._scenario.cases).index(case) % len(CASEWORKERS)]

    def said(self, words: Words) -> str:
        """Return a sentence in the language of the practice organisation."""
        return words.ko if self._organisation.language == "ko" else words.en

    def party(self, role: str) -> str:
        """Return the register id of a role; one is drawn for who has none."""
        known = self._register.parties.get(role)
        case = self._scenario.case_of(role)
        if known is None and case is not None:
            known = self.person(case, role)
        elif known is None:
            known = self._register.parties[role] = self._organisation.new_register_id()
        return known

    def meet(self, role: str) -> dict[str, str]:
        """Let a person or a helper begin to exist, with keys of their own."""
        contact = self._register.contacts.get(role)
        if contact is None:
            card = self._organisation.card
            contact = self._organisation.tell(PEOPLE, "meet", party=self._key(role), **card)
            self._register.contacts[role] = contact
        return contact

    def by(self, role: str, order: str, **arguments: Any) -> Any:
        """Have a person or a helper do something."""
        return self._organisation.tell(PEOPLE, order, party=self._key(role), **arguments)

    def _key(self, role: str) -> str:
        return f"{self._scenario.name}/{role}"

    def perform(self, act: acts.AnyAct) -> bool:
        """Do an act of a case; say whether it was one."""
        match act:
            case acts.Appeal():
                self._appeal(act)
            case acts.Message():
                self._tell(
                    act.case, "message", via=act.via, who=self._name(act.by), text=act.text
                )
            case acts.Call():
                self._tell(act.case, "call", who=self._name(act.by), text=act.text)
            case acts.Claim():
                self._claim(act)
            case acts.OthersThere() | acts.Injury() | acts.SelfHarm():
                self._about_somebody(act)
            case acts.Urgent():
                self._urgent(act)
            case acts.Referral():
                file = self.file(act.case)
                to, text = self.said(act.to), self.said(act.text)
                self._ask(file, "referral", to=to, text=text)
            case _:
                return False
        return True

    def _about_somebody(self, act: acts.OthersThere | acts.Injury | acts.SelfHarm) -> None:
        file = self.file(act.case)
        if isinstance(act, acts.SelfHarm):
            person = self.person(act.case, act.about)
            done = self.said(act.done) if act.done else ""
            self._ask(file, "self_harm", person=person, answer=act.answer, acted=done)
            return
        text = self.said(act.text)
        if isinstance(act, acts.Injury):
            person = self.person(act.case, act.about)
            self._ask(file, "injury", person=person, text=text)
            return
        person = self.person(act.case, self._scenario.cases[act.case].persons[0])
        who = self._name(act.who) if act.who else ""
        self._ask(file, "other", person=person, who=who, text=text, asked=act.asked)

    def _name(self, role: str) -> str:
        return self._organisation.naming(role)

    def _ask(self, file: CaseFile, order: str, **arguments: Any) -> Any:
        return self._organisation.tell(file.desk, order, case_id=file.case, **arguments)

    def _tell(self, case: str, order: str, text: Words, **arguments: Any) -> None:
        file = self.file(case)
        self._organisation.tell(
            file.desk,
            order,
            conversation_id=file.conversation,
            text=self.said(text),
            **arguments,
        )

    def _appeal(self, act: acts.Appeal) -> None:
        """The person writes to the intake; from the first letter the case is opened."""
        contact = self.meet(act.by)
        text = self.said(act.text)
        self.by(act.by, "write", kind="message", body={"text": text})
        self._organisation.sync_desk(ORGANISER)
        file = self._register.cases.get(act.case)
        if file is None:
            file = self._open(act.case, contact["identity"])
        else:
            self._add_letter(file, contact["identity"])
        who = ""
        if act.by in self._scenario.cases[act.case].persons:
            who = self._person(file, act.by, contact)
        room = {"case": file.case, "conversation": file.conversation}
        appeal = self._organisation.tell(
            file.desk, "appeal", room=room, via=act.via, text=text, who=who
        )
        self._ask(file, "grade", appeal_id=appeal, text=self.said(GRADED))
        file.appeal = file.appeal or appeal

    def _letters_of(self, identity: str) -> list[str]:
        letters = self._organisation.tell(ORGANISER, "first_letters")
        return [one["id"] for one in letters if one["identity"] == identity]

    def _add_letter(self, file: CaseFile, identity: str) -> None:
        """Who is not known yet wrote to the intake: the letter joins the case."""
        for letter in self._letters_of(identity):
            self._organisation.tell(
                ORGANISER, "add_letter", letter=letter, conversation_id=file.conversation
            )

    def _open(self, case: str, identity: str) -> CaseFile:
        """Open a case from the first letter of somebody; without one where none wrote."""
        organisation, desk = self._organisation, self.desk_of(case)
        letter = self._letters_of(identity)[0] if identity else ""
        opened = organisation.tell(
            ORGANISER,
            "open_case",
            letter=letter,
            label=self._name(case),
            humans=[organisation.humans[desk]],
        )
        organisation.sync_desk(ORGANISER)
        organisation.sync_desk(desk)
        file = CaseFile(desk, opened["case"], opened["conversation"])
        self._register.cases[case] = file
        return file

    def _person(self, file: CaseFile, role: str, contact: dict[str, str]) -> str:
        if role not in self._register.parties:
            child = self._scenario.cast[role].child
            known = {"name": self._name(role), "child": child, **contact}
            person = self._ask(file, "person", **known)
            self._register.parties[role] = person
        return self._register.parties[role]

    def person(self, case: str, role: str) -> str:
        """Return a person of a case, noted there even if they never asked themselves."""
        return self._person(self.file(case), role, self.meet(role))

    def file(self, case: str) -> CaseFile:
        """Return a case; its desk opens one in which nobody has asked."""
        if case not in self._register.cases:
            self._open(case, "")
        return self._register.cases[case]

    def _claim(self, act: acts.Claim) -> None:
        said = {"how": act.how, "text": self.said(act.text), "terms": list(act.terms)}
        self._ask(
            self.file(act.case),
            "claim",
            person=self.party(act.about),
            source=self.party(act.by),
            said=said,
        )

    def _urgent(self, act: acts.Urgent) -> None:
        file = self._register.cases[act.case]
        text = self.said(act.text)
        self._ask(file, "urgency", appeal_id=file.appeal, text=text)
        self._organisation.sync_desk(file.desk)
        self._organisation.sync_desk(ORGANISER)
        self._organisation.tell(
            ORGANISER, "see_urgency", case_id=file.case, appeal_id=file.appeal
        )
