"""Slips between desks, a relay in memory and whoever holds one (spec/slip.md)."""

import pytest

from tests.meeting import PAGE, Meeting
from waystation.casework import handover
from waystation.casework.entries.disclosure import DisclosureNoted
from waystation.casework.entries.slip import Recognition
from waystation.casework.slip import SlipState
from waystation.casework.terms import AlarmCause, Disclosed, SlipForm, SlipLanguage
from waystation.desk import alarm, disclosure, hold, journey, slip, slip_list
from waystation.encoding import unb64
from waystation.errors import ConflictError, NotFoundError, NotPermittedError


@pytest.fixture
def meeting(tmp_path):
    return Meeting(tmp_path)


def test_a_handover_is_proved_when_each_side_has_entered_what_the_other_said(meeting):
    first = meeting.make(meeting.gives, language=SlipLanguage.KO)
    second = meeting.make(meeting.takes, language=SlipLanguage.KO)
    one, gives = meeting.open(first, "one")
    two, takes = meeting.open(second, "two")
    assert gives.letter.body["say"] == first.say != second.say
    assert second.say not in str(gives.letter.body)
    one.confirm(gives, second.say)
    meeting.world.sync()
    assert handover.proved_by(meeting.handovers(), meeting.handover) == {meeting.gives}
    assert not handover.took_place(meeting.handovers(), meeting.handover)
    two.confirm(takes, first.say.upper() + " ")
    meeting.world.sync()
    for name in ("mina", "jun"):
        assert handover.proved(meeting.handovers(name), meeting.handover)
        assert handover.took_place(meeting.handovers(name), meeting.handover)
    assert meeting.causes() == []


def test_an_opening_is_told_to_the_desk_and_a_second_phone_finds_it_dead(meeting):
    made = meeting.make(meeting.takes)
    (shown,) = slip_list.listed(meeting.world.mina, meeting.journey)
    assert shown.state is SlipState.WAITING
    assert shown.link.startswith(PAGE + "#")
    meeting.open(made, "theirs")
    meeting.world.sync()
    for desk in (meeting.world.mina, meeting.world.jun):
        (shown,) = slip_list.listed(desk, meeting.journey)
        assert shown.state is SlipState.OPENED
    with pytest.raises(ConflictError, match=r"slip\.claimed"):
        meeting.open(made, "somebody else's")
    meeting.open(made, "theirs")


def test_five_wrong_codes_lock_it_and_the_desk_is_told(meeting):
    made = meeting.make(meeting.takes)
    phone = meeting.phone("guessing")
    wrong = f"{(int(made.code) + 1) % 10**6:06}"
    for _ in range(5):
        with pytest.raises(NotFoundError):
            phone.open(unb64(made.secret), wrong)
    meeting.world.sync()
    (shown,) = slip_list.listed(meeting.world.mina, meeting.journey)
    assert shown.state is SlipState.LOCKED
    meeting.make(meeting.takes)


def test_words_that_the_other_was_not_to_say_confirm_nothing_and_raise_an_alarm(meeting):
    made = meeting.make(meeting.takes)
    phone, held = meeting.open(made)
    phone.confirm(held, "other words")
    meeting.world.sync()
    assert handover.confirmed_by(meeting.handovers(), meeting.handover) == frozenset()
    assert meeting.causes() == [{AlarmCause.WRONG_WORD}]
    assert hold.standing(meeting.world.mina)


def test_asking_for_money_is_a_demand_and_raises_what_a_demand_raises(meeting):
    phone, held = meeting.open(meeting.make(meeting.takes))
    phone.write(held, "demand", {"text": "500 more"})
    meeting.world.sync()
    assert meeting.causes() == [{AlarmCause.DEMAND}]
    (held_now,) = hold.standing(meeting.world.mina)
    assert held_now.hold == next(iter(journey.read(
        meeting.world.mina, meeting.cell).demands.recorded))  # fmt: skip


def test_a_problem_and_a_change_that_are_reported_each_raise_one_alarm(meeting):
    phone, held = meeting.open(meeting.make(meeting.takes))
    for about in ("problem", "change"):
        phone.write(held, "report", {"about": about, "text": "the car broke down"})
    meeting.world.sync()
    for name in ("mina", "jun"):
        causes = sorted(cause for one in meeting.causes(name) for cause in one)
        assert causes == [AlarmCause.CHANGED_PLACE, AlarmCause.REPORT]


@pytest.mark.parametrize("kind", ["report", "confirmation"])
def test_a_desk_that_reads_a_report_later_raises_nothing_that_was_closed(meeting, kind):
    phone, held = meeting.open(meeting.make(meeting.takes))
    if kind == "report":
        phone.write(held, "report", {"about": "problem", "text": "the car broke down"})
    else:
        phone.confirm(held, "other words")
    meeting.world.sync("mina")
    ((_, raised),) = alarm.all_open(meeting.world.mina)
    alarm.close(meeting.world.mina, raised.alarm, "they go on")
    meeting.world.sync()
    for name in ("mina", "jun", "sora"):
        assert meeting.causes(name) == []
    (cell,) = meeting.world.jun.cells_of("journey")
    assert len(cell.of_kind("alarm.raised")) == 1


