"""What one human alone writes with a desk of their own making does not bind colleagues."""

from datetime import timedelta

import pytest
from msgspec import structs
from msgspec.structs import replace

from tests import builders
from waystation.casework import board as boards
from waystation.casework import journey as plan
from waystation.casework.entries import BoardJourney, HandoverPlanned, JourneyDecided
from waystation.casework.entries.summary import PlacesDestroyed
from waystation.casework.terms import AlarmCause, Decision, Role, SlipForm
from waystation.cell.entry import Place
from waystation.desk import (
    arrival,
    board,
    case,
    hold,
    journey,
    on_call,
    slip,
    views_helper,
    views_house,
    views_journey,
    views_today,
)
from waystation.desk.cells import found
from waystation.desk.enrolment import enrol
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.letterbox import letterbox
from waystation.desk.machinery import Addressed, Letterbox, OnCall, PageAddressed
from waystation.desk.on_call import ALWAYS
from waystation.desk.organisation import create
from waystation.desk.views_state import state_of
from waystation.encoding import b64, to_json
from waystation.errors import (
    ConflictError,
    NotFoundError,
    NotPermittedError,
    RuleError,
)


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def planned(world):
    case_id, person_id = builders.open_case(world)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, "team")
    world.sync()
    return journey_id, person_id


def write(world, name, opened, *acts):
    """Write what no page would write."""
    desk = world.desks[name]
    with desk.acting():
        for act in acts:
            desk.append(opened, act)
    world.sync()


def shown(world, name):
    return [one.act for one in boards.all_shown(board.read(world.desks[name]))]


def test_hours_count_that_a_human_wrote_of_themselves_or_two_of_another(world):
    past = world.clock.now() - timedelta(days=1)
    asleep = {"opens": past, "closes": past + timedelta(hours=1)}
    jun, sora = world.jun.human, world.sora.human
    write(world, "tae", world.tae.roster_cell, OnCall(human=sora, **asleep))
    assert on_call.times(world.mina)[sora] == (ALWAYS,)
    (alone,) = on_call.proposed(world.mina)
    assert (alone.human, alone.by) == (sora, world.tae.human)
    with pytest.raises(ConflictError):
        on_call.agree(world.tae, alone.act)
    on_call.agree(world.jun, alone.act)
    on_call.note(world.jun, **asleep)
    write(world, "tae", world.tae.roster_cell, OnCall(human=jun, opens=past, closes=past))
    for desk in world.desks.values():
        assert on_call.times(desk)[sora][0].closes == asleep["closes"]
        assert on_call.times(desk)[jun][0].closes == asleep["closes"]
    with pytest.raises(NotFoundError):
        on_call.agree(world.jun, alone.act)


def test_nobody_ends_on_the_board_what_a_colleague_shows(world):
    planned(world)
    (before,) = shown(world, "sora")
    opened = board.board_cell(world.jun)
    hidden = BoardJourney(
        handle=before.handle, windows=before.windows, tags=before.tags, over=True
    )
    bare = BoardJourney(handle=before.handle, windows=(), tags=())
    for lie in (hidden, bare):
        write(world, "jun", opened, lie)
        for name in ("mina", "sora"):
            assert before in shown(world, name)


def test_what_one_shows_without_its_tags_a_colleague_in_the_journey_shows(world):
    planned(world)
    (before,) = shown(world, "sora")
    opened = board.board_cell(world.mina)
    with world.mina.acting():
        world.mina.append(opened, replace(before, tags=(), windows=()))
    world.sync("mina", rounds=1)
    world.pass_time(hours=2)
    world.sync("jun", "sora")
    assert set(before.tags) <= {tag for one in shown(world, "sora") for tag in one.tags}


