"""A member of the organisation in danger: everybody hears, and what they know is held."""

import pytest

from tests import builders
from tests.page_client import pages
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import AlarmRaised, HoldLiftApproved
from waystation.casework.entries.panic import PanicRaised
from waystation.desk import alarm, board, hold, journey, panic
from waystation.desk.views_panic import panics
from waystation.errors import NotFoundError, NotPermittedError
from waystation.web.desk_port import OpenDesk


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def under_way(world):
    return builders.under_way(world)


def in_danger(desk):
    return [one.human for one in panic.standing(desk)]


def test_with_no_journey_every_desk_hears_of_a_panic_and_what_they_have_a_part_in_is_held(
    world,
):
    """A caseworker is on no board: who is on it holds for them."""
    tae = world.tae.human
    alarm_id = panic.raise_panic(world.tae, "two men at my door")
    world.sync()
    for desk in world.desks.values():
        (row,) = panics(desk)
        assert (row.id, row.name, row.said) == (alarm_id, "tae", "two men at my door")
        assert row.mine is (desk is world.tae)
    assert panics(world.sora)[0].may_ask
    (held,) = hold.standing(world.mina)
    assert held.tags & board.tags_of(world.mina, [tae])[tae]
    world.sync(rounds=3)
    assert len(hold.standing(world.mina)) == 1


def test_the_others_do_what_the_desk_of_who_was_taken_no_longer_does(world, under_way):
    """Hana has no part in the journey, and says what has become of Jun."""
    jun = world.desks.pop("jun")
    jun.store.close()
    panic.raise_panic(world.hana, "jun was taken", jun.human)
    world.sync()
    ((journey_id, one),) = alarm.all_open(world.mina)
    assert (journey_id, one.causes) == (under_way, {AlarmCause.PANIC})
    assert len(hold.standing(world.sora)) == 1


def test_an_alarm_of_another_cause_under_its_id_hides_no_panic(world, under_way):
    alarm_id = "a" * 22
    late = AlarmRaised(alarm=alarm_id, journey=under_way, cause=AlarmCause.LATE)
    journey.record(world.mina, under_way, late)
    alarm.close(world.mina, alarm_id, "on the way again")
    world.sync()
    raised = PanicRaised(alarm=alarm_id, human=world.jun.human)
    with world.hana.acting():
        world.hana.append(world.hana.roster_cell, raised)
    world.sync()
    ((_, one),) = alarm.all_open(world.sora)
    assert AlarmCause.PANIC in one.causes


def test_that_it_is_over_somebody_else_says_and_the_hold_stays(world):
    alarm_id = panic.raise_panic(world.tae)
    with pytest.raises(NotPermittedError):
        panic.end(world.tae, alarm_id, "all is well")
    world.sync()
    panic.end(world.hana, alarm_id, "heard from them by telephone")
    world.sync()
    assert [in_danger(desk) for desk in world.desks.values()] == [[]] * 5
    assert len(hold.standing(world.mina)) == 1
    with pytest.raises(NotFoundError):
        panic.end(world.mina, alarm_id, "again")


def test_what_two_have_lifted_is_not_held_again_though_it_is_not_said_to_be_over(world):
    alarm_id = panic.raise_panic(world.mina)
    world.sync()
    for desk in (world.jun, world.sora):
        hold.approve_lift(desk, alarm_id, "it was a mistake")
        world.sync()
    assert hold.standing(world.mina) == ()
    assert len(board.room(world.mina).of_kind(HoldLiftApproved.kind)) == 2
    assert in_danger(world.mina) == [world.mina.human]


def test_whoever_is_in_danger_is_none_of_the_two_who_lift(world, under_way):
    alarm_id = panic.raise_panic(world.mina)
    world.sync(rounds=3)
    with pytest.raises(NotPermittedError):
        hold.approve_lift(world.mina, alarm_id, "made to")
    stands = board.read(world.mina).holds.placed[alarm_id]
    with world.mina.acting():  # as somebody who changed the program would
        acts = tuple(one.record.id for one in stands)
        forced = HoldLiftApproved(hold=alarm_id, acts=acts, reason="made to")
        world.mina.append(board.room(world.mina), forced)
    world.sync()
    hold.approve_lift(world.jun, alarm_id, "believes it")
    world.sync()
    (held,) = [one for one in hold.standing(world.jun) if one.hold == alarm_id]
    assert held.lift_approved_by == {world.jun.human}
    hold.approve_lift(world.sora, alarm_id, "spoke to her")
    world.sync()
    assert alarm_id not in {one.hold for one in hold.standing(world.jun)}


