"""What a modified desk writes stops no timer, no page and no letter of its colleagues."""

from datetime import UTC, datetime

import pytest

from tests import builders
from waystation.casework.cause import AlarmCause
from waystation.casework.entries import LetterQuoted, body_of
from waystation.cell import entry
from waystation.desk import (
    admission,
    alarm,
    background,
    board,
    hold,
    intake,
    journey,
    journey_letters,
    panic,
    summary,
)
from waystation.desk.background import turn
from waystation.desk.correspondence import quote
from waystation.desk.inbox import inboxes
from waystation.desk.machinery import SenderKnown, read_note
from waystation.desk.sync import Round, push_all
from waystation.desk.views_journey import journey_view
from waystation.desk.views_slips import slips_view
from waystation.desk.views_state import state_of
from waystation.desk.views_today import today
from waystation.desk.views_watch import check_ins_view
from waystation.encoding import b64, from_json, to_rfc3339, unb64
from waystation.errors import FormatError

FIRST = "0001-01-01T00:00:00+14:00"
LAST = "9999-12-31T23:59:59-14:00"
EVER = {"opens": FIRST, "closes": LAST}


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def under_way(world):
    team = builders.note_helper(world, "team", hired=True)
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, team)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.sync()
    return journey_id, person_id


def writes(desk, noun, kind, body, at=None):
    """Let a desk write what no desk of ours writes, at whatever time it says."""
    (opened,) = desk.cells_of(noun)
    with pytest.MonkeyPatch.context() as modified, desk.acting():
        modified.setattr(entry, "_FIRST_YEAR", 1)
        modified.setattr(entry, "_LAST_YEAR", 9999)
        opened.log.append(kind, body, at=at or desk.now(), key=desk.key_in(opened))


def poison(journey_id, person_id, watch_id):
    about = {"journey": journey_id, "person": person_id}
    return [
        ("journey", "register.named", {"register": "another"}),
        ("journey", "letterbox.made", {"box": "A", "read": "", "seed": "x"}),
        ("journey", "letterbox.made", {}),
        ("journey", "check_ins.drafted", {"person": person_id, "grace_s": 10**30}),
        ("journey", "watch.agreed", {**about, **SOON, "watch": "x", "number": 2}),
        (
            "journey",
            "watch.agreed",
            {**about, **SOON, "watch": "y", "number": 3, "check_in_hash": "A"},
        ),
        ("journey", "watch.armed", {"watch": "y"}),
        ("journey", "slip.made", {**about, **SLIP, "slip": "x", "secret": "A"}),
        ("journey", "house.presumed_burned", {}),
        ("journey", "person.noted", {**about, "name": "", "identity": "A", "box": "A"}),
        (
            "journey",
            "watch.agreed",
            {**about, "watch": watch_id, "number": 1, "opens": FIRST, "due": LAST},
        ),
        (
            "journey",
            "leg.planned",
            {
                **about,
                "leg": "l",
                "number": 1,
                "place": "\0",
                "window": EVER,
                "gives": "l",
                "takes": "l",
            },
        ),
        ("journey", "referral.made", {"referral": "r", "to": "", "asks": ""}),
        ("board", "exposure.asked", {}),
        ("board", "hold.placed", {"hold": "h", "tags": [], "cause": "", "since": LAST}),
        ("roster", "intake.key", {"kem": "AAAA", "made": LAST}),
        ("roster", "organisation.addressed", dict.fromkeys(ADDRESSES, "A")),
        (
            "roster",
            "prekey.published",
            {"human": "nobody", "prekey": "A", "signature": "A", "made": FIRST},
        ),
    ]


SOON = {"opens": "2026-03-02T10:00:00Z", "due": "2026-03-02T11:00:00Z"}
SLIP = {
    "handover": "h",
    "party": "p",
    "form": "link",
    "language": "ko",
    "place": "p",
    "opens": "2026-03-02T10:00:00Z",
    "closes": "2026-03-02T11:00:00Z",
    "expires": "2026-03-09T10:00:00Z",
    "say": "s",
    "hear_language": "ko",
    "report": "A",
}
ADDRESSES = ("intake_box", "intake_read", "board", "intake")


