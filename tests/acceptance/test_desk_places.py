"""After arrival what says where a journey went is destroyed at every desk of it."""

import pytest
from msgspec.structs import replace

from tests import builders
from tests.costs_at_desks import agreed, confirm, paid, stands
from waystation.casework import consent, handover, roster
from waystation.casework import journey as plan
from waystation.casework.consent import Consents, ConsentState
from waystation.casework.entries import (
    AlarmRaised,
    ApprovalGiven,
    LossRecorded,
    PlaceReported,
    body_of,
    decode,
)
from waystation.casework.entries.summary import (
    JourneySummarised,
    Kept,
    MilestoneSettled,
    PlacesDestroyed,
)
from waystation.casework.money import MilestoneKind
from waystation.casework.payout import PayoutState
from waystation.casework.summary import written
from waystation.casework.terms import AlarmCause, Outcome
from waystation.cell.fsck import fsck
from waystation.desk import (
    alarm,
    arrival,
    call,
    costs,
    exposure,
    hold,
    inbox,
    journey,
    loss,
    summary,
)
from waystation.desk.cells import send_grants
from waystation.desk.summary import Places
from waystation.encoding import to_json

IN_IT = ("mina", "jun", "sora")


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


def started(world, name="E"):
    case_id, person_id = builders.open_case(world, name)
    journey_id = builders.plan_journey(world, case_id, person_id, person_id, f"team {name}")
    builders.get_consent(world, journey_id, person_id, name)
    builders.go(world, journey_id)
    world.people[name].check_in(world.meetings[name], 1, 3)
    world.people[name].send()
    world.sync()
    return journey_id, person_id


def arrived(world, name="E"):
    journey_id, person_id = started(world, name)
    arrival.confirm(world.mina, journey_id, person_id, "the gate")
    world.sync()
    return journey_id, person_id


def pass_weeks(world, *names, count=2):
    """Let a time for corrections pass, or a grace: a little more than a week each."""
    for _ in range(count):
        world.pass_time(days=7, hours=6)
        world.sync(*(names or IN_IT), rounds=3)


def at(world, name, journey_id):
    return world.desks[name].find("journey", journey_id)


def where(world, journey_id, *names):
    return {
        summary.places(world.desks[name], at(world, name, journey_id))
        for name in names or IN_IT
    }


def kinds(world, name, journey_id):
    return {one.kind for one in at(world, name, journey_id).entries}


def summaries(world, name, journey_id):
    entries = at(world, name, journey_id).of_kind(JourneySummarised.kind)
    return [decode(one.kind, one.body) for one in entries]


def say(world, name, journey_id, *acts):
    """Write what no page would write, as a member whose desk is not ours."""
    with world.desks[name].acting():
        for act in acts:
            world.desks[name].append(at(world, name, journey_id), act)
    world.sync()


def named(journey_id, before, kept):
    """Return a summary, and that somebody destroyed by it."""
    acts = written(journey_id, before, kept)
    digest = acts[0].digest
    return [*acts, PlacesDestroyed(journey=journey_id, before=before, digest=digest)]


def test_two_weeks_after_everybody_arrived_the_places_are_destroyed_and_that_is_logged(
    world,
):
    journey_id, person_id = arrived(world)
    assert where(world, journey_id) == {Places.WAITING}
    pass_weeks(world, count=1)
    world.pass_time(days=6)
    world.sync()
    assert where(world, journey_id) == {Places.WAITING}
    assert plan.legs(journey.read(world.jun, at(world, "jun", journey_id)))
    pass_weeks(world, count=1)
    assert where(world, journey_id) == {Places.DESTROYED}
    for name in IN_IT:
        desk = world.restart(name)
        opened = desk.find("journey", journey_id)
        state = journey.read(desk, opened)
        assert not plan.legs(state)
        assert not state.watches.agreed
        assert "letterbox.made" not in kinds(world, name, journey_id)
        assert set(state.ended.destroyed) == {world.desks[one].human for one in IN_IT}
        # who travelled, how consent stood, that two signed, who arrived and on what day
        assert plan.persons(state) == (person_id,)
        trustees = roster.trustees(desk.roster())
        agreed_to = desk.read(opened, consent.fold, Consents())
        stands_so = consent.standing(agreed_to, person_id, journey_id, trustees)
        assert stands_so.state is ConsentState.OWN_KEY
        assert plan.was_decided(state)
        assert state.approvals.given
        reached = state.arrivals.arrived[person_id]
        assert (reached.act.place, reached.record.at.hour) == ("", 0)
        assert not opened.log.problems
        assert not journey.findings(desk, journey_id)
        assert not fsck(desk.frames, desk.keyring)
    world.sync()
    pass_weeks(world, count=5)
    assert where(world, journey_id) == {Places.DESTROYED}
    assert at(world, "jun", journey_id).of_kind(PlacesDestroyed.kind)


