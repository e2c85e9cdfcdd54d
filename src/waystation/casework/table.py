"""A mapping that never changes, to which adding is nevertheless cheap.

Every version shares one dictionary in which each value carries the version that put it
there: adding to the newest version costs one insertion, whatever the size, and older ones
still read as they did. Adding to an older version copies, and so does, now and then, adding
at a key that is there. Not for several threads at once: the desk has one lock.
"""
# typing has the decorator from 3.12 only

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")
D = TypeVar("D")

# the version that put a value, the value, and what it replaced; a plain tuple for speed
_Put = tuple[int, V, "_Put[V] | None"]
_REPLACED = 64


class _Shared(Generic[K, V]):
    __slots__ = ("order", "puts")

    def __init__(self, puts: "dict[K, _Put[V]]") -> None:
        self.puts = puts
        self.order: list[K] = []  # of the put that made each version, from the first on


class Table(Mapping[K, V]):
    """Keys and values as they stood at one version."""

    __slots__ = ("_count", "_shared", "_version")

    def __init__(self) -> None:
        self._shared: _Shared[K, V] = _Shared({})
        self._version = 0
        self._count = 0

    def put(self, key: K, value: V) -> "Table[K, V]":
        """Return the table with `value` at `key`; this one stays as it is."""
        shared = self._shared
        stale = len(shared.order) != self._version or not self._count
        # Of what was replaced only so much is kept: one key put again and again, each time
        # with all that was said of it, would hold as many copies as it was put.
        if stale or len(shared.order) > _REPLACED + 2 * len(shared.puts):
            shared = _Shared({k: (0, v, None) for k, v in self.items()})
        before = shared.puts.get(key)
        shared.order.append(key)
        newest = len(shared.order)
        shared.puts[key] = (newest, value, before)
        after: Table[K, V] = Table.__new__(Table)
        after._shared, after._version = shared, newest
        after._count = self._count + (before is None)
        return after

    def put_since(self, other: "Table[K, V]") -> frozenset[K] | None:
        """Return the keys at which it may hold something else than another version.

        None where that is not known: it is no version of the same.
        """
        if other._shared is not self._shared:
            return None
        earlier, later = sorted((self._version, other._version))
        return frozenset(self._shared.order[earlier:later])

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: V | D | None = None) -> V | D | None:
        """Return what stands at `key`; quicker than asking and failing."""
        put = self._shared.puts.get(key)
        while put is not None and put[0] > self._version:
            put = put[2]
        return default if put is None else put[1]

    def __getitem__(self, key: K) -> V:
        put = self._shared.puts.get(key)
        while put is not None and put[0] > self._version:
            put = put[2]
        if put is None:
            raise KeyError(key)
        return put[1]

    def __iter__(self) -> Iterator[K]:
        if len(self._shared.order) == self._version:
            return iter(self._shared.puts)
        return (key for key in tuple(self._shared.puts) if key in self)

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"Table({self._count})"