def test_whatever_a_modified_desk_writes_alarms_are_raised_and_pages_read(world):
    journey_id, person_id = under_way(world)
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    (watch_id,) = state.watches.agreed
    for noun, kind, body in poison(journey_id, person_id, watch_id):
        writes(world.jun, noun, kind, body)
    for at in (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)):
        writes(world.jun, "journey", "approval.given", {"act": "a"}, at)
        writes(world.jun, "roster", "question.retired", {"question": "q", "reason": ""}, at)
    push_all(world.jun, Round())
    turn(world.mina)
    raised = alarm.raise_alarm(world.mina, journey_id, AlarmCause.OTHER, "no answer")
    shown = state_of(world.mina)
    assert raised in {one.id for one in today(world.mina, shown).alarms}
    assert journey_view(world.mina, shown, journey_id).journey.id == journey_id
    assert "journey" in {box.kind for box in inboxes(world.mina)}
    assert len(check_ins_view(world.mina, shown, journey_id).rows) == 3
    assert slips_view(world.mina, shown, journey_id).desk == shown
    assert summary.summary_of(journey.journey_cell(world.mina, journey_id), 1)
    world.pass_time(hours=8)
    turn(world.mina)
    found = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    causes = {one.act.cause for one in found.alarms.raised[watch_id]}
    assert AlarmCause.MISSED_CHECK_IN in causes


def test_an_alarm_about_more_than_one_entry_takes_holds_all_of_it(world):
    journey_id, _ = under_way(world)
    cars = tuple(f"car {number}" for number in range(600))
    team = builders.note_helper(world, "a large team", vehicles=cars)
    alarm.raise_alarm(world.mina, journey_id, AlarmCause.RAID, about=(team, *cars))
    world.sync()
    tags = board.tags_of(world.jun, cars)
    held = frozenset().union(*(one.tags for one in hold.standing(world.jun)))
    assert all(tags[car] & held for car in cars)


def test_what_would_be_passed_over_by_every_desk_is_not_taken_but_an_alarm_always(world):
    journey_id, _ = under_way(world)
    held = hold.place(world.mina, ("a house",), AlarmCause.RAID)
    with pytest.raises(FormatError, match=r"casework\.body"):
        hold.approve_lift(world.mina, held, "x" * 201)
    raised = alarm.raise_alarm(world.mina, journey_id, AlarmCause.OTHER, "x" * 20_001)
    danger = panic.raise_panic(world.mina, "x" * 20_001)
    assert {raised, danger} <= {one.alarm for _, one in alarm.all_open(world.mina)}


def test_an_arrival_with_a_long_place_is_one_that_is_said(world):
    journey_id, person_id = under_way(world)
    person, to = world.people["E"], world.meetings["E"]
    person.write("arrival", {"journey": journey_id, "place": "x" * 250}, to)
    person.send()
    world.sync("mina")
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    assert person_id in state.arrivals.said


def test_whom_nobody_can_write_to_keeps_no_alarm_from_being_raised(world):
    journey_id, person_id = under_way(world)
    who = {"journey": journey_id, "persons": [person_id, "nobody"]}
    writes(
        world.jun, "journey", "journey.planned", {**who, "responders": [world.mina.human]}
    )
    push_all(world.jun, Round())
    turn(world.mina)
    raised = alarm.raise_alarm(world.mina, journey_id, AlarmCause.RAID)
    opened = journey.journey_cell(world.mina, journey_id)
    about = board.everything(journey.read(world.mina, opened))
    hold.place(world.mina, about, AlarmCause.RAID)
    world.pass_time(hours=8)
    world.sync()
    found = alarm.all_open(world.mina)
    assert raised in {one.alarm for _, one in found}
    assert AlarmCause.MISSED_CHECK_IN in frozenset().union(
        *(one.causes for _, one in found)
    )


def test_a_round_that_fails_in_whatever_way_is_said_and_keeps_the_timers_running(
    world, monkeypatch
):
    journey_id, _ = under_way(world)
    world.pass_time(hours=8)
    with monkeypatch.context() as broken:
        broken.setattr(background, "sync_once", lambda *_: 1 / 0)
        assert background.keep_going(world.mina)
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    assert state.alarms.raised
    assert state_of(world.mina).failing
    background.keep_going(world.mina)
    assert not state_of(world.mina).failing


