"""Helpers at real desks: what is noted of one counts for every coordinator at once."""

from datetime import timedelta

import pytest

from tests import builders
from waystation.casework import helper as helpers
from waystation.casework import hold as holds
from waystation.casework.entries import HelperNoted
from waystation.casework.entries.helper import (
    HelperIncidentOpened,
    HelperLinked,
    HelperVetted,
    HelperWithdrawn,
)
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.terms import (
    IncidentEffect,
    IncidentKind,
    MarkKind,
    Relation,
    Tie,
    Vetting,
)
from waystation.casework.trust import Trust
from waystation.desk import board, case, conflict, helper, helper_standing, hold, mark
from waystation.desk.views_state import state_of
from waystation.desk.views_today import today
from waystation.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RuleError,
)


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def note(world, name="B1", *, secret=False, **more):
    """Let mina note a helper: known to every coordinator, or to her alone."""
    desk = world.mina
    noted = HelperNoted(helper=desk.random_id(), name=name, **more)
    helper.note(desk, noted, () if secret else None)
    world.sync()
    return noted.helper


def vetted(world, helper_id, *, by="mina", days=90.0, passed=True):
    return HelperVetted(
        helper=helper_id,
        how=Vetting.MET,
        by=world.desks[by].human,
        expires=world.clock.now() + timedelta(days=days),
        passed=passed,
    )


def incident(helper_id, effect=IncidentEffect.ASK, name="incident"):
    return HelperIncidentOpened(
        incident=name,
        helper=helper_id,
        what=IncidentKind.TOLD_OTHERS,
        effect=effect,
        text="heard in a bar",
    )


def marks_at(world, name, helper_id):
    found = mark.standing_on(world.desks[name], {helper_id}).get(helper_id, ())
    return [one.mark for one in found]


def test_a_vetted_helper_is_fit_at_every_coordinators_desk(world):
    helper_id = note(world)
    assert helper_standing.standing(world.jun, helper_id).trust is Trust.ASKS
    helper_standing.vet(world.mina, vetted(world, helper_id))
    world.sync()
    assert helper_standing.standing(world.jun, helper_id).trust is Trust.FIT
    world.pass_time(days=91)
    standing = helper_standing.standing(world.jun, helper_id)
    assert [one.code for one in standing.findings] == ["helper.vetting_expired"]


def test_a_vetting_says_how_until_when_and_is_not_by_who_brought_them_in(world):
    helper_id = note(world, recruited_by=world.mina.human)
    with pytest.raises(NotPermittedError, match=r"helper\.recruiter"):
        helper_standing.vet(world.mina, vetted(world, helper_id))
    with pytest.raises(RuleError, match=r"helper\.vetting_end"):
        helper_standing.vet(world.mina, vetted(world, helper_id, by="jun", days=400))
    with pytest.raises(RuleError, match=r"helper\.vetting_end"):
        helper_standing.vet(world.mina, vetted(world, helper_id, by="jun", days=-1))
    with pytest.raises(NotPermittedError):
        helper_standing.vet(world.hana, vetted(world, helper_id, by="jun"))
    helper_standing.vet(world.mina, vetted(world, helper_id, by="jun"))


def test_who_is_not_in_the_records_sees_that_there_is_an_incident_and_never_what(world):
    helper_id = note(world, secret=True)
    with pytest.raises(NotFoundError):
        world.jun.find("helper", helper_id)
    helper_standing.open_incident(world.mina, incident(helper_id))
    world.sync()
    assert marks_at(world, "jun", helper_id) == [MarkKind.INCIDENT]
    assert marks_at(world, "sora", helper_id) == [MarkKind.INCIDENT]
    assert world.jun.cells_of("helper") == []
    shown = world.jun.cells[board.board_cell(world.jun).log.cell]
    for entry in shown.of_kind(BoardMarked.kind):
        for word in (b"bar", b"told_others", b"incident_", helper_id.encode()):
            assert word not in entry.body
    assert hold.standing(world.jun) == ()


def test_an_incident_that_holds_holds_the_team_in_every_case_at_once(world):
    first = note(world, "B1", team="t", hired=True)
    second = note(world, "B2", team="t", hired=True)
    case_id, person_id = builders.open_case(world)
    builders.plan_journey(world, case_id, person_id, person_id, second)
    world.sync()
    helper_standing.open_incident(world.jun, incident(first, IncidentEffect.HOLD))
    world.sync()
    (stands,) = hold.standing(world.mina)
    assert stands.hold == "incident"
    assert stands.tags & holds.tags_of({second}, board.tags_of(world.mina, {second}))
    (row,) = today(world.mina, state_of(world.mina)).holds
    assert (row.id, row.legs, row.about) == ("incident", (1,), "B1, B2")
    trusted = helper_standing.standing(world.mina, first)
    assert trusted.trust is Trust.NOT_NOW
    # asked again on either desk, nothing is placed twice
    world.sync(rounds=3)
    shown = board.read(world.mina)
    assert len(shown.holds.placed["incident"]) == 1
    assert [len(said) for said in shown.marks.said.values()] == [1]


