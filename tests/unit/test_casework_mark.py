"""Marks: there is something about a tag, until another human takes it back."""

from itertools import permutations

from tests.casework_history import at, desk
from waystation.casework import board, mark
from waystation.casework.entries.mark import BoardMarked
from waystation.casework.terms import MarkKind


def marked(kind=MarkKind.INCIDENT, until=None, *, over=False, tags=("#b1",)):
    return BoardMarked(handle="m", tags=tags, mark=kind, until=until, over=over)


def kinds(told, hours=0):
    return [one.mark for one in mark.standing(mark.read(told), at(hours))]


def test_a_mark_stands_on_what_carries_one_of_its_tags():
    told = [desk("kim").writes(marked())]
    stands = mark.standing(board.read(told).marks, at(0))
    assert mark.on(stands, frozenset({"#b1", "#x"})) == stands
    assert mark.on(stands, frozenset({"#x"})) == ()


def test_only_another_human_who_saw_it_takes_a_mark_back():
    kim, lee = desk("kim"), desk("lee")
    placed = kim.writes(marked())
    assert kinds([placed, kim.writes(marked(over=True))]) == [MarkKind.INCIDENT]
    assert kinds([placed, lee.writes(marked(over=True))]) == [MarkKind.INCIDENT]
    assert kinds([placed, lee.hears(placed).writes(marked(over=True))]) == []


def test_what_was_placed_unseen_by_who_took_it_back_stands_in_whatever_order_it_comes():
    kim, lee, mo = desk("kim"), desk("lee"), desk("mo")
    placed = kim.writes(marked())
    again = mo.writes(marked(tags=("#b2",)))
    over = lee.hears(placed).writes(marked(over=True))
    for told in permutations([placed, again, over]):
        (stands,) = mark.standing(mark.read(told), at(0))
        assert stands.tags == {"#b2"}


def test_a_burned_house_is_never_unmarked():
    kim, lee = desk("kim"), desk("lee")
    placed = kim.writes(marked(MarkKind.BURNED))
    over = lee.hears(placed).writes(marked(MarkKind.BURNED, over=True))
    assert kinds([placed, over]) == [MarkKind.BURNED]


def test_a_mark_with_an_end_ends():
    told = [desk("kim").writes(marked(MarkKind.COOLING_OFF, at(10)))]
    assert kinds(told, 9) == [MarkKind.COOLING_OFF]
    assert kinds(told, 10) == []


def test_a_mark_of_a_newer_version_is_an_incident():
    body = b'{"handle":"m","tags":["#b1"],"mark":"meteor"}'
    told = desk("kim").writes(marked())
    newer = type(told)(
        **{name: getattr(told, name) for name in told.__slots__} | {"body": body}
    )
    assert kinds([newer]) == [MarkKind.INCIDENT]
