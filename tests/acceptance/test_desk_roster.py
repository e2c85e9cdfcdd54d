"""Who is in the roster is what its keepers signed, whoever writes what into it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from waystation.casework import roster
from waystation.casework.entries import HumanAdmitted, HumanDeparted, PrekeyPublished
from waystation.casework.terms import Role
from waystation.cell.recharter import draft_charter
from waystation.cell.standing import CHARTER_KIND
from waystation.desk import (
    admission,
    board,
    charters,
    colleagues,
    exposure,
    organisation,
)
from waystation.desk.background import turn
from waystation.desk.enrolment import enrol, read_enrolment
from waystation.desk.founding import Admission, FoundingPlan
from waystation.desk.organisation import admission_of
from waystation.desk.roster import member
from waystation.encoding import from_json, to_json
from waystation.errors import (
    ConflictError,
    FormatError,
    NotPermittedError,
    RuleError,
    WaystationError,
)


@pytest.fixture
def world(tmp_path):
    return builders.found(tmp_path)


@pytest.fixture
def newcomer(world, tmp_path):
    desk = builders.desk_at(tmp_path / "yuna", "yuna", world.clock, world.relay)
    yield desk
    desk.close()


def people(desk):
    return {one.human: (one.roles, one.outside) for one in roster.humans(desk.roster())}


def write(desk, act):
    with desk.acting():
        desk.append(desk.roster_cell, act)


def test_roles_that_one_keeper_writes_count_for_nothing(world):
    before = people(world.jun)
    mine = roster.admission(world.mina.roster(), world.mina.human)
    trustee = HumanAdmitted(
        human=mine.human,
        name=mine.name,
        roles=(*mine.roles, Role.TRUSTEE),
        identity=mine.identity,
        outside=True,
    )
    write(world.mina, trustee)
    nobody = HumanAdmitted(
        human="nobody", name="N", roles=(Role.TRUSTEE,), identity="i", outside=True
    )
    write(world.mina, nobody)
    write(world.mina, HumanDeparted(human=world.sora.human))
    world.sync()
    assert "nobody" not in {one.id for one in exposure.see(world.mina).model.nodes}
    for desk in world.desks.values():
        assert people(desk) == before


def test_nobody_is_cut_off_by_a_prekey_that_another_writes_for_them(world):
    """K-6: neither a made up one nor an older one takes the place of the newest."""
    tae = world.tae.human
    older = colleagues.prekey_of(world.mina, tae)
    world.pass_time(days=8)
    world.sync()
    newest = colleagues.prekey_of(world.mina, tae)
    assert newest.made > older.made
    later = world.clock.now() + timedelta(days=900)
    for prekey in ("AA", newest.prekey):
        bad = PrekeyPublished(human=tae, prekey=prekey, signature="AA", made=later)
        write(world.mina, bad)
    write(world.mina, older)
    world.sync()
    for desk in world.desks.values():
        assert colleagues.prekey_of(desk, tae) == newest
        assert desk is world.tae or colleagues.colleague(desk, tae).made == newest.made
    world.pass_time(days=8)
    world.sync()
    assert colleagues.prekey_of(world.mina, tae).made > newest.made


def admit(world, newcomer, wanted):
    enrolment = enrol(newcomer, "yuna")
    proposal = admission.propose(world.mina, Admission(enrolment, wanted))
    world.sync()
    return enrolment, proposal


def test_a_newcomer_has_the_roles_that_keepers_signed_and_no_others(world, newcomer):
    enrolment, proposal = admit(world, newcomer, (Role.CASEWORKER,))
    (change,) = admission.waiting(world.sora)
    assert [one.roles for one in change.admitted] == [(Role.CASEWORKER,)]
    admission.approve(world.sora, proposal)
    world.sync()
    more = Admission(enrolment, (Role.COORDINATOR, Role.TRUSTEE), outside=True)
    write(world.mina, admission_of(read_enrolment(enrolment), more))
    organisation.join(newcomer, admission.invite(world.mina, proposal))
    world.sync()
    turn(newcomer)
    for desk in (newcomer, *world.desks.values()):
        assert people(desk)[newcomer.human] == ({Role.CASEWORKER}, False)
        assert len(people(desk)) == 6


def test_who_was_proposed_as_one_thing_is_not_invited_as_another(world, newcomer):
    enrolment, _ = admit(world, newcomer, (Role.CASEWORKER,))
    with pytest.raises(ConflictError) as refused:
        admission.propose(world.jun, Admission(enrolment, (Role.COORDINATOR,)))
    assert refused.value.code == "admission.terms"


def test_a_keeper_signs_for_nobody_whose_roles_are_nowhere_said(world, newcomer):
    act = admission_of(
        read_enrolment(enrol(newcomer, "yuna")), Admission(b"", (Role.CASEWORKER,))
    )
    mina = world.mina
    with mina.acting():
        members = (*mina.roster_cell.log.members, member("k" * 43, act))
        proposal = charters.propose(mina, mina.roster_cell, "admission", members)
    world.sync()
    with pytest.raises(NotPermittedError) as refused:
        admission.approve(world.sora, proposal)
    assert refused.value.code == "roster.terms"


def test_an_enrolment_is_not_signed_for_under_the_identity_of_somebody_else(
    world, newcomer
):
    enrolment = enrol(newcomer, "yuna")
    read = read_enrolment(enrolment)
    mine = roster.admission(world.mina.roster(), world.mina.human)
    other = HumanAdmitted(
        human=read.human, name=read.name, roles=(Role.INTAKE,), identity=mine.identity
    )
    mina = world.mina
    with mina.acting():
        mina.append(mina.roster_cell, other)
        members = (*mina.roster_cell.log.members, member(read.keys[0], other))
        charters.propose(mina, mina.roster_cell, "admission", members)
    world.sync()
    with pytest.raises(FormatError) as refused:
        admission.proposal_of(world.sora, enrolment)
    assert refused.value.code == "admission.other"


def test_nobody_is_added_to_the_keepers(world, newcomer):
    with pytest.raises(RuleError) as refused:
        admit(world, newcomer, (Role.CASEWORKER, Role.KEEPER))
    assert refused.value.code == "admission.keeper"


def founding(tmp_path):
    clock, relay = builders.SimulatedClock(builders.START), None
    desks = {
        name: builders.desk_at(tmp_path / name, name, clock, relay)
        for name in builders.STAFF
    }
    asked = [
        Admission(enrol(desks[name], name), roles, outside)
        for name, (roles, outside) in builders.STAFF.items()
    ]
    plan = FoundingPlan("Safe Road", "ko", "memory:", asked)
    return desks, organisation.create(desks["mina"], plan)


def test_a_founding_says_the_roles_and_its_keepers_sign_exactly_those(tmp_path):
    desks, file = founding(tmp_path)
    assert {name: one.roles for name, _, one in organisation.people_of(file)} == {
        name: roles for name, (roles, _) in builders.STAFF.items()
    }
    read = from_json(file)
    read["people"][4]["roles"] = ["coordinator"]
    with pytest.raises(FormatError) as refused:
        organisation.sign_founding(desks["jun"], to_json(read))
    assert refused.value.code == "founding.people"
    organisation.sign_founding(desks["jun"], file)
    for desk in desks.values():
        desk.close()


def test_who_is_let_go_is_out_when_a_majority_has_signed_and_not_before(world):
    tae = world.tae.human
    ids = dict(admission.let_go_of(world.mina, tae, "moved away"))
    world.sync()
    (change,) = [one for one in admission.waiting(world.jun) if one.noun == "roster"]
    assert (change.leaving, change.why) == ({tae}, "moved away")
    assert tae in people(world.jun)
    assert dict(admission.let_go_of(world.jun, tae, ""))["roster"] == ids["roster"]
    world.sync()
    for desk in world.desks.values():
        assert tae not in people(desk)
    assert world.tae.whoami() is None
    world.sync()


def test_who_is_let_go_is_taken_out_of_what_each_keeper_keeps(world):
    builders.open_case(world)
    hana = world.hana.human
    proposed = [noun for noun, _ in admission.let_go_of(world.mina, hana, "")]
    assert sorted(proposed) == ["conversation", "core", "intake", "roster"]
    mine = [one for one in world.mina.cells.values() if one is not world.mina.roster_cell]
    assert all(hana not in {m.human for m in one.log.members} for one in mine)


def test_no_keeper_is_let_go(world):
    with pytest.raises(RuleError) as refused:
        admission.let_go_of(world.mina, world.sora.human, "")
    assert refused.value.code == "cell.keeper"


def test_who_joins_after_many_epochs_reads_the_roster_and_the_board(world, newcomer):
    for _ in range(4):
        world.pass_time(days=8)
        world.sync()
    _, proposal = admit(world, newcomer, (Role.COORDINATOR,))
    admission.approve(world.sora, proposal)
    world.sync()
    organisation.join(newcomer, admission.invite(world.mina, proposal))
    world.desks["yuna"] = newcomer
    world.sync()
    opening = admission.open_to(world.mina, "board", newcomer.human)
    world.sync()
    admission.approve(world.jun, opening)
    world.sync(rounds=4)
    assert len(people(newcomer)) == 6
    assert newcomer.cells_of("board")
    assert list(newcomer.store.vault.items("aside")) == []
    for keeper in (world.mina, world.jun):
        admission.let_go_of(keeper, newcomer.human, "moved away")
        world.sync()
    # Who has left the board still has what they knew, and learns of no hold that comes.
    assert board.board_cell(newcomer) is not None
    assert not board.sees(newcomer)
    with pytest.raises(NotPermittedError):
        board.room(newcomer)


HUMANS = ("mina", "jun", "sora", "hana", "tae")


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory):
    """An enrolment of somebody who is in no organisation."""
    path = tmp_path_factory.mktemp("newcomer")
    clock = builders.SimulatedClock(builders.START)
    desk = builders.desk_at(path, "newcomer", clock, None)
    yield enrol(desk, "newcomer")
    desk.close()


class One:
    """One human who tries everything that a desk, or a changed desk, can do alone."""

    def __init__(self, world, name, enrolment):
        self.world, self.desk, self.enrolment = world, world.desks[name], enrolment
        read = read_enrolment(enrolment)
        self.known = {one: world.desks[one].human for one in HUMANS}
        self.known["newcomer"] = read.human
        self.key = read.keys[0]

    def act_of(self, target, roles, outside):
        held = roster.admission(self.desk.roster(), self.known[target])
        identity = read_enrolment(self.enrolment).identity
        return HumanAdmitted(
            human=self.known[target],
            name=target,
            roles=tuple(sorted(roles)),
            identity=held.identity if held is not None else identity,
            outside=outside,
        )

    def do(self, what, target, roles, *, outside=False):
        act = self.act_of(target, roles, outside)
        getattr(self, what)(self.desk, self.desk.roster_cell, act)

    def write_admission(self, desk, _opened, act):
        write(desk, act)

    def write_departure(self, desk, _opened, act):
        write(desk, HumanDeparted(human=act.human))

    def write_prekey(self, desk, _opened, act):
        now = desk.now()
        write(
            desk,
            PrekeyPublished(human=act.human, prekey="AA", signature="AA", made=now),
        )

    def propose(self, desk, _opened, act):
        admission.propose(desk, Admission(self.enrolment, act.roles, act.outside))

    def approve(self, desk, _opened, _act):
        for one in admission.waiting(desk):
            admission.approve(desk, one.id)

    def invite(self, desk, opened, _act):
        for one, _ in charters.proposals(opened):
            admission.invite(desk, one)

    def let_go(self, desk, _opened, act):
        admission.let_go_of(desk, act.human, "")

    def propose_other_roles(self, desk, opened, act):
        with desk.acting():
            desk.append(opened, act)
            charters.propose(desk, opened, "roles", self.members(opened, act))

    def forge_charter(self, desk, opened, act):
        """Write a charter that this human alone has signed, past every check of a desk."""
        key, members = desk.key_in(opened), self.members(opened, act)
        draft = draft_charter(
            opened.log.keys, "forged", desk.ports.entropy, members=members
        ).signed_by(key)
        with desk.acting():
            opened.log._append(CHARTER_KIND, draft.charter.to_body(), desk.now(), key)

    def let_time_pass(self, _desk, _opened, _act):
        self.world.pass_time(hours=30)

    def members(self, opened, act):
        held = opened.log.members
        rest = [one for one in held if one.human != act.human]
        keys = [one.key for one in held if one.human == act.human] or [self.key]
        return (*rest, *(member(key, act) for key in keys))


WAYS = sorted(
    name
    for name in vars(One)
    if not name.startswith("_") and name not in {"act_of", "do", "members"}
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(WAYS),
        st.sampled_from([*HUMANS, "newcomer"]),
        st.sets(st.sampled_from(Role), min_size=1),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(name=st.sampled_from(HUMANS), steps=STEPS)
def test_no_sequence_of_acts_lets_one_human_change_a_roster(
    name, steps, enrolled, tmp_path_factory
):
    world = builders.found(tmp_path_factory.mktemp("one"))
    before = people(world.jun)
    one = One(world, name, enrolled)
    for what, target, roles, outside in steps:
        with suppress(WaystationError):
            one.do(what, target, roles, outside=outside)
        world.sync(name)
    world.sync(rounds=1)
    for desk in world.desks.values():
        assert people(desk) == before
    for desk in world.desks.values():
        desk.close()


def test_two_keepers_who_sign_change_what_somebody_does(world, enrolled):
    """What one cannot do two can: the bound is on one human, not on change as such."""
    wanted = {Role.CASEWORKER, Role.INTAKE}
    one = One(world, "mina", enrolled)
    one.do("propose_other_roles", "tae", wanted)
    world.sync()
    assert people(world.jun)[world.tae.human] == ({Role.CASEWORKER}, False)
    ((proposal, _),) = charters.proposals(world.sora.roster_cell)
    admission.approve(world.sora, proposal)
    world.sync()
    for desk in world.desks.values():
        assert people(desk)[world.tae.human] == (wanted, False)
