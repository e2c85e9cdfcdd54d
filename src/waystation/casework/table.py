"""A mapping that never changes, to which adding is nevertheless cheap.

Every version shares one dictionary in which each value carries the version that put it
there: adding to the newest version costs one insertion, whatever the size, and older ones
still read as they did. Adding to an older version copies. Not for several threads at once:
the desk has one lock.
"""
# mypy: disable-error-code="explicit-override"
# typing has the decorator from 3.12 only

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class _Put(NamedTuple, Generic[V]):
    version: int
    value: V
    before: "_Put[V] | None"


class _Shared(Generic[K, V]):
    __slots__ = ("newest", "puts")

    def __init__(self, puts: dict[K, _Put[V]], newest: int) -> None:
        self.puts = puts
        self.newest = newest


class Table(Mapping[K, V]):
    """Keys and values as they stood at one version."""

    __slots__ = ("_count", "_shared", "_version")

    def __init__(self) -> None:
        self._shared: _Shared[K, V] = _Shared({}, 0)
        self._version = 0
        self._count = 0

    def put(self, key: K, value: V) -> "Table[K, V]":
        """Return the table with `value` at `key`; this one stays as it is."""
        shared = self._shared
        if shared.newest != self._version or not self._count:
            shared = _Shared({k: _Put(0, v, None) for k, v in self.items()}, 0)
        before = shared.puts.get(key)
        shared.newest += 1
        shared.puts[key] = _Put(shared.newest, value, before)
        after: Table[K, V] = Table.__new__(Table)
        after._shared, after._version = shared, shared.newest
        after._count = self._count + (before is None)
        return after

    def __getitem__(self, key: K) -> V:
        put = self._shared.puts.get(key)
        while put is not None and put.version > self._version:
            put = put.before
        if put is None:
            raise KeyError(key)
        return put.value

    def __iter__(self) -> Iterator[K]:
        if self._shared.newest == self._version:
            return iter(self._shared.puts)
        return (key for key in tuple(self._shared.puts) if key in self)

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"Table({self._count})"
