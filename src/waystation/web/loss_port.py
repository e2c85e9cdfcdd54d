"""What the pages after a loss ask of a desk, and how the real desk answers it."""

from typing import Protocol

from msgspec.structs import replace

from waystation.casework.entries import LossRecorded, ReferralMade
from waystation.casework.entries.loss import (
    DetentionNoted,
    LastKnownNoted,
    SupportOffered,
    WishNoted,
)
from waystation.casework.entries.review import ReviewFindingNoted
from waystation.casework.terms import Answer
from waystation.desk import complaint, loss, review
from waystation.desk.views_loss import AfterView, after_view
from waystation.desk.views_review import (
    ComplaintsView,
    QuestionsView,
    complaints_view,
    questions_view,
)
from waystation.web.open_part import OpenPart

Noted = LastKnownNoted | DetentionNoted | WishNoted


class LossPort(Protocol):
    """A desk as these pages see it; every call is safe from any thread.

    What is new has no id yet: whoever keeps it gives it one.
    """

    def after(self, journey_id: str) -> AfterView:
        """Return what is to be known and done after a loss or a complaint."""
        ...

    def record_loss(self, lost: LossRecorded) -> None:
        """Record that a person did not arrive."""
        ...

    def note_known(self, known: Noted) -> None:
        """Note what is known of somebody, where they are held, or what is wished."""
        ...

    def refer(self, made: ReferralMade, journey_id: str) -> None:
        """Note that somebody was asked."""
        ...

    def referral_answered(
        self, journey_id: str, referral: str, answer: Answer, text: str
    ) -> None:
        """Note what they answered."""
        ...

    def offer_support(self, offered: SupportOffered) -> None:
        """Note that somebody who was there was offered support."""
        ...

    def note_found(self, found: ReviewFindingNoted) -> None:
        """Note what the review found; it is begun where it was not."""
        ...

    def propose_question(self, journey_id: str, text: str, why: str) -> None:
        """Propose that something be asked before every go."""
        ...

    def close_review(self, journey_id: str, reason: str) -> None:
        """Sign first to close the review."""
        ...

    def answer_closing(self, journey_id: str, act: str, refused: str) -> None:
        """Sign second to close it, or say why not where `refused` holds words."""
        ...

    def questions(self, journey_id: str) -> QuestionsView:
        """Return the organisation's own questions as they stand for a journey, or none."""
        ...

    def complaints(self) -> ComplaintsView:
        """Return the complaints that a trustee's desk keeps."""
        ...

    def answer_complaint(self, complaint_id: str, text: str) -> None:
        """Answer one, by letter where one came."""
        ...

    def answer_question(self, journey_id: str, question: str, text: str) -> None:
        """Answer one for the plan as it is."""
        ...

    def agree_question(self, question: str) -> None:
        """Sign second for a question."""
        ...

    def refuse_question(self, question: str, reason: str) -> None:
        """Refuse a question that waits."""
        ...

    def retire_question(self, question: str, reason: str) -> None:
        """Sign that a question need not be asked any more."""
        ...


class OpenLosses(OpenPart):
    """A `LossPort` on an unlocked desk; whoever acts is the desk's human."""

    def after(self, journey_id: str) -> AfterView:
        """Return what is to be known and done after a loss or a complaint."""
        return after_view(self._desk, self.state(), journey_id)

    def record_loss(self, lost: LossRecorded) -> None:
        """Record that a person did not arrive."""
        traveller = self._traveller(lost.journey, lost.person)
        loss.record(self._desk, replace(lost, person=traveller))

    def note_known(self, known: Noted) -> None:
        """Note what is known of somebody, where they are held, or what is wished."""
        new = self._desk.random_id()
        match known:
            case LastKnownNoted():
                loss.note(self._desk, replace(known, fact=new))
            case DetentionNoted():
                loss.note(self._desk, replace(known, detention=new))
            case WishNoted():
                beneath = loss.consent_beneath(self._desk, known.journey, known.person)
                loss.note(self._desk, replace(known, wish=new, consent=beneath))

    def refer(self, made: ReferralMade, journey_id: str) -> None:
        """Note that somebody was asked."""
        loss.refer(self._desk, journey_id, replace(made, referral=self._desk.random_id()))

    def referral_answered(
        self, journey_id: str, referral: str, answer: Answer, text: str
    ) -> None:
        """Note what they answered."""
        loss.answered(self._desk, journey_id, referral, answer, text)

    def offer_support(self, offered: SupportOffered) -> None:
        """Note that somebody who was there was offered support."""
        loss.offer_support(self._desk, replace(offered, word=self._desk.random_id()))

    def note_found(self, found: ReviewFindingNoted) -> None:
        """Note what the review found; it is begun where it was not."""
        with self._desk.acting():
            begun = review.begin(self._desk, found.journey)
            new = self._desk.random_id()
            review.note(self._desk, replace(found, finding=new, review=begun))

    def propose_question(self, journey_id: str, text: str, why: str) -> None:
        """Propose that something be asked before every go."""
        with self._desk.acting():
            begun = review.begin(self._desk, journey_id)
            review.propose(self._desk, journey_id, begun, text, why)

    def close_review(self, journey_id: str, reason: str) -> None:
        """Sign first to close the review."""
        review.close(self._desk, journey_id, reason)

    def answer_closing(self, journey_id: str, act: str, refused: str) -> None:
        """Sign second to close it, or say why not where `refused` holds words."""
        if refused:
            review.refuse_to_close(self._desk, journey_id, act, refused)
        else:
            review.agree_to_close(self._desk, journey_id, act)

    def complaints(self) -> ComplaintsView:
        """Return the complaints that a trustee's desk keeps."""
        return complaints_view(self._desk, self.state())

    def answer_complaint(self, complaint_id: str, text: str) -> None:
        """Answer one, by letter where one came."""
        complaint.answer(self._desk, complaint_id, text)

    def questions(self, journey_id: str) -> QuestionsView:
        """Return the organisation's own questions as they stand for a journey, or none."""
        return questions_view(self._desk, self.state(), journey_id)

    def answer_question(self, journey_id: str, question: str, text: str) -> None:
        """Answer one for the plan as it is."""
        review.answer(self._desk, journey_id, question, text)

    def agree_question(self, question: str) -> None:
        """Sign second for a question."""
        review.agree(self._desk, question)

    def refuse_question(self, question: str, reason: str) -> None:
        """Refuse a question that waits."""
        review.refuse(self._desk, question, reason)

    def retire_question(self, question: str, reason: str) -> None:
        """Sign that a question need not be asked any more."""
        review.retire(self._desk, question, reason)
