"""Helpers and houses through the pages of real desks: what a form says is what is noted."""

from contextlib import ExitStack

import pytest

from tests import builders
from tests.offices import Offices
from waystation.casework import helper as facts
from waystation.casework import safehouse as houses
from waystation.casework.terms import HelperRole, MarkKind, Tie, Vetting
from waystation.casework.trust import Trust
from waystation.desk import helper, helper_standing, mark, safehouse, safehouse_use


@pytest.fixture
def offices(tmp_path):
    with ExitStack() as stack:
        yield Offices(builders.found(tmp_path), stack)


def noted(offices, **more: str) -> str:
    said = {"name": "driver", "role.drives": "1", **more}
    return offices.send("mina", "/helpers", **said).removeprefix("/helpers/")


def test_a_helper_is_noted_with_introductions_numbers_and_a_team(offices):
    world = offices.world
    first = noted(offices, name="first")
    one = noted(
        offices,
        **{"role.guides": "1", "language.zh": "1", f"met_by.{world.jun.human}": "1"},
        languages="ne",
        hired="yes",
        cap="2",
        team=first,
        brought_in_by=world.jun.human,
        passed_on_by=first,
        numbers="+86 138 0000 0000\n010 1234",
        plates="辽B 12345",
        other_names="the tall one",
    )
    act = helper.all_noted(world.jun)[one]
    assert set(act.roles) == {HelperRole.DRIVES, HelperRole.GUIDES}
    assert (act.languages, act.hired, act.cap) == (("zh", "ne"), True, 2)
    assert (act.recruited_by, act.subcontracted_by) == (world.jun.human, first)
    assert act.numbers == ("+86 138 0000 0000", "010 1234")
    assert (act.plates, act.other_names) == (("辽B 12345",), ("the tall one",))
    assert helper.kin(world.jun)[first] >= {first, one}
    said = offices.says("jun", f"/helpers/{one}")
    assert "Chinese, another language (ne)" in said
    assert "telephone numbers: 2, plates: 1, other names: 1" in said


def test_what_is_noted_anew_leaves_the_letterbox_and_vehicles_as_they_were(offices):
    world = offices.world
    kept = {"vehicles": ("car",), "box": "box", "identity": "aaaa"}
    one = builders.note_helper(world, "driver", **kept)
    world.sync()
    offices.send("jun", f"/helpers/{one}/note", name="the driver", numbers="010 99")
    act = helper.all_noted(world.mina)[one]
    assert (act.name, act.numbers) == ("the driver", ("010 99",))
    assert (act.vehicles, act.box, act.identity) == (("car",), "box", "aaaa")


def test_a_helper_for_some_is_unknown_to_the_other_coordinators(offices):
    world = offices.world
    one = noted(offices, **{f"only_for.{world.mina.human}": "1"})
    assert one in helper.all_noted(world.mina)
    assert one not in helper.all_noted(world.jun)


def test_a_colleague_vets_and_never_whoever_brought_them_in(offices):
    world = offices.world
    one = noted(offices, brought_in_by=world.jun.human)
    said = {"how": "references", "until": "2026-08-01", "text": "asked two"}
    at = f"/helpers/{one}/vet"
    offices.send("mina", at, **said, by=world.jun.human, refused="helper.recruiter")
    offices.send("mina", at, **said, by=world.sora.human)
    last = facts.vetting(helper.state(world.jun), one).act
    assert (last.how, last.by) == (Vetting.REFERENCES, world.sora.human)
    assert "By sora" in offices.says("jun", f"/helpers/{one}")


def test_an_incident_a_tie_and_a_job_are_noted_and_who_said_so(offices):
    world, one = offices.world, noted(offices)
    happened = {"what": "silence", "effect": "hold", "text": "x", "said_by": "the host"}
    offices.send("mina", f"/helpers/{one}/incident", **happened)
    (opened,) = facts.open_incidents(helper.state(world.jun), one)
    assert opened.act.said_by == "the host"
    marks = mark.standing_on(world.jun, {one})[one]
    assert [each.mark for each in marks] == [MarkKind.INCIDENT]
    at = f"/helpers/{one}/incidents/{opened.act.incident}"
    offices.send("mina", at, outcome="talked", refused="incident.own")
    offices.send("jun", at, outcome="talked")
    assert facts.open_incidents(helper.state(world.mina), one) == ()
    offices.send("mina", f"/helpers/{one}/tie", to="holder", text="a cousin")
    (tie,) = facts.ties(helper.state(world.jun), one)
    assert tie.act.to is Tie.HOLDER
    offices.send("mina", f"/helpers/{one}/worked", small="yes")
    (job,) = facts.jobs(helper.state(world.jun), one)
    assert job.act.small
    assert helper_standing.standing(world.jun, one).trust is Trust.NOT_NOW


def test_a_house_is_noted_signed_for_noted_anew_and_told_of(offices):
    world = offices.world
    house = {"label": "the grey door", "address": "7 Sea Street", "beds": "3"}
    offices.send("hana", "/houses", **house, **{f"reader.{world.tae.human}": "1"})
    waiting = offices.says("hana", "/houses")
    assert "the grey door" in waiting
    assert "2 more signatures are needed." in waiting
    for name in ("mina", "sora"):
        (waits,) = safehouse.waiting(world.desks[name])
        shown = offices.says(name, "/houses")
        assert "Sea Street" not in shown
        assert "the grey door" not in shown
        offices.send(name, f"/houses/proposals/{waits.id}")
    (opened,) = world.tae.cells_of("house")
    one = opened.register
    assert "Houses that want your signature" not in offices.says("hana", "/houses")
    host = noted(offices, name="host")
    offices.send("tae", f"/houses/{one}/note", label="grey", beds="2", host=world.tae.human)
    act = safehouse_use.read(world.hana, one).noted[one].act
    assert (act.label, act.address, act.capacity) == ("grey", "7 Sea Street", 2)
    assert act.host == world.tae.human
    offices.send("tae", f"/houses/{one}/told", who=world.jun.human, why="called")
    offices.send("tae", f"/houses/{one}/told", who=host, refused="name.unknown")
    offices.send("tae", f"/houses/{one}/told", who="", name="a neighbour")
    knows = houses.ever_told(safehouse_use.read(world.hana, one), one)
    assert world.jun.human in knows
    assert "a neighbour" in offices.says("hana", f"/houses/{one}")
    offices.send("tae", f"/houses/{one}/cool", until="2026-05-01")
    assert "Cools off until" in offices.says("hana", f"/houses/{one}")
