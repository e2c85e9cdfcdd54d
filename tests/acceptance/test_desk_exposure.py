"""What falls with whom, read off real desks of one organisation."""

from datetime import timedelta

import pytest

from tests import builders
from tests.page_client import pages
from waystation.casework.entries import (
    HandoverConfirmed,
    HandoverPlanned,
    HouseNoted,
    StayPlanned,
)
from waystation.casework.entries.exposure import ExposureAsked
from waystation.casework.entries.task import TaskKind
from waystation.casework.terms import How
from waystation.desk import admission, case, exposure, journey, safehouse, task
from waystation.desk.views_state import state_of
from waystation.desk.views_today import today
from waystation.errors import NotFoundError, NotPermittedError
from waystation.web.desk_port import OpenDesk

HOUR = timedelta(hours=1)


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def with_house(world):
    """Return journey, person, team and house of a journey with a night at a house."""
    mina = world.mina
    team = builders.note_helper(world, "B1", hired=True)
    house = mina.random_id()
    safehouse.note(mina, HouseNoted(house=house, label="grey", address="7", host="host"))
    builders.sign_houses(world)
    case_id, person = builders.open_case(world)
    found = builders.plan_journey(world, case_id, person, person, team, house)
    leg = journey.read(mina, journey.journey_cell(mina, found)).plan.legs
    stay = StayPlanned(
        journey=found,
        stay=mina.random_id(),
        leg=next(iter(leg)),
        house=house,
        place="the coastal city",
        window=journey.window(world.clock.now() + 13 * HOUR, 24),
        host="host",
        brought_by=team,
    )
    journey.plan_part(mina, found, stay)
    world.sync()
    return found, person, team, house


def test_nothing_waits_while_an_answer_is_worked_out_and_it_is_logged(world, monkeypatch):
    _, _, team, _ = with_house(world)
    look, began = exposure.look, []

    def while_others_act(desk, *asked):
        began.append(desk.store.in_transaction)
        found = look(desk, *asked)
        case.open_case(desk, "meanwhile")
        return found

    monkeypatch.setattr(exposure, "look", while_others_act)
    before = len(exposure.asked(world.mina))
    assert fallen(exposure.ask(world.mina, team, world.clock.now()))
    assert began == [False]
    assert len(exposure.asked(world.mina)) == before + 1


def fallen(found, ring=None):
    return {
        one.node.id for one in found.answer.reached() if ring is None or one.ring == ring
    }


def test_an_arrested_team_gives_away_the_house_it_was_sent_to_and_who_stays_there(world):
    _, person, team, house = with_house(world)
    before = exposure.ask(world.mina, team, world.clock.now())
    assert house in fallen(before, 1)
    night = world.clock.now() + 20 * HOUR
    assert {house, person, "host"} <= fallen(exposure.ask(world.mina, team, night), 1)


def test_nobody_of_another_time_or_journey_falls(world):
    _, _, team, house = with_house(world)
    other = builders.note_helper(world, "guide")
    past = world.clock.now() - HOUR
    assert fallen(exposure.ask(world.mina, other, world.clock.now())) == set()
    assert house not in fallen(exposure.ask(world.mina, team, past))


def test_a_member_gives_away_what_their_desk_reads_and_no_more(world):
    _, person, _, house = with_house(world)
    now = world.clock.now()
    at_mina = exposure.ask(world.mina, world.mina.human, now)
    assert {person, house} <= fallen(at_mina, 1)
    at_jun = exposure.ask(world.mina, world.jun.human, now)
    assert person in fallen(at_jun, 1)
    assert house not in fallen(at_jun, 1)
    assert person not in fallen(exposure.ask(world.mina, world.tae.human, now), 1)


def test_that_it_was_asked_is_seen_by_all_coordinators_and_the_answer_by_nobody(world):
    _, _, team, house = with_house(world)
    exposure.ask(world.mina, team, world.clock.now())
    world.sync()
    (asked,) = exposure.asked(world.jun)
    assert (asked.human, asked.about) == (world.mina.human, team)
    opened = next(one for one in world.jun.cells.values() if one.noun == "board")
    (entry,) = opened.of_kind(ExposureAsked.kind)
    assert team.encode() not in entry.raw
    assert house.encode() not in entry.raw
    assert len(entry.body) < 200


def test_looking_again_at_the_same_answer_writes_nothing(world):
    _, _, team, _ = with_house(world)
    exposure.ask(world.mina, team, world.clock.now())
    exposure.look(world.mina, team, world.clock.now())
    assert len(exposure.asked(world.mina)) == 1


def test_who_is_not_on_the_board_cannot_ask(world):
    with pytest.raises(NotPermittedError):
        exposure.ask(world.tae, world.mina.human, world.clock.now())


def test_a_question_about_somebody_this_desk_does_not_know_writes_nothing(world):
    with pytest.raises(NotFoundError):
        exposure.ask(world.mina, "nobody", world.clock.now())
    assert exposure.asked(world.mina) == ()


def test_a_confirmed_handover_makes_two_helpers_known_to_each_other(world):
    found, _, team, _ = with_house(world)
    guide = builders.note_helper(world, "guide")
    mina = world.mina
    leg = next(iter(journey.read(mina, journey.journey_cell(mina, found)).plan.legs))
    meeting = HandoverPlanned(
        journey=found,
        handover=mina.random_id(),
        leg=leg,
        place="a station",
        window=journey.window(world.clock.now() + HOUR, 2),
        gives=team,
        takes=guide,
    )
    journey.plan_part(mina, found, meeting)
    world.pass_time(hours=5)
    # The place is over, and nobody says that they met.
    assert guide not in fallen(exposure.ask(mina, team, world.clock.now()), 1)
    said = HandoverConfirmed(
        journey=found, handover=meeting.handover, by=guide, how=How.ASSERTION
    )
    journey.record(mina, found, said)
    assert guide in fallen(exposure.ask(mina, team, world.clock.now()), 1)


