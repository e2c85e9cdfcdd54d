"""Safe houses: beds, cooling off, who ever knew the address, burned for good."""

from tests.casework_history import at, desk
from waystation.casework import safehouse
from waystation.casework.entries import HouseNoted, Window
from waystation.casework.entries.safehouse import (
    HouseBurned,
    HouseCoolingOff,
    HouseStayNoted,
    HouseTold,
)


def noted(host="host"):
    return HouseNoted(house="h", label="H", address="7 Sea Street", host=host, capacity=3)


def stay(name, opens, closes, beds=1, *, dropped=False):
    return HouseStayNoted(
        stay=name,
        house="h",
        window=Window(at(opens), at(closes)),
        beds=beds,
        dropped=dropped,
    )


def written(*acts):
    kim = desk("kim")
    return safehouse.read([kim.writes(act) for act in acts])


def test_whoever_once_kept_a_house_or_was_told_of_it_knows_it_for_good():
    state = written(noted(), HouseTold(house="h", who="driver"), noted(host="new"))
    assert safehouse.ever_told(state, "h") == {"host", "driver", "new"}


def is_cooling(state, house, moment):
    until = safehouse.cooling_until(state, house)
    return until is not None and moment < until.act.until


def test_nobody_goes_to_a_house_that_cools_off_and_afterwards_they_may():
    state = written(noted(), HouseCoolingOff(house="h", until=at(72)))
    assert is_cooling(state, "h", at(71))
    assert not is_cooling(state, "h", at(72))
    assert not is_cooling(state, "another", at(1))


def test_a_shorter_cooling_off_counts_only_where_it_saw_the_longer():
    kim, lee = desk("kim"), desk("lee")
    longer = kim.writes(HouseCoolingOff(house="h", until=at(100)))
    shorter = lee.writes(HouseCoolingOff(house="h", until=at(10)))
    assert is_cooling(safehouse.read([longer, shorter]), "h", at(50))
    seen = lee.hears(longer).writes(HouseCoolingOff(house="h", until=at(10)))
    assert not is_cooling(safehouse.read([longer, shorter, seen]), "h", at(50))


def test_beds_are_counted_at_the_fullest_moment():
    state = written(
        noted(), stay("a", 0, 10), stay("b", 5, 15, 2), stay("c", 12, 20), stay("d", 30, 31)
    )
    assert safehouse.beds_taken(state, "h", Window(at(0), at(24))) == 3
    assert safehouse.beds_taken(state, "h", Window(at(16), at(24))) == 1
    assert safehouse.beds_taken(state, "h", Window(at(20), at(30))) == 0
    without = frozenset({"b"})
    assert safehouse.beds_taken(state, "h", Window(at(0), at(12)), without) == 1


def test_a_dropped_stay_takes_no_bed():
    state = written(noted(), stay("a", 0, 10), stay("a", 0, 10, dropped=True))
    assert safehouse.stays(state, "h") == ()


def test_a_burned_house_is_burned_whatever_is_noted_later():
    state = written(noted(), HouseBurned(house="h", reason="sold"), noted())
    assert "h" in state.for_good
