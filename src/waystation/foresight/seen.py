"""The same values, noting who looks at them: rules read them as ever."""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from functools import cache
from typing import Protocol, TypeVar, cast

import msgspec
from msgspec import Struct

from waystation.casework.table import Table
from waystation.foresight.looks import NOTHING, WHOLE, Field, Notebook

K = TypeVar("K")
V = TypeVar("V")
S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R", bound=Struct)
_Real = Mapping[object, object]


class SeenTable(Table[object, object]):
    """A table that notes what stood at each key asked for, or that all of it was read."""

    __slots__ = ("_notebook", "_number", "_real")

    def __init__(self, real: _Real, number: int, notebook: Notebook) -> None:
        super().__init__()
        self._real, self._number, self._notebook = real, number, notebook

    def whole(self) -> _Real:
        """Return the table itself."""
        self._notebook.looks.reads[self._number][WHOLE] = self._real
        return self._real

    def get(self, key: object, default: object = None, /) -> object:
        """Return what stands at `key`."""
        found = self._real.get(key, NOTHING)
        self._notebook.looks.reads[self._number][key] = found
        return default if found is NOTHING else found

    def __getitem__(self, key: object) -> object:
        found = self.get(key, NOTHING)
        if found is NOTHING:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key, NOTHING) is not NOTHING

    def __iter__(self) -> Iterator[object]:
        return iter(self.whole())

    def __len__(self) -> int:
        return len(self.whole())

    def items(self) -> ItemsView[object, object]:
        """Return everything in it."""
        return self.whole().items()

    def keys(self) -> KeysView[object]:
        """Return every key."""
        return self.whole().keys()

    def values(self) -> ValuesView[object]:
        """Return every value."""
        return self.whole().values()

    def put(self, key: object, value: object) -> Table[object, object]:
        """Return the table with `value` at `key`, all of it having been looked at."""
        after: Table[object, object] = Table()
        for held, stands in self.whole().items():
            after = after.put(held, stands)
        return after.put(key, value)


def plainly(table: Mapping[K, V]) -> Mapping[K, V]:
    """Return a table to read from unnoted: that all of it was looked at is noted instead.

    For what changes seldom, and then as a whole.
    """
    return cast(Mapping[K, V], table.whole()) if isinstance(table, SeenTable) else table


class Shared:
    """Stands in a struct that every journey shares: what is true of it is asked of it."""

    def __init__(self, real: Struct, number: int, notebook: Notebook) -> None:
        self._real, self._number, self._notebook = real, number, notebook

    def answer(self, ask: Callable[[S], T], _: S) -> T:
        """Answer about the real one, and note what the answer was."""
        found = ask(cast(S, self._real))
        self._notebook.looks.reads[self._number][ask] = found
        return found

    def field(self, name: str, found: object) -> None:
        """Note what stood in a field that is no table."""
        self._notebook.looks.reads[self._number][Field(name)] = found


def sources(value: object) -> tuple[object, ...]:
    """Return everything that can be looked at in a struct, each in its place."""
    return tuple(_walk(value))


def seen(value: R, notebook: Notebook) -> R:
    """Return a struct that reads the same and notes looks, by the places of `sources`."""
    return cast(R, _seen(value, iter(range(1 << 16)), notebook))


def within(value: R, parts: tuple[str, ...], notebook: Notebook) -> R:
    """Return a struct of one journey that holds seen values; looks at `parts` are noted."""
    made = _type_of(type(value), _numbered(parts))
    return cast(R, made(**msgspec.structs.asdict(value), seen_by=notebook))


@cache
def _numbered(parts: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((name, bit) for bit, name in enumerate(parts))


def _walk(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            held = getattr(value, name)
            if isinstance(held, Mapping | Struct):
                yield from _walk(held)


def _seen(value: object, numbers: Iterator[int], notebook: Notebook) -> object:
    number = next(numbers)
    if isinstance(value, Mapping):
        return SeenTable(value, number, notebook)
    struct = cast(Struct, value)  # nothing else is walked into
    fields: dict[str, object] = {}
    plain: list[tuple[str, str]] = []
    for name in struct.__struct_fields__:
        held = getattr(struct, name)
        if isinstance(held, Mapping | Struct):
            fields[name] = _seen(held, numbers, notebook)
        else:
            fields[name] = held
            plain.append((name, name))
    shared = Shared(struct, number, notebook)
    return _type_of(type(struct), tuple(plain))(**fields, seen_by=shared)


@cache
def _type_of(of: type, watched: tuple[tuple[str, int | str], ...]) -> type:
    """Return a type that reads like `of`; a look at what is watched is noted as such."""
    namespace: dict[str, object] = {
        name: _noting(getattr(of, name), noted_as) for name, noted_as in watched
    }
    return msgspec.defstruct(
        f"Seen{of.__name__}",
        [("seen_by", object)],
        bases=(of,),
        namespace=namespace,
        frozen=True,
        kw_only=True,
    )


class _Watched(Protocol):
    seen_by: "_Field"


class _Field(Protocol):
    def field(self, noted_as: int | str, found: object, /) -> None: ...


class _Member(Protocol):
    def __get__(self, struct: object, /) -> object: ...


def _noting(member: _Member, noted_as: int | str) -> property:
    def read(self: _Watched) -> object:
        found = member.__get__(self)
        self.seen_by.field(noted_as, found)
        return found

    return property(read)
