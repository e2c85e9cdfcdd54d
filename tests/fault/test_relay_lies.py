"""A relay that lies: said as a trouble, nothing wrong folded, nothing lost afterwards."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import builders
from tests import liar as lies
from tests.liar import LIES, Liar, Lie
from waystation.casework.entries import MessageNoted
from waystation.casework.terms import AlarmCause
from waystation.desk import case, charters, conversation, hold
from waystation.desk.background import turn
from waystation.desk.desk import Desk
from waystation.desk.ports import Ports
from waystation.desk.store import Store
from waystation.post.client import Page

HONEST_MINUTES = 90

# What cannot be told from a quiet hour, until somebody refers to what was hidden.
SILENT = {lies.hide_the_newest, lies.swap_numbers}


class Deceived:
    """Two desks in one case: one reads an honest relay, the other a liar."""

    def __init__(self, path: Path) -> None:
        self.world = builders.found(path)
        self.honest = self.world.mina
        self.case, _ = builders.open_case(self.world)
        self.liar = Liar(self.world.relay)
        old = self.world.jun
        ports = Ports(self.world.clock, old.ports.entropy, lambda _url: self.liar)
        old.store.close()
        self.desk = Desk(Store(self.world.stores["jun"], old.store.identity), ports)
        self.world.desks["jun"] = self.desk
        self.written: set[str] = set()

    def speak(self, desk: Desk, text: str) -> None:
        """Write into the case's conversation, and hold a tag on the board."""
        room = case.conversation_of(desk, self.case)
        self.written.add(conversation.note_message(desk, room.register, "c", "E", text))

    def step(self, number: int) -> None:
        """Let both write; only the honest one is in step with the real relay."""
        self.speak(self.honest, f"honest {number}")
        self.speak(self.honest, f"honest {number} again")
        hold.place(self.honest, (self.honest.random_id(),), AlarmCause.DEMAND)
        case.open_case(self.honest, f"case {number}", (self.desk.human,))
        turn(self.honest)
        self.speak(self.desk, f"deceived {number}")

    def found_out(self) -> set[str]:
        """Return the codes of everything that the deceived desk says is wrong."""
        problems = {
            problem.code
            for opened in self.desk.cells.values()
            for problem in opened.log.problems
        }
        return problems | {trouble.code for trouble in self.desk.troubles}

    def be_honest(self) -> None:
        self.liar.lie, self.liar.swallow = None, False
        for _ in range(3):
            self.world.pass_time(minutes=HONEST_MINUTES)
            self.world.sync("jun", "mina")

    def check_nothing_wrong(self) -> None:
        """Everything that the deceived desk folded was really written by its author."""
        real = ids_of(self.honest) | self.written
        for cell, opened in self.desk.cells.items():
            for entry in opened.log.entries:
                known = cell not in self.honest.cells or entry.id in real
                assert known or entry.human == self.desk.human

    def check_nothing_lost(self) -> None:
        assert set(self.desk.cells) >= set(self.honest.cells) - self._not_for_it()
        for cell, opened in self.desk.cells.items():
            if cell in self.honest.cells:
                theirs = [entry.id for entry in self.honest.cells[cell].log.entries]
                assert [entry.id for entry in opened.log.entries] == theirs
        assert self.written <= ids_of(self.honest)
        assert self.desk.frames.unsent() == []
        assert self.desk.store.outbox.waiting() == []

    def _not_for_it(self) -> set[bytes]:
        return {
            cell
            for cell, opened in self.honest.cells.items()
            if self.desk.human not in {member.human for member in opened.log.members}
        }


def ids_of(desk: Desk) -> set[str]:
    return {entry.id for opened in desk.cells.values() for entry in opened.log.entries}


@pytest.fixture
def deceived(tmp_path):
    return Deceived(tmp_path)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_one_lie_is_said_and_leaves_nothing_wrong_and_nothing_lost(
    deceived: Deceived, lie: Lie
) -> None:
    deceived.step(0)
    deceived.liar.lie = lie
    turn(deceived.desk)
    assert deceived.liar.told
    deceived.check_nothing_wrong()
    if lie not in SILENT:
        assert deceived.found_out()
    deceived.be_honest()
    deceived.check_nothing_lost()
    assert deceived.desk.troubles == ()


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
def test_a_lie_told_twice_hides_nothing_once_the_relay_is_honest(
    deceived: Deceived, lie: Lie
) -> None:
    deceived.liar.lie = lie
    for number in range(2):
        deceived.step(number)
        turn(deceived.desk)
        deceived.check_nothing_wrong()
    deceived.be_honest()
    deceived.check_nothing_lost()


def test_a_frame_that_was_acknowledged_and_not_kept_is_sent_again(
    deceived: Deceived,
) -> None:
    deceived.liar.swallow = True
    deceived.step(0)
    turn(deceived.desk)
    turn(deceived.desk)
    assert deceived.liar.told
    assert "relay.dropped" in deceived.found_out()
    deceived.be_honest()
    deceived.check_nothing_lost()


def test_a_withheld_charter_is_missed_and_who_left_is_cut_once_it_is_shown(
    deceived: Deceived,
) -> None:
    world, honest = deceived.world, deceived.honest
    deceived.step(0)
    world.sync()
    opened = case.conversation_of(honest, deceived.case)
    staying = [one for one in opened.log.members if one.human != world.hana.human]
    with honest.acting():
        charters.propose(honest, opened, "hana left", staying)
    turn(honest)
    assert opened.log.charter.n == 1
    charter = world.relay.feeds[honest.membership.joined.feed][-1]
    with world.hana.acting():
        late = world.hana.append(
            case.conversation_of(world.hana, deceived.case),
            MessageNoted(channel="c", who="E", text="after the cut"),
        )
    turn(world.hana)
    turn(honest)
    deceived.liar.lie = drop_frames(charter)
    turn(deceived.desk)
    assert deceived.found_out() & {"relay.dropped", "relay.withheld"}
    deceived.be_honest()
    mine = case.conversation_of(deceived.desk, deceived.case)
    assert mine.log.charter.n == opened.log.charter.n == 1
    assert late not in {entry.id for entry in mine.log.entries}
    assert late in {entry.id for entry, why in mine.log.shown if why == "cut"}


def drop_frames(*dropped: bytes) -> Lie:
    def lie(_liar: Liar, page: Page) -> Page:
        shown = tuple(one for one in page.records if one[1] not in dropped)
        return replace(page, records=shown)

    return lie


TURNS = st.lists(
    st.tuples(st.sampled_from((None, *LIES)), st.booleans(), st.integers(0, 7)),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(turns=TURNS)
def test_no_sequence_of_lies_folds_what_is_wrong_or_loses_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, turns: list[tuple[Lie | None, bool, int]]
) -> None:
    deceived = Deceived(tmp_path_factory.mktemp("deceived"))
    for number, (lie, swallow, place) in enumerate(turns):
        deceived.liar.lie, deceived.liar.swallow = lie, swallow
        deceived.liar.choose = lambda count, place=place: place % count
        deceived.step(number)
        turn(deceived.desk)
        deceived.check_nothing_wrong()
    deceived.be_honest()
    deceived.check_nothing_lost()
    assert deceived.desk.troubles == ()
