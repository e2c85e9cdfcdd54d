"""What is noted on a journey's pages reaches the journey, through the real desk's port."""

from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest

from tests import builders
from tests.page_client import Pages
from waystation.casework import preparation
from waystation.casework.entries import PersonNoted
from waystation.casework.entries.plan import ReturnReported
from waystation.casework.picture import PICTURES
from waystation.casework.terms import Condition, Disclosed
from waystation.desk import alarm, checkin_link, disclosure, journey, slip, trail
from waystation.post.link import read_link
from waystation.web.desk_port import OpenDesk

PAGE = "https://pages.example/slip.html"


@contextmanager
def at(desk):
    """Open the pages of a desk, signed in."""
    opened = Pages(OpenDesk(desk))
    with opened.client:
        yield opened.sign_in()


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def planned(world):
    """Plan a journey of a person without a key and of a child, with one driver."""
    driver = builders.note_helper(world, "B1")
    case_id, person = builders.open_case(world)
    child = world.mina.random_id()
    core = world.mina.find("core", case_id)
    with world.mina.acting():
        world.mina.append(core, PersonNoted(person=child, name="Bo", adult=False))
    journey_id = journey.plan(world.mina, case_id, (person, child), (world.jun.human,))
    leg = builders.LegPlanned(
        journey=journey_id,
        leg=world.mina.random_id(),
        number=1,
        place="the coastal city",
        window=journey.window(world.clock.now() + timedelta(hours=1), 12),
        gives=person,
        takes=driver,
    )
    journey.plan_part(world.mina, journey_id, leg)
    world.sync()
    return journey_id, person, child, leg.leg, driver


def known(desk, journey_id):
    return journey.read(desk, journey.journey_cell(desk, journey_id))


def codes(desk, journey_id):
    return {one.code for one in journey.findings(desk, journey_id)}