def test_a_task_is_given_to_who_is_in_it_and_waits_on_their_first_page(world):
    _, person, team, _ = with_house(world)
    told = exposure.ask(world.mina, team, world.clock.now() + 20 * HOUR)
    wanted = [(one.kind, one.about.id) for one in told.tasks]
    assert (TaskKind.WARN, person) in wanted
    stands_in = told.seen.stands_in
    assert world.jun.human in task.Rooms(world.mina, stands_in).may_take(person)
    given = task.assign(world.mina, stands_in, TaskKind.WARN, person, world.jun.human)
    world.sync()
    assert [one.task for one in task.mine(world.jun)] == [given]
    waiting = today(world.jun, state_of(world.jun)).waiting
    assert ("task", 1) in [(one.kind, one.count) for one in waiting]
    task.finish(world.jun, given, "called")
    world.sync()
    assert task.mine(world.jun) == ()
    assert [(one.done, one.outcome) for one in task.every(world.mina)] == [(True, "called")]


def test_a_task_is_not_given_to_who_is_in_none_of_it(world):
    _, person, _, _ = with_house(world)
    stands_in = exposure.see(world.mina).stands_in
    with pytest.raises(NotPermittedError):
        task.assign(world.mina, stands_in, TaskKind.WARN, person, world.tae.human)


def test_a_task_given_again_goes_to_the_other_and_stays_one(world):
    _, person, _, _ = with_house(world)
    stands_in = exposure.see(world.mina).stands_in
    first = task.assign(world.mina, stands_in, TaskKind.WARN, person, world.mina.human)
    again = task.assign(world.mina, stands_in, TaskKind.WARN, person, world.jun.human)
    assert first == again
    assert [one.to for one in task.every(world.mina)] == [world.jun.human]


def test_a_task_is_done_once(world):
    _, person, _, _ = with_house(world)
    stands_in = exposure.see(world.mina).stands_in
    given = task.assign(world.mina, stands_in, TaskKind.WARN, person, world.mina.human)
    task.finish(world.mina, given)
    with pytest.raises(NotFoundError):
        task.finish(world.mina, given)
    later = task.assign(world.mina, stands_in, TaskKind.WARN, person, world.mina.human)
    assert later != given


def test_the_page_answers_from_the_real_desk_and_asks_once(world):
    _, person, team, house = with_house(world)
    question = {"who": team, "as_of": "2026-03-03T08:00", "rings": "2"}
    with pages(OpenDesk(world.mina)) as opened:
        said = opened.sign_in().post("/exposure", **question).text
        for words in ("If B1 is taken", "grey", "Warn E", "Somebody else than B1", "<svg"):
            assert words in said
        assert len(exposure.asked(world.mina)) == 1
        again = question | {"as_of": "2026-03-03T08:00:00Z"}
        given = {"what": "move", "about": house, "to": world.mina.human}
        said = opened.post("/exposure/tasks", **again, **given).text
        assert "Given to mina" in said
        assert len(exposure.asked(world.mina)) == 1
        first = opened.client.get("/").text
        assert "1 task was given to you" in first
        (waits,) = task.mine(world.mina)
        opened.post(f"/exposure/tasks/{waits.task}/done")
        assert task.mine(world.mina) == ()
        wrong = {"what": "reward", "about": person, "to": world.mina.human}
        assert opened.post("/exposure/tasks", **again, **wrong).status_code == 400


def test_who_sees_no_board_is_told_whom_to_ask(world):
    with pages(OpenDesk(world.tae)) as opened:
        said = opened.sign_in().client.get("/exposure").text
    assert "Ask a coordinator." in said
    assert "<select" not in said


def test_who_left_a_case_gives_away_what_they_read_until_then_and_no_more(world):
    mina, hana = world.mina, world.hana.human
    case_id, person = builders.open_case(world)
    core = mina.find("core", case_id)
    admission.let_go(mina, core, hana)
    world.sync()
    world.pass_time(hours=1)
    later = case.note_person(mina, case_id, "F")
    world.sync()
    at_hana = fallen(exposure.ask(mina, hana, world.clock.now()), 1)
    assert person in at_hana
    assert later not in at_hana
    assert {person, later} <= fallen(exposure.ask(mina, mina.human, world.clock.now()), 1)


def test_who_joined_a_case_later_gives_away_only_what_came_after(world):
    mina, tae = world.mina, world.tae.human
    case_id, person = builders.open_case(world)
    with mina.acting():
        admission.add_to(mina, mina.find("core", case_id), tae)
    world.sync()
    later = case.note_person(mina, case_id, "F")
    world.sync()
    at_tae = fallen(exposure.ask(mina, tae, world.clock.now()), 1)
    assert later in at_tae
    assert person not in at_tae


def test_leaving_a_case_is_the_change_that_helps_most_with_who_is_in_no_other(world):
    case_id, _ = builders.open_case(world)
    told = exposure.ask(world.mina, world.hana.human, world.clock.now())
    assert told.change is not None
    assert (told.change.before, told.change.after) == (1, 0)
    assert told.change.known.id == case_id