def test_nothing_is_destroyed_before_all_have_arrived_nor_while_anything_is_open(world):
    mina = world.mina
    journey_id, person_id = started(world)
    pass_weeks(world)
    assert JourneySummarised.kind not in kinds(world, "jun", journey_id)
    for _, one in alarm.all_open(mina):  # a check-in was missed meanwhile
        alarm.close(mina, one.alarm, "heard", Outcome.HEARD)
    arrival.confirm(mina, journey_id, person_id)
    raised = AlarmRaised(alarm=mina.random_id(), journey=journey_id, cause=AlarmCause.LATE)
    journey.record(mina, journey_id, raised)
    world.sync()
    pass_weeks(world)
    assert where(world, journey_id) == {Places.KEPT}
    alarm.close(mina, raised.alarm, "nothing", Outcome.FALSE_ALARM)
    placed = hold.place(mina, ("team E",), AlarmCause.REPORT)
    world.sync()
    pass_weeks(world)
    assert where(world, journey_id) == {Places.KEPT}
    for name in ("mina", "jun"):
        for one in hold.standing(world.desks[name]):
            hold.approve_lift(world.desks[name], one.hold, "cleared")
        world.sync()
    assert placed not in [one.hold for one in hold.standing(world.jun)]
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}


def test_after_a_loss_or_where_somebody_sealed_it_everything_is_kept(world):
    lost, person_id = arrived(world)
    sealed, _ = arrived(world, "W1")
    loss.record(
        world.mina, LossRecorded(person=person_id, journey=lost, last_known="gone again")
    )
    loss.seal(world.sora, sealed)
    world.sync()
    pass_weeks(world, count=4)
    for one in (lost, sealed):
        assert where(world, one) == {Places.KEPT}
        assert plan.legs(journey.read(world.jun, at(world, "jun", one)))


def test_who_was_away_and_wrote_meanwhile_comes_to_the_same_as_the_others(world):
    journey_id, person_id = arrived(world)
    within = PlaceReported(journey=journey_id, place="the coastal city", source=person_id)
    journey.record(world.jun, journey_id, within)
    arrival.confirm(world.jun, journey_id, person_id, "the gate, as she says herself")
    pass_weeks(world, "mina", "sora")
    assert where(world, journey_id, "mina", "sora") == {Places.DESTROYED}
    assert plan.legs(journey.read(world.jun, at(world, "jun", journey_id)))
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}
    held = [{one.id for one in at(world, name, journey_id).entries} for name in IN_IT]
    assert held[0] == held[1] == held[2]
    (opened,) = {at(world, name, journey_id).register for name in IN_IT}
    assert opened == journey_id


def test_two_desks_that_write_the_summary_at_once_write_the_same(world):
    journey_id, _ = arrived(world)
    pass_weeks(world, count=1)
    world.pass_time(hours=3)
    for name in ("jun", "sora"):
        desk = world.desks[name]
        opened = at(world, name, journey_id)
        with desk.acting():
            before = opened.log.charter.n
            for act in summary.summary_of(opened, before):
                desk.append(opened, act)
    world.sync()
    for name in IN_IT:
        written = summaries(world, name, journey_id)
        assert len(written) == 3
        assert len({one.digest for one in written}) == 1
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}


def test_one_who_leaves_out_or_makes_up_what_stays_is_not_believed(world):
    journey_id, person_id = arrived(world)
    pass_weeks(world, "mina", count=1)
    opened = at(world, "mina", journey_id)
    (honest,) = summaries(world, "mina", journey_id)
    made_up = tuple(one for one in honest.kept if one.kind != "journey.decided")
    forged = written(journey_id, honest.before, made_up)
    with world.mina.acting():
        for act in forged:
            world.mina.append(opened, act)
        lie = PlacesDestroyed(
            journey=journey_id, before=honest.before, digest=forged[0].digest
        )
        world.mina.append(opened, lie)
    world.sync()
    assert where(world, journey_id) == {Places.DIFFERS}
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}
    for name in IN_IT:
        state = journey.read(world.desks[name], at(world, name, journey_id))
        assert plan.was_decided(state)
        assert plan.persons(state) == (person_id,)


def test_nobody_puts_a_word_of_a_colleague_beside_what_a_desk_holds(world):
    journey_id, _ = started(world)
    opened = at(world, "mina", journey_id)
    go = opened.of_kind("journey.decided")[0].id
    body = to_json(body_of(ApprovalGiven(act=go))).decode()
    made_up = Kept(
        id="made-up",
        human=world.jun.human,
        at=world.clock.now(),
        kind="approval.given",
        body=body,
    )
    say(world, "mina", journey_id, *named(journey_id, 0, (made_up,)))
    for name in IN_IT:
        assert "made-up" not in {one.id for one in at(world, name, journey_id).entries}


def test_a_summary_made_up_after_the_destruction_changes_nothing(world):
    journey_id, person_id = arrived(world)
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}
    (honest,) = summaries(world, "mina", journey_id)
    before = {one.id for one in at(world, "jun", journey_id).entries}
    spoiled = replace(honest, kept=())
    say(world, "mina", journey_id, *named(journey_id, 0, ()), spoiled)
    for name in IN_IT:
        desk = world.restart(name)
        assert before <= {one.id for one in at(world, name, journey_id).entries}
        state = journey.read(desk, at(world, name, journey_id))
        assert plan.persons(state) == (person_id,)
        assert plan.was_decided(state)