def test_a_journey_ends_on_the_board_by_an_arrival_that_staff_confirmed_not_by_the_letter(
    world,
):
    journey_id, person_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    builders.go(world, journey_id)
    world.people["E"].check_in(world.meetings["E"], 1, 3)
    # a second coordinator has shown it as well, planned anew
    opened = world.jun.find("journey", journey_id)
    (leg,) = plan.legs(journey.read(world.jun, opened))
    journey.plan_part(world.jun, journey_id, replace(leg.act, takes="other"))
    world.sync()
    assert shown(world, "sora")
    world.people["E"].write(
        "arrival", {"journey": journey_id, "place": "the gate"}, world.meetings["E"]
    )
    world.people["E"].send()
    world.sync("sora")  # reads the letter, and has nothing on the board to end
    world.sync(rounds=3)
    assert shown(world, "sora")  # it can have been beaten out of them
    for desk in (world.mina, world.jun, world.sora):
        view = views_journey.journey_view(desk, state_of(desk), journey_id)
        assert (view.says_arrived, view.arrived, view.over) == (("E",), (), False)
        waits = views_today.today(desk, state_of(desk)).waiting
        assert "arrival" in {one.kind for one in waits}
    arrival.confirm(world.jun, journey_id, person_id)
    world.sync(rounds=3)
    view = views_journey.journey_view(world.mina, state_of(world.mina), journey_id)
    assert (view.says_arrived, view.arrived) == ((), ("E",))
    waits = views_today.today(world.mina, state_of(world.mina)).waiting
    assert "arrival" not in {one.kind for one in waits}
    for name in ("mina", "jun", "sora"):
        assert not shown(world, name)
    written = board.board_cell(world.mina).of_kind(BoardJourney.kind)
    world.sync(rounds=3)
    assert board.board_cell(world.mina).of_kind(BoardJourney.kind) == written


def test_whoever_writes_that_places_were_destroyed_silences_no_rule(world):
    journey_id, _ = planned(world)
    before = journey.findings(world.jun, journey_id)
    assert before
    opened = world.mina.find("journey", journey_id)
    made_up = PlacesDestroyed(journey=journey_id, before=0, digest="made-up")
    write(world, "mina", opened, made_up)
    write(world, "sora", world.sora.find("journey", journey_id), made_up)
    assert journey.findings(world.jun, journey_id) == before
    assert not journey.is_over(world.jun, world.jun.find("journey", journey_id))


def test_keepers_are_counted_as_humans_when_an_organisation_is_drafted(tmp_path):
    world = builders.World(builders.SimulatedClock(builders.START), None, {}, {})
    desks = {
        name: builders.desk_at(tmp_path / name, name, world.clock, None)
        for name in ("mina", "jun", "sora")
    }
    inside, trustee = (Role.KEEPER, Role.COORDINATOR), (Role.TRUSTEE,)

    def admitted(name, roles, *, outside=False):
        return Admission(enrol(desks[name], name), roles, outside)

    def drafted(*people):
        return create(desks["mina"], FoundingPlan("Safe Road", "ko", "memory:", people))

    twice = (admitted("mina", inside), admitted("mina", inside))
    outside = admitted("sora", trustee, outside=True)
    with pytest.raises(RuleError, match="keepers"):
        drafted(*twice, outside)
    with pytest.raises(RuleError, match="keepers"):
        drafted(twice[0], admitted("jun", inside), outside, admitted("sora", inside))
    assert drafted(*twice, admitted("jun", inside), outside)


def test_nobody_puts_another_board_in_the_place_of_the_one_that_keepers_signed(world):
    placed = hold.place(world.jun, ("team",), AlarmCause.REPORT)
    world.sync()
    everybody = [world.jun.human, world.sora.human]
    with world.mina.acting():
        made = found(world.mina, "board", b64(world.mina.organisation), everybody)
    told = world.mina.roster_cell.newest(Addressed)
    lies = [structs.replace(told, board=one) for one in (b64(made.log.cell), "?")]
    for lie in lies:
        write(world, "mina", world.mina.roster_cell, lie)
        for name in ("mina", "jun", "sora"):
            desk = world.restart(name)
            assert [one.hold for one in hold.standing(desk)] == [placed]
            assert board.board_cell(desk).log.charter.guarded


def test_whoever_is_in_a_journey_does_not_lead_its_letters_away(world):
    journey_id, _ = planned(world)
    box = letterbox(world.mina.find("journey", journey_id)).box
    opened = world.jun.find("journey", journey_id)
    first = board.handles_in(opened, board.board_cell(world.jun))
    lie = Letterbox(box=b64(bytes(16)), read=b64(bytes(32)), seed=b64(bytes(32)))
    log = opened.log
    with world.jun.acting():  # as one who has seen nothing yet: before all others
        log._next_place = lambda *_: Place(b"instance", 1, "", {})
        world.jun.append(opened, lie)
    world.sync()
    for name in ("mina", "jun", "sora"):
        own = world.restart(name).find("journey", journey_id)
        assert own.of_kind(Letterbox.kind)[0].body == to_json(structs.asdict(lie))
        assert letterbox(own).box == box
        assert board.handles_in(own, board.board_cell(world.desks[name])) == first