def say(pages, path, **fields):
    answer = pages.post(path, **fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def agree(world, journey_id, *persons):
    """Let everybody's spoken consent be asserted by one and confirmed by the trustee."""
    here = f"/journeys/{journey_id}"
    said = {"via": "telegram", "language": "ko"}
    with at(world.mina) as pages:
        for number, person in enumerate(persons):
            words = f"I want to go. {number}"
            say(pages, f"{here}/consent", person=person, said=words, **said)
    world.sync()
    with at(world.sora) as pages:
        for number, _ in enumerate(persons):
            text = pages.client.get(here).text
            assert "I want to go." in text
            marked = text.partition('name="consent" value="')[2]
            consent = marked.partition('"')[0]
            say(pages, f"{here}/consent/second", consent=consent)
            left = pages.client.get(here).text.count('name="consent" value="')
            assert left == len(persons) - number - 1
    world.sync()


def test_a_spoken_consent_counts_when_the_trustee_confirms_it_and_is_taken_back(
    world, planned
):
    journey_id, person, child, *_ = planned
    assert codes(world.mina, journey_id) == {"consent.none"}
    agree(world, journey_id, person, child)
    assert not {one for one in codes(world.mina, journey_id) if one == "consent.none"}
    with at(world.mina) as pages:
        listed = pages.client.get(f"/journeys/{journey_id}/preparation").text
        assert "A child travels without an arrangement of its own." in listed
        here = f"/journeys/{journey_id}/consent/withdraw"
        say(pages, here, person=person, said="I have changed my mind")
    assert codes(world.mina, journey_id) == {"consent.withdrawn"}


def prepare(world, planned):
    """Note every part of a preparation, each on its own page."""
    journey_id, person, child, leg, driver = planned
    here, do = f"/journeys/{journey_id}/preparation", {"do": "save"}
    with at(world.mina) as pages:
        end = {"to": "the embassy", "confirmed_by": "the consul", "receiver": "a lawyer"}
        say(pages, f"{here}/destination", **do, **end)
        say(pages, f"{here}/returned", **do, last="2016-05-01", said_by="a lawyer")
        met = {"last": "2020-05-01", "said_by": "a doctor", "leg": leg}
        say(pages, f"{here}/returned", **do, **met)
        assert "a doctor" in pages.client.get(f"{here}/returned").text
        say(pages, f"{here}/fallback", **do, what="back to the flat")
        say(pages, f"{here}/abort", **do, signs="another car\n\na demand")
        say(pages, f"{here}/strain", **do, of=leg, hours="5", climb="yes")
        of = f"{leg}.{person}"
        say(pages, f"{here}/answer", **do, of=of, can="no", said="not on a rope")
        for one in (person, child):
            risks = {"going": "the team is new", "staying": "resold within days"}
            say(pages, f"{here}/weighed", **do, of=one, **risks)
            say(pages, f"{here}/interview", **do, of=one, text="with an interpreter")
        asked = {"responsible": "her aunt", "asked": "she wants to stay with her aunt"}
        say(pages, f"{here}/child", **do, of=child, **asked)
        fee = {"what": "fee", "by": driver, "text": "for shoes"}
        say(pages, f"{here}/condition", **do, **fee)
        told = {"what": "face", "about": person, "told": driver, "over": "a messenger"}
        to = say(pages, f"{here}/disclosure", **do, **told)
        assert pages.client.get(to).status_code == 200


def test_everything_prepared_on_the_pages_is_noted_and_silences_what_was_found(
    world, planned
):
    journey_id, person, child, leg, driver = planned
    agree(world, journey_id, person, child)
    prepare(world, planned)
    noted = known(world.mina, journey_id).prepared
    destination = preparation.destination(noted)
    assert destination is not None
    assert (destination.act.to, destination.act.receiver) == ("the embassy", "a lawyer")
    assert destination.act.confirmed_at == world.clock.now()
    (returned,) = noted.returns[destination.act.destination]
    assert isinstance(returned.act, ReturnReported)
    assert noted.abort[""].act.criteria == ("another car", "a demand")
    assert noted.strain[leg].act.climb
    answer = preparation.answer(noted, leg, person)
    assert answer is not None
    assert not answer.act.can
    assert set(noted.weighed) == set(noted.interview) == {person, child}
    assert noted.children[child].act.responsible == "her aunt"
    assert noted.conditions[Condition.FEE][0].act.by == driver
    (one,) = disclosure.noted_in(world.mina, journey_id)
    assert (one.act.what, one.act.to) == (Disclosed.FACE, driver)
    found = codes(world.mina, journey_id)
    assert {"owed.fee", "journey.person_cannot", "disclosure.face_to_helper"} <= found
    assert "journey.returned_on_the_way" in found
    silenced = {
        "journey.destination_unconfirmed",
        "journey.nobody_on_arrival",
        "journey.no_fallback",
        "journey.no_abort_criteria",
        "journey.not_prepared_for_interview",
        "consent.going_not_weighed",
        "consent.child_without_arrangement",
    }
    assert not silenced & found


def test_what_is_typed_is_checked_and_not_noted_and_noted_again_it_replaces(world, planned):
    journey_id, person, child, leg, driver = planned
    agree(world, journey_id, person, child)
    here = f"/journeys/{journey_id}/preparation"
    with at(world.mina) as pages:
        bare = "Nothing else is planned for when it fails."
        assert bare in pages.client.get(f"{here}/fallback").text
        typed = pages.post(f"{here}/fallback", do="check", what="back to the flat").text
        assert bare not in typed
        assert "back to the flat" in typed
        assert not known(world.mina, journey_id).prepared.fallbacks
        face = {"what": "face", "about": person, "told": driver}
        given = pages.post(f"{here}/disclosure", do="check", **face).text
        assert "given a person's face." in given
        assert not disclosure.noted_in(world.mina, journey_id)
        for what in ("back to the flat", "wait a day", ""):
            say(pages, f"{here}/fallback", do="save", what=what)
        (fallback,) = known(world.mina, journey_id).prepared.fallbacks.values()
        assert fallback.act.what == ""
        assert bare in pages.client.get(f"{here}/fallback").text
        say(pages, f"{here}/disclosure", do="save", **face)
        (noted,) = disclosure.noted_in(world.mina, journey_id)
        face["what"] = "name"
        say(pages, f"{here}/disclosure", do="save", of=noted.act.disclosure, **face)
        (corrected,) = disclosure.noted_in(world.mina, journey_id)
        assert corrected.act.what is Disclosed.NAME
        empty = pages.post(f"{here}/weighed", do="save", of=person, going="the road")
        assert empty.status_code == 200
        assert "what you wrote is still here" in empty.text
        assert "the road" in empty.text
        assert not known(world.mina, journey_id).prepared.weighed
        somebody = pages.post(f"{here}/disclosure", do="save", **face | {"told": "x"})
        assert somebody.status_code == 400
        assert pages.client.get(f"{here}/strain?of={quote(leg)}").status_code == 200


def test_a_link_is_shown_once_and_what_is_sealed_opens_only_when_two_act(world, tmp_path):
    case_id, person = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person, person, "team")
    slip.set_page(world.mina, PAGE)
    builders.get_consent(world, journey_id, person)
    here = f"/journeys/{journey_id}/check-ins"
    with at(world.mina) as pages:
        say(pages, f"{here}/picture", person=person, picture=str(PICTURES.index("cup")))
        assert "Nothing is sealed." in pages.client.get(here).text
        assert pages.post(f"{here}/seal", sealed="too early").status_code == 404
        until = world.clock.now() + timedelta(hours=9)
        wanted = {"person": person, "every": "4", "grace": "30"}
        shown = say(pages, f"{here}/link", until=f"{until:%Y-%m-%dT%H:%M}", **wanted)
        first = pages.client.get(shown).text
        made = first.partition("<code>")[2].partition("</code>")[0]
        assert made.startswith("https://pages.example/check-in.html#")
        assert read_link(made)[0] == world.mina.organisation
        again = pages.client.get(shown).text
        assert made not in again
        assert "A link is shown once." in again
        early = pages.post(f"{here}/link", until="2026-03-02T09:30", **wanted)
        assert early.status_code == 400
        assert "No link was made" in early.text
    opened = journey.journey_cell(world.mina, journey_id)
    assert len(checkin_link.agreed_with(world.mina, opened, person)) == 3
    builders.go(world, journey_id)
    with at(world.mina) as pages:
        say(pages, f"{here}/seal", sealed="her sister's number")
        assert "her sister" not in pages.client.get(here).text
    world.sync(rounds=3)
    world.pass_time(hours=7)
    world.sync(rounds=3)
    for name, said in (("jun", "acted"), ("sora", "opened")):
        with at(world.desks[name]) as pages:
            ended = say(pages, f"{here}/open", reason="she is silent")
            assert f"said={said}" in ended
        world.sync()
    assert trail.opened_texts(world.mina, opened) == ["her sister's number"]
    with at(world.mina) as pages:
        assert "her sister&#39;s number" in pages.client.get(here).text


def test_a_stop_alarms_at_once_and_an_arrival_ends_what_is_awaited(world, planned):
    journey_id, person, child, *_ = planned
    here = f"/journeys/{journey_id}"
    with at(world.tae) as pages:
        assert pages.client.get(here).status_code == 404
    with at(world.jun) as pages:
        nobody = pages.post(f"{here}/stop", person="nobody", heard="no more")
        assert nobody.status_code == 404
        assert "Stop this journey" in pages.client.get(here).text
        ended = say(pages, f"{here}/stop", person=person, heard="by telephone: no more")
        assert "Those who answer for it have been alarmed." in pages.client.get(ended).text
        assert "Stop this journey" not in pages.client.get(here).text
    assert [one.causes for _, one in alarm.all_open(world.jun)] == [{"stopped"}]
    world.sync()
    assert [one.causes for _, one in alarm.all_open(world.mina)] == [{"stopped"}]
    with at(world.mina) as pages:
        for one in (person, child):
            say(pages, f"{here}/arrived", person=one, place="at home")
    assert set(known(world.mina, journey_id).arrivals.arrived) == {person, child}