def test_a_report_without_the_proof_or_with_another_key_is_set_aside(meeting):
    first = meeting.make(meeting.gives)
    second = meeting.make(meeting.takes)
    phone, held = meeting.open(second)
    phone.confirm(held, first.say)
    meeting.world.sync()
    stranger = meeting.phone("stranger")
    stranger.confirm(held, first.say)  # knows all that was opened, signs with another key
    meeting.world.sync()
    said = meeting.handovers().confirmed[meeting.handover]
    assert [one.act.slip for one in said] == [second.slip]


def test_a_slip_is_taken_back_by_new_words_and_by_another_slip(meeting):
    first = meeting.make(meeting.takes)
    again = meeting.make(meeting.takes)
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(first)
    meeting.open(again)
    meeting.world.sync("mina")
    with pytest.raises(ConflictError, match=r"slip\.opened"):
        meeting.make(meeting.takes)
    both = (SlipLanguage.TH, SlipLanguage.KO)
    slip.draw_words(meeting.world.mina, meeting.journey, meeting.handover, *both)
    third = meeting.make(meeting.takes)
    assert third.hear_language is SlipLanguage.TH
    assert third.say != again.say
    slip.revoke(meeting.world.mina, meeting.journey, third.slip, "not needed")
    meeting.world.sync("mina")
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(third)


def test_no_slip_holds_a_name_a_number_or_an_address(meeting):
    for text in ("ask Somchai", "call 010-1234-5678", "a@b.example", "37.55123, 127.1"):
        with pytest.raises(NotPermittedError, match=r"slip\.gives_away"):
            meeting.make(meeting.takes, ask=text)
    assert slip_list.listed(meeting.world.mina, meeting.journey) == ()


def test_a_card_or_a_call_confirms_and_proves_nothing(meeting):
    first = meeting.make(meeting.gives, form=SlipForm.VOICE)
    second = meeting.make(meeting.takes, form=SlipForm.CARD)
    assert not first.secret
    assert not meeting.world.relay.slips
    slip.read_out(meeting.world.mina, meeting.journey, first.slip)
    slip.heard(meeting.world.mina, meeting.journey, first.slip, second.say)
    slip.heard(meeting.world.mina, meeting.journey, second.slip, first.say)
    assert handover.took_place(meeting.handovers(), meeting.handover)
    assert not handover.proved(meeting.handovers(), meeting.handover)


def test_no_slip_is_made_while_a_hold_stands_or_before_anybody_decided_to_go(meeting):
    hold.place(meeting.world.mina, [meeting.takes], AlarmCause.OTHER)
    with pytest.raises(NotPermittedError, match=r"slip\.held"):
        meeting.make(meeting.takes)


def test_a_slip_says_how_else_the_two_know_each_other(meeting):
    known = Recognition(object="a red umbrella", vehicle="white van", digits="4821")
    made = meeting.make(meeting.takes, recognition=known, if_wrong="Walk on.", ask="home")
    _, held = meeting.open(made)
    assert held.letter.body["digits"] == "4821"
    assert "Somchai" not in str(held.letter.body)
    assert "Kim" not in str(held.letter.body)


def test_a_hold_takes_back_the_slips_that_nobody_has_opened(meeting):
    waiting = meeting.make(meeting.gives)
    opened = meeting.make(meeting.takes)
    meeting.open(opened, "theirs")
    meeting.world.sync()
    hold.place(meeting.world.jun, [meeting.takes], AlarmCause.OTHER)
    meeting.world.sync()
    with pytest.raises(ConflictError, match=r"slip\.revoked"):
        meeting.open(waiting)
    states = {
        one.made.slip: one.state
        for one in slip_list.listed(meeting.world.mina, meeting.journey)
    }
    assert states == {
        waiting.slip: SlipState.REVOKED,
        opened.slip: SlipState.OPENED,
    }


def test_a_plan_that_moves_a_meeting_takes_its_slips_back(meeting):
    made = meeting.make(meeting.takes, form=SlipForm.CARD)
    words = meeting.handovers().planned[meeting.handover].act
    moved = meeting.planned(word=words.word, answer=words.answer)
    elsewhere = type(moved)(
        **{name: getattr(moved, name) for name in moved.__struct_fields__}
        | {"place": "the bridge"}
    )
    journey.plan_part(meeting.world.mina, meeting.journey, elsewhere)
    meeting.world.sync("mina")
    shown = slip_list.one(meeting.world.mina, meeting.journey, made.slip)
    assert shown.state is SlipState.REVOKED


def test_what_a_helper_was_told_is_noted_and_asked_about(meeting):
    person = journey.persons(journey.read(meeting.world.mina, meeting.cell))[0]
    face = DisclosureNoted(
        disclosure=meeting.world.mina.random_id(),
        journey=meeting.journey,
        what=Disclosed.FACE,
        of=person,
        to=meeting.takes,
    )
    disclosure.note(meeting.world.mina, face)
    meeting.world.sync()
    (told,) = disclosure.noted_in(meeting.world.jun, meeting.journey)
    assert told.act == face
    found = journey.findings(meeting.world.jun, meeting.journey)
    asked = [one.where for one in found if one.code == "disclosure.face_to_helper"]
    assert asked == [meeting.takes]
