"""The board: nobody ends, or shows anew, what another human shows of a journey."""

from tests.casework_history import desk, held_handles
from waystation.casework import board
from waystation.casework.entries import BoardJourney, HoldPlaced
from waystation.casework.terms import AlarmCause
from waystation.foresight import tagged

SHOWN = BoardJourney(handle="one", windows=(), tags=("#b1",))
OVER = BoardJourney(handle="one", windows=(), tags=("#b1",), over=True)
BARE = BoardJourney(handle="one", windows=(), tags=())


def told(*said):
    """Let each write what they say, having heard all before."""
    before = []
    for human, act in said:
        before.append(desk(human).hears(*before).writes(act))
    return board.read(before)


def test_nobody_hides_from_the_board_what_another_human_shows():
    placed = HoldPlaced(hold="h", tags=("#b1",), cause=AlarmCause.DEMAND)
    for hiding in (OVER, BARE):
        state = told(("lee", SHOWN), ("kim", hiding), ("jun", placed))
        assert held_handles(state) == {"one"}
        assert "#b1" in tagged.carried(state)


def test_whoever_shows_a_journey_shows_it_anew_and_ends_it():
    assert "#b1" not in tagged.carried(told(("lee", SHOWN), ("lee", BARE)))
    assert not tagged.carried(told(("lee", SHOWN), ("lee", OVER)))
    state = told(("lee", SHOWN), ("kim", SHOWN), ("lee", OVER))
    assert [one.record.human for one in board.all_shown(state)] == ["kim"]
    assert not board.all_shown(
        told(("lee", SHOWN), ("kim", SHOWN), ("lee", OVER), ("kim", OVER))
    )