def test_a_go_that_somebody_wrote_without_the_persons_gets_nobody_a_slip(world):
    journey_id, person_id = planned(world)
    opened = world.mina.find("journey", journey_id)
    (leg,) = plan.legs(journey.read(world.mina, opened))
    meeting = HandoverPlanned(
        journey=journey_id,
        handover="meeting",
        leg=leg.act.leg,
        place="the gate",
        window=leg.act.window,
        gives=person_id,
        takes="team",
    )
    go = JourneyDecided(journey=journey_id, decision=Decision.GO, reason="made up")
    write(world, "mina", opened, meeting, go)
    wanted = slip.Wanted(handover="meeting", party="team", form=SlipForm.VOICE)
    with pytest.raises(NotPermittedError) as error:
        slip.make(world.jun, journey_id, wanted)
    assert error.value.code == "slip.consent"
    builders.get_consent(world, journey_id, person_id)
    assert slip.make(world.jun, journey_id, wanted)


def test_whoever_may_not_say_where_the_page_lies_leads_no_slip_to_another(world):
    slip.set_page(world.jun, "https://pages.example/slip.html")
    lie = PageAddressed(url="https://other.example/slip.html")
    write(world, "tae", world.tae.roster_cell, lie)
    assert {slip.page(one) for one in world.desks.values()} == {
        "https://pages.example/slip.html"
    }


def test_whoever_notes_another_key_of_a_person_takes_no_stop_and_no_warning_from_them(
    world,
):
    journey_id, person_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    opened = world.jun.find("journey", journey_id)
    own = case.person_in(world.jun, opened, person_id)
    other = world.correspondent("somebody else")
    box = b64(bytes(16))
    identity = b64(other.identity.public.to_bytes())
    write(world, "jun", opened, structs.replace(own, identity=identity, box=box))
    for name in ("mina", "jun", "sora"):
        desk = world.desks[name]
        there = case.person_in(desk, desk.find("journey", journey_id), person_id)
        assert (there.identity, there.box) == (own.identity, own.box)
    person = world.people["E"]
    person.write("stop", {"journey": journey_id}, world.meetings["E"])
    person.send()
    world.sync()
    state = journey.read(world.mina, world.mina.find("journey", journey_id))
    assert set(state.plan.stopped) == {person_id}


def test_journeys_that_no_trustee_signed_are_none_of_the_first_three(world):
    journey_id, person_id = planned(world)
    builders.get_consent(world, journey_id, person_id)
    (core,) = world.mina.cells_of("core")
    for _ in range(3):
        made = journey.plan(world.mina, core.register, (person_id,), (world.jun.human,))
        go = JourneyDecided(journey=made, decision=Decision.GO, reason="made up")
        write(world, "mina", world.mina.find("journey", made), go)
    for name in ("mina", "jun"):
        found = {one.code for one in journey.findings(world.desks[name], journey_id)}
        assert "plan.trustee_has_not_co_signed" in found


def test_parts_of_a_plan_are_taken_together_or_not_at_all(world):
    journey_id, person_id = planned(world)
    opened = world.mina.find("journey", journey_id)
    (leg,) = plan.legs(journey.read(world.mina, opened))
    moved = replace(leg.act, place="somewhere else")
    alone = HandoverPlanned(
        journey=journey_id,
        handover="h",
        leg=leg.act.leg,
        place="the station",
        window=leg.act.window,
        gives=person_id,
        takes=person_id,
    )
    with pytest.raises(ConflictError):
        journey.plan_part(world.mina, journey_id, moved, alone)
    assert plan.legs(journey.read(world.mina, opened)) == (leg,)


@pytest.mark.parametrize(
    ("noun", "view"),
    [("helper", views_helper.helper_view), ("house", views_house.house_view)],
)
def test_a_record_that_nothing_was_written_in_has_no_page(world, noun, view):
    with world.jun.acting():
        found(world.jun, noun, "nothing yet", [world.mina.human])
    world.sync()
    with pytest.raises(NotFoundError):
        view(world.mina, state_of(world.mina), "nothing yet")