def quoted_first(world, monkeypatch, kind, body):
    """Let a modified desk be the first to quote the last letter that came, as it likes."""
    (opened,) = world.jun.cells_of("journey")
    seen = []
    with monkeypatch.context() as modified:
        modified.setattr(
            journey_letters, "handle", lambda _d, _o, letter: seen.append(letter)
        )
        turn(world.jun)
    quoted = body_of(LetterQuoted(letter_kind="x", quoted=quote(seen[-1])))["quoted"]
    writes(
        world.jun, "journey", kind, {"journey": opened.register, **body, "quoted": quoted}
    )
    push_all(world.jun, Round())


def test_nobody_makes_a_sign_of_life_of_a_sign_of_duress_by_being_quicker(
    world, monkeypatch
):
    journey_id, person_id = under_way(world)
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    (watch_id,) = state.watches.agreed
    world.people["E"].check_in(world.meetings["E"], 1, 0)
    world.people["E"].send()
    well = {"watch": watch_id, "person": person_id, "how": "letter", "wellness": "well"}
    well["heard_at"] = to_rfc3339(world.clock.now())
    quoted_first(world, monkeypatch, "check_in.received", well)
    world.sync("mina")
    causes = [one.causes for _, one in alarm.all_open(world.mina)]
    assert [{AlarmCause.UNDER_DURESS}] == causes


@pytest.mark.parametrize("kind", ["weather.noted", "letter.quoted"])
def test_nobody_makes_nothing_of_a_stop_by_being_quicker(world, monkeypatch, kind):
    journey_id, person_id = under_way(world)
    world.people["E"].write("stop", {"journey": journey_id}, world.meetings["E"])
    world.people["E"].send()
    quoted_first(world, monkeypatch, kind, {"letter_kind": "stop", "who": person_id})
    world.sync("mina")
    state = journey.read(world.mina, journey.journey_cell(world.mina, journey_id))
    assert person_id in state.plan.stopped
    world.sync("hana", "mina")
    assert len(state.plan.stopped[person_id]) == 1


def test_whoever_opened_a_journey_silences_nobody_by_taking_them_out_of_it(
    world, monkeypatch
):
    journey_id, _ = under_way(world)
    raised = alarm.raise_alarm(world.jun, journey_id, AlarmCause.OTHER, "they were seen")
    world.sync()
    (opened,) = world.mina.cells_of("journey")
    with monkeypatch.context() as modified:
        modified.setattr(opened.log, "cuts_for", lambda _keys: {})
        admission.let_go(world.mina, opened, world.jun.human)
    world.sync()
    assert world.jun.human not in {one.human for one in opened.log.members}
    for desk in (world.mina, world.sora):
        (held,) = desk.cells_of("journey")
        assert "cut" in {why for _, why in held.log.shown}
        assert raised in {one.alarm for _, one in alarm.all_open(desk)}


def test_no_desk_of_the_intake_leads_an_answer_to_somebody_else(world):
    person, other = world.correspondent("E"), world.correspondent("F")
    for one in (person, other):
        one.write("appeal", {"text": "help"})
        one.send()
    world.sync("mina")
    before = intake.first_letters(world.mina)
    theirs, anothers = before
    assert theirs.contact.box != anothers.contact.box != ""
    (opened,) = world.hana.cells_of("intake")
    world.sync("hana")
    (real,) = (
        read_note(one, SenderKnown)
        for one in opened.of_kind(SenderKnown.kind)
        if theirs.id in one.body.decode()
    )
    (quoted,) = (
        from_json(one.body)
        for one in opened.of_kind(LetterQuoted.kind)
        if theirs.id in one.body.decode()
    )
    to = {"identity": anothers.contact.identity, "box": anothers.contact.box}
    for said in ({**to}, {"box": to["box"]}, {"identity": mixed(real.identity, to)}):
        lie = {"letter": real.letter, "identity": real.identity, "box": real.box, **said}
        writes(world.hana, "intake", SenderKnown.kind, lie)
    text = quoted["quoted"]["signed"].replace("help", "no help")
    quoted["quoted"]["signed"] = text
    writes(world.hana, "intake", LetterQuoted.kind, quoted)
    world.sync()
    assert intake.first_letters(world.mina) == before
    assert intake.first_letters(world.hana) == before


def mixed(real, to):
    """Return an identity that a letter is signed with, and that somebody else opens."""
    return b64(unb64(to["identity"])[:-32] + unb64(real)[-32:])
