"""A journey that is over: nothing of it is offered to be planned or waited for."""

from tests.fake_desk import FakeDesk
from tests.page_client import pages
from waystation.errors import ConflictError
from waystation.web.errors import refusal_of, sentences
from waystation.web.texts import Texts

ACTS = ("open-plan", "open-check-ins", "open-slips")


def offered(journey):
    with pages(FakeDesk()) as opened:
        page = opened.sign_in().client.get(f"/journeys/{journey}").text
    return [one for one in ACTS if f'id="{one}"' in page]


def test_the_page_of_a_journey_that_is_over_offers_no_plan_and_no_check_ins():
    assert offered("j-pair") == [*ACTS]
    assert offered("j-ended") == ["open-slips"]  # a word that comes late still proves
    assert offered("j-over") == []


def test_what_is_asked_of_a_journey_that_is_over_is_refused_in_words():
    refused = refusal_of(ConflictError("journey.over", "the journey is over"))
    assert refused.status == 409
    said = {sentences(Texts(one), refused)["message"] for one in ("ko", "en")}
    assert said == {"이미 끝난 이동입니다.", "That journey is over."}