def test_whoever_borrows_an_alarm_lets_nobody_lift_what_holds_for_their_own(world):
    """Jun's desk is the first to hold, as if it were about him; it is about Mina."""
    alarm_id = panic.raise_panic(world.hana, "mina was taken", world.mina.human)
    with world.jun.acting():
        borrowed = PanicRaised(alarm=alarm_id, human=world.jun.human)
        world.jun.append(world.jun.roster_cell, borrowed)
        about = (world.mina.human, world.jun.human)
        held = board.hold_on(world.jun, about, AlarmCause.PANIC, alarm_id)
        assert held.subject == world.jun.human
        world.jun.append(board.room(world.jun), held)
    world.sync(rounds=3)
    placed = board.read(world.sora).holds.placed[alarm_id]
    assert {one.act.subject for one in placed} == {world.mina.human, world.jun.human}
    for desk in (world.mina, world.sora):  # she is made to, and believed
        with desk.acting():
            acts = tuple(one.record.id for one in placed)
            forced = HoldLiftApproved(hold=alarm_id, acts=acts, reason="all is well")
            desk.append(board.room(desk), forced)
    world.sync()
    (stands,) = [one for one in hold.standing(world.sora) if one.hold == alarm_id]
    assert stands.tags & board.tags_of(world.sora, [world.mina.human])[world.mina.human]


def test_a_panic_is_heard_though_the_board_takes_nothing(world):
    for desk in (world.mina, world.jun, world.sora):
        book = board.board_cell(desk).log.keys.book
        book.contested = (book.latest, book.latest)
    panic.raise_panic(world.mina)
    world.sync()
    assert in_danger(world.tae) == [world.mina.human]


def test_nobody_is_in_danger_who_is_not_in_the_organisation(world):
    with pytest.raises(NotFoundError):
        panic.raise_panic(world.mina, "", "nobody")


def test_the_first_page_says_it_and_whoever_is_on_the_board_asks_what_falls(world):
    with pages(OpenDesk(world.tae)) as page:
        assert page.sign_in().post("/panic", text="at my door").status_code == 303
        world.sync()
        mine = page.client.get("/").text
    assert "at my door" in mine
    assert "/end" not in mine
    with pages(OpenDesk(world.mina)) as page:
        assert "at my door" in page.sign_in().client.get("/").text
        (one,) = panic.standing(world.mina)
        assert page.post("/exposure", who=one.human, rings="2").status_code == 200
        ended = page.post(f"/panic/{one.alarm}/end", outcome="heard from them")
        assert ended.status_code == 303
    assert in_danger(world.mina) == []


def test_a_panic_is_taken_up_and_closed_at_once_in_every_journey_it_was_raised_in(
    world, under_way
):
    case_id, person_id = builders.open_case(world, "F")
    other = builders.plan_journey(world, case_id, person_id, person_id, "somebody")
    world.sync()
    alarm_id = panic.raise_panic(world.hana, "jun was taken", world.jun.human)
    world.sync()
    raised = dict(alarm.all_open(world.mina))
    assert set(raised) == {under_way, other}
    alarm.acknowledge(world.mina, alarm_id)
    taken = [one.acknowledged_by for _, one in alarm.all_open(world.mina)]
    assert taken == [{world.mina.human}] * 2
    alarm.close(world.mina, alarm_id, "heard from jun")
    assert alarm.all_open(world.mina) == []


def test_what_borrows_the_id_of_a_panic_is_closed_by_an_act_of_its_own(world, under_way):
    case_id, person_id = builders.open_case(world, "F")
    other = builders.plan_journey(world, case_id, person_id, person_id, "somebody")
    alarm_id = panic.raise_panic(world.hana, "jun was taken", world.jun.human)
    opened = journey.journey_cell(world.mina, other)
    raised = AlarmRaised(alarm=alarm_id, journey=other, cause=AlarmCause.ARREST)
    with world.mina.acting():
        world.mina.append(opened, raised)
    world.sync()
    alarm.close(world.mina, alarm_id, "heard from jun")
    ((still, one),) = alarm.all_open(world.mina)
    assert still == other
    assert AlarmCause.ARREST in one.causes
    alarm.close(world.mina, alarm_id, "it was nobody of ours")
    assert alarm.all_open(world.mina) == []


def test_whoever_is_in_danger_closes_no_alarm_of_it_before_somebody_says_it_is_over(
    world, under_way
):
    alarm_id = panic.raise_panic(world.hana, "jun was taken", world.jun.human)
    world.sync()
    with pytest.raises(NotPermittedError, match="panic"):
        alarm.close(world.jun, alarm_id, "all is well")
    panic.end(world.hana, alarm_id, "jun is with me")
    world.sync()
    alarm.close(world.jun, alarm_id, "I am back")
    assert alarm.all_open(world.jun) == []


def test_an_act_on_an_id_that_two_journeys_share_reaches_the_graver_alarm(world, under_way):
    case_id, person_id = builders.open_case(world, "F")
    other = builders.plan_journey(world, case_id, person_id, person_id, "somebody")
    causes = {under_way: AlarmCause.LATE, other: AlarmCause.LATE}
    for grave in (under_way, other):
        shared = f"borrowed for {grave}"
        for one, cause in {**causes, grave: AlarmCause.ARREST}.items():
            opened = journey.journey_cell(world.mina, one)
            with world.mina.acting():
                act = AlarmRaised(alarm=shared, journey=one, cause=cause)
                world.mina.append(opened, act)
        alarm.acknowledge(world.mina, shared)
        found = {
            one: each for one, each in alarm.all_open(world.mina) if each.alarm == shared
        }
        assert {one for one, each in found.items() if each.acknowledged_by} == {grave}