def test_an_incident_is_settled_by_a_second_human_and_then_the_mark_goes(world):
    helper_id = note(world)
    helper_standing.open_incident(world.mina, incident(helper_id))
    world.sync()
    assert helper_standing.to_settle(world.mina) == ()
    assert len(helper_standing.to_settle(world.jun)) == 1
    assert helper_standing.to_settle(world.sora) == ()
    with pytest.raises(NotPermittedError, match=r"incident\.own"):
        helper_standing.resolve_incident(world.mina, helper_id, "incident", "nothing")
    helper_standing.resolve_incident(world.jun, helper_id, "incident", "a mistake")
    world.sync()
    assert marks_at(world, "sora", helper_id) == []
    assert not helpers.open_incidents(helper.state(world.mina), helper_id)
    with pytest.raises(NotFoundError, match=r"incident\.unknown"):
        helper_standing.resolve_incident(world.jun, helper_id, "incident", "again")


def test_a_mark_is_shown_again_in_every_epoch_of_the_board_while_it_stands(world):
    helper_id = note(world, secret=True)
    helper_standing.open_incident(world.mina, incident(helper_id))
    world.sync()
    handles = set(board.read(world.jun).marks.said)
    for _ in range(4):
        world.pass_time(days=7)
        world.sync(rounds=3)
    assert marks_at(world, "jun", helper_id) == [MarkKind.INCIDENT]
    later = set(board.read(world.jun).marks.said)
    assert not handles & later  # another random handle in every epoch


def test_a_helper_who_stepped_back_is_marked_until_vetted_again(world):
    helper_id = note(world)
    helper_standing.withdraw(world.mina, HelperWithdrawn(helper=helper_id, own_word=True))
    world.sync()
    assert marks_at(world, "sora", helper_id) == [MarkKind.WITHDRAWN]
    helper_standing.vet(world.jun, vetted(world, helper_id))
    world.sync()
    assert marks_at(world, "sora", helper_id) == []
    assert helper_standing.standing(world.mina, helper_id).trust is Trust.FIT


def test_a_tie_is_noted_and_over_only_as_the_tie_it_was(world):
    helper_id = note(world)
    tie = HelperLinked(link="tie", helper=helper_id, to=Tie.HOLDER)
    over = HelperLinked(link="tie", helper=helper_id, to=Tie.OTHER, over=True)
    with pytest.raises(NotFoundError, match=r"link\.unknown"):
        helper_standing.link(world.mina, over)
    helper_standing.link(world.mina, tie)
    with pytest.raises(ConflictError, match=r"link\.other"):
        helper_standing.link(world.mina, over)
    assert helper_standing.standing(world.mina, helper_id).trust is Trust.NOT_NOW


def name_the_holder(world, **known_by):
    """Let jun, with nobody else, open a case in which a holder is named."""
    cells = case.open_case(world.jun, "a case of jun's alone")
    person = case.note_person(world.jun, cells.case, "W1")
    known = case.KnownBy(**known_by)
    case.note_other(
        world.jun, cells.case, person, "the holder", Relation.HOLDER, known_by=known
    )
    world.sync()


def test_a_desk_answers_for_its_own_cases_and_gives_no_list_away(world):
    name_the_holder(world, numbers=("+86 138-1234-5678",), names=("김 철수",))
    by_number = note(world, "Driver", numbers=("13812345678",), secret=True)
    by_name = note(world, "김철수", secret=True)
    nobody = note(world, "박영희", numbers=("01012345678",), secret=True)
    for helper_id in (by_number, by_name, nobody):
        conflict.ask(world.mina, helper_id)
    world.sync()
    for helper_id in (by_number, by_name):
        assert conflict.state(world.mina, helper_id) == (2, 1)
        standing = helper_standing.standing(world.mina, helper_id)
        codes = [one.code for one in standing.findings]
        assert "helper.named_in_a_case" in codes
    assert conflict.state(world.mina, nobody) == (2, 0)
    shown = world.mina.cells[board.board_cell(world.mina).log.cell]
    written = b"".join(entry.body for entry in shown.log.entries)
    for word in ("김", "13812345678", "12345678", "Driver", "holder", by_number):
        assert word.encode() not in written


def test_what_the_asking_desk_knows_itself_is_noted_at_once(world):
    helper_id = note(world, "Driver", numbers=("13812345678",))
    cells = case.open_case(world.mina, "a case")
    person = case.note_person(world.mina, cells.case, "W1")
    case.note_other(
        world.mina,
        cells.case,
        person,
        "his brother",
        Relation.NEAR_THE_HOLDER,
        known_by=case.KnownBy(numbers=("138 1234 5678",)),
    )
    conflict.ask(world.mina, helper_id)
    codes = [one.code for one in helper_standing.standing(world.mina, helper_id).findings]
    assert "helper.named_in_a_case" in codes


def test_no_more_questions_are_answered_in_a_week_than_an_honest_desk_asks(
    world, monkeypatch
):
    monkeypatch.setattr("waystation.casework.conflict.MOST_ASKED", 2)
    helper_id = note(world, "Driver", numbers=("13812345678",))
    conflict.ask(world.mina, helper_id)
    conflict.ask(world.mina, helper_id)
    with pytest.raises(ConflictError, match=r"conflict\.many"):
        conflict.ask(world.mina, helper_id)
    world.pass_time(days=7, hours=3)
    world.sync(rounds=3)
    conflict.ask(world.mina, helper_id)


def test_who_is_not_on_the_board_asks_nothing(world):
    helper_id = note(world)
    with pytest.raises(NotPermittedError):
        conflict.ask(world.hana, helper_id)
