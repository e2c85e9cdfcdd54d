from weakref import WeakSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casework_history import untimed
from waystation.casework.table import Table


def test_adding_leaves_every_older_table_as_it_was():
    empty = Table()
    one = empty.put("a", 1)
    two = one.put("a", 2).put("b", 3)
    assert (dict(empty), dict(one), dict(two)) == ({}, {"a": 1}, {"a": 2, "b": 3})


def test_adding_to_an_older_table_starts_a_branch():
    one = Table().put("a", 1)
    left, right = one.put("b", 2), one.put("b", 3)
    assert (left["b"], right["b"], "b" in one) == (2, 3, False)


def test_empty_tables_share_nothing():
    empty = Table()
    empty.put("a", 1)
    assert list(empty._shared.puts) == []


def test_a_missing_key_is_missing():
    with pytest.raises(KeyError):
        Table().put("a", 1)["b"]


@untimed
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers()), max_size=30)
)
def test_every_table_ever_made_reads_like_a_copied_dictionary(puts):
    tables, copies = [Table()], [{}]
    for which, key, value in puts:
        place = which % len(tables)
        tables.append(tables[place].put(key, value))
        copies.append({**copies[place], key: value})
    for table, copy in zip(tables, copies, strict=True):
        assert dict(table.items()) == copy
        assert len(table) == len(copy)
        assert table == copy


def test_what_was_replaced_again_and_again_is_not_kept_for_ever():
    table, alive = Table(), WeakSet()
    for number in range(1_000):
        value = frozenset({number})
        alive.add(value)
        table = table.put("a", value)
    del value
    assert len(alive) < 100


def test_what_was_put_between_two_versions_is_known_and_between_two_tables_is_not():
    before = Table().put("a", 1).put("b", 2)
    after = before.put("c", 3).put("a", 1)
    assert after.put_since(before) == before.put_since(after) == {"a", "c"}
    assert after.put_since(after) == frozenset()
    aside = before.put("b", 5)  # of an older one all is copied
    assert aside.put_since(before) is None
    assert (before["b"], after["b"], aside["b"]) == (2, 2, 5)