def test_nobody_settles_a_handover_by_writing_that_it_took_place(world):
    _, journey_id, driver, host, meeting = agreed(world)
    settled = MilestoneSettled(
        journey=journey_id,
        what=MilestoneKind.HANDOVER,
        of=meeting.handover,
        parties=(driver, host),
        proof=("made-up",),
        took_place=True,
        proved=True,
    )
    say(world, "mina", journey_id, settled)
    assert not journey.read(world.jun, at(world, "jun", journey_id)).ended.settled
    kept = {one.id for one in summary.summary_of(at(world, "jun", journey_id), 1)[0].kept}
    opened = at(world, "jun", journey_id)
    assert not kept & {one.id for one in opened.of_kind(MilestoneSettled.kind)}


def test_no_grant_brings_back_what_was_destroyed(world):
    journey_id, _ = arrived(world)
    cell = at(world, "jun", journey_id)
    old = cell.log.keys.grant(cell.log.members[0].key)
    assert [epoch for epoch, _ in old.secrets] == [0]
    pass_weeks(world)
    with world.mina.acting():
        opened = at(world, "mina", journey_id)
        by_key = {one.key: one.human for one in opened.log.members}
        jun = next(key for key, human in by_key.items() if human == world.jun.human)
        again = type(old)(old.cell, jun, old.secrets, old.charters)
        send_grants(world.mina, opened, [again])
    world.sync()
    assert 0 not in at(world, "jun", journey_id).log.keys.epochs
    assert where(world, journey_id) == {Places.DESTROYED}


def test_what_is_said_later_is_destroyed_later_and_what_stayed_before_stays(world):
    journey_id, person_id = arrived(world)
    pass_weeks(world)
    before = {one.id for one in at(world, "jun", journey_id).entries}
    begun = call.begin(world.jun, journey_id)
    call.line(world.jun, journey_id, begun, "it was the coastal city, was it not")
    world.sync()
    assert where(world, journey_id) == {Places.WAITING}
    pass_weeks(world, count=3)
    assert where(world, journey_id) == {Places.DESTROYED}
    summarised = summaries(world, "jun", journey_id)
    assert {one.before for one in summarised} == {2}
    for name in IN_IT:
        opened = at(world, name, journey_id)
        left = before - {one.id for one in opened.entries}
        assert len(left) == 1  # the first summary, of which what it kept is carried on
        assert "call.line" not in kinds(world, name, journey_id)
        state = journey.read(world.desks[name], opened)
        assert plan.was_decided(state)
        assert plan.persons(state) == (person_id,)


def test_a_payout_for_a_proved_handover_is_signed_and_paid_after_the_places_are_gone(world):
    made, journey_id, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    early = costs.propose(world.mina, made, "there", 100_000)
    world.sync()
    costs.approve(world.jun, early)
    world.sync()
    costs.pay(world.mina, paid(world, early))
    proof = costs.payout_of(world.mina, early).proposed.act.rests_on
    (person_id,) = plan.persons(journey.read(world.mina, at(world, "mina", journey_id)))
    arrival.confirm(world.mina, journey_id, person_id)
    world.sync()
    pass_weeks(world)
    assert where(world, journey_id) == {Places.DESTROYED}
    late = costs.propose(world.mina, made, "there", 200_000)
    world.sync()
    costs.approve(world.jun, late)
    world.sync()
    assert costs.payout_of(world.jun, late).proposed.act.rests_on == proof
    costs.pay(world.mina, paid(world, late))
    world.sync()
    assert {stands(world, one, "jun") for one in (early, late)} == {PayoutState.PAID}
    state = journey.read(world.jun, at(world, "jun", journey_id))
    settled = state.ended.settled[meeting.handover].act
    assert settled.took_place
    assert set(settled.parties) == {driver, host}
    assert not handover.parties(state.handovers, meeting.handover)


def test_a_question_about_who_knew_what_says_that_the_places_were_destroyed(world):
    _, journey_id, driver, host, meeting = agreed(world)
    confirm(world, meeting, ("mina", driver), ("jun", host))
    (person_id,) = plan.persons(journey.read(world.mina, at(world, "mina", journey_id)))
    arrival.confirm(world.mina, journey_id, person_id)
    world.sync()
    assert "places_destroyed" not in exposure.see(world.mina).unseen
    pass_weeks(world)
    told = exposure.ask(world.mina, driver, world.clock.now())
    assert "places_destroyed" in told.seen.unseen
    knows, known = (told.seen.model.index[one] for one in (driver, person_id))
    model = told.seen.model
    facts = zip(model.knower, model.known, strict=True)
    assert (knows, known) in {(int(one), int(other)) for one, other in facts}


def test_a_letter_to_a_journey_whose_key_is_destroyed_is_said_and_not_passed_over(world):
    journey_id, _ = arrived(world)
    pass_weeks(world)
    assert not inbox.aside(world.mina)
    world.people["E"].write("message", {"journey": journey_id}, world.meetings["E"])
    world.people["E"].send()
    world.sync()
    for name in IN_IT:
        assert inbox.aside(world.desks[name]) == [("closed", "letterbox.closed")]
